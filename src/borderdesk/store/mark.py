"""How far this PC had written, kept outside the database, so that an old copy of it notices that it is one.

A small sealed file in the person's own folder of the system, not in the workspace's: whoever restores the
workspace from a backup does not restore this. It says nothing without the workspace's identity, and a missing
one says nothing at all. Used by desk when a workspace opens, packs and closes.
"""

import hashlib
import json
import os
import secrets
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from borderdesk.files import put

STATE = "BORDERDESK_STATE"
"""Environment: another folder for these files."""


@dataclass(frozen=True)
class Mark:
    """The last own entry that was written, and how many identities this PC has had before this one."""

    seq: int
    generation: int

    def beyond(self, other: "Mark") -> bool:
        """Whether this mark was made later than another of the same chain."""
        return (self.generation, self.seq) > (other.generation, other.seq)


def read_mark(workspace: Path, device: str, identity: bytes) -> Mark | None:
    """The mark that ``device`` left for the workspace in this folder; None where there is none to be read."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    try:
        kept = _place(workspace, device).read_bytes()
        said = ChaCha20Poly1305(_key(identity)).decrypt(kept[:12], kept[12:], device.encode())
        document = json.loads(said)
        return Mark(int(document["seq"]), int(document["generation"]))
    except (OSError, InvalidTag, ValueError, KeyError, TypeError):
        return None


def write_mark(workspace: Path, device: str, identity: bytes, mark: Mark) -> None:
    """Leave a mark. Where that fails nothing is lost but the early notice."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    nonce = secrets.token_bytes(12)
    said = json.dumps(asdict(mark)).encode()
    place = _place(workspace, device)
    beside = place.with_suffix(".new")
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(nonce + ChaCha20Poly1305(_key(identity)).encrypt(nonce, said, device.encode()))
        put(beside, place)


def _place(workspace: Path, device: str) -> Path:
    name = hashlib.sha256(f"{workspace.resolve()}\n{device}".encode()).hexdigest()[:32]
    return _folder() / f"{name}.mark"


def _folder() -> Path:
    if os.environ.get(STATE):
        return Path(os.environ[STATE])
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "BorderDesk"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "borderdesk"


def _key(identity: bytes) -> bytes:
    return hashlib.sha256(b"borderdesk mark\n" + identity).digest()
