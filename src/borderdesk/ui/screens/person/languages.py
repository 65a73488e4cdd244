"""The languages a person chooses from, in letters that are read from across a desk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.widgets import Choice

_FINGER = 48


class PersonLanguages(Choice):
    """``languages`` as pairs of key and own name; ``spoken`` is chosen at first."""

    def __init__(self, languages: Sequence[tuple[str, str]], spoken: str, *, name: str) -> None:
        super().__init__(name=name)
        self.show_choices(list(languages), spoken)
        self.setAccessibleName(tr("Language"))
        self.setMaximumWidth(theme.px(320))
        self.setProperty("type", "person")
        self.view().setProperty("type", "person")
        self.setItemDelegate(_LanguageRow(self))


class _LanguageRow(QStyledItemDelegate):
    """A language, with room for a finger."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), max(hint.height(), theme.px(_FINGER)))
