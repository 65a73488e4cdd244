"""Whether all on screen can be read, reached and named; a sentence for each thing that cannot (ux §8)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import shiboken6
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)
from tests.journeys.pages.keyboard import settle
from tests.journeys.pages.post import Post

from borderdesk.ui.widgets import Label, ScrollColumn, Sheet
from borderdesk.ui.widgets.focus import tab_stops

SMALLEST = 24
"""Pixels of a target in both directions (WCAG 2.2, 2.5.8)."""


def sideways(looked: Post | QWidget) -> Iterator[str]:
    """Areas that would have to be scrolled to the side."""
    for area in _all_of(looked).findChildren(QScrollArea):
        content = area.widget()
        if not area.isVisible() or content is None:
            continue
        if area.horizontalScrollBar().isVisible() or content.width() > area.viewport().width():
            yield f"{_which(area)} is wider than its room"


def cut(looked: Post | QWidget) -> Iterator[str]:
    """Words that have less room than they need, or stand partly outside what they stand in."""
    yield from _cut_fields(_all_of(looked))
    for widget in _all_of(looked).findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, (QLabel, QAbstractButton)) or not _text(widget):
            continue
        if isinstance(widget, Label) and not widget.wordWrap():
            if widget.width() < widget.sizeHint().width():
                yield f"{_which(widget)} is cut at its side: {_text(widget)!r}"
        elif widget.hasHeightForWidth() and widget.height() < widget.heightForWidth(widget.width()):
            yield f"{_which(widget)} is cut below: {_text(widget)!r}"
        around = widget.parentWidget()
        if around is not None and not isinstance(around.parentWidget(), QScrollArea):
            placed = widget.geometry()
            if placed.left() < 0 or placed.right() > around.width() or placed.bottom() > around.height():
                yield f"{_which(widget)} stands out of {_which(around)}: {_text(widget)!r}"


def _cut_fields(within: QWidget) -> Iterator[str]:
    """Choices whose chosen words, and fields whose faint words, are wider than their room."""
    for choice in within.findChildren(QComboBox):
        if not choice.isVisible():
            continue
        option = QStyleOptionComboBox()
        choice.initStyleOption(option)
        kind = QStyle.ComplexControl.CC_ComboBox
        place = QStyle.SubControl.SC_ComboBoxEditField
        room = choice.style().subControlRect(kind, option, place, choice).width()
        if choice.fontMetrics().horizontalAdvance(choice.currentText()) > room:
            yield f"{_which(choice)} is cut at its side: {choice.currentText()!r}"
    for field in within.findChildren(QLineEdit):
        faint = field.placeholderText()
        if field.isVisible() and field.fontMetrics().horizontalAdvance(faint) > field.contentsRect().width():
            yield f"{_which(field)} is cut at its side: {faint!r}"


def blank(looked: Post | QWidget) -> Iterator[str]:
    """Columns that scroll on below their last words."""
    for column in _all_of(looked).findChildren(ScrollColumn):
        inner = column.widget()
        if not column.isVisible() or inner is None or not column.verticalScrollBar().maximum():
            continue
        needed = max(inner.heightForWidth(inner.width()), column.viewport().height())
        if inner.height() > needed:
            yield f"{_which(column)} ends in {inner.height() - needed} blank pixels"


def unreachable(looked: Post | QWidget) -> Iterator[str]:
    """Tab stops without a name, too small, or not fully in view when they have the focus."""
    for stop in tab_stops(looked if isinstance(looked, QWidget) else _desk_of(looked)):
        if not shiboken6.isValid(stop) or not stop.isVisible():
            continue  # what it belongs to was listed anew meanwhile
        name = stop.accessibleName()
        if not name or name == type(stop).__name__:
            yield f"{_which(stop)} has no name"
        if min(stop.width(), stop.height()) < SMALLEST:
            yield f"{_which(stop)} is only {stop.width()}x{stop.height()}"
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        came = settled(lambda stop=stop: not (stop.isVisible() and stop.hasFocus()) or _in_view(stop))
        if not came:
            yield f"{_which(stop)} has the focus and is not in view"


def stuck(post: Post) -> Iterator[str]:
    """A page longer than its window that the keyboard cannot scroll: nothing on it takes the keyboard, or
    the keys do nothing while a button of the foot bar has it."""
    bar = post.screen.column.verticalScrollBar()
    if not bar.maximum():
        return
    if not tab_stops(post.screen):
        yield "nothing on the page takes the keyboard"
    for button in tab_stops(post.screen.foot)[-1:]:
        button.setFocus(Qt.FocusReason.TabFocusReason)
        settle()
        post.keys.move(Qt.Key.Key_End)
        if not settled(lambda: bar.value() == bar.maximum()):
            yield f"End on {_which(button)} does not scroll the page"


def crooked(sheet: Sheet) -> Iterator[str]:
    """A sheet whose words do not begin below its title."""
    inside = sheet.column.body
    begins = sheet.column.body.parentWidget().mapTo(sheet, QPoint(inside.contentsMargins().left(), 0)).x()
    title = sheet.title.mapTo(sheet, QPoint(0, 0)).x()
    if sheet.title.isVisible() and begins != title:
        yield f"the words begin {begins - title} pixels beside the title"


def disordered(post: Post) -> Iterator[str]:
    """Tab stops that come after what stands below them: the parts of the page, then the foot bar."""
    screen = post.screen
    layout = screen.column.body
    parts = [layout.itemAt(place).widget() for place in range(layout.count())]
    order = [part for part in parts if part is not None and part is not screen.foot]
    order.append(screen.foot)
    reached, path = 0, []
    for stop in walked(post):
        path.append(stop)
        place = next((n for n, part in enumerate(order) if part is stop or part.isAncestorOf(stop)), reached)
        if place < reached:
            yield f"{_which(stop)} is reached after what stands below it"
        reached = max(reached, place)
    for stop in tab_stops(screen):
        if stop not in path and ".why." not in stop.objectName():
            yield f"Tab never comes to {_which(stop)}"


def walked(post: Post) -> Iterator[QWidget]:
    """Where Tab stops on the screen shown, one by one, from its first stop until it leaves the screen.

    Questions far from view are put away meanwhile: each stop is good only until the next.
    """
    post.find("shell.hide").setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[QWidget] = []
    while True:
        post.keys.move(Qt.Key.Key_Tab)
        held = post.window.focusWidget()
        if held is None or held in seen or not post.screen.isAncestorOf(held):
            return
        seen.append(held)
        yield held


def overtaken(post: Post) -> Iterator[str]:
    """A window of its own that came up before the program's: a part was shown before it had its place."""
    if not post.window.isActiveWindow():
        yield "another window came up before the program's"
        post.window.activateWindow()
        post.wait(post.window.isActiveWindow)


