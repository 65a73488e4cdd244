"""Handing over: what is packed, carried and confirmed; packing the records of this PC for a stick."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from pathlib import Path

from borderdesk.desk.access import device_identity
from borderdesk.desk.attachments import files_to_send, named_in
from borderdesk.desk.carriage import Reached, own_notes, reached
from borderdesk.desk.many_objects import many_objects
from borderdesk.desk.relaying import own_head, passages, passed_on
from borderdesk.desk.requests import OpenRequest, open_requests
from borderdesk.desk.separate import unheard
from borderdesk.desk.trust import Peer, peers, supervisor_cards, write_card
from borderdesk.desk.workspace import Done, Progress, Workspace, permitted, silent
from borderdesk.domain import facts
from borderdesk.domain.codes import short_code
from borderdesk.domain.errors import NotAllowed, RuleBroken
from borderdesk.domain.journal import Entry, to_line
from borderdesk.domain.numbering import first_package
from borderdesk.domain.roles import Act, Post
from borderdesk.domain.values import Carriage, CaseCode, moment
from borderdesk.exchange import heads_extra, write_package
from borderdesk.exchange.filesystem import REAL_FILES, FileSystem
from borderdesk.store.cases import CASE_PREFIX
from borderdesk.store.database import Transaction

_NO_NEWS = frozenset(
    {
        "package.exported",
        "package.handed_over",
        "package.refused",
        "package.repeated",
        "receipt.received",
        "receipt.written",
        "resend.asked",
        "resend.received",
        "peer.trusted",
    }
)
"""Entries that alone are no reason to carry a stick."""
_TELLS_BY_ITS_KIND = (facts.ReferralRefused.kind, facts.CardOffered.kind, facts.CardPrinted.kind)
"""That one of these was written tells already that the person said no."""
_BESIDES = frozenset(
    {
        "assessment.completed",
        "content.pack_installed",
        "document.read",
        "drill.finished",
        "health.checked",
        "sight.nothing",
    }
)
"""Work that is in no record and that the supervisor's desk waits for all the same."""


@dataclass(frozen=True)
class CarriedRecord:
    """A record and how far it has travelled; one that stays here is packed without its content."""

    code: str
    short: str
    carriage: Carriage
    stays_here: bool = False


@dataclass(frozen=True)
class PackageRow:
    """A package this PC wrote. ``first`` is its first entry: where packing again has to begin."""

    number: int
    created: datetime
    carriage: Carriage
    entries: int
    sha256: str
    first: int = 1


@dataclass(frozen=True)
class TransferStatus:
    """The transfer screen at a glance; ``missing`` is a code when packing is not possible.

    ``besides`` counts what is not packed yet and in no record: checks, assessments, what was read.
    """

    counts: dict[Carriage, int]
    records: list[CarriedRecord]
    packages: list[PackageRow]
    recipients: list[Peer]
    missing: str
    requests: list[OpenRequest] = field(default_factory=list)
    besides: int = 0


@dataclass(frozen=True)
class Packed:
    """A package on the stick, read back and found whole.

    ``withheld`` counts records without their content; separate records are in no count.
    """

    path: Path
    number: int
    entries: int
    records: int
    withheld: int
    size: int


@permitted(Act.PACK)
def transfer_status(workspace: Workspace) -> TransferStatus:
    """Which records are packed, carried and confirmed, and which packages exist."""
    with workspace.store.read() as transaction:
        so_far = reached(workspace, transaction)
        rows = [row for row in transaction.cases.all() if workspace.is_own(row.device) and not row.official]
        lost = untold(workspace, transaction)
        records = [
            CarriedRecord(
                row.code,
                short_code(CaseCode(row.code)),
                so_far.of(row),
                row.stays_here or row.code in lost,
            )
            for row in rows
        ]
        packages = _packages(workspace, transaction, so_far)
        requests = open_requests(workspace, transaction)
        besides = transaction.journal.written(workspace.device, so_far.packed + 1, _BESIDES)
        ordinary = {card.device_id for card in supervisor_cards(workspace, transaction)}
    counts = {each: sum(record.carriage is each for record in records) for each in Carriage}
    recipients = [peer for peer in peers(workspace) if peer.device in ordinary]
    return TransferStatus(
        counts,
        records,
        packages,
        recipients,
        "" if recipients else "transfer.no_recipient",
        requests,
        besides,
    )


