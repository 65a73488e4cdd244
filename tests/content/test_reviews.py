"""Shipped texts say of themselves what their reviews say: a draft until every text of the file was read."""

import pytest
from tests.content.tables import settings

from borderdesk.desk.review_sources import sources_of
from borderdesk.library.document import read_document
from borderdesk.text import LANGUAGES, WRITTEN
from borderdesk.text.document_blocks import Blocks
from borderdesk.text.form_tables import Table
from borderdesk.text.fragments import Catalogue, Source

TRANSLATED = [language for language in WRITTEN if language != "en"]


def says(source: Source, language: str) -> tuple[str, str] | None:
    """What a file says of its review; None for files that say nothing."""
    if isinstance(source, Table):
        row = settings(source.room)
        return row["attribute::bd:translation_lo"], row["attribute::bd:reviewed_by"]
    if isinstance(source, Blocks):
        document = read_document(source.path.read_bytes())
        return document.translation, document.reviewed_by
    if isinstance(source, Catalogue) and language not in LANGUAGES:
        head = source.pieces[0]
        draft = "X-Status: draft, not validated\\n" in head and "X-Reviewed-By: none\\n" in head
        return ("draft, not reviewed", "none") if draft else ("reviewed", source.reviewers)
    return None


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_file_is_a_draft_until_all_of_it_was_read(language: str) -> None:
    told = {source.path: (says(source, language), source.reviewers) for source in sources_of(language)}
    read = ("draft, not reviewed", "none")
    wrong = {
        path.name: said
        for path, (said, by) in told.items()
        if said is not None and said != (("reviewed", by) if by else read)
    }
    assert wrong == {}
    assert any(said is not None for said, _ in told.values())
