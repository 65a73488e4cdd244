"""The translations page: languages with their review, and a workbook that was looked into."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from borderdesk.text import tr
from borderdesk.ui.screens.pack.view import OpeningRow
from borderdesk.ui.screens.translations.state import LanguageLine, LookState
from borderdesk.ui.widgets import Button, Card, Label
from borderdesk.ui.widgets.work_line import WorkLine


class LanguagesCard(Card):
    """Each language, with a workbook of it for reviewers."""

    export_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(lambda: tr("Review of each language"), name="translations.languages")
        self.explain = Label(
            lambda: tr(
                "Reviewers work in a workbook: export it, send it, take it back when it is filled in."
            ),
            muted=True,
            name="translations.explain",
        )
        self.work = WorkLine("translations.work")
        self.rows: dict[str, OpeningRow] = {}
        self.add(self.explain)
        self.add(self.work)

    def show_languages(self, lines: Sequence[LanguageLine]) -> None:
        """Show the languages."""
        for line in lines:
            if line.language not in self.rows:
                row = OpeningRow("edit", f"translations.{line.language}", acts=[self._export(line)])
                self.rows[line.language] = row
                self.add(row)
            row = self.rows[line.language]
            row.row.mark.show_icon("saved" if line.done else "edit")
            row.show_line(line.title, line.detail, line.kinds)

    def let_export(self, available: bool) -> None:
        """Whether a workbook can be written now."""
        for language in self.rows:
            button = self.findChild(Button, f"translations.{language}.export")
            if button is not None:
                button.setEnabled(available)

    def _export(self, line: LanguageLine) -> Button:
        return Button(
            lambda: tr("Export a workbook"),
            "quiet",
            icon="stick",
            on_click=partial(self.export_asked.emit, line.language),
            name=f"translations.{line.language}.export",
        )


class LookCard(Card):
    """A workbook on its way in."""

    def __init__(self) -> None:
        super().__init__(name="translations.look")
        self.title_line = Label("", "section", name="translations.file")
        self.summary = Label("", muted=True, name="translations.summary")
        self.problem = Label("", strong=True, name="translations.problem")
        self.work = WorkLine("translations.lookWork")
        self.changes = OpeningRow("edit", "translations.changes")
        self.left_out = OpeningRow("look", "translations.leftOut")
        for part in (self.title_line, self.summary, self.problem, self.work, self.changes, self.left_out):
            self.add(part)
        self.clear()

    def show_reading(self, name: str) -> None:
        """A workbook is being read."""
        self.clear()
        self.title_line.say(name)
        self.show()

    def show_state(self, state: LookState) -> None:
        """Show what it would do."""
        self.title_line.say(state.title)
        self.summary.say(state.summary)
        self.changes.show_line(state.changes, "", state.change_lines)
        self.left_out.show_line(state.left_out, "", state.finding_lines)
        self.summary.show()
        self.changes.show()
        self.left_out.setVisible(bool(state.left_out))
        self.problem.hide()
        self.show()

    def show_problem(self, text: str) -> None:
        """Why it cannot be taken."""
        self.problem.say(text)
        self.problem.show()
        self.show()

    def clear(self) -> None:
        """Nothing is looked at."""
        for part in (self.summary, self.problem, self.changes, self.left_out):
            part.hide()
        self.hide()