def _packages(workspace: Workspace, transaction: Transaction, so_far: Reached) -> list[PackageRow]:
    rows = []
    for entry, fact in exported(workspace, transaction):
        state = so_far.of_entry(fact.last)
        entries = fact.last - fact.first + 1
        rows.append(PackageRow(fact.number, moment(entry.at), state, entries, fact.sha256, fact.first))
    return rows[::-1]


def exported(workspace: Workspace, transaction: Transaction) -> Iterator[tuple[Entry, facts.PackageExported]]:
    """Every package that this PC wrote under its present identity, the oldest first."""
    return own_notes(workspace, transaction, facts.PackageExported)


@permitted(Act.PACK)
@many_objects()
def pack(
    workspace: Workspace,
    folder: Path,
    progress: Progress = silent,
    *,
    files: FileSystem = REAL_FILES,
    again_from: int | None = None,
) -> Done[Packed]:
    """Write the next records package to ``folder``, sealed to every trusted supervisor's desk.

    Holds this PC's entries since the last package (or from ``again_from``). Entries of records that must
    stay here go without their content: the chain stays whole and nothing is told. Of those whose kind alone
    would tell, only the place goes.

    :raises RuleBroken: ``transfer.nothing_new``. :raises NotAllowed: ``transfer.no_recipient``,
        ``transfer.choose_desk`` at a supervisor's desk, which packs for one desk at a time.
    :raises Unavailable: ``stick.full``, ``stick.removed``, ``stick.unwritable``; nothing is marked packed.
    """
    if workspace.post is Post.SUPERVISOR:
        raise NotAllowed("transfer.choose_desk")
    with workspace.store.read() as transaction:
        recipients = supervisor_cards(workspace, transaction)
        if not recipients:
            raise NotAllowed("transfer.no_recipient")
        first = again_from or reached(workspace, transaction).packed + 1
        last = transaction.journal.end(workspace.device).seq
        if again_from is None and not _has_news(workspace, transaction, first):
            raise RuleBroken("transfer.nothing_new")
        earlier = [fact for _, fact in exported(workspace, transaction)]
        number = max([first_package(workspace.generation) - 1, *(fact.number for fact in earlier)]) + 1
        separate = transaction.cases.separate()
        staying = transaction.cases.staying() | separate | untold(workspace, transaction)
        quiet = {CASE_PREFIX + code for code in staying}
        quiet |= {pair.subject for pair in transaction.pairs.of(sorted(staying))}
        released = kept_back(earlier, again=again_from is not None) - staying
        # What was passed on about a released record went without its content: all of it goes once more.
        along = passages(workspace, transaction, earlier, again=again_from is not None or bool(released))
        packed, kept = range(first, last + 1), kept_back(earlier, again=False)
        telling = _telling(workspace, transaction, quiet, packed, kept)
        carried = unheard(workspace, transaction)
        identity = device_identity(transaction)
        heads = own_head(workspace, transaction, identity, last)
        heads |= {piece.head.device: piece.head for piece in along}
        if workspace.older and not any(own_notes(workspace, transaction, facts.ReceiptReceived)):
            # Nobody has answered the new identity yet: whoever gets the stick needs its card.
            write_card(workspace, folder, files=files)
        subjects, names = set[str](), set[str]()
        written = write_package(
            folder,
            kind="records",
            sender=identity,
            number=number,
            recipients=recipients,
            station=workspace.station,
            role=workspace.post.value,
            entry_ranges={
                workspace.device: (first, last),
                **{piece.head.device: (piece.first, piece.head.seq) for piece in along},
            },
            entries=chain(
                _lines(
                    workspace,
                    transaction,
                    first,
                    last,
                    quiet,
                    lambda entry: entry.id in telling or carried(entry),
                    released,
                    subjects,
                    names,
                ),
                passed_on(transaction, along, quiet),
            ),
            extra=heads_extra(heads),
            attachments=files_to_send(transaction, names),
            created=workspace.clock(),
            practice=workspace.practice,
            progress=progress,
            files=files,
        )
    withheld = tuple(sorted(staying & {subject.removeprefix(CASE_PREFIX) for subject in subjects}))
    with workspace.store.write() as transaction:
        fact = facts.PackageExported(
            number,
            tuple(card.fingerprint for card in recipients),
            first,
            last,
            written.sha256,
            withheld,
            tuple(sorted(released)),
            tuple(piece.noted for piece in along),
        )
        changes = workspace.record(transaction, f"package:{workspace.device}:{number}", fact)
    cases = sum(subject.startswith(CASE_PREFIX) for subject in subjects)
    counted = len(set(withheld) - separate)
    return Done(
        Packed(written.path, number, last - first + 1, cases - len(withheld), counted, written.size),
        changes,
    )


