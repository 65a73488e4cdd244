"""The inbox: the stick and what lies on it, then the ledger of checkpoints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from borderdesk.text import ntr, tr
from borderdesk.ui import theme
from borderdesk.ui.screens.inbox.presenter import SILENT_CHOICES
from borderdesk.ui.screens.inbox.state import CheckpointLine, InboxState, NewIdentityLine, PackageFile
from borderdesk.ui.soon import soon
from borderdesk.ui.widgets import Button, Card, Chip, Flow, Label, RadioTile
from borderdesk.ui.widgets.action_row import ActionRow, RowList
from borderdesk.ui.widgets.stick_bar import StickBar


class Glance(Card):
    """Who is silent and which stick to ask for, in one look."""

    def __init__(self) -> None:
        super().__init__(name="inbox.glance")
        self.summary = Label("", strong=True, name="inbox.summary")
        self.add(self.summary)
        self.hide()

    def show_summary(self, lines: Sequence[str]) -> None:
        """Show the lines; hidden while there are none."""
        self.summary.say("\n".join(lines))
        self.setVisible(bool(lines))


class StickBand(Card):
    """The stick that was brought, and the packages on it."""

    preview_asked = Signal(object)
    all_asked = Signal()
    compare_asked = Signal(object)
    """The card of a new identity (its ``Path``) is to be compared."""

    def __init__(self, stick: StickBar) -> None:
        super().__init__(lambda: tr("Stick from a checkpoint"), name="inbox.stickBand")
        self.add(stick)
        self.message = Label("", muted=True, name="inbox.message")
        self.message.hide()
        self.identities = RowList("inbox.identities")
        self.rows = RowList("inbox.files")
        self.add(self.message)
        self.add(self.identities)
        self.add(self.rows)
        self.all = Button(
            lambda: tr("Import all packages here"),
            icon="inbox",
            on_click=self.all_asked.emit,
            name="inbox.all",
        )
        place = QHBoxLayout()
        place.addWidget(self.all)
        place.addStretch(1)
        self.body.addLayout(place)
        self.all.hide()

    def show_identities(self, lines: Sequence[NewIdentityLine]) -> None:
        """Show cards by which checkpoints go on under a new identity."""
        self.identities.show_rows([self._identity(line, first=not place) for place, line in enumerate(lines)])

    def _identity(self, line: NewIdentityLine, *, first: bool) -> ActionRow:
        name = f"inbox.identity.{line.path.name}"
        act = Button(
            lambda: tr("Compare six words"),
            icon="key",
            on_click=partial(self.compare_asked.emit, line.path),
            name=f"{name}.compare",
        )
        return ActionRow("key", line.title, line.detail, actions=[act], name=name, first=first)

    def show_files(self, files: Sequence[PackageFile]) -> None:
        """Show the packages that were found."""
        self.message.say(lambda: tr("No package with records is on this stick."))
        self.message.setVisible(not files)
        self.all.setVisible(len(files) > 1)
        self.rows.show_rows([self._row(file, first=not place) for place, file in enumerate(files)])

    def _row(self, file: PackageFile, *, first: bool) -> ActionRow:
        act = Button(
            lambda: tr("Preview import"),
            icon="eye",
            on_click=partial(self.preview_asked.emit, file.path),
            name=f"inbox.file.{file.path.name}.preview",
        )
        return ActionRow(
            "packs", file.title, file.detail, actions=[act], name=f"inbox.file.{file.path.name}", first=first
        )


class LedgerBand(Card):
    """Checkpoints with their package numbers, what asks for attention first."""

    resend_asked = Signal(str)
    """A checkpoint (its device) is to be asked to send again."""
    all_asked = Signal()
    days_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(lambda: tr("Checkpoints"), name="inbox.ledger")
        self.empty = Label("", muted=True, name="inbox.empty")
        self.add(self.empty)
        self.lines = QWidget()
        self._column = QVBoxLayout(self.lines)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.add(self.lines)
        self.more = Button("", "quiet", icon="down", on_click=self.all_asked.emit, name="inbox.all")
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.days = _SilentAfter()
        self.days.chosen.connect(self.days_chosen)
        self.add(self.days)
        self._shown: tuple[CheckpointLine, ...] = ()
        self._rows: list[_CheckpointRow] = []

    def show_state(self, state: InboxState) -> None:
        """Show the ledger."""
        self.empty.say(state.empty)
        self.empty.setVisible(bool(state.empty))
        self.more.say(lambda: ntr("Show {n} more checkpoint", "Show {n} more checkpoints", state.more))
        self.more.setVisible(state.more > 0)
        self.days.setVisible(bool(state.checkpoints))
        self.days.show_days(state.silent_after)
        if state.checkpoints == self._shown:
            return
        self._shown = state.checkpoints
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [_CheckpointRow(line, self.resend_asked.emit) for line in state.checkpoints]
        for row in self._rows:
            self._column.addWidget(row)


class _SilentAfter(QWidget):
    """After how many days without a package a checkpoint counts as silent."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        flow = Flow(theme.px(8), parent=self)
        words = Label(
            lambda: tr("Days without a package that count as silent:"), "small", muted=True, wrap=False
        )
        flow.addWidget(words)
        group = QButtonGroup(self)
        self.tiles: dict[int, RadioTile] = {}
        for days in SILENT_CHOICES:
            tile = RadioTile(str(days), name=f"inbox.silent.{days}")
            tile.clicked.connect(partial(self._choose, days))
            group.addButton(tile)
            flow.addWidget(tile)
            self.tiles[days] = tile
        self._name_tiles()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            # The tiles name themselves after their numbers, and only after this.
            soon(self, self._name_tiles)

    def _name_tiles(self) -> None:
        for days, tile in self.tiles.items():
            tile.setAccessibleName(tr("Silent after {n} days", n=days))

    def _choose(self, days: int, _checked: bool = True) -> None:
        self.chosen.emit(days)

    def show_days(self, days: int) -> None:
        """Mark what is chosen, if it is one of these."""
        if days in self.tiles:
            self.tiles[days].setChecked(True)


