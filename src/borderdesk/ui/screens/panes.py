"""Two parts of a page beside each other, the shorter one kept in view; for several screens."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from borderdesk.ui import theme
from borderdesk.ui.widgets import ScrollColumn


class Panes(QWidget):
    """A main part and one beside it that stays in view while the main part scrolls.

    In a narrow window the part beside stands above: it is what the rest is about. While it is hidden the main
    part has all the room.
    """

    narrowed = Signal(bool)
    """Its parts stand one above the other from now on, or beside each other."""

    NARROW = 720
    """Effective pixels under which the part beside stands above."""

    def __init__(
        self, main: QWidget, beside: QWidget, column: ScrollColumn, *, left: bool = False, width: int = 400
    ) -> None:
        super().__init__()
        self._left, self._beside_width, self._was_narrow = left, width, False
        self._main, self._beside, self._column = main, beside, column
        for part in (beside, main) if left else (main, beside):
            part.setParent(self)
            part.installEventFilter(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        column.verticalScrollBar().valueChanged.connect(lambda _value: self._place())

    def reading_parts(self) -> tuple[QWidget, QWidget]:
        """From the top, or from the left."""
        above = self._left or self.is_narrow(self.width())
        return (self._beside, self._main) if above else (self._main, self._beside)

    def is_narrow(self, width: int) -> bool:
        """Whether the parts stand one above the other at ``width``."""
        return theme.effective_width(width) < self.NARROW

    def hasHeightForWidth(self) -> bool:
        """Both parts wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The taller part, or both with a gap."""
        main, beside = self._widths(width)
        if self._beside.isHidden():
            return _height(self._main, main)
        tall = _height(self._main, main), _height(self._beside, beside)
        return sum(tall) + self._gap() if self.is_narrow(width) else max(tall)

    def sizeHint(self) -> QSize:
        """At the present width."""
        return QSize(max(self.width(), theme.px(320)), self.heightForWidth(max(self.width(), theme.px(320))))

    def minimumSizeHint(self) -> QSize:
        """As narrow as any window."""
        return QSize(theme.px(160), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place both parts for the new width."""
        super().resizeEvent(event)
        narrow = self.is_narrow(self.width())
        if narrow != self._was_narrow:
            self._was_narrow = narrow
            self.narrowed.emit(narrow)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A part asks for another height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        return False

    def event(self, event: QEvent) -> bool:
        """A part inside asks for another height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        return super().event(event)

    def _gap(self) -> int:
        return theme.px(12)

    def _widths(self, width: int) -> tuple[int, int]:
        if self.is_narrow(width) or self._beside.isHidden():
            return width, width
        right = min(theme.px(self._beside_width), round(width * 0.42))
        return width - right - self._gap(), right

    def _place(self) -> None:
        widths = self._widths(self.width())
        if self._beside.isHidden():
            self._main.setGeometry(0, 0, widths[0], _height(self._main, widths[0]))
            return
        main, beside = _height(self._main, widths[0]), _height(self._beside, widths[1])
        if self.is_narrow(self.width()):
            self._beside.setGeometry(0, 0, widths[1], beside)
            self._main.setGeometry(0, beside + self._gap(), widths[0], main)
            return
        scrolled = max(0, self._column.verticalScrollBar().value() - self.y())
        room = self._column.viewport().height() - theme.px(16)
        # A part longer than the window moves on with it until its end is in view, and stays there.
        top = min(max(scrolled - max(beside - room, 0), 0), max(main - beside, 0))
        at = widths[1] + self._gap() if self._left else 0
        self._main.setGeometry(at, 0, widths[0], main)
        self._beside.setGeometry(0 if self._left else widths[0] + self._gap(), top, widths[1], beside)


def _height(widget: QWidget, width: int) -> int:
    layout: QLayout | None = widget.layout()
    if layout is not None and layout.hasHeightForWidth():
        return layout.totalHeightForWidth(width)
    return widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.sizeHint().height()
