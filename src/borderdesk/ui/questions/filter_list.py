"""FilterList: pick one of many by typing part of it, in Lao or Latin letters."""

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from borderdesk.text import ntr, tr
from borderdesk.text.lao import search_key
from borderdesk.ui import theme
from borderdesk.ui.questions.answer_field import AnswerField
from borderdesk.ui.questions.shown import ShownChoice, ShownQuestion
from borderdesk.ui.said import shown
from borderdesk.ui.shell.keys import is_enter
from borderdesk.ui.widgets import Button, Label, TextField

_Index = QModelIndex | QPersistentModelIndex


class _Choices(QAbstractListModel):
    """The choices that contain what was typed; a list of a hundred thousand costs only its rows in view."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: tuple[ShownChoice, ...] = ()
        self._keys: list[str] = []
        self.rows: list[ShownChoice] = []
        self._sought = ""

    def set_choices(self, choices: tuple[ShownChoice, ...]) -> None:
        self._all = choices
        self._keys = []
        self.seek(self._sought)

    def seek(self, text: str) -> None:
        self._sought = text
        key = search_key(text) if text.strip() else ""
        if key and not self._keys:
            self._keys = [search_key(f"{c.label} {c.person_label} {c.value}") for c in self._all]
        self.beginResetModel()
        pairs = zip(self._all, self._keys, strict=True) if key else ()
        self.rows = [choice for choice, found in pairs if key in found] if key else list(self._all)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        choice = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(choice.label)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return choice.label
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, theme.px(40))
        return None


class FilterList(AnswerField):
    """A box to type in, the matching choices below, and the chosen one above with Clear."""

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        name = f"answer.{question.key}"
        self.chosen = Label("", kind="body")
        self.chosen.setObjectName(f"{name}.chosen")
        self.clear_button = Button(
            lambda: tr("Choose another"), kind="quiet", on_click=self._clear, name=f"{name}.clear"
        )
        self.box = TextField(name=f"{name}.filter")
        self.box.textEdited.connect(self._seek)
        self.box.installEventFilter(self)
        self.view = QListView()
        self.view.setObjectName(f"{name}.list")
        self.view.setUniformItemSizes(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.installEventFilter(self)
        self.view.clicked.connect(lambda index: self._pick(index.row(), by_key=False))
        self.model = _Choices(self)
        self.view.setModel(self.model)
        self.count = Label("", kind="small", muted=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for widget in (self.chosen, self.clear_button, self.box, self.view, self.count):
            column.addWidget(widget)
        column.addStretch(1)
        self._shown_choices: tuple[ShownChoice, ...] | None = None
        self.show_question(question)

    def show_question(self, question: ShownQuestion) -> None:
        """Take over texts, choices, value and state."""
        super().show_question(question)
        if question.choices != self._shown_choices:
            self._shown_choices = question.choices
            self.model.set_choices(question.choices)
            self._say_count()
        label = next((c.label for c in question.choices if c.value == question.value), question.value)
        self.chosen.setText(label)
        has_value = bool(question.value)
        self.chosen.setVisible(has_value)
        self.clear_button.setVisible(has_value and not question.readonly)
        for widget in (self.box, self.view, self.count):
            widget.setVisible(not has_value and not question.readonly)
        self.box.setPlaceholderText(tr("Type to search"))
        self.box.setAccessibleName(f"{question.code or question.label}, {tr('Type to search')}")
        self.box.setAccessibleDescription(question.label)
        self.view.setAccessibleName(question.label)
        rows = min(6, max(2, len(question.choices)))
        self.view.setFixedHeight(rows * theme.px(40) + theme.px(8))

    def stops(self) -> list[QWidget]:
        """Box and list while nothing is chosen, else the button to choose again."""
        return [self.box, self.view, self.clear_button]

    def take_focus(self) -> None:
        """The box, or the button once something is chosen."""
        (self.clear_button if self.question.value else self.box).setFocus()

    def _seek(self, text: str) -> None:
        self.model.seek(text)
        self._say_count()

    def _say_count(self) -> None:
        found = len(self.model.rows)
        text = ntr("{n} in the list", "{n} in the list", found)
        self.count.setText(text if found else tr("Nothing found. Try fewer letters."))

    def _pick(self, row: int, *, by_key: bool) -> None:
        if 0 <= row < len(self.model.rows):
            self.answered.emit(self.model.rows[row].value, by_key)

    def _clear(self) -> None:
        self.box.setText("")
        self._seek("")
        self.answered.emit("", False)
        self.box.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down leads into the list, Enter picks the row or the only match."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if watched is self.box and event.key() == Qt.Key.Key_Down and self.model.rows:
            self.view.setFocus()
            self.view.setCurrentIndex(self.model.index(0))
            return True
        if is_enter(event):
            if watched is self.view:
                self._pick(self.view.currentIndex().row(), by_key=True)
            elif len(self.model.rows) == 1:
                self._pick(0, by_key=True)
            elif not self.box.text():
                self.next_requested.emit()
            return True
        if watched is self.view and event.key() == Qt.Key.Key_Up and self.view.currentIndex().row() <= 0:
            self.box.setFocus()
            return True
        return False
