"""Words of a document on screen: wrapped in every script, larger if wanted, hits marked."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from borderdesk.ui import theme
from borderdesk.ui.said import plain, shown
from borderdesk.ui.screens.library.state import Part, Written
from borderdesk.ui.widgets.focus import draw_ring


class ReadingText(QLabel):
    """Lines of a document; the text is escaped, so nothing in it is ever taken for more than words.

    A ``stop`` can be reached with Tab, so that a long text is read through by keyboard.
    """

    def __init__(self, name: str = "", *, kind: str = "body", stop: bool = False) -> None:
        super().__init__()
        if name:
            self.setObjectName(name)
        self._lines: tuple[Written, ...] = ()
        self._percent = 100
        self._kind = kind
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setProperty("type", kind)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if stop:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, and the ring while the keyboard is here."""
        super().paintEvent(event)
        draw_ring(self)

    def show_lines(self, lines: Sequence[Written], percent: int = 100) -> None:
        """Show these lines at ``percent`` of the usual size."""
        self._lines, self._percent = tuple(lines), percent
        self._draw()

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show one stretch of text, such as a snippet."""
        self.show_lines([Written(tuple(parts))])

    def plain_text(self) -> str:
        """What is written, line by line."""
        return "\n".join(
            " ".join(filter(None, (line.mark, "".join(part.text for part in line.parts))))
            for line in self._lines
        )

    def changeEvent(self, event: QEvent) -> None:
        """Colours and sizes stand in the text itself: make it anew."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._draw()

    def _draw(self) -> None:
        size, _ = theme.TYPE_SCALE[self._kind]
        pixels = round(theme.px(size) * self._percent / 100)
        lead = max(2, pixels // 5)
        edge = theme.px(6) if self.focusPolicy() != Qt.FocusPolicy.NoFocus else 0
        self.setContentsMargins(edge, lead // 2 + edge // 2, edge, lead // 2)
        rows = "".join(_row(line, lead) for line in self._lines)
        html = (
            f'<table cellspacing="0" cellpadding="0" width="100%" style="font-size:{pixels}px">{rows}</table>'
        )
        if html != self.text():
            self.setText(html)
            self.setAccessibleName(plain(self.plain_text()))
            self.updateGeometry()


def _row(line: Written, lead: int) -> str:
    words = "".join(_stretch(part) for part in _with_breaks(line.parts))
    around = f"padding-bottom:{lead}px"
    if not line.mark:
        return f'<tr><td colspan="2" style="{around}">{words}</td></tr>'
    mark = escape(line.mark)
    return (
        f'<tr><td style="{around};padding-right:{lead * 3}px" align="right">{mark}</td>'
        f'<td width="100%" style="{around}">{words}</td></tr>'
    )


def _with_breaks(parts: Sequence[Part]) -> list[Part]:
    """The parts with break points found in the whole line: a word may go over the edge of a hit."""
    whole = shown("".join(part.text for part in parts))
    broken: list[Part] = []
    at = 0
    for part in parts:
        begin, left = at, len(part.text)
        while left and at < len(whole):
            left -= whole[at] != "\u200b"
            at += 1
        broken.append(Part(whole[begin:at], part.hit))
    return broken


def _stretch(part: Part) -> str:
    words = escape(part.text)
    if not part.hit:
        return words
    fill, ink = theme.color("selected").name(), theme.color("selected_text").name()
    return f'<b><span style="background-color:{fill};color:{ink}">{words}</span></b>'
