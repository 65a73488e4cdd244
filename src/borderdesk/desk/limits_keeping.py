"""Disease packs as their author keeps them: written, changed and taken out in the author's folder.

Nothing is in use before a content pack of the folder was signed; a file with a slip of the pen is listed with
what is wrong and keeps nobody from the others. Called by the limits page.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from borderdesk.desk.content_folder import take_out, write_whole
from borderdesk.desk.health_limits import FOLDER, NUMBERS, DiseasePack, disease_packs, read_disease_pack
from borderdesk.desk.workspace import Workspace, permitted
from borderdesk.domain.errors import RuleBroken, Unavailable
from borderdesk.domain.roles import Act
from borderdesk.files import names_device
from borderdesk.text.dates import next_version


@dataclass(frozen=True)
class LimitsFacts:
    """What an author says of a disease, the numbers as typed. Without ``id`` it is a new one; without
    ``confirmed_by``, who at the health ministry stands for the limits, it stays a draft.
    """

    title_lo: str
    title_en: str
    fever_from: str
    days_back: str
    watch: tuple[str, ...]
    source: str
    confirmed_by: str = ""
    id: str = ""

    def title(self, language: str) -> str:
        """What the disease is called, as ``DiseasePack.title``."""
        return self.title_lo if language == "lo" else self.title_en


@dataclass(frozen=True)
class KeptLimits:
    """A file of the author's folder; without ``pack`` the ``refused`` says what has to be put right."""

    file: str
    pack: DiseasePack | None
    refused: RuleBroken | None = None


@permitted(Act.EDIT_CONTENT)
def kept_limits(workspace: Workspace, folder: Path) -> list[KeptLimits]:
    """The disease packs in an author's folder, what must be put right first."""
    found = []
    for path in sorted((folder / FOLDER).glob("*.toml")):
        try:
            found.append(KeptLimits(path.name, read_disease_pack(path.read_bytes())))
        except OSError:
            found.append(KeptLimits(path.name, None, RuleBroken("disease.unreadable", what=path.name)))
        except RuleBroken as refused:
            found.append(KeptLimits(path.name, None, refused))
    return sorted(found, key=lambda each: each.pack is not None)


@permitted(Act.EDIT_CONTENT)
def save_limits(workspace: Workspace, folder: Path, said: LimitsFacts) -> DiseasePack:
    """Write a disease pack into an author's folder under a version of its own.

    :raises RuleBroken: as ``read_disease_pack``; nothing is written then.
    :raises Unavailable: ``content.unwritable``.
    """
    name = said.id or _free_id(folder, said.title_en)
    row: Mapping[str, object] = {
        "id": name,
        "title_en": said.title_en.strip(),
        "title_lo": said.title_lo.strip(),
        "version": _version(workspace, folder, name),
        "status": "validated" if said.confirmed_by.strip() else "draft-unvalidated",
        "reviewed_by": said.confirmed_by.strip() or "none",
        "sources": [said.source.strip()],
        "fever_from": _typed("fever_from", said.fever_from),
        "days_back": int(_typed("days_back", said.days_back)),
        "watch": list(said.watch),
    }
    import tomlkit  # late: only who chooses limits needs it

    data = tomlkit.dumps(row).encode()
    pack = read_disease_pack(data)
    write_whole(folder / FOLDER / f"{name}.toml", data)
    return pack


@permitted(Act.EDIT_CONTENT)
def remove_limits(workspace: Workspace, folder: Path, file: str) -> None:
    """Take a disease pack out of an author's folder; the one in use stays until a pack without it comes.

    :raises Unavailable: ``disease.missing``, ``content.unwritable``.
    """
    path = folder / FOLDER / Path(file).name
    if not path.is_file():
        raise Unavailable("disease.missing", id=file)
    take_out(path)


def _typed(name: str, text: str) -> float:
    """A number as people type it: a comma for the point, digits of any script; whole days."""
    least, most = NUMBERS[name]
    with suppress(ValueError, OverflowError):
        number = float(text.strip().replace(",", "."))
        if name != "days_back" or number == int(number):
            return number
    raise RuleBroken("disease.number", field=name, least=least, most=most)


def _free_id(folder: Path, title: str) -> str:
    """A name made of the English title that no other pack has."""
    base = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")[:30]
    base = base if base[:1].isalpha() and not names_device(base) else f"limits_{base}".rstrip("_")
    taken = {pack.id for pack in disease_packs()} | {path.stem for path in _files(folder)}
    return next(name for name in (base, *(f"{base}_{n}" for n in range(2, 1000))) if name not in taken)


def _version(workspace: Workspace, folder: Path, name: str) -> str:
    """A version higher than what is in use and in the folder."""
    there = [pack.version for pack in disease_packs() if pack.id == name]
    with suppress(OSError, RuleBroken):
        there.append(read_disease_pack((folder / FOLDER / f"{name}.toml").read_bytes()).version)
    return next_version(there, workspace.clock().date())


def _files(folder: Path) -> Iterable[Path]:
    return (folder / FOLDER).glob("*.toml")
