"""The journal's entries: what is hashed, how the chain holds, how entries travel as lines.

Every fact that leaves a draft is one entry. ``(device, seq)`` is its identity, gapless per device;
``prev_digest`` chains a device's entries; ``base`` names the heads of the subject its author had
seen; order comes from ``lamport`` and device, never from the clock. The digest covers a *salted
digest* of the payload: a payload can be erased or withheld and the chain still verifies.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from borderdesk.domain.errors import Damaged
from borderdesk.domain.values import DeviceId, UserId

FIRST_DIGEST = "0" * 64
"""``prev_digest`` of a device's first entry."""

_DIGEST = len(FIRST_DIGEST)
_LONGEST_TEXT = 120
_MOST_HEADS = 1000

_LINE_KEYS = (
    "device",
    "seq",
    "lamport",
    "at",
    "actor",
    "kind",
    "subject",
    "base",
    "payload_digest",
    "prev_digest",
    "digest",
)
_head = itemgetter(*_LINE_KEYS)
_SEALED_KEYS = ("device", "seq", "lamport", "head", "prev_digest", "digest")
_quoted = json.encoder.encode_basestring
"""A string as JSON spells it, in itself as ``_dumps`` would, several times as fast."""
_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
_parse = json.JSONDecoder().raw_decode


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of history. ``payload`` and ``salt`` are None where erased or withheld.

    In a sealed place everything is blank that says what it is about, and ``payload_digest`` is the digest
    over all of that.
    """

    device: DeviceId
    seq: int
    lamport: int
    at: str
    actor: UserId
    kind: str
    subject: str
    base: tuple[str, ...]
    payload_digest: str
    prev_digest: str
    digest: str
    payload: bytes | None
    salt: bytes | None

    @property
    def id(self) -> str:
        """``device:seq``, as ``base`` names it."""
        return f"{self.device}:{self.seq}"

    @property
    def sealed(self) -> bool:
        """Whether this is only the place of an entry that was not for this desk."""
        return not self.kind

    @property
    def told(self) -> int:
        """How much is known of it: 0 its place, 1 what it is about, 2 what it says."""
        return 0 if not self.kind else 1 if self.payload is None else 2

    def sealed_place(self) -> "Entry":
        """Only its place in the chain: neither subject nor kind, time or author."""
        head = self.payload_digest
        if self.kind:
            head = head_digest(self.at, self.actor, self.kind, self.subject, self.base, self.payload_digest)
            if place_digest(self.device, self.seq, self.lamport, head, self.prev_digest) != self.digest:
                head = FIRST_DIGEST  # written by a first version, whose digests have one level only
        return Entry(
            self.device, self.seq, self.lamport, "", UserId(""), "", "", (), head, self.prev_digest,
            self.digest, None, None,
        )  # fmt: skip

    def without_payload(self) -> "Entry":
        """The same entry with nothing in it but its place in the chain."""
        return Entry(
            self.device, self.seq, self.lamport, self.at, self.actor, self.kind, self.subject,
            self.base, self.payload_digest, self.prev_digest, self.digest, None, None,
        )  # fmt: skip


def read_json(spelled: bytes) -> Any:
    """JSON with nothing before and after it, as entries and payloads are spelled.

    :raises ValueError: when it is not. :raises RecursionError: when it is nested too deeply.
    """
    text = spelled.decode()
    value, end = _parse(text)
    if end != len(text):
        raise ValueError("json")
    return value


def canonical(payload: dict[str, Any]) -> bytes:
    """The one spelling of a payload that is hashed: JSON, sorted keys, UTF-8."""
    return _dumps(payload).encode()


def salted_digest(payload: bytes, salt: bytes) -> str:
    """SHA-256 over salt and payload; without the salt nobody can test a guess at the payload."""
    return hashlib.sha256(salt + payload).hexdigest()


def entry_digest(
    device: str,
    seq: int,
    lamport: int,
    at: str,
    actor: str,
    kind: str,
    subject: str,
    base: tuple[str, ...],
    payload_digest: str,
    prev_digest: str,
) -> str:
    """SHA-256 over everything but the payload itself, in two levels."""
    head = head_digest(at, actor, kind, subject, base, payload_digest)
    return place_digest(device, seq, lamport, head, prev_digest)


def head_digest(
    at: str, actor: str, kind: str, subject: str, base: tuple[str, ...], payload_digest: str
) -> str:
    """SHA-256 over what an entry is about. The salted digest in it keeps anybody from guessing the rest."""
    said = ",".join(map(_quoted, (at, actor, kind, subject)))
    seen = ",".join(map(_quoted, base))
    return hashlib.sha256(f"[2,{said},[{seen}],{_quoted(payload_digest)}]".encode()).hexdigest()


def place_digest(device: str, seq: int, lamport: int, head: str, prev_digest: str) -> str:
    """SHA-256 over an entry's place in the chain; the two digests at the end have a fixed length."""
    return hashlib.sha256(f"2\n{device}\n{seq}\n{lamport}\n{head}{prev_digest}".encode()).hexdigest()


