"""Somebody who pages through a form and answers whatever comes, in every way a question allows."""

import random
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QScrollArea, QWidget
from tests.journeys.pages.fitness import cut

from borderdesk.ui.questions.answer_bar import AnswerBar
from borderdesk.ui.questions.card import QuestionCard
from borderdesk.ui.questions.dates import DateField, TimeField
from borderdesk.ui.questions.filter_list import FilterList, TickList
from borderdesk.ui.questions.numbers import NumberField, RangeField
from borderdesk.ui.questions.places import PlaceField
from borderdesk.ui.questions.ranking import RankList
from borderdesk.ui.questions.repeat_parts import RepeatFoot, RepeatHead
from borderdesk.ui.questions.signature import SignaturePad
from borderdesk.ui.questions.tick_tiles import TickTiles
from borderdesk.ui.questions.typed_field import TypedField
from borderdesk.ui.screens.form.screen import FormScreen
from borderdesk.ui.shell.keys import GlobalKey

WORDS = (
    "ບ້ານນ້ຳປີ້",
    "Noy",
    "2",
    "ຫຼູ້ ນ້ຳ",
    "a much longer answer than anybody would expect here",
    "-5",
    "00856 20",
)


class _Windows(QObject):
    """Notices every window that opens by itself: a part shown before it has its place in the page."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.opened.append(watched.objectName() or type(watched).__name__)
        return False


class Wanderer:
    """Walks with a seed, so that what it met can be met again."""

    def __init__(self, screen: FormScreen, seed: int = 1) -> None:
        self.screen = screen
        self.dice = random.Random(seed)
        self.pages = 0
        self.answers = 0
        self.troubles: list[str] = []

    def walk(self, most_pages: int = 60) -> None:
        """Every page once from the first on, answering, looking for cut words; then back a little."""
        windows = _Windows()
        QApplication.instance().installEventFilter(windows)  # type: ignore[union-attr]
        try:
            self._walk(most_pages)
        finally:
            QApplication.instance().removeEventFilter(windows)  # type: ignore[union-attr]
        self.troubles += [f"{name} opened a window of its own" for name in windows.opened]

    def _walk(self, most_pages: int) -> None:
        for _ in range(most_pages):
            self.pages += 1
            self._look()
            for key in list(self.screen.stack.shown_keys()):
                self._answer(key)
                rest()
            self._items()
            self._look()
            if self.dice.random() < 0.2:
                self._wander_off()
            self.screen.stack.commit()
            if not self.screen.presenter.go_on():
                break
            self.screen._show_page()
            self.screen.stack.focus_first()
            rest()
        for _ in range(2):
            self.screen.back_button.click()
            rest()

    def _look(self) -> None:
        rest()
        page = SimpleNamespace(window=self.screen.window())
        self.troubles += [f"page {self.pages}: {found}" for found in cut(cast("Any", page))]
        for area in self.screen.findChildren(QScrollArea):
            if area.isVisible() and area.horizontalScrollBar().isVisible():
                self.troubles.append(f"page {self.pages}: {area.objectName()} scrolls sideways")

    def _wander_off(self) -> None:
        self.screen.on_key(GlobalKey.UNANSWERED)
        rest()
        self.screen.on_key(GlobalKey.NEXT_LANGUAGE)
        rest()
        self.screen.on_key(GlobalKey.UNANSWERED)
        rest()

    def _items(self) -> None:
        feet = [each for each in self.screen.findChildren(RepeatFoot) if each.isVisible()]
        if feet and self.dice.random() < 0.8:
            foot = self.dice.choice(feet)
            if foot.add.isVisible():
                QTest.mouseClick(foot.add, Qt.MouseButton.LeftButton)
                rest()
        heads = [each for each in self.screen.findChildren(RepeatHead) if each.isVisible()]
        if heads and self.dice.random() < 0.4 and heads[-1].remove.isVisible():
            QTest.mouseClick(heads[-1].remove, Qt.MouseButton.LeftButton)
            rest()
            if self.dice.random() < 0.5:
                self.screen.controller.undo_remove()
                rest()

    def _answer(self, key: str) -> None:
        if key not in self.screen.controller.questions:
            return
        card = self.screen.stack.card(key)
        if card is None or not self.screen.controller.takes_answer(key):
            return
        self.screen.stack.focus_question(key)
        self._give(card)
        self.answers += 1

    def _give(self, card: QuestionCard) -> None:
        field = card.field
        if isinstance(field, AnswerBar) and field.options:
            QTest.mouseClick(self.dice.choice(field.options), Qt.MouseButton.LeftButton)
        elif isinstance(field, TickTiles) and field.tiles:
            for tile in self.dice.sample(field.tiles, min(2, len(field.tiles))):
                QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
        elif isinstance(field, FilterList):
            self._search(field)
        elif isinstance(field, RankList):
            field.confirm.click()
        elif isinstance(field, RangeField):
            field.step(1)
            QTest.keyClick(field.slider, Qt.Key.Key_Right)
        elif isinstance(field, SignaturePad):
            self._draw(field)
        elif isinstance(field, TypedField):
            self._type(field)

    def _search(self, field: FilterList) -> None:
        if field.box.isVisible():
            type_into(field.box, self.dice.choice(["a", "1", "ສ", ""]))
            field.box.clear()
            field._seek("")
        if field.model.rows:
            field._pick(self.dice.randrange(len(field.model.rows)), by_key=False)
        if isinstance(field, TickList) and field.model.rows:
            field._pick(0, by_key=True)

    def _draw(self, field: SignaturePad) -> None:
        middle = field.pad.rect().center()
        QTest.mousePress(field.pad, Qt.MouseButton.LeftButton, pos=middle)
        QTest.mouseMove(field.pad, middle * 0.5)
        QTest.mouseRelease(field.pad, Qt.MouseButton.LeftButton, pos=middle * 0.5)

    def _type(self, field: TypedField) -> None:
        boxes = [box for box in field.stops() if isinstance(box, QLineEdit | QPlainTextEdit)]
        for box in boxes:
            if isinstance(box, QLineEdit):
                box.setFocus()
            type_into(box, self._words(field, box))
        field.commit()

    def _words(self, field: TypedField, box: QWidget) -> str:
        if isinstance(field, DateField | TimeField):
            part = box.objectName().rpartition(".")[2]
            return {"year": "2001", "month": "4", "day": "31" if self.dice.random() < 0.2 else "3"}.get(
                part, "9"
            )
        if isinstance(field, NumberField):
            return self.dice.choice(["3", "12", "໓໕", "1.5", "abc"])
        if isinstance(field, PlaceField):
            return self.dice.choice(["17.9", "102.6", "1000"])
        return self.dice.choice(WORDS)


def type_into(box: QWidget, text: str) -> None:
    """Each letter as a key of its own."""
    for letter in text:
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            QApplication.sendEvent(box, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def rest() -> None:
    """Let layouts come to rest."""
    for _ in range(4):
        QApplication.processEvents()


def some_picture() -> QImage:
    """A small picture for forms that name one."""
    image = QImage(120, 80, QImage.Format.Format_RGB32)
    image.fill(QColor("#607080"))
    return image


def texts(screen: FormScreen) -> Iterator[str]:
    """What stands on the page."""
    for key in screen.stack.shown_keys():
        yield screen.controller.shown(key).label
