"""Risk & needs on screen: the danger summary, tiles under headings, the proposed urgency, the quiet strip."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.said import Say
from borderdesk.ui.screens.mark_tiles import MarkGrid, ReadingLine
from borderdesk.ui.screens.marks import Mark
from borderdesk.ui.screens.needs.state import NeedGroup, NeedsState, UrgencyState
from borderdesk.ui.widgets import Button, Card, IconMark, Label, SectionTitle


class DangerSummary(Card):
    """What was said about danger, and a way to ask again."""

    def __init__(self, on_again: Callable[[], object]) -> None:
        super().__init__(name="needs.danger")
        self.words = Label("", name="needs.danger.words")
        self.again = Button(lambda: tr("Ask again"), on_click=on_again, name="needs.danger.again")
        self.again.setAccessibleDescription(tr("Danger now"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(lambda: tr("Danger now"), "question"))
        words.addWidget(self.words)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addLayout(words, 1)
        row.addWidget(self.again, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)

    def show_noted(self, noted: Sequence[str]) -> None:
        """One line for each thing that was noted."""
        self.words.say("\n".join(noted) if noted else (lambda: tr("Nothing was noted.")))


class UrgencyCard(Card):
    """How soon help is needed, as the answers propose it, and why."""

    def __init__(self) -> None:
        super().__init__(lambda: tr("Proposed urgency"), name="needs.urgency")
        self.level = Label("", "question", name="needs.urgency.level")
        self.reasons = Label("", muted=True, name="needs.urgency.reasons")
        self.add(self.level)
        self.add(self.reasons)

    def show_urgency(self, urgency: UrgencyState) -> None:
        """Show the level and its sentences."""
        self.level.say(urgency.words)
        self.reasons.say("\n".join(urgency.reasons))
        self.reasons.setVisible(bool(urgency.reasons))


class Strip(Card):
    """A quiet line about the record: an icon and one sentence."""

    def __init__(self, icon: str, say: Say, name: str) -> None:
        super().__init__(name=name)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        words = Label(say)
        row.addWidget(IconMark(icon, 20, words=words), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        self.body.addLayout(row)


def kept_apart_strip() -> Strip:
    """Of a record that no list of the station shows."""
    return Strip("sealed", lambda: tr("Kept apart. Your station list will not show this."), "needs.keptApart")


def no_embassy_strip() -> Strip:
    """Of a person who fears going back."""
    return Strip(
        "look",
        lambda: tr("Fear of going back: no contact with the person's embassy, and no return."),
        "needs.noEmbassy",
    )


class NeedsView(QWidget):
    """Tiles under their headings. Signals: ``pressed(key)``, ``digit(key, n)``, ``end_reached()``."""

    pressed = Signal(str)
    digit = Signal(str, int)
    end_reached = Signal()

    def __init__(self, reading: ReadingLine, titles: int) -> None:
        super().__init__()
        self.reading = reading
        self.at = ""
        self._marks: dict[str, Mark] = {}
        self.grids: list[MarkGrid] = []
        self._titles: list[SectionTitle] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(8))
        for place in range(titles):
            self._add_group(place)
        reading.answer_asked.connect(self.digit)

    def show_state(self, state: NeedsState) -> None:
        """Show the tiles as they stand."""
        for title, grid, group in zip(self._titles, self.grids, state.groups, strict=True):
            self._show_group(title, grid, group)
        self._marks = {tile.key: tile for group in state.groups for tile in group.tiles}
        self._read_out(self.at if self.at in self._marks else next(iter(self._marks), ""))

    def focus_tile(self, key: str) -> None:
        """Put the focus on a tile, or on the first tile of a question, else on the first of all."""
        for grid in self.grids:
            wanted = next((name for name in grid.tiles if name == key or name.startswith(f"{key}.")), "")
            if key and wanted and grid.focus_tile(wanted):
                return
        self.grids[0].focus_first()

    def _add_group(self, place: int) -> None:
        title, grid = SectionTitle(""), MarkGrid("needs")
        grid.pressed_mark.connect(self.pressed)
        grid.digit.connect(self.digit)
        grid.focused.connect(self._read_out)
        grid.end_reached.connect(lambda: self._leave(place, 1))
        grid.start_reached.connect(lambda: self._leave(place, -1))
        self._titles.append(title)
        self.grids.append(grid)
        self.column.addWidget(title)
        self.column.addWidget(grid)

    def _show_group(self, title: SectionTitle, grid: MarkGrid, group: NeedGroup) -> None:
        title.say(group.title)
        grid.show_marks(group.tiles)

    def _leave(self, place: int, step: int) -> None:
        beyond = place + step
        if 0 <= beyond < len(self.grids):
            _ = self.grids[beyond].focus_first() if step > 0 else self.grids[beyond].focus_last()
        elif step > 0:
            self.end_reached.emit()

    def _read_out(self, key: str) -> None:
        self.at = key
        if key in self._marks:
            self.reading.show_mark(self._marks[key])
