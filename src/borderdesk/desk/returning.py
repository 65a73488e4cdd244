"""What a supervisor's desk holds of a checkpoint's lost time goes back to it, so that nothing is lost.

Written beside the receipt for a desk that goes on under a new identity, until its own chain says that it has
it all. The entries are those of the checkpoint's old chain; nobody else's may come so. Used by importing.
"""

from collections.abc import Iterator
from pathlib import Path

from borderdesk.desk.access import device_identity
from borderdesk.desk.arrivals import FARTHEST
from borderdesk.desk.attachments import files_to_send, named_in, take_in_files
from borderdesk.desk.workspace import Changes, Progress, Workspace, facts_of
from borderdesk.domain import facts
from borderdesk.domain.errors import Damaged, NotAllowed
from borderdesk.domain.journal import Entry, check_entry, from_line, to_line
from borderdesk.domain.roles import Post
from borderdesk.domain.values import DeviceId
from borderdesk.exchange import Card, OpenPackage, PackageKind, write_package
from borderdesk.exchange.filesystem import REAL_FILES, FileSystem
from borderdesk.store.database import Transaction

_BATCH = 2000


def send_back(
    workspace: Workspace, recipient: Card, folder: Path, *, files: FileSystem = REAL_FILES
) -> Path | None:
    """Write the entries that a desk under a new identity lacks of its old chain; None where it lacks none.

    :raises Unavailable: any ``stick.*`` code; nothing is left there, and nothing is noted.
    """
    with workspace.store.read() as transaction:
        lacking = _lacking(workspace, transaction, recipient)
        if lacking is None:
            return None
        before, first, last = lacking
        earlier = facts_of(transaction, facts.EntriesReturned, workspace.device)
        number = max((fact.number for _, fact in earlier), default=0) + 1
        names = set[str]()
        written = write_package(
            folder,
            kind=PackageKind.RETURNED,
            sender=device_identity(transaction),
            number=number,
            recipients=[recipient],
            station=workspace.station,
            role=workspace.post.value,
            entry_ranges={before: (first, last)},
            entries=_lines(transaction, before, first, last, names),
            attachments=files_to_send(transaction, names),
            created=workspace.clock(),
            practice=workspace.practice,
            files=files,
        )
    with workspace.store.write() as transaction:
        fact = facts.EntriesReturned(recipient.device_id, before, number, first, last)
        workspace.record(transaction, f"package:{recipient.device_id}:returned:{number}", fact)
    return written.path


def _lacking(
    workspace: Workspace, transaction: Transaction, recipient: Card
) -> tuple[DeviceId, int, int] | None:
    """The old identity and the entries of it that are here and, by what the new one says, not there."""
    accepted = [
        fact
        for _, fact in facts_of(transaction, facts.PeerContinues, workspace.device)
        if fact.device == recipient.device_id
    ]
    if not accepted:
        return None
    before = DeviceId(accepted[-1].before)
    held = transaction.journal.end(before).seq
    back = [
        fact.last
        for _, fact in facts_of(transaction, facts.EntriesTakenBack, recipient.device_id)
        if fact.before == before
    ]
    there = max([accepted[-1].last, *back])
    return (before, there + 1, held) if there < held else None


def _lines(
    transaction: Transaction, device: DeviceId, first: int, last: int, names: set[str]
) -> Iterator[bytes]:
    for entry in transaction.journal.chain(device, first, last):
        names |= named_in(entry.payload or b"")
        yield to_line(entry)


def sort_returned(
    workspace: Workspace, transaction: Transaction, package: OpenPackage, progress: Progress
) -> Iterator[list[Entry]]:
    """The entries of this PC's old chain that are not here, in batches; those that are here are checked.

    :raises NotAllowed: ``returned.not_from_supervisor``, ``returned.not_ours``.
    :raises Damaged: ``journal.*`` where they do not continue the chain that is here.
    """
    if package.sender.role != Post.SUPERVISOR.value:
        raise NotAllowed("returned.not_from_supervisor")
    (device,) = package.manifest.entry_ranges or ("",)
    if device not in workspace.older:
        raise NotAllowed("returned.not_ours")
    end = transaction.journal.end(DeviceId(device))
    seq, digest, lamport = end.seq, end.digest, end.lamport
    farthest = transaction.journal.newest() + FARTHEST
    batch: list[Entry] = []
    for count, line in enumerate(package.entries()):
        entry = from_line(line)
        if entry.device != device:
            raise Damaged("package.altered")
        check_entry(entry)
        if entry.seq <= end.seq:
            here = transaction.journal.one(entry.device, entry.seq)
            if here is None or here.digest != entry.digest:
                raise Damaged("journal.forked", device=device, seq=entry.seq)
            continue
        if entry.seq != seq + 1:
            raise Damaged("journal.gap", device=device, seq=seq + 1)
        if entry.prev_digest != digest or entry.lamport <= lamport:
            raise Damaged("journal.broken_chain", device=device, seq=entry.seq)
        if entry.lamport > farthest:
            raise Damaged("journal.stamp_too_far", device=device, seq=entry.seq)
        seq, digest, lamport = entry.seq, entry.digest, entry.lamport
        batch.append(entry)
        if len(batch) >= _BATCH:
            progress("read", count, package.manifest.entries)
            yield batch
            batch = []
    if batch:
        yield batch


def take_back(
    workspace: Workspace, transaction: Transaction, package: OpenPackage, progress: Progress
) -> tuple[int, Changes]:
    """Put the entries of the lost time back into the old chain; how many were not here."""
    new = 0
    subjects: set[str] = set()
    for batch in sort_returned(workspace, transaction, package, progress):
        transaction.journal.add_own(batch)
        transaction.project()
        new += len(batch)
        subjects.update(entry.subject for entry in batch)
    take_in_files(transaction, package)
    if not new:
        return 0, Changes()
    (device,) = package.manifest.entry_ranges
    last = transaction.journal.end(DeviceId(device)).seq
    fact = facts.EntriesTakenBack(device, package.manifest.device, last)
    changes = workspace.record(transaction, f"package:{workspace.device}:returned", fact)
    return new, changes | Changes(frozenset({"import"}), frozenset(subjects))
