"""Users and devices, folded from their entries."""

from collections.abc import Iterable
from dataclasses import dataclass

from borderdesk.domain import facts
from borderdesk.domain.fold import history
from borderdesk.domain.journal import Entry
from borderdesk.domain.roles import Role
from borderdesk.domain.values import UserId


@dataclass(frozen=True)
class User:
    """Somebody who signs in: a role number and what it may do; never a personal name."""

    id: UserId
    role: Role
    trained_child: bool = False


def fold_user(user: str, entries: Iterable[Entry]) -> User | None:
    """The user as last set, or None when no readable entry says who it is."""
    found: User | None = None
    for step in history(entries).steps:
        if isinstance(step.fact, facts.UserAdded):
            found = User(UserId(user), Role(step.fact.role), step.fact.trained_child)
    return found
