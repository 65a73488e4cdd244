"""The list of what the agency gets, line by line, with what the person keeps back struck out."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.screens.consent.state import ConsentState, PreviewLine
from borderdesk.ui.widgets import Button, Card, Label
from borderdesk.ui.widgets.struck import StruckLabel


class PreviewRow(QWidget):
    """One item: its name, what is told, and the person's wish to keep it back."""

    changed = Signal(str, bool)

    def __init__(self, item: str) -> None:
        super().__init__()
        self.item = item
        self.struck = False
        self.setObjectName(f"consent.preview.{item}")
        self.label = StruckLabel("small")
        self.value = Label("")
        self.withheld = Label(lambda: tr("withheld"), "small", strong=True, wrap=False)
        self.button = Button("", "quiet", on_click=self._flip, name=f"consent.takeOff.{item}")
        words = QVBoxLayout()
        words.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(self.label, 1)
        head.addWidget(self.withheld)
        words.addLayout(head)
        words.addWidget(self.value)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_line(self, line: PreviewLine) -> None:
        """Take over a line."""
        self.struck = line.struck
        self.setProperty("struck", line.struck)
        self.label.say(line.label)
        self.label.strike(line.struck)
        self.withheld.setVisible(line.struck)
        self.value.say(line.value)
        self.value.setVisible(not line.struck)
        told = self.withheld.plain_text() if line.struck else line.value
        self.setAccessibleName(f"{line.label}: {told}")
        self.button.setVisible(line.can_change)
        self.button.say((lambda: tr("Put back")) if line.struck else (lambda: tr("Take off")))
        act = tr("Put back: {what}") if line.struck else tr("Take off: {what}")
        self.button.setAccessibleName(act.format(what=line.label))

    def _flip(self) -> None:
        self.changed.emit(self.item, not self.struck)


class PreviewCard(Card):
    """ "What this agency will get", as it changes with every agreement."""

    changed = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__(" ", name="consent.preview")
        self._state: ConsentState | None = None
        self.state_line = Label("", "small", muted=True, name="consent.previewState")
        self.add(self.state_line)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(4))
        self.body.addLayout(self._rows)
        self.empty = Label("", "small", muted=True, name="consent.previewEmpty")
        self.add(self.empty)
        self.rows: dict[str, PreviewRow] = {}

    def show_state(self, state: ConsentState) -> None:
        """Show the list as it stands."""
        self._state = state
        wanted = [line.item for line in state.lines]
        if wanted != list(self.rows):
            self._rebuild(wanted)
        for line in state.lines:
            self.rows[line.item].show_line(line)
        if self.title is not None:
            self.title.say(lambda: tr("What {agency} will get", agency=state.agency))
        self.state_line.say(
            (lambda: tr("Read it aloud. Anything may be taken off."))
            if state.sharing
            else (lambda: tr("Only the code on the card. Nothing else is passed on."))
        )
        self.empty.say(lambda: tr("Nothing written, so nothing is sent: {what}", what=state.empty))
        self.empty.setVisible(bool(state.empty) and state.sharing)

    def _rebuild(self, wanted: list[str]) -> None:
        old, self.rows = self.rows, {}
        for number, item in enumerate(wanted):
            row = old.pop(item, None)
            if row is None:
                row = PreviewRow(item)
                row.changed.connect(self.changed)
            self._rows.removeWidget(row)
            self._rows.insertWidget(number, row)
            row.show()
            self.rows[item] = row
        for row in old.values():
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
