"""The parts of the list of records: filter chips, the search by code, the search by name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from borderdesk.desk.records import CaseFilter
from borderdesk.text import tr, translatable
from borderdesk.ui import theme
from borderdesk.ui.widgets import Button, Card, Column, Flow, FormRow, RadioTile, Row, Table, TextField

FILTERS = {
    CaseFilter.ALL: translatable("All"),
    CaseFilter.MINE: translatable("Mine"),
    CaseFilter.UNFINISHED: translatable("Unfinished"),
    CaseFilter.WAITING: translatable("Waiting for reply"),
    CaseFilter.LATE: translatable("Late"),
    CaseFilter.CLOSED: translatable("Closed"),
}


class RecordTable(Table):
    """A table whose words wrap: no step is cut short in a narrow window."""

    def __init__(self, columns: Sequence[Column], name: str) -> None:
        super().__init__(columns, name)
        self._columns = tuple(columns)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        # The column scrolls: a bar of the table's own would come and go with each page and narrow the words.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Records"))

    def changeEvent(self, event: QEvent) -> None:
        """The name is spoken in the language of the moment."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(tr("Records"))

    def set_narrow(self, narrow: bool) -> None:
        """Show only the code and the cell that holds everything, or all columns."""
        for number, column in enumerate(self._columns):
            self.setColumnHidden(number, narrow and column.key not in ("code", "step"))

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace the rows and give each the height its words need."""
        super().show_rows(rows)
        self._fit()

    def add_rows(self, rows: Sequence[Row]) -> None:
        """Put more rows under those shown; what is chosen stays so."""
        first = len(self.rows())
        super().add_rows(rows)
        self._fit(first)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where columns changed their width, words wrap anew; more rows alone change none."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def sizeHint(self) -> QSize:
        """All rows at their heights."""
        frame = 2 * self.frameWidth()
        height = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + frame
        return QSize(theme.px(320), height)

    def minimumSizeHint(self) -> QSize:
        """The column scrolls, not the table."""
        return QSize(theme.px(160), self.sizeHint().height())

    def _fit(self, first: int = 0) -> None:
        least = self.verticalHeader().defaultSectionSize()
        for row in range(first, len(self.rows())):
            self.setRowHeight(row, max(self.sizeHintForRow(row) + theme.px(4), least))
        self.updateGeometry()


class FilterChips(QWidget):
    """Which records are listed."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        flow = Flow(theme.px(8), parent=self)
        group = QButtonGroup(self)
        self.tiles: dict[CaseFilter, RadioTile] = {}
        for which, words in FILTERS.items():
            tile = RadioTile(partial(tr, words), name=f"records.filter.{which.value}")
            tile.clicked.connect(lambda _on=False, which=which: self.chosen.emit(which))
            group.addButton(tile)
            flow.addWidget(tile)
            self.tiles[which] = tile

    def show_filter(self, which: CaseFilter) -> None:
        """Mark the list that is shown."""
        self.tiles[which].setChecked(True)


class SearchBar(QWidget):
    """Search by code; F3 comes here."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.line = TextField(
            name="records.search",
            placeholder=lambda: tr("Code, or scan a slip"),
            named=lambda: tr("Search by code"),
        )
        self.line.setMaximumWidth(theme.px(320))
        self.button = Button(lambda: tr("Search"), icon="search", on_click=self._ask, name="records.find")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        row.addStretch(0)  # only what the field does not take: its own words need all of a narrow window
        self.setFocusProxy(self.line)
        self.line.returnPressed.connect(self._ask)

    def _ask(self) -> None:
        self.asked.emit(self.line.text())


class NameSearch(Card):
    """Search by name: in Private mode only, with a purpose, and written down."""

    asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(lambda: tr("Search by name"), name="records.names")
        self.words = TextField(name="records.name")
        self.words_row = FormRow(lambda: tr("Name, or a part of it"), self.words)
        self.purpose = TextField(name="records.purpose")
        self.purpose_row = FormRow(
            lambda: tr("What is it for?"),
            self.purpose,
            lambda: tr("Kept with your role number and the time. The name is not kept."),
        )
        self.button = Button(
            lambda: tr("Search by name"), icon="search", on_click=self._ask, name="records.findName"
        )
        self.add(self.words_row)
        self.add(self.purpose_row)
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.purpose.returnPressed.connect(self._ask)

    def _ask(self) -> None:
        self.purpose_row.show_problem("")
        self.asked.emit(self.words.text(), self.purpose.text())

    def forget(self) -> None:
        """Leave nothing typed behind."""
        self.words.clear()
        self.purpose.clear()
        self.purpose_row.show_problem("")
