"""Who a device is: its signing and sealing keys, and the public card others trust it by.

Desk stores ``DeviceIdentity.to_bytes()`` inside the encrypted database and hands out cards.
"""

import re
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from borderdesk.domain.errors import Damaged, RuleBroken
from borderdesk.exchange import signing
from borderdesk.exchange.canonical import (
    canonical_json,
    flag_of,
    number_of,
    object_of,
    read_json,
    require_canonical,
    text_of,
)
from borderdesk.exchange.fingerprint import fingerprint, fingerprint_digits, fingerprint_words

if TYPE_CHECKING:
    from minisign import SecretKey
    from pyrage.x25519 import Identity

CARD_SUFFIX = ".card"
_FORMAT = 1
_CARD_KIND = "borderdesk-card"
_CARD_LIMIT = 16 * 1024
_LABEL_LIMIT = 80
_DEVICE = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)
_STATION = re.compile(r"[A-Za-z0-9_-]{1,24}", re.ASCII)
_ROLE = re.compile(r"[a-z_-]{1,32}", re.ASCII)


def require_names(device: str, station: str, role: str) -> None:
    """``ValueError`` unless all three are plain names: they stand in file names and signature comments."""
    for pattern, name in ((_DEVICE, device), (_STATION, station), (_ROLE, role)):
        if not pattern.fullmatch(name):
            raise ValueError(name)


@dataclass(frozen=True)
class Continues:
    """A desk's word, signed with its old key, that it goes on under a new identity.

    ``device`` is the old one; ``last`` and ``digest`` the last entry of its chain that it still holds.
    """

    device: str
    last: int
    digest: str
    signature: str = ""


