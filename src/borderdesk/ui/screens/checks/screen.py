"""The list of finished health checks: wires presenter and rows to the window."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from borderdesk.desk import Changes, FinishedApart
from borderdesk.text import tr
from borderdesk.ui.screens.checks.presenter import STEP, ChecksPresenter
from borderdesk.ui.screens.checks.state import CheckLine
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Button, Card, FormRow, Label, TextField
from borderdesk.ui.widgets.action_row import ActionRow, RowList


class ChecksScreen(Screen):
    """Health staff only, and no record of anybody beside it. Reading one check is written down."""

    name: ClassVar[str] = "checks"

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.presenter = ChecksPresenter(around.workspace)
        self.code = TextField(name="checks.code")
        self.code.textChanged.connect(self._narrow)
        self.rows = RowList("checks.rows")
        self.empty = Label("", muted=True, name="checks.empty")
        self.more = Button("", "quiet", icon="down", on_click=self._show_more, name="checks.more")
        card = Card(name="checks.card")
        for part in (self.empty, self.rows, self.more):
            card.add(part)
        self.about = Label(self._about, muted=True, name="checks.about")
        self.column.add(self.about)
        self.column.add(FormRow(lambda: tr("Find by code"), self.code))
        self.column.add(card)
        self.column.add_stretch()
        self.foot.set_primary(
            lambda: tr("New health check"), lambda: around.navigate(Route("screening")), icon="add"
        )
        self.empty.hide()
        self.more.hide()

    def title(self) -> str:
        return tr("Checks made")

    def sop(self) -> str:
        """The card about a traveller who is ill says where health notes stay."""
        return "S15"

    def enter(self) -> None:
        self._load()

    def refresh(self, changes: Changes) -> None:
        if changes.kinds & {"health.checked", "package.imported"}:
            self._load()

    def retranslate(self) -> None:
        self._load()

    def mode_changed(self, mode: Mode) -> None:
        """What came next is for Private mode only."""
        self._show()

    def _about(self) -> str:
        if self._private:
            return tr("For health staff only. That a check is opened is written down.")
        return tr("Codes and times. In Private, what came next is shown too.")

    @property
    def _private(self) -> bool:
        return self.around.mode.current is Mode.PRIVATE

    def _load(self) -> None:
        self.around.jobs.run(
            self.presenter.read,
            owner=self,
            lane="free",
            title=lambda: tr("Reading the checks"),
            on_done=self._loaded,
            on_error=self.around.notices.show,
        )

    def _loaded(self, found: tuple[list[FinishedApart], dict[str, str]]) -> None:
        self.presenter.keep(*found)
        self._show()

    def _narrow(self, code: str) -> None:
        self.presenter.code, self.presenter.most = code, STEP
        self._show()

    def _show_more(self) -> None:
        self.presenter.most += STEP
        self._show()

    def _show(self) -> None:
        state = self.presenter.state(private=self._private)
        self.about.say(self._about)
        self.rows.show_rows([self._row(line, first=not place) for place, line in enumerate(state.lines)])
        self.empty.say(state.empty)
        self.empty.setVisible(bool(state.empty))
        self.more.say(lambda: tr("{n} more", n=state.more))
        self.more.setVisible(state.more > 0)

    def _row(self, line: CheckLine, *, first: bool) -> ActionRow:
        name = f"checks.{line.code}"
        read = Button(
            lambda: tr("Read it"), icon="eye", on_click=partial(self._read, line.code), name=f"{name}.read"
        )
        read.setAccessibleName(f"{tr('Read it')}: {line.title}")
        return ActionRow(line.icon, line.title, line.detail, actions=[read], name=name, first=first)

    def _read(self, code: str) -> None:
        self.around.navigate(Route("form", check=code))
