"""The packages of a folder as lines, and how far the work is."""

from __future__ import annotations

from collections.abc import Sequence

from borderdesk.ui.screens.import_all.presenter import PackageLine
from borderdesk.ui.widgets import Card, Label
from borderdesk.ui.widgets.action_row import ActionRow, RowList
from borderdesk.ui.widgets.work_line import WorkLine


class PackagesCard(Card):
    """Headline, progress, and a line for each package."""

    def __init__(self) -> None:
        super().__init__(name="importAll.card")
        self.headline = Label("", "section", name="importAll.headline")
        self.detail = Label("", muted=True, name="importAll.detail")
        self.work = WorkLine("importAll.work")
        self.rows = RowList("importAll.rows")
        for part in (self.headline, self.detail, self.work, self.rows):
            self.add(part)
        self.detail.hide()

    def show_lines(self, headline: str, detail: str, lines: Sequence[PackageLine]) -> None:
        """Show what would be done, or was."""
        self.headline.say(headline)
        self.detail.say(detail)
        self.detail.setVisible(bool(detail))
        self.rows.show_rows(
            [
                ActionRow(
                    "folder" if line.refused else "packs",
                    line.title,
                    line.detail,
                    name=f"importAll.row.{line.key}",
                    first=not place,
                )
                for place, line in enumerate(lines)
            ]
        )
