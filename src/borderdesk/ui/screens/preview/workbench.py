"""The author's side of the preview: the record's XML, the reasons, the findings; one at a time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from borderdesk.forms import Session
from borderdesk.text import ntr, tr
from borderdesk.ui import theme
from borderdesk.ui.screens.preview.presenter import instance_text, reasons_text
from borderdesk.ui.shell.rail import RailTag
from borderdesk.ui.widgets import Button, Label, ScrollColumn, TextArea

REASONS, RECORD, FINDINGS = "reasons", "record", "findings"


class Workbench(QWidget):
    """Three views of a running session; the one that is open is brought up to date after each answer."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preview.workbench")
        self._session: Session | None = None
        self._place = ""
        self._view = REASONS
        self._found = 0
        self._group = QButtonGroup(self)
        tabs = QHBoxLayout()
        tabs.setSpacing(theme.px(4))
        self.tabs: dict[str, Button] = {}
        for name, say in (
            (REASONS, lambda: tr("Reasons")),
            (RECORD, lambda: tr("Record")),
            (FINDINGS, self._findings_words),
        ):
            tab = RailTag(say, f"preview.{name}")
            tab.clicked.connect(lambda _checked=False, view=name: self.open_view(view))
            self._group.addButton(tab)
            self.tabs[name] = tab
            tabs.addWidget(tab)
        tabs.addStretch(1)
        self.text = TextArea(name="preview.text", lines=3, named=lambda: tr("What goes on inside the form"))
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.findings = ScrollColumn(None)
        self._lines = Label("", name="preview.findings.list")
        self.findings.add(self._lines)
        self.findings.add_stretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8))
        column.addLayout(tabs)
        column.addWidget(self.text, 1)
        column.addWidget(self.findings, 1)
        self.findings.hide()
        self.tabs[REASONS].setChecked(True)

    def _findings_words(self) -> str:
        return ntr("{n} finding", "{n} findings", self._found)

    def show_session(self, session: Session, findings: Sequence[str]) -> None:
        """Look into another session: the form was read again."""
        self._session = session
        self._found = len(findings)
        self.tabs[FINDINGS].say(self._findings_words)
        self._lines.setText("\n\n".join(findings) or tr("Nothing found."))
        self.follow()

    def stand_at(self, place: str) -> None:
        """The question the author is at: its reasons are shown."""
        self._place = place
        self.follow()

    def open_view(self, view: str) -> None:
        """Show one of the three."""
        self._view = view
        self.tabs[view].setChecked(True)
        self.findings.setVisible(view == FINDINGS)
        self.text.setVisible(view != FINDINGS)
        self.follow()

    def follow(self, _changes: object = None) -> None:
        """Bring the open view up to date; the place scrolled to stays."""
        if self._session is None or self._view == FINDINGS:
            return
        session = self._session
        text = reasons_text(session, self._place) if self._view == REASONS else instance_text(session)
        if text != self.text.toPlainText():
            bar = self.text.verticalScrollBar()
            place = bar.value()
            self.text.setPlainText(text)
            bar.setValue(min(place, bar.maximum()))
