"""Separate records on their way: an official may be involved, so they are sealed to another receiver alone.

They never go in the station's packages. Their author packs them for a desk that was accepted as the other
receiver, such as the central department's; nobody else at the station hears that this was done.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from borderdesk.desk.access import device_identity
from borderdesk.desk.attachments import files_to_send, named_in
from borderdesk.desk.carriage import alternate_devices
from borderdesk.desk.relaying import own_head
from borderdesk.desk.trust import alternate_cards
from borderdesk.desk.whose_case import own_separate
from borderdesk.desk.workspace import Changes, Done, Progress, Workspace, case_subject, permitted, silent
from borderdesk.domain import facts
from borderdesk.domain.errors import Damaged, NotAllowed, RuleBroken
from borderdesk.domain.journal import Entry, to_line
from borderdesk.domain.numbering import first_package
from borderdesk.domain.roles import Act
from borderdesk.exchange import heads_extra, write_package
from borderdesk.exchange.filesystem import REAL_FILES, FileSystem
from borderdesk.store.cases import CASE_PREFIX
from borderdesk.store.database import Transaction
from borderdesk.text import language


@dataclass(frozen=True)
class PackedSeparate:
    """A package with separate records alone, on the stick and read back."""

    path: Path
    number: int
    records: int
    size: int


@permitted(Act.SCREEN)
def alternate_receivers(workspace: Workspace) -> list[tuple[str, tuple[str, ...]]]:
    """Station and six words of each desk that separate records are sealed to."""
    with workspace.store.read() as transaction:
        cards = alternate_cards(workspace, transaction)
    return [(card.station, card.fingerprint_words(language())) for card in cards]


@permitted(Act.SCREEN)
def pack_separate(
    workspace: Workspace, folder: Path, progress: Progress = silent, *, files: FileSystem = REAL_FILES
) -> Done[PackedSeparate]:
    """Seal the signed-in user's separate records to the other receiver, and to nobody else.

    The whole chain of this PC goes along as sealed places, so that the receiver can check it; only the
    separate records themselves are told.

    :raises NotAllowed: ``separate.no_receiver``. :raises RuleBroken: ``separate.nothing``.
    :raises Unavailable: ``stick.full``, ``stick.removed``, ``stick.unwritable``; nothing is marked.
    """
    with workspace.store.read() as transaction:
        recipients = alternate_cards(workspace, transaction)
        if not recipients:
            raise NotAllowed("separate.no_receiver")
        own = [row.code for row in own_separate(workspace, transaction) if not row.stays_here]
        if not own:
            raise RuleBroken("separate.nothing")
        number = _last_number(workspace, transaction) + 1
        last = transaction.journal.end(workspace.device).seq
        told = {case_subject(code) for code in own}
        names = set[str]()
        for subject in told:
            for entry in transaction.journal.of(subject):
                names |= named_in(entry.payload or b"")
        identity = device_identity(transaction)
        written = write_package(
            folder,
            kind="records",
            sender=identity,
            number=number,
            recipients=recipients,
            station=workspace.station,
            role=workspace.post.value,
            entry_ranges={workspace.device: (1, last)},
            entries=_lines(workspace, transaction, last, told),
            extra=heads_extra(own_head(workspace, transaction, identity, last)),
            attachments=files_to_send(transaction, names),
            created=workspace.clock(),
            practice=workspace.practice,
            progress=progress,
            files=files,
        )
    fact = facts.RecordCarried(number, tuple(card.fingerprint for card in recipients), written.sha256)
    changes = Changes()
    with workspace.store.write() as transaction:
        for code in own:
            changes |= workspace.record(transaction, case_subject(code), fact)
    return Done(PackedSeparate(written.path, number, len(own), written.size), changes)


def _last_number(workspace: Workspace, transaction: Transaction) -> int:
    carried = transaction.journal.of_kind(facts.RecordCarried.kind, CASE_PREFIX)
    floor = first_package(workspace.generation) - 1  # numbers of the lost time are not given again
    numbers = [
        fact.number
        for entry in carried
        if entry.device == workspace.device and entry.payload is not None
        for fact in [facts.decode(entry.kind, entry.payload)]
        if isinstance(fact, facts.RecordCarried)
    ]
    return max([floor, *numbers])


def _lines(workspace: Workspace, transaction: Transaction, last: int, told: set[str]) -> Iterator[bytes]:
    for entry in transaction.journal.chain(workspace.device, 1, last):
        yield to_line(entry if entry.subject in told else entry.sealed_place())


def unheard(workspace: Workspace, transaction: Transaction) -> Callable[[Entry], bool]:
    """Which of this PC's own entries go to nobody at the station, not even as what they are about: that a
    separate record went, and what came from the desk it went to.
    """
    others = alternate_devices(workspace, transaction)

    def kept(entry: Entry) -> bool:
        if entry.kind == facts.RecordCarried.kind:
            return True
        if not others or entry.payload is None or not entry.subject.startswith("package:"):
            return False
        try:
            return getattr(facts.decode(entry.kind, entry.payload), "sender", "") in others
        except Damaged:
            return False

    return kept
