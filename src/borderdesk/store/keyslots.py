"""Key slots: many ways to the one random key of a workspace, kept in ``keys.json`` beside it.

The data key never changes. A passphrase or a set of recovery shares each wrap it in a slot of their
own, so changing a passphrase rewrites one slot and never the database.
"""

import json
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from borderdesk.domain.errors import Damaged, NotAllowed, RuleBroken, Unavailable
from borderdesk.files import put

KEY_BYTES = 32
MINIMUM_PASSPHRASE = 10
"""Characters; a short sentence is better than a short riddle."""
ARGON2 = {"time_cost": 3, "memory_cost": 64 * 1024, "parallelism": 4}
"""Argon2id, 64 MiB, 3 passes, 4 lanes: the second recommended choice of RFC 9106."""
FREE_TRIES = 5
LONGEST_WAIT = 60
_FORMAT = 1


@dataclass(frozen=True)
class Slot:
    """One way to the data key. ``kind`` is passphrase or recovery."""

    kind: str
    name: str
    wrapped: bytes
    salt: bytes = b""
    argon2: Mapping[str, int] | None = None
    label: str = ""


@dataclass(frozen=True)
class KeyFile:
    """The contents of ``keys.json``; methods return a changed copy, :meth:`save` writes it."""

    workspace: str
    slots: tuple[Slot, ...] = ()
    misses: Mapping[str, tuple[int, float]] | None = None
    practice: bool = False

    @staticmethod
    def new(*, practice: bool = False) -> "KeyFile":
        """A key file without slots, for a new workspace."""
        return KeyFile(secrets.token_hex(8), practice=practice)

    @property
    def users(self) -> tuple[tuple[str, str], ...]:
        """Role number and role of everybody who can open by passphrase; readable without a key."""
        return tuple((slot.name, slot.label) for slot in self.slots if slot.kind == "passphrase")

    def with_passphrase(self, user: str, role: str, passphrase: str, data_key: bytes) -> "KeyFile":
        """Add or replace the slot of a user.

        :raises RuleBroken: ``passphrase.short`` with ``minimum``.
        """
        if len(passphrase) < MINIMUM_PASSPHRASE:
            raise RuleBroken("passphrase.short", minimum=MINIMUM_PASSPHRASE)
        salt = secrets.token_bytes(16)
        wrapped = self._wrap(_derive(passphrase, salt, ARGON2), f"passphrase:{user}", data_key)
        return self._with(Slot("passphrase", user, wrapped, salt, ARGON2, role))

    def open_passphrase(self, user: str, passphrase: str) -> bytes:
        """The data key (32 bytes). Takes about a tenth of a second by design.

        :raises RuleBroken: ``passphrase.wrong``, whether user or passphrase is wrong.
        """
        for slot in self.slots:
            if slot.kind == "passphrase" and slot.name == user and slot.argon2:
                key = self._unwrap(_derive(passphrase, slot.salt, slot.argon2), f"passphrase:{user}", slot)
                if key:
                    return key
        raise RuleBroken("passphrase.wrong")

    def with_recovery(self, data_key: bytes, needed: int, shares: int) -> tuple["KeyFile", list[str]]:
        """Split a recovery secret (SLIP-39): any ``needed`` of ``shares`` word lists open the workspace.

        The lists are returned once and kept nowhere.
        """
        import shamir_mnemonic

        secret = secrets.token_bytes(KEY_BYTES)
        groups = shamir_mnemonic.generate_mnemonics(1, [(needed, shares)], secret)
        slot = Slot("recovery", "recovery", self._wrap(secret, "recovery:recovery", data_key))
        return self._with(slot), list(groups[0])

    def open_recovery(self, shares: Sequence[str]) -> bytes:
        """The data key from enough recovery shares.

        :raises RuleBroken: ``recovery.wrong``.
        """
        import shamir_mnemonic

        try:
            words = dict.fromkeys(" ".join(each.lower().split()) for each in shares)
            read = [(each, shamir_mnemonic.Share.from_mnemonic(each)) for each in words]
            # More than are needed is refused by the standard's reference code, not by us.
            needed = min((share.member_threshold for _, share in read), default=0)
            secret = shamir_mnemonic.combine_mnemonics([each for each, _ in read[:needed]])
        except shamir_mnemonic.MnemonicError as error:
            raise RuleBroken("recovery.wrong") from error
        for slot in self.slots:
            if slot.kind == "recovery":
                key = self._unwrap(secret, "recovery:recovery", slot)
                if key:
                    return key
        raise RuleBroken("recovery.wrong")

    def without(self, kind: str, name: str) -> "KeyFile":
        """Take a slot away.

        :raises NotAllowed: ``keys.last_slot`` when nobody could open the workspace afterwards.
        """
        kept = tuple(slot for slot in self.slots if (slot.kind, slot.name) != (kind, name))
        if not any(slot.kind == "passphrase" for slot in kept):
            raise NotAllowed("keys.last_slot")
        return replace(self, slots=kept)

    def wait(self, user: str, now: float) -> int:
        """Seconds until the next try is heard: 0 for the first five misses, then 1, 2, 4 … 60."""
        count, last = (self.misses or {}).get(user, (0, 0.0))
        if count < FREE_TRIES:
            return 0
        pause: int = min(LONGEST_WAIT, 2 ** min(count - FREE_TRIES, LONGEST_WAIT))
        return max(0, min(pause, round(last + pause - now + 0.499)))

    def missed(self, user: str, now: float) -> "KeyFile":
        """One more wrong passphrase."""
        count, _ = (self.misses or {}).get(user, (0, 0.0))
        return replace(self, misses={**(self.misses or {}), user: (count + 1, now)})

    def opened(self, user: str) -> "KeyFile":
        """The right passphrase forgets the wrong ones."""
        return replace(self, misses={key: tried for key, tried in (self.misses or {}).items() if key != user})

    def save(self, path: Path) -> None:
        """Write beside, fsync, rename: the old file stands until the new one is safe.

        :raises Unavailable: ``keys.unwritable``.
        """
        content = {
            "format": _FORMAT,
            "workspace": self.workspace,
            "practice": self.practice,
            "slots": [_to_json(slot) for slot in self.slots],
            "misses": {user: list(tried) for user, tried in (self.misses or {}).items()},
        }
        beside = path.with_name(path.name + ".new")
        try:
            # Only for the owner: the slots are what somebody would guess passphrases against.
            opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(opened, "w", encoding="utf-8") as file:
                json.dump(content, file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            put(beside, path)
            _sync_folder(path.parent)
        except OSError as error:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise Unavailable("keys.unwritable") from error

    @staticmethod
    def load(path: Path) -> "KeyFile":
        """The key file as last saved.

        :raises Unavailable: ``workspace.missing``.
        :raises Damaged: ``keys.damaged``, ``workspace.newer``.
        """
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            if content["format"] > _FORMAT:
                raise Damaged("workspace.newer")
            misses = {user: (int(tried[0]), float(tried[1])) for user, tried in content["misses"].items()}
            slots = tuple(_from_json(slot) for slot in content["slots"])
            if not slots:
                raise Damaged("keys.damaged")
            return KeyFile(str(content["workspace"]), slots, misses, bool(content["practice"]))
        except FileNotFoundError as error:
            raise Unavailable("workspace.missing") from error
        except (
            OSError,
            ValueError,
            KeyError,
            TypeError,
            AttributeError,
            IndexError,
            OverflowError,
            RecursionError,
        ) as error:
            raise Damaged("keys.damaged") from error

    def _with(self, slot: Slot) -> "KeyFile":
        kept = tuple(other for other in self.slots if (other.kind, other.name) != (slot.kind, slot.name))
        return replace(self, slots=(*kept, slot))

    def _wrap(self, wrapping_key: bytes, purpose: str, data_key: bytes) -> bytes:
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        nonce = secrets.token_bytes(12)
        return nonce + ChaCha20Poly1305(wrapping_key).encrypt(nonce, data_key, self._bound_to(purpose))

    def _unwrap(self, wrapping_key: bytes, purpose: str, slot: Slot) -> bytes | None:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        try:
            return ChaCha20Poly1305(wrapping_key).decrypt(
                slot.wrapped[:12], slot.wrapped[12:], self._bound_to(purpose)
            )
        except (InvalidTag, ValueError):
            return None

    def _bound_to(self, purpose: str) -> bytes:
        """A slot copied into another workspace or under another name does not open."""
        return f"borderdesk:{self.workspace}:{purpose}".encode()


def _derive(passphrase: str, salt: bytes, parameters: Mapping[str, int]) -> bytes:
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    derive: Callable[..., bytes] = hash_secret_raw
    try:
        return derive(passphrase.encode(), salt, hash_len=KEY_BYTES, type=Type.ID, **parameters)
    except HashingError as error:
        raise Damaged("keys.damaged") from error


PIN_ARGON2 = {"time_cost": 2, "memory_cost": 19 * 1024, "parallelism": 1}
"""Lighter, since three wrong PINs close the workspace: OWASP's least cost for Argon2id."""


def pin_digest(pin: str, salt: bytes) -> bytes:
    """What is kept of a hide-PIN."""
    return _derive(pin, salt, PIN_ARGON2)


def _to_json(slot: Slot) -> dict[str, Any]:
    return {
        "kind": slot.kind,
        "name": slot.name,
        "label": slot.label,
        "salt": b64encode(slot.salt).decode(),
        "argon2": dict(slot.argon2) if slot.argon2 else None,
        "wrapped": b64encode(slot.wrapped).decode(),
    }


def _from_json(content: Mapping[str, Any]) -> Slot:
    return Slot(
        content["kind"],
        content["name"],
        b64decode(content["wrapped"], validate=True),
        b64decode(content["salt"], validate=True),
        _cost(content["argon2"]) if content["argon2"] else None,
        content["label"],
    )


_MOST_COST = {"time_cost": 64, "memory_cost": 1 << 21, "parallelism": 64}
"""A key file that asks for more (2 GiB) was tampered with; it must not bring the PC to its knees."""


def _cost(content: Mapping[str, int]) -> Mapping[str, int]:
    if set(content) != set(_MOST_COST):
        raise ValueError("argon2")
    if not all(type(content[name]) is int and 0 < content[name] <= most for name, most in _MOST_COST.items()):
        raise ValueError("argon2")
    return dict(content)


def _sync_folder(folder: Path) -> None:
    """Make the rename last through a power cut; Windows has no such call."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
