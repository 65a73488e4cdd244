"""The inbox at work: the supervisor's first page. Nothing is imported and nobody is accepted by itself."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from borderdesk import desk
from borderdesk.desk import InboxRow, NewIdentity
from borderdesk.desk.requests import AskedAgain
from borderdesk.desk.workspace import Changes
from borderdesk.text import tr
from borderdesk.ui.screens.cards.panel import CardsPanel
from borderdesk.ui.screens.inbox.presenter import InboxPresenter
from borderdesk.ui.screens.inbox.view import Glance, LedgerBand, StickBand
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Button
from borderdesk.ui.widgets.stick_bar import StickBar


class InboxScreen(Screen):
    """Stick, ledger, key cards."""

    name: ClassVar[str] = "inbox"

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.presenter = InboxPresenter(around.clock)
        self._rows: list[InboxRow] | None = None
        self._silent_after = 0
        self._files: list[Path] | None = None
        self._identities: list[NewIdentity] = []
        self.stick = StickBar(around.jobs, around.window, name="inbox.stick")
        self.glance = Glance()
        self.stick_band = StickBand(self.stick)
        self.ledger = LedgerBand()
        self.cards = CardsPanel(around, "inbox.cards", self)
        for part in (self.glance, self.stick_band, self.ledger, self.cards.view):
            self.column.add(part)
        self.column.add_stretch()
        self.foot.set_primary(lambda: tr("Look on the stick"), self.look, icon="search")
        self.foot.add_secondary(
            Button(
                lambda: tr("Send back to desks"),
                icon="transfer",
                on_click=lambda: around.navigate(Route("send_back", folder=self.stick.folder)),
                name="inbox.sendBack",
            )
        )
        self.stick_band.all_asked.connect(self._import_all)
        self.stick.chosen.connect(self._look_on)
        self.stick_band.preview_asked.connect(self._preview)
        self.stick_band.compare_asked.connect(self.cards.read)
        self.ledger.resend_asked.connect(self._ask_again)
        self.ledger.all_asked.connect(self._show_all)
        self.ledger.days_chosen.connect(self._choose_days)
        self.cards.trusted.connect(self._accepted)

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

    # The stick

    def look(self) -> None:
        """List the packages on the stick; without one, ask for it: choosing it looks."""
        if self.stick.folder is None:
            self.stick.choose()
        else:
            self._look_on(self.stick.folder)

    def _look_on(self, folder: Path) -> None:
        workspace = self.around.workspace

        def work() -> tuple[list[Path], list[NewIdentity]]:
            return desk.packages_in(folder), desk.new_identities(workspace, folder)

        self.around.jobs.run(
            work,
            owner=self,
            lane="free",
            on_done=self._found,
            on_error=lambda error: self.around.notices.show(error, retry=self.look),
        )

    def _found(self, found: tuple[list[Path], list[NewIdentity]]) -> None:
        self._files, self._identities = found
        self._show()

    def _accepted(self) -> None:
        self._load()
        if self.stick.folder is not None:
            self._look_on(self.stick.folder)

    # The ledger

    def _load(self) -> None:
        workspace = self.around.workspace
        self.around.jobs.run(
            lambda: (desk.inbox(workspace), desk.silent_after(workspace), desk.pack_places(workspace)),
            owner=self,
            lane="free",
            on_done=self._loaded,
        )

    def _loaded(self, found: tuple[list[InboxRow], int, list[desk.PackPlace]]) -> None:
        self._rows, self._silent_after, places = found
        some = any(place.number for place in places)
        self.presenter.packs = {place.device: place for place in places} if some else {}
        self._show()

    def _show(self) -> None:
        if self._rows is not None:
            state = self.presenter.state(self._rows, self._silent_after)
            self.glance.show_summary(state.summary)
            self.ledger.show_state(state)
        if self._files is not None:
            self.stick_band.show_identities(self.presenter.identities(self._identities))
            self.stick_band.show_files(self.presenter.files(self._files, self._rows or ()))

    def _preview(self, path: Path) -> None:
        self.around.navigate(Route("pack" if path.suffix == ".content" else "import", path=path))

    def _import_all(self) -> None:
        if self.stick.folder is not None:
            self.around.navigate(Route("import_all", folder=self.stick.folder))

    def _show_all(self) -> None:
        self.presenter.everything = True
        self._show()

    def _choose_days(self, days: int) -> None:
        self.around.jobs.run(
            desk.set_silent_after,
            self.around.workspace,
            days,
            owner=self,
            on_done=lambda _done: self._load(),
            on_error=self.around.notices.show,
        )

    def _ask_again(self, device: str) -> None:
        self.stick.with_stick(lambda folder: self._write_request(device, folder))

    def _write_request(self, device: str, folder: Path) -> None:
        self.around.jobs.run(
            desk.ask_again,
            self.around.workspace,
            device,
            folder,
            owner=self,
            on_done=self._asked,
            on_error=lambda error: self.around.notices.show(error, retry=lambda: self._ask_again(device)),
        )

    def _asked(self, done: desk.Done[AskedAgain]) -> None:
        asked = done.value
        self.around.notices.tell(
            lambda: self.presenter.asked(asked)[0], lambda: self.presenter.asked(asked)[1]
        )
        self.around.announce(self.presenter.asked(asked)[0])
        self.around.changed(done.changes)
