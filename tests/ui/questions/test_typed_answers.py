"""Typed answers: committed after a pause or on leaving, checked on leaving, the caret never moved."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.questions.samples import asked, press_lao_digit

from borderdesk.ui.questions.dates import DateField, TimeField
from borderdesk.ui.questions.numbers import NumberField, RangeField
from borderdesk.ui.questions.shown import Bounds
from borderdesk.ui.questions.text_fields import TextBlock, TextLine

OnScreen = Callable[..., QWidget]


def test_text_is_handed_over_after_a_pause(qtbot: QtBot, on_screen: OnScreen) -> None:
    line = TextLine(asked("input", "string"))
    on_screen(line)
    line.box.setFocus()
    with qtbot.waitSignal(line.answered) as given:
        qtbot.keyClicks(line.box, "Vang Vieng")
        assert line.pause.isActive()
    assert given.args == ["Vang Vieng", False]


def test_text_is_handed_over_on_leaving(qtbot: QtBot, on_screen: OnScreen) -> None:
    line, other = TextLine(asked("input", "string")), QLineEdit()
    on_screen(line, other)
    line.box.setFocus()
    qtbot.keyClicks(line.box, "abc")
    given: list[str] = []
    line.answered.connect(lambda text, _invalid: given.append(text))
    other.setFocus()
    assert given == ["abc"], "at once, not after the pause"
    assert not line.pause.isActive()


def test_enter_hands_over_and_goes_on(qtbot: QtBot, on_screen: OnScreen) -> None:
    line = TextLine(asked("input", "string"))
    on_screen(line)
    line.box.setFocus()
    qtbot.keyClicks(line.box, "abc")
    came: list[str] = []
    line.answered.connect(lambda text, _invalid: came.append(text))
    line.next_requested.connect(lambda: came.append("next"))
    qtbot.keyClick(line.box, Qt.Key.Key_Return)
    assert came == ["abc", "next"], "at once, not after the pause"


def test_break_marks_from_a_paste_are_not_stored(on_screen: OnScreen) -> None:
    line = TextLine(asked("input", "string"))
    on_screen(line)
    line.box.setText("ວຽງ\u200bຈັນ ")
    assert line.typed_value() == ("ວຽງຈັນ", "")


def test_the_caret_stays_when_the_stored_text_comes_back(qtbot: QtBot, on_screen: OnScreen) -> None:
    line = TextLine(asked("input", "string"))
    on_screen(line)
    line.box.setFocus()
    qtbot.keyClicks(line.box, "two  words ")
    line.box.setCursorPosition(3)
    line.commit()
    line.show_question(replace(line.question, value="two  words"))
    assert line.box.cursorPosition() == 3
    assert line.box.text() == "two  words "


def test_a_value_set_by_the_form_shows_where_nobody_types(on_screen: OnScreen) -> None:
    line = TextLine(asked("input", "string"))
    on_screen(line)
    line.show_question(replace(line.question, value="from the form"))
    assert line.box.text() == "from the form"


def test_what_is_only_compared_is_said_not_to_be_kept(on_screen: OnScreen) -> None:
    block = TextBlock(replace(asked("input", "string"), passing=True))
    on_screen(block)
    assert block.warning.plain_text() == "These signs are compared now and are not kept."


def test_several_lines_carry_the_reminder_and_the_limit_from_four_fifths(on_screen: OnScreen) -> None:
    block = TextBlock(replace(asked("input", "string"), bounds=Bounds(length=10)))
    on_screen(block)
    assert "no names" in block.warning.plain_text()
    block.box.setPlainText("1234567")
    assert block._limit.isHidden()
    block.box.setPlainText("12345678")
    assert block._limit.plain_text() == "2 letters left"
    block.box.setPlainText("123456789012")
    assert block.typed_value()[1] == "2 letters too many. Shorten the text."


@pytest.mark.parametrize(
    ("typed", "type_", "stored"),
    [
        ("14", "int", "14"),
        ("໑໔", "int", "14"),
        ("", "int", ""),
        ("0", "int", "0"),
        ("2,5", "decimal", "2.5"),
        ("2.50", "decimal", "2.5"),
        ("100", "decimal", "100"),
        ("-3", "int", "-3"),
    ],
)
def test_numbers_are_stored_plain_and_empty_is_never_zero(
    on_screen: OnScreen, typed: str, type_: str, stored: str
) -> None:
    field = NumberField(asked("input", type_))
    on_screen(field)
    field.box.setText(typed)
    assert field.typed_value() == (stored, "")


@pytest.mark.parametrize("typed", ["1.5", "abc", "12a", "99999999999", "nan", "inf", "1e3x"])
def test_what_is_no_whole_number_is_explained_and_not_stored(
    qtbot: QtBot, on_screen: OnScreen, typed: str
) -> None:
    field, other = NumberField(asked("input", "int")), QLineEdit()
    on_screen(field, other)
    field.box.setFocus()
    field.box.setText(typed)
    with qtbot.assertNotEmitted(field.answered), qtbot.waitSignal(field.problem_found) as told:
        other.setFocus()
    assert told.args[0].endswith(".")
    assert field.box.text() == typed


def test_nothing_is_complained_about_while_typing(qtbot: QtBot, on_screen: OnScreen) -> None:
    field = NumberField(asked("input", "int"))
    on_screen(field)
    field.box.setFocus()
    with qtbot.assertNotEmitted(field.problem_found):
        qtbot.keyClicks(field.box, "12-")
        field.commit()


def test_the_digit_row_writes_digits_on_the_lao_layout(on_screen: OnScreen) -> None:
    field = NumberField(asked("input", "int"))
    on_screen(field)
    field.box.setFocus()
    press_lao_digit(field.box, 1)
    press_lao_digit(field.box, 4)
    assert field.box.text() == "14"


def test_steppers_stay_inside_the_limits_and_start_from_nothing(qtbot: QtBot, on_screen: OnScreen) -> None:
    field = NumberField(replace(asked("input", "int"), bounds=Bounds(start=1, end=2)))
    on_screen(field)
    with qtbot.waitSignal(field.answered) as given:
        qtbot.mouseClick(field.more, Qt.MouseButton.LeftButton)
    assert given.args[0] == "1"
    field.show_question(replace(field.question, value="2"))
    with qtbot.assertNotEmitted(field.answered):
        qtbot.mouseClick(field.more, Qt.MouseButton.LeftButton)
    assert field.more.width() >= 44
    assert field.more.height() >= 44


def test_a_range_holds_nothing_until_it_is_touched(qtbot: QtBot, on_screen: OnScreen) -> None:
    field = RangeField(replace(asked("range", "int"), bounds=Bounds(0, 10, 1)))
    on_screen(field)
    assert field.reading.plain_text() == "–"
    with qtbot.waitSignal(field.answered) as given:
        qtbot.mouseClick(field.more, Qt.MouseButton.LeftButton)
    assert given.args[0] == "0"
    field.show_question(replace(field.question, value="7"))
    assert field.slider.value() == 7
    assert field.slider.accessibleName() == "Q-1, 7"


def _type_date(qtbot: QtBot, field: DateField, day: str, month: str, year: str) -> None:
    field.boxes["day"].setFocus()
    qtbot.keyClicks(field.boxes["day"], day)
    qtbot.keyClicks(field.boxes["month"], month)
    qtbot.keyClicks(field.boxes["year"], year)


def test_a_date_is_typed_day_month_year(qtbot: QtBot, on_screen: OnScreen) -> None:
    field = DateField(asked("input", "date"))
    on_screen(field)
    _type_date(qtbot, field, "5", "3", "2026")
    assert field.typed_value() == ("2026-03-05", "")


def test_a_full_box_passes_the_keyboard_on(qtbot: QtBot, on_screen: OnScreen) -> None:
    field = DateField(asked("input", "date"))
    on_screen(field)
    field.boxes["day"].setFocus()
    qtbot.keyClicks(field.boxes["day"], "05")
    assert field.boxes["month"].hasFocus()


def test_a_buddhist_year_is_offered_as_common_era_and_never_changed_silently(
    qtbot: QtBot, on_screen: OnScreen
) -> None:
    field = DateField(asked("input", "date"))
    on_screen(field)
    assert field.era.isHidden()
    _type_date(qtbot, field, "5", "3", "2568")
    value, problem = field.typed_value()
    assert value == ""
    assert "Buddhist" in problem
    assert field.era.plain_text() == "2568 B.E.: use 2025"
    with qtbot.waitSignal(field.answered) as given:
        qtbot.mouseClick(field.era, Qt.MouseButton.LeftButton)
    assert given.args[0] == "2025-03-05"


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        (("31", "2", "2026"), "no such day"),
        (("5", "", "2026"), "month"),
        (("5", "3", "26"), "four digits"),
    ],
)
def test_an_impossible_date_says_what_to_mend(
    on_screen: OnScreen, parts: tuple[str, str, str], problem: str
) -> None:
    field = DateField(asked("input", "date"))
    on_screen(field)
    for box, text in zip(field.boxes.values(), parts, strict=True):
        box.setText(text)
    value, told = field.typed_value()
    assert value == ""
    assert problem in told


def test_a_month_or_year_date_shows_only_its_boxes(on_screen: OnScreen) -> None:
    month = DateField(asked("input", "date", "A", "", "month-year"))
    year = DateField(asked("input", "date", "B", "2019-01-01", "year"))
    on_screen(month, year)
    assert list(month.boxes) == ["month", "year"]
    assert list(year.boxes) == ["year"]
    assert year.typed_value() == ("2019-01-01", "")


@pytest.mark.parametrize(
    ("hour", "minute", "stored"),
    [("14", "5", "14:05:00.000"), ("0", "0", "00:00:00.000"), ("24", "0", ""), ("7", "", "")],
)
def test_a_time_is_hours_and_minutes(on_screen: OnScreen, hour: str, minute: str, stored: str) -> None:
    field = TimeField(asked("input", "time"))
    on_screen(field)
    field.boxes["hour"].setText(hour)
    field.boxes["minute"].setText(minute)
    value, problem = field.typed_value()
    assert value == stored
    assert bool(problem) is (stored == "")
