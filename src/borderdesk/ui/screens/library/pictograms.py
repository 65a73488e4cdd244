"""The pictograms of a document on screen, in a row that wraps; they say what its words say."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from borderdesk.ui import icons, theme


class Pictograms(QWidget):
    """A row of pictograms ``edge`` wide, in the colours of the theme on its ``ground``."""

    def __init__(self, name: str, edge: int, ground: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._edge, self._ground = edge, ground
        self._percent = 100
        self.names: tuple[str, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_names(self, names: tuple[str, ...], percent: int = 100) -> None:
        """Show these at ``percent`` of their size; the row is gone where there are none."""
        self.names, self._percent = names, percent
        self.setVisible(bool(names))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """In a narrow window they take more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        edge, gap, along = self._grid(width)
        lines = -(-len(self.names) // along)
        return lines * (edge + gap) - gap if lines else 0

    def sizeHint(self) -> QSize:
        """All in one line."""
        edge, gap, _ = self._grid(1 << 20)
        return QSize(len(self.names) * (edge + gap), edge)

    def minimumSizeHint(self) -> QSize:
        """One in a line."""
        return QSize(theme.px(48), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Each in its place, from the left."""
        edge, gap, along = self._grid(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, paper = theme.color("text"), theme.color(self._ground)
        for place, name in enumerate(self.names):
            left, top = place % along * (edge + gap), place // along * (edge + gap)
            icons.paint_pictogram(painter, name, QRectF(left, top, edge, edge), ink, paper)
        painter.end()

    def _grid(self, width: int) -> tuple[int, int, int]:
        """Edge, gap, and how many stand in a line."""
        edge = min(theme.px(self._edge) * self._percent // 100, max(1, width))
        gap = edge // 5
        return edge, gap, max(1, (width + gap) // (edge + gap))
