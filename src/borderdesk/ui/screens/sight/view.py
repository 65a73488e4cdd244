"""First sight on screen: a grid of tags, the reading line, and the words of a routine reason."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.screens.mark_tiles import MarkGrid, ReadingLine
from borderdesk.ui.screens.marks import Mark, OtherAnswer
from borderdesk.ui.screens.sight.state import SightRow, SightState, Sign


def invite_words() -> str:
    """A routine reason to speak to each traveller alone (SOP card S03)."""
    return tr("You can say: “Every traveller fills in a form alone. Please come with me.”")


class SightView(QWidget):
    """Shows a :class:`SightState`. ``full_texts`` puts the sentences on the tiles (Private mode only).

    Signals: ``pressed(key)``, ``digit(key, n)``, ``end_reached()``.
    """

    pressed = Signal(str)
    digit = Signal(str, int)
    end_reached = Signal()

    def __init__(self, reading: ReadingLine) -> None:
        super().__init__()
        self.reading = reading
        self.grid = MarkGrid("sight")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self.grid)
        self._marks: dict[str, Mark] = {}
        self.at = ""
        self.grid.pressed_mark.connect(self.pressed)
        self.grid.digit.connect(self.digit)
        self.grid.focused.connect(self._read_out)
        self.grid.end_reached.connect(self.end_reached)
        reading.answer_asked.connect(self.digit)

    def show_state(self, state: SightState, *, full_texts: bool) -> None:
        """Show the rows as they stand."""
        self._marks = {row.key: _mark(row, full_texts=full_texts) for row in state.rows}
        self.grid.show_marks(list(self._marks.values()))
        self._read_out(self.at if self.at in self._marks else next(iter(self._marks), ""))

    def focus_row(self, key: str) -> None:
        """Put the focus on a row, else on the first."""
        if not self.grid.focus_tile(key):
            self.grid.focus_first()

    def _read_out(self, key: str) -> None:
        self.at = key
        if key in self._marks:
            self.reading.show_mark(self._marks[key])


def _mark(row: SightRow, *, full_texts: bool) -> Mark:
    said = {Sign.NOT_SEEN: tr("Not seen"), Sign.UNOBSERVED: tr("Could not observe")}
    return Mark(
        key=row.key,
        lead=row.number,
        words=row.full if full_texts else row.tag,
        full=row.full,
        hint=row.hint,
        marked=row.sign is Sign.SEEN,
        answer=said.get(row.sign, ""),
        others=(OtherAnswer(3, Sign.UNOBSERVED.value, tr("Could not observe")),),
    )