def _first_digest_form(entry: Entry) -> str:
    """The digest as the first version of this program computed it; its chains stay valid."""
    head = [
        1, entry.device, entry.seq, entry.lamport, entry.at, entry.actor, entry.kind, entry.subject,
        list(entry.base), entry.payload_digest, entry.prev_digest,
    ]  # fmt: skip
    return hashlib.sha256(_dumps(head).encode()).hexdigest()


def write_entry(
    *,
    device: DeviceId,
    seq: int,
    lamport: int,
    at: str,
    actor: UserId,
    kind: str,
    subject: str,
    base: tuple[str, ...],
    prev_digest: str,
    payload: dict[str, Any],
    salt: bytes,
) -> Entry:
    """A new entry, its digests computed."""
    body = canonical(payload)
    payload_digest = salted_digest(body, salt)
    digest = entry_digest(device, seq, lamport, at, actor, kind, subject, base, payload_digest, prev_digest)
    return Entry(
        device, seq, lamport, at, actor, kind, subject, base, payload_digest, prev_digest, digest, body, salt
    )


def check_entry(entry: Entry) -> None:
    """That an entry says what it was written to say.

    :raises Damaged: ``journal.altered`` with device and seq.
    """
    if entry.sealed:
        # One sealed by a first version cannot be computed: it rests on its sender's signature alone.
        place = place_digest(entry.device, entry.seq, entry.lamport, entry.payload_digest, entry.prev_digest)
        if entry.payload_digest != FIRST_DIGEST and place != entry.digest:
            raise Damaged("journal.altered", device=entry.device, seq=entry.seq)
        return
    expected = entry_digest(
        entry.device, entry.seq, entry.lamport, entry.at, entry.actor, entry.kind, entry.subject,
        entry.base, entry.payload_digest, entry.prev_digest,
    )  # fmt: skip
    if expected != entry.digest and _first_digest_form(entry) != entry.digest:
        raise Damaged("journal.altered", device=entry.device, seq=entry.seq)
    if entry.payload is not None and (
        entry.salt is None or salted_digest(entry.payload, entry.salt) != entry.payload_digest
    ):
        raise Damaged("journal.altered", device=entry.device, seq=entry.seq)


def check_chain(
    entries: Iterable[Entry], last_seq: int = 0, last_digest: str = FIRST_DIGEST
) -> Iterator[Entry]:
    """Pass on one device's entries while they continue the chain without a gap.

    :raises Damaged: ``journal.altered``, ``journal.broken_chain`` or ``journal.gap`` with device and seq.
    """
    for entry in entries:
        if entry.seq != last_seq + 1:
            raise Damaged("journal.gap", device=entry.device, seq=last_seq + 1)
        if entry.prev_digest != last_digest:
            raise Damaged("journal.broken_chain", device=entry.device, seq=entry.seq)
        check_entry(entry)
        last_seq, last_digest = entry.seq, entry.digest
        yield entry


