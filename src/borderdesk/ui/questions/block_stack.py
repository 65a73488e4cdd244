"""BlockStack: a column of blocks of which only those near the viewport are built; QuestionStack fills it.

Call ``follow(scroll_area)``: then a page of 2,000 questions opens as fast as one of five. Without ``follow``
every block is built. What is not built yet is guessed at, and nothing in view moves when it is known better.
"""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QSizePolicy, QWidget

from borderdesk.ui import theme
from borderdesk.ui.questions.blocks import Block
from borderdesk.ui.questions.card import QuestionCard
from borderdesk.ui.questions.repeat_parts import RepeatFoot, RepeatHead
from borderdesk.ui.soon import soon

_GUESS = 172
"""Height of the first cards before any is built (100 % pixels)."""

_SPARE = 1.0
"""Cards are built this many viewport heights above and below what is seen."""

_KEEP = 4.0
"""Cards this many viewport heights away are given back."""


class Slot:
    """A block's place in the stack; ``widget`` exists only near the viewport."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.widget: QWidget | None = None
        self.seen = True
        self.top = 0
        self.height = 0
        self.known: tuple[int, int] | None = None
        """(width, height) when it was last built."""


class BlockStack(QWidget):
    """Blocks laid out under one another. A subclass makes their widgets and says which blocks are seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slots: list[Slot] = []
        self._total: tuple[int, int] | None = None
        """(width, height) of everything when it was last placed."""
        self._area: QScrollArea | None = None
        self._following: list[QWidget] = []
        self._quiet = False
        self._guess = theme.px(_GUESS)
        self._learnt_at = 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def make(self, block: Block) -> QWidget:
        """The widget of a block that came near the viewport."""
        raise NotImplementedError

    def lead_to(self, *following: QWidget) -> None:
        """Put these widgets behind the questions in Tab order: the buttons below them."""
        self._following = list(following)
        self._chain()

    def follow(self, area: QScrollArea) -> None:
        """Build only what is near this scroll area's viewport."""
        self._area = area
        area.verticalScrollBar().valueChanged.connect(self._build_near)
        area.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A taller window shows more cards: they are built then."""
        if event.type() == QEvent.Type.Resize and self._area is not None and watched is self._area.viewport():
            soon(self, self._build_near)
        return super().eventFilter(watched, event)

    def keep_in_view(self, widget: QWidget) -> None:
        """Scroll the followed area so that the widget's card is fully in view where it fits."""
        area = self._area
        keep = getattr(area, "keep_in_view", None)
        if keep is not None:
            keep(widget)
        elif area is not None:
            area.ensureWidgetVisible(widget, 0, theme.px(8))

    def _settle_heights(self) -> None:
        for _ in range(3):
            # Height requests climb from card to stack to column; until they have, there is nothing to
            # scroll to.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    # building

    def _build(self, slot: Slot) -> None:
        slot.widget = self.make(slot.block)
        slot.widget.setParent(self)
        slot.widget.setVisible(slot.seen)

    def _give_back(self, slot: Slot, *, for_good: bool = True) -> None:
        """Put a card away; ``for_good`` where another of its name may come at once."""
        if slot.widget is not None:
            if isinstance(slot.widget, QuestionCard):
                slot.widget.commit()
            slot.widget.hide()
            if for_good:
                slot.widget.setParent(None)
            slot.widget.deleteLater()
            slot.widget = None

    def _window(self, spare: float) -> tuple[int, int]:
        """(top, bottom) in this widget's coordinates within which cards should exist."""
        if self._area is None:
            return 0, 1 << 30
        height = self._area.viewport().height()
        top = self._area.viewport().mapTo(self.window(), self._area.viewport().rect().topLeft()).y()
        own = self.mapTo(self.window(), self.rect().topLeft()).y()
        first = top - own
        return round(first - spare * height), round(first + (1 + spare) * height)

    def _build_near(self) -> None:
        """Build what came near the viewport and give back what is far away."""
        if self._quiet or not self._slots or self.width() <= 0:
            return
        top, bottom = self._window(_SPARE)
        fresh = [
            slot
            for slot in self._slots
            if slot.seen and slot.widget is None and slot.top < bottom and slot.top + slot.height > top
        ]
        if not fresh:
            return
        held, above = self._anchor()
        for slot in fresh:
            self._build(slot)
        self._release_far()
        self._lay_out()
        self._hold(held, above)

    def _anchor(self) -> tuple[Slot | None, int]:
        """The first block in view and how far it lies below the top: it must not move under the eyes."""
        top = self._window(0)[0]
        slot = next((s for s in self._slots if s.seen and s.top + s.height > top), None)
        return slot, slot.top - top if slot is not None else 0

    def _hold(self, slot: Slot | None, above: int) -> None:
        """Scroll so that ``slot`` lies where it lay, now that heights above it are known better."""
        if slot is None or self._area is None:
            return
        moved = slot.top - self._window(0)[0] - above
        if moved:
            self._settle_heights()
            self._quiet = True
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + moved)
            self._quiet = False

    def _release_far(self) -> None:
        top, bottom = self._window(_KEEP)
        held = QApplication.focusWidget()
        for slot in self._slots:
            widget = slot.widget
            far = slot.top > bottom or slot.top + slot.height < top
            if widget is not None and far and not (held is not None and widget.isAncestorOf(held)):
                self._give_back(slot, for_good=False)

    # geometry

    def _gap(self) -> int:
        return theme.px(12)

    def _height_of(self, slot: Slot, width: int) -> int:
        widget = slot.widget
        if widget is None:
            return slot.known[1] if slot.known and slot.known[0] == width else self._guess
        if isinstance(widget, QuestionCard):
            height = widget.height_at(width)
        elif widget.hasHeightForWidth():
            height = widget.heightForWidth(width)
        else:
            height = widget.sizeHint().height()
        slot.known = (width, height)
        return height

    def _learn_guess(self, width: int) -> None:
        """Guess unbuilt cards at the mean height of the first ones built at this width."""
        if self._learnt_at == width:
            return
        cards = [slot.widget for slot in self._slots if isinstance(slot.widget, QuestionCard)]
        if cards:
            self._learnt_at = width
            self._guess = sum(card.height_at(width) for card in cards) // len(cards)

    def hasHeightForWidth(self) -> bool:
        """Texts wrap, so the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All blocks and the gaps between them; unbuilt cards as guessed."""
        if self._total is not None and self._total[0] == width:
            return self._total[1]
        seen = [slot for slot in self._slots if slot.seen]
        return sum(self._height_of(slot, width) for slot in seen) + self._gap() * max(len(seen) - 1, 0)

    def sizeHint(self) -> QSize:
        """The height at the present width."""
        width = max(self.width(), theme.px(320))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """As narrow as any window."""
        return QSize(theme.px(160), 0)

    def _lay_out(self) -> None:
        """Place everything, then build what has come near; repeated until nothing new is near."""
        width = self.width()
        if width <= 0:
            return
        self._quiet = True
        for _ in range(4):
            self._learn_guess(width)
            self._place(width)
            top, bottom = self._window(_SPARE)
            near = [
                s
                for s in self._slots
                if s.seen and s.widget is None and s.top < bottom and s.top + s.height > top
            ]
            if not near:
                break
            for slot in near:
                self._build(slot)
        self._quiet = False
        self._chain()
        self.updateGeometry()

    def _place(self, width: int) -> None:
        top, gap = 0, self._gap()
        for slot in self._slots:
            if not slot.seen:
                continue
            slot.top = top
            if slot.widget is not None:
                slot.height = self._height_of(slot, width)
                slot.widget.setGeometry(0, top, width, slot.height)
            elif slot.known is not None and slot.known[0] == width:
                slot.height = slot.known[1]
            else:
                slot.height = self._guess
            top += slot.height + gap
        self._total = (width, max(top - gap, 0))

    def _chain(self) -> None:
        """Tab order follows reading order, whenever cards were built."""
        stops: list[QWidget] = []
        for slot in self._slots:
            if slot.widget is not None and slot.seen:
                stops += _stops_of(slot.widget)
        for before, after in pairwise([*stops, *self._following]):
            QWidget.setTabOrder(before, after)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        """The viewport is known now."""
        super().showEvent(event)
        self._lay_out()

    def event(self, event: QEvent) -> bool:
        """A card grew or shrank: place all again."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._lay_out()
            return True
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            soon(self, self._lay_out)
        return super().event(event)


def _stops_of(widget: QWidget) -> Iterable[QWidget]:
    if isinstance(widget, (QuestionCard, RepeatHead, RepeatFoot)):
        return widget.stops()
    return []
