"""The window around every screen: going places, locking, idleness, languages, narrow windows."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QScrollBar, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.shell.screens import RecordPage
from tests.ui.shell.unlocked import Shell

from borderdesk import desk as verbs
from borderdesk.text import language
from borderdesk.ui import theme
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.shell.screen import Route
from borderdesk.ui.widgets import TextField
from borderdesk.ui.widgets.focus import tab_stops
from borderdesk.ui.widgets.sheets import Confirm


def test_only_places_that_exist_are_in_the_rail(shell: Shell) -> None:
    assert list(shell.desk.rail.items) == ["today", "screening", "records", "transfer", "more"]


def test_the_rail_goes_places_and_marks_where_one_is(shell: Shell) -> None:
    shell.go("records")
    assert shell.text("records.title") == "Records"
    assert shell.desk.rail.items["records"].isChecked()
    assert not shell.desk.rail.items["today"].isChecked()


def test_what_is_opened_from_a_place_of_the_more_page_is_marked_under_more(shell: Shell) -> None:
    shell.go("records")
    shell.desk.registry.register("settings", type("Settings", (RecordPage,), {"name": "settings"}))
    shell.desk.navigate(Route("settings"))
    shell.press("askPrivate.primary")
    shell.open_record("7K3QD")
    assert [name for name, item in shell.desk.rail.items.items() if item.isChecked()] == ["more"]


def test_going_back_leads_to_the_place_before(shell: Shell) -> None:
    shell.go("records")
    shell.go("transfer")
    shell.desk.back()
    assert shell.sees("records.title")
    shell.desk.back()
    assert shell.sees("today.title")


def test_a_screen_is_told_to_store_what_is_typed_before_it_is_left(shell: Shell) -> None:
    left = shell.screen
    shell.go("records")
    assert left.log[-1] == "left"


def test_the_window_title_never_says_what_is_open(shell: Shell) -> None:
    shell.open_record("7K3QD")
    shell.hide()
    assert shell.window.windowTitle() == "BorderDesk"


def test_opening_a_record_at_the_counter_asks_first(shell: Shell) -> None:
    shell.desk.navigate(Route("form", case="7K3QD"))
    assert shell.sees("askPrivate")
    shell.press("askPrivate.back")
    assert shell.sees("today.title")
    assert shell.desk.mode.current is Mode.COUNTER


def test_leaving_a_record_returns_to_counter_mode(shell: Shell) -> None:
    shell.open_record("7K3QD")
    assert shell.text("shell.mode") == "Private"
    assert theme.status_shown()
    shell.go("today")
    assert shell.text("shell.mode") == "Counter"
    assert not theme.status_shown()


def test_control_enter_presses_the_main_button_from_inside_a_field(shell: Shell) -> None:
    shell.find("today.text").setFocus()
    shell.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "continued" in shell.screen.log


def test_work_that_ends_behind_a_question_leaves_the_keyboard_with_it(shell: Shell) -> None:
    primary = shell.screen.foot.primary
    Confirm("Leave it?", "Really.", "Leave", lambda: None, name="lower").open_in(shell.window)
    Confirm("Sure?", "Really.", "Sure", lambda: None, name="upper").open_in(shell.window)
    stop = shell.focused()
    primary.setFocus()
    assert shell.focused() == stop
    shell.key(Qt.Key.Key_Escape)
    assert not shell.sees("upper")
    shell.key(Qt.Key.Key_Escape)
    assert not shell.sees("lower")
    assert primary.hasFocus()


def test_a_page_hears_what_was_written_for_the_one_before_it_and_is_not_taken_away(
    shell: Shell, qtbot: QtBot
) -> None:
    gate = Event()
    shell.jobs.run(
        lambda: gate.wait() and verbs.Done(None, verbs.Changes(frozenset({"note"}))),
        owner=shell.screen,
        on_done=lambda _done: shell.desk.navigate(Route("today")),
    )
    # Left, and not deleted yet: the result may stand in line before that.
    shell.desk.navigate(Route("records"))
    gate.set()
    qtbot.waitUntil(lambda: not shell.jobs.running())
    assert shell.screen.name == "records"
    assert any("note" in line for line in shell.screen.log)


def test_locking_destroys_every_screen_and_drops_the_key(shell: Shell, qtbot: QtBot) -> None:
    gone: list[bool] = []
    shell.screen.destroyed.connect(lambda: gone.append(True))
    with qtbot.waitSignal(shell.window.locked):
        shell.lock()
    qtbot.waitUntil(lambda: bool(gone))
    qtbot.waitUntil(lambda: not shell.jobs.running())
    assert shell.window.findChildren(QWidget) == []
    with pytest.raises(Exception, match=r"workspace\.closed"):
        verbs.preference(shell.workspace, "language")


def test_what_could_not_be_stored_is_said_once_before_locking(shell: Shell) -> None:
    shell.open_record("7K3QD")
    shell.screen.around.save_state.failed("The disk is full.")
    assert "Not saved since 14:05" in shell.text("shell.saveState")
    shell.lock()
    assert shell.sees("askLock")
    shell.press("askLock.back")
    assert shell.sees("form")
    shell.lock()
    shell.press("askLock.primary")
    assert shell.window.desk is None


def test_nobody_there_first_a_notice_then_the_lock(shell: Shell) -> None:
    shell.seconds.now = 155
    shell.window.tick()
    assert "Still here?" in shell.text("shell.strip")
    shell.key(Qt.Key.Key_Shift)
    assert not shell.sees("shell.strip")
    shell.seconds.now = 155 + 180
    shell.window.tick()
    assert shell.window.desk is None


def test_the_first_touch_after_the_pc_slept_locks_instead_of_working(shell: Shell) -> None:
    shell.seconds.now = 3600  # no second was ticked meanwhile
    QTest.mouseClick(shell.window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(600, 300))
    assert shell.window.desk is None


def test_the_language_changes_in_place(shell: Shell) -> None:
    shell.type("today.text", "a short note")
    field = shell.find("today.text", TextField)
    field.setCursorPosition(4)
    shell.screen.column.verticalScrollBar().setValue(30)
    focused = shell.focused()
    shell.desk.language_chosen.emit("lo")
    assert language() == "lo"
    assert shell.desk.rail.items["today"].plain_text() == "ມື້ນີ້"
    assert shell.text("shell.mode") == "ໜ້າເຄົາເຕີ"
    assert shell.focused() == focused
    assert field.cursorPosition() == 4
    assert shell.screen.column.verticalScrollBar().value() == 30


@pytest.mark.parametrize(
    ("width", "rail", "narrow", "menu"),
    [(1366, True, False, False), (910, True, True, False), (683, False, False, True)],
)
def test_the_rail_gives_way_in_narrow_windows(
    shell: Shell, width: int, rail: bool, narrow: bool, menu: bool
) -> None:
    shell.window.resize(width, 460)
    assert shell.sees("shell.rail") is rail
    assert shell.desk.rail.is_narrow() is narrow
    assert shell.sees("shell.menu") is menu


def test_the_narrow_rail_shows_all_its_entries_beside_large_words(shell: Shell) -> None:
    theme.apply(theme.Appearance("light", 150))
    shell.window.resize(1366, 697)
    assert shell.desk.rail.is_narrow()
    assert shell.find("rail.lock").visibleRegion().boundingRect().size() == shell.find("rail.lock").size()
    assert not any(bar.isVisible() for bar in shell.desk.rail.findChildren(QScrollBar))


def test_the_menu_opens_the_rail_and_esc_closes_it(shell: Shell) -> None:
    shell.window.resize(683, 345)
    shell.press("shell.menu")
    assert shell.sees("rail.records")
    shell.key(Qt.Key.Key_Escape)
    assert not shell.sees("rail.records")
    assert shell.focused() == "shell.menu"


def test_esc_never_leaves_a_screen_or_hides(shell: Shell) -> None:
    shell.go("records")
    shell.key(Qt.Key.Key_Escape)
    assert shell.sees("records.title")
    assert not shell.sees("cover.tools")


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("spoken", ["en", "lo"])
def test_the_smallest_window_scrolls_up_and_down_only(shell: Shell, percent: int, spoken: str) -> None:
    shell.window.resize(683, 345)
    theme.apply(theme.Appearance("light", percent))
    shell.window.speak(spoken)
    shell.open_record("7K3QD")
    assert (shell.window.width(), shell.window.height()) == (683, 345)
    for area in shell.window.findChildren(QScrollArea):
        inner = area.widget()
        if area.isVisible() and inner is not None:
            assert inner.width() <= area.viewport().width()


def test_walking_tab_keeps_every_stop_named_large_enough_and_in_view(shell: Shell, qtbot: QtBot) -> None:
    shell.window.resize(683, 345)
    seen = set()
    for _step in range(40):
        shell.key(Qt.Key.Key_Tab)
        stop = shell.window.focusWidget()
        assert stop is not None
        qtbot.waitUntil(lambda stop=stop: _in_view(stop, shell.window))
        assert stop.accessibleName(), stop
        assert min(stop.width(), stop.height()) >= 24, stop
        seen.add(stop)
    assert len(seen) > 10


def test_f6_goes_from_part_to_part(shell: Shell) -> None:
    parts = []
    for _step in range(4):
        shell.key(Qt.Key.Key_F6)
        parts.append(shell.focused().split(".")[0])
    assert sorted(set(parts)) == ["rail", "shell", "today"]


def test_changes_are_told_to_the_visible_screen(shell: Shell) -> None:
    shell.desk.changed("a change")
    assert shell.screen.log[-1] == "refreshed a change"


def test_f1_shows_the_keys_where_a_step_has_no_card(shell: Shell) -> None:
    shell.key(Qt.Key.Key_F1)
    assert shell.text("help.title") == "Keys"
    shell.key(Qt.Key.Key_Escape)
    assert not shell.sees("help.title")


def test_real_input_counts_as_somebody_being_there(shell: Shell) -> None:
    shell.seconds.now = 100
    QTest.mouseClick(shell.window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(600, 300))
    assert shell.window.idle.idle_seconds() == 0


def test_the_sheet_keeps_the_keyboard_to_itself(shell: Shell) -> None:
    shell.desk.navigate(Route("form", case="7K3QD"))
    sheet = shell.find("askPrivate")
    stops = {stop.objectName() for stop in tab_stops(sheet)}
    assert stops == {"askPrivate.back", "askPrivate.primary"}
    for _step in range(5):
        shell.key(Qt.Key.Key_Tab)
        assert shell.focused() in stops
    shell.key(Qt.Key.Key_Escape)
    assert not shell.sees("askPrivate")
    assert shell.sees("today.title")


def _in_view(stop: QWidget, window: QWidget) -> bool:
    corner = stop.mapTo(window, QPoint(0, 0))
    area = stop.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is None:
        return window.rect().contains(corner)
    top = area.viewport().mapTo(window, QPoint(0, 0)).y()
    return corner.y() >= top and corner.y() + stop.height() <= top + area.viewport().height()
