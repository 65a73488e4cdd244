"""Getting a document in a language, with a fallback that can be seen."""

import pytest

from borderdesk.domain.errors import Unavailable
from borderdesk.library import catalogue
from borderdesk.library.cards import sop_card
from borderdesk.library.document import Kind
from borderdesk.library.index import shipped
from borderdesk.resources import Content, ContentInUse, at_work, content, of_content, resource


def test_a_document_comes_in_the_language_asked_for() -> None:
    lao = catalogue.found("S04", "lo")
    assert lao.document.language == "lo"
    assert not lao.fallback


def test_a_language_without_text_falls_back_to_english_and_says_so() -> None:
    khmu = catalogue.found("I01", "kjg")
    assert khmu.document.language == "en"
    assert khmu.fallback
    assert khmu.asked == "kjg"


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


def test_what_is_made_of_the_content_is_not_mixed_where_another_comes_into_use_meanwhile() -> None:
    slot = ContentInUse()
    before, brought = Content({"note": b"before"}), Content({"note": b"brought"})

    @of_content
    def words() -> bytes | None:
        slot.replace(brought)  # a pack is installed in the writing lane
        return content().read("note")

    slot.replace(before)
    with at_work(slot):
        assert words() == b"before"
        assert words() == b"brought"


def test_what_a_pack_brought_is_read_before_what_ships_and_in_languages_of_its_own() -> None:
    lao = resource("library", "lo", "I01.md").read_text(encoding="utf-8")
    slot = ContentInUse()
    slot.replace(
        Content(
            {
                "library/lo/I01.md": f"{lao}\n\nຂໍ້ໃໝ່.\n".encode(),
                "library/th/I01.md": lao.replace('language = "lo"', 'language = "th"').encode(),
                "library/lo/S04.md": b"no document at all",
                "library/lo/D07.md": b"no document at all",
            }
        )
    )
    before = catalogue.languages()
    with at_work(slot):
        assert "ຂໍ້ໃໝ່." in catalogue.found("I01", "lo").document.markdown
        assert not catalogue.found("I01", "th").fallback
        assert set(catalogue.languages()) == {*before, "th"}
        assert shipped().search("ຂໍ້ໃໝ່", "lo")
        assert catalogue.found("S04", "lo").document.title, "one that cannot be read gives way to what ships"
        listed = (catalogue.ids(), (*catalogue.ids(Kind.SOP), *catalogue.ids(Kind.IEC)))
        assert all("S04" in names and "D07" not in names for names in listed), "or stands in no list"
    assert "ຂໍ້ໃໝ່." not in catalogue.found("I01", "lo").document.markdown
    assert catalogue.languages() == before