def settled(check: Callable[[], bool]) -> bool:
    """Whether ``check`` is so once layouts have come to rest: each may ask for another one."""
    for _round in range(10):
        settle()
        if check():
            return True
    return False


def _all_of(looked: Post | QWidget) -> QWidget:
    """The whole window of a post, or the part of it that is looked at."""
    return looked if isinstance(looked, QWidget) else looked.window


def _desk_of(post: Post) -> QWidget:
    assert post.window.desk is not None
    return post.window.desk


def _in_view(stop: QWidget) -> bool:
    """All of it, or at least its top edge where it is taller than the room."""
    area = stop.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    room = area.viewport() if isinstance(area, QScrollArea) else stop.window()
    placed = QRect(stop.mapTo(room, QPoint(0, 0)), stop.size())
    if placed.left() < 0 or placed.right() >= room.width():
        return False
    if placed.height() > room.height():
        return 0 <= placed.top() < room.height() or placed.contains(room.rect().center())
    return placed.top() >= 0 and placed.bottom() < room.height()


def _text(widget: QLabel | QAbstractButton) -> str:
    return widget.text().replace("\u200b", "")


def _which(widget: QWidget) -> str:
    if widget.objectName():
        return widget.objectName()
    around = widget.parentWidget()
    inside = f" in {_which(around)}" if around is not None else ""
    return f"{type(widget).__name__}{inside}"
