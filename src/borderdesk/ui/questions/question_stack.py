"""QuestionStack: a set of a form's questions as cards, one under the other, on any screen.

Put it into a screen's scroll column and call ``follow(scroll_area)``: then only the cards near the viewport
exist. Cards are patched from the controller's change sets, never rebuilt while they have the keyboard.
"""

from collections.abc import Sequence
from itertools import takewhile

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from borderdesk.forms import ChangeSet
from borderdesk.ui import theme
from borderdesk.ui.questions.block_stack import BlockStack, Slot
from borderdesk.ui.questions.blocks import Block, HeadingBlock, ItemBlock, QuestionBlock
from borderdesk.ui.questions.card import QuestionCard
from borderdesk.ui.questions.controller import FormController
from borderdesk.ui.questions.repeat_parts import RepeatFoot, RepeatHead
from borderdesk.ui.soon import soon
from borderdesk.ui.widgets import Label


class QuestionStack(BlockStack):
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
        self._by_key: dict[str, Slot] = {}
        controller.changed.connect(self._patch)
        controller.undo_changed.connect(self._patch_feet)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    # contents

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Show these blocks; cards that stay are kept as they are."""
        old = {slot.block: slot for slot in self._slots}
        self._slots = [old.pop(block) if block in old else Slot(block) for block in blocks]
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

    def _next(self, key: str, *, unanswered: bool = False, by_tab: bool = False) -> None:
        order = self.shown_keys()
        for later in order[order.index(key) + 1 :] if key in order else ():
            wanted = not (unanswered and self.controller.value(later))
            if wanted and self.controller.takes_answer(later):
                self.focus_question(later)
                return
        if not by_tab:
            self.end_reached.emit()

    def _previous(self, key: str) -> None:
        order = self.shown_keys()
        for earlier in reversed(order[: order.index(key)] if key in order else ()):
            if self.controller.takes_answer(earlier):
                self.focus_question(earlier)
                return

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
                soon(self, self._bring_up_words)

    def _bring_up_words(self) -> None:
        """What an answer says about itself stands below it: into view with it, as far as the answer stays."""
        now, area = QApplication.focusWidget(), self._area
        slots = [slot for slot in self._slots if slot.seen]
        at = next(
            (n for n, slot in enumerate(slots) if now and slot.widget and slot.widget.isAncestorOf(now)), -1
        )
        inner = area.widget() if area is not None else None
        if area is None or inner is None or at < 0:
            return
        below = list(takewhile(self._is_words, slots[at + 1 :]))
        if not below:
            return
        self._settle_heights()
        room = area.viewport().height()
        offset = self.mapTo(inner, self.rect().topLeft()).y()
        bottom = offset + below[-1].top + below[-1].height + theme.px(8)
        highest = offset + slots[at].top - theme.px(8)
        bar = area.verticalScrollBar()
        bar.setValue(max(bar.value(), min(bottom - room, highest)))

    def _is_words(self, slot: Slot) -> bool:
        return isinstance(slot.block, QuestionBlock) and self.controller.questions[slot.block.key].is_note

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

    def _slot(self, key: str) -> Slot | None:
        return self._by_key.get(key)

    def make(self, block: Block) -> QWidget:
        """A card, a heading, or the head or foot of a repeat."""
        if isinstance(block, QuestionBlock):
            return self._build_card(block.key)
        if isinstance(block, HeadingBlock):
            return Label(block.text, "section")
        if isinstance(block, ItemBlock):
            return RepeatHead(self.controller, block)
        return RepeatFoot(self.controller, block)

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
        card.tabbed.connect(lambda: self._next(key, by_tab=True))
        card.previous_requested.connect(lambda: self._previous(key))
        return card
