"""Two records side by side, the pairs that wait, and those that were decided."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.said import Say
from borderdesk.ui.screens.duplicates.state import PairDetail, PairLine
from borderdesk.ui.widgets import Button, Card, Label
from borderdesk.ui.widgets.action_row import ActionRow, RowList

NARROW = 720
"""Effective pixels of the card under which the names of what is compared go above the values."""


MOST_ROWS = 20
"""More things than are ever noted of a person; what stands below them has its place in the grid."""


class PairCard(Card):
    """The pair that is open: why it is shown, then what is noted in each record."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(name="duplicates.pair")
        self._codes = ("", "")
        self.because = Label("", name="duplicates.because")
        self.said = Label("", name="duplicates.said")
        self.add(Label(lambda: tr("Why they are shown"), "small", muted=True))
        self.add(self.because)
        self.add(self.said)
        self.titles = (
            Label("", "section", name="duplicates.first"),
            Label("", "section", name="duplicates.second"),
        )
        self.places = (Label("", "small", muted=True), Label("", "small", muted=True))
        self.opens = tuple(
            Button(
                lambda: tr("Open the record"),
                "quiet",
                icon="forward",
                on_click=partial(self._open, side),
                name=f"duplicates.open.{side}",
            )
            for side in (0, 1)
        )
        both = QWidget()
        self._grid = QGridLayout(both)
        self._grid.setContentsMargins(0, theme.px(8), 0, 0)
        self._grid.setVerticalSpacing(theme.px(2))
        self.add(both)
        self._rows: list[tuple[Label, Label, Label]] = []
        self._wide: bool | None = None

    def show_detail(self, detail: PairDetail) -> None:
        """Show one pair; each thing noted stands in one line for both."""
        self._codes = (detail.first, detail.second)
        self.because.say("\n".join(f"• {reason}" for reason in detail.because))
        self.because.setVisible(bool(detail.because))
        self.said.say(detail.said)
        self.said.setVisible(bool(detail.said))
        for side in (0, 1):
            self.opens[side].setAccessibleDescription(detail.titles[side])
            self.titles[side].say(detail.titles[side])
            self.places[side].say(detail.places[side])
        for label in (label for row in self._rows for label in row):
            self._grid.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._rows = [self._row(detail, number) for number in range(len(detail.rows))]
        self._place(self._wide is not False)

    def _open(self, side: int) -> None:
        self.opened.emit(self._codes[side])

    def _row(self, detail: PairDetail, number: int) -> tuple[Label, Label, Label]:
        row = detail.rows[number]
        name = Label(row.label, "small", muted=True)
        values = (Label(row.first), Label(row.second))
        for side, (shown, value) in enumerate(zip(values, (row.first, row.second), strict=True)):
            shown.setObjectName(f"duplicates.value.{number}.{side}")
            shown.setAccessibleName(f"{detail.titles[side]}, {row.label}: {value}")
        return (name, *values)

    def _place(self, wide: bool) -> None:
        """Names of what is compared stand at the left, or above where there is no room."""
        self._wide = wide
        self._grid.setHorizontalSpacing(theme.px(24 if wide else 12))
        left = 1 if wide else 0
        top = Qt.AlignmentFlag.AlignTop
        below = 2 + 2 * MOST_ROWS
        for column in range(3):
            self._grid.setColumnStretch(column, 0 if column < left or column > left + 1 else 3)
        self._grid.setColumnMinimumWidth(0, theme.px(168) if wide else 0)
        for side in (0, 1):
            self._grid.addWidget(self.titles[side], 0, left + side)
            self._grid.addWidget(self.places[side], 1, left + side, top)
            self._grid.addWidget(self.opens[side], below, left + side, top | Qt.AlignmentFlag.AlignLeft)
        for number, (name, first, second) in enumerate(self._rows):
            at = 2 + 2 * number
            name.setContentsMargins(0, theme.px(2 if wide else 6), 0, 0)
            if wide:
                self._grid.addWidget(name, at, 0, top)
            else:
                self._grid.addWidget(name, at, 0, 1, 2)
            values_at = at if wide else at + 1
            self._grid.addWidget(first, values_at, left, top)
            self._grid.addWidget(second, values_at, left + 1, top)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = theme.effective_width(self.width()) >= NARROW
        if wide is not self._wide:
            self._place(wide)


class PairsCard(Card):
    """A list of pairs, each with one act."""

    chosen = Signal(str, str)

    def __init__(self, title: Say, act: Say, *, name: str) -> None:
        super().__init__(title, name=name)
        self._act, self._name = act, name
        self.rows = RowList(f"{name}.rows")
        self.more = Label("", "small", muted=True, name=f"{name}.more")
        self.add(self.rows)
        self.add(self.more)

    def show_lines(self, lines: Sequence[PairLine], more: str = "") -> None:
        """Show these pairs; hidden while there are none."""
        self.rows.show_rows(
            [
                ActionRow(
                    "team",
                    line.title,
                    line.detail,
                    actions=[
                        Button(
                            self._act,
                            on_click=partial(self.chosen.emit, line.first, line.second),
                            name=f"{self._name}.act.{line.key}",
                        )
                    ],
                    name=f"{self._name}.row.{line.key}",
                    first=not place,
                )
                for place, line in enumerate(lines)
            ]
        )
        self.more.say(more)
        self.more.setVisible(bool(more))
        self.setVisible(bool(lines))
