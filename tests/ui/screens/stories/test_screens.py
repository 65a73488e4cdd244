"""A trainer writes a story in the window: a copy, a new one, checked with its place, tried out, taken out."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.slips.reading import words
from tests.ui.screens.desk_window import DeskWindow

from borderdesk import desk
from borderdesk.desk.stories import read_story
from borderdesk.text import set_language
from borderdesk.ui.screens.paper_sheet import PaperSheet
from borderdesk.ui.screens.stories.presenter import StoriesPresenter, place_words, refused
from borderdesk.ui.screens.stories.state import StoryInHand
from borderdesk.ui.widgets import Choice, TextField


@pytest.mark.parametrize(("language", "size"), [("en", (1366, 697)), ("lo", (683, 345))])
def test_the_list_and_the_page_fit_and_every_stop_has_a_name(
    qtbot: QtBot, author: desk.Workspace, language: str, size: tuple[int, int]
) -> None:
    window = DeskWindow(qtbot, author, language=language, size=size)
    window.show("practice")
    window.press("practice.writeStories")
    window.rest()
    for _ in range(2):
        assert window.sideways() == []
        assert window.cut() == []
        assert window.small_or_nameless() == []
        if window.place == "stories":
            window.press("stories.row.14_doc_number.copy")
            window.rest()
    assert window.place == "story"
    window.close()


def test_a_copy_is_changed_tried_out_and_saved(qtbot: QtBot, author: desk.Workspace, folder: Path) -> None:
    window = DeskWindow(qtbot, author)
    window.show("stories")
    window.rest()
    window.press("stories.row.01_adult.copy")
    window.rest()
    for pressed in ("try", "primary"):
        window.find(f"story.{pressed}").click()
        window.type("story.title.en", "Back from somewhere else")  # before the result is back
        window.rest()
        assert window.place == "story" and "The forms lead to" not in window.everything_said()
    assert "01_adult_1.toml is in the folder." in window.text("story.banner")
    window.press("story.try")
    window.rest()
    said = window.everything_said()
    assert "The forms lead to: Offer referral today" in said
    assert "Everything was noted as in the story" in said
    window.press("story.says")
    assert "There was no free day" in window.everything_said()
    window.press("story.back")
    window.press("story.primary")
    window.rest()
    assert window.place == "stories"
    written = read_story((folder / "practice/stories/01_adult_1.toml").read_bytes())
    assert written["title"]["en"] == "Back from somewhere else"
    assert written["expected"]["reasons"][0] == "AD_02"
    window.press("stories.row.01_adult_1.remove")
    window.press("askRemove.primary")
    window.rest()
    assert not list(folder.rglob("*.toml"))
    window.close()


def test_an_answer_is_changed_and_the_step_that_no_longer_fits_is_named(
    qtbot: QtBot, author: desk.Workspace, folder: Path
) -> None:
    window = DeskWindow(qtbot, author)
    window.show("story", name="01_adult", copy=True, folder=folder)
    window.press("story.answer.AD_18.change")
    window.choose("storyAnswer.answer", "no")
    window.press("storyAnswer.primary")
    window.rest()
    window.press("story.primary")
    window.rest()
    said = window.everything_said()
    assert "The story expects Offer referral today" in said
    assert "Refer for a specialist talk" in said
    assert not list(folder.rglob("*.toml"))
    window.choose("story.expected.outcome", "O3")
    window.press("story.addAnswer")
    pick(window, "storyAnswer.form", "adult")
    pick(window, "storyAnswer.question", "AD_19")
    window.choose("storyAnswer.answer", "no")
    window.press("storyAnswer.primary")
    window.press("story.primary")
    window.rest()
    assert window.place == "stories"
    assert (folder / "practice/stories/01_adult_1.toml").is_file()
    window.close()


def test_the_document_of_a_story_is_seen_as_a_class_will_get_it(qtbot: QtBot, author: desk.Workspace) -> None:
    window = DeskWindow(qtbot, author)
    window.show("story", name="15_doc_older", copy=True)
    window.press("story.seeDocument")
    window.rest()
    sheet = window.find("specimen", PaperSheet)
    assert sheet.drawn is not None
    assert "KESAMI" in words(sheet.drawn)
    window.press("specimen.back")
    window.find("story.specimen.number", TextField).clear()
    window.press("story.seeDocument")
    window.rest()
    assert "Document number is missing" in window.everything_said()
    window.close()


def pick(window: DeskWindow, name: str, key: str) -> None:
    """Choose from a closed list as a hand does, so that what depends on it changes."""
    window.choose(name, key)
    choice = window.find(name, Choice)
    choice.activated.emit(choice.currentIndex())


def test_what_is_half_written_is_there_again(qtbot: QtBot, author: desk.Workspace) -> None:
    window = DeskWindow(qtbot, author)
    window.show("stories")
    window.rest()
    window.press("stories.new")
    window.type("story.title.en", "Half written")
    window.show("inbox")
    window.show("stories")
    window.rest()
    assert "Half written" in window.everything_said() or window.sees("stories.row.new.goOn")
    window.press("stories.row.new.goOn")
    assert window.find("story.title.en").text() == "Half written"  # type: ignore[attr-defined]  # a QLineEdit
    window.press("story.primary")
    window.rest()
    assert window.place == "story"
    assert "Title (Lao) is missing" in window.everything_said()
    window.close()


def test_places_are_told_in_words_and_the_story_in_hand_keeps_what_is_not_on_the_page(
    author: desk.Workspace,
) -> None:
    set_language("en")
    assert place_words("lesson.lo") == "What is learned from it (Lao)"
    assert place_words("why.AD_02.en") == "Why it matters: AD-02 (English)"
    hand = StoriesPresenter(author).take_up(None, "15_doc_older", copy=True)
    assert hand.expected() == "document:examiner"
    hand.expect("document:ok")
    assert hand.told["expected"] == {"outcome": "", "document": "ok"}
    hand.set_answer("travel_document", "DX_17", "ok", {"en": " ", "lo": ""}, {})
    assert "DX_17" not in hand.told["says"]
    hand.remove_answer("travel_document", "DX_17")
    assert "DX_17" not in hand.told["answers"]["travel_document"]
    hand.set_forms(["first_sight"])
    assert list(hand.told["answers"]) == ["first_sight"]
    fresh = StoryInHand()
    assert fresh.expected() == "O4"
    with pytest.raises(desk_error()) as missing:
        StoriesPresenter(author).rehearse(fresh.told)
    assert "Title (Lao)" in refused(missing.value)


def desk_error() -> type[Exception]:
    from borderdesk.domain.errors import BorderDeskError

    return BorderDeskError
