"""TickTiles: pick any of a list, in two columns or as many as the form asks for, with "None of these"
shutting out the rest.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.questions.answer_field import OptionField
from borderdesk.ui.questions.options import TickOption, fitting_columns, grid_height, place_grid
from borderdesk.ui.questions.reading import columns_for
from borderdesk.ui.questions.shown import ShownChoice, ShownQuestion
from borderdesk.ui.shell.keys import is_enter, physical_digit


class TickTiles(OptionField):
    """Pick any: tick tiles, keys 1 to 9 tick and untick, arrows move, Enter goes on."""

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.tiles: list[TickOption] = []
        self._make_tiles(question.choices)
        self.show_question(question)

    def _make_tiles(self, choices: Sequence[ShownChoice]) -> None:
        for tile in self.tiles:
            tile.setParent(None)
            tile.deleteLater()
        self.tiles = []
        for place, choice in enumerate(choices, start=1):
            tile = TickOption(choice, place if place <= 9 else 0, self)
            tile.setObjectName(f"answer.{self.question.key}.{choice.value}")
            tile.clicked.connect(self._tile_clicked)
            tile.key_pressed.connect(self._key)
            self.tiles.append(tile)
            tile.show()

    def show_question(self, question: ShownQuestion) -> None:
        """Take over texts, choices, values and state."""
        old, self.question = self.question, question
        if [c.value for c in question.choices] != [t.face.choice.value for t in self.tiles]:
            held = next((place for place, t in enumerate(self.tiles) if t.hasFocus()), None)
            self._make_tiles(question.choices)
            if held is not None and self.tiles:
                self.tiles[min(held, len(self.tiles) - 1)].setFocus()
            self.rearrange()
        values, total = question.value.split(), len(self.tiles)
        for place, (tile, choice) in enumerate(zip(self.tiles, question.choices, strict=True), start=1):
            tile.face.choice = choice
            tile.setEnabled(not question.readonly)
            tile.setChecked(choice.value in values)
            tile.setAccessibleName(
                tr(
                    "{code}, {answer}, {place} of {total}",
                    code=question.code,
                    answer=choice.spoken,
                    place=place,
                    total=total,
                )
            )
            tile.setAccessibleDescription(question.label)
            tile.update()
        if [(c.label, c.image) for c in old.choices] != [(c.label, c.image) for c in question.choices]:
            self.rearrange()

    def stops(self) -> list[QWidget]:
        """Every tile: ticking is not picking one of a set."""
        return list(self.tiles)

    # answering

    def _tile_clicked(self) -> None:
        tile = self.sender()
        if isinstance(tile, TickOption):
            self._settle(tile, by_key=False)

    def _settle(self, changed: TickOption, *, by_key: bool) -> None:
        if changed.isChecked():
            alone = changed.face.choice.alone
            for tile in self.tiles:
                if tile is not changed and (alone or tile.face.choice.alone):
                    tile.setChecked(False)
        chosen = [tile.face.choice.value for tile in self.tiles if tile.isChecked()]
        self.answered.emit(
            " ".join(chosen),
            by_key and chosen == [changed.face.choice.value] and changed.face.choice.alone,
        )

    def _toggle(self, place: int) -> None:
        tile = self.tiles[place]
        if tile.isEnabled():
            tile.setFocus()
            tile.setChecked(not tile.isChecked())
            self._settle(tile, by_key=True)

    def _key(self, event: QKeyEvent) -> None:
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return
        here = next((place for place, tile in enumerate(self.tiles) if tile.hasFocus()), 0)
        digit, key = physical_digit(event), event.key()
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns(self.width()),
            Qt.Key.Key_Down: self._columns(self.width()),
        }
        if digit is not None:
            event.accept()
            if 1 <= digit <= len(self.tiles):
                self._toggle(digit - 1)
        elif key in steps:
            event.accept()
            self._move(here + steps[Qt.Key(key)])
        elif key == Qt.Key.Key_Space:
            event.accept()
            self._toggle(here)
        elif is_enter(event):
            event.accept()
            self.next_requested.emit()

    def _move(self, place: int) -> None:
        if place < 0:
            self.previous_requested.emit()
        elif place >= len(self.tiles):
            self.next_requested.emit()
        else:
            self.tiles[place].setFocus()

    # layout

    def _columns(self, width: int) -> int:
        wanted = columns_for(self.question, len(self.tiles), theme.effective_width(width), several=True)
        return fitting_columns(self.tiles, width, wanted)

    def heightForWidth(self, width: int) -> int:
        """All rows of tiles."""
        return grid_height(self.tiles, width, self._columns(width))

    def arrange(self) -> None:
        """Place the options for the present width."""
        place_grid(self.tiles, self.width(), self._columns(self.width()))
