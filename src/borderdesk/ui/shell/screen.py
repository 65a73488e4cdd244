"""What a screen is to the window, and what the window is to a screen.

A screen is built from ``Surroundings`` and the ``Route`` that led to it, lives until another one is
shown or the program locks, and asks the window for everything it does not do itself. Screens are named
in a ``Registry``, so that the window shows only destinations that exist.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk.ui import theme
from borderdesk.ui.jobs import Jobs
from borderdesk.ui.shell.keys import GlobalKey
from borderdesk.ui.shell.mode import Mode, ModeControl
from borderdesk.ui.shell.save_state import SaveState
from borderdesk.ui.widgets.buttons import Button
from borderdesk.ui.widgets.column import FootBar, ScrollColumn
from borderdesk.ui.widgets.frames import Banner, BesidePane, SidePanel
from borderdesk.ui.widgets.labels import PageTitle

if TYPE_CHECKING:
    from borderdesk.desk import Workspace
    from borderdesk.desk.workspace import Changes
    from borderdesk.ui.notices import Notices
    from borderdesk.ui.shell.idle import IdleWatch


LOW = 300
"""Effective pixels of window height under which the foot bar scrolls with the page."""


@dataclass(frozen=True, init=False)
class Route:
    """Where to go: a screen's name and what it is to show, e.g. ``Route("file", case=code)``."""

    screen: str
    params: tuple[tuple[str, Any], ...]

    def __init__(self, screen: str, /, **params: object) -> None:
        object.__setattr__(self, "screen", screen)
        object.__setattr__(self, "params", tuple(sorted(params.items())))

    def __getitem__(self, name: str) -> Any:
        for key, value in self.params:
            if key == name:
                return value
        raise KeyError(name)

    def get(self, name: str, default: Any = None) -> Any:
        """The parameter ``name``, or ``default``."""
        return next((value for key, value in self.params if key == name), default)

    def standing(self, at: str) -> Route:
        """The same place with the question to come back to, which its screen reads as ``at``."""
        return Route(self.screen, **{**dict(self.params), "at": at})


class Announce(Protocol):
    """Says a short text through a screen reader; polite unless told otherwise."""

    def __call__(self, text: str, assertive: bool = False) -> None: ...


@dataclass(frozen=True)
class Surroundings:
    """Everything a screen may ask of the window it stands in."""

    workspace: Workspace
    jobs: Jobs
    notices: Notices
    mode: ModeControl
    save_state: SaveState
    idle: IdleWatch
    window: QWidget
    navigate: Callable[[Route], None]
    back: Callable[[], None]
    changed: Callable[[Changes], None]
    announce: Announce
    place_changed: Callable[[], None]
    """Read ``title()`` and ``record_code()`` again."""
    registry: Registry
    lock: Callable[[], object] = lambda: None
    """Close the workspace and show unlock."""
    practise: Callable[[], object] = lambda: None
    """Close the workspace and open the practice one beside it."""

    @property
    def user(self) -> str:
        """The role number of who is signed in, e.g. ``O3``."""
        return str(self.workspace.user.id)

    @property
    def role(self) -> str:
        """Their role, a value of ``domain.roles.Role``."""
        return self.workspace.user.role.value

    @property
    def station(self) -> str:
        """The station's code."""
        return str(self.workspace.station)

    @property
    def practice(self) -> bool:
        """Whether this is a practice workspace."""
        return self.workspace.practice

    def clock(self) -> datetime:
        """Now, in the desk's own time."""
        return self.workspace.clock()


