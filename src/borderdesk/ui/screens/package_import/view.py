"""The dry run as lines that open, one for each state of its records."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from borderdesk.ui import theme
from borderdesk.ui.screens.package_import.state import Group, ImportState
from borderdesk.ui.widgets import Button, Card, Label
from borderdesk.ui.widgets.work_line import WorkLine

LISTED_AT_MOST = 200
"""Codes of one group that are written out; a first package of a busy post has more."""


NARROW = 480
"""Effective pixels of a line under which its explanation goes below its words."""


class GroupRow(QWidget):
    """A count with its words; pressing it opens the codes below."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.setObjectName(f"import.group.{key}")
        self.count = Label("0", "section", wrap=False, name=f"import.count.{key}")
        self.count.setFixedWidth(theme.px(56))
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.title = Label("", muted=True, wrap=False)
        self.title.setContentsMargins(theme.px(12), 0, 0, 0)
        self.title.setMinimumWidth(theme.px(168))
        self.open = Button("", "quiet", icon="right", on_click=self.flip, name=f"import.open.{key}")
        self.open.setMinimumWidth(theme.px(168))
        self.detail = Label("", "small", muted=True)
        self.codes = Label("", name=f"import.codes.{key}")
        self._head = QGridLayout()
        self._head.setHorizontalSpacing(theme.px(8))
        self._head.setVerticalSpacing(0)
        for place, widget in enumerate((self.count, self.title, self.open)):
            self._head.addWidget(widget, 0, place)
        self._head.addWidget(self.detail, 0, 3)
        self._head.setColumnStretch(3, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        self.below = QWidget()
        indented = QHBoxLayout(self.below)
        indented.setContentsMargins(theme.px(76), 0, 0, theme.px(8))
        indented.addWidget(self.codes)
        column.addWidget(self.below)
        self.below.hide()
        self.setMinimumHeight(theme.px(44))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the explanation stands below the words it explains."""
        super().resizeEvent(event)
        narrow = theme.effective_width(self.width()) < NARROW
        self._head.removeWidget(self.detail)
        if narrow:
            self._head.addWidget(self.detail, 1, 1, 1, 3)
        else:
            self._head.addWidget(self.detail, 0, 3)

    def show_group(self, group: Group) -> None:
        """Show the group; an empty one has nothing to open."""
        self.count.say(str(group.count))
        self.title.say(group.title)
        self.open.say(group.title)
        self.open.setAccessibleName(f"{group.title}: {group.count}")
        self.title.setVisible(not group.count)
        self.open.setVisible(bool(group.count))
        self.open.set_icon("right" if self.below.isHidden() else "down")
        self.detail.say(group.detail)
        separator = "\n" if group.key == "set_aside" else "   "
        shown = list(group.lines[:LISTED_AT_MOST])
        if len(group.lines) > LISTED_AT_MOST:
            shown.append("…")
        self.codes.say(separator.join(shown))

    def flip(self) -> None:
        """Show or hide the codes."""
        self.below.setVisible(self.below.isHidden())
        self.open.set_icon("right" if self.below.isHidden() else "down")


class PreviewCard(Card):
    """What the package holds."""

    def __init__(self) -> None:
        super().__init__(name="import.preview")
        self.package = Label("", "section", name="import.package")
        self.checked = Label("", muted=True, name="import.checked")
        self.note = Label("", strong=True, name="import.note")
        self.work = WorkLine("import.work")
        self.groups: dict[str, GroupRow] = {}
        for widget in (self.package, self.checked, self.note, self.work):
            self.add(widget)

    def show_state(self, state: ImportState) -> None:
        """Show the dry run, or that it is being made."""
        self.package.say(state.title)
        for label, text in ((self.checked, state.checked), (self.note, state.note)):
            label.say(text)
            label.setVisible(bool(text))
        for group in state.groups:
            if group.key not in self.groups:
                self.groups[group.key] = GroupRow(group.key)
                self.add(self.groups[group.key])
            self.groups[group.key].show_group(group)
