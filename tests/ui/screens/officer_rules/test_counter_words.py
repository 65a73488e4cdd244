"""What may be seen and heard by anybody at the counter (acceptance story 4)."""

import re
from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor
from tests.journeys.pages.sight import SightPage
from tests.ui.screens import records_at
from tests.ui.screens.counter import Counter

from borderdesk import desk
from borderdesk.domain.case import Person
from borderdesk.domain.values import Outcome
from borderdesk.text import set_language
from borderdesk.ui import theme
from borderdesk.ui.screens.file.words import FORMS, form_words
from borderdesk.ui.screens.outcome.presenter import headline
from borderdesk.ui.shell.mode import Mode

PLAIN_WORDS = (
    "victim",
    "traffick",
    "suspect",
    "asylum",
    "clearance",
    "O1",
    "O2",
    "O3",
    "O4",
    "O5",
    "GBV",
    "UNACC",
    "SCAM",
    "OFFICIAL",
    "ຄ້າມະນຸດ",
    "ເຫຍື່ອ",
    "ຜູ້ຖືກເຄາະຮ້າຍ",
)
NAME = "ນາງ ດາວເຮືອງ"


def banned() -> list[str]:
    words = list(PLAIN_WORDS)
    for language in ("en", "lo"):
        set_language(language)
        words += [headline(outcome) for outcome in Outcome]
    return words


def check(counter: Counter, words: list[str]) -> None:
    said = counter.everything_said()
    # O1 is also the officer's own role number, which the rail shows.
    said = re.sub(r"(User|ຜູ້ໃຊ້) ?O1|\bO1\b(?= *$)", "", said, flags=re.MULTILINE)
    found = [word for word in [*words, NAME] if re.search(rf"(?<![A-Za-z]){re.escape(word)}", said)]
    assert found == [], f"{counter.place} says {found}"


def status_colours() -> set[str]:
    """Colours that exist for status only."""
    tokens = theme.tokens("light")
    neutral = {QColor(value).name() for value in tokens.colors.values()}
    pairs = [QColor(value).name() for pair in tokens.status.values() for value in pair]
    return {colour for colour in pairs if colour not in neutral}


def colours_of(counter: Counter) -> set[str]:
    picture = counter.window.grab().toImage()
    places = ((x, y) for y in range(0, picture.height(), 2) for x in range(0, picture.width(), 2))
    return {picture.pixelColor(x, y).name() for x, y in places}


@pytest.mark.parametrize("language", ["en", "lo"])
def test_today_screening_and_first_sight_say_nothing_to_the_queue(
    open_counter: Callable[..., Counter], checkpoint: desk.Workspace, language: str
) -> None:
    words = banned()
    set_language("en")
    code = records_at.needs_asked(checkpoint, IR_04="yes")
    desk.record_person(checkpoint, code, Person(name_as_used=NAME))
    left = desk.start_case(checkpoint, direction="arriving", age_group="child", party=3).value
    desk.start_form(checkpoint, left.case_code, "risk_needs")
    counter = open_counter(language=language)
    for screen in ("today", "screening"):
        counter.show(screen)
        check(counter, words)
    counter.show("sight", case=left.case_code, draft=left.id)
    page = SightPage(counter)
    for row in page.rows():
        page.row(row).setFocus()
        counter.settle()
        check(counter, words)
    assert counter.desk.mode.current is Mode.COUNTER


@pytest.mark.parametrize("language", ["en", "lo"])
def test_no_form_is_called_by_a_word_that_a_counter_may_not_say(language: str) -> None:
    never = [word.casefold() for word in banned() if not re.fullmatch(r"O\d", word)]
    set_language(language)
    said = [form_words(form).casefold() for form in FORMS]
    assert [(word, name) for name in said for word in never if word in name] == []


def test_no_status_colour_is_painted_at_the_counter(
    open_counter: Callable[..., Counter], checkpoint: desk.Workspace
) -> None:
    records_at.needs_asked(checkpoint)
    left = desk.start_case(checkpoint, direction="arriving", age_group="adult").value
    counter = open_counter()
    for screen in ("today", "screening"):
        counter.show(screen)
        assert colours_of(counter).isdisjoint(status_colours()), screen
    counter.show("sight", case=left.case_code, draft=left.id)
    SightPage(counter).see("FS-01")
    assert colours_of(counter).isdisjoint(status_colours())


def test_the_same_check_would_find_a_status_colour_in_private(
    open_counter: Callable[..., Counter], checkpoint: desk.Workspace
) -> None:
    counter = open_counter()
    counter.show("outcome", case=records_at.needs_asked(checkpoint))
    assert colours_of(counter) & status_colours()


def test_the_window_is_called_borderdesk_everywhere(counter: Counter) -> None:
    for screen in ("today", "screening"):
        counter.show(screen)
        assert counter.window.windowTitle() == "BorderDesk"
