"""Getting a document in a language, with a fallback that can be seen."""

import pytest

from borderdesk.domain.errors import Unavailable
from borderdesk.library import catalogue
from borderdesk.library.cards import sop_card


def test_a_document_comes_in_the_language_asked_for() -> None:
    lao = catalogue.found("S04", "lo")
    assert lao.document.language == "lo"
    assert not lao.fallback


def test_a_language_without_text_falls_back_to_english_and_says_so() -> None:
    thai = catalogue.found("I01", "th")
    assert thai.document.language == "en"
    assert thai.fallback
    assert thai.asked == "th"


@pytest.mark.parametrize("name", ["S99", "", "../en/S01", "S01.md", "..", "s01/../S01"])
def test_a_document_that_is_not_there_is_named(name: str) -> None:
    with pytest.raises(Unavailable) as missing:
        catalogue.found(name, "lo")
    assert missing.value.code == "document.missing"


def test_the_help_beside_a_step_gets_cards_only() -> None:
    card = sop_card("S04", "lo")
    assert card is not None
    assert card.draft
    assert card.language == "lo"
    assert card.markdown.startswith(f"# {card.title}")
    assert sop_card("I01", "lo") is None
    assert sop_card("S99", "lo") is None
