"""Whether this PC may still write: an old copy of itself must not, since others hold what it has forgotten.

It is noticed by a mark outside the database, or because a supervisor's desk holds entries that are not here.
From then on nothing is recorded under this identity; half-filled forms stay as they are. Called by everything
that opens, packs or takes in; going on is in ``restored``.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from borderdesk.desk.carriage import own_notes
from borderdesk.desk.workspace import BEHIND, IDENTITY, Workspace, facts_of, permitted
from borderdesk.domain import facts
from borderdesk.domain.errors import BorderDeskError
from borderdesk.domain.roles import Act
from borderdesk.domain.values import moment
from borderdesk.store.database import Transaction
from borderdesk.store.mark import Mark, read_mark, write_mark

LINK = "identity.link"
"""The setting with the old key's word for the new identity, which goes on this PC's card."""
_JUST_NOW = timedelta(minutes=10)
AHEAD = "receipt.ahead"
"""The code with which a receipt or request is refused that knows more of this PC than it does itself."""


@dataclass(frozen=True)
class Standing:
    """How this PC stands to its own past.

    ``behind``: it was set back to an old copy and writes nothing; ``noticed_by`` is ``mark`` or ``receipt``.
    ``before`` is the old identity it goes on for, "" for a PC that was never set back. ``going_on_since`` is
    when it went on, ``accepted`` whether a supervisor's desk has answered since, and ``taken_back`` whether
    what was written in the lost time has come back.
    """

    behind: bool
    noticed_by: str = ""
    noticed_at: datetime | None = None
    before: str = ""
    going_on_since: datetime | None = None
    accepted: bool = False
    taken_back: bool = False


@permitted(Act.OWN_ACCESS)
def standing(workspace: Workspace) -> Standing:
    """Whether this PC may write, and where it stands after it was set back."""
    with workspace.store.read() as transaction:
        noticed = transaction.setting(BEHIND)
        going_on = [
            (entry, fact)
            for entry, fact in facts_of(transaction, facts.DeviceContinues, workspace.device)
            if entry.subject == f"device:{workspace.device}"
        ]
        answered = any(True for _ in own_notes(workspace, transaction, facts.ReceiptReceived))
        back = any(True for _ in own_notes(workspace, transaction, facts.EntriesTakenBack))
    found = Standing(
        noticed is not None,
        noticed["by"] if noticed else "",
        moment(noticed["at"]) if noticed else None,
    )
    if not going_on:
        return found
    entry, fact = going_on[-1]
    return Standing(
        found.behind,
        found.noticed_by,
        found.noticed_at,
        fact.before,
        moment(entry.at),
        answered,
        back,
    )


@permitted(Act.OWN_ACCESS)
def must_say(workspace: Workspace, *, arriving: bool = False) -> bool:
    """Whether people have to hear of it before anything else: while this PC writes nothing, and ``arriving``
    for the first time after it went on.
    """
    found = standing(workspace)
    since = found.going_on_since
    return found.behind or (arriving and since is not None and workspace.clock() - since < _JUST_NOW)


def note_behind(workspace: Workspace, by: str) -> None:
    """Stop writing from now on; noticing it twice changes nothing."""
    with suppress(BorderDeskError), workspace.store.write() as transaction:
        if transaction.setting(BEHIND) is None:
            transaction.set_setting(BEHIND, {"by": by, "at": workspace.now()})


@contextmanager
def noticing(workspace: Workspace) -> Iterator[None]:
    """Stop writing where the body is told that others hold more of this PC than it does itself."""
    try:
        yield
    except BorderDeskError as refusal:
        if refusal.code == AHEAD:
            note_behind(workspace, "receipt")
        raise


def compare_mark(workspace: Workspace) -> None:
    """Look at the mark this PC left when it last worked: one from later than the database tells all."""
    with workspace.store.read() as transaction:
        identity = transaction.secret(IDENTITY) or b""
        here = _here(workspace, transaction)
    left = read_mark(workspace.folder, workspace.device, identity)
    if left is not None and left.beyond(here):
        note_behind(workspace, "mark")
    else:
        write_mark(workspace.folder, workspace.device, identity, here)


def _here(workspace: Workspace, transaction: Transaction) -> Mark:
    return Mark(transaction.journal.end(workspace.device).seq, workspace.generation)
