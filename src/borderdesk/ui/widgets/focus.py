"""Where the keyboard goes: the stops of a part of the window, and staying within it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_stops(within: QWidget) -> list[QWidget]:
    """Every widget in ``within`` that Tab can reach now, in Tab order."""
    stops: list[QWidget] = []
    widget = within.nextInFocusChain()
    while widget is not None and widget is not within:
        if (
            within.isAncestorOf(widget)
            and widget.isVisible()
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.focusProxy() is None
        ):
            stops.append(widget)
        widget = widget.nextInFocusChain()
    return stops


def step_within(within: QWidget, forward: bool) -> bool:
    """Move the focus one stop on, or back, without leaving ``within``; for ``focusNextPrevChild``."""
    stops = tab_stops(within)
    now = within.focusWidget()
    if stops:
        here = stops.index(now) if now in stops else (-1 if forward else 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(here + (1 if forward else -1)) % len(stops)].setFocus(reason)
    return True
