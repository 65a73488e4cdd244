"""Hiding: a cover over every window, nothing behind it to be reached, and everything back where it was.

The window says when; whoever is behind the cover may be the desk or, in set-up, the wizard.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.shell.where_left import WhereLeft
from borderdesk.ui.widgets.sheets import COVERED, Sheet, open_waiting

if TYPE_CHECKING:
    from borderdesk.ui.shell.cover import Cover
    from borderdesk.ui.shell.desk_view import DeskView


class Covering(QObject):
    """The covers of ``window`` and of others shown with it. ``came_back`` is called when the PIN was right,
    ``gave_up`` after three wrong ones.

    Work goes on behind them: the sheets it opens wait, and the focus it gives away is there afterwards.
    """

    def __init__(
        self, window: QWidget, came_back: Callable[[], object], gave_up: Callable[[], object]
    ) -> None:
        super().__init__(window)
        self._window, self._came_back, self._gave_up = window, came_back, gave_up
        self._cover: Cover | None = None
        self._covers: list[Cover] = []
        self._behind: list[QWidget] = []
        self._where: WhereLeft | None = None
        self._mode_before = Mode.COUNTER
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._keep_keyboard)

    @property
    def on(self) -> bool:
        """Whether the covers are on."""
        return bool(self._covers)

    @property
    def ready(self) -> bool:
        """Whether there is a cover to put on."""
        return self._cover is not None

    def prepare(self, check_pin: Callable[[str], bool] | None) -> None:
        """Make the window's own cover, so that it is there at once when it is needed."""
        self._cover = self._made(check_pin)

    def ask_pin(self) -> None:
        """Have the window's cover ask for the hide-PIN, where it is on."""
        if self._covers:
            self._covers[0].ask_pin()

    def fit(self) -> None:
        """The window has another size."""
        if self._covers and self._cover is not None:
            self._cover.setGeometry(self._window.rect())

    def put_on(self, desk: DeskView | None, store: Callable[[], object]) -> None:
        """Cover every window, then ``store`` what is typed and take away what lies behind."""
        cover = self._cover
        if cover is None:
            return
        self._where = WhereLeft(self._window)
        if desk is not None:
            desk.covered = True
        _close_popups()
        cover.cover(self._window)
        self._covers = [cover]
        for other in QApplication.topLevelWidgets():
            if (
                other is not self._window
                and other.isVisible()
                and other.windowType() != Qt.WindowType.ToolTip
            ):
                plate = self._made(cover.check_pin)
                plate.cover(other)
                self._covers.append(plate)
        # The page is painted: now nothing behind it may be reached, heard, read aloud or shown in a status
        # colour.
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        widgets = [
            child for each in self._covers for child in each.window().findChildren(QWidget, options=direct)
        ]
        self._behind = [
            child
            for child in widgets
            if child not in self._covers and not child.isHidden() and not child.isWindow()
        ]
        for each in self._covers:
            each.window().setProperty(COVERED, True)
        store()
        for child in self._behind:
            child.hide()
        if desk is not None:
            self._mode_before = desk.mode.current
            desk.mode.conceal()
        cover.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_off(self, desk: DeskView | None) -> None:
        """Bring back what was behind, caret and scroll too; the display mode only where a record was open."""
        covers, self._covers = self._covers, []
        if desk is not None:
            desk.covered = False
            screen = desk.screen_shown
            resting = Mode.PRIVATE if desk.mode.resting_private else Mode.COUNTER
            stays = screen is not None and (screen.asks_private() or bool(screen.record_code()))
            # A record stays as it was: the right PIN says who is looking. Anything else comes back neutral.
            desk.mode.restore(self._mode_before if stays else resting)
        for child in self._behind:
            if shiboken6.isValid(child):
                child.show()
                if isinstance(child, Sheet):
                    child.raise_()
        self._behind = []
        for cover in covers:
            cover.window().setProperty(COVERED, False)
            cover.hide()
            if cover is not self._cover or desk is None:
                cover.deleteLater()
        where, self._where = self._where, None
        if where is not None:
            where.go_back()
        for cover in covers:
            open_waiting(cover.window())
        if desk is None:
            self._cover = None

    def clear(self) -> None:
        """Forget everything: the window destroys what is in it."""
        self._window.setProperty(COVERED, False)
        self._cover = self._where = None
        self._covers, self._behind = [], []

    def _keep_keyboard(self) -> None:
        """What is typed on a cover must not reach what it hides."""
        now = QApplication.focusWidget()
        for cover in self._covers:
            if now is not None and now.window() is cover.window() and not _is_part_of(now, cover):
                if self._where is not None:
                    self._where.moved_to(now)
                (cover.focusWidget() or cover).setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self, check_pin: Callable[[str], bool] | None) -> Cover:
        from borderdesk.ui.shell.cover import Cover  # late: loaded while the officer types

        cover = Cover(check_pin)
        cover.setParent(self._window)
        cover.came_back.connect(self._came_back)
        cover.gave_up.connect(self._gave_up)
        return cover


def _is_part_of(widget: QWidget, whole: QWidget) -> bool:
    return widget is whole or whole.isAncestorOf(widget)


def _close_popups() -> None:
    """Open lists and menus lie over every cover."""
    popup = QApplication.activePopupWidget()
    while popup is not None:
        popup.close()
        following = QApplication.activePopupWidget()
        popup = following if following is not popup else None
