"""The two parts every screen is made of: a column that scrolls and a foot bar that stays."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from borderdesk.ui import theme
from borderdesk.ui.said import Say, said
from borderdesk.ui.soon import soon
from borderdesk.ui.widgets.buttons import Button
from borderdesk.ui.widgets.flow import Flow
from borderdesk.ui.widgets.labels import Label

_SCROLLS: dict[int, QScrollBar.SliderAction] = {
    Qt.Key.Key_PageDown: QScrollBar.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QScrollBar.SliderAction.SliderPageStepSub,
    Qt.Key.Key_Down: QScrollBar.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_Up: QScrollBar.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Home: QScrollBar.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QScrollBar.SliderAction.SliderToMaximum,
}


class _Lengthwise(QWidget):
    """As long as its words are at its width: the smallest height Qt guesses for wrapped lines is far too big,
    and the page would end in a long blank.
    """

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(least.width(), 1) if self.hasHeightForWidth() else least


class ScrollColumn(QScrollArea):
    """A column of cards at most ``max_width`` wide that scrolls up and down, never sideways.

    Whatever gets the focus is brought fully into view with the card it stands in.
    """

    def __init__(self, max_width: int | None = 880, *, in_sheet: bool = False) -> None:
        super().__init__()
        self._max_width, self._in_sheet = max_width, in_sheet
        self._last: QWidget | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = _Lengthwise()
        inner.setObjectName("column")
        self._row = QHBoxLayout(inner)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setSpacing(theme.px(12))
        self._row.addWidget(self._content, 1)
        self._row.addStretch(0)
        self.setWidget(inner)
        self._lay_out()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def add(self, widget: QWidget) -> None:
        """Put ``widget`` below what is there."""
        self.body.insertWidget(self._end(), widget)

    def add_stretch(self) -> None:
        """Keep what is there at the top."""
        self.body.insertStretch(self._end(), 1)

    def end_with(self, widget: QWidget | None) -> None:
        """Have ``widget`` stay below everything that is added from now on; ``None`` lets it go."""
        if self._last is not None:
            self.body.removeWidget(self._last)
        self._last = widget
        if widget is not None:
            self.body.addWidget(widget)

    def _end(self) -> int:
        return self.body.count() - (self._last is not None)

    def centre(self) -> None:
        """Stand in the middle of a wide window instead of at its left."""
        self._row.insertStretch(0, 0)

    def keep_in_view(self, widget: QWidget) -> None:
        """Scroll so that ``widget``'s card, or at least the widget, is fully in view.

        Where the widget and what belongs to it (its question, its message) are in view already, the page
        stays where it is: a card with many rows must not push the page's title away.
        """
        inner = self.widget()
        if inner is None or not inner.isAncestorOf(widget):
            return
        # The largest of its surroundings that fits whole: the card, the row with its message, itself.
        target = unit = widget
        around = widget.parentWidget()
        room = self.viewport().height()
        while around is not None and around is not inner:
            if around.property("surface") == "card" or around.property("unit"):
                if around.height() > room:
                    break
                target = around
                unit = around if around.property("unit") else unit
            around = around.parentWidget()
        bar = self.verticalScrollBar()
        top = unit.mapTo(inner, QPoint(0, 0)).y()
        if bar.value() <= top and top + unit.height() <= bar.value() + room:
            return
        box = QRect(target.mapTo(inner, QPoint(0, 0)), target.size())
        margin = max(0, min(theme.px(8), (room - box.height()) // 2))
        if box.bottom() + margin > bar.value() + room:
            bar.setValue(box.bottom() + 1 + margin - room)
        if box.top() - margin < bar.value():
            bar.setValue(box.top() - margin)

    def scroll_by(self, event: QKeyEvent) -> bool:
        """Scroll where the key is one that scrolls; whether it was. For keys pressed beside the column:
        words that the keyboard does not stop at are read that way.
        """
        act = None if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier else _SCROLLS.get(event.key())
        if act is not None:
            self.verticalScrollBar().triggerAction(act)
        return act is not None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        self._bring_back()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._lay_out()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(56))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Content that came later pushed the focused card away: bring it back, if it was in view."""
        if event.type() == QEvent.Type.Resize and watched is self.widget():
            self._bring_back()
        return super().eventFilter(watched, event)

    def _bring_back(self) -> None:
        inner, now = self.widget(), self.window().focusWidget()
        if inner is None or now is None or not inner.isAncestorOf(now):
            return
        if not now.visibleRegion().isEmpty():
            soon(self, self._keep_focused)

    def _lay_out(self) -> None:
        if not hasattr(self, "body"):
            return
        narrow = theme.effective_width(self.width()) < 600
        # A sheet's column stands in line with its head and its foot, however narrow the sheet is.
        side = theme.px(8) if narrow and not self._in_sheet else theme.px(16)
        self.body.setContentsMargins(side, theme.px(8) if narrow else theme.px(12), side, theme.px(16))
        self.body.setSpacing(theme.px(8) if narrow else theme.px(12))
        limit = 16_777_215 if self._max_width is None else theme.px(self._max_width) + 2 * side
        self._content.setMaximumWidth(limit)

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        inner = self.widget()
        if now is None or inner is None or not inner.isAncestorOf(now):
            return
        # After the layout has settled: a card may grow when it is focused.
        soon(self, self._keep_focused)

    def _keep_focused(self) -> None:
        now = self.window().focusWidget()
        if now is not None:
            self.keep_in_view(now)  # unless it has gone on meanwhile, out of this column


