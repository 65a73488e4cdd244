"""The transfer page at work: packing to a stick, telling that it left, taking in receipts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from borderdesk import desk
from borderdesk.desk import ImportPreview, ImportResult, Packed, TransferStatus
from borderdesk.desk.set_back import Standing
from borderdesk.desk.workspace import Changes
from borderdesk.domain.errors import Unavailable
from borderdesk.text import tr
from borderdesk.ui.screens.cards.panel import CardsPanel
from borderdesk.ui.screens.page_work import PageWork
from borderdesk.ui.screens.transfer.presenter import TransferPresenter
from borderdesk.ui.screens.transfer.state import CheckPage
from borderdesk.ui.screens.transfer.view import HandOverBand, IncomingBand, LedgerBand, StandingCard
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Confirm
from borderdesk.ui.widgets.stick_bar import StickBar


class TransferScreen(Screen):
    """Hand over, packages and receipts, incoming, key cards.

    ``pack`` is the desk's verb; tests give it with a stick that fails.
    """

    name: ClassVar[str] = "transfer"

    def __init__(
        self,
        around: Surroundings,
        route: Route,
        *,
        pack: Callable[..., desk.Done[Packed]] = desk.pack,
    ) -> None:
        super().__init__(around, route)
        self._pack_verb = pack
        self._status: TransferStatus | None = None
        self._standing: Standing | None = None
        self._packed: Packed | None = None
        self._files: list[Path] | None = None
        self._again_from: int | None = None
        self.presenter = TransferPresenter(around.station, around.clock)
        self.stick = StickBar(around.jobs, around.window, name="transfer.stick")
        self.standing_card = StandingCard()
        self.hand_over = HandOverBand(self.stick)
        self._work = PageWork(self, self.hand_over.work, lambda: tr("Packing"), self.presenter.progress)
        self.ledger = LedgerBand()
        self.incoming = IncomingBand()
        self.cards = CardsPanel(around, "transfer.cards", self)
        for part in (self.standing_card, self.hand_over, self.ledger, self.incoming, self.cards.view):
            self.column.add(part)
        self.column.add_stretch()
        self.pack_button = self.foot.set_primary(lambda: tr("Pack to stick"), self._ask_pack, icon="stick")
        self.pack_button.set_available(False)
        self.standing_card.asked.connect(lambda: around.navigate(Route("goingon")))
        self.incoming.pack_again.connect(self._ask_pack_again)
        self.hand_over.handed_over.connect(self._handed_over)
        self.ledger.handed_over.connect(self._handed_over)
        self.ledger.pack_again.connect(self._ask_pack_again)
        self.ledger.all_asked.connect(self._show_all)
        self.incoming.look_asked.connect(self.look)
        self.incoming.opened.connect(self._open)
        self.cards.trusted.connect(self._load)

    def title(self) -> str:
        return tr("Transfer")

    def sop(self) -> str:
        """The card about taking records to the supervisor."""
        return "S21"

    def enter(self) -> None:
        self._load()
        self.cards.load()
        self.stick.look()

    def refresh(self, changes: Changes) -> None:
        self._load()

    def retranslate(self) -> None:
        self._show()
        self.cards.load()

    # What there is

    def _load(self) -> None:
        workspace = self.around.workspace
        self.around.jobs.run(
            lambda: (desk.transfer_status(workspace), desk.standing(workspace)),
            owner=self,
            lane="free",
            on_done=lambda found: self._loaded(*found),
        )

    def _loaded(self, status: TransferStatus, standing: Standing) -> None:
        first = self._status is None
        self._status, self._standing = status, standing
        self._show()
        if first:
            (self.pack_button if self.pack_button.isEnabled() else self.stick.button).setFocus()

    def _show(self) -> None:
        if self._packed is not None:
            self.hand_over.show_packed(self.presenter.packed(self._packed))
        if self._files is not None and self._files:
            self.incoming.show_files(self.presenter.incoming(self._files))
        if self._status is None:
            return
        state = self.presenter.state(self._status)
        self.hand_over.show_state(state)
        self.ledger.show_state(state)
        self.incoming.show_requests(state.requests)
        standing = self.presenter.standing(self._standing) if self._standing else None
        self.standing_card.show_standing(standing)
        reason = standing.title if standing and standing.act else state.reason
        self.pack_button.set_available(not reason and not self._work.running, lambda: reason)

    def _show_all(self) -> None:
        self.presenter.everything = True
        self._show()

    # Packing

    def _ask_pack(self) -> None:
        self._again_from = None
        self._check_page()

    def _ask_pack_again(self, first: int) -> None:
        self._again_from = first
        self._check_page()

    def _check_page(self) -> None:
        """Say what leaves this PC and for whom; without a stick, ask for one first."""
        self.stick.with_stick(self._check_page_for)

    def _check_page_for(self, _folder: Path) -> None:
        if self._status is not None and not self._work.writing:
            page = self.presenter.check(self._status, self.stick.place_name(), self._again_from)
            self._confirm(page, self._pack, "askPack")

    def _pack(self) -> None:
        folder = self.stick.folder
        if folder is None:
            return
        self.around.notices.clear()
        self._packed = None
        self.hand_over.show_packed(None)
        verb = self._pack_verb
        if self._again_from is not None:
            verb = partial(verb, again_from=self._again_from)
        self._work.start(verb, folder, on_done=self._pack_done, on_error=self._pack_failed)
        self.hand_over.work.cancel.setFocus()
        self.column.keep_in_view(self.hand_over.work)

    def _pack_done(self, done: desk.Done[Packed]) -> None:
        self._show()
        self._packed = done.value
        line = self.presenter.packed(done.value)
        self.hand_over.show_packed(line)
        self.hand_over.focus_packed()
        self.around.announce(line.text)
        self.around.changed(done.changes)
        self.stick.look()

    def _pack_failed(self, error: Exception) -> None:
        self._show()
        self.pack_button.setFocus()
        self.around.notices.show(error, retry=self._pack if isinstance(error, Unavailable) else None)
        self._load()

    def _handed_over(self, number: int) -> None:
        self.stick.button.setFocus()  # what was pressed goes, and would leave the keyboard on the rail
        self.around.jobs.run(
            desk.mark_carried, self.around.workspace, number, owner=self, on_done=self._carried
        )

    def _carried(self, done: desk.Done[None]) -> None:
        self._packed = None
        self.hand_over.show_packed(None)
        self.around.changed(done.changes)

    # Incoming

    def look(self) -> None:
        """List what lies on the stick."""
        self.stick.with_stick(self._look_on)

    def _look_on(self, folder: Path) -> None:
        self.around.jobs.run(
            desk.packages_in,
            folder,
            owner=self,
            lane="free",
            on_done=self._found,
            on_error=self._look_failed,
        )

    def _found(self, files: list[Path]) -> None:
        self._files = files
        self.incoming.show_files(self.presenter.incoming(files))

    def _look_failed(self, error: Exception) -> None:
        self.around.notices.show(error, retry=self.look)

    def _open(self, path: Path) -> None:
        if path.suffix == ".content":
            self.around.navigate(Route("pack", path=path))
            return
        if path.suffix == ".bdpkg":
            self.around.navigate(Route("import", path=path))
            return
        self.around.jobs.run(
            desk.preview_import,
            self.around.workspace,
            path,
            owner=self,
            lane="free",
            on_done=self._previewed,
            on_error=self._refused,
        )

    def _refused(self, error: Exception) -> None:
        self.around.notices.show(error)
        self._load()  # it may have told that this PC was set back

    def _previewed(self, preview: ImportPreview) -> None:
        page = self.presenter.incoming_check(preview)
        self._confirm(page, lambda: self._take_in(preview.path), "askReceipt")

    def _take_in(self, path: Path) -> None:
        self.around.jobs.run(
            desk.apply_import,
            self.around.workspace,
            path,
            owner=self,
            on_done=self._taken,
            on_error=self._refused,
        )

    def _taken(self, done: desk.Done[ImportResult]) -> None:
        result = done.value
        self.around.notices.tell(
            lambda: self.presenter.taken(result)[0], lambda: self.presenter.taken(result)[1]
        )
        self.around.announce(self.presenter.taken(result)[0])
        self.around.changed(done.changes)

    def _confirm(self, page: CheckPage, act: Callable[[], object], name: str) -> None:
        Confirm(page.title, page.text, page.act, act, detail=page.detail, name=name).open_in(
            self.around.window
        )
