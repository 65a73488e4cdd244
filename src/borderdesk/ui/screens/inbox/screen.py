"""The inbox at work: the supervisor's first page. Nothing is imported by itself."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from borderdesk import desk
from borderdesk.desk import InboxRow
from borderdesk.desk.workspace import Changes
from borderdesk.text import tr
from borderdesk.ui.screens.cards.panel import CardsPanel
from borderdesk.ui.screens.inbox.presenter import InboxPresenter
from borderdesk.ui.screens.inbox.view import LedgerBand, StickBand
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets.stick_bar import StickBar


class InboxScreen(Screen):
    """Stick, ledger, key cards."""

    name: ClassVar[str] = "inbox"

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.presenter = InboxPresenter(around.clock)
        self._rows: list[InboxRow] | None = None
        self._files: list[Path] | None = None
        self.stick = StickBar(around.jobs, around.window, name="inbox.stick")
        self.stick_band = StickBand(self.stick)
        self.ledger = LedgerBand()
        self.cards = CardsPanel(around, "inbox.cards", self)
        for part in (self.stick_band, self.ledger, self.cards.view):
            self.column.add(part)
        self.column.add_stretch()
        self.foot.set_primary(lambda: tr("Look on the stick"), self.look, icon="search")
        self.stick.chosen.connect(lambda _folder: self.look())
        self.stick_band.preview_asked.connect(self._preview)
        self.cards.trusted.connect(self._load)

    def title(self) -> str:
        return tr("Inbox")

    def sop(self) -> str:
        """The card about taking records to the supervisor."""
        return "S21"

    def enter(self) -> None:
        self._load()
        self.cards.load()
        folder = self.route.get("folder")
        if isinstance(folder, Path):
            self.stick.use(folder)
        else:
            self.stick.look()

    def refresh(self, changes: Changes) -> None:
        self._load()

    def retranslate(self) -> None:
        self._show()
        self.cards.load()

    def look(self) -> None:
        """List the packages on the stick; without one, ask for it."""
        if self.stick.folder is None:
            self.stick.choose()
            return
        self.around.jobs.run(
            desk.packages_in,
            self.stick.folder,
            owner=self,
            lane="free",
            on_done=self._found,
            on_error=lambda error: self.around.notices.show(error, retry=self.look),
        )

    def _load(self) -> None:
        self.around.jobs.run(desk.inbox, self.around.workspace, owner=self, lane="free", on_done=self._loaded)

    def _loaded(self, rows: list[InboxRow]) -> None:
        self._rows = rows
        self._show()

    def _found(self, files: list[Path]) -> None:
        self._files = files
        self._show()

    def _show(self) -> None:
        if self._rows is not None:
            self.ledger.show_state(self.presenter.state(self._rows))
        if self._files is not None:
            self.stick_band.show_files(self.presenter.files(self._files, self._rows or ()))

    def _preview(self, path: Path) -> None:
        self.around.navigate(Route("pack" if path.suffix == ".content" else "import", path=path))
