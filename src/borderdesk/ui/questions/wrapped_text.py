"""Text drawn inside controls that Qt would not wrap, broken at Lao word ends.

Used by the answer options: QRadioButton and QCheckBox never wrap, so they lay their text out here.
"""

from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from borderdesk.ui.said import in_lines, lines_are_ours, shown


@dataclass(frozen=True)
class Wrapped:
    """Text laid out at one width: number of lines, height, widest line, and whether a word stuck out."""

    layout: QTextLayout
    lines: int
    height: float
    widest: float
    overflows: bool

    def draw(self, painter: QPainter, rect: QRectF, colour: QColor) -> None:
        """Draw inside ``rect``, centred vertically; the alignment is the one laid out with."""
        painter.setPen(colour)
        self.layout.draw(painter, QPointF(rect.left(), rect.top() + (rect.height() - self.height) / 2))


_laid_out: OrderedDict[tuple[str, str, float, bool, bool], Wrapped] = OrderedDict()
_KEPT = 512


def wrapped(text: str, font: QFont, width: float, *, centred: bool = True, anywhere: bool = False) -> Wrapped:
    """Lay ``text`` out at ``width`` logical pixels.

    ``anywhere`` also breaks inside a word that is wider than the line (the last resort at 200 % text).
    The last 512 results are kept: the same few answer words are drawn again and again.
    """
    key = (text, font.key(), width, centred, anywhere)
    if key in _laid_out:
        _laid_out.move_to_end(key)
        return _laid_out[key]
    done = _laid_out[key] = _lay_out(text, font, width, centred, anywhere)
    if len(_laid_out) > _KEPT:
        _laid_out.popitem(last=False)
    return done


def _lay_out(text: str, font: QFont, width: float, centred: bool, anywhere: bool) -> Wrapped:
    option = QTextOption(Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft)
    mode = QTextOption.WrapMode
    option.setWrapMode(mode.WrapAtWordBoundaryOrAnywhere if anywhere else mode.WordWrap)
    if lines_are_ours(text):
        words = in_lines(text, width, QFontMetricsF(font).horizontalAdvance).replace("\n", "\u2028")
    else:
        words = shown(text)
    layout = QTextLayout(words, font)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    top, widest, count = 0.0, 0.0, 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        line.setPosition(QPointF(0, top))
        top += line.height()
        widest = max(widest, line.naturalTextWidth())
        count += 1
    layout.endLayout()
    return Wrapped(layout, count, top, widest, widest > width + 0.5)