@dataclass(frozen=True)
class Card:
    """What a device says about itself in public, signed by itself.

    ``signing_key`` is minisign's base64 line, ``recipient`` an age address (``age1...``). ``role`` is what
    the PC is (checkpoint, supervisor), not who sits at it. The label holds no personal name. ``practice`` is
    whether it is a practice desk, whose passphrase anybody may know.
    """

    device_id: str
    role: str
    station: str
    label: str
    signing_key: str
    recipient: str
    practice: bool = False
    continues: "Continues | None" = None

    def goes_on_for(self, old: "Card") -> bool:
        """Whether the key on the card ``old`` signed that this desk goes on for it.

        That alone is no reason to trust: whoever has an old copy of that PC has its key too.
        """
        link = self.continues
        if link is None or link.device != old.device_id:
            return False
        if (old.station, old.role, old.practice) != (self.station, self.role, self.practice):
            return False
        said = _link_text(link, self.device_id, self.signing_key, self.recipient)
        return signing.verify(old.signing_key, said, link.signature.encode())

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the two keys in hex; manifests name recipients by it."""
        return fingerprint(self.signing_key, self.recipient)

    def fingerprint_words(self, language: str) -> tuple[str, ...]:
        """Six words to compare aloud, about 70 bits; they sound alike in Lao and in English."""
        return fingerprint_words(self.fingerprint, language)

    def fingerprint_digits(self) -> tuple[str, ...]:
        """The same comparison as six groups of four digits, about 79 bits."""
        return fingerprint_digits(self.fingerprint)


@dataclass(frozen=True, repr=False)
class DeviceIdentity:
    """The private half: never shown, never logged, kept only inside the encrypted database."""

    device_id: str
    signing: "SecretKey"
    sealing: "Identity"

    @classmethod
    def generate(cls, device_id: str) -> "DeviceIdentity":
        """Fresh keys for a new installation; ``device_id`` is 1 to 64 letters, digits or ``._-``."""
        # Here: both load native code that start-up need not wait for.
        from minisign import KeyPair
        from pyrage.x25519 import Identity

        require_names(device_id, "x", "x")
        return cls(device_id, KeyPair.generate().secret_key, Identity.generate())

    @classmethod
    def from_bytes(cls, data: bytes) -> "DeviceIdentity":
        """Read back ``to_bytes``; ``Damaged("identity.damaged")`` if it is not one."""
        from minisign import SecretKey  # here: as above
        from pyrage import IdentityError
        from pyrage.x25519 import Identity

        try:
            document = read_json(data)
            require_names(text_of(document, "device"), "x", "x")
            return cls(
                text_of(document, "device"),
                SecretKey.from_base64(text_of(document, "signing", 1000)),
                Identity.from_str(text_of(document, "sealing")),
            )
        except (ValueError, IdentityError) as fault:
            raise Damaged("identity.damaged") from fault

    def to_bytes(self) -> bytes:
        """Both private keys, in clear: for the inside of the encrypted database only."""
        return canonical_json(
            {
                "device": self.device_id,
                "format": _FORMAT,
                "sealing": str(self.sealing),
                "signing": self.signing.to_base64().decode(),
            }
        )

    @property
    def signing_key(self) -> str:
        """The public minisign key, as its base64 line."""
        return str(self.signing.get_public_key().to_base64().decode())

    @property
    def recipient(self) -> str:
        """The public age address."""
        return str(self.sealing.to_public())

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.signing_key, self.recipient)

    def words(self, language: str) -> tuple[str, ...]:
        """Six words of this identity, as its card gives them."""
        return fingerprint_words(self.fingerprint, language)

    def hand_over_to(self, new: "DeviceIdentity", last: int, digest: str) -> Continues:
        """Sign that ``new`` goes on for this identity, which holds its own chain up to ``last``."""
        link = Continues(self.device_id, last, digest)
        said = _link_text(link, new.device_id, new.signing_key, new.recipient)
        signature = signing.sign(self.signing, said, f"continues {self.device_id} {new.device_id}")
        return replace(link, signature=signature.decode())

    def card(
        self,
        role: str,
        station: str,
        label: str,
        *,
        practice: bool = False,
        continues: Continues | None = None,
    ) -> bytes:
        """The public card file: one JSON line, then the four lines of its minisign signature.

        ``head -n 1`` and ``tail -n +2`` give what ``minisign -V`` wants. ``ValueError`` for a role or station
        that is not a plain name, ``RuleBroken("card.label")`` for a label that is empty, has several lines
        or is longer than 80 characters.
        """
        require_names(self.device_id, station, role)
        if not 0 < len(label) <= _LABEL_LIMIT or not label.isprintable():
            raise RuleBroken("card.label", limit=_LABEL_LIMIT)
        said: dict[str, object] = {
            "device": self.device_id,
            "format": _FORMAT,
            "kind": _CARD_KIND,
            "label": label,
            "practice": practice,
            "recipient": self.recipient,
            "role": role,
            "signing": self.signing_key,
            "station": station,
        }
        if continues is not None:
            said["continues"] = asdict(continues)
        line = canonical_json(said)
        document = line + b"\n"
        return document + signing.sign(self.signing, document, f"card {station} {self.device_id}")


def read_card(data: bytes) -> Card:
    """Check a card file and give what it says.

    The signature only shows that the card is whole and belongs to its own key: whose card it is, people
    find out by comparing ``fingerprint_words``. Refuses with ``card.not_a_card``, ``card.newer_format`` or
    ``card.altered`` (``Damaged``).
    """
    if len(data) > _CARD_LIMIT:
        raise Damaged("card.not_a_card")
    line, newline, signature = data.partition(b"\n")
    try:
        document = read_json(line)
    except ValueError:
        raise Damaged("card.not_a_card") from None
    if document.get("kind") != _CARD_KIND:
        raise Damaged("card.not_a_card")
    try:
        if number_of(document, "format") > _FORMAT:
            raise Damaged("card.newer_format")
        require_canonical(document, line)
        card = _card_from(document)
    except ValueError:
        raise Damaged("card.altered") from None
    if not signing.verify(card.signing_key, line + newline, signature):
        raise Damaged("card.altered")
    return card


def _continues_from(document: dict[str, object]) -> Continues | None:
    if "continues" not in document:
        return None
    link = object_of(document, "continues")
    digest = link.get("digest")
    if not isinstance(digest, str) or len(digest) > 64:
        raise ValueError("digest")
    return Continues(
        text_of(link, "device"), number_of(link, "last"), digest, text_of(link, "signature", 1000)
    )


def _link_text(link: Continues, device: str, signing_key: str, recipient: str) -> bytes:
    parts = ("borderdesk identity", link.device, device, signing_key, recipient, str(link.last), link.digest)
    return "\n".join(parts).encode()


def _card_from(document: dict[str, object]) -> Card:
    from pyrage import RecipientError  # here: as above
    from pyrage.x25519 import Recipient

    card = Card(
        device_id=text_of(document, "device"),
        role=text_of(document, "role"),
        station=text_of(document, "station"),
        label=text_of(document, "label", _LABEL_LIMIT),
        signing_key=text_of(document, "signing"),
        recipient=text_of(document, "recipient"),
        practice=flag_of(document, "practice"),
        continues=_continues_from(document),
    )
    require_names(card.device_id, card.station, card.role)
    try:
        Recipient.from_str(card.recipient)
    except RecipientError as fault:
        raise ValueError("recipient") from fault
    return card
