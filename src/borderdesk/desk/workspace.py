"""The open workspace and what every desk function shares: who may act, when, and what changed."""

import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import update_wrapper
from pathlib import Path
from typing import Concatenate, Generic, ParamSpec, Protocol, TypeVar

from borderdesk.domain.errors import BorderDeskError, Damaged, NotAllowed, Unavailable
from borderdesk.domain.facts import (
    ContentKeyMade,
    ContentKeyWithdrawn,
    DeviceContinues,
    DeviceRegistered,
    DiseasePackChosen,
    DocumentRead,
    DrillBegun,
    DrillFinished,
    EntriesReturned,
    EntriesTakenBack,
    Fact,
    ImportUndone,
    PackageExported,
    PackageHandedOver,
    PackageImported,
    PackageRefused,
    PackInstalled,
    PackSigned,
    PeerContinues,
    PeerRevoked,
    PeerTrusted,
    ReceiptReceived,
    ReceiptWritten,
    ResendAsked,
    ResendReceived,
    decode,
)
from borderdesk.domain.journal import Entry
from borderdesk.domain.people import User
from borderdesk.domain.roles import Act, Post, require
from borderdesk.domain.values import DeviceId, StationCode, iso
from borderdesk.resources import ContentInUse, at_work, sign_out
from borderdesk.store.database import Store, Transaction
from borderdesk.store.mark import Mark, read_mark, write_mark

IDENTITY = "device.identity"
"""The secret with this installation's keys."""
BEHIND = "identity.behind"
"""The setting that says that this PC was set back to an old copy, how that was noticed and when."""

Clock = Callable[[], datetime]
"""Gives an aware datetime in the PC's zone."""
RandomBytes = Callable[[int], bytes]

T = TypeVar("T")
P = ParamSpec("P")
F = TypeVar("F", bound=Fact)


class Progress(Protocol):
    """Told how far long work is; raises Cancelled when the person no longer wants it."""

    def __call__(self, step: str, done: int, total: int) -> None: ...


