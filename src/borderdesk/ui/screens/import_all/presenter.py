"""Many packages in words, without Qt: what each would do, what each did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from borderdesk.desk.dry_run import ImportPreview
from borderdesk.desk.folders import FolderImport, FolderItem, FolderPreview
from borderdesk.desk.importing import ImportResult
from borderdesk.text import notice, ntr, tr


@dataclass(frozen=True)
class PackageLine:
    """One package: its name, what it would do or did, and whether it was refused."""

    key: str
    title: str
    detail: str
    refused: bool = False


class ImportAllPresenter:
    """The page."""

    def before(self, previews: Sequence[FolderPreview]) -> tuple[str, tuple[PackageLine, ...]]:
        """The dry run of each."""
        good = sum(not each.problem for each in previews)
        intro = (
            ntr("{n} package can be imported.", "{n} packages can be imported.", good)
            if good
            else tr("No package here can be imported.")
        )
        return intro, tuple(self._previewed(each) for each in previews)

    def after(self, done: FolderImport) -> tuple[str, str, tuple[PackageLine, ...]]:
        """What was done: headline, what follows, and each package."""
        taken = sum(item.result is not None for item in done.items)
        headline = ntr("{n} package was imported.", "{n} packages were imported.", taken)
        detail = []
        if done.refused:
            detail.append(ntr("{n} package was refused.", "{n} packages were refused.", len(done.refused)))
        if done.not_reached:
            left = len(done.not_reached)
            detail.append(ntr("{n} package is left; nothing of it was read.", "{n} packages are left.", left))
        lines = [self._taken(item) for item in done.items]
        lines += [PackageLine(path.name, path.name, tr("Not reached")) for path in done.not_reached]
        return headline, " ".join(detail), tuple(lines)

    def progress(self, done: int, total: int) -> str:
        """Which package is read."""
        return tr("Package {done} of {total}", done=done + 1, total=total)

    def _previewed(self, each: FolderPreview) -> PackageLine:
        if each.preview is None:
            return self._refused(each.path, each.problem)
        return PackageLine(each.path.name, self._title(each.preview), self._would(each.preview))

    def _title(self, package: ImportPreview | ImportResult) -> str:
        return tr("Package {number} of {station}", number=package.number, station=package.station)

    def _would(self, preview: ImportPreview) -> str:
        if preview.already_imported:
            return tr("Imported before")
        parts = [ntr("{n} entry is new", "{n} entries are new", preview.new)]
        if decisions := len(preview.in_state("decision")):
            parts.append(ntr("{n} record needs a decision", "{n} records need a decision", decisions))
        if aside := len(preview.in_state("set_aside")):
            parts.append(ntr("{n} record is set aside", "{n} records are set aside", aside))
        if preview.waiting:
            parts.append(ntr("{n} entry waits", "{n} entries wait", preview.waiting))
        return " · ".join(parts)

    def _taken(self, item: FolderItem) -> PackageLine:
        if item.result is None:
            return self._refused(item.path, item.problem)
        result = item.result
        parts = [ntr("{n} entry was new", "{n} entries were new", result.new)]
        if result.waiting:
            parts.append(ntr("{n} entry waits", "{n} entries wait", result.waiting))
        if result.set_aside:
            parts.append(ntr("{n} entry was set aside.", "{n} entries were set aside.", result.set_aside))
        if result.receipt is not None:
            parts.append(tr("receipt written"))
        return PackageLine(item.path.name, self._title(result), " · ".join(parts))

    def _refused(self, path: Path, problem: str) -> PackageLine:
        return PackageLine(path.name, path.name, notice(problem).happened, True)
