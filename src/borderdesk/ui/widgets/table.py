"""A table of records: one row one record, spoken as one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyleOptionViewItem, QTableView

from borderdesk.ui import theme
from borderdesk.ui.said import Say, said
from borderdesk.ui.widgets.focus import FocusRing

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Column:
    """A column: ``key`` into each row's cells, heading, and whether it takes the room left over.

    There is always room for ``widest``, so that columns stay where they are when other rows are shown.
    """

    key: str
    say: Say
    stretch: bool = False
    widest: str = ""


@dataclass(frozen=True)
class Row:
    """A row: its own id, the text of each cell, and the whole as a screen reader says it."""

    id: str
    cells: Mapping[str, str]
    spoken: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)

    def sentence(self, columns: Sequence[Column]) -> str:
        """``spoken``, or else the cells in column order."""
        return self.spoken or ", ".join(self.cells.get(column.key, "") for column in columns)


class RowModel(QAbstractTableModel):
    """Rows for a ``QTableView``. The first cell speaks the whole row: readers read one cell only."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: list[Row] = []

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace every row."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def add_rows(self, rows: Sequence[Row]) -> None:
        """Put rows under those there are."""
        first = len(self.rows)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self.rows.extend(rows)
        self.endInsertRows()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells.get(column.key, "")
        if role == Qt.ItemDataRole.ToolTipRole:
            tip = row.cells.get(column.key, "")
            # A tip would take what somebody typed elsewhere for tags.
            return f"<span>{escape(tip)}</span>" if "<" in tip else tip
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.sentence(self.columns) if index.column() == 0 else row.cells.get(column.key, "")
        if role == Qt.ItemDataRole.UserRole:
            return row.id
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            if orientation == Qt.Orientation.Horizontal:
                return said(self.columns[section].say)
            return str(section + 1)
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def retranslate(self) -> None:
        """Read the headings again."""
        if self.columns:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)


class Table(QTableView):
    """A list of rows: arrows move, Enter or a click on the chosen row opens it."""

    row_opened = Signal(str)
    row_chosen = Signal(str)

    def __init__(
        self, columns: Sequence[Column], name: str, *, compact: bool = False, grow: bool = True
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._rows = RowModel(columns)
        self._compact = compact
        self._grow = grow
        self.setModel(self._rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setVisible(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        for number, column in enumerate(columns):
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(number, mode.Stretch if column.stretch else mode.ResizeToContents)
        FocusRing(self)
        self._measure()
        self.selectionModel().currentRowChanged.connect(self._chosen)
        self.clicked.connect(self._clicked)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace the rows; the chosen row stays chosen if it is still there."""
        kept = self.chosen()
        self._rows.show_rows(rows)
        self.choose(kept)
        self.updateGeometry()

    def add_rows(self, rows: Sequence[Row]) -> None:
        """Put more rows under those shown."""
        if rows:
            self._rows.add_rows(rows)
            self.updateGeometry()

    def rows(self) -> Sequence[Row]:
        """The rows shown."""
        return self._rows.rows

    def chosen(self) -> str:
        """The id of the chosen row; empty when none."""
        index = self.currentIndex()
        return self._rows.rows[index.row()].id if 0 <= index.row() < len(self._rows.rows) else ""

    def choose(self, row_id: str) -> None:
        """Choose the row with ``row_id``, if it is shown."""
        for number, row in enumerate(self._rows.rows):
            if row.id == row_id:
                self.selectRow(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.chosen():
                self.row_opened.emit(self.chosen())
            return
        if event.text().isprintable() and event.text() and event.key() != Qt.Key.Key_Space:
            event.ignore()  # typing is not a search here; the search box is
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._rows.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self._measure()

    def sizeHintForColumn(self, column: int) -> int:
        wanted = super().sizeHintForColumn(column)
        widest = self._rows.columns[column].widest
        if not widest:
            return wanted
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.features = QStyleOptionViewItem.ViewItemFeature.HasDisplay
        option.text = widest
        room = self.style().sizeFromContents(QStyle.ContentsType.CT_ItemViewItem, option, QSize(), self)
        return max(wanted, room.width() + 1)  # and the line of the grid, as Qt adds it

    def sizeHint(self) -> QSize:
        if not self._grow:
            return super().sizeHint()
        rows = max(1, min(len(self._rows.rows), 200))
        height = (
            self.horizontalHeader().sizeHint().height()
            + rows * self.verticalHeader().defaultSectionSize()
            + 4
        )
        return QSize(theme.px(320), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), self.sizeHint().height() if self._grow else theme.px(120))

    def _measure(self) -> None:
        if not hasattr(self, "_rows"):
            return
        wanted = 32 if self._compact else 40
        line = self.fontMetrics().height() + 2 * theme.leading(self.font())
        self.verticalHeader().setDefaultSectionSize(max(theme.px(wanted), line + theme.px(4)))
        self.updateGeometry()

    def _chosen(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.row_chosen.emit(self._rows.rows[now.row()].id)

    def _clicked(self, index: QModelIndex) -> None:
        row_id = self._rows.rows[index.row()].id
        self.row_opened.emit(row_id)
