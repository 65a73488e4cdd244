"""What content packs brought to this desk: kept in the encrypted database, laid over what ships.

One record tells which files are in use and from which pack each kind is; the files lie with the other
attachments. Read when a workspace is opened, so light; written by pack_install.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from borderdesk.domain.errors import Unavailable
from borderdesk.resources import Content
from borderdesk.store.database import Transaction

RECORDINGS = "recordings"
_STATE = "content.installed"


class PackKind(StrEnum):
    """Kinds of content, in the order they are shown."""

    FORM = "form"
    DOCUMENT = "document"
    DIRECTORY = "directory"
    DISEASE = "disease"
    STORY = "story"
    RECORDING = "recording"
    WORDING = "wording"
    TRANSLATION = "translation"


_BY_FOLDER = {
    "forms": PackKind.FORM,
    "library": PackKind.DOCUMENT,
    "directory": PackKind.DIRECTORY,
    "health": PackKind.DISEASE,
    "practice": PackKind.STORY,
    RECORDINGS: PackKind.RECORDING,
}


def kind_of(path: str) -> PackKind:
    """What a path of a pack holds."""
    if path.startswith("i18n/"):
        return PackKind.WORDING if path.endswith("/wording.po") else PackKind.TRANSLATION
    folder = path.split("/")[0]
    return _BY_FOLDER[folder]


@dataclass(frozen=True)
class PackStamp:
    """From which pack a kind of content is; ``listing`` is the digest of all that pack says."""

    number: int
    key: str
    listing: str


@dataclass(frozen=True)
class Installed:
    """What is in use: the pack of each kind, the digest of each file by path, the ids of forms."""

    stamps: Mapping[PackKind, PackStamp] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    forms: tuple[str, ...] = ()


def installed(transaction: Transaction) -> Installed:
    """What packs brought here."""
    state: dict[str, Any] = transaction.setting(_STATE, {})
    return Installed(
        {PackKind(name): PackStamp(*stamp) for name, stamp in state.get("stamps", {}).items()},
        state.get("files", {}),
        tuple(state.get("forms", ())),
    )


def set_installed(transaction: Transaction, state: Installed) -> None:
    """Remember what is in use from now on."""
    stamps = {kind.value: (each.number, each.key, each.listing) for kind, each in state.stamps.items()}
    kept = {"stamps": stamps, "files": dict(state.files), "forms": sorted(set(state.forms))}
    transaction.set_setting(_STATE, kept)


def load_content(transaction: Transaction) -> Content | None:
    """The shipped content overlaid by the installed; None where nothing was installed."""
    kept = installed(transaction).files.items()
    # Recordings are many and large: each is read when it is played.
    files = _read(transaction, {path: sha for path, sha in kept if kind_of(path) is not PackKind.RECORDING})
    return Content(files) if files else None


def files_of_kind(transaction: Transaction, kind: PackKind) -> dict[str, bytes]:
    """The installed files of a kind, by path; none for forms, which are kept as versions."""
    files = installed(transaction).files
    return _read(transaction, {path: sha256 for path, sha256 in files.items() if kind_of(path) is kind})


def _read(transaction: Transaction, files: Mapping[str, str]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for path, sha256 in files.items():
        try:
            found[path] = transaction.attachments.get(sha256).content
        except Unavailable:
            continue  # then the shipped one is used again
    return found
