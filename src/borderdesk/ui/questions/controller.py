"""FormController: a running form session as the screens see it.

It owns one :class:`borderdesk.forms.Session`, turns answers into saved drafts and change sets, and hands
out the frozen values of ``shown.py``. Every act is synchronous: runtime calls take well under a
millisecond, saving one transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from borderdesk.domain.errors import BorderDeskError
from borderdesk.forms import (
    ChangeSet,
    Node,
    RepeatRange,
    Session,
)
from borderdesk.ui.questions.form_reading import TALK_LANGUAGE, FormReading, TextMode
from borderdesk.ui.questions.media import QuestionMedia
from borderdesk.ui.questions.reasons import Reasons

UNDO_MS = 10_000
"""How long a removed repeat item can be taken back."""


class DraftKeeper(Protocol):
    """Where a draft is kept; the desk gives one for each unfinished form."""

    def save(self, xml: str, position: str) -> datetime:
        """Keep the draft as one transaction; returns when. Raises BorderDeskError and keeps the old one."""
        ...


@dataclass(frozen=True)
class RemovedItem:
    """A repeat item that was taken out and can still come back."""

    repeat: str
    place: int
    node: Node


class FormController(FormReading):
    """One form being filled: answers in, changes out, each saved as it is given.

    ``changed(ChangeSet)`` follows every act that changed anything, after the draft was saved or failed to
    save. ``saved(datetime)`` and ``save_failed(BorderDeskError)`` tell the save state. ``structure_changed``
    comes before ``changed`` when repeat items came or went. ``item_added(key)`` follows the addition an
    officer asked for in the repeat ``key``.
    """

    changed = Signal(object)
    structure_changed = Signal()
    saved = Signal(object)
    save_failed = Signal(object)
    undo_changed = Signal()
    item_added = Signal(str)

    def __init__(
        self,
        session: Session,
        *,
        keeper: DraftKeeper | None = None,
        person_language: str = "",
        text_mode: TextMode = TextMode.BOTH,
        readonly: bool = False,
        media: QuestionMedia | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(
            session,
            person_language=person_language,
            text_mode=text_mode,
            readonly=readonly,
            media=media,
            parent=parent,
        )
        self.position = ""
        self.unsaved = False
        self._keeper = keeper
        self.reasons = Reasons(self)
        self.removed: RemovedItem | None = None
        self._undo = QTimer(self)
        self._undo.setSingleShot(True)
        self._undo.setInterval(UNDO_MS)
        self._undo.timeout.connect(self._forget_removed)
        self.follow_program_language()

    # languages

    def follow_program_language(self) -> None:
        """Officer texts in the program's language where the form has it, else the form's default."""
        self._follow_languages()
        if self.session.language != self.officer_language:
            self.session.set_language(self.officer_language)
        self.changed.emit(ChangeSet(self.session, language=True))

    def next_text_mode(self) -> TextMode:
        """F4: both, person only, officer only, and round again."""
        order = [TextMode.BOTH, TextMode.PERSON, TextMode.OFFICER]
        self.text_mode = order[(order.index(self.text_mode) + 1) % len(order)]
        self._choices.clear()
        self.changed.emit(ChangeSet(self.session))
        return self.text_mode

    # messages

    def tell_issues(self, keys: Sequence[str]) -> list[str]:
        """Show what is wrong with these questions from now on; returns those that have an issue."""
        self._warned.update(keys)
        wrong = [key for key in keys if self.issue(key) is not None]
        self.changed.emit(ChangeSet(self.session))
        return wrong

    # answering

    def answer(self, key: str, value: str) -> bool:
        """Store one answer; returns whether it differs from the stored one. Saved before it returns."""
        question = self.questions[key]
        if self.readonly or self.session.value(question.node) == value:
            return False
        self._warned.add(key)
        self._apply(self.session.set_value(question.node, value))
        if question.name == TALK_LANGUAGE:
            self._person = value
            self.follow_program_language()
        return True

    def set_named(self, name: str, value: str) -> None:
        """Set a hidden field at the form's root, such as ``depth``."""
        self._apply(self.session.set_path(self._root_path(name), value))

    def add_item(self, repeat: RepeatRange) -> None:
        """Add an item to a repeat."""
        self._apply(self.session.add_repeat(repeat))
        self.item_added.emit(repeat.key)

    def remove_item(self, repeat: RepeatRange, place: int) -> None:
        """Take out item ``place`` (from 0); ``undo_remove`` brings its answers back for ten seconds."""
        node = repeat.instances[place].node
        self.removed = RemovedItem(repeat.key, place, node)
        self._apply(self.session.remove_repeat(node))
        self._undo.start()
        self.undo_changed.emit()

    def undo_remove(self) -> None:
        """Bring the removed item back where it was, with everything in it."""
        removed = self.removed
        repeat = self.repeat(removed.repeat) if removed is not None else None
        if removed is None or repeat is None:
            return
        self._undo.stop()
        self.removed = None
        self._apply(self.session.put_back(repeat, removed.node, removed.place))
        self.undo_changed.emit()

    def _forget_removed(self) -> None:
        self.removed = None
        self.undo_changed.emit()

    def repeat(self, key: str) -> RepeatRange | None:
        """The repeat with this key, as it stands now."""
        return self._repeats.get(key)

    def _apply(self, changes: ChangeSet) -> None:
        if changes.structure:
            self._index()
        for node in changes.choices:
            self._choices.pop(self._by_node.get(id(node), ""), None)
        self.save()
        if changes.structure:
            self.structure_changed.emit()
        self.changed.emit(changes)

    # saving

    def save(self) -> bool:
        """Save the draft now; called by itself after each answer, and again to retry."""
        if self._keeper is None or self.readonly:
            return True
        try:
            at = self._keeper.save(self.session.draft_xml(), self.continue_at())
        except BorderDeskError as error:
            self.unsaved = True
            self.save_failed.emit(error)
            return False
        self.unsaved = False
        self.saved.emit(at)
        return True

    def stand_at(self, key: str) -> None:
        """Remember where the officer is; kept with the next save."""
        self.position = key

    def continue_at(self) -> str:
        """Where to go on after a break: the officer's question, or once answered the next open one."""
        order = list(self.questions)
        if self.position not in self.questions:
            return self.position
        for key in order[order.index(self.position) :]:
            if self.takes_answer(key) and not self.value(key):
                return key
        return self.position
