"""The parts of the directory page: which table, the search and the filters, the rows."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from borderdesk.text import tr, translatable
from borderdesk.ui import theme
from borderdesk.ui.screens.directory.presenter import DirectoryPresenter
from borderdesk.ui.screens.directory.state import DirectoryState, RowLine, Tab
from borderdesk.ui.widgets import Button, Choice, FormRow, RadioTile, TextField, WrappingRow
from borderdesk.ui.widgets.action_row import ActionRow, RowList

TABS = {
    Tab.SERVICES: translatable("Services"),
    Tab.HELPLINES: translatable("Help lines"),
    Tab.STATIONS: translatable("Border posts"),
    Tab.PROVINCES: translatable("Provinces"),
}


class Tabs(WrappingRow):
    """Which table is shown."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("directory.tabs")
        group = QButtonGroup(self)
        self.tiles: dict[Tab, RadioTile] = {}
        for tab, words in TABS.items():
            tile = RadioTile(partial(tr, words), name=f"directory.tab.{tab.value}")
            tile.clicked.connect(lambda _on=False, tab=tab: self.chosen.emit(tab))
            group.addButton(tile)
            self.flow.addWidget(tile)
            self.tiles[tab] = tile


class Filters(WrappingRow):
    """Search words, place, need, and what is to be done with a row."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("directory.filters")
        self.words = TextField(name="directory.search")
        self.place = Choice(name="directory.place")
        self.need = Choice(name="directory.need")
        self.show_only = Choice(name="directory.show")
        self.rows = {
            "words": FormRow(lambda: tr("Search"), self.words),
            "place": FormRow(lambda: tr("Place"), self.place),
            "need": FormRow(lambda: tr("Help needed"), self.need),
            "show": FormRow(lambda: tr("Show"), self.show_only),
        }
        for row in self.rows.values():
            row.setFixedWidth(theme.px(200))
            self.flow.addWidget(row)
        self.words.textChanged.connect(lambda _text: self.changed.emit())
        for choice in (self.place, self.need, self.show_only):
            choice.currentIndexChanged.connect(lambda _place: self.changed.emit())

    def offer(self, presenter: DirectoryPresenter) -> None:
        """What this table can be narrowed by."""
        for name, choice, choices, chosen in (
            ("place", self.place, presenter.places(), presenter.place),
            ("need", self.need, presenter.needs(), presenter.need),
            ("show", self.show_only, presenter.shows(), presenter.show.value),
        ):
            choice.show_choices(choices, chosen)
            self.rows[name].setVisible(bool(choices))


class RowsList(RowList):
    """The rows of the table that is shown."""

    opened = Signal(str)
    check_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("directory.rows")

    def show_state(self, state: DirectoryState, *, may_open: bool, may_check: bool) -> None:
        """Show the lines with what may be done with each."""
        self.show_rows(
            [self._row(line, not place, may_open, may_check) for place, line in enumerate(state.lines)]
        )

    def _row(self, line: RowLine, first: bool, may_open: bool, may_check: bool) -> ActionRow:
        name = f"directory.row.{line.id}"
        acts = []
        if may_open:
            acts.append(
                Button(
                    lambda: tr("Open"),
                    "quiet",
                    icon="edit",
                    on_click=partial(self.opened.emit, line.id),
                    name=f"{name}.open",
                )
            )
        if may_open and may_check and not line.problem:
            acts.append(
                Button(
                    lambda: tr("Checked today"),
                    "quiet",
                    icon="saved",
                    on_click=partial(self.check_asked.emit, line.id),
                    name=f"{name}.check",
                )
            )
        for act in acts:
            act.setAccessibleName(f"{line.title}: {act.plain_text()}")
        detail = f"{line.problem}\n{line.detail}" if line.problem else line.detail
        icon = "look" if line.stale or line.problem else "saved"
        return ActionRow(icon, line.title, detail, actions=acts, name=name, first=first)