def kept_back(earlier: list[facts.PackageExported], *, again: bool) -> set[str]:
    """Cases that went without their content and were not released since; packing again takes all of them,
    since the stick that released them may be the one that was lost.
    """
    kept: set[str] = set()
    for fact in earlier:
        if not again:
            kept.difference_update(fact.released)
        kept.update(fact.withheld)
    return kept


def _telling(
    workspace: Workspace, transaction: Transaction, quiet: set[str], packed: range, kept: set[str]
) -> set[str]:
    """Entries of quiet records whose kind alone would tell. Only where another entry names the record to the
    supervisors, now or in an earlier package without its content: a PC that was set back hears from them
    which records must stay (see :func:`untold`).
    """
    found = set[str]()
    for subject, entries in transaction.journal.of_many(sorted(quiet)):
        own = [entry for entry in entries if entry.device == workspace.device]
        named = subject.removeprefix(CASE_PREFIX) in kept or any(
            entry.seq in packed and entry.kind not in _TELLS_BY_ITS_KIND for entry in own
        )
        if named:
            found.update(entry.id for entry in own if entry.kind in _TELLS_BY_ITS_KIND)
    return found


def untold(workspace: Workspace, transaction: Transaction) -> set[str]:
    """Own records of a lost time that came back without their content: it had stayed here, so the person had
    said no, and the "no" itself is lost. They stay until the person has agreed anew.
    """
    codes = {
        subject.removeprefix(CASE_PREFIX)
        for device in workspace.older
        for subject in transaction.journal.without_content(device, CASE_PREFIX)
    }
    return {code for code in codes if not _agreed_since(workspace, transaction, code)}


def _agreed_since(workspace: Workspace, transaction: Transaction, code: str) -> bool:
    ours = [each for each in transaction.journal.of(CASE_PREFIX + code) if workspace.is_own(each.device)]
    last = max((each.lamport for each in ours if each.payload is None), default=0)
    for each in ours:
        if each.lamport > last and each.payload is not None:
            fact = facts.decode(each.kind, each.payload)
            if isinstance(fact, facts.ReferralIssued):
                return True
            if isinstance(fact, facts.ConsentRecorded) and fact.record == "yes":
                return True
    return False


def _has_news(workspace: Workspace, transaction: Transaction, first: int) -> bool:
    return any(is_news(entry) for entry in transaction.journal.chain(workspace.device, first))


def is_news(entry: Entry) -> bool:
    """Whether an entry is a reason to carry a stick."""
    return entry.kind not in _NO_NEWS


def _lines(
    workspace: Workspace,
    transaction: Transaction,
    first: int,
    last: int,
    quiet: set[str],
    hidden: Callable[[Entry], bool],
    released: set[str],
    subjects: set[str],
    names: set[str],
) -> Iterator[bytes]:
    """Released entries of earlier packages first, then the range, without the content of ``quiet`` subjects;
    ``subjects`` collects what is in it, and ``names`` the attachments of what goes with its content.
    """
    told = [CASE_PREFIX + code for code in sorted(released)]
    told += [pair.subject for pair in transaction.pairs.of(sorted(released)) if pair.subject not in quiet]
    for subject in told:
        for entry in sorted(transaction.journal.of(subject), key=lambda each: each.seq):
            if entry.device == workspace.device and entry.seq < first and not hidden(entry):
                names |= named_in(entry.payload or b"")
                yield to_line(entry)
    for entry in transaction.journal.chain(workspace.device, first, last):
        subjects.add(entry.subject)
        if hidden(entry):
            yield to_line(entry.sealed_place())
        elif entry.subject in quiet:
            yield to_line(entry.without_payload())
        else:
            names |= named_in(entry.payload or b"")
            yield to_line(entry)


@permitted(Act.PACK)
def mark_carried(workspace: Workspace, number: int) -> Done[None]:
    """The stick with this package left the desk."""
    with workspace.store.write() as transaction:
        fact = facts.PackageHandedOver(number)
        return Done(None, workspace.record(transaction, f"package:{workspace.device}:{number}", fact))
