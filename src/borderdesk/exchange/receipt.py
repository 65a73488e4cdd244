"""The way back: what a supervisor's PC confirms of one package. Written and read by desk.

"Sent" is true for a record only once such a receipt has come home, so it says exactly which entries arrived.
A receipt is a package of its own kind, sealed to the checkpoint and signed by the supervisor's device; its
lines are one for the receipt itself and one for each entry that was set aside.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from borderdesk.domain.errors import Damaged, RuleBroken
from borderdesk.exchange import canonical
from borderdesk.exchange.filesystem import REAL_FILES, FileSystem
from borderdesk.exchange.heads import SignedHead, heads_extra
from borderdesk.exchange.identity import Card, DeviceIdentity
from borderdesk.exchange.manifest import MAXIMUM_NUMBER, PackageKind
from borderdesk.exchange.opening import OpenPackage
from borderdesk.exchange.packing import WrittenPackage, write_package
from borderdesk.exchange.progress import Progress, no_progress


@dataclass(frozen=True)
class SetAside:
    """An entry that was not taken over, and the code of the reason."""

    device: str
    seq: int
    code: str


@dataclass(frozen=True)
class Receipt:
    """What became of the package ``number`` of ``device`` whose file has ``sha256`` (hex).

    ``confirmed`` gives the first and last sequence number per device that are now held, all of them except
    ``set_aside``; ``heads`` gives, per device, the highest sequence number held at all with its entry digest,
    by which a PC restored from an old backup notices that it has been further before. ``by`` is a role
    number, never a name.
    """

    device: str
    number: int
    sha256: str
    confirmed: Mapping[str, tuple[int, int]]
    by: str
    at: datetime
    set_aside: tuple[SetAside, ...] = ()
    heads: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    def confirms(self, device: str, seq: int) -> bool:
        """Whether this receipt says that the entry arrived."""
        first, last = self.confirmed.get(device, (1, 0))
        return first <= seq <= last and not any(
            (one.device, one.seq) == (device, seq) for one in self.set_aside
        )


def write_receipt(
    folder: Path,
    receipt: Receipt,
    *,
    sender: DeviceIdentity,
    number: int,
    recipients: Sequence[Card],
    station: str,
    role: str,
    practice: bool = False,
    heads: Mapping[str, SignedHead] | None = None,
    progress: Progress = no_progress,
    files: FileSystem = REAL_FILES,
) -> WrittenPackage:
    """Write ``receipt`` as receipt ``number`` of ``sender``; the rest is as in ``write_package``.

    ``heads`` go along as proof of what is said to be held: its receiver's own word about its chain.
    """
    return write_package(
        folder,
        kind=PackageKind.RECEIPT,
        sender=sender,
        number=number,
        recipients=recipients,
        station=station,
        role=role,
        entry_ranges={},
        entries=_lines(receipt),
        created=receipt.at,
        practice=practice,
        extra=heads_extra(heads or {}),
        progress=progress,
        files=files,
    )


def parse_receipt(package: OpenPackage) -> Receipt:
    """The receipt in an opened package.

    :raises RuleBroken: ``receipt.not_a_receipt`` for a package of another kind.
    :raises Damaged: ``receipt.damaged`` if its lines do not make a receipt.
    Whether the sender may give receipts is for desk to decide, by ``package.sender.role``.
    """
    if package.manifest.kind is not PackageKind.RECEIPT:
        raise RuleBroken("receipt.not_a_receipt")
    lines = package.entries()
    try:
        document = canonical.read_json(next(lines, b""))
        return Receipt(
            device=canonical.text_of(document, "device"),
            number=canonical.number_of(document, "number", MAXIMUM_NUMBER),
            sha256=canonical.text_of(document, "sha256"),
            confirmed=canonical.ranges_of(document, "confirmed"),
            by=canonical.text_of(document, "by"),
            at=canonical.instant_of(document, "at"),
            heads=_heads_from(canonical.object_of(document, "heads")),
            set_aside=tuple(_set_aside_from(line) for line in lines),
        )
    except ValueError as fault:
        raise Damaged("receipt.damaged") from fault


def _lines(receipt: Receipt) -> Iterator[bytes]:
    yield canonical.canonical_json(
        {
            "at": canonical.instant_text(receipt.at),
            "by": receipt.by,
            "confirmed": canonical.ranges_document(receipt.confirmed),
            "device": receipt.device,
            "heads": {device: [seq, digest] for device, (seq, digest) in receipt.heads.items()},
            "number": receipt.number,
            "sha256": receipt.sha256,
        }
    )
    for one in receipt.set_aside:
        yield canonical.canonical_json({"code": one.code, "device": one.device, "seq": one.seq})


def _heads_from(document: dict[str, object]) -> dict[str, tuple[int, str]]:
    heads: dict[str, tuple[int, str]] = {}
    for device, pair in document.items():
        if not isinstance(pair, list) or len(pair) != 2 or not isinstance(pair[1], str):
            raise ValueError("heads")
        heads[device] = (canonical.whole_number(pair[0]), pair[1])
    return heads


def _set_aside_from(line: bytes) -> SetAside:
    document = canonical.read_json(line)
    return SetAside(
        device=canonical.text_of(document, "device"),
        seq=canonical.number_of(document, "seq"),
        code=canonical.text_of(document, "code"),
    )
