"""A desk's signed word about where its chain ends. Entries that another desk passes on are held against it.

A package speaks for the chain of the desk that signed it. Where a checkpoint carries a supervisor's entries
on to another supervisor, nobody could tell whether it made some of them up: so each package also has the
signature of its desk over one digest, and since digests are chained, that covers everything before.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from borderdesk.exchange import canonical, signing
from borderdesk.exchange.identity import Card, DeviceIdentity
from borderdesk.exchange.manifest import Manifest

_HEADS = "heads"


@dataclass(frozen=True)
class SignedHead:
    """That the entry ``seq`` of ``device`` has this digest, in the word of that device."""

    device: str
    seq: int
    digest: str
    signature: str

    def signed_by(self, card: Card | DeviceIdentity) -> bool:
        """Whether the device of ``card``, or this very one, said so."""
        text = _text(self.device, self.seq, self.digest)
        return card.device_id == self.device and signing.verify(
            card.signing_key, text, self.signature.encode()
        )


def sign_head(identity: DeviceIdentity, seq: int, digest: str) -> SignedHead:
    """This desk's word about its own chain."""
    text = _text(identity.device_id, seq, digest)
    signature = signing.sign(identity.signing, text, f"head {identity.device_id} {seq}")
    return SignedHead(identity.device_id, seq, digest, signature.decode())


def heads_extra(heads: Mapping[str, SignedHead]) -> dict[str, object]:
    """As they stand in a manifest."""
    return {
        _HEADS: {
            device: {"digest": head.digest, "seq": head.seq, "signature": head.signature}
            for device, head in heads.items()
        }
    }


def heads_in(manifest: Manifest) -> dict[str, SignedHead]:
    """The heads that a package brings, none of them checked. What is no head is passed over."""
    found: dict[str, SignedHead] = {}
    document = manifest.extra.get(_HEADS)
    if not isinstance(document, dict):
        return found
    for device, each in document.items():
        try:
            found[device] = SignedHead(
                device,
                canonical.number_of(each, "seq"),
                canonical.text_of(each, "digest"),
                canonical.text_of(each, "signature", 1000),
            )
        except (ValueError, TypeError, AttributeError, KeyError):
            continue
    return found


def _text(device: str, seq: int, digest: str) -> bytes:
    return f"borderdesk chain\n{device}\n{seq}\n{digest}\n".encode()
