"""Everything inside the window while somebody is signed in: rail, header strip, one screen, help beside it.

Made at unlock, destroyed at lock. It goes from screen to screen and tells the visible one what changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from borderdesk import desk
from borderdesk.domain.errors import Unavailable
from borderdesk.domain.roles import Act, may
from borderdesk.text import tr
from borderdesk.ui.jobs import Jobs, leave
from borderdesk.ui.notices import Notices
from borderdesk.ui.shell.header import Header
from borderdesk.ui.shell.help_panel import HelpPanel
from borderdesk.ui.shell.idle import IdleWatch
from borderdesk.ui.shell.keys import GlobalKey
from borderdesk.ui.shell.mode import Mode, ModeControl
from borderdesk.ui.shell.more import MoreScreen
from borderdesk.ui.shell.navigation import MORE, destinations
from borderdesk.ui.shell.practice_strip import PracticeStrip
from borderdesk.ui.shell.progress_strip import ProgressStrip
from borderdesk.ui.shell.rail import Rail
from borderdesk.ui.shell.rail_drawer import RailDrawer
from borderdesk.ui.shell.save_state import SaveState
from borderdesk.ui.shell.screen import Registry, Route, Screen, Surroundings
from borderdesk.ui.shell.story_at_hand import StoryAtHand
from borderdesk.ui.shell.where_left import SetAside
from borderdesk.ui.widgets.focus import reading_order, step_in_reading_order, tab_stops
from borderdesk.ui.widgets.frames import Banner, BesidePane
from borderdesk.ui.widgets.labels import announce
from borderdesk.ui.widgets.sheets import Confirm

if TYPE_CHECKING:
    from borderdesk.desk import Workspace
    from borderdesk.desk.workspace import Changes


class DeskView(QWidget):
    """The signed-in part of the window."""

    lock_asked = Signal()
    practice_asked = Signal()
    leave_practice_asked = Signal()
    hide_asked = Signal()
    language_chosen = Signal(str)
    place_changed = Signal()

    def __init__(
        self, window: QWidget, workspace: Workspace, registry: Registry, jobs: Jobs, idle: IdleWatch
    ) -> None:
        super().__init__()
        self.setObjectName("shell")
        self.workspace = workspace
        self.registry = registry
        self.screen_shown: Screen | None = None
        self.covered = False
        self._trail: list[Route] = []
        self._shown_as: Route | None = None
        self._aside: SetAside | None = None
        self._arriving = True
        self.save_state = SaveState(self)
        supervisor = workspace.user.role.value not in ("officer", "shift_lead", "health")
        self.mode = ModeControl(workspace.private_desk or supervisor, self)
        if "more" not in registry:
            registry.register("more", MoreScreen)
        self.entries = destinations(
            workspace.user.role.value, registry.__contains__, practice=workspace.practice
        )
        self.notices = Notices(window, self._banner, self._last_saved)
        self.around = Surroundings(
            workspace=workspace,
            jobs=jobs,
            notices=self.notices,
            mode=self.mode,
            save_state=self.save_state,
            idle=idle,
            window=window,
            navigate=self.navigate,
            back=self.back,
            changed=self.changed,
            announce=self.announce,
            place_changed=self.show_place,
            registry=registry,
            lock=self.lock_asked.emit,
            practise=self.practise,
        )
        self.rail = Rail(self.entries, str(workspace.user.id))
        self.header = Header(self.mode, self.save_state)
        self.strip = Banner(name="shell.strip")
        self.progress = ProgressStrip(jobs)
        self.help = HelpPanel()
        self._place = QWidget()
        self._place_layout = QVBoxLayout(self._place)
        self._place_layout.setContentsMargins(0, 0, 0, 0)
        self._beside = BesidePane(self._place, self.help)
        right = QVBoxLayout()
        right.setSpacing(0)
        self.practice = PracticeStrip() if workspace.practice else None
        self._story: StoryAtHand | None = None
        if self.practice is not None:
            right.addWidget(self.practice)
            self.practice.leave_asked.connect(self.leave_practice_asked)
            self._story = StoryAtHand(self.practice, workspace, self.notices, right, self._beside)
        right.addWidget(self.header)
        right.addWidget(self.strip)
        right.addWidget(self.progress)
        right.addWidget(self._beside, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        self.drawer = RailDrawer(self, row, self.rail, self.header)
        self.rail.go.connect(self._go_to)
        self.help.open_asked.connect(self._open_card)
        self.rail.language_chosen.connect(self.language_chosen)
        for part in (self.rail, self.header):
            part.hide_asked.connect(self.hide_asked)
        self.rail.lock_asked.connect(self.lock_asked)
        self.header.menu_asked.connect(self.drawer.flip)
        self.header.person_asked.connect(lambda: self.on_key(GlobalKey.PERSON))
        self.header.help_asked.connect(lambda: self.on_key(GlobalKey.HELP))
        self.mode.changed.connect(self._mode_changed)
        self.drawer.arrange()

    # Going places

    def go_home(self) -> None:
        """Show the first place of the role. On a PC that was set back to an old copy, that comes first."""
        arriving, self._arriving = self._arriving, False
        if "goingon" in self.registry and desk.must_say(self.workspace, arriving=arriving):
            self.navigate(Route("goingon"))
        else:
            self.navigate(Route(self.entries[0].screen))

    def navigate(self, route: Route) -> None:
        """Leave the screen shown and show ``route``; asks first where private matter would be seen."""
        if route.screen not in self.registry:
            return
        self.drawer.close()
        old, aside = self.screen_shown, self._aside
        returns = aside is not None and aside.route is route
        new = aside.screen if aside is not None and returns else self.registry.build(self.around, route)
        leaves_record = old is not None and bool(old.record_code()) and new.record_code() != old.record_code()
        open_to_view = self.mode.current is Mode.COUNTER or (leaves_record and not self.mode.resting_private)
        if new.asks_private() and open_to_view:
            Confirm(
                lambda: tr("Show private details here?"),
                lambda: tr("This page shows details of a person. Others near the screen may see them."),
                lambda: tr("Show it here"),
                lambda: self._show(route, new, Mode.PRIVATE),
                on_keep=(lambda: self._read_on(route)) if returns else new.deleteLater,
                name="askPrivate",
            ).open_in(self)
            return
        self._show(route, new, None if not leaves_record else Mode.COUNTER)

    def practise(self) -> None:
        """Bring to practice what content packs brought here, and ask for it."""
        self.around.jobs.run(
            lambda: desk.ready_practice(self.workspace),
            owner=self,
            title=lambda: tr("Opening practice"),
            on_done=lambda _none: self.practice_asked.emit(),
            on_error=self.notices.show,
        )

    def back(self) -> None:
        """Show the place before this one that is still there, or the first place.

        A form that was finished meanwhile is in its record, so the way back leads past it.
        """
        left = self.screen_shown
        del self._trail[-1:]
        while self._trail:
            try:
                self.navigate(self._trail.pop())
            except Unavailable:
                if self.screen_shown is not left:
                    raise
            else:
                return
        self.go_home()

    def changed(self, changes: Changes) -> None:
        """Tell the visible screen what changed in the workspace, and one set aside when it comes back."""
        if self._aside is not None:
            self._aside.hear(changes)
        if self.screen_shown is not None:
            self.screen_shown.refresh(changes)
            self.show_place()

    def left_behind(self, result: object) -> None:
        """What was written for a page that was left meanwhile; the one shown may have read before it."""
        if isinstance(result, desk.Done):
            self.changed(result.changes)
        elif isinstance(result, desk.Changes):
            self.changed(result)
        elif isinstance(result, desk.WentOn):
            self.lock_asked.emit()  # it goes on under its new identity once it is opened again

    def show_place(self) -> None:
        """Read the place and the record code from the screen shown."""
        screen = self.screen_shown
        if screen is None:
            return
        screen.heading.say(screen.title)
        self.header.show_place(screen.title, screen.record_code(), speaks=screen.speaks)
        self.rail.show_place(self._entry_of(screen))

    def announce(self, text: str, assertive: bool = False) -> None:
        """Have a screen reader say ``text``; nothing is said while the window is covered."""
        if not self.covered:
            announce(self, text, assertive)

    # Keys

    def on_key(self, key: GlobalKey) -> bool:
        """What a global key means here; whether it meant anything."""
        screen = self.screen_shown
        if screen is None:
            return False
        if key is GlobalKey.ESCAPE:
            return self._close_top_drawer(screen)
        if key is GlobalKey.PRIMARY:
            button = screen.primary
            if button is not None and button.isVisible() and button.isEnabled():
                button.click()
            return True
        if screen.on_key(key):
            return True
        if key is GlobalKey.HELP:
            self.help.flip(screen.sop(), self, private=self.mode.current is Mode.PRIVATE)
            return True
        if key is GlobalKey.NEW and "screening" in self.registry and self._may(Act.FILL):
            self.navigate(Route("screening"))
            return True
        if key is GlobalKey.SEARCH and "records" in self.registry and self._may(Act.READ_RECORDS):
            self.navigate(Route("records", search=True))
            return True
        if key is GlobalKey.SEARCH and "library" in self.registry:
            # Who sees no record searches what everybody reads.
            self.navigate(Route("library"))
            return True
        if key is GlobalKey.NEXT_PANE:
            self._next_pane()
            return True
        return False

    def flush(self) -> None:
        """Have the screen store what is typed: before cover, lock and close."""
        if self.screen_shown is not None:
            self.screen_shown.leave()

    def retranslate(self) -> None:
        """The language changed: read again what was worked out from state."""
        self.rail.languages.show_current()
        if self.screen_shown is not None:
            self.screen_shown.retranslate()
        self.show_place()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes in reading order, also over what was listed anew since the page was made."""
        return step_in_reading_order(self, forward) or super().focusNextPrevChild(forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.drawer.arrange()
        if self._story is not None:
            self._story.fit_in(self.height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "drawer"):
            self.drawer.arrange()

    # Inside

    def _may(self, act: Act) -> bool:
        return may(self.workspace.user.role, act)

    def _go_to(self, name: str) -> None:
        """The rail: the library opens at the card of the step that is being worked on."""
        screen = self.screen_shown
        if name == "library" and screen is not None and screen.step() and screen.sop():
            self._open_card(screen.sop())
        else:
            reading = name in SetAside.READING and self._aside is not None
            self.navigate(Route(name, returns=True) if reading else Route(name))

    def _open_card(self, card: str) -> None:
        """Show a card in the library, with the way back to the step."""
        screen = self.screen_shown
        if screen is not None and "document" in self.registry:
            # Still in the record: the display mode stays.
            self.navigate(Route("document", id=card, step=screen.step(), record=screen.record_code()))

    def _show(self, route: Route, new: Screen, mode: Mode | None) -> None:
        old, returning = self.screen_shown, None
        if self._aside is not None and self._aside.screen is new:
            returning, self._aside = self._aside, None
        elif route.screen not in SetAside.READING:
            self._give_up_aside()
        if old is not None:
            if route.screen == "document" and old.at and self._on_the_way():
                # The way back leads to the very question, and to what was looked for.
                self._trail[-1] = self._shown_as = old.route.standing(old.at)
            old.leave()
            if self._reads_about(old, route):
                self._aside = SetAside(self._trail[-1], old)
            else:
                leave(old)
                old.deleteLater()
            old.hide()
            self._place_layout.removeWidget(old)
            self.help.hide()
        if mode is Mode.PRIVATE:
            self.mode.enter_private()
        elif mode is Mode.COUNTER:
            self.mode.to_counter()
        if not new.record_code():
            self.save_state.clear()
        self.screen_shown = new
        self._trail.append(route)
        self._shown_as = route
        del self._trail[:-50]
        if self._story is not None:
            self._story.follow(route)
        self._place_layout.addWidget(new)
        new.show()
        self.show_place()
        if returning is not None:
            returning.come_back()
        else:
            new.enter()
        self.show_place()
        focus = self.window().focusWidget()
        if focus is None or not new.isAncestorOf(focus):
            stops = reading_order(new.column) or reading_order(new)
            if stops:
                stops[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.announce(new.title())
        self.place_changed.emit()

    def _reads_about(self, old: Screen, route: Route) -> bool:
        """Whether a card is opened from a page that the way back leads to."""
        return self._on_the_way() and route.screen == "document" and old.name not in SetAside.READING

    def _on_the_way(self) -> bool:
        """Whether the way back leads to the screen shown; not while it is being left by that way."""
        return bool(self._trail) and self._trail[-1] is self._shown_as

    def _read_on(self, route: Route) -> None:
        """The page set aside is not shown yet: it waits on, and the way back leads to it still."""
        self._trail.append(route)
        if self._shown_as is not None:
            self._trail.append(self._shown_as)

    def _give_up_aside(self) -> None:
        aside, self._aside = self._aside, None
        if aside is not None:
            aside.give_up()

    def _entry_of(self, screen: Screen) -> str:
        """Where the rail says one is: at the place itself, or at the last one on the way to it."""
        names = [entry.screen for entry in self.entries]
        for name in (screen.name, *(route.screen for route in reversed(self._trail))):
            if name in names:
                return name
            if any(place.screen == name for place, _about in MORE):
                return "more"
        return ""

    def _banner(self) -> Banner | None:
        return self.screen_shown.banner if self.screen_shown is not None else None

    def _last_saved(self) -> str:
        from borderdesk.text.dates import clock_time  # late: only a crash asks

        at = self.save_state.last_saved
        return clock_time(at) if at is not None else ""

    def _mode_changed(self, mode: Mode) -> None:
        if mode is not Mode.PRIVATE:
            self.help.hide()
        if self.screen_shown is not None:
            self.screen_shown.mode_changed(mode)
            self.show_place()

    def _next_pane(self) -> None:
        panes = [self.rail, self.header]
        whole: list[QWidget] = [pane for pane in panes if pane.isVisible()]
        if self._story is not None:
            whole += self._story.panes
        if self.screen_shown is not None:
            whole += [self.screen_shown.column, self.screen_shown.foot]
        now = self.window().focusWidget()
        places = [place for place in whole if tab_stops(place)]
        here = next((n for n, place in enumerate(places) if now is not None and place.isAncestorOf(now)), -1)
        if places:
            tab_stops(places[(here + 1) % len(places)])[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _close_top_drawer(self, screen: Screen) -> bool:
        if self.drawer.close():
            self.header.menu.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if not self.help.isHidden():
            self.help.hide()
            return True
        return screen.close_drawer()
