"""The inbox: the stick and what lies on it, then the ledger of checkpoints."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.screens.inbox.state import CheckpointLine, InboxState, PackageFile
from borderdesk.ui.widgets import Button, Card, Chip, Flow, Label
from borderdesk.ui.widgets.action_row import ActionRow, RowList
from borderdesk.ui.widgets.stick_bar import StickBar


class StickBand(Card):
    """The stick that was brought, and the packages on it."""

    preview_asked = Signal(object)

    def __init__(self, stick: StickBar) -> None:
        super().__init__(lambda: tr("Stick from a checkpoint"), name="inbox.stickBand")
        self.add(stick)
        self.message = Label("", muted=True, name="inbox.message")
        self.message.hide()
        self.rows = RowList("inbox.files")
        self.add(self.message)
        self.add(self.rows)

    def show_files(self, files: Sequence[PackageFile]) -> None:
        """Show the packages that were found."""
        self.message.say(lambda: tr("No package with records is on this stick."))
        self.message.setVisible(not files)
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
    """Checkpoints and their package numbers."""

    def __init__(self) -> None:
        super().__init__(lambda: tr("Checkpoints"), name="inbox.ledger")
        self.empty = Label("", muted=True, name="inbox.empty")
        self.add(self.empty)
        self._lines: list[_CheckpointRow] = []

    def show_state(self, state: InboxState) -> None:
        """Show the ledger."""
        self.empty.say(state.empty)
        self.empty.setVisible(bool(state.empty))
        for line in self._lines:
            self.body.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [_CheckpointRow(line) for line in state.checkpoints]
        for row in self._lines:
            self.add(row)


class _CheckpointRow(QWidget):
    def __init__(self, line: CheckpointLine) -> None:
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
