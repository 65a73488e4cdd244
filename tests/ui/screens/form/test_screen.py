"""The player as the officer meets it: saved at once, never turned by itself, always resumed in place."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.journeys.pages.form import FormPage
from tests.ui.questions.tables import TALK, FileKeeper, form_of, shipped_form

from borderdesk.forms import FormDefinition
from borderdesk.text import set_language
from borderdesk.ui import theme
from borderdesk.ui.shell.keys import GlobalKey
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.widgets.focus import tab_stops

Opened = Callable[..., FormPage]


@pytest.fixture(scope="module")
def talk() -> FormDefinition:
    return form_of(TALK)


def test_a_lao_key_answers_saves_and_moves_on_without_turning_the_page(
    opened: Opened, talk: FormDefinition, keeper: FileKeeper
) -> None:
    form = opened(talk)
    assert form.at == "AD-02"
    form.press(1)
    assert form.chosen("AD-02") == ["yes"]
    assert form.at == "AD-03"
    assert form.progress == "1 / 3 Promise"
    assert form.screen.around.save_state.text() == "Saved 14:05"
    assert keeper.reopened(talk).value("/data/promise/AD_02") == "yes"


def test_the_last_answer_of_a_page_leaves_the_keyboard_on_continue(
    opened: Opened, talk: FormDefinition
) -> None:
    form = opened(talk)
    for _ in range(3):
        form.press(2)
    assert form.progress == "1 / 3 Promise"
    assert QApplication.focusWidget() is form.screen.next_button


def test_an_interrupted_talk_continues_at_the_next_question(
    opened: Opened, talk: FormDefinition, keeper: FileKeeper
) -> None:
    first = opened(talk)
    first.go_on()
    first.press(1)
    form = opened(talk, saved=keeper.file.read_text(), position=keeper.positions[-1])
    assert form.progress == "2 / 3 Work"
    assert form.at == "AD-18a"
    assert form.chosen("AD-18") == ["yes"]


def test_coming_back_from_the_cover_keeps_question_and_scroll(opened: Opened) -> None:
    form = opened(shipped_form("adult"))
    form.go_on()
    form.go_on()
    form.press(2)
    at, scrolled = form.at, form.screen.column.verticalScrollBar().value()
    form.screen.leave()
    form.screen.enter()
    assert form.at == at == "AD-11"
    assert form.screen.column.verticalScrollBar().value() == scrolled


def test_what_is_typed_is_stored_when_the_screen_is_left(
    opened: Opened, talk: FormDefinition, keeper: FileKeeper
) -> None:
    form = opened(talk)
    form.go_on()
    form.type("AD-20", "ສອງອາທິດ")
    form.screen.leave()
    assert keeper.reopened(talk).value("/data/work/AD_20") == "ສອງອາທິດ"


def test_problems_are_summed_up_once_and_may_be_left(
    opened: Opened, talk: FormDefinition, qtbot: QtBot
) -> None:
    form = opened(talk)
    form.go_on()
    form.go_on()
    assert form.progress == "2 / 3 Work"
    assert QApplication.focusWidget() is form.screen.summary.heading
    assert form.lines("form.summary.") == ["AD-20  This question still needs an answer."]
    form.press_line("form.summary.AD-20")
    assert form.at == "AD-20"
    form.go_on()
    assert form.progress == "3 / 3 People"


def test_what_stands_in_the_way_of_finishing_is_said_and_led_to(
    opened: Opened, talk: FormDefinition, qtbot: QtBot
) -> None:
    form = opened(talk)
    for _ in range(3):
        form.go_on()
    assert form.words("form.next") == "Finish"
    with qtbot.assertNotEmitted(form.screen.finish_requested):
        form.go_on()
        form.go_on()
    assert QApplication.focusWidget() is form.screen.summary.heading
    assert form.screen.summary.heading.plain_text() == "1 answer to mend before finishing"
    assert "once these are mended" in form.screen.summary.what_now.plain_text()
    form.press_line("form.summary.AD-20")
    assert form.at == "AD-20"
    assert form.progress == "2 / 3 Work"


def test_the_last_page_finishes(opened: Opened, talk: FormDefinition, qtbot: QtBot) -> None:
    form = opened(talk)
    form.go_on()
    form.type("AD-20", "x")
    form.go_on()
    assert form.words("form.next") == "Finish"
    with qtbot.waitSignal(form.screen.finish_requested):
        form.go_on()


def test_back_on_the_first_page_asks_to_leave(opened: Opened, talk: FormDefinition, qtbot: QtBot) -> None:
    form = opened(talk)
    form.go_on()
    form.go_back()
    assert form.progress == "1 / 3 Promise"
    with qtbot.waitSignal(form.screen.left_first_page):
        form.go_back()


def test_the_short_set_is_one_page_and_asking_more_keeps_the_answers(
    opened: Opened, talk: FormDefinition, keeper: FileKeeper
) -> None:
    form = opened(talk, prefilled={"/data/depth": "quick"})
    assert form.progress == "Short set"
    assert form.questions == ["AD-02", "AD-03", "AD-18"]
    assert form.words("form.next") == "Finish asking"
    for _ in range(3):
        form.press(2)
    assert "Nothing noted in the short set" in form.screen.foot._note.plain_text()
    form.ask_more()
    assert form.progress == "1 / 3 Promise"
    assert form.chosen("AD-02") == ["no"]
    assert form.at == "AD-04"
    assert keeper.reopened(talk).value("/data/depth") == "full"


def test_an_untouched_form_begins_with_its_short_set(
    opened: Opened, talk: FormDefinition, keeper: FileKeeper
) -> None:
    form = opened(talk, short_set_first=True)
    assert form.progress == "Short set"
    form.press(1)
    form.ask_more()
    again = opened(talk, saved=keeper.file.read_text(), position=keeper.positions[-1], short_set_first=True)
    assert again.progress == "1 / 3 Promise"


def test_a_sealed_form_is_read_page_by_page_and_changes_nothing(
    opened: Opened, talk: FormDefinition, keeper: FileKeeper, qtbot: QtBot
) -> None:
    form = opened(talk, prefilled={"/data/promise/AD_02": "yes"}, readonly=True)
    form.answer("AD-02", "no")
    assert form.chosen("AD-02") == ["yes"]
    form.go_on()
    form.go_on()
    assert form.words("form.next") == "Close"
    with qtbot.waitSignal(form.screen.left_first_page):
        form.go_on()
    assert keeper.positions == []


def test_enough_is_said_calmly_and_the_short_set_can_stop(
    opened: Opened, talk: FormDefinition, qtbot: QtBot
) -> None:
    form = opened(talk, prefilled={"/data/depth": "quick"})
    form.answer("AD-02", "yes")
    form.answer("AD-18", "yes")
    assert form.screen.foot._note.plain_text().startswith("Enough is noted to offer help today.")
    with qtbot.waitSignal(form.screen.finish_requested):
        form.go_on()


def test_a_danger_answer_asks_for_the_priority_card_once(
    opened: Opened, talk: FormDefinition, qtbot: QtBot
) -> None:
    form = opened(talk)
    with qtbot.waitSignal(form.screen.priority_requested):
        form.answer("AD-03", "yes")
    with qtbot.assertNotEmitted(form.screen.priority_requested):
        form.answer("AD-02", "yes")
    with qtbot.waitSignal(form.screen.priority_requested):
        form.screen.on_key(GlobalKey.PRIORITY)


def test_noted_sentences_are_plain_in_form_order_and_lead_to_the_answer(
    opened: Opened, talk: FormDefinition
) -> None:
    form = opened(talk)
    form.answer("AD-02", "yes")
    form.go_on()
    form.answer("AD-18", "yes")
    form.screen.on_key(GlobalKey.NOTED)
    assert form.lines("form.noted.AD") == [
        "The work was not what was promised (AD-02)",
        "The days were very long (AD-18)",
    ]
    form.press_line("form.noted.AD-02")
    assert form.at == "AD-02"


def test_the_noted_panel_leads_to_the_sop_card_of_the_step(
    opened: Opened, talk: FormDefinition, qtbot: QtBot
) -> None:
    form = opened(talk)
    form.screen.on_key(GlobalKey.NOTED)
    with qtbot.waitSignal(form.screen.sop_requested) as asked:
        form.press_line("form.noted.sop")
    assert asked.args == ["S04"]


def test_noted_sentences_are_not_shown_in_counter_mode(opened: Opened, talk: FormDefinition) -> None:
    form = opened(talk, private=False)
    form.answer("AD-02", "yes")
    form.screen.on_key(GlobalKey.NOTED)
    assert form.screen.side.isHidden()
    form.screen.around.mode.enter_private()
    form.screen.on_key(GlobalKey.NOTED)
    assert not form.screen.side.isHidden()
    form.screen.mode_changed(Mode.COUNTER)
    assert form.screen.side.isHidden()


def test_open_questions_are_listed_by_section_and_jumped_to(opened: Opened, talk: FormDefinition) -> None:
    form = opened(talk)
    form.answer("AD-02", "unsure")
    before = form.screen.window().focusWidget()
    form.screen.on_key(GlobalKey.UNANSWERED)
    assert form.screen.side.isAncestorOf(form.screen.window().focusWidget())
    form.screen.on_key(GlobalKey.UNANSWERED)
    assert form.screen.window().focusWidget() is before, "closed again, the keyboard is where it was"
    form.screen.on_key(GlobalKey.UNANSWERED)
    assert form.lines("form.open.") == [
        "AD-02: not known",
        "AD-03: not answered",
        "AD-04: not answered",
    ]
    assert "Work: later" in [
        label.accessibleName() for label in form.screen.open_list.children() if isinstance(label, QWidget)
    ]
    form.press_line("form.open.AD-04")
    assert form.at == "AD-04"


def test_tab_order_is_reading_order_with_the_buttons_last(opened: Opened, talk: FormDefinition) -> None:
    form = opened(talk)
    names = [stop.objectName() for stop in tab_stops(form.screen)]
    assert names == [
        "form.note.AD-02",
        "answer.AD-02.yes",
        "answer.AD-03.yes",
        "answer.AD-04.yes",
        "form.back",
        "form.unanswered",
        "form.next",
    ]


def test_f4_goes_round_the_texts_without_moving_the_keyboard(opened: Opened, talk: FormDefinition) -> None:
    form = opened(talk)
    held = QApplication.focusWidget()
    form.screen.on_key(GlobalKey.NEXT_LANGUAGE)
    card = form.screen.stack.card("AD-02")
    assert card is not None
    assert card.label.plain_text() == "ວຽກແຕກຕ່າງບໍ່?"
    assert QApplication.focusWidget() is held


def test_the_program_language_switches_while_answering(opened: Opened, talk: FormDefinition) -> None:
    form = opened(talk)
    form.press(1)
    set_language("lo")
    form.screen.retranslate()
    assert form.progress == "1 / 3 ສັນຍາ"
    assert form.words("answer.AD-02.yes") == "AD-02, ແມ່ນ, 1 ໃນ 5"
    assert form.chosen("AD-02") == ["yes"]
    assert form.at == "AD-03"


def test_a_failed_save_stays_on_screen_until_it_works(
    opened: Opened, talk: FormDefinition, keeper: FileKeeper
) -> None:
    form = opened(talk)
    file, keeper.file = keeper.file, keeper.file.parent / "gone" / "draft.xml"
    form.press(1)
    assert form.screen.around.save_state.failing
    assert form.chosen("AD-02") == ["yes"]
    keeper.file = file
    form.press(2)
    assert not form.screen.around.save_state.failing
    assert keeper.reopened(talk).value("/data/promise/AD_02") == "yes"


def test_a_very_low_window_shows_one_question_at_a_time(opened: Opened, talk: FormDefinition) -> None:
    form = opened(talk, width=683, height=300)
    assert form.questions == ["tip", "AD-02"]
    form.press(1)
    form.go_on()
    assert form.questions == ["AD-03"]
    assert form.progress == "1 / 3 Promise"


def test_single_questions_and_sections_keep_the_place(opened: Opened, talk: FormDefinition) -> None:
    form = opened(talk)
    form.go_on()
    form.press(2)
    form.screen.resize(683, 300)
    assert form.questions == ["AD-18"] or form.at == "AD-20"
    form.screen.resize(1366, 697)
    assert form.progress == "2 / 3 Work"


def test_the_help_card_is_the_one_of_the_question_with_the_keyboard(
    opened: Opened, talk: FormDefinition
) -> None:
    form = opened(talk)
    assert form.screen.sop() == "S04"
    form.go_on()
    form.answer("AD-18", "no")
    assert form.screen.sop() == "S05"


def test_a_running_interview_puts_off_the_lock_until_the_form_is_left(
    opened: Opened, talk: FormDefinition
) -> None:
    form = opened(talk)
    assert form.screen.around.idle.interview_running
    form.screen.leave()
    assert form.screen.around.idle.interview_running
    form.screen.hide()
    assert not form.screen.around.idle.interview_running


def test_no_score_and_no_percentage_is_ever_shown(opened: Opened) -> None:
    form = opened(shipped_form("adult"))
    form.answer("AD-02", "yes")
    form.screen.on_key(GlobalKey.NOTED)
    said = " ".join(w.accessibleName() for w in form.screen.findChildren(QWidget))
    assert "%" not in said
    assert "score" not in said.casefold()
    assert "victim" not in said.casefold()


@pytest.mark.parametrize("scheme", ["light", "dark", "high_contrast"])
@pytest.mark.parametrize(("language", "percent"), [("lo", 100), ("en", 150), ("lo", 150), ("lo", 200)])
def test_the_smallest_window_shows_everything_without_scrolling_sideways(
    opened: Opened, language: str, percent: int, scheme: str
) -> None:
    set_language(language)
    theme.apply(theme.Appearance(scheme=scheme, text_percent=percent))
    form = opened(shipped_form("adult"), width=683, height=345)
    column = form.screen.column
    assert column.horizontalScrollBar().maximum() == 0
    for key in form.questions:
        card = form.screen.stack.card(key)
        assert card is not None
        assert card.width() <= column.viewport().width()
        assert card.height() >= card.height_at(card.width())
        for part in (card.label, card.person_line, card.hint):
            if part.isVisible():
                assert part.height() >= part.heightForWidth(part.width())
    held = QApplication.focusWidget()
    assert held is not None
    top = held.mapTo(column.viewport(), held.rect().topLeft()).y()
    assert top >= 0
    assert top + held.height() <= column.viewport().height()
