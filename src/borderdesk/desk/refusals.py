"""Packages that could not be taken in at all: each is a line in the ledger. For importing and pack_install.

A file's name is kept only where it is one that this program gives, since what people call files may tell
about somebody.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from borderdesk.desk.workspace import Workspace, facts_of, permitted
from borderdesk.domain import facts
from borderdesk.domain.errors import BorderDeskError, Damaged, NotAllowed, RuleBroken
from borderdesk.domain.roles import Act
from borderdesk.domain.values import moment
from borderdesk.exchange import LIMITS

_CHUNK = 1 << 20
_UNREAD = "0" * 64
_NAME = re.compile(r"([A-Z]{3})-([0-9]{6,9})(-[0-9]+)?\.[a-z]+")
_ABOUT_FILES = ("package.", "journal.", "receipt.", "resend.", "pack.")
_BY_CHOICE = {"pack.older", "pack.withdraws"}
"""Nothing is wrong with such a file: a person decides."""


@dataclass(frozen=True)
class RefusedArrival:
    """A package that was refused as a whole; ``reason`` is a code.

    ``station`` and ``number`` are what its name says, "" and 0 where it was renamed; ``sender`` is the device
    where the signature was good.
    """

    at: datetime
    reason: str
    sha256: str
    station: str = ""
    number: int = 0
    sender: str = ""


@permitted(Act.IMPORT)
def refused_arrivals(workspace: Workspace) -> list[RefusedArrival]:
    """Everything that this desk refused, the latest first."""
    with workspace.store.read() as transaction:
        found = [
            RefusedArrival(moment(entry.at), fact.reason, fact.sha256, fact.station, fact.number, fact.sender)
            for entry, fact in facts_of(transaction, facts.PackageRefused, workspace.device)
        ]
    return found[::-1]


@contextmanager
def refusals_noted(workspace: Workspace, path: Path) -> Iterator[None]:
    """Write down in the journal that a package was refused and why; the refusal itself goes on its way.

    The same file for the same reason is written down once. A full or removed disk is no fault of a package,
    nor is it one that this PC may not write. The body has its transaction inside.
    """
    try:
        yield
    except (Damaged, NotAllowed, RuleBroken) as refusal:
        if refusal.code.startswith(_ABOUT_FILES) and refusal.code not in _BY_CHOICE:
            # Where even this cannot be written, the refusal is what has to be said.
            with suppress(BorderDeskError):
                _note(workspace, path, refusal)
        raise


def _note(workspace: Workspace, path: Path, refusal: BorderDeskError) -> None:
    named = _NAME.fullmatch(path.name)
    fact = facts.PackageRefused(
        sha256=_digest(path),
        reason=refusal.code,
        sender=str(refusal.fields.get("device", "")),
        number=int(named[2]) if named else 0,
        station=named[1] if named else "",
    )
    with workspace.store.write() as transaction:
        known = facts_of(transaction, facts.PackageRefused, workspace.device)
        if not any((fact.sha256, fact.reason) == (each.sha256, each.reason) for _, each in known):
            workspace.record(transaction, f"package:refused:{fact.sha256[:16]}", fact)


def _digest(path: Path) -> str:
    """SHA-256 of a file that may be anything; zeros where it is too large or cannot be read."""
    digest = hashlib.sha256()
    read = 0
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                read += len(chunk)
                if read > LIMITS.package:
                    return _UNREAD
    except OSError:
        return _UNREAD
    return digest.hexdigest()
