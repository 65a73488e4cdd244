"""The three bands of the transfer page: hand over, packages and receipts, incoming."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from borderdesk.domain.values import Carriage
from borderdesk.text import ntr, tr
from borderdesk.ui import theme
from borderdesk.ui.screens.transfer.state import (
    IncomingLine,
    LedgerLine,
    PackedLine,
    RequestLine,
    Stage,
    StandingLine,
    TransferState,
)
from borderdesk.ui.widgets import Button, Card, Label
from borderdesk.ui.widgets.action_row import ActionRow, RowList
from borderdesk.ui.widgets.stick_bar import StickBar
from borderdesk.ui.widgets.work_line import WorkLine

NARROW = 480
"""Effective pixels of the band under which its four numbers stand two and two."""


class StageTile(QFrame):
    """A number over its stage; the four stand side by side like stations on a way."""

    def __init__(self, carriage: Carriage) -> None:
        super().__init__()
        self.setObjectName(f"transfer.stage.{carriage.value}")
        self.count = Label("0", "page", wrap=False)
        self.text = Label("", "small", muted=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(4), theme.px(8), theme.px(6))
        column.setSpacing(0)
        column.addWidget(self.count)
        column.addWidget(self.text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_stage(self, stage: Stage) -> None:
        """Show how many records are here."""
        self.count.say(str(stage.count))
        self.text.say(stage.text)
        self.setAccessibleName(stage.spoken)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()), theme.px(6), theme.px(6))
        painter.end()


class StandingCard(Card):
    """This PC was set back to an old copy: said calmly, with the one thing to do; hidden for any other."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__(name="transfer.standing")
        self.headline = Label("", "section", name="transfer.standing.title")
        self.text = Label("", name="transfer.standing.text")
        self.act = Button("", icon="right", on_click=self.asked.emit, name="transfer.standing.act")
        self.add(self.headline)
        self.add(self.text)
        self.body.addWidget(self.act, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_standing(self, line: StandingLine | None) -> None:
        """Show it, or nothing."""
        self.setVisible(line is not None)
        if line is not None:
            self.headline.say(line.title)
            self.text.say(line.text)
            self.act.say(line.act)
            self.act.setVisible(bool(line.act))


class HandOverBand(Card):
    """What waits to be packed, the stick, and what was packed last."""

    handed_over = Signal(int)

    def __init__(self, stick: StickBar) -> None:
        super().__init__(lambda: tr("Hand over"), name="transfer.handOver")
        self.tiles = {each: StageTile(each) for each in Carriage}
        grid_frame = QWidget()
        self._grid = QGridLayout(grid_frame)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.px(8))
        self._columns = 0
        self._place_tiles()
        self.add(grid_frame)
        self.stick = stick
        self.add(stick)
        self.inside = Label("", name="transfer.inside")
        self.see = Button(lambda: tr("See which"), "quiet", icon="down", name="transfer.see")
        self.see.clicked.connect(self._flip)
        self.codes = Label("", muted=True, name="transfer.codes")
        self.codes.hide()
        self.staying = Label("", "small", muted=True, name="transfer.staying")
        self.for_whom = Label("", "small", muted=True, name="transfer.receivers")
        self.reason = Label("", strong=True, name="transfer.reason")
        for widget in (self.reason, self.inside, self.for_whom, self.staying):
            self.add(widget)
        self.body.addWidget(self.see, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self.codes)
        self.work = WorkLine("transfer.work")
        self.add(self.work)
        self.result = RowList("transfer.result")
        self.add(self.result)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_tiles()

    def _place_tiles(self) -> None:
        """Four side by side, or two and two where the band is narrow."""
        columns = 2 if theme.effective_width(self.width()) < NARROW else 4
        if columns == self._columns:
            return
        self._columns = columns
        for place, tile in enumerate(self.tiles.values()):
            self._grid.removeWidget(tile)
            self._grid.addWidget(tile, place // columns, place % columns)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def show_state(self, state: TransferState) -> None:
        """Show what waits."""
        for stage in state.stages:
            self.tiles[stage.carriage].show_stage(stage)
        for label, text in (
            (self.inside, "" if state.needs_card or state.reason else state.inside),
            (self.for_whom, state.receivers),
            (self.staying, state.staying),
            (self.reason, f"{state.reason} {state.way_out}" if state.needs_card else ""),
        ):
            label.say(text)
            label.setVisible(bool(text))
        self.codes.say("\n".join(state.by_stage))
        self.see.setVisible(bool(state.by_stage))
        if not state.by_stage:
            self.codes.hide()
        self._name_flip()

    def show_packed(self, packed: PackedLine | None) -> None:
        """The package just written, with the act that follows; ``None`` takes it away."""
        if packed is None:
            self.result.show_rows([])
            return
        hand = Button(
            lambda: tr("I have handed over the stick"),
            icon="transfer",
            on_click=partial(self.handed_over.emit, packed.number),
            name="transfer.handed",
        )
        row = ActionRow("saved", packed.text, packed.detail, actions=[hand], name="transfer.packed")
        self.result.show_rows([row])

    def focus_packed(self) -> None:
        """The next step after packing: the stick leaves the desk."""
        for row in self.result.rows:
            for button in row.findChildren(Button):
                button.setFocus()

    def _flip(self) -> None:
        self.codes.setVisible(self.codes.isHidden())
        self._name_flip()

    def _name_flip(self) -> None:
        shown = not self.codes.isHidden()
        self.see.say((lambda: tr("Hide the list")) if shown else (lambda: tr("See which")))
        self.see.set_icon("up" if shown else "down")


class LedgerBand(Card):
    """Packages this PC wrote, by number, and whether a receipt came back."""

    handed_over = Signal(int)
    pack_again = Signal(int)
    all_asked = Signal()

    def __init__(self) -> None:
        super().__init__(lambda: tr("Packages and receipts"), name="transfer.ledger")
        self.empty = Label(
            lambda: tr("No package yet. What you pack is listed here until its receipt comes back."),
            muted=True,
            name="transfer.ledger.empty",
        )
        self.rows = RowList("transfer.packages")
        self.more = Button("", "quiet", icon="down", on_click=self.all_asked.emit, name="transfer.all")
        self.add(self.empty)
        self.add(self.rows)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_state(self, state: TransferState) -> None:
        """Show the ledger."""
        self.empty.setVisible(not state.ledger)
        self.rows.show_rows([self._row(line, first=not place) for place, line in enumerate(state.ledger)])
        self.more.setVisible(state.older > 0)
        self.more.say(lambda: ntr("Show {n} older package", "Show {n} older packages", state.older))

    def _row(self, line: LedgerLine, *, first: bool) -> ActionRow:
        actions = []
        if line.can_hand_over:
            actions.append(
                Button(
                    lambda: tr("I have handed over the stick"),
                    icon="transfer",
                    on_click=partial(self.handed_over.emit, line.number),
                    name=f"transfer.package.{line.number}.handed",
                )
            )
        if line.can_pack_again:
            again = Button(
                lambda: tr("Pack again"),
                "quiet",
                icon="retry",
                on_click=partial(self.pack_again.emit, line.first),
                name=f"transfer.package.{line.number}.again",
            )
            actions.append(again)
        return ActionRow(
            line.icon,
            line.title,
            line.detail,
            actions=actions,
            name=f"transfer.package.{line.number}",
            first=first,
        )


class IncomingBand(Card):
    """What lies on the stick for this PC."""

    opened = Signal(object)
    look_asked = Signal()
    pack_again = Signal(int)

    def __init__(self) -> None:
        super().__init__(lambda: tr("Incoming"), name="transfer.incoming")
        self.requests = RowList("transfer.requests")
        self.add(self.requests)
        self.message = Label(
            lambda: tr("Receipts and packs for this desk come back on the stick."),
            muted=True,
            name="transfer.incoming.message",
        )
        self.rows = RowList("transfer.files")
        self.look = Button(
            lambda: tr("Look on the stick"),
            icon="search",
            on_click=self.look_asked.emit,
            name="transfer.look",
        )
        self.add(self.message)
        self.add(self.rows)
        self.body.addWidget(self.look, 0, Qt.AlignmentFlag.AlignLeft)

    def show_requests(self, lines: Sequence[RequestLine]) -> None:
        """Show requests to send again that no package has answered."""
        self.requests.show_rows([self._request(line, first=not place) for place, line in enumerate(lines)])

    def _request(self, line: RequestLine, *, first: bool) -> ActionRow:
        name = f"transfer.request.{line.key}"
        act = Button(
            lambda: tr("Pack again"),
            icon="retry",
            on_click=partial(self.pack_again.emit, line.first),
            name=f"{name}.again",
        )
        return ActionRow("inbox", line.title, line.detail, actions=[act], name=name, first=first)

    def show_files(self, lines: Sequence[IncomingLine]) -> None:
        """Show what was found on the stick."""
        self.message.say(
            (lambda: tr("Found on the stick:"))
            if lines
            else (lambda: tr("Nothing for this desk is on the stick."))
        )
        self.rows.show_rows([self._row(line, first=not place) for place, line in enumerate(lines)])

    def _row(self, line: IncomingLine, *, first: bool) -> ActionRow:
        act = Button(
            line.act,
            icon="eye",
            on_click=partial(self.opened.emit, line.path),
            name=f"transfer.file.{line.path.name}.open",
        )
        return ActionRow(
            "packs",
            line.title,
            line.detail,
            actions=[act],
            name=f"transfer.file.{line.path.name}",
            first=first,
        )
