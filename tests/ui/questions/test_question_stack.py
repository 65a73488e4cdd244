"""A stack of cards: patched in place, walked by keyboard, built only near what is seen."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.questions.samples import press_lao_digit, type_text, yes_no
from tests.ui.questions.tables import TALK, FileKeeper, form_of, long_form, session_on

from borderdesk.forms import Layout
from borderdesk.ui.questions.answer_bar import AnswerBar
from borderdesk.ui.questions.blocks import blocks_of, question_blocks
from borderdesk.ui.questions.card import QuestionCard
from borderdesk.ui.questions.controller import FormController
from borderdesk.ui.questions.question_stack import QuestionStack
from borderdesk.ui.widgets import Button, ScrollColumn

OnScreen = Callable[..., QWidget]


def _stack(*keys: str) -> QuestionStack:
    stack = QuestionStack(FormController(session_on(form_of(TALK))))
    stack.show_blocks(question_blocks(keys))
    return stack


def _card(stack: QuestionStack, key: str) -> QuestionCard:
    card = stack.card(key)
    assert card is not None
    return card


def _bar(stack: QuestionStack, key: str) -> AnswerBar:
    field = _card(stack, key).field
    assert isinstance(field, AnswerBar)
    return field


def test_answering_by_key_goes_to_the_next_open_question(on_screen: OnScreen) -> None:
    stack = _stack("AD-02", "AD-03", "AD-04")
    stack.controller.answer("AD-03", "no")
    on_screen(stack)
    stack.focus_first()
    press_lao_digit(_bar(stack, "AD-02").options[0], 1)
    assert stack.controller.value("AD-02") == "yes"
    assert _bar(stack, "AD-04").options[0].hasFocus()


def test_answering_by_mouse_leaves_the_keyboard_where_it_was_put(qtbot: QtBot, on_screen: OnScreen) -> None:
    stack = _stack("AD-02", "AD-03")
    on_screen(stack)
    qtbot.mouseClick(_bar(stack, "AD-02").options[1], Qt.MouseButton.LeftButton)
    assert stack.controller.value("AD-02") == "no"
    assert _bar(stack, "AD-02").options[1].hasFocus()


def test_after_the_last_question_the_screen_is_asked(qtbot: QtBot, on_screen: OnScreen) -> None:
    stack = _stack("AD-02")
    on_screen(stack)
    stack.focus_first()
    with qtbot.waitSignal(stack.end_reached):
        press_lao_digit(_bar(stack, "AD-02").options[0], 2)


def test_up_and_down_walk_the_questions(qtbot: QtBot, on_screen: OnScreen) -> None:
    stack = _stack("AD-02", "AD-03")
    on_screen(stack)
    stack.focus_first()
    qtbot.keyClick(_bar(stack, "AD-02").options[0], Qt.Key.Key_Down)
    assert _bar(stack, "AD-03").options[0].hasFocus()
    qtbot.keyClick(_bar(stack, "AD-03").options[0], Qt.Key.Key_Up)
    assert _bar(stack, "AD-02").options[0].hasFocus()


def test_a_question_appears_below_the_one_that_brought_it_up(qtbot: QtBot, on_screen: OnScreen) -> None:
    stack = _stack("AD-18", "AD-18a", "AD-04")
    on_screen(stack)
    assert stack.shown_keys() == ["AD-18", "AD-04"]
    stack.focus_first()
    with qtbot.waitSignal(stack.questions_added) as added:
        press_lao_digit(_bar(stack, "AD-18").options[0], 1)
    assert added.args == [1]
    assert stack.shown_keys() == ["AD-18", "AD-18a", "AD-04"]
    assert _card(stack, "AD-18").geometry().bottom() < _card(stack, "AD-18a").y()
    assert _card(stack, "AD-18a").field.isAncestorOf(QApplication.focusWidget())


def test_cards_are_patched_and_never_rebuilt(on_screen: OnScreen) -> None:
    stack = _stack("AD-18", "AD-18a", "AD-20")
    on_screen(stack)
    before = _card(stack, "AD-20")
    stack.controller.answer("AD-18", "yes")
    stack.controller.answer("AD-18a", "14")
    assert _card(stack, "AD-20") is before
    assert before.label.plain_text() == "What happened at 14 hours?"


def test_the_caret_stays_while_other_answers_change_the_page(on_screen: OnScreen) -> None:
    stack = _stack("AD-18", "AD-20")
    on_screen(stack)
    card = _card(stack, "AD-20")
    card.take_focus()
    box = card.field.stops()[0]
    type_text(box, "ສອງອາທິດ")
    box.setCursorPosition(3)
    stack.controller.answer("AD-18", "yes")
    stack.controller.next_text_mode()
    assert box.hasFocus()
    assert box.cursorPosition() == 3
    assert box.text() == "ສອງອາທິດ"


def test_what_was_typed_is_stored_before_the_page_goes(on_screen: OnScreen) -> None:
    stack = _stack("AD-20")
    on_screen(stack)
    card = _card(stack, "AD-20")
    card.take_focus()
    type_text(card.field.stops()[0], "two weeks")
    stack.commit()
    assert stack.controller.value("AD-20") == "two weeks"


def test_the_message_stands_beside_the_question_after_leaving_it(on_screen: OnScreen) -> None:
    stack = _stack("AD-18", "AD-18a")
    stack.controller.answer("AD-18", "yes")
    on_screen(stack)
    card = _card(stack, "AD-18a")
    card.take_focus()
    type_text(card.field.stops()[0], "30")
    assert card.message.isHidden()
    stack.focus_question("AD-18")
    assert card.message.plain_text() == "A day has 0 to 24 hours"
    assert card.accessibleDescription() == "A day has 0 to 24 hours"


def test_why_a_question_is_shown_is_told_on_demand_and_leads_there(qtbot: QtBot, on_screen: OnScreen) -> None:
    stack = _stack("AD-18", "AD-18a")
    stack.controller.answer("AD-18", "yes")
    window = on_screen(stack)
    card = _card(stack, "AD-18a")
    assert not card.why.isHidden()
    assert _card(stack, "AD-18").why.isHidden()
    qtbot.mouseClick(card.why, Qt.MouseButton.LeftButton)
    line = window.findChild(Button, "form.q.AD-18a.because.1")
    assert line.plain_text() == "Shown because: AD-18 = Yes"
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert _bar(stack, "AD-18").options[0].hasFocus()


def test_a_note_is_written_beside_its_question(qtbot: QtBot, on_screen: OnScreen) -> None:
    stack = _stack("AD-02", "AD-03")
    on_screen(stack)
    card = _card(stack, "AD-02")
    assert card.note_toggle is not None
    assert card.note_box is not None
    assert card.note_box.isHidden()
    qtbot.mouseClick(card.note_toggle, Qt.MouseButton.LeftButton)
    assert card.note_box.hasFocus()
    type_text(card.note_box, "showed messages")
    qtbot.keyClick(card.note_box, Qt.Key.Key_Return)
    assert stack.controller.value("AD_02_note") == "showed messages"


def test_the_note_question_itself_has_no_card_of_its_own(on_screen: OnScreen) -> None:
    controller = FormController(session_on(form_of(TALK)))
    stack = QuestionStack(controller)
    stack.show_blocks(blocks_of(controller, controller.session.screens(Layout.SECTIONS)[0].items))
    on_screen(stack)
    assert stack.keys() == ["tip", "AD-02", "AD-03", "AD-04"]


def test_repeat_items_are_added_removed_and_taken_back(qtbot: QtBot, on_screen: OnScreen) -> None:
    controller = FormController(session_on(form_of(TALK)))
    stack = QuestionStack(controller)

    def fill() -> None:
        people = controller.session.screens(Layout.SECTIONS)[2]
        stack.show_blocks(blocks_of(controller, people.items))

    controller.structure_changed.connect(fill)
    fill()
    window = on_screen(stack)
    controller.answer("P-1", "leader")
    qtbot.mouseClick(window.findChild(Button, "repeat.add"), Qt.MouseButton.LeftButton)
    assert stack.shown_keys() == ["P-1", "P-1.2"]
    qtbot.mouseClick(window.findChild(Button, "repeat.remove.1"), Qt.MouseButton.LeftButton)
    assert stack.shown_keys() == ["P-1"]
    assert controller.value("P-1") == ""
    undo = window.findChild(Button, "repeat.undo")
    assert not undo.isHidden()
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert controller.value("P-1") == "leader"
    assert undo.isHidden()


def test_tab_goes_question_to_question_and_shift_tab_reaches_everything(
    qtbot: QtBot, on_screen: OnScreen
) -> None:
    stack = _stack("AD-02", "AD-03")
    on_screen(stack)
    stack.focus_first()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert _bar(stack, "AD-03").options[0].hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert _bar(stack, "AD-02").options[0].hasFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert _card(stack, "AD-02").note_toggle is QApplication.focusWidget()


@pytest.mark.parametrize("way", [Qt.Key.Key_Tab, Qt.Key.Key_Down])
def test_a_quick_hand_does_not_pass_what_typed_words_bring_up(
    qtbot: QtBot, on_screen: OnScreen, way: Qt.Key
) -> None:
    asked_after_words = TALK.replace("${AD_18} = 'yes' | . >= 0", "${AD_02_note} != '' | . >= 0")
    stack = QuestionStack(FormController(session_on(form_of(asked_after_words))))
    stack.show_blocks(question_blocks(("AD_02_note", "AD-18a", "AD-20")))
    on_screen(stack)
    stack.focus_first()
    type_text(QApplication.focusWidget(), "afraid")
    assert "AD-18a" not in stack.shown_keys()
    qtbot.keyClick(QApplication.focusWidget(), way)
    assert _card(stack, "AD-18a").isAncestorOf(QApplication.focusWidget())


def test_every_tab_stop_has_a_name_and_room_for_a_finger(qtbot: QtBot, on_screen: OnScreen) -> None:
    stack = _stack("AD-02", "AD-03", "AD-18", "AD-18a", "AD-20")
    stack.controller.answer("AD-18", "yes")
    on_screen(stack)
    for key in stack.shown_keys():
        for stop in _card(stack, key).stops():
            if stop.isVisible():
                spoken = QAccessible.queryAccessibleInterface(stop)
                assert spoken.text(QAccessible.Text.Name), stop
                assert stop.height() >= 44, stop
                assert stop.width() >= 44, stop


def test_a_card_is_a_named_group(on_screen: OnScreen) -> None:
    stack = _stack("AD-02")
    on_screen(stack)
    spoken = QAccessible.queryAccessibleInterface(_card(stack, "AD-02"))
    assert spoken.role() == QAccessible.Role.Grouping
    assert spoken.text(QAccessible.Text.Name) == "AD-02 Was the work different?"


@pytest.fixture
def long_page(qtbot: QtBot) -> QuestionStack:
    controller = FormController(session_on(long_form(400)))
    column = ScrollColumn()
    stack = QuestionStack(controller)
    stack.follow(column)
    column.add(stack)
    qtbot.addWidget(column)
    column.resize(880, 640)
    column.show()
    column.activateWindow()
    qtbot.waitUntil(column.isActiveWindow)
    stack.show_blocks(question_blocks(list(controller.questions)))
    stack.setProperty("column", column)
    return stack


def _built(stack: QuestionStack) -> list[str]:
    return [card.question.key for card in stack.findChildren(QuestionCard) if not card.isHidden()]


def test_only_cards_near_the_window_exist(qtbot: QtBot, long_page: QuestionStack) -> None:
    assert len(long_page.shown_keys()) == 400
    assert 3 <= len(_built(long_page)) <= 16


def test_scrolling_builds_what_comes_and_gives_back_what_is_far(
    qtbot: QtBot, long_page: QuestionStack
) -> None:
    bar = long_page.property("column").verticalScrollBar()
    for place in range(0, bar.maximum(), 1500):
        bar.setValue(place)

    def at_the_end() -> bool:
        bar.setValue(bar.maximum())
        return "Q-399" in _built(long_page)

    qtbot.waitUntil(at_the_end)
    assert "Q-0" not in _built(long_page)
    assert len(_built(long_page)) <= 60


def test_scrolling_up_into_unbuilt_cards_does_not_move_what_is_seen(
    qtbot: QtBot, long_page: QuestionStack
) -> None:
    bar = long_page.property("column").verticalScrollBar()
    long_page.focus_question("Q-200")
    card = long_page.card("Q-200")
    assert card is not None
    viewport = long_page.property("column").viewport()
    for _ in range(10):
        before = card.mapTo(viewport, card.rect().topLeft()).y()
        bar.setValue(bar.value() - 100)
        after = card.mapTo(viewport, card.rect().topLeft()).y()
        assert after - before == 100


def test_a_far_question_can_be_jumped_to(qtbot: QtBot, long_page: QuestionStack) -> None:
    assert long_page.focus_question("Q-300")
    card = long_page.card("Q-300")
    column = long_page.property("column")
    assert card is not None
    assert card.field.isAncestorOf(QApplication.focusWidget())
    top = card.mapTo(column.viewport(), card.rect().topLeft()).y()
    qtbot.waitUntil(lambda: card.mapTo(column.viewport(), card.rect().topLeft()).y() >= 0)
    assert top + card.height() <= column.viewport().height() + 1


def test_the_card_with_the_keyboard_is_never_given_back(qtbot: QtBot, long_page: QuestionStack) -> None:
    long_page.focus_question("Q-5")
    bar = long_page.property("column").verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: "Q-399" in _built(long_page))
    assert "Q-5" in _built(long_page)


def test_reopening_shows_the_answers_given(tmp_path: Path, on_screen: OnScreen) -> None:
    keeper = FileKeeper(tmp_path)
    first = FormController(session_on(form_of(TALK)), keeper=keeper)
    first.answer("AD-02", "unsure")
    stack = QuestionStack(FormController(keeper.reopened(form_of(TALK))))
    stack.show_blocks(question_blocks(["AD-02"]))
    on_screen(stack)
    assert _bar(stack, "AD-02").options[2].isChecked()


def test_questions_of_a_table_have_their_answers_beside_them_where_there_is_room(
    on_screen: OnScreen,
) -> None:
    plain = yes_no()
    row = replace(plain, appearance=frozenset({"list-nolabel"}), choices=plain.choices[:3])
    card = QuestionCard(row, place="form")
    on_screen(card)
    apart = QuestionCard(replace(row, appearance=frozenset()), place="form")
    on_screen(apart)
    assert card.height_at(860) < apart.height_at(860)
    assert card.height_at(500) == apart.height_at(500)
