"""Receipts: what a supervisor's desk confirms after an import, and what its word means at the checkpoint.

Called by importing; nothing here is a task of its own.
"""

from pathlib import Path

from borderdesk.desk.access import device_identity
from borderdesk.desk.relaying import kept_head
from borderdesk.desk.workspace import Changes, Workspace, facts_of
from borderdesk.domain import facts
from borderdesk.domain.errors import Damaged, NotAllowed
from borderdesk.domain.roles import Post
from borderdesk.domain.values import DeviceId
from borderdesk.exchange import (
    Card,
    OpenPackage,
    Receipt,
    SetAside,
    heads_in,
    parse_receipt,
    write_receipt,
)
from borderdesk.exchange.filesystem import REAL_FILES, FileSystem
from borderdesk.store.database import Transaction

_RECEIPTS = "receipts.written"


def receipt_for(
    workspace: Workspace, transaction: Transaction, device: DeviceId, number: int, sha256: str
) -> Receipt:
    """What is confirmed: everything of this device that is in the journal here, not only this package."""
    end = transaction.journal.end(device)
    aside = [row for row in transaction.shelf.aside() if row.device == device]
    return Receipt(
        device=device,
        number=number,
        sha256=sha256,
        confirmed={device: (1, end.seq)} if end.seq else {},
        by=workspace.user.id,
        at=workspace.clock(),
        set_aside=tuple(SetAside(row.device, row.seq, row.reason) for row in aside),
        heads={device: (end.seq, end.digest)} if end.seq else {},
    )


def send_receipt(
    workspace: Workspace, receipt: Receipt, recipient: Card, folder: Path, *, files: FileSystem = REAL_FILES
) -> Path:
    """Write a receipt to ``folder``, sealed to the desk it is for, and note that it was given.

    :raises Unavailable: any ``stick.*`` code; nothing is left there, and nothing is noted.
    """
    with workspace.store.write() as transaction:
        number = int(transaction.setting(_RECEIPTS, 0)) + 1
        transaction.set_setting(_RECEIPTS, number)
        identity = device_identity(transaction)
        heads = kept_head(transaction, recipient.device_id)
    written = write_receipt(
        folder,
        receipt,
        sender=identity,
        number=number,
        recipients=[recipient],
        station=workspace.station,
        role=workspace.post.value,
        practice=workspace.practice,
        heads=heads,
        files=files,
    )
    _, last = receipt.confirmed.get(receipt.device, (0, 0))
    subject = f"package:{receipt.device}:{receipt.number}"
    with workspace.store.write() as transaction:
        if last not in _written_before(workspace, transaction, subject):  # once more, it says nothing new
            fact = facts.ReceiptWritten(receipt.device, number, receipt.number, last)
            workspace.record(transaction, subject, fact)
    return written.path


def _written_before(workspace: Workspace, transaction: Transaction, subject: str) -> set[int]:
    """How far earlier receipts about the same package went."""
    found = set()
    for entry in transaction.journal.of(subject):
        if entry.device == workspace.device and entry.payload is not None:
            fact = facts.decode(entry.kind, entry.payload)
            if isinstance(fact, facts.ReceiptWritten):
                found.add(fact.last)
    return found


def own_receipt(workspace: Workspace, package: OpenPackage) -> Receipt:
    """The receipt in a package, if a supervisor's desk gave it to this very PC.

    :raises NotAllowed: ``receipt.not_from_supervisor``, ``receipt.not_ours``.
    """
    if package.sender.role != Post.SUPERVISOR.value:
        raise NotAllowed("receipt.not_from_supervisor")
    receipt = parse_receipt(package)
    if receipt.device != workspace.device:
        raise NotAllowed("receipt.not_ours")
    return receipt


def receipt_known(
    workspace: Workspace, transaction: Transaction, package: OpenPackage, receipt: Receipt
) -> bool:
    """Whether it was taken in before. Its number alone does not tell: a supervisor's desk set back to a
    copy gives its numbers again.
    """
    received = _received(workspace, package, receipt)
    known = facts_of(transaction, facts.ReceiptReceived, workspace.device)
    return any(fact == received for _, fact in known)


def take_in_receipt(
    workspace: Workspace, transaction: Transaction, package: OpenPackage, receipt: Receipt
) -> Changes:
    """Note a supervisor's word in the journal; one that is known changes nothing.

    :raises Damaged: as :func:`compare_with_receipt`. :raises NotAllowed: likewise.
    """
    compare_with_receipt(workspace, transaction, package, receipt)
    if receipt_known(workspace, transaction, package, receipt):
        return Changes()
    subject = f"package:{workspace.device}:{receipt.number}"
    return workspace.record(transaction, subject, _received(workspace, package, receipt))


def compare_with_receipt(
    workspace: Workspace, transaction: Transaction, package: OpenPackage, receipt: Receipt
) -> None:
    """That the supervisor's desk holds nothing of this PC that is not here.

    :raises Damaged: ``receipt.ahead``. :raises NotAllowed: ``receipt.unproved``; as
        :func:`compare_with_claim`.
    """
    _, last = receipt.confirmed.get(workspace.device, (0, 0))
    head = receipt.heads.get(workspace.device, (0, ""))
    compare_with_claim(workspace, transaction, package, last, head)


def compare_with_claim(
    workspace: Workspace, transaction: Transaction, package: OpenPackage, last: int, head: tuple[int, str]
) -> None:
    """That another desk holds nothing of this PC that is not here: entries up to ``last``, and the digest of
    one of them. Only this PC's own signature proves that it has been further: a desk's mere claim must not
    bring its work to a stop.

    :raises Damaged: ``receipt.ahead`` where this PC itself has signed for entries that are not here any more,
        or for others under the same numbers: it was set back to an old copy.
    :raises NotAllowed: ``receipt.unproved`` where more is claimed than is here and nothing proves it.
    """
    proof = heads_in(package.manifest).get(workspace.device)
    if (
        proof is not None
        and proof.signed_by(device_identity(transaction))
        and not _holds(workspace, transaction, (proof.seq, proof.digest))
    ):
        raise Damaged("receipt.ahead")
    if last > transaction.journal.end(workspace.device).seq or not _holds(workspace, transaction, head):
        raise NotAllowed("receipt.unproved", station=package.sender.station)


def _holds(workspace: Workspace, transaction: Transaction, head: tuple[int, str]) -> bool:
    """Whether this PC's chain has this entry with this digest; none at all is always held."""
    seq, digest = head
    here = transaction.journal.one(workspace.device, seq) if seq else None
    return not seq or (here is not None and here.digest == digest)


def _received(workspace: Workspace, package: OpenPackage, receipt: Receipt) -> facts.ReceiptReceived:
    first, last = receipt.confirmed.get(workspace.device, (0, 0))
    manifest = package.manifest
    return facts.ReceiptReceived(manifest.device, manifest.number, receipt.number, first, last)
