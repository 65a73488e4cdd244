"""Who has read what: reached from More by who leads a shift or supervises."""

from __future__ import annotations

from typing import ClassVar

from borderdesk import desk
from borderdesk.desk import Changes
from borderdesk.text import tr
from borderdesk.ui.screens.readers.presenter import ReadersPresenter
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Card, Label
from borderdesk.ui.widgets.action_row import ActionRow, RowList


class ReadersScreen(Screen):
    """Documents with who has read the version in use, and who only an older one."""

    name: ClassVar[str] = "readers"

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.presenter = ReadersPresenter()
        self._found: list[desk.Readers] = []
        self.summary = Label("", strong=True, name="readers.summary")
        self.rows = RowList("readers.rows")
        card = Card()
        card.add(self.summary)
        card.add(self.rows)
        self.column.add(card)
        self.column.add_stretch()
        self.back_button = self.foot.set_back(lambda: tr("Back"), around.back)

    def title(self) -> str:
        return tr("Who has read what")

    def sop(self) -> str:
        """Opening the desk says what is to be read."""
        return "S01"

    def enter(self) -> None:
        """Nothing on the page waits to be done: the keyboard begins at the way back."""
        self.back_button.setFocus()
        self._load()

    def refresh(self, changes: Changes) -> None:
        if changes.kinds & {"document.read", "content.pack_installed", "package.imported"}:
            self._load()

    def retranslate(self) -> None:
        self._load()

    def mode_changed(self, mode: Mode) -> None:
        """Full titles only where nobody else looks."""
        self._show()

    def _load(self) -> None:
        self.around.jobs.run(
            desk.readers, self.around.workspace, owner=self, lane="free", on_done=self._loaded
        )

    def _loaded(self, found: list[desk.Readers]) -> None:
        self._found = found
        self._show()

    def _show(self) -> None:
        counter = self.around.mode.current is not Mode.PRIVATE
        self.summary.say(lambda: self.presenter.summary(self._found))
        lines = self.presenter.lines(self._found, counter=counter)
        self.rows.show_rows(
            [
                ActionRow(
                    "look" if line.before or line.missing else "saved" if line.count else "library",
                    line.title,
                    "\n".join(filter(None, (line.count, line.now, line.before, line.missing))),
                    name=f"readers.row.{line.id}",
                    first=not place,
                )
                for place, line in enumerate(lines)
            ]
        )
