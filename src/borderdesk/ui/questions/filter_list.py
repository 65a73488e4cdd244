"""FilterList: pick one of many by typing part of it, in Lao or Latin letters; TickList: pick any of many."""

from collections.abc import Iterable
from heapq import nlargest

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from borderdesk.text import ntr, tr
from borderdesk.text.lao import search_key
from borderdesk.ui import theme
from borderdesk.ui.questions.answer_field import AnswerField
from borderdesk.ui.questions.options import BOX, paint_box
from borderdesk.ui.questions.shown import ShownChoice, ShownQuestion
from borderdesk.ui.questions.wrapped_text import wrapped
from borderdesk.ui.shell.keys import is_enter
from borderdesk.ui.widgets import Button, Label, TextField
from borderdesk.ui.widgets.focus import FocusRing

_Index = QModelIndex | QPersistentModelIndex


class _Choices(QAbstractListModel):
    """The choices that contain what was typed; a list of a hundred thousand costs only its rows in view."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._all: tuple[ShownChoice, ...] = ()
        self._keys: list[str] = []
        self.rows: list[ShownChoice] = []
        self._sought = ""
        self.ticked: frozenset[str] | None = None
        """Values with a tick; None where only one is picked and no box is drawn."""

    def tick(self, values: frozenset[str]) -> None:
        """Draw these as ticked."""
        if values != self.ticked:
            self.ticked = values
            self.dataChanged.emit(self.index(0), self.index(max(len(self.rows) - 1, 0)))

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
            return choice.spoken
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(choice)
        if role == Qt.ItemDataRole.CheckStateRole and self.ticked is not None:
            return Qt.CheckState.Checked if choice.value in self.ticked else Qt.CheckState.Unchecked
        return None

    def _spoken(self, choice: ShownChoice) -> str:
        if self.ticked is not None and choice.value in self.ticked:
            return tr("{answer}, chosen", answer=choice.spoken)
        return choice.spoken


class _RowPainter(QStyledItemDelegate):
    """Rows that wrap: all as high as the longest label needs at the present width, so none is cut."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.ticks = False
        self.height = theme.px(40)

    def fit(self, labels: Iterable[str], width: int) -> None:
        """Find the height for these labels in a list ``width`` pixels wide."""
        longest = nlargest(8, labels, key=len)
        font, room = theme.font("body"), self._room(width)
        heights = [wrapped(text, font, room, centred=False, anywhere=True).height for text in longest]
        self.height = max(theme.px(40), round(max(heights, default=0)) + theme.px(12))

    def _left(self) -> int:
        return theme.px(12 + (30 if self.ticks else 0))

    def _room(self, width: int) -> float:
        return max(float(width - self._left() - theme.px(12)), 1.0)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(rect, theme.color("selected"))
        if self.ticks:
            ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            paint_box(
                painter, QRectF(rect.left(), rect.top(), theme.px(40), rect.height()), ticked, theme.px(BOX)
            )
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        words = wrapped(
            text, theme.font("body"), self._room(round(rect.width())), centred=False, anywhere=True
        )
        room = rect.adjusted(self._left(), 0, 0, 0)
        words.draw(painter, room, theme.color("selected_text" if chosen else "text"))
        painter.restore()


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
        FocusRing(self.view)
        self.view.setObjectName(f"{name}.list")
        self.view.setUniformItemSizes(True)
        self.rows = _RowPainter(self.view)
        self.view.setItemDelegate(self.rows)
        self.view.viewport().installEventFilter(self)
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
        self._show_value(question)
        self.box.setPlaceholderText(tr("Type to search"))
        self.box.setAccessibleName(f"{question.code or question.label}, {tr('Type to search')}")
        self.box.setAccessibleDescription(question.label)
        self.view.setAccessibleName(question.label)
        self._fit_rows()

    def _fit_rows(self) -> None:
        before = self.rows.height
        self.rows.fit((choice.label for choice in self.question.choices), self.view.viewport().width())
        most = max(theme.px(6 * 40) // self.rows.height, 2)
        rows = min(most, max(2, len(self.question.choices)))
        height = rows * self.rows.height + theme.px(8)
        if self.view.minimumHeight() != height:
            self.view.setFixedHeight(height)
        if before != self.rows.height:
            self.view.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Another text size: rows and list grow with it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_rows()
            self.view.scheduleDelayedItemsLayout()

    def _show_value(self, question: ShownQuestion) -> None:
        """The chosen one above; the list only while nothing is chosen."""
        label = next((c.label for c in question.choices if c.value == question.value), question.value)
        self.chosen.setText(label)
        has_value = bool(question.value)
        self.chosen.setVisible(has_value)
        self.clear_button.setVisible(has_value and not question.readonly)
        for widget in (self.box, self.view, self.count):
            widget.setVisible(not has_value and not question.readonly)

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
        if watched is self.view.viewport() and event.type() == QEvent.Type.Resize:
            self._fit_rows()
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


class TickList(FilterList):
    """Pick any of many: ticks in the list, and above it what is chosen. Space ticks, Enter goes on."""

    def __init__(self, question: ShownQuestion, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.clear_button.say(lambda: tr("Clear"))
        self.rows.ticks = True

    def _show_value(self, question: ShownQuestion) -> None:
        values = question.value.split()
        self.model.tick(frozenset(values))
        labels = {choice.value: choice.label for choice in question.choices}
        self.chosen.setText(", ".join(labels.get(value) or value for value in values))
        self.chosen.setVisible(bool(values))
        self.clear_button.setVisible(bool(values) and not question.readonly)
        for widget in (self.box, self.view, self.count):
            widget.setVisible(not question.readonly)

    def take_focus(self) -> None:
        """The box: more can always be chosen."""
        self.box.setFocus()

    def _pick(self, row: int, *, by_key: bool) -> None:
        if not 0 <= row < len(self.model.rows) or self.question.readonly:
            return
        picked = self.model.rows[row]
        chosen = set(self.question.value.split())
        if picked.value in chosen:
            chosen.discard(picked.value)
        else:
            alone = {choice.value for choice in self.question.choices if choice.alone}
            chosen = {picked.value} if picked.alone else {*(chosen - alone), picked.value}
        order = [choice.value for choice in self.question.choices]
        self.answered.emit(" ".join(value for value in order if value in chosen), False)

    def _clear(self) -> None:
        self.answered.emit("", False)
        self.box.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space ticks the row, Enter goes on from the list; typing works as in the other list."""
        if watched is self.view and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Space:
                self._pick(self.view.currentIndex().row(), by_key=True)
                return True
            if is_enter(event):
                self.next_requested.emit()
                return True
        return super().eventFilter(watched, event)
