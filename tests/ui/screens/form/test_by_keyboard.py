"""A form of every kind of question, filled without a mouse; Lao typed where calculations run meanwhile."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.journeys.pages.form import FormPage
from tests.ui.questions.tables import form_of, showcase, showcase_files
from tests.ui.screens.form.wanderer import rest, type_into

from borderdesk.text import set_language
from borderdesk.ui import theme
from borderdesk.ui.questions.media import MemoryMedia

Opened = Callable[..., FormPage]


def _in_view(page: FormPage, stop: QWidget) -> bool:
    """All of it, or its top where it is taller than the room."""
    room = page.screen.column.viewport()
    if not page.screen.column.isAncestorOf(stop):
        return True
    placed = QRect(stop.mapTo(room, QPoint(0, 0)), stop.size())
    return placed.top() >= -1 and (placed.bottom() <= room.height() or placed.height() > room.height())


@pytest.mark.parametrize(("size", "percent"), [((1182, 640), 100), ((683, 345), 100), ((1182, 640), 200)])
def test_tab_comes_to_every_question_and_keeps_it_in_view(
    opened: Opened, size: tuple[int, int], percent: int
) -> None:
    set_language("lo")
    theme.apply(theme.Appearance(text_percent=percent))
    page = opened(showcase(), width=size[0], height=size[1], media=MemoryMedia(True, showcase_files()))
    screen = page.screen
    entered: list[str] = []
    screen.stack.entered.connect(entered.append)
    for _page in range(120):
        rest()
        screen.next_button.setFocus()
        screen.stack.focus_first()
        for _stop in range(200):
            held = QApplication.focusWidget()
            assert held is not None
            if held is screen.next_button:
                break
            rest()
            assert _in_view(page, held), held.objectName()
            QTest.keyClick(held, Qt.Key.Key_Tab)
        wanted = {key for key in screen.stack.shown_keys() if screen.controller.takes_answer(key)}
        assert wanted <= set(entered)
        assert QApplication.focusWidget() is screen.next_button
        if screen.presenter.page_state().last:
            return
        before = screen.presenter.place
        for _press in range(2):  # the second passes over what needs a look
            if screen.presenter.place == before:
                screen.next_button.setFocus()
                QTest.keyClick(screen.next_button, Qt.Key.Key_Space)
    raise AssertionError("the form has no end")


COUNTING = form_of(
    """
| survey |
| | type | name | label::English (en) | label::Lao (lo) | appearance | calculation | relevant |
| | text | said | What was said? | ເວົ້າຫຍັງ? | | | |
| | text | more | And more? | ແລ້ວຫຍັງອີກ? | multiline | | |
| | calculate | letters | | | | string-length(${said}) + string-length(${more}) | |
| | note | count | ${letters} letters | ${letters} ຕົວອັກສອນ | | | |
| | text | long | Long. Who said it? | ຍາວ. ໃຜເວົ້າ? | | | ${letters} > 8 |
| settings |
| | form_title | form_id | version |
| | Counting | counting | 1 |
"""
)


@pytest.mark.parametrize("key", ["said", "more"])
def test_lao_typed_in_the_middle_keeps_its_caret_while_other_questions_change(
    qtbot: QtBot, opened: Opened, key: str
) -> None:
    set_language("lo")
    page = opened(COUNTING)
    screen = page.screen
    screen.stack.focus_question(key)
    box = QApplication.focusWidget()
    assert isinstance(box, QLineEdit | QPlainTextEdit)
    page.type(key, "ປີ້ ນ້ຳ")
    for _ in range(4):
        QTest.keyClick(box, Qt.Key.Key_Left)
    at = _caret(box)
    for typed, letter in enumerate("ຫຼູ້ ຢູ່", start=1):
        type_into(box, letter)
        field = screen.stack.card(key).field  # type: ignore[union-attr]
        field.commit()  # as after a pause: the answer is stored, the note and a question below follow
        rest()
        assert QApplication.focusWidget() is box
        assert _caret(box) == at + typed
    text = box.text() if isinstance(box, QLineEdit) else box.toPlainText()
    assert "ຫຼູ້ ຢູ່" in text
    assert screen.controller.value(key) == text
    assert screen.stack.shown_keys() == ["said", "more", "count", "long"]
    count = screen.stack.card("count")
    assert count is not None
    assert count.label.plain_text() == f"{len(text)} ຕົວອັກສອນ"


def _caret(box: QLineEdit | QPlainTextEdit) -> int:
    return box.cursorPosition() if isinstance(box, QLineEdit) else box.textCursor().position()
