"""Officer screens as they stand while they are filled in, in the smallest window with large text.

How every screen opens there, ``tests/journeys/test_story_12.py`` holds.
"""

from collections.abc import Callable
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget
from tests.ui.screens import records_at
from tests.ui.screens.counter import Counter

from borderdesk import desk
from borderdesk.ui import theme
from borderdesk.ui.widgets import Label

SCREENS = ("sight", "pre", "needs", "priority", "outcome")
LOOKS = [
    pytest.param({"language": "lo", "size": (683, 345), "text_percent": 150}, id="lo-small-150"),
    pytest.param({"language": "en", "size": (683, 345), "scheme": "high_contrast"}, id="en-small-contrast"),
]


def go_to(counter: Counter, screen: str) -> None:
    """Show a screen with something on it."""
    workspace = counter.workspace
    if screen in ("sight", "priority"):
        draft = desk.start_case(workspace, direction="arriving", age_group="adult", party=3).value
        counter.show(screen, case=draft.case_code, draft=draft.id)
        return
    if screen == "outcome":
        counter.show("outcome", case=records_at.needs_asked(workspace))
        return
    if screen == "pre":
        case = records_at.seen_at_first_sight(workspace)
        counter.show("pre", case=case, draft=desk.start_form(workspace, case, "preconditions").value.id)
        counter.digit(1)
    else:
        case = records_at.talked(workspace)
        counter.show("needs", case=case, draft=desk.start_form(workspace, case, "risk_needs").value.id)
        counter.press("needs.primary")
    counter.settle()


def inside(counter: Counter, widget: QWidget) -> bool:
    """Whether all of a widget that has the focus can be seen."""
    column = counter.screen.column
    box = QRect(widget.mapTo(counter.window, QPoint(0, 0)), widget.size())
    area = counter.screen
    if column.isAncestorOf(widget):
        area = column.viewport()
        if widget.height() > area.height() - 2 * theme.px(8):
            return True
    return QRect(area.mapTo(counter.window, QPoint(0, 0)), area.size()).contains(box)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_cut_and_every_stop_can_be_seen(
    open_counter: Callable[..., Counter], screen: str, look: dict[str, object]
) -> None:
    counter = open_counter(**look)
    go_to(counter, screen)
    column = counter.screen.column
    inner = column.widget()
    assert inner is not None
    assert counter.comes_true(lambda: inner.width() <= column.viewport().width()), "sideways"
    stops = counter.stops()
    assert stops
    for stop in stops:
        if not shiboken6.isValid(stop):
            continue  # a card far from the viewport was given back
        name = stop.objectName() or type(stop).__name__
        assert stop.accessibleName(), f"{name} has no name"
        assert min(stop.width(), stop.height()) >= 24, f"{name} is too small"
        stop.setFocus()
        assert counter.comes_true(partial(inside, counter, stop)), f"{name} is not in view"
    for label in counter.screen.findChildren(Label):
        if label.isVisible() and label.plain_text():
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= needed - 1, f"{label.plain_text()!r} is cut"