class ReasonLine(Label):
    """Why a button beside it is not available, as visible text."""

    def __init__(self) -> None:
        super().__init__("", "small", muted=True)
        self.hide()


class FootBar(QFrame):
    """Back at the left, other acts beside it, the one primary act at the right; notes above."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setProperty("surface", "foot")
        self._name = name
        self._back: Button | None = None
        self.primary: Button | None = None
        self._others: list[Button] = []
        self._note = Label("", "small", muted=True)
        self._note.hide()
        self._reasons = ReasonLine()
        self._left = QWidget()
        self._flow = Flow(theme.px(8), parent=self._left)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._left.setSizePolicy(policy)
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.px(12))
        self._row.addWidget(self._left, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        column.setSpacing(theme.px(4))
        column.addWidget(self._note)
        column.addWidget(self._reasons)
        column.addLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    def set_back(self, say: Say, on_click: Callable[[], object]) -> Button:
        """Offer a way back, at the far left."""
        if self._back is not None:
            self._back.hide()
            self._back.deleteLater()
        self._back = Button(say, "secondary", icon="back", on_click=on_click, name=f"{self._name}.back")
        self._arrange()
        return self._back

    def add_secondary(self, button: Button) -> Button:
        """Offer another act beside Back."""
        self._others.append(button)
        self._arrange()
        return button

    def set_primary(
        self, say: Say, on_click: Callable[[], object], *, icon: str | None = None, name: str = ""
    ) -> Button:
        """Offer the one primary act; Ctrl+Enter presses it. The keyboard stays on it where it was."""
        there = self.primary is not None and self.primary.hasFocus()
        if self.primary is not None:
            self._row.removeWidget(self.primary)
            self.primary.hide()
            self.primary.deleteLater()
        self.primary = Button(
            say, "primary", icon=icon, on_click=on_click, name=name or f"{self._name}.primary"
        )
        self._row.addWidget(self.primary, 0, Qt.AlignmentFlag.AlignBottom)
        self._arrange()
        if there:
            self.primary.show()
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)
        return self.primary

    def fit_in(self, width: int) -> None:
        """Show Back without its word where a second line of buttons would be needed; a low sheet has no
        room for one.
        """
        if self._back is None or not self._others:
            return
        buttons = [self._back, *self._others, *([self.primary] if self.primary else [])]
        wanted = sum(each.width_with_words() for each in buttons if not each.isHidden())
        between = len(buttons) * self._row.spacing()
        self._back.show_words(wanted + between + 2 * theme.px(16) <= width)

    def set_note(self, say: Say) -> None:
        """A quiet line above the buttons; empty takes it away."""
        self._note.say(say)
        self._note.setVisible(bool(said(say)))
        self.show()

    def show_reasons(self) -> None:
        """Say, above the buttons, why some of them are not available."""
        buttons = [button for button in (*self._others, self.primary) if button is not None]
        says = [button.reason for button in buttons if not button.isHidden() and button.reason()]
        self._reasons.say(lambda: " ".join(say() for say in says))
        self._reasons.setVisible(bool(says))

    def _arrange(self) -> None:
        for button in [*([self._back] if self._back else []), *self._others]:
            self._flow.removeWidget(button)
        for button in [*([self._back] if self._back else []), *self._others]:
            self._flow.addWidget(button)
            button.show()
        self.show()
        order = [
            *([self._back] if self._back else []),
            *self._others,
            *([self.primary] if self.primary else []),
        ]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
