"""Key cards at work: read, compared, trusted and written; part of Transfer, Inbox and a page of its own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from borderdesk import desk
from borderdesk.desk.succession import Link
from borderdesk.desk.trust import CardView, Peer
from borderdesk.domain.roles import Act, may
from borderdesk.text import tr
from borderdesk.ui.screens.cards.presenter import CONTENT, CardsPresenter
from borderdesk.ui.screens.cards.state import CardsState
from borderdesk.ui.screens.cards.view import CardsView, CompareSheet, RevokeSheet
from borderdesk.ui.shell.screen import Surroundings
from borderdesk.ui.widgets import FolderChooser


class CardsPanel(QObject):
    """Drives a :class:`CardsView`. Files are read and written in jobs; a stick may be slow."""

    trusted = Signal()
    """A desk's card was accepted."""

    def __init__(self, around: Surroundings, name: str, owner: QObject) -> None:
        super().__init__(owner)
        self._around = around
        may_revoke = may(around.workspace.user.role, Act.REVOKE)
        self._presenter = CardsPresenter(around.station, around.workspace.post, may_revoke=may_revoke)
        self._words: tuple[str, ...] = ()
        self._peers: list[Peer] = []
        self._content: list[desk.ContentKey] = []
        self.view = CardsView(name)
        self.view.load_asked.connect(self.ask_load)
        self.view.write_asked.connect(self.ask_write)
        self.view.revoke_asked.connect(self._ask_revoke)

    def load(self) -> None:
        """Read this desk's words and the cards it trusts."""
        workspace = self._around.workspace
        self._around.jobs.run(
            lambda: (desk.card_words(workspace), desk.peers(workspace), desk.content_keys(workspace)),
            owner=self,
            lane="free",
            on_done=self._loaded,
        )

    def ask_load(self) -> None:
        """Choose a card file on a stick."""
        FolderChooser(
            lambda: tr("Choose the key card"),
            self.read,
            self._around.jobs,
            files="*.card",
            name="cardChooser",
        ).open_in(self._around.window)

    def read(self, path: Path) -> None:
        """Read the card in ``path`` and have its words compared."""

        workspace = self._around.workspace

        def work() -> tuple[bytes, CardView, tuple[Link, str, datetime | None]]:
            data = desk.read_card_file(path)
            return data, desk.read_card(data), desk.card_link(workspace, data)

        self._around.jobs.run(
            work, owner=self, lane="free", on_done=lambda found: self._compare(*found), on_error=self._failed
        )

    def ask_write(self) -> None:
        """Choose where this desk's card goes."""
        FolderChooser(
            lambda: tr("Choose the stick for the key card"),
            self.write,
            self._around.jobs,
            name="cardChooser",
        ).open_in(self._around.window)

    def write(self, folder: Path) -> None:
        """Write this desk's card into ``folder``."""
        self._around.jobs.run(
            desk.write_card,
            self._around.workspace,
            folder,
            owner=self,
            on_done=self._written,
            on_error=self._failed,
        )

    def _loaded(self, found: tuple[tuple[str, ...], list[Peer], list[desk.ContentKey]]) -> None:
        self._words, self._peers, self._content = found
        self.view.show_state(self._presenter.state(*found))

    def _compare(self, data: bytes, card: CardView, link: tuple[Link, str, datetime | None]) -> None:
        if self._presenter.unfit(card):
            self._around.notices.tell(lambda: self._presenter.unfit(card), lambda: tr("Nothing was added."))
            return
        comparison = self._presenter.compare(card, self._peers, self._content, link)
        accept = self._trust_content if card.role == CONTENT else self._trust
        CompareSheet(comparison, lambda: accept(data)).open_in(self._around.window)

    def _trust(self, data: bytes) -> None:
        self._around.jobs.run(
            desk.trust_card,
            self._around.workspace,
            data,
            owner=self,
            on_done=self._accepted,
            on_error=self._failed,
        )

    def _ask_revoke(self, device: str) -> None:
        title = next((card.title for card in self._state().trusted if card.device == device), device)
        RevokeSheet(title, lambda reason: self._revoke(device, reason)).open_in(self._around.window)

    def _revoke(self, device: str, reason: str) -> None:
        self._around.jobs.run(
            desk.revoke_trust,
            self._around.workspace,
            device,
            reason,
            owner=self,
            on_done=self._revoked,
            on_error=self._failed,
        )

    def _revoked(self, done: desk.Done[None]) -> None:
        self._around.notices.tell(
            lambda: tr("This desk is not trusted any more."),
            lambda: tr("Tell the other desks too: each takes its trust back itself."),
        )
        self._around.changed(done.changes)
        self.load()

    def _state(self) -> CardsState:
        return self._presenter.state(self._words, self._peers, self._content)

    def _trust_content(self, data: bytes) -> None:
        self._around.jobs.run(
            desk.trust_content_key,
            self._around.workspace,
            data,
            owner=self,
            on_done=self._content_accepted,
            on_error=self._failed,
        )

    def _content_accepted(self, done: desk.Done[desk.ContentKey]) -> None:
        self._around.notices.tell(
            lambda: tr("Content packs of {station} are taken from now on.", station=done.value.station),
            lambda: tr("Look on the stick again, and open the pack."),
        )
        self._around.changed(done.changes)
        self.load()

    def _accepted(self, done: desk.Done[Peer]) -> None:
        peer = done.value
        self._around.notices.tell(
            lambda: tr("{station} is trusted now.", station=peer.station),
            lambda: tr("The other desk also needs this desk's key card."),
        )
        self._around.changed(done.changes)
        self.load()
        self.trusted.emit()

    def _written(self, path: Path) -> None:
        self.view.show_written(path.name)
        self._around.announce(self.view.written.plain_text())

    def _failed(self, error: Exception) -> None:
        self._around.notices.show(error)
