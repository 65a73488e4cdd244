"""A group that came together, folded from its entries: who is in it and who waits apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from borderdesk.domain import facts
from borderdesk.domain.fold import history
from borderdesk.domain.journal import Entry
from borderdesk.domain.values import UserId, moment


@dataclass(frozen=True)
class GroupState:
    """One group. ``members`` are case codes in the order people were counted; ``apart`` those kept apart."""

    code: str
    station: str
    direction: str
    language: str
    members: tuple[str, ...]
    apart: frozenset[str]
    opened_at: datetime
    opened_by: UserId


def fold_group(code: str, entries: Iterable[Entry]) -> GroupState | None:
    """The state of group ``code``, None while the entry that opens it has not arrived."""
    opened: facts.GroupOpened | None = None
    at, by = "", UserId("")
    apart: set[str] = set()
    for step in history(entries).steps:
        match step.fact:
            case facts.GroupOpened():
                opened, at, by = step.fact, step.entry.at, step.entry.actor
            case facts.GroupMemberMarked(member, True):
                apart.add(member)
            case facts.GroupMemberMarked(member, False):
                apart.discard(member)
    if opened is None:
        return None
    return GroupState(
        code,
        opened.station,
        opened.direction,
        opened.language,
        opened.members,
        frozenset(apart & set(opened.members)),
        moment(at),
        by,
    )
