"""The window: set-up, unlock or the desk in it; the cover over it; keys, idleness and language around it.

``app`` makes one. Its title is always "BorderDesk": what is inside is nobody's business in a task
switcher. Locking destroys everything that was built since unlock.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from borderdesk.text import language, set_language, tr
from borderdesk.ui import icons
from borderdesk.ui.jobs import Jobs, leave
from borderdesk.ui.notices import CrashReport
from borderdesk.ui.shell.covering import Covering
from borderdesk.ui.shell.idle import IdleTimes, IdleWatch, Stage
from borderdesk.ui.shell.keys import GlobalKey, global_key
from borderdesk.ui.widgets.sheets import Confirm, Sheet

if TYPE_CHECKING:
    from borderdesk.desk import Workspace
    from borderdesk.ui.shell.desk_view import DeskView
    from borderdesk.ui.shell.screen import Registry

TITLE = "BorderDesk"
MINIMUM = (683, 345)
"""The smallest window everything works in: 1366x768 at 200 % less the task bar, in logical pixels."""
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)

_PinCheck = Callable[["Workspace"], Callable[[str], bool] | None]


def let_go_of_circles() -> None:
    """Look for screens that know each other in circles, which Python might come upon hours later.

    What was decrypted for them goes with them, as soon as the key is gone.
    """
    gc.collect()


class Window(QWidget):
    """The one top-level window. ``pin_check`` gives the hide-PIN check of a workspace, or ``None``."""

    locked = Signal(object)
    """The desk of this workspace was closed; whoever made the window shows unlock again."""
    practice_left = Signal()
    """The same, by the button that leaves practice."""
    practising = Signal(object, object)
    """The desk of this workspace was closed, to open the practice workspace beside it; what its hide-PIN is
    checked by.
    """
    leaving = Signal()
    """The window is closing: last call to close what is open, as jobs."""
    preferences_changed = Signal()
    """The language changed: keep it."""

    def __init__(
        self,
        jobs: Jobs,
        pin_check: _PinCheck,
        *,
        idle: IdleWatch | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(TITLE)
        self.setMinimumSize(*MINIMUM)
        self.jobs = jobs
        self.idle = idle or IdleWatch()
        self.desk: DeskView | None = None
        self._pin_check = pin_check
        self._door: QWidget | None = None
        self._covering = Covering(self, self._take_cover_off, self._gave_up)
        self._notice_shown = False
        self._drill: Callable[[], object] | None = None
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._seconds = QTimer(self)
        self._seconds.setInterval(1000)
        self._seconds.timeout.connect(self.tick)
        self._seconds.start()
        jobs.unhandled.connect(self._unhandled)
        jobs.left_behind.connect(self._left_behind)

    # What is in the window

    def show_door(self, door: QWidget) -> None:
        """Show set-up or unlock, alone."""
        self._clear()
        self._door = door
        self._whole.addWidget(door)
        door.show()
        door.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_desk(self, workspace: Workspace, registry: Registry, times: IdleTimes | None = None) -> DeskView:
        """Show the desk of ``workspace``, at its first place."""
        from borderdesk.ui.shell.desk_view import DeskView  # late: loaded while the officer types

        self._clear()
        if times is not None:
            self.idle.times = times
        self.idle.interview_running = False
        self.idle.touched()
        desk = DeskView(self, workspace, registry, self.jobs, self.idle)
        self.desk = desk
        desk.lock_asked.connect(self.ask_lock)
        desk.practice_asked.connect(self.practise)
        desk.leave_practice_asked.connect(self.leave_practice)
        desk.hide_asked.connect(self.hide_now)
        desk.language_chosen.connect(self.speak)
        self._whole.addWidget(desk)
        self._covering.prepare(self._pin_check(workspace))
        desk.show()
        desk.go_home()
        return desk

    # Hide

    @property
    def covered(self) -> bool:
        """Whether the cover is on."""
        return self._covering.on

    def practise_hide(self, check_pin: Callable[[str], bool], came_back: Callable[[], object]) -> None:
        """Set-up: cover the window as F9 will, and say when the PIN brought it back."""
        self._drill = came_back
        self._covering.prepare(check_pin)
        self._put_cover_on()

    def hide_now(self) -> None:
        """Cover every window at once; pressed again, ask for the hide-PIN."""
        if self.covered:
            self._covering.ask_pin()
            return
        self.idle.covered_by_hand = True
        self._put_cover_on()

    def _put_cover_on(self) -> None:
        self._covering.put_on(self.desk, self._flush)

    def _take_cover_off(self) -> None:
        self.idle.covered_by_hand = False
        self.idle.touched()
        self._covering.take_off(self.desk)
        if self.desk is None:
            drill, self._drill = self._drill, None
            if drill is not None:
                drill()

    def _gave_up(self) -> None:
        """Three wrong PINs: lock. In set-up's practice there is nothing to lock, so start again."""
        if self.desk is not None:
            self.lock()
        else:
            self._covering.ask_pin()

    # Lock

    def ask_lock(self) -> None:
        """Lock; where something typed could not be stored, say so once first."""
        self._close_stored(self.lock)

    def leave_practice(self) -> None:
        """As asking to lock, but practice is over then."""
        self._close_stored(self._leave_practice)

    def _close_stored(self, close: Callable[[], object]) -> None:
        desk = self.desk
        if desk is None:
            return
        if not self._flush() or desk.save_state.failing:
            Confirm(
                lambda: tr("Not everything is saved"),
                lambda: tr("What you typed last could not be stored on this PC. Locking loses it."),
                lambda: tr("Lock anyway"),
                close,
                name="askLock",
            ).open_in(self, before_person=True)
            return
        close()

    def lock(self) -> None:
        """Destroy every screen and the cover, drop the key, and say ``locked``."""
        closed = self._close_desk()
        if closed is not None:
            self.locked.emit(closed)

    def _leave_practice(self) -> None:
        if self._close_desk() is not None:
            self.practice_left.emit()

    def practise(self) -> None:
        """As locking, but to go on in practice: what is real cannot be reached from there."""
        from borderdesk import desk  # late: loaded while the officer types

        pin = desk.kept_hide_pin(self.desk.workspace) if self.desk is not None else b""
        closed = self._close_desk()
        if closed is not None:
            self.practising.emit(closed, pin)

    def _close_desk(self) -> Workspace | None:
        """What was closed, or ``None`` where no desk was open."""
        desk = self.desk
        if desk is None:
            return None
        if not self.covered:
            self._flush()
        self._clear()
        self.jobs.after_all(
            desk.workspace.close,
            self,
            # Once the job itself is over, which knows the workspace.
            on_done=lambda _none: QTimer.singleShot(0, self, lambda: let_go_of_circles()),
        )
        return desk.workspace

    def _flush(self) -> bool:
        """Store what is typed; whether that worked. A fault in it never keeps the cover or the lock away."""
        try:
            if self.desk is not None:
                self.desk.flush()
        except Exception as fault:
            # Not in a sheet: that would lie over the cover.
            logging.getLogger("borderdesk").error("crash %s", CrashReport.of(fault).code)
            return False
        return True

    def _clear(self) -> None:
        self.desk = None
        self._covering.clear()
        self._door = None
        self.idle.covered_by_hand = False
        self.idle.interview_running = False
        for other in self.findChildren(QWidget):
            if other.isWindow():
                other.close()  # the person's window on another monitor
        for child in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            self._whole.removeWidget(child)
            leave(child)
            child.hide()
            child.setParent(None)
            child.deleteLater()

    # Idle

    def tick(self) -> None:
        """Called each second: see whether nobody has been there for too long."""
        desk = self.desk
        if desk is None:
            return
        stage = self.idle.stage()
        if stage is Stage.LOCK:
            self.lock()
        elif stage is Stage.COVER and not self.covered:
            self._put_cover_on()
        elif stage is Stage.NOTICE and not self.covered and not self._notice_shown:
            self._notice_shown = True
            desk.strip.show_text(
                lambda: tr("Still here?"),
                lambda: tr("Press any key to stay. Nothing you gave is lost."),
                closable=False,
            )
            desk.announce(tr("Still here?"))
        elif stage is Stage.ACTIVE and self._notice_shown:
            self._notice_gone()

    def touched(self) -> None:
        """Somebody is there."""
        self.idle.touched()
        if self._notice_shown:
            self._notice_gone()

    def _too_late(self) -> bool:
        """Whether nobody was there for too long before this touch (the PC slept): cover or lock first."""
        stage = self.idle.stage()
        if self.desk is None or not (stage is Stage.LOCK or (stage is Stage.COVER and not self.covered)):
            return False
        self.tick()
        return True

    def _notice_gone(self) -> None:
        self._notice_shown = False
        if self.desk is not None:
            self.desk.strip.clear()

    # Language

    def speak(self, code: str) -> None:
        """Show everything in language ``code``, in place: focus, caret and scroll stay."""
        if code == language():
            return
        set_language(code)
        for window in QApplication.topLevelWidgets():
            QCoreApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
        if self.desk is not None:
            self.desk.retranslate()
        self.preferences_changed.emit()

    # Keys and events

    def dispatch(self, event: QKeyEvent) -> bool:
        """Act on a key that means something everywhere; whether it did."""
        key = global_key(event)
        if key is None:
            return False
        if key is GlobalKey.HIDE and self._covering.ready:
            self.hide_now()
            return True
        if key is GlobalKey.LOCK:
            self.ask_lock()
            return True
        desk = self.desk
        if desk is None or self.covered:
            return False
        if any(not sheet.isHidden() for sheet in self.findChildren(Sheet)):
            return False  # an open question has the keyboard
        return desk.on_key(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.touched()
        if not self.dispatch(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Sees what reaches the native window before any widget does."""
        kind = event.type()
        if kind in _TOUCHES:
            if self._too_late():
                return True
            self.touched()
            if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self.dispatch(event)
        return False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
            handle.installEventFilter(self)
        if self.windowIcon().isNull():
            QTimer.singleShot(0, self, lambda: self.setWindowIcon(icons.icon("app", size=32)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._covering.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Store what is typed, destroy the screens, let running work end, drop the key."""
        desk = self.desk
        if desk is not None:
            self._flush()
            self._clear()
            self.jobs.after_all(desk.workspace.close, self)
        self.leaving.emit()
        self._seconds.stop()
        self.jobs.stop()
        super().closeEvent(event)

    def _left_behind(self, result: object) -> None:
        if self.desk is not None:
            self.desk.left_behind(result)

    def _unhandled(self, error: Exception) -> None:
        if self.desk is not None:
            self.desk.notices.show(error)
