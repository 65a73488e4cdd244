"""minisign signatures over small documents (cards and manifests).

The signature files are those of the minisign tool, prehashed (``ED``), so ``minisign -V`` checks them.
Source of the format: https://jedisct1.github.io/minisign/
"""

import base64
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minisign import SecretKey

_UNTRUSTED_COMMENT = "signed by a BorderDesk device"
MAXIMUM_SIZE = 1024
_KEY_ID = slice(2, 10)


def sign(key: "SecretKey", data: bytes, comment: str) -> bytes:
    """The text of a ``.minisig`` file; ``comment`` is signed too and is printable ASCII."""
    signature = key.sign(data, untrusted_comment=_UNTRUSTED_COMMENT, trusted_comment=comment)
    return bytes(signature) + b"\n"


def key_id(public_key: str) -> bytes:
    """The eight bytes by which minisign names a key. ``ValueError`` if ``public_key`` is not one."""
    from minisign import PublicKey  # here: loads cryptography, which start-up need not wait for

    return base64.b64decode(PublicKey.from_base64(public_key).to_base64())[_KEY_ID]


def signer_key_id(signature: bytes) -> bytes | None:
    """The key a signature says it was made with; ``None`` if this is no minisign signature of ours."""
    from minisign import Error, Signature  # here: as above

    try:
        parsed = Signature.from_bytes(signature)
    except (Error, UnicodeError):
        return None
    # The first comment is not covered by the signature, so only our own spelling is accepted.
    if bytes(parsed) + b"\n" != signature or parsed.untrusted_comment != _UNTRUSTED_COMMENT:
        return None
    return base64.b64decode(signature.splitlines()[1])[_KEY_ID] if parsed.is_prehashed() else None


def verify(public_key: str, data: bytes, signature: bytes) -> bool:
    """Whether ``signature`` is one over ``data`` by ``public_key`` (minisign's base64 line)."""
    from minisign import Error, PublicKey, Signature  # here: as above

    if signer_key_id(signature) is None:
        return False
    try:
        PublicKey.from_base64(public_key).verify(data, Signature.from_bytes(signature))
    except (Error, UnicodeError, ValueError):
        return False
    return True
