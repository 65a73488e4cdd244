"""The program's own outline icons and pictograms, recoloured from the theme; called by widgets and screens.

Icons lie in ``resources/icons``: a 24 px grid, 2 px strokes, ``currentColor``. Pictograms, which say
something to the person, lie in ``resources/pictograms``, black on white, and are printed from the same
files. A picture is drawn at the pixel density of the screen it is for. Nothing here outlives a theme change
except the file text.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from borderdesk.resources import resource
from borderdesk.ui import theme


def names() -> list[str]:
    """Every icon there is."""
    return sorted(path.stem for path in resource("icons").glob("*.svg"))


def pixmap(
    name: str,
    size: int = 24,
    role: str = "text",
    *,
    color: QColor | None = None,
    widget: QWidget | None = None,
) -> QPixmap:
    """Icon ``name`` at ``size`` logical pixels, in ``color`` or the theme's ``role``."""
    ratio = widget.devicePixelRatioF() if widget is not None else 1.0
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint(painter, name, QRectF(0, 0, size, size), color or theme.color(role))
    painter.end()
    return picture


def paint(painter: QPainter, name: str, rect: QRectF, color: QColor) -> None:
    """Draw icon ``name`` into ``rect`` in ``color``."""
    _renderer(name, color.name()).render(painter, rect)


def icon(name: str, role: str = "text", size: int = 24) -> QIcon:
    """Icon ``name`` for a Qt control that wants a ``QIcon``; sharp up to 300 % screens."""
    drawn = QIcon()
    for times in (1, 2, 3):
        drawn.addPixmap(pixmap(name, size * times, role))
    return drawn


def paint_pictogram(painter: QPainter, name: str, rect: QRectF, ink: QColor, paper: QColor) -> None:
    """Draw pictogram ``name`` into ``rect``; ``paper`` is the colour that it stands on."""
    _pictogram(name, ink.name(), paper.name()).render(painter, rect)


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@cache
def _renderer(name: str, color: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))


@cache
def _pictogram(name: str, ink: str, paper: str) -> QSvgRenderer:
    source = resource("pictograms", f"{name}.svg").read_text(encoding="utf-8")
    drawn = source.replace('"#000"', f'"{ink}"').replace('"#fff"', f'"{paper}"')
    return QSvgRenderer(QByteArray(drawn.encode()))
