"""The parts of the group's page: a row for each person, and the sheet that asks for an age group."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from borderdesk.text import tr
from borderdesk.ui.screens.group.state import GroupPage, MemberLine
from borderdesk.ui.screens.screening.presenter import AGE_GROUPS
from borderdesk.ui.widgets import Button, Card, Label, RadioTile, Sheet
from borderdesk.ui.widgets.action_row import ActionRow, RowList


class MemberCard(Card):
    """The people of the group. Signals ``go_on(code)`` and ``apart_asked(code, apart)``."""

    go_on = Signal(str)
    apart_asked = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__(name="group.members")
        self._rows = RowList("group.rows")
        self.add(self._rows)

    def show_page(self, page: GroupPage) -> None:
        """Show every person anew."""
        self._rows.show_rows([self._row(line, place) for place, line in enumerate(page.lines, start=1)])

    def _row(self, line: MemberLine, place: int) -> ActionRow:
        name = f"group.member.{place}"
        who = line.short
        mark = tr("No longer kept apart") if line.apart else tr("Keep apart: seems to lead")
        go = Button(line.act, name=f"{name}.go", icon="forward", on_click=partial(self.go_on.emit, line.code))
        apart = Button(
            mark,
            "quiet",
            name=f"{name}.apart",
            on_click=partial(self.apart_asked.emit, line.code, not line.apart),
        )
        for button, words in ((go, line.act), (apart, mark)):
            button.setAccessibleName(f"{who}: {words}")
        stage = f"{line.stage} · {tr('Leader, kept apart')}" if line.apart else line.stage
        return ActionRow(
            "sealed" if line.apart else "user", who, stage, actions=(apart, go), name=name, first=place == 1
        )


class AgeSheet(Sheet):
    """Asks for the age group before a person is looked at. ``chosen(age_group)``."""

    chosen = Signal(str)

    def __init__(self, short: str) -> None:
        super().__init__(lambda: tr("Age group of {code}", code=short), name="group.age")
        self._group = QButtonGroup(self)
        self._ages = list(AGE_GROUPS)
        for place, age in enumerate(self._ages):
            tile = RadioTile(partial(tr, AGE_GROUPS[age]), name=f"group.age.{age}")
            self._group.addButton(tile, place)
            self.column.add(tile)
        self.column.add(
            Label(lambda: tr("Not sure counts as under 18, so that no child is missed."), "small", muted=True)
        )
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        self.act = self.foot.set_primary(
            lambda: tr("Start first sight"), self._act, name="group.age.primary", icon="forward"
        )
        self._group.idToggled.connect(lambda _id, _on: self._settle())
        self._settle()

    def _settle(self) -> None:
        self.act.set_available(self._group.checkedId() >= 0, lambda: tr("Choose the age group."))
        self.foot.show_reasons()

    def _act(self) -> None:
        age = self._ages[self._group.checkedId()]
        self.close_sheet()
        self.chosen.emit(age)
