"""The answer bar answers by key, mouse and screen reader alike, and never cuts a text."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.ui.questions.samples import YN_LAO, choices, press_lao_digit, yes_no

from borderdesk.ui import theme
from borderdesk.ui.questions.answer_bar import AnswerBar, ChoiceTiles

OnScreen = Callable[..., QWidget]


def test_the_digit_row_answers_on_the_lao_layout(qtbot: QtBot, on_screen: OnScreen) -> None:
    bar = AnswerBar(yes_no())
    on_screen(bar)
    bar.take_focus()
    with qtbot.waitSignal(bar.answered) as given:
        press_lao_digit(bar.options[0], 1)
    assert given.args == ["yes", True]
    assert bar.options[0].isChecked()


def test_the_number_pad_answers_too(qtbot: QtBot, on_screen: OnScreen) -> None:
    bar = AnswerBar(yes_no())
    on_screen(bar)
    bar.take_focus()
    with qtbot.waitSignal(bar.answered) as given:
        qtbot.keyClick(bar.options[0], Qt.Key.Key_4, Qt.KeyboardModifier.KeypadModifier)
    assert given.args[0] == "declined"


def test_a_click_answers_but_is_not_taken_for_the_keyboard(qtbot: QtBot, on_screen: OnScreen) -> None:
    bar = AnswerBar(yes_no())
    on_screen(bar)
    with qtbot.waitSignal(bar.answered) as given:
        qtbot.mouseClick(bar.options[1], Qt.MouseButton.LeftButton)
    assert given.args == ["no", False]


def test_the_whole_segment_can_be_pressed(qtbot: QtBot, on_screen: OnScreen) -> None:
    bar = AnswerBar(yes_no())
    on_screen(bar)
    corner = bar.options[4].rect().bottomRight()
    with qtbot.waitSignal(bar.answered) as given:
        qtbot.mouseClick(bar.options[4], Qt.MouseButton.LeftButton, pos=corner)
    assert given.args[0] == "not_asked"


def test_pressing_the_chosen_answer_again_changes_nothing(qtbot: QtBot, on_screen: OnScreen) -> None:
    bar = AnswerBar(yes_no(value="yes"))
    on_screen(bar)
    with qtbot.assertNotEmitted(bar.answered):
        qtbot.mouseClick(bar.options[0], Qt.MouseButton.LeftButton)
    assert bar.options[0].isChecked()


def test_arrows_move_without_answering_and_space_answers(qtbot: QtBot, on_screen: OnScreen) -> None:
    bar = AnswerBar(yes_no())
    on_screen(bar)
    bar.take_focus()
    with qtbot.assertNotEmitted(bar.answered):
        qtbot.keyClick(bar.options[0], Qt.Key.Key_Right)
        qtbot.keyClick(bar.options[1], Qt.Key.Key_Right)
    assert bar.options[2].hasFocus()
    with qtbot.waitSignal(bar.answered) as given:
        qtbot.keyClick(bar.options[2], Qt.Key.Key_Space)
    assert given.args == ["unsure", True]


def test_backspace_takes_the_answer_back(qtbot: QtBot, on_screen: OnScreen) -> None:
    bar = AnswerBar(yes_no(value="no"))
    on_screen(bar)
    bar.take_focus()
    with qtbot.waitSignal(bar.answered) as given:
        qtbot.keyClick(bar.options[1], Qt.Key.Key_Backspace)
    assert given.args[0] == ""
    assert not any(option.isChecked() for option in bar.options)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down])
def test_enter_and_down_go_to_the_next_question(qtbot: QtBot, on_screen: OnScreen, key: Qt.Key) -> None:
    bar = AnswerBar(yes_no())
    on_screen(bar)
    bar.take_focus()
    with qtbot.waitSignal(bar.next_requested), qtbot.assertNotEmitted(bar.answered):
        qtbot.keyClick(bar.options[0], key)


def test_tab_asks_for_the_next_question_and_goes_on_by_itself_after_the_last(
    qtbot: QtBot, on_screen: OnScreen
) -> None:
    bar = AnswerBar(yes_no())
    on_screen(bar)
    bar.take_focus()
    with qtbot.waitSignal(bar.tabbed), qtbot.assertNotEmitted(bar.next_requested):
        qtbot.keyClick(bar.options[0], Qt.Key.Key_Tab)


def test_up_goes_to_the_question_before(qtbot: QtBot, on_screen: OnScreen) -> None:
    bar = AnswerBar(yes_no())
    on_screen(bar)
    bar.take_focus()
    with qtbot.waitSignal(bar.previous_requested):
        qtbot.keyClick(bar.options[0], Qt.Key.Key_Up)


def test_a_bar_is_one_tab_stop_at_the_chosen_answer(on_screen: OnScreen) -> None:
    bar = AnswerBar(yes_no(value="unsure"))
    on_screen(bar)
    stops = [o for o in bar.options if o.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [bar.options[2]]


def test_each_answer_says_its_question_code_and_place(on_screen: OnScreen) -> None:
    bar = AnswerBar(yes_no())
    on_screen(bar)
    spoken = QAccessible.queryAccessibleInterface(bar.options[0])
    assert spoken.role() == QAccessible.Role.RadioButton
    assert spoken.text(QAccessible.Text.Name) == "AD-02, Yes, 1 of 5"
    assert spoken.text(QAccessible.Text.Description) == "Was the work different?"
    assert bar.options[0].objectName() == "answer.AD-02.yes"


def test_segments_are_equally_wide_and_at_least_48_high(on_screen: OnScreen) -> None:
    bar = AnswerBar(yes_no())
    on_screen(bar, width=848)
    widths = {option.width() for option in bar.options}
    assert max(widths) - min(widths) <= 1
    assert all(option.height() >= 48 for option in bar.options)
    assert not bar.stacked


@pytest.mark.parametrize(("width", "stacked"), [(560, False), (545, True), (520, True)])
def test_narrow_segments_stand_one_under_the_other(on_screen: OnScreen, width: int, stacked: bool) -> None:
    bar = AnswerBar(replace(yes_no(), choices=YN_LAO))
    on_screen(bar, width=width)
    assert bar.stacked is stacked
    tops = {option.y() for option in bar.options}
    assert len(tops) == (5 if stacked else 1)


def test_a_text_longer_than_two_lines_stacks_the_bar(on_screen: OnScreen) -> None:
    long = choices("Yes", "No, because there was no private place to talk in at all today, nor a second one")
    bar = AnswerBar(replace(yes_no(), choices=long))
    on_screen(bar, width=420)
    assert bar.stacked


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("labels", ["english", "lao"])
def test_no_label_is_cut_at_any_text_size(on_screen: OnScreen, percent: int, labels: str) -> None:
    theme.apply(theme.Appearance(text_percent=percent))
    question = yes_no() if labels == "english" else replace(yes_no(), choices=YN_LAO)
    bar = AnswerBar(question)
    on_screen(bar, width=619)
    for option in bar.options:
        text = option.face.text_at(option.width(), centred=option.face.centred)
        assert not text.overflows
        assert text.height <= option.height()
        assert bar.rect().contains(option.geometry())


def test_new_texts_are_taken_over_without_losing_the_keyboard(on_screen: OnScreen) -> None:
    bar = AnswerBar(yes_no())
    on_screen(bar)
    bar.options[3].setFocus()
    bar.show_question(replace(yes_no(), choices=YN_LAO))
    assert bar.options[3].hasFocus()
    assert bar.options[3].accessibleName() == "AD-02, ບໍ່ຢາກຕອບ, 4 of 5"


def test_a_filtered_list_keeps_the_keyboard_on_the_answer_that_stays(on_screen: OnScreen) -> None:
    bar = AnswerBar(yes_no())
    on_screen(bar)
    bar.options[1].setFocus()
    bar.show_question(replace(yes_no(), choices=yes_no().choices[1:]))
    assert bar.options[0].hasFocus()
    assert bar.options[0].face.choice.value == "no"


def test_a_read_only_question_takes_no_answer(qtbot: QtBot, on_screen: OnScreen) -> None:
    bar = AnswerBar(replace(yes_no(value="yes"), readonly=True))
    on_screen(bar)
    with qtbot.assertNotEmitted(bar.answered):
        qtbot.mouseClick(bar.options[1], Qt.MouseButton.LeftButton)
        bar.clear()
        press_lao_digit(bar.options[1], 2)
    assert bar.question.value == "yes"


def test_longer_lists_stand_in_a_column_and_arrows_walk_it(qtbot: QtBot, on_screen: OnScreen) -> None:
    tiles = ChoiceTiles(replace(yes_no(), choices=choices("A", "B", "C", "D", "E", "F", "G")))
    on_screen(tiles)
    tiles.take_focus()
    qtbot.keyClick(tiles.options[0], Qt.Key.Key_Down)
    assert tiles.options[1].hasFocus()
    qtbot.keyClick(tiles.options[1], Qt.Key.Key_Up)
    with qtbot.waitSignal(tiles.previous_requested):
        qtbot.keyClick(tiles.options[0], Qt.Key.Key_Up)


def test_a_chosen_answer_differs_in_fill_border_and_mark(on_screen: OnScreen) -> None:
    bar = AnswerBar(yes_no(value="yes"))
    on_screen(bar, width=848)
    chosen = bar.options[0].grab().toImage()
    other = bar.options[1].grab().toImage()
    scale = chosen.devicePixelRatio()
    centre = (round(30 * scale), chosen.height() - round(12 * scale))
    assert chosen.pixelColor(*centre) == theme.color("selected")
    assert other.pixelColor(*centre) == theme.color("surface")
    edge = (chosen.width() // 2, round(5 * scale))
    assert chosen.pixelColor(*edge) == theme.color("primary")
    mark = (chosen.width() - round(15 * scale), round(15 * scale))
    assert chosen.pixelColor(*mark) == theme.color("selected_text")
