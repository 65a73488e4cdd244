"""The list of records as an officer uses it; for journeys and for the tests of the screen itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from tests.journeys.pages.shell import Desk

from borderdesk.ui.widgets import Table


class RecordsPage:
    """Speaks like an officer: ``records.find("7K3QD")``, ``records.rows()``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.find("records.title")

    def _table(self) -> Table | None:
        names = ("records.table", "records.tablePrivate")
        return next((self._desk.find(name, Table) for name in names if self._desk.sees(name)), None)

    def rows(self) -> list[str]:
        """The rows as they are spoken, the latest first."""
        table = self._table()
        return [row.spoken for row in table.rows()] if table is not None else []

    def headings(self) -> list[str]:
        """The columns shown."""
        table = self._table()
        if table is None:
            return []
        model = table.model()
        return [
            str(model.headerData(number, Qt.Orientation.Horizontal))
            for number in range(model.columnCount())
            if not table.isColumnHidden(number)
        ]

    def show(self, which: str) -> None:
        """One of the lists: all, mine, unfinished, waiting, late, closed."""
        self._desk.press(f"records.filter.{which}")

    def find(self, code: str) -> None:
        """Search by code, or scan a slip."""
        self._desk.type("records.search", code)
        self._desk.key(Qt.Key.Key_Return)

    def find_name(self, name: str, purpose: str) -> None:
        """Search by name; Private mode only."""
        if not self._desk.sees("records.name"):
            self._desk.press("records.byName")
        self._desk.type("records.name", name)
        self._desk.type("records.purpose", purpose)
        self._desk.press("records.findName")

    def open(self, code: str) -> None:
        """Open a record of the list."""
        table = self._table()
        assert table is not None, "no record is listed"
        table.choose(code)
        self._desk.press("records.primary")

    @property
    def said(self) -> str:
        """What stands where there are no rows."""
        return self._desk.text("records.empty")
