"""Three lists, one below the other; each says when it is empty."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from borderdesk.text import tr
from borderdesk.ui.said import Say
from borderdesk.ui.screens.review.state import ReviewLine
from borderdesk.ui.widgets import Button, Card, Label
from borderdesk.ui.widgets.action_row import ActionRow, RowList


class ListCard(Card):
    """A titled list whose lines carry one act."""

    asked = Signal(str)

    def __init__(self, title: Say, name: str, *, icon: str, act: Say = "", empty: Say) -> None:
        super().__init__(title, name=name)
        self._name, self._icon, self._act = name, icon, act
        self.empty = Label(empty, muted=True, name=f"{name}.empty")
        self.rows = RowList(f"{name}.rows")
        self.add(self.empty)
        self.add(self.rows)

    def show_lines(self, lines: Sequence[ReviewLine]) -> None:
        """Show these lines."""
        self.empty.setVisible(not lines)
        self.rows.show_rows([self._row(line, first=not place) for place, line in enumerate(lines)])

    def _row(self, line: ReviewLine, *, first: bool) -> ActionRow:
        acts = []
        if self._act:
            acts.append(
                Button(
                    self._act,
                    on_click=partial(self.asked.emit, line.key),
                    name=f"{self._name}.open.{line.key[:40]}",
                )
            )
            acts[0].setAccessibleDescription(line.title)
        name = f"{self._name}.row.{line.key[:40]}"
        return ActionRow(self._icon, line.title, line.detail, actions=acts, name=name, first=first)


def decide_card() -> ListCard:
    """Records that contradict."""
    return ListCard(
        lambda: tr("Needs decision"),
        "review.decide",
        icon="countersign",
        act=lambda: tr("Compare"),
        empty=lambda: tr("No record contradicts another desk."),
    )


def aside_card() -> ListCard:
    """Entries on the shelf."""
    return ListCard(
        lambda: tr("Set aside"),
        "review.aside",
        icon="folder",
        empty=lambda: tr("Nothing is set aside."),
    )


def imports_card() -> ListCard:
    """Imports that can be undone."""
    return ListCard(
        lambda: tr("Imported"),
        "review.imports",
        icon="inbox",
        act=lambda: tr("Undo…"),
        empty=lambda: tr("Nothing was imported yet."),
    )


def directory_card() -> ListCard:
    """Rows of the directory that nobody has called for long."""
    return ListCard(
        lambda: tr("Directory"),
        "review.directory",
        icon="records",
        act=lambda: tr("See which"),
        empty=lambda: tr("Every row of the directory was checked in the last six months."),
    )
