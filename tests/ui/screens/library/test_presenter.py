"""The library without a window: lists, search, one document, what a counter may say."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from borderdesk import desk
from borderdesk.desk import Workspace
from borderdesk.domain.errors import Unavailable
from borderdesk.resources import Content, resource
from borderdesk.text import set_language
from borderdesk.ui.screens.library.presenter import LibraryPresenter, ReaderPresenter
from borderdesk.ui.screens.library.state import Shelf

BANNED = ("victim", "traffick", "danger", "penalty", "forced", "ຄ້າມະນຸດ", "ອັນຕະລາຍ", "ລົງໂທດ")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


def test_each_shelf_has_its_documents(checkpoint: Workspace) -> None:
    library = LibraryPresenter(checkpoint, counter=False)
    assert [line.id for line in library.state().lines] == [f"S{n:02d}" for n in range(1, 27)]
    library.shelf = Shelf.IEC
    assert [line.id for line in library.state().lines] == [f"I{n:02d}" for n in range(1, 23)]
    library.shelf = Shelf.MARKED
    assert library.state().lines == ()
    assert "Bookmark" in library.state().said
    desk.set_bookmark(checkpoint, "I05", True)
    library.load()
    assert [line.id for line in library.state().lines] == ["I05"]


@pytest.mark.parametrize("language", ["en", "lo"])
@pytest.mark.parametrize("shelf", list(Shelf))
def test_a_counter_says_neutral_titles_only(checkpoint: Workspace, language: str, shelf: Shelf) -> None:
    set_language(language)
    library = LibraryPresenter(checkpoint, counter=True, shelf=shelf)
    titles = " ".join(line.title for line in library.state().lines).casefold()
    assert [word for word in BANNED if word in titles] == []


def test_a_search_at_the_counter_shows_no_words_of_a_sensitive_card(checkpoint: Workspace) -> None:
    library = LibraryPresenter(checkpoint, counter=True)
    library.words = "danger"
    rows = {row.id: row for row in desk.library(checkpoint)}
    lines = library.state().lines
    assert "S07" in [line.id for line in lines]
    for line in lines:
        assert line.title == rows[line.id].neutral_title
        if rows[line.id].sensitive:
            assert line.snippet == ()
    library.counter = False
    assert any(part.hit for line in library.state().lines for part in line.snippet)


def test_what_was_read_and_what_is_a_draft_is_said_in_the_list(checkpoint: Workspace) -> None:
    desk.mark_read(checkpoint, "S01", desk.document("S01", "en").document.version)
    library = LibraryPresenter(checkpoint, counter=False)
    notes = {line.id: line.note for line in library.state().lines}
    assert notes["S01"] == "Read · Draft"
    assert notes["S02"] == "Draft"


def test_a_document_found_in_the_other_language_says_so(checkpoint: Workspace) -> None:
    library = LibraryPresenter(checkpoint, counter=False)
    library.words = "ນາຍພາສາ"
    assert library.state().lines[0].note == "in Lao · Draft"


def test_words_that_lead_nowhere_get_advice(checkpoint: Workspace) -> None:
    library = LibraryPresenter(checkpoint, counter=False)
    library.words = "zzzz"
    assert library.state().lines == ()
    assert library.state().said == "No document matches. Try fewer letters, or another word."


def test_more_documents_than_are_shown_are_not_counted_as_all(checkpoint: Workspace) -> None:
    library = LibraryPresenter(checkpoint, counter=False)
    library.words = "the"
    state = library.state()
    assert len(state.lines) == 20
    assert state.said == "More than 20 documents found. Another word finds fewer."


def test_what_changed_lately_comes_latest_first_with_its_day(checkpoint: Workspace) -> None:
    changed = resource("library", "en", "S20.md").read_text(encoding="utf-8")
    later = datetime(2026, 12, 31, tzinfo=UTC)
    changed = changed.replace("2026112601", "2026123101")
    checkpoint.content.replace(Content({"library/en/S20.md": changed.encode()}))
    then = replace(checkpoint, clock=lambda: later)
    first = LibraryPresenter(then, counter=False, shelf=Shelf.RECENT).state().lines[0]
    assert first.id == "S20"
    assert "31/12/2026" in first.note


def test_one_letter_leaves_the_list_as_it_is(checkpoint: Workspace) -> None:
    library = LibraryPresenter(checkpoint, counter=False)
    plain = library.state().lines
    library.words = "s"
    assert library.state().lines == plain


def test_a_document_has_its_contents_and_facts(checkpoint: Workspace) -> None:
    reader = ReaderPresenter(checkpoint, "S04", counter=False)
    state = reader.state()
    assert state.place == state.title == "Private talk and agreement"
    assert [chapter.title for chapter in state.chapters][3] == "Steps"
    assert state.chapters[3].lines[0].mark == "1."
    assert state.see_also == (("S07", "Danger now"), ("S06", "Children, and children alone"))
    assert "Version of 26/11/2026" in state.facts
    assert not state.leaflet
    assert not state.read
    reader.mark_read()
    after = reader.state()
    assert after.read
    assert any(fact.startswith("Read by O1 ") for fact in after.facts)


def test_a_sensitive_card_waits_at_the_counter(checkpoint: Workspace) -> None:
    reader = ReaderPresenter(checkpoint, "S07", counter=True)
    waiting = reader.state()
    assert waiting.veiled
    assert (waiting.chapters, waiting.see_also, waiting.facts) == ((), (), ())
    assert waiting.place == "Priority step"
    reader.agreed = True
    shown = reader.state()
    assert shown.chapters
    assert shown.place == "Priority step"
    assert not ReaderPresenter(checkpoint, "S01", counter=True).state().veiled


def test_the_words_that_led_here_are_marked_and_first_found(checkpoint: Workspace) -> None:
    set_language("lo")
    state = ReaderPresenter(checkpoint, "S04", counter=False, words="ນ້ຳ").state()
    assert state.found_in[0] == 3
    hits = [part.text for line in state.chapters[3].lines for part in line.parts if part.hit]
    assert hits[:2] == ["ນ້ຳ", "ນ້ຳ"]
    assert ReaderPresenter(checkpoint, "S04", counter=False).state().found_in == ()


def test_a_document_that_is_not_there_is_refused(checkpoint: Workspace) -> None:
    with pytest.raises(Unavailable):
        ReaderPresenter(checkpoint, "S99", counter=False)


def test_the_person_reads_their_language_or_sees_which_is_missing(checkpoint: Workspace) -> None:
    reader = ReaderPresenter(checkpoint, "I01", counter=False)
    (lao,) = reader.for_person("lo")
    assert (lao.language, lao.missing) == ("lo", "")
    assert lao.draft == "ເນື້ອຫາຮ່າງ, ຍັງບໍ່ໄດ້ກວດຮັບຮອງ"
    (thai,) = reader.for_person("th")
    assert (thai.language, thai.missing, thai.draft) == ("th", "", "ร่าง ยังไม่ได้รับการรับรอง")
    both = reader.for_person("kjg")
    assert [text.language for text in both] == ["lo", "en"]
    assert both[0].missing.startswith("ຍັງບໍ່ມີ")
    assert both[1].missing == "No Khmu text yet. Shown in English."
    assert [len(text.points) for text in both] == [4, 4]


def test_languages_are_offered_by_their_own_names(checkpoint: Workspace) -> None:
    offered = dict(ReaderPresenter(checkpoint, "I01", counter=False).person_languages())
    assert {"lo", "en", "th", "vi", "zh", "my", "km", "hnj", "mww", "kjg"} == set(offered)
    assert offered["lo"] == "ລາວ"


def test_where_the_words_come_from_is_said_in_lao_to_who_reads_lao(checkpoint: Workspace) -> None:
    set_language("lo")
    facts = ReaderPresenter(checkpoint, "S01", counter=False).state().facts
    assert "ແຫຼ່ງທີ່ມາ: ຄຳຂອງພວກເຮົາເອງ" in facts
