"""The way out for separate records: the other receiver's key card, and a stick for that receiver alone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from borderdesk import desk
from borderdesk.desk.trust import CardView
from borderdesk.text import ntr, tr
from borderdesk.ui import theme
from borderdesk.ui.screens.cards.state import Comparison
from borderdesk.ui.screens.cards.view import CompareSheet
from borderdesk.ui.shell.screen import Surroundings
from borderdesk.ui.widgets import Button, Card, Flow, FolderChooser, Label


class OtherReceiver(Card):
    """Says where separate records go, takes that desk's card, and packs them; only under the open list."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(lambda: tr("The other receiver"), name="separate.other")
        self._around = around
        self._receivers: list[tuple[str, tuple[str, ...]]] = []
        self.words = Label(self._say, name="separate.other.words")
        self.written = Label("", muted=True, name="separate.other.written")
        self.load_button = Button(
            lambda: tr("Load the other receiver's key card"),
            icon="key",
            on_click=self._choose_card,
            name="separate.other.load",
        )
        self.pack_button = Button(
            lambda: tr("Pack these records to a stick"),
            icon="stick",
            on_click=self._choose_stick,
            name="separate.other.pack",
        )
        acts = QWidget()
        flow = Flow(theme.px(8), parent=acts)
        flow.addWidget(self.load_button)
        flow.addWidget(self.pack_button)
        for part in (self.words, acts, self.written):
            self.add(part)
        self.hide()

    def show_state(self, *, some: bool) -> None:
        """Show who receives; packing needs a receiver and a record."""
        self._receivers = desk.alternate_receivers(self._around.workspace)
        self.words.say(self._say)
        self.pack_button.setVisible(some and bool(self._receivers))
        self.written.hide()
        self.show()

    def _say(self) -> str:
        if not self._receivers:
            return tr("Nobody receives separate records yet. They stay on this PC.")
        stations = ", ".join(station for station, _words in self._receivers)
        return tr("Separate records are sealed to {stations} and to nobody else.", stations=stations)

    def _choose_card(self) -> None:
        FolderChooser(
            lambda: tr("Choose the key card"),
            self._read,
            self._around.jobs,
            files="*.card",
            name="separateCard",
        ).open_in(self._around.window)

    def _read(self, path: Path) -> None:
        def work() -> tuple[bytes, CardView]:
            data = desk.read_card_file(path)
            return data, desk.read_card(data)

        self._around.jobs.run(
            work,
            owner=self,
            lane="free",
            on_done=lambda found: self._compare(*found),
            on_error=self._around.notices.show,
        )

    def _compare(self, data: bytes, card: CardView) -> None:
        where = card.station
        comparison = Comparison(
            title=tr("Compare six words: {desk}", desk=where),
            text=tr(
                "Call {desk}, on a number you know. Both read the six words aloud, in this order.", desk=where
            ),
            words=card.words,
            known=False,
        )
        CompareSheet(comparison, lambda: self._trust(data)).open_in(self._around.window)

    def _trust(self, data: bytes) -> None:
        self._around.jobs.run(
            lambda: desk.trust_card(self._around.workspace, data, alternate=True),
            owner=self,
            on_done=lambda _done: self.show_state(some=True),
            on_error=self._around.notices.show,
        )

    def _choose_stick(self) -> None:
        FolderChooser(
            lambda: tr("Choose the stick for the other receiver"),
            self._pack,
            self._around.jobs,
            name="separateStick",
        ).open_in(self._around.window)

    def _pack(self, folder: Path) -> None:
        self._around.jobs.run(
            desk.pack_separate,
            self._around.workspace,
            folder,
            owner=self,
            title=lambda: tr("Packing"),
            on_done=self._packed,
            on_error=self._around.notices.show,
        )

    def _packed(self, done: desk.Done[desk.PackedSeparate]) -> None:
        count = done.value.records
        self.written.say(
            lambda: ntr(
                "{n} record read back. Carry the stick yourself. Safe to remove.",
                "{n} records read back. Carry the stick yourself. Safe to remove.",
                count,
            )
        )
        self.written.show()
        self._around.announce(self.written.plain_text())
