"""The parts of the referral composer: need chips, receiver cards, refusal, gap, the optional panel."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from borderdesk.text import ntr, tr
from borderdesk.ui import theme
from borderdesk.ui.screens.refer.receiver_tile import ReceiverTile
from borderdesk.ui.screens.refer.state import NeedChip, ReferState
from borderdesk.ui.screens.who_explained import WhoExplained
from borderdesk.ui.widgets import Button, Card, Flow, Label, TickTile
from borderdesk.ui.widgets.fold import Fold


class NeedChips(Card):
    """What the person needs, as tick tiles that flow; changing them ranks the receivers anew."""

    toggled = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__(lambda: tr("Help needed"), name="refer.needs")
        self._place = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._place.setSizePolicy(policy)
        self._flow = Flow(theme.px(8), parent=self._place)
        self.add(self._place)
        self.tiles: dict[str, TickTile] = {}

    def show_needs(self, needs: Sequence[NeedChip]) -> None:
        """Show the chips; built once, patched afterwards."""
        for need in needs:
            tile = self.tiles.get(need.name)
            if tile is None:
                tile = TickTile(need.label, name=f"refer.need.{need.name}")
                tile.clicked.connect(lambda on, name=need.name: self.toggled.emit(name, on))
                self.tiles[need.name] = tile
                self._flow.addWidget(tile)
            tile.say(need.label)
            tile.setChecked(need.chosen)


class ReceiverList(Card):
    """Services in the order of fit; none is chosen beforehand."""

    chosen = Signal(str)
    more_asked = Signal()
    gap_asked = Signal()

    def __init__(self) -> None:
        super().__init__(lambda: tr("Who can help"), name="refer.receivers")
        self.notice = Label("", name="refer.notice")
        self.add(self.notice)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(8))
        self.body.addLayout(self._rows)
        self._group = QButtonGroup(self)
        self.more = Button("", "quiet", icon="down", on_click=self.more_asked.emit, name="refer.more")
        self.gap = Button(
            lambda: tr("Report that no service was found"),
            "quiet",
            icon="note",
            on_click=self.gap_asked.emit,
            name="refer.gap",
        )
        self.reported = Label(
            lambda: tr("Kept as a gap for the supervisor. You can still choose a receiver."),
            "small",
            muted=True,
            name="refer.gapReported",
        )
        for widget in (self.more, self.gap):
            self.body.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self.reported)
        self.tiles: dict[str, ReceiverTile] = {}

    def show_receivers(self, state: ReferState) -> None:
        """Show who fits now; tiles that stay keep the keyboard."""
        wanted = [card.id for card in state.receivers]
        if wanted != list(self.tiles):
            self._rebuild(wanted)
        self._group.setExclusive(False)
        for card in state.receivers:
            self.tiles[card.id].show_receiver(card)
        self._group.setExclusive(True)
        self.notice.say(_notice(state))
        self.notice.setVisible(bool(self.notice.plain_text()))
        self.more.say(lambda: ntr("Show {n} more receiver", "Show {n} more receivers", state.more))
        self.more.setVisible(state.more > 0)
        chosen = any(need.chosen for need in state.needs)
        self.gap.setVisible(chosen and not state.gap_reported)
        self.reported.setVisible(chosen and state.gap_reported)

    def _rebuild(self, wanted: Sequence[str]) -> None:
        old, self.tiles = self.tiles, {}
        for number, receiver_id in enumerate(wanted):
            tile = old.pop(receiver_id, None)
            if tile is None:
                tile = ReceiverTile(f"refer.receiver.{receiver_id}")
                tile.clicked.connect(lambda _on=False, id=receiver_id: self.chosen.emit(id))
                self._group.addButton(tile)
            self._rows.removeWidget(tile)
            self._rows.insertWidget(number, tile)
            tile.show()
            self.tiles[receiver_id] = tile
        for tile in old.values():
            self._group.removeButton(tile)
            self._rows.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        stops: list[QWidget] = [*self.tiles.values(), self.more, self.gap]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)


def _notice(state: ReferState) -> str:
    if not any(need.chosen for need in state.needs):
        return tr("Tick what is needed. The services that fit appear here.")
    if state.nobody:
        return tr("No service found for: {needs}. Ask the duty desk, and report the gap.", needs=state.unmet)
    if state.unmet:
        return tr("No service in this list offers: {needs}.", needs=state.unmet)
    return ""


class RefusalCard(Card):
    """The person does not want help now: who explained it, and what stays open to them."""

    def __init__(self, user: str, place: str) -> None:
        super().__init__(lambda: tr("The person does not want this help now"), name=f"{place}.refusal")
        self.add(
            Label(
                lambda: tr(
                    "That is their right, and it has no bad effect. Nothing about this record leaves "
                    "this PC. Say that they may come back any time."
                )
            )
        )
        self.row = WhoExplained(
            user,
            lambda: tr("Who explained the help?"),
            lambda: tr("Choose who explained the help."),
            name=f"{place}.explainedBy",
        )
        self.explained = self.row.explained
        self.add(self.row)

    def explained_by(self) -> str:
        """Whose explanation it was; blank until chosen, and then the row asks for it."""
        return self.row.who()


class DetailsToggle(Fold):
    """Opens and closes the optional part of the referral form; closed by default."""

    def __init__(self) -> None:
        super().__init__(
            lambda: tr("Add details for the referral form"),
            lambda: tr("Close the details"),
            lambda: tr("Name as used, safe contact, facts and help already given. All of it is optional."),
            name="refer.details",
        )
