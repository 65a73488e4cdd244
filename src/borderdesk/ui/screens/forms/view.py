"""The forms page: the forms of this desk, and a form file on its way in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from borderdesk import desk
from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.screens.forms.state import FileState, FormLine
from borderdesk.ui.widgets import Button, Card, Flow, Label
from borderdesk.ui.widgets.action_row import ActionRow, RowList


class FormsCard(Card):
    """The forms and their versions; each can be tried out."""

    preview_asked = Signal(str)
    recordings_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(lambda: tr("Forms on this desk"), name="forms.list")
        self.rows = RowList("forms.rows")
        self.add(self.rows)

    def show_forms(self, lines: Sequence[FormLine]) -> None:
        """Show the forms."""
        self.rows.show_rows([self._row(line, first=not place) for place, line in enumerate(lines)])

    def _row(self, line: FormLine, *, first: bool) -> ActionRow:
        act = Button(
            lambda: tr("Preview"),
            icon="eye",
            on_click=partial(self.preview_asked.emit, line.sha256),
            name=f"forms.{line.form}.preview",
        )
        acts = [act]
        sounds = Button(
            lambda: tr("Recordings"),
            "quiet",
            icon="play",
            on_click=partial(self.recordings_asked.emit, line.form),
            name=f"forms.{line.form}.recordings",
        )
        if line.form not in desk.ABOUT_NOBODY:  # what asks nobody is not said aloud
            acts.append(sounds)
        detail = "\n".join((line.detail, *line.older))
        return ActionRow(
            "screening", line.title, detail, actions=acts, name=f"forms.{line.form}", first=first
        )


class FileCard(Card):
    """A form file: what was found in it, and what can be done with it."""

    preview_asked = Signal()
    add_asked = Signal()
    again_asked = Signal()

    def __init__(self) -> None:
        super().__init__(lambda: tr("Form file"), name="forms.file")
        self.name = Label("", "section", name="forms.file.name")
        self.summary = Label("", name="forms.file.summary")
        self.errors = Label("", strong=True, name="forms.file.errors")
        self.findings = Label("", "small", name="forms.file.findings")
        acts = QWidget()
        flow = Flow(theme.px(8), parent=acts)
        self.preview = Button(
            lambda: tr("Preview"), icon="eye", on_click=self.preview_asked.emit, name="forms.file.preview"
        )
        self.again = Button(
            lambda: tr("Read again"), icon="retry", on_click=self.again_asked.emit, name="forms.file.again"
        )
        self.take = Button(
            lambda: tr("Use this form"), "primary", on_click=self.add_asked.emit, name="forms.file.add"
        )
        for button in (self.preview, self.again, self.take):
            flow.addWidget(button)
        for part in (self.name, self.summary, self.errors, self.findings, acts):
            self.add(part)
        self.hide()

    def show_file(self, state: FileState, *, may_add: bool) -> None:
        """Show what was found."""
        self.name.say(state.title)
        self.summary.say(state.summary)
        for label, lines in ((self.errors, state.errors), (self.findings, state.findings)):
            label.say("\n".join(f"• {line}" for line in lines))
            label.setVisible(bool(lines))
        self.preview.setVisible(state.usable)
        self.take.setVisible(state.usable and may_add)
        self.show()
