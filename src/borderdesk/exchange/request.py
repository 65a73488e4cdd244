"""A supervisor's request to send again: which entries of a checkpoint have not arrived. Written and read by
desk; it travels like a receipt, sealed to the checkpoint and signed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from borderdesk.domain.errors import Damaged, RuleBroken
from borderdesk.exchange import canonical
from borderdesk.exchange.filesystem import REAL_FILES, FileSystem
from borderdesk.exchange.heads import SignedHead, heads_extra
from borderdesk.exchange.identity import Card, DeviceIdentity
from borderdesk.exchange.manifest import PackageKind
from borderdesk.exchange.opening import OpenPackage
from borderdesk.exchange.packing import WrittenPackage, write_package


@dataclass(frozen=True)
class ResendRequest:
    """Entries of ``device`` from ``first`` on are asked for again; ``last`` is 0 for everything since.

    ``head`` is the highest sequence number held without a gap, with its entry digest ("" where there is
    none). ``by`` is a role number, never a name.
    """

    device: str
    first: int
    last: int
    head: tuple[int, str]
    by: str
    at: datetime


def write_request(
    folder: Path,
    request: ResendRequest,
    *,
    sender: DeviceIdentity,
    number: int,
    recipients: Sequence[Card],
    station: str,
    role: str,
    practice: bool = False,
    heads: Mapping[str, SignedHead] | None = None,
    files: FileSystem = REAL_FILES,
) -> WrittenPackage:
    """Write ``request`` as request ``number`` of ``sender``; the rest is as in ``write_package``.

    ``heads`` go along as proof of what is said to be held: its receiver's own word about its chain.
    """
    return write_package(
        folder,
        kind=PackageKind.RESEND_REQUEST,
        sender=sender,
        number=number,
        recipients=recipients,
        station=station,
        role=role,
        entry_ranges={},
        entries=_lines(request),
        created=request.at,
        practice=practice,
        extra=heads_extra(heads or {}),
        files=files,
    )


def parse_request(package: OpenPackage) -> ResendRequest:
    """The request in an opened package.

    :raises RuleBroken: ``resend.not_a_request`` for a package of another kind.
    :raises Damaged: ``resend.damaged`` if its line does not make a request.
    Whether the sender may ask is for desk to decide, by ``package.sender.role``.
    """
    if package.manifest.kind is not PackageKind.RESEND_REQUEST:
        raise RuleBroken("resend.not_a_request")
    lines = package.entries()
    try:
        document = canonical.read_json(next(lines, b""))
        if next(lines, None) is not None:
            raise ValueError("lines")
        head = canonical.list_of(document, "head")
        if len(head) != 2 or not isinstance(head[1], str):
            raise ValueError("head")
        request = ResendRequest(
            device=canonical.text_of(document, "device"),
            first=canonical.number_of(document, "first"),
            last=canonical.number_of(document, "last"),
            head=(canonical.whole_number(head[0]), head[1]),
            by=canonical.text_of(document, "by"),
            at=canonical.instant_of(document, "at"),
        )
        if request.first < 1 or 0 < request.last < request.first:
            raise ValueError("range")
    except ValueError as fault:
        raise Damaged("resend.damaged") from fault
    return request


def _lines(request: ResendRequest) -> Iterator[bytes]:
    yield canonical.canonical_json(
        {
            "at": canonical.instant_text(request.at),
            "by": request.by,
            "device": request.device,
            "first": request.first,
            "head": list(request.head),
            "last": request.last,
        }
    )
