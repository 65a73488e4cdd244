"""Turning the screen: what F8 does on every step that speaks to the person, with one monitor and with two."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QWidget

from borderdesk import desk
from borderdesk.text import tr
from borderdesk.ui.screens.person.question import PersonQuestion
from borderdesk.ui.screens.person.talk import PersonTalk
from borderdesk.ui.screens.person.windows import PersonPage, PersonWindow, TurnedPage, other_monitor
from borderdesk.ui.shell.keys import GlobalKey, global_key
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.shell.screen import Screen, Surroundings
from borderdesk.ui.shell.window import Window

PinCheck = Callable[[str], bool]


def pin_check(around: Surroundings) -> PinCheck | None:
    """Whether a hide-PIN is right; ``None`` where the user has none."""
    workspace = around.workspace
    if not desk.has_hide_pin(workspace):
        return None
    return lambda pin: desk.check_hide_pin(workspace, pin)


class Turning(QObject):
    """The person's page of one screen of the officer.

    One monitor: the window is turned, and comes back by the hide-PIN. Two: the page stands on the other one;
    F8 makes it neutral, once more closes it. ``back`` is called when the officer has the screen again.
    """

    def __init__(
        self, screen: Screen, check_pin: PinCheck | None, back: Callable[[], object], name: str = "personForm"
    ) -> None:
        super().__init__(screen)
        self._screen, self._check_pin, self._returned, self._name = screen, check_pin, back, name
        self._window: PersonWindow | None = None
        self._sheet: TurnedPage | None = None
        self._monitor: QScreen | None = None
        self._before = Mode.PRIVATE
        self._waiting: list[Callable[[], object]] = []
        screen.installEventFilter(self)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._unplugged)

    @property
    def window(self) -> PersonWindow | None:
        """The window on the second monitor, while it is open."""
        alive = self._window is not None and shiboken6.isValid(self._window)
        return self._window if alive and self._window is not None and self._window.isVisible() else None

    @property
    def page(self) -> PersonPage | None:
        """What the person is looking at, wherever it stands."""
        here = self._sheet or self.window
        return here.person if here is not None else None

    def turn(self, make: Callable[[], PersonPage], *, act_there: bool = False) -> None:
        """F8: show the page; where it is open on the second monitor, make it neutral, then close it.

        With ``act_there`` the keyboard goes over to it: pages are turned there, and Esc comes back.
        """
        screen, window = self._screen, self.window
        if window is not None:
            if window.person.neutral:
                self.end()
            else:
                window.person.flip_neutral()
            return
        page = make()
        monitor = other_monitor(screen.around.window)
        if monitor is not None:
            self._window = PersonWindow(page, lambda event: self._key(event, make), parent=screen)
            self._monitor = monitor
            if self._practising():
                self._window.mark_practice()
            self._window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not act_there)
            if not act_there:
                self._window.give_keyboard_back(screen.window())
            self._window.setGeometry(monitor.geometry())
            self._window.showFullScreen()
            (self._window if act_there else screen.window()).activateWindow()
            return
        self._before = screen.around.mode.current
        self._sheet = TurnedPage(self._name, page, self._back, check_pin=self._check_pin, gave_up=self._lock)
        if self._practising():
            self._sheet.mark_practice()
        screen.around.mode.enter_person()
        self._sheet.open_in(screen.around.window)

    def when_back(self, act: Callable[[], object]) -> None:
        """Do something to the officer's screen: at once, or when it is theirs again. Until then the person
        is asked to wait.
        """
        if self._sheet is None:
            act()
            return
        self._waiting.append(act)
        if not self._sheet.person.neutral:
            self._sheet.person.flip_neutral()
            self._sheet.setFocus()

    def end(self) -> None:
        """No window for the person any more."""
        window, self._window = self.window, None
        if window is not None:
            window.close()
            window.deleteLater()

    def _unplugged(self, monitor: QScreen) -> None:
        """Without its monitor the page would come up over the officer's work."""
        if monitor is self._monitor:
            self.end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another screen took this one's place: the window goes. A cover hides nothing for good."""
        if event.type() == QEvent.Type.Hide and isinstance(watched, QWidget) and watched.isHidden():
            self.end()
        return False

    def _key(self, event: QKeyEvent, make: Callable[[], PersonPage]) -> bool:
        key = global_key(event)
        if key is GlobalKey.PERSON:
            self.turn(make)
            return True
        if key is GlobalKey.ESCAPE:
            self.end()
            self._screen.window().activateWindow()
            return True
        main = self._screen.window()
        return isinstance(main, Window) and main.dispatch(event)

    def _back(self) -> None:
        self._sheet = None
        self._screen.around.mode.restore(self._before)
        self._returned()
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

    def _practising(self) -> bool:
        main = self._screen.window()
        return isinstance(main, Window) and main.desk is not None and main.desk.practice is not None

    def _lock(self) -> None:
        main = self._screen.window()
        if isinstance(main, Window):
            main.lock()


class TalkTurning(Turning):
    """Turning to the questions of a step. ``talk`` and ``at`` say what is asked and where to begin; ``gave``
    is told of each answer of the person's.
    """

    def __init__(
        self,
        screen: Screen,
        talk: Callable[[], PersonTalk | None],
        *,
        check_pin: PinCheck | None,
        back: Callable[[], object],
        at: Callable[[], str] = lambda: "",
        gave: Callable[[str], object] = lambda _key: None,
    ) -> None:
        super().__init__(screen, check_pin, self._told_back)
        self._talk, self._at, self._gave, self._then = talk, at, gave, back
        self._aloud: list[str] = []

    def turn_to_talk(self) -> bool:
        """F8; ``False`` where this step says nothing to the person now."""
        talk = self._talk()
        if talk is None:
            return False
        self._screen.leave()
        self._aloud = talk.aloud_only()
        self.turn(lambda: self._page(talk))
        return True

    def follow(self, key: str) -> None:
        """The officer came to another question."""
        window = self.window
        page = window.person if window is not None else None
        if isinstance(page, PersonQuestion):
            page.follow(key)

    def _page(self, talk: PersonTalk) -> PersonQuestion:
        page = PersonQuestion(talk, self._at())
        page.stopped.connect(self._stopped)
        page.gave.connect(self._gave)
        return page

    def _stopped(self) -> None:
        self._screen.banner.show_text(
            lambda: tr("The person wants to stop. Offer a break, or end the talk."), closable=True
        )
        self._screen.around.announce(tr("The person wants to stop. Offer a break, or end the talk."))

    def _told_back(self) -> None:
        self._then()
        if self._aloud and self._screen.banner.isHidden():
            codes = ", ".join(self._aloud)
            self._screen.banner.show_text(
                lambda: tr("Never on the person's screen, so ask aloud: {codes}", codes=codes), closable=True
            )
