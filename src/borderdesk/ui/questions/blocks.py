"""What stands on a page, from top to bottom: questions, headings, repeat items and their buttons.

A page is described by these values first and built only near the viewport; made from a form's groups by
``blocks_of`` for :class:`~borderdesk.ui.questions.question_list.QuestionStack`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from borderdesk.forms import Group, Question, RepeatRange
from borderdesk.ui.questions.controller import FormController
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
    """The heading of a repeat item, with Remove."""

    repeat: str
    place: int
    text: str
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
            if key not in controller.note_of.values():
                found.append(QuestionBlock(key))
        elif isinstance(item, Group):
            label = str(item.label(controller.officer_language))
            if label:
                found.append(HeadingBlock(item.key, label))
            found += blocks_of(controller, item.items)
        elif isinstance(item, RepeatRange):
            found += _repeat_blocks(controller, item)
    return found


def _repeat_blocks(controller: FormController, repeat: RepeatRange) -> list[Block]:
    label = str(repeat.label(controller.officer_language))
    found: list[Block] = []
    for place, instance in enumerate(repeat.instances):
        found.append(ItemBlock(repeat.key, place, label, repeat.can_add))
        found += blocks_of(controller, instance.items)
    found.append(AddBlock(repeat.key, label, repeat.can_add))
    return found
