"""Requests to send again: a supervisor's desk asks for the entries it lacks, the checkpoint packs from there.

Importing calls the reading half; packing asks which requests are still open.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from borderdesk.desk.access import device_identity
from borderdesk.desk.carriage import own_notes
from borderdesk.desk.receipts import compare_with_claim
from borderdesk.desk.relaying import kept_head
from borderdesk.desk.trust import present_cards
from borderdesk.desk.workspace import Changes, Done, Workspace, facts_of, permitted
from borderdesk.domain import facts
from borderdesk.domain.errors import NotAllowed, RuleBroken
from borderdesk.domain.roles import Act, Post
from borderdesk.domain.values import DeviceId, moment
from borderdesk.exchange import OpenPackage, ResendRequest, parse_request, write_request
from borderdesk.exchange.filesystem import REAL_FILES, FileSystem
from borderdesk.store.database import Transaction


@dataclass(frozen=True)
class AskedAgain:
    """A request that lies on the stick: entries ``first`` to ``last`` (0: everything since)."""

    path: Path
    station: str
    number: int
    first: int
    last: int


@dataclass(frozen=True)
class OpenRequest:
    """A request that this PC was given and has not answered with a package yet."""

    station: str
    number: int
    first: int
    at: datetime


@permitted(Act.IMPORT)
def ask_again(
    workspace: Workspace,
    device: str,
    folder: Path,
    *,
    first: int | None = None,
    files: FileSystem = REAL_FILES,
) -> Done[AskedAgain]:
    """Write a request to send again from entry ``first`` (where not given: from the first that is not here).

    :raises NotAllowed: ``resend.not_a_supervisor`` on a checkpoint's PC, ``package.unknown_sender`` for a
        device that is not trusted here.
    :raises RuleBroken: ``resend.number`` for an entry below 1.
    :raises Unavailable: any ``stick.*`` code; nothing is left there, and nothing is noted.
    """
    if workspace.post is not Post.SUPERVISOR:
        raise NotAllowed("resend.not_a_supervisor")
    if first is not None and first < 1:
        raise RuleBroken("resend.number")
    with workspace.store.read() as transaction:
        card = present_cards(workspace, transaction).get(device)
        if card is None or card.role != Post.CHECKPOINT.value:
            raise NotAllowed("package.unknown_sender")
        end = transaction.journal.end(DeviceId(device))
        waiting = transaction.tally.waiting_ranges().get(device, [])
        asked = facts_of(transaction, facts.ResendAsked, workspace.device)
        number = max((fact.number for _, fact in asked), default=0) + 1
        identity = device_identity(transaction)
        heads = kept_head(transaction, device)
    start = first or end.seq + 1
    last = next((begins - 1 for begins, _ in waiting if begins > start), 0)
    request = ResendRequest(
        device, start, last, (end.seq, end.digest if end.seq else ""), workspace.user.id, workspace.clock()
    )
    written = write_request(
        folder,
        request,
        sender=identity,
        number=number,
        recipients=[card],
        station=workspace.station,
        role=workspace.post.value,
        practice=workspace.practice,
        heads=heads,
        files=files,
    )
    with workspace.store.write() as transaction:
        fact = facts.ResendAsked(device, number, start, last)
        changes = workspace.record(transaction, f"package:{device}:{number}", fact)
    return Done(AskedAgain(written.path, card.station, number, start, last), changes)


def own_request(workspace: Workspace, package: OpenPackage) -> ResendRequest:
    """The request in a package, if a supervisor's desk asks this very PC.

    :raises NotAllowed: ``resend.not_from_supervisor``, ``resend.not_ours``.
    """
    if package.sender.role != Post.SUPERVISOR.value:
        raise NotAllowed("resend.not_from_supervisor")
    request = parse_request(package)
    if request.device != workspace.device:
        raise NotAllowed("resend.not_ours")
    return request


def compare_with_request(
    workspace: Workspace, transaction: Transaction, package: OpenPackage, request: ResendRequest
) -> None:
    """That the supervisor's desk holds nothing of this PC that is not here.

    :raises Damaged: ``receipt.ahead``. :raises NotAllowed: ``receipt.unproved``; as
        :func:`~borderdesk.desk.receipts.compare_with_claim`.
    """
    compare_with_claim(workspace, transaction, package, 0, request.head)


def request_known(
    workspace: Workspace, transaction: Transaction, package: OpenPackage, request: ResendRequest
) -> bool:
    """Whether it was taken in before."""
    received = _received(package, request)
    known = facts_of(transaction, facts.ResendReceived, workspace.device)
    return any(fact == received for _, fact in known)


def take_in_request(
    workspace: Workspace, transaction: Transaction, package: OpenPackage, request: ResendRequest
) -> Changes:
    """Note that this PC was asked; the same request again changes nothing.

    :raises Damaged: as :func:`compare_with_request`. :raises NotAllowed: likewise.
    """
    compare_with_request(workspace, transaction, package, request)
    if request_known(workspace, transaction, package, request):
        return Changes()
    fact = _received(package, request)
    return workspace.record(transaction, f"package:{workspace.device}:{fact.number}", fact)


def open_requests(workspace: Workspace, transaction: Transaction) -> list[OpenRequest]:
    """Requests that no package written since has answered, the oldest first."""
    packed = [
        (entry.seq, fact.first) for entry, fact in own_notes(workspace, transaction, facts.PackageExported)
    ]
    return [
        OpenRequest(fact.station, fact.number, fact.first, moment(entry.at))
        for entry, fact in own_notes(workspace, transaction, facts.ResendReceived)
        if not any(seq > entry.seq and first <= fact.first for seq, first in packed)
    ]


def _received(package: OpenPackage, request: ResendRequest) -> facts.ResendReceived:
    manifest = package.manifest
    return facts.ResendReceived(
        manifest.device, manifest.station, manifest.number, request.first, request.last
    )