def silent(step: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def local_now() -> datetime:
    """The PC's clock with its zone."""
    return datetime.now(UTC).astimezone()


@dataclass(frozen=True)
class Changes:
    """Which kinds of facts were written and about which subjects; visible screens refresh from it."""

    kinds: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(self.kinds | other.kinds, self.subjects | other.subjects)


@dataclass(frozen=True)
class Done(Generic[T]):
    """What a verb gives back: its value, and what it changed."""

    value: T
    changes: Changes


@dataclass(frozen=True)
class Workspace:
    """An open store and who is signed in. Lives from unlock to lock."""

    folder: Path
    store: Store
    user: User
    station: StationCode
    post: Post
    device: DeviceId
    practice: bool
    private_desk: bool = False
    clock: Clock = local_now
    random: RandomBytes = os.urandom
    session: str = field(default_factory=lambda: secrets.token_hex(8))
    viewed: set[str] = field(default_factory=set, compare=False, repr=False)
    """Other people's cases looked at in this sitting; each is written down once."""
    content: ContentInUse = field(default_factory=ContentInUse, compare=False, repr=False)
    """What the shipped content is overlaid with here; every verb works with it."""
    older: tuple[DeviceId, ...] = ()
    """Identities this PC had before, the first one first; more than none where it was set back to a copy."""
    lent_pin: bytes = field(default=b"", compare=False, repr=False)
    """In practice: what the hide-PIN of the real desk is checked by; never stored there."""
    generation: int = 0
    """How many identities it is known to have had; the numbers it gives out start from it."""

    def is_own(self, device: str | None) -> bool:
        """Whether an entry or a record by this device is of this very PC, under whatever identity."""
        return device == self.device or device in self.older

    def now(self) -> str:
        """The moment as it is stored: UTC to the second."""
        return iso(self.clock().astimezone(UTC))

    def instant(self) -> str:
        """The same to the microsecond: which of two drafts was last worked on, within one second."""
        return self.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def close(self) -> None:
        """Drop the key and let the next instance in; afterwards everything says ``workspace.closed``."""
        sign_out(self.content)
        self.leave_mark()
        self.store.close()

    def leave_mark(self) -> None:
        """Note outside the database how far this PC has written; a note from later is never overwritten."""
        with suppress(BorderDeskError):
            with self.store.read() as transaction:
                identity = transaction.secret(IDENTITY) or b""
                here = Mark(transaction.journal.end(self.device).seq, self.generation)
            left = read_mark(self.folder, self.device, identity)
            if left is None or here.beyond(left):
                write_mark(self.folder, self.device, identity, here)

    def record(self, transaction: Transaction, subject: str, *facts: Fact) -> Changes:
        """Append facts about one subject in the signed-in user's name.

        :raises NotAllowed: ``identity.behind`` where this PC was set back to an old copy of itself: others
            hold entries under the numbers it would give now.
        """
        if transaction.setting(BEHIND) is not None:
            raise NotAllowed("identity.behind")
        for fact in facts:
            transaction.journal.append(
                self.device, self.user.id, subject, fact, at=self.now(), salt=self.random(16)
            )
        return changed(subject, facts)


def changed(subject: str, facts: Iterable[Fact]) -> Changes:
    """The changes that these facts make."""
    return Changes(frozenset(fact.kind for fact in facts), frozenset({subject}))


ACTS: dict[str, Act] = {}
"""Which act each permitted desk function needs, by its full name."""


def permitted(
    act: Act,
) -> Callable[[Callable[Concatenate[Workspace, P], T]], Callable[Concatenate[Workspace, P], T]]:
    """Refuse a desk function to roles that the permission table does not name.

    The act is kept in :data:`ACTS`, so that a test can walk every function.
    """

    def wrap(function: Callable[Concatenate[Workspace, P], T]) -> Callable[Concatenate[Workspace, P], T]:
        def checked(workspace: Workspace, /, *args: P.args, **kwargs: P.kwargs) -> T:
            require(workspace.user.role, act)
            with at_work(workspace.content):
                return function(workspace, *args, **kwargs)

        update_wrapper(checked, function)
        ACTS[f"{function.__module__}.{function.__name__}"] = act
        return checked

    return wrap


def case_subject(code: str) -> str:
    """The journal's subject for a case."""
    return f"case:{code}"


_SUBJECTS: dict[type[Fact], str] = {
    DeviceContinues: "device:",
    DeviceRegistered: "device:",
    EntriesReturned: "package:",
    EntriesTakenBack: "package:",
    PeerContinues: "peer:",
    PeerTrusted: "peer:",
    PeerRevoked: "peer:",
    PackageExported: "package:",
    PackageHandedOver: "package:",
    PackageImported: "package:",
    PackageRefused: "package:",
    ImportUndone: "package:",
    ReceiptReceived: "package:",
    ReceiptWritten: "package:",
    ResendAsked: "package:",
    ResendReceived: "package:",
    DocumentRead: "document:",
    DrillBegun: "training:",
    DrillFinished: "training:",
    ContentKeyMade: "content:",
    ContentKeyWithdrawn: "content:",
    PackSigned: "content:",
    PackInstalled: "content:",
    DiseasePackChosen: "content:",
}


def facts_of(transaction: Transaction, kind: type[F], device: str | None = None) -> Iterator[tuple[Entry, F]]:
    """Readable facts about this PC or another, oldest first; of one device where it is named."""
    for entry in transaction.journal.of_kind(kind.kind, _SUBJECTS[kind]):
        if entry.payload is not None and device in (None, entry.device):
            with suppress(Damaged):
                fact = decode(entry.kind, entry.payload)
                if isinstance(fact, kind):
                    yield entry, fact


def need(value: T | None, code: str) -> T:
    """The value, or :class:`Unavailable` with ``code`` when there is none."""
    if value is None:
        raise Unavailable(code)
    return value
