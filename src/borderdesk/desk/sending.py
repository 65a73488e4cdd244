"""The way back: a supervisor's entries to the desk they concern, sealed to it alone.

What concerns a checkpoint is said here and nowhere else: records that it has written to itself, its own
users, and the directory. Everything else in the supervisor's chain goes as sealed places, so that the chain
stays whole and a checkpoint learns nothing of another station, not even that there was a record.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from borderdesk.desk.access import device_identity
from borderdesk.desk.attachments import files_to_send, named_in
from borderdesk.desk.carriage import alternate_devices
from borderdesk.desk.packing import Packed, exported, is_news
from borderdesk.desk.relaying import own_head
from borderdesk.desk.trust import present_cards
from borderdesk.desk.workspace import Done, Progress, Workspace, facts_of, permitted, silent
from borderdesk.domain import facts
from borderdesk.domain.codes import station_of
from borderdesk.domain.errors import NotAllowed, RuleBroken
from borderdesk.domain.journal import Entry, to_line
from borderdesk.domain.numbering import first_package
from borderdesk.domain.roles import Act, Post
from borderdesk.domain.values import moment
from borderdesk.exchange import Card, heads_extra, write_package
from borderdesk.exchange.filesystem import REAL_FILES, FileSystem
from borderdesk.store.cases import CASE_PREFIX
from borderdesk.store.database import Transaction

_FOR_ALL = ("directory:", "content:")
_AUDIT = frozenset({"record.viewed", "records.searched", "records.exported_clear"})
"""Who looked at what at the supervisor's desk is that desk's own audit."""

Concerns = Callable[[Entry], bool]


@dataclass(frozen=True)
class DeskToSend:
    """A desk that something may be carried to: how many entries that concern it are new since last time."""

    device: str
    role: str
    station: str
    entries: int
    last_at: datetime | None


@permitted(Act.SEND_BACK)
def desks_to_send(workspace: Workspace) -> list[DeskToSend]:
    """Every trusted desk with what waits for it, by station."""
    with workspace.store.read() as transaction:
        found = []
        for card in present_cards(workspace, transaction).values():
            if card.device_id == workspace.device or card.role not in _DESKS:
                continue
            concerns = _concerns(workspace, transaction, card)
            sent = _sent(workspace, transaction, card)
            chain = transaction.journal.chain(workspace.device, sent[0] + 1)
            entries = sum(is_news(entry) and concerns(entry) for entry in chain)
            found.append(DeskToSend(card.device_id, card.role, card.station, entries, sent[1]))
    return sorted(found, key=lambda each: (each.station, each.device))


_DESKS = (Post.CHECKPOINT.value, Post.SUPERVISOR.value)


@permitted(Act.SEND_BACK)
def pack_for(
    workspace: Workspace,
    device: str,
    folder: Path,
    progress: Progress = silent,
    *,
    files: FileSystem = REAL_FILES,
    again_from: int | None = None,
) -> Done[Packed]:
    """Write a package for one desk to ``folder``: what concerns it since the last one, sealed to it alone.

    Another supervisor's desk gets everything but what is about separate records, unless it was accepted as
    the desk for these.

    :raises RuleBroken: ``transfer.nothing_new``. :raises NotAllowed: ``card.unknown``.
    :raises Unavailable: ``stick.full``, ``stick.removed``, ``stick.unwritable``; nothing is marked packed.
    """
    with workspace.store.read() as transaction:
        card = present_cards(workspace, transaction).get(device)
        if card is None or card.role not in _DESKS:
            raise NotAllowed("card.unknown")
        concerns = _concerns(workspace, transaction, card)
        first = again_from or _sent(workspace, transaction, card)[0] + 1
        last = transaction.journal.end(workspace.device).seq
        if again_from is None and not any(
            is_news(entry) and concerns(entry)
            for entry in transaction.journal.chain(workspace.device, first, last)
        ):
            raise RuleBroken("transfer.nothing_new")
        identity = device_identity(transaction)
        floor = first_package(workspace.generation) - 1
        number = max([floor, *(fact.number for _, fact in exported(workspace, transaction))]) + 1
        told, names = set[str](), set[str]()
        written = write_package(
            folder,
            kind="records",
            sender=identity,
            number=number,
            recipients=[card],
            station=workspace.station,
            role=workspace.post.value,
            entry_ranges={workspace.device: (first, last)},
            entries=_lines(workspace, transaction, first, last, concerns, told, names),
            attachments=files_to_send(transaction, names),
            extra=heads_extra(own_head(workspace, transaction, identity, last)),
            created=workspace.clock(),
            practice=workspace.practice,
            progress=progress,
            files=files,
        )
    with workspace.store.write() as transaction:
        fact = facts.PackageExported(number, (card.fingerprint,), first, last, written.sha256)
        changes = workspace.record(transaction, f"package:{workspace.device}:{number}", fact)
    cases = sum(subject.startswith(CASE_PREFIX) for subject in told)
    return Done(Packed(written.path, number, last - first + 1, cases, 0, written.size), changes)


def _lines(
    workspace: Workspace,
    transaction: Transaction,
    first: int,
    last: int,
    concerns: Concerns,
    told: set[str],
    names: set[str],
) -> Iterator[bytes]:
    for entry in transaction.journal.chain(workspace.device, first, last):
        if concerns(entry):
            told.add(entry.subject)
            names |= named_in(entry.payload or b"")
            yield to_line(entry)
        else:
            yield to_line(entry.sealed_place())


def _sent(workspace: Workspace, transaction: Transaction, card: Card) -> tuple[int, datetime | None]:
    """The last own entry that was packed for a desk, and when."""
    last, at = 0, ""
    for entry, fact in exported(workspace, transaction):
        if card.fingerprint in fact.recipients:
            last, at = max(last, fact.last), entry.at
    return last, moment(at) if at else None


def _concerns(workspace: Workspace, transaction: Transaction, card: Card) -> Concerns:
    """Which of this desk's entries concern the desk of ``card``."""
    if card.role == Post.SUPERVISOR.value:
        separate = set[str]()
        if card.device_id not in alternate_devices(workspace, transaction):
            separate = {CASE_PREFIX + code for code in transaction.cases.separate()}
        return lambda entry: entry.subject not in separate
    devices = _identities(workspace, transaction, card.device_id)
    cases = {
        subject
        for each in devices
        for subject in transaction.journal.subjects_by(each, CASE_PREFIX)
        if station_of(subject.removeprefix(CASE_PREFIX)) == card.station  # others it knows from a paper
    }
    users = tuple(f"user:{each}:" for each in devices)
    cases |= _pairs_within(transaction, cases)

    def concerns(entry: Entry) -> bool:
        if entry.subject in cases:
            return entry.kind not in _AUDIT
        return entry.subject.startswith(users) or entry.subject.startswith(_FOR_ALL)

    return concerns


def _pairs_within(transaction: Transaction, cases: set[str]) -> set[str]:
    """What was said of two of these cases; a desk that wrote one of the two learns nothing of the other."""
    pairs = transaction.pairs.of(sorted(subject.removeprefix(CASE_PREFIX) for subject in cases))
    return {
        pair.subject
        for pair in pairs
        if CASE_PREFIX + pair.first in cases and CASE_PREFIX + pair.second in cases
    }


def _identities(workspace: Workspace, transaction: Transaction, device: str) -> set[str]:
    """A desk and the identities it had before it was set back to a copy."""
    before = {
        fact.device: fact.before for _, fact in facts_of(transaction, facts.PeerContinues, workspace.device)
    }
    found = {device}
    while (device := before.get(device, "")) and device not in found:
        found.add(device)
    return found
