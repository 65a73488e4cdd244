"""What stands on a page, from top to bottom: questions, headings, repeat items and their buttons.

A page is described by these values first and built only near the viewport; made from a form's groups by
``blocks_of`` for :class:`~borderdesk.ui.questions.question_stack.QuestionStack`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from borderdesk.forms import Group, Question, RepeatRange
from borderdesk.ui.questions.controller import FormController
from borderdesk.ui.questions.plain_words import plain_words
from borderdesk.ui.questions.reading import control_of
from borderdesk.ui.questions.walk import Item


@dataclass(frozen=True)
class QuestionBlock:
    """One question card."""

    key: str


@dataclass(frozen=True)
class HeadingBlock:
    """The label of a group above its questions; ``key`` is the group's path."""

    key: str
    text: str


@dataclass(frozen=True)
class ItemBlock:
    """The heading of a repeat item, with Remove; its words come from the controller."""

    repeat: str
    place: int
    removable: bool


@dataclass(frozen=True)
class AddBlock:
    """The foot of a repeat: Add, and Undo for a moment after removing."""

    repeat: str
    text: str
    can_add: bool


Block = QuestionBlock | HeadingBlock | ItemBlock | AddBlock


def question_blocks(keys: Sequence[str]) -> list[Block]:
    """Cards for these questions, nothing else."""
    return [QuestionBlock(key) for key in keys]


def blocks_of(controller: FormController, items: Sequence[Item]) -> list[Block]:
    """Everything in a form's screen or group, flattened in reading order."""
    found: list[Block] = []
    for item in items:
        if isinstance(item, Question):
            key = controller.key_of(item)
            if key not in controller.note_of.values() and not _says_nothing(item):
                found.append(QuestionBlock(key))
        elif isinstance(item, Group):
            label = plain_words(str(item.label(controller.officer_language)))
            if label:
                found.append(HeadingBlock(item.key, label))
            found += blocks_of(controller, item.items)
        elif isinstance(item, RepeatRange):
            found += _repeat_blocks(controller, item)
    return found


def _says_nothing(question: Question) -> bool:
    """A note without words, such as the empty corner of a table of questions."""
    return (control_of(question) == "note" and question.definition.label is None) or (
        "label" in question.appearance and not question.label()
    )


def overview_blocks(controller: FormController, items: Sequence[Item]) -> list[Block]:
    """The items of repeats without their questions: names, Remove, Add."""
    return [
        block
        for item in items
        if isinstance(item, RepeatRange)
        for block in _repeat_blocks(controller, item)
        if (isinstance(block, ItemBlock | AddBlock) and block.repeat == item.key)
    ]


def _repeat_blocks(controller: FormController, repeat: RepeatRange) -> list[Block]:
    label = plain_words(str(repeat.label(controller.officer_language))).rstrip(" :")
    found: list[Block] = []
    for place, instance in enumerate(repeat.instances):
        found.append(ItemBlock(repeat.key, place, repeat.can_add))
        found += blocks_of(controller, instance.items)
    found.append(AddBlock(repeat.key, label, repeat.can_add))
    return found