class Screen(QWidget):
    """One screen: a banner, a title, a column that scrolls, a foot bar, and a side panel.

    A subclass sets ``name``, calls ``super().__init__`` first and fills ``column`` and ``foot``.
    """

    name: ClassVar[str] = ""
    needs_private: ClassVar[bool] = False
    """Shows what only the officer may see: opening it in Counter mode asks first."""
    speaks: bool = False
    """Says or asks something of the person: F8 turns it to them."""
    wide: ClassVar[bool] = False
    """Uses the whole width instead of 880 px."""

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__()
        self.around = around
        self.route = route
        self.setObjectName(self.name)
        self.banner = Banner(name=f"{self.name}.banner")
        self.heading = PageTitle(self.title, name=f"{self.name}.title")
        self.column = ScrollColumn(None if self.wide else 880)
        self.column.setObjectName(f"{self.name}.column")
        self.column.add(self.heading)
        self.foot = FootBar(self.name)
        self.side = SidePanel("", name=f"{self.name}.side")
        self._middle = BesidePane(self.column, self.side)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addWidget(self.banner)
        self._whole.addWidget(self._middle, 1)
        self._whole.addWidget(self.foot)
        self._foot_flows = False

    @property
    def primary(self) -> Button | None:
        """The one primary act; Ctrl+Enter presses it."""
        return self.foot.primary

    def asks_private(self) -> bool:
        """Whether it shows, of all this screen may be opened with, what only the officer may see."""
        return self.needs_private

    def title(self) -> str:
        """The place, in the header strip and as the screen's heading; neutral words in Counter mode."""
        return ""

    def record_code(self) -> str:
        """The short code of the record shown; empty when there is none."""
        return ""

    def enter(self) -> None:
        """Shown now: load what is to be seen and put the focus on the next step."""

    def refresh(self, changes: Changes) -> None:
        """Something changed in the workspace."""

    def leave(self) -> None:
        """About to be left, covered or locked: store what is typed, at once."""

    def retranslate(self) -> None:
        """The language changed; widgets given functions have already read their text again."""

    def mode_changed(self, mode: Mode) -> None:
        """Another display mode is on: show less, or more."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that scroll do so also while a button of the foot bar has the keyboard."""
        if not self.column.scroll_by(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_foot()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_foot_flows"):
            self._place_foot()

    def _place_foot(self) -> None:
        """In a low window with large text the foot bar leaves no room for the page: it scrolls with it."""
        flows = theme.effective_width(self.window().height()) < LOW
        if flows == self._foot_flows:
            return
        self._foot_flows = flows
        shown = not self.foot.isHidden()
        if flows:
            self._whole.removeWidget(self.foot)
            self.column.end_with(self.foot)
        else:
            self.column.end_with(None)
            self._whole.addWidget(self.foot)
        self.foot.setVisible(shown)

    def close_drawer(self) -> bool:
        """Close the side panel if it lies over the screen; whether it did."""
        if self.side.isHidden() or not self._middle.is_drawer():
            return False
        self.side.hide()
        return True

    def sop(self) -> str:
        """The SOP card of this step, for F1; empty when there is none."""
        return ""

    def step(self) -> str:
        """What the way back from that card is called, e.g. ``AD-02``; empty when there is no such step."""
        return ""

    @property
    def at(self) -> str:
        """The question that has or had the keyboard, for the way back; empty when there is none."""
        return ""

    def on_key(self, key: GlobalKey) -> bool:
        """A global key the window left to the screen; whether it meant something here."""
        return False


Factory = Callable[[Surroundings, Route], Screen]


class Registry:
    """The screens there are, by name."""

    def __init__(self) -> None:
        self._factories: dict[str, Factory] = {}

    def register(self, name: str, factory: Factory) -> None:
        """Add a screen; ``ValueError`` when the name is taken."""
        if name in self._factories:
            raise ValueError(f"two screens are called {name}")
        self._factories[name] = factory

    def __contains__(self, name: object) -> bool:
        return name in self._factories

    def __iter__(self) -> Iterator[str]:
        return iter(self._factories)

    def build(self, around: Surroundings, route: Route) -> Screen:
        """The screen ``route`` leads to; ``KeyError`` when there is none of that name."""
        return self._factories[route.screen](around, route)
