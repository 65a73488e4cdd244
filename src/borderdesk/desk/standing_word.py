"""Whose word in a checkpoint's chain counts as a supervisor's, by what the chain itself says. For arrivals.

A checkpoint's PC can write any entry into its own chain. What only a supervisor may say is taken in where the
chain has told, before it, that its author is one; else its place is kept and it is set aside.
"""

from borderdesk.domain import facts
from borderdesk.domain.errors import BorderDeskError
from borderdesk.domain.journal import Entry
from borderdesk.domain.roles import Act, Role, may
from borderdesk.domain.values import DeviceId
from borderdesk.store.database import Transaction

NOT_A_SUPERVISOR = "outcome.not_a_supervisor"
"""An answer to a wish to lower, or a choice between contradictions, by somebody who may not give it."""

_NEEDS = {facts.LoweringAnswered.kind: Act.COUNTERSIGN, facts.ConflictResolved.kind: Act.RESOLVE}


class StandingWord:
    """The users of one chain, noted while it streams by; what is here already is read only when asked for."""

    def __init__(self, transaction: Transaction, device: DeviceId) -> None:
        self._transaction = transaction
        self._device = device
        self._users: dict[str, dict[int, Role]] = {}
        self._aside: set[int] | None = None

    def note(self, entry: Entry) -> None:
        """Remember that a user was added."""
        if entry.kind != facts.UserAdded.kind or entry.payload is None:
            return
        try:
            fact = facts.decode(entry.kind, entry.payload)
        except BorderDeskError:
            return
        if isinstance(fact, facts.UserAdded):
            # A PC that goes on under a new identity says its users again, under the old identity's name.
            user = entry.subject.rpartition(":")[2]
            self._users.setdefault(user, {})[entry.seq] = Role(fact.role)

    def counts(self, entry: Entry) -> bool:
        """Whether an entry may stand: nearly all may, and are not looked up."""
        act = _NEEDS.get(entry.kind)
        if act is None:
            return True
        self._read()
        added = self._users.get(entry.actor, {})
        before = [seq for seq in added if seq < entry.seq]
        return bool(before) and may(added[max(before)], act)

    def is_aside(self, entry: Entry) -> bool:
        """Whether it is on the shelf already."""
        self._read()
        return self._aside is not None and entry.seq in self._aside

    def _read(self) -> None:
        if self._aside is not None:
            return
        for entry in self._transaction.journal.of_kind(facts.UserAdded.kind, "user:"):
            if entry.device == self._device:
                self.note(entry)
        rows = self._transaction.shelf.aside()
        self._aside = {row.seq for row in rows if row.device == self._device}
