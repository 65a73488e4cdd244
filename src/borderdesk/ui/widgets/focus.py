"""Where the keyboard goes: the stops of a part of the window, staying within it, and the ring around it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QLayout, QScrollArea, QWidget

from borderdesk.ui import theme


def draw_ring(widget: QWidget) -> None:
    """The ring just inside ``widget`` while it has the keyboard; the last act of its ``paintEvent``."""
    if widget.hasFocus():
        painter = QPainter(widget)
        theme.paint_focus_ring(painter, QRectF(widget.rect()), theme.px(6))
        painter.end()


class FocusRing(QWidget):
    """The ring over an area that Qt draws and scrolls: what the area paints lies under what it scrolls."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        area.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as the area, and there while the keyboard is."""
        changes = event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.Resize)
        if changes and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
            self.setVisible(watched.hasFocus())
            self.raise_()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring."""
        painter = QPainter(self)
        theme.paint_focus_ring(painter, QRectF(self.rect()), theme.px(6))
        painter.end()


def tab_stops(within: QWidget) -> list[QWidget]:
    """Every widget in ``within`` that Tab can reach now, in Tab order."""
    waiting = {
        widget
        for widget in within.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    }
    stops: list[QWidget] = []
    if not waiting:
        return stops
    widget = within.nextInFocusChain()
    while widget is not None and widget is not within:
        if widget in waiting:
            waiting.discard(widget)
            stops.append(widget)
        if not waiting:
            # Not round to ``within`` again: PySide then holds it, and the whole screen, to the program's end.
            break
        widget = widget.nextInFocusChain()
    return stops


def reading_order(within: QWidget) -> list[QWidget]:
    """The stops of ``within`` from the top to the bottom of its layouts, whenever each of them was made.

    Qt keeps Tab order by creation: what is listed anew would come after the foot bar. A widget that places
    its parts by hand says their order with a method ``reading_parts``; where there is none, Qt's order holds.
    """
    rank: dict[QWidget, int] = {}
    waiting = [within]
    while waiting:
        widget = waiting.pop()
        rank[widget] = len(rank)
        waiting += reversed(_parts(widget))

    def place(stop: QWidget) -> int:
        part: QWidget | None = stop
        while part is not None and part not in rank:
            part = part.parentWidget()
        return rank[part] if part is not None else 0

    return sorted(tab_stops(within), key=place)


def step_in_reading_order(within: QWidget, forward: bool) -> bool:
    """Move the focus one stop on, or back, in reading order; ``False`` where it stands elsewhere."""
    stops, now = reading_order(within), within.window().focusWidget()
    if now not in stops:
        return False
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    stops[(stops.index(now) + (1 if forward else -1)) % len(stops)].setFocus(reason)
    return True


def _parts(widget: QWidget) -> list[QWidget]:
    own = getattr(widget, "reading_parts", None)
    if callable(own):
        return list(own())
    if isinstance(widget, QScrollArea):
        content = widget.widget()
        return [content] if content is not None else []
    layout = widget.layout()
    return _laid_out(layout) if layout is not None else []


def _laid_out(layout: QLayout) -> list[QWidget]:
    found: list[QWidget] = []
    for place in range(layout.count()):
        item = layout.itemAt(place)
        inner, widget = (item.layout(), item.widget()) if item is not None else (None, None)
        if widget is not None:
            found.append(widget)
        elif inner is not None:
            found += _laid_out(inner)
    return found


def step_within(within: QWidget, forward: bool) -> bool:
    """Move the focus one stop on, or back, without leaving ``within``; for ``focusNextPrevChild``."""
    stops = tab_stops(within)
    now = within.focusWidget()
    if stops:
        here = stops.index(now) if now in stops else (-1 if forward else 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(here + (1 if forward else -1)) % len(stops)].setFocus(reason)
    return True
