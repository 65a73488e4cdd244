"""Kinds of content with what a pack changes in each, as lines that open; used by both pack pages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.screens.pack.state import KindLine, PackState
from borderdesk.ui.widgets import Banner, Button, Card, Label
from borderdesk.ui.widgets.action_row import ActionRow
from borderdesk.ui.widgets.work_line import WorkLine

LISTED_AT_MOST = 200
"""Lines of one list that are written out."""


class OpeningRow(QWidget):
    """A line with counts; pressing *See which* opens what is behind them. Other ``acts`` may stand beside."""

    def __init__(self, icon: str, name: str, *, acts: Sequence[Button] = ()) -> None:
        super().__init__()
        self.see = Button("", "quiet", icon="down", on_click=self.flip, name=f"{name}.see")
        self.row = ActionRow(icon, "", " ", actions=[*acts, self.see], name=name)
        self.below = Label("", "small", name=f"{name}.lines")
        self.below.setContentsMargins(theme.px(36), 0, 0, theme.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.row)
        column.addWidget(self.below)
        self.below.hide()

    def show_line(self, title: str, detail: str, lines: Sequence[str]) -> None:
        """Show the counts; without lines there is nothing to open."""
        self.row.title.say(title)
        self.row.detail.say(detail)
        self.row.detail.setVisible(bool(detail))
        shown = list(lines[:LISTED_AT_MOST])
        if len(lines) > LISTED_AT_MOST:
            shown.append("…")
        self.below.say("\n".join(shown))
        if not lines:
            self.below.hide()
        self.see.setVisible(bool(lines))
        self._name_see(title)

    def flip(self) -> None:
        """Show or hide the lines."""
        self.below.setVisible(self.below.isHidden())
        self._name_see(self.row.title.plain_text())

    def _name_see(self, title: str) -> None:
        opened = not self.below.isHidden()
        self.see.say((lambda: tr("Hide the list")) if opened else (lambda: tr("See which")))
        self.see.set_icon("up" if opened else "down")
        self.see.setAccessibleName(f"{title}: {self.see.plain_text()}")


class KindRows(QWidget):
    """One opening line a kind of content."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._name = name
        self.rows: dict[str, OpeningRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_kinds(self, kinds: Sequence[KindLine]) -> None:
        """Show these kinds, in this order."""
        for row in self.rows.values():
            row.hide()
        for kind in kinds:
            if kind.key not in self.rows:
                self.rows[kind.key] = OpeningRow(kind.icon, f"{self._name}.{kind.key}")
            self._column.removeWidget(self.rows[kind.key])
            self._column.addWidget(self.rows[kind.key])
            self.rows[kind.key].show_line(kind.title, kind.detail, kind.lines)
            self.rows[kind.key].show()


class PackCard(Card):
    """What the pack would change."""

    def __init__(self) -> None:
        super().__init__(name="pack.preview")
        self.title_line = Label("", "section", name="pack.name")
        self.signed = Label("", muted=True, name="pack.signed")
        self.draft = Banner(name="pack.draft")
        self.note = Label("", strong=True, name="pack.note")
        self.withdraws = Label("", name="pack.withdraws")
        self.work = WorkLine("pack.work")
        self.kinds = KindRows("pack.kind")
        self.waiting = OpeningRow("edit", "pack.waiting")
        for part in (
            self.draft,
            self.title_line,
            self.signed,
            self.note,
            self.withdraws,
            self.work,
            self.kinds,
            self.waiting,
        ):
            self.add(part)
        self.waiting.hide()

    def show_state(self, state: PackState) -> None:
        """Show the preview."""
        for label, text in (
            (self.title_line, state.title),
            (self.signed, state.signed),
            (self.note, state.note),
            (self.withdraws, "\n".join(state.withdraws)),
        ):
            label.say(text)
            label.setVisible(bool(text))
        if state.draft:
            self.draft.show_text(lambda: tr("Draft content, not validated"), closable=False)
        self.kinds.show_kinds(state.kinds)
        self.waiting.show_line(state.waiting, "", state.waiting_lines)
        self.waiting.setVisible(bool(state.waiting))
