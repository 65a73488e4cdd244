"""QuestionStack: a set of a form's questions as cards, one under the other, on any screen.

Put it into a screen's scroll column and call ``follow(scroll_area)``: then only the cards near the
viewport exist, so a page of 2,000 questions opens as fast as one of five. Without ``follow`` every card is
built. Cards are patched from the controller's change sets, never rebuilt while they have the keyboard.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QSizePolicy, QWidget

from borderdesk.forms import ChangeSet
from borderdesk.ui import theme
from borderdesk.ui.questions.blocks import Block, HeadingBlock, ItemBlock, QuestionBlock
from borderdesk.ui.questions.card import QuestionCard
from borderdesk.ui.questions.controller import FormController
from borderdesk.ui.questions.repeat_parts import RepeatFoot, RepeatHead
from borderdesk.ui.widgets import Label

_GUESS = 172
"""Height of the first cards before any is built (100 % pixels)."""

_SPARE = 1.0
"""Cards are built this many viewport heights above and below what is seen."""

_KEEP = 4.0
"""Cards this many viewport heights away are given back."""


class _Slot:
    """A block's place in the stack; ``widget`` exists only near the viewport."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.widget: QWidget | None = None
        self.seen = True
        self.top = 0
        self.height = 0
        self.known: tuple[int, int] | None = None
        """(width, height) when it was last built."""