class _CheckpointRow(QWidget):
    def __init__(self, line: CheckpointLine, on_ask: Callable[[str], object]) -> None:
        super().__init__()
        name = f"inbox.checkpoint.{line.device}"
        self.setObjectName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(4), 0, theme.px(8))
        column.setSpacing(theme.px(4))
        head = QWidget()
        flow = Flow(theme.px(12), parent=head)
        flow.addWidget(Label(line.title, "section", wrap=False, name=f"{name}.station"))
        flow.addWidget(Label(line.heard, "small", muted=True, wrap=False, name=f"{name}.heard"))
        if line.silent:
            flow.addWidget(Chip(line.silent, icon="look", name=f"{name}.silent"))
        column.addWidget(head)
        if line.marks:
            numbers = QWidget()
            marks = Flow(theme.px(6), parent=numbers)
            for mark in line.marks:
                chip = Chip(mark.text, name=f"{name}.number.{mark.number}")
                chip.setAccessibleName(mark.spoken)
                chip.setToolTip(mark.spoken)
                marks.addWidget(chip)
            column.addWidget(numbers)
        if line.note:
            column.addWidget(Label(line.note, name=f"{name}.note"), 0, Qt.AlignmentFlag.AlignTop)
        if line.details:
            quiet = Label(" ".join(line.details), "small", muted=True, name=f"{name}.details")
            column.addWidget(quiet, 0, Qt.AlignmentFlag.AlignTop)
        if line.can_ask:
            ask = Button(
                lambda: tr("Ask {station} to send again", station=line.title),
                icon="retry",
                on_click=partial(on_ask, line.device),
                name=f"{name}.ask",
            )
            column.addWidget(ask, 0, Qt.AlignmentFlag.AlignLeft)
