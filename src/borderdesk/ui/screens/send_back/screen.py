"""The page of the way back at work: one desk, one package, sealed to it alone."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import ClassVar

from borderdesk import desk
from borderdesk.desk import DeskToSend, Done, Packed
from borderdesk.desk.workspace import Changes
from borderdesk.domain.errors import Cancelled
from borderdesk.text import tr
from borderdesk.ui.screens.page_work import PageWork
from borderdesk.ui.screens.send_back.presenter import DeskLine, SendBackPresenter
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Button, Card, Label
from borderdesk.ui.widgets.action_row import ActionRow, RowList
from borderdesk.ui.widgets.stick_bar import StickBar
from borderdesk.ui.widgets.work_line import WorkLine


class SendBackScreen(Screen):
    """``Route("send_back", folder=…)``."""

    name: ClassVar[str] = "send_back"

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.presenter = SendBackPresenter()
        self._desks: list[DeskToSend] = []
        self.stick = StickBar(around.jobs, around.window, name="sendBack.stick")
        self.work = WorkLine("sendBack.work")
        self._packing = PageWork(self, self.work, lambda: tr("Packing"), lambda *_step: tr("Packing"))
        self.rows = RowList("sendBack.rows")
        self.card = Card(lambda: tr("Desks"), name="sendBack.card")
        explained = Label(
            lambda: tr("Each desk gets only what concerns it; nobody else can open its package."),
            muted=True,
            name="sendBack.intro",
        )
        for part in (explained, self.stick, self.work, self.rows):
            self.card.add(part)
        self.column.add(self.card)
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Back"), lambda: around.navigate(Route("inbox")))

    def title(self) -> str:
        return tr("Send back to desks")

    def sop(self) -> str:
        """The card about taking records to the supervisor."""
        return "S21"

    def enter(self) -> None:
        folder = self.route.get("folder")
        if isinstance(folder, Path):
            self.stick.use(folder)
        else:
            self.stick.look()
        self._load()

    def refresh(self, changes: Changes) -> None:
        self._load()

    def retranslate(self) -> None:
        self._show()

    def _load(self) -> None:
        self.around.jobs.run(
            desk.desks_to_send, self.around.workspace, owner=self, lane="free", on_done=self._loaded
        )

    def _loaded(self, desks: list[DeskToSend]) -> None:
        self._desks = desks
        self._show()

    def _show(self) -> None:
        lines = self.presenter.lines(self._desks)
        self.rows.show_rows([self._row(line, first=not place) for place, line in enumerate(lines)])

    def _row(self, line: DeskLine, *, first: bool) -> ActionRow:
        acts = []
        if line.waits:
            acts.append(
                Button(
                    line.act,
                    icon="stick",
                    on_click=partial(self._pack, line.device),
                    name=f"sendBack.pack.{line.device}",
                )
            )
        name = f"sendBack.row.{line.device}"
        return ActionRow("transfer", line.title, line.detail, actions=acts, name=name, first=first)

    def _pack(self, device: str) -> None:
        self.stick.with_stick(lambda folder: self._write(device, folder))

    def _write(self, device: str, folder: Path) -> None:
        if not self._packing.running:
            self._packing.start(
                desk.pack_for,
                device,
                folder,
                on_done=partial(self._packed, device),
                on_error=partial(self._failed, device),
            )

    def _packed(self, device: str, done: Done[Packed]) -> None:
        station = next((each.station for each in self._desks if each.device == device), "")
        said = partial(self.presenter.packed, done.value, station)
        self.around.notices.tell(lambda: said()[0], lambda: said()[1])
        self.around.announce(said()[0])
        self.stick.button.setFocus()  # what was pressed goes, and would leave the keyboard on the rail
        self.around.changed(done.changes)

    def _failed(self, device: str, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self.around.notices.show(error, retry=lambda: self._pack(device))
