"""Walking a form's screens: questions, groups and repeats in reading order. No Qt here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from borderdesk.forms import Group, Question, RepeatRange

Item = Question | Group | RepeatRange


def questions_in(items: Sequence[Item]) -> Iterator[Question]:
    """Every question, those of repeat items included, asked or not."""
    for item in items:
        if isinstance(item, Question):
            yield item
        elif isinstance(item, Group):
            yield from questions_in(item.items)
        else:
            for instance in item.instances:
                yield from questions_in(instance.items)


def groups_in(items: Sequence[Item]) -> Iterator[Group]:
    """Every group, outer before inner."""
    for item in items:
        if isinstance(item, Group):
            yield item
            yield from groups_in(item.items)
        elif isinstance(item, RepeatRange):
            for instance in item.instances:
                yield from groups_in(instance.items)


def repeats_in(items: Sequence[Item]) -> Iterator[RepeatRange]:
    """Every repeat, outer before inner."""
    for item in items:
        if isinstance(item, Group):
            yield from repeats_in(item.items)
        elif isinstance(item, RepeatRange):
            yield item
            for instance in item.instances:
                yield from repeats_in(instance.items)
