"""Small things sealed with the workspace's key, where no encrypted file is around them."""

import secrets

from borderdesk.domain.errors import Damaged

_NONCE = 12


class Seal:
    """Seals and opens under one key, derived from the workspace's for this use alone."""

    def __init__(self, key: bytes, purpose: str) -> None:
        from cryptography.hazmat.primitives import hashes  # late: only desks on a server need it
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        derived = HKDF(hashes.SHA256(), 32, salt=None, info=f"borderdesk:{purpose}".encode()).derive(key)
        self._cipher = ChaCha20Poly1305(derived)

    def close(self, name: str, value: bytes) -> bytes:
        """``value`` encrypted; it opens under this name only."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._cipher.encrypt(nonce, value, name.encode())

    def open(self, name: str, sealed: bytes) -> bytes:
        """:raises Damaged: ``workspace.damaged``: another key or name, or not what was sealed."""
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], name.encode())
        except (InvalidTag, ValueError) as error:
            raise Damaged("workspace.damaged") from error
