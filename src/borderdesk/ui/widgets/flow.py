"""Things in a line that wraps: a layout, and a widget of it whose height follows what is in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from borderdesk.ui import theme


class Flow(QLayout):
    """Places its items in a line and goes on below when the line is full.

    Where there is less room than ``list_under`` pixels, each has a line of its own, as in a list.
    """

    list_under = 0

    def __init__(self, spacing: int = 8, *, parent: QWidget | None = None) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        if parent is not None:
            parent.setLayout(self)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        spare = max(0, rect.height() - self.heightForWidth(rect.width()))
        self._place(rect.adjusted(0, spare // 2, 0, 0), move=True)

    def sizeHint(self) -> QSize:
        width = sum(item.sizeHint().width() + self.spacing() for item in self._visible())
        height = max((item.sizeHint().height() for item in self._visible()), default=0)
        return QSize(width, height)

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._visible():
            size = size.expandedTo(item.minimumSize())
        return size

    def _visible(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        x, y, tallest = rect.x(), rect.y(), 0
        line: list[tuple[QLayoutItem, int, QSize]] = []

        def set_line() -> None:
            for item, left, size in line:
                if move:
                    item.setGeometry(QRect(QPoint(left, y + (tallest - size.height()) // 2), size))

        for item in self._visible():
            size = item.sizeHint()
            if size.width() > rect.width():
                size = QSize(
                    rect.width(),
                    item.heightForWidth(rect.width()) if item.hasHeightForWidth() else size.height(),
                )
            if line and (rect.width() < self.list_under or x + size.width() > rect.right() + 1):
                set_line()
                x, y, tallest = rect.x(), y + tallest + self.spacing(), 0
                line = []
            line.append((item, x, size))
            tallest = max(tallest, size.height())
            x += size.width() + self.spacing()
        set_line()
        return y + tallest - rect.y()


class WrappingRow(QWidget):
    """Buttons or tiles in a line that wraps."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        if name:
            self.setObjectName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.flow = Flow(theme.px(8), parent=self)

    def event(self, event: QEvent) -> bool:
        """Something in it changed its words."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)
