"""The About page: lines with *OK* or *Look at this*, the forms, the key words, the report sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal

from borderdesk.text import tr
from borderdesk.ui.screens.about.state import AboutState, CheckLine, FormLine
from borderdesk.ui.widgets import Button, Card, Label, Sheet, TextArea
from borderdesk.ui.widgets.action_row import ActionRow, RowList
from borderdesk.ui.widgets.six_words import SixWords


def check_rows(lines: Sequence[CheckLine], name: str) -> list[ActionRow]:
    """Lines of health or of the self-test; the mark says the same as the words."""
    return [
        ActionRow(
            "saved" if line.ok else "look",
            line.title,
            line.detail,
            name=f"{name}.{line.key}",
            first=not place,
        )
        for place, line in enumerate(lines)
    ]


class HealthCard(Card):
    """Version, space, clock, history."""

    def __init__(self) -> None:
        super().__init__(name="about.health")
        self.version = Label("", "section", name="about.version")
        self.rows = RowList("about.checks")
        self.add(self.version)
        self.add(self.rows)

    def show_state(self, state: AboutState) -> None:
        """Show the lines."""
        self.version.say(state.version)
        self.rows.show_rows(check_rows(state.checks, "about.check"))


class SelfTestCard(Card):
    """The self-test and what it found."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__(lambda: tr("Self-test"), name="about.test")
        self.words = Label(
            lambda: tr("Plays the main job through with made-up answers, beside your records."),
            "small",
            muted=True,
            name="about.test.words",
        )
        self.rows = RowList("about.test.rows")
        self.button = Button(
            lambda: tr("Run the self-test"), icon="play", on_click=self.asked.emit, name="about.test.run"
        )
        self.add(self.words)
        self.add(self.rows)
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def running(self, runs: bool) -> None:
        """The test runs, or is over."""
        self.button.setEnabled(not runs)
        if runs:
            self.words.say(lambda: tr("The self-test is running. You can go on working."))
        else:
            self.words.say(
                lambda: tr("Plays the main job through with made-up answers, beside your records.")
            )

    def show_lines(self, lines: Sequence[CheckLine]) -> None:
        """Show what was found."""
        self.rows.show_rows(check_rows(lines, "about.test"))


class FormsCard(Card):
    """The forms on this PC with their dates."""

    def __init__(self) -> None:
        super().__init__(lambda: tr("Forms"), name="about.forms")
        self.rows = RowList("about.formRows")
        self.add(self.rows)

    def show_forms(self, forms: Sequence[FormLine]) -> None:
        """Show the forms."""
        self.rows.show_rows(
            [
                ActionRow(
                    "note" if form.draft else "saved",
                    form.title,
                    form.detail,
                    name=f"about.form.{form.id}",
                    first=not place,
                )
                for place, form in enumerate(forms)
            ]
        )


class WordsCard(Card):
    """The six words of this PC's key."""

    def __init__(self) -> None:
        super().__init__(lambda: tr("Key of this desk"), name="about.key")
        self.words = SixWords(name="about.words")
        self.add(Label(lambda: tr("Other desks compare these six words."), "small", muted=True))
        self.add(self.words)


class ReportSheet(Sheet):
    """The report to read before it goes anywhere, and the way to a stick."""

    def __init__(self, text: str, on_write: Callable[[], object]) -> None:
        super().__init__(lambda: tr("Report without case data"), name="report", width=680)
        self.column.add(
            Label(lambda: tr("Versions, checks and counts. No record, no name, no answer is in it."))
        )
        self.text = TextArea(name="report.text", lines=10)
        self.text.setReadOnly(True)
        self.text.setPlainText(text)
        self.text.setAccessibleName(tr("Report without case data"))
        self.column.add(self.text)
        self.foot.set_back(lambda: tr("Close"), self.dismiss)
        self.foot.set_primary(
            lambda: tr("Write the report to a stick"), on_write, icon="stick", name="report.write"
        )