class QuestionStack(QWidget):
    """Cards of a set of questions.

    Signals: ``given(key, by_key)`` after an answer was stored; ``end_reached()`` when the keyboard asks for
    what comes after the last question; ``entered(key)`` when the keyboard comes to a question;
    ``jump_asked(key)`` when a "shown because" line names a question that is not in this stack;
    ``questions_added(n)`` when an answer brought up n more.
    """

    given = Signal(str, bool)
    end_reached = Signal()
    entered = Signal(str)
    jump_asked = Signal(str)
    questions_added = Signal(int)

    def __init__(
        self, controller: FormController, *, place: str = "form", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.controller = controller
        self._place_name = place
        self._slots: list[_Slot] = []
        self._by_key: dict[str, _Slot] = {}
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
        controller.changed.connect(self._patch)
        controller.undo_changed.connect(self._patch_feet)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

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
            QTimer.singleShot(0, self, self._build_near)
        return super().eventFilter(watched, event)

    # contents

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Show these blocks; cards that stay are kept as they are."""
        old = {slot.block: slot for slot in self._slots}
        self._slots = [old.pop(block) if block in old else _Slot(block) for block in blocks]
        for slot in old.values():
            self._give_back(slot)
        self._by_key = {s.block.key: s for s in self._slots if isinstance(s.block, QuestionBlock)}
        self._total = None
        self._settle_visibility()
        self._lay_out()

    def keys(self) -> list[str]:
        """Keys of all questions here, shown or not."""
        return [slot.block.key for slot in self._slots if isinstance(slot.block, QuestionBlock)]

    def shown_keys(self) -> list[str]:
        """Keys of the questions that are asked at the moment, in order."""
        return [s.block.key for s in self._slots if s.seen and isinstance(s.block, QuestionBlock)]

    def card(self, key: str) -> QuestionCard | None:
        """The card of a question, built now if it was not; ``None`` where it is not shown."""
        slot = self._slot(key)
        if slot is None or not slot.seen:
            return None
        if slot.widget is None:
            self._build(slot)
            self._lay_out()
        return slot.widget if isinstance(slot.widget, QuestionCard) else None

    def commit(self) -> None:
        """Store what is typed but not committed yet; before leaving the page, hiding or locking."""
        for slot in self._slots:
            if isinstance(slot.widget, QuestionCard):
                slot.widget.commit()

    # keyboard

    def focus_question(self, key: str) -> bool:
        """Bring the question into view and the keyboard to it; ``False`` where it is not shown."""
        card = self.card(key)
        if card is None:
            return False
        card.take_focus()
        self._settle_heights()
        self.keep_in_view(QApplication.focusWidget() or card)
        return True

    def focus_first(self) -> bool:
        """The keyboard to the first unanswered question, else to the first that takes an answer."""
        takers = [key for key in self.shown_keys() if self.controller.takes_answer(key)]
        open_ones = (key for key in takers if not self.controller.value(key))
        key = next(open_ones, takers[0] if takers else None)
        return key is not None and self.focus_question(key)

    def _next(self, key: str, *, unanswered: bool = False) -> None:
        order = self.shown_keys()
        for later in order[order.index(key) + 1 :] if key in order else ():
            wanted = not (unanswered and self.controller.value(later))
            if wanted and self.controller.takes_answer(later):
                self.focus_question(later)
                return
        self.end_reached.emit()

    def _previous(self, key: str) -> None:
        order = self.shown_keys()
        for earlier in reversed(order[: order.index(key)] if key in order else ()):
            if self.controller.takes_answer(earlier):
                self.focus_question(earlier)
                return

    def keep_in_view(self, widget: QWidget) -> None:
        """Scroll the followed area so that the widget's card is fully in view where it fits."""
        area = self._area
        keep = getattr(area, "keep_in_view", None)
        if keep is not None:
            keep(widget)
        elif area is not None:
            area.ensureWidgetVisible(widget, 0, theme.px(8))

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self.isAncestorOf(now):
            return
        for slot in self._slots:
            if slot.widget is not None and slot.widget.isAncestorOf(now):
                if isinstance(slot.widget, QuestionCard):
                    key = slot.widget.question.key
                    self.controller.stand_at(key)
                    self.entered.emit(key)
                return

    # answers and changes

    def _answered(self, key: str, value: str, by_key: bool) -> None:
        self.controller.answer(key, value)
        self.given.emit(key, by_key)
        if by_key and value:
            self._next(key, unanswered=True)

    def _note_written(self, key: str, text: str) -> None:
        note = self.controller.note_of.get(key)
        if note is not None:
            self.controller.answer(note, text)

    def _patch(self, changes: object = None) -> None:
        """Bring every built card up to date; comparing frozen values finds what really changed."""
        settled = isinstance(changes, ChangeSet) and not (changes.relevance or changes.structure)
        added, moved = (0, False) if settled else self._settle_visibility()
        for slot in self._slots:
            if slot.seen and isinstance(slot.widget, QuestionCard):
                key = slot.widget.question.key
                if key in self.controller.questions and slot.widget.show_question(self.controller.shown(key)):
                    # At once, not when the layout asks: nothing is ever seen cut in between.
                    moved = moved or slot.widget.height_at(self.width()) != slot.height
            elif slot.seen and isinstance(slot.widget, Label) and isinstance(slot.block, HeadingBlock):
                slot.widget.setText(self.controller.heading(slot.block.key) or slot.block.text)
            elif slot.seen and isinstance(slot.widget, RepeatHead):
                slot.widget.show_title()
        if moved:
            self._lay_out()
            if added:
                self.questions_added.emit(added)

    def _patch_feet(self) -> None:
        for slot in self._slots:
            if isinstance(slot.widget, RepeatFoot):
                slot.widget.show_undo()

    def _settle_visibility(self) -> tuple[int, bool]:
        """Which blocks are to be seen: relevant questions, and headings that still have some below.

        Gives how many questions came up, and whether anything came or went.
        """
        some_below, added, moved = False, 0, False
        for slot in reversed(self._slots):
            block, before = slot.block, slot.seen
            if isinstance(block, QuestionBlock):
                slot.seen = block.key in self.controller.questions and self.controller.relevant(block.key)
                some_below = some_below or slot.seen
            elif isinstance(block, HeadingBlock):
                slot.seen, some_below = some_below, False
            else:
                slot.seen = self.controller.repeat_shown(block.repeat)
                some_below = some_below or slot.seen
            if slot.seen is not before:
                moved = True
                added += slot.seen and isinstance(block, QuestionBlock)
            if slot.widget is not None and slot.widget.isHidden() is slot.seen:
                slot.widget.setVisible(slot.seen)
        return added, moved

    def _why(self, key: str) -> None:
        card = self.card(key)
        if card is not None:
            card.show_reasons(self.controller.reasons.shown(key), self.controller.reasons.refused(key))
            self._chain()

    def _follow_reason(self, key: str) -> None:
        if not self.focus_question(key):
            self.jump_asked.emit(key)

    # building

    def _slot(self, key: str) -> _Slot | None:
        return self._by_key.get(key)

    def _build(self, slot: _Slot) -> None:
        block = slot.block
        if isinstance(block, QuestionBlock):
            slot.widget = self._build_card(block.key)
        elif isinstance(block, HeadingBlock):
            slot.widget = Label(block.text, "section")
        elif isinstance(block, ItemBlock):
            slot.widget = RepeatHead(self.controller, block)
        else:
            slot.widget = RepeatFoot(self.controller, block)
        slot.widget.setParent(self)
        slot.widget.setVisible(slot.seen)

    def _build_card(self, key: str) -> QuestionCard:
        has_why = bool(self.controller.reasons.shown(key))
        card = QuestionCard(
            self.controller.shown(key),
            place=self._place_name,
            has_why=has_why,
            media=self.controller.media,
        )
        card.answered.connect(self._answered)
        card.note_written.connect(self._note_written)
        card.why_asked.connect(self._why)
        card.reason_followed.connect(self._follow_reason)
        card.next_requested.connect(lambda: self._next(key))
        card.previous_requested.connect(lambda: self._previous(key))
        return card

    def _give_back(self, slot: _Slot, *, for_good: bool = True) -> None:
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

    def _anchor(self) -> tuple[_Slot | None, int]:
        """The first block in view and how far it lies below the top: it must not move under the eyes."""
        top = self._window(0)[0]
        slot = next((s for s in self._slots if s.seen and s.top + s.height > top), None)
        return slot, slot.top - top if slot is not None else 0

    def _hold(self, slot: _Slot | None, above: int) -> None:
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

    def _settle_heights(self) -> None:
        for _ in range(3):
            # Height requests climb from card to stack to column; until they have, there is nothing to
            # scroll to.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

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

    def _height_of(self, slot: _Slot, width: int) -> int:
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
            QTimer.singleShot(0, self, self._lay_out)
        return super().event(event)


def _stops_of(widget: QWidget) -> Iterable[QWidget]:
    if isinstance(widget, (QuestionCard, RepeatHead, RepeatFoot)):
        return widget.stops()
    return []
