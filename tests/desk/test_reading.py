"""The library at a desk: lists, bookmarks, who has read which version, leaflets."""

from pathlib import Path

import pytest
from tests.desk import posts

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.errors import RuleBroken, Unavailable
from borderdesk.domain.facts import DocumentRead
from borderdesk.library import catalogue
from borderdesk.library.document import Kind

VERSION = "2026112601"


def row(workspace: Workspace, document_id: str, language: str = "en") -> desk.LibraryRow:
    return next(each for each in desk.library(workspace, language) if each.id == document_id)


def test_the_list_holds_every_document_in_the_language_asked_for(checkpoint: Workspace) -> None:
    lao, english = desk.library(checkpoint, "lo"), desk.library(checkpoint, "en")
    assert [each.id for each in lao] == [each.id for each in english]
    assert [each.kind for each in lao] == [Kind.SOP] * 26 + [Kind.IEC] * 22
    assert all(each.draft and not each.fallback for each in lao)
    assert lao[0].title != english[0].title


def test_a_language_without_text_is_listed_in_english_and_marked(checkpoint: Workspace) -> None:
    khmu = row(checkpoint, "I01", "kjg")
    assert khmu.fallback
    assert khmu.language == "en"
    assert not row(checkpoint, "I01", "th").fallback
    assert row(checkpoint, "S01", "th").language == "en"


def test_a_bookmark_is_the_users_own_and_can_be_taken_away(checkpoint: Workspace) -> None:
    assert desk.bookmarks(checkpoint) == frozenset()
    desk.set_bookmark(checkpoint, "S04", True)
    desk.set_bookmark(checkpoint, "I01", True)
    assert desk.bookmarks(checkpoint) == {"S04", "I01"}
    assert row(checkpoint, "S04").bookmarked
    desk.set_bookmark(checkpoint, "S04", False)
    assert desk.bookmarks(checkpoint) == {"I01"}


def test_a_bookmark_of_nothing_is_refused(checkpoint: Workspace) -> None:
    with pytest.raises(Unavailable) as missing:
        desk.set_bookmark(checkpoint, "S99", True)
    assert missing.value.code == "document.missing"


def test_having_read_a_version_is_written_into_the_journal_once(checkpoint: Workspace) -> None:
    done = desk.mark_read(checkpoint, "S04", VERSION)
    assert done.changes.kinds == {"document.read"}
    assert done.changes.subjects == {"document:S04"}
    assert row(checkpoint, "S04").read
    assert not row(checkpoint, "S05").read
    again = desk.mark_read(checkpoint, "S04", VERSION)
    assert again.changes.kinds == frozenset()
    (reading,) = desk.read_by(checkpoint, "S04")
    assert (reading.user, reading.device, reading.version) == (
        checkpoint.user.id,
        checkpoint.device,
        VERSION,
    )
    assert desk.read_by(checkpoint, "S05") == []
    assert desk.verify(checkpoint).ok


def test_an_older_version_read_shows_as_changed_since(checkpoint: Workspace) -> None:
    with checkpoint.store.write() as transaction:
        checkpoint.record(transaction, "document:S04", DocumentRead("S04", "2025010101"))
    before = row(checkpoint, "S04")
    assert before.changed_since_read
    assert not before.read
    desk.mark_read(checkpoint, "S04", VERSION)
    assert not row(checkpoint, "S04").changed_since_read
    assert [each.version for each in desk.read_by(checkpoint, "S04")] == [VERSION, "2025010101"]


def test_a_version_that_is_not_there_cannot_be_read(checkpoint: Workspace) -> None:
    with pytest.raises(RuleBroken) as refused:
        desk.mark_read(checkpoint, "S04", "2025010101")
    assert refused.value.code == "document.other_version"
    with pytest.raises(Unavailable):
        desk.mark_read(checkpoint, "S99", VERSION)
    assert desk.read_by(checkpoint, "S04") == []


@pytest.mark.usefixtures("met")
def test_who_has_read_what_travels_to_the_supervisor(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    desk.mark_read(checkpoint, "S04", VERSION)
    packed = desk.pack(checkpoint, stick).value
    desk.apply_import(supervisor, packed.path)
    (reading,) = desk.read_by(supervisor, "S04")
    assert (reading.user, reading.device) == (checkpoint.user.id, checkpoint.device)
    # The supervisor has not read it.
    assert not row(supervisor, "S04").read


def test_a_document_counts_as_recently_changed_for_a_month(checkpoint: Workspace, watch: posts.Watch) -> None:
    changed = row(checkpoint, "S04").changed_on
    assert changed is not None
    watch.now = watch.now.replace(year=changed.year, month=changed.month, day=changed.day)
    assert row(checkpoint, "S04").recent
    watch.now = watch.now.replace(year=changed.year + 1)
    assert not row(checkpoint, "S04").recent


def test_search_needs_no_workspace() -> None:
    assert [hit.document.id for hit in desk.search_library("ນາຍພາສາ", "lo", 2)] == ["S05", "S04"]
    assert desk.document("S05", "lo").document.id == "S05"


def test_a_leaflet_is_one_page_in_two_languages(checkpoint: Workspace) -> None:
    leaflet = desk.leaflet_pdf(checkpoint, "I01", "lo", "en")
    assert (leaflet.pages, leaflet.title, leaflet.unshown) == (1, "Leaflet", frozenset())
    assert leaflet.pdf.startswith(b"%PDF")
    assert len(desk.leaflet_pdf(checkpoint, "I01", "lo", "").pdf) < len(leaflet.pdf)


@pytest.mark.parametrize("size", ["a4", "a5", "cards"])
def test_a_leaflet_comes_in_three_sizes_on_one_sheet(checkpoint: Workspace, size: str) -> None:
    leaflet = desk.leaflet_pdf(checkpoint, "I13", "lo", "en", size=size)
    assert (leaflet.pages, leaflet.unshown) == (1, frozenset())


def test_the_languages_of_a_document_are_those_it_has_a_text_in() -> None:
    assert {"lo", "en"} <= set(desk.document_languages("I01"))
    assert desk.document_languages("I99") == ()


def test_a_card_for_officers_is_not_printed_as_a_leaflet(checkpoint: Workspace) -> None:
    with pytest.raises(RuleBroken) as refused:
        desk.leaflet_pdf(checkpoint, "S04")
    assert refused.value.code == "document.not_a_leaflet"


def test_every_card_for_officers_is_printed_on_a_page_a_language(checkpoint: Workspace) -> None:
    for name in catalogue.ids(Kind.SOP):
        card = desk.card_pdf(checkpoint, name, "lo", "en")
        assert (card.pages, card.unshown) == (2, frozenset()), name
    assert desk.card_pdf(checkpoint, "S08", "en", "").pages == 1
    with pytest.raises(RuleBroken) as refused:
        desk.card_pdf(checkpoint, "I01")
    assert refused.value.code == "document.not_a_card"