def to_line(entry: Entry) -> bytes:
    """One entry as it travels: a JSON line. A sealed place has six fields, whatever it hides."""
    if entry.sealed:
        place = (
            entry.device, entry.seq, entry.lamport, entry.payload_digest, entry.prev_digest, entry.digest,
        )  # fmt: skip
        return _dumps(dict(zip(_SEALED_KEYS, place, strict=True))).encode()
    payload = salt = ""
    if entry.payload is not None and entry.salt is not None:
        payload = f'"payload":{_quoted(entry.payload.decode())},'
        salt = f'"salt":"{entry.salt.hex()}",'
    # As ``_dumps`` spells it, keys in order, three times as fast.
    return (
        f'{{"actor":{_quoted(entry.actor)},"at":{_quoted(entry.at)},'
        f'"base":[{",".join(map(_quoted, entry.base))}],"device":{_quoted(entry.device)},'
        f'"digest":{_quoted(entry.digest)},"kind":{_quoted(entry.kind)},"lamport":{entry.lamport},{payload}'
        f'"payload_digest":{_quoted(entry.payload_digest)},"prev_digest":{_quoted(entry.prev_digest)},{salt}'
        f'"seq":{entry.seq},"subject":{_quoted(entry.subject)}}}'
    ).encode()


def from_line(line: bytes) -> Entry:
    """The inverse of :func:`to_line`; digests are not yet checked.

    :raises Damaged: ``journal.unreadable``.
    """
    try:
        fields = read_json(line)
        if "head" in fields:
            return _sealed_from(fields)
        payload = fields.get("payload")
        device, seq, lamport, at, actor, kind, subject, base, payload_digest, prev_digest, digest = _head(
            fields
        )
        if type(base) is not list:
            raise TypeError("base")
        entry = Entry(
            device, seq, lamport, at, actor, kind, subject, tuple(base), payload_digest, prev_digest, digest,
            None if payload is None else payload.encode(),
            None if payload is None else bytes.fromhex(fields["salt"]),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Damaged("journal.unreadable") from error
    if not _plausible(entry):
        raise Damaged("journal.unreadable")
    return entry


def _sealed_from(fields: dict[str, Any]) -> Entry:
    if len(fields) != len(_SEALED_KEYS):
        raise ValueError("sealed")
    device, seq, lamport, head, prev_digest, digest = (fields[key] for key in _SEALED_KEYS)
    digests = (head, prev_digest, digest)
    if not (_text(device) and _number(seq) and _number(lamport) and all(_digest(each) for each in digests)):
        raise ValueError("sealed")
    return Entry(device, seq, lamport, "", UserId(""), "", "", (), head, prev_digest, digest, None, None)


def _plausible(entry: Entry) -> bool:
    texts = (entry.device, entry.at, entry.actor, entry.kind, entry.subject, *entry.base)
    digests = (entry.payload_digest, entry.prev_digest, entry.digest)
    try:
        joined, hashed = "".join(texts), "".join(digests)
    except TypeError:  # something else than text
        return False
    return (
        "" not in texts
        and max(map(len, texts)) <= _LONGEST_TEXT
        and "\0" not in joined  # PostgreSQL cannot keep it, and no program writes it
        and (joined.isascii() or _storable(joined))
        and len(entry.payload_digest) == len(entry.prev_digest) == len(entry.digest) == _DIGEST
        and hashed.isascii()
        and _number(entry.seq)
        and _number(entry.lamport)
        and len(entry.base) <= _MOST_HEADS
    )


def _text(value: object) -> bool:
    return (
        type(value) is str
        and 0 < len(value) <= _LONGEST_TEXT
        and "\0" not in value
        and (value.isascii() or _storable(value))
    )


def _digest(value: object) -> bool:
    return type(value) is str and len(value) == _DIGEST and value.isascii()


def _number(value: object) -> bool:
    return type(value) is int and 0 < value < 2**53


def _storable(text: str) -> bool:
    """Half a surrogate pair, which JSON can spell, has no UTF-8 and could be neither hashed nor kept."""
    return not any("\ud800" <= each <= "\udfff" for each in text)
