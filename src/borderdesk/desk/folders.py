"""Importing everything on a stick or in a folder at once, each package for itself.

A package that is refused holds back none of the others, and stopping half-way keeps what is done.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from borderdesk.desk.dry_run import ImportPreview, preview_import
from borderdesk.desk.importing import ImportResult, answered, apply_import
from borderdesk.desk.workspace import Changes, Done, Progress, Workspace, permitted, silent
from borderdesk.domain.errors import BorderDeskError, Cancelled, Unavailable
from borderdesk.domain.roles import Act, Post
from borderdesk.exchange import PackageKind, list_packages
from borderdesk.files import is_folder

_DEEP = 3
"""Folders within folders that are looked into."""


@dataclass(frozen=True)
class FolderItem:
    """One package of many: what its import did, or the code why it was not taken in."""

    path: Path
    result: ImportResult | None = None
    problem: str = ""


@dataclass(frozen=True)
class FolderPreview:
    """One package of many before anything is done."""

    path: Path
    preview: ImportPreview | None = None
    problem: str = ""


@dataclass(frozen=True)
class FolderImport:
    """All packages in the order they were taken; ``not_reached`` were left when it stopped."""

    items: tuple[FolderItem, ...]
    not_reached: tuple[Path, ...] = ()
    stopped_by: str = ""
    """Why it stopped before the end, as a code: ``cancelled``, or what is wrong with this PC."""

    @property
    def new(self) -> int:
        """Entries that were new."""
        return sum(item.result.new for item in self.items if item.result)

    @property
    def refused(self) -> tuple[FolderItem, ...]:
        """Packages that were not taken in."""
        return tuple(item for item in self.items if item.problem)


def packages_under(workspace: Workspace, paths: Sequence[Path]) -> list[Path]:
    """The packages that mean something to this desk, in files and folders, records before receipts."""
    kinds = [PackageKind.RECORDS]
    if workspace.post is Post.CHECKPOINT:
        kinds.append(PackageKind.RECEIPT)
    wanted = [kind.suffix for kind in kinds]
    found = {each for path in paths for each in _under(path, _DEEP) if each.suffix in wanted}
    return sorted(found, key=lambda each: (wanted.index(each.suffix), str(each.parent), each.name))


def _under(path: Path, deep: int) -> Iterator[Path]:
    if not is_folder(path):
        yield path
        return
    yield from list_packages(path)
    if deep:
        try:
            folders = sorted(each for each in path.iterdir() if _looked_into(each))
        except OSError:
            return
        for folder in folders:
            yield from _under(folder, deep - 1)


def _looked_into(path: Path) -> bool:
    """Not the systems' own: what was thrown away lies in ``.Trash-1000`` and ``$RECYCLE.BIN``."""
    return not path.name.startswith((".", "$")) and path.is_dir() and not path.is_symlink()


@permitted(Act.IMPORT)
def preview_folder(
    workspace: Workspace, paths: Sequence[Path], progress: Progress = silent
) -> list[FolderPreview]:
    """The dry run of each package by itself, as if it were the only one.

    :raises Cancelled: when the person stopped.
    """
    found: list[FolderPreview] = []
    packages = packages_under(workspace, paths)
    for count, path in enumerate(packages):
        progress("package", count, len(packages))
        try:
            found.append(FolderPreview(path, preview_import(workspace, path, progress)))
        except Cancelled:
            raise
        except BorderDeskError as refusal:
            found.append(FolderPreview(path, problem=refusal.code))
    return found


@permitted(Act.IMPORT)
def import_folder(
    workspace: Workspace,
    paths: Sequence[Path],
    progress: Progress = silent,
    *,
    receipts: bool = True,
) -> Done[FolderImport]:
    """Import every package in these files and folders, each in a transaction of its own.

    A receipt is written beside the last package of each desk: it confirms all before it. Stopping, and a PC
    that is full or busy, end it after the packages that are done.
    """
    packages = packages_under(workspace, paths)
    items: list[FolderItem] = []
    changes = Changes()
    stopped_by = ""
    for count, path in enumerate(packages):
        try:
            progress("package", count, len(packages))
            done = apply_import(workspace, path, progress)
        except (Cancelled, Unavailable) as stop:
            if isinstance(stop, Cancelled) or stop.code.startswith(("store.", "workspace.")):
                stopped_by = stop.code
                break
            items.append(FolderItem(path, problem=stop.code))
        except BorderDeskError as refusal:
            items.append(FolderItem(path, problem=refusal.code))
        else:
            items.append(FolderItem(path, done.value))
            changes |= done.changes
    if receipts:
        items = _with_receipts(workspace, items)
    return Done(FolderImport(tuple(items), tuple(packages[len(items) :]), stopped_by), changes)


def _with_receipts(workspace: Workspace, items: Sequence[FolderItem]) -> list[FolderItem]:
    """A receipt beside each desk's last package."""
    last = {item.result.device: place for place, item in enumerate(items) if item.result}
    return [
        replace(item, result=answered(workspace, item.result, item.path.parent))
        if item.result and last[item.result.device] == place
        else item
        for place, item in enumerate(items)
    ]
