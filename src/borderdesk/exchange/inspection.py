"""What can be told about a file that may be a package, by anybody who holds it. Called by desk for lists
of what is on a stick, and by ``borderdesk inspect``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from borderdesk.domain.errors import BorderDeskError
from borderdesk.exchange.identity import Card, DeviceIdentity
from borderdesk.exchange.manifest import LIMITS, Limits, Manifest, decode_manifest
from borderdesk.exchange.opening import Contents, Reader, look_at, open_package
from borderdesk.exchange.progress import no_progress


@dataclass(frozen=True)
class Inspection:
    """What was found, up to the first thing that is wrong.

    ``size`` is in bytes and ``sealed`` says whether it is encrypted; both are None for what is not a whole
    package. ``manifest`` is what the package says of itself: believe it only where ``sender``, the trusted
    card it was checked with, is there too. ``sha256`` is that of the file. ``problem`` is the refusal an
    import would meet; None if all is well or if there was no key to go further.
    """

    name: str
    size: int | None = None
    sealed: bool | None = None
    manifest: Manifest | None = None
    sender: Card | None = None
    sha256: str | None = None
    problem: BorderDeskError | None = None


def inspect_package(
    path: Path,
    identity: DeviceIdentity | None = None,
    trusted: Mapping[str, Card] | None = None,
    *,
    practice: bool = False,
    limits: Limits = LIMITS,
) -> Inspection:
    """Look at the file in ``path`` without importing it; what an import would refuse is in ``problem``.

    Without ``identity``: whether it is a package, sealed and whole, and what an unsealed one says of itself.
    """
    try:
        with Reader(path) as reader:
            file, _ = look_at(reader, limits)
    except BorderDeskError as refusal:
        return Inspection(path.name, problem=refusal)
    if identity is None:
        claimed = None if file.sealed else _claimed_manifest(path, None, limits)
        return Inspection(path.name, file.size, file.sealed, claimed)
    try:
        with open_package(path, identity, trusted or {}, practice=practice, limits=limits) as package:
            return Inspection(
                path.name, package.size, file.sealed, package.manifest, package.sender, package.sha256
            )
    except BorderDeskError as refusal:
        claimed = _claimed_manifest(path, identity, limits)
        return Inspection(path.name, file.size, file.sealed, claimed, problem=refusal)


def _claimed_manifest(path: Path, identity: DeviceIdentity | None, limits: Limits) -> Manifest | None:
    contents = Contents(limits)
    try:
        contents.load(path, identity, no_progress)
        signed, _ = contents.signed_manifest()
        return decode_manifest(signed)
    except BorderDeskError:
        return None
    finally:
        contents.close()
