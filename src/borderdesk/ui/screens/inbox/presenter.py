"""The courier ledger in words, without Qt: numbers received and missing, when a checkpoint was last heard."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from borderdesk.desk.ledger import InboxRow
from borderdesk.text import ntr, tr
from borderdesk.ui.screens.inbox.state import CheckpointLine, InboxState, NumberMark, PackageFile

SHOWN = 12
"""The last package numbers of a checkpoint, and every missing one before them."""


class InboxPresenter:
    """The ledger of one supervisor's desk; ``clock`` gives aware datetimes."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock

    def state(self, rows: Sequence[InboxRow]) -> InboxState:
        """Each checkpoint with its numbers."""
        empty = tr("No checkpoint is trusted yet. Load its key card below and compare the words.")
        return InboxState(tuple(self._line(row) for row in rows), "" if rows else empty)

    def files(self, paths: Sequence[Path], rows: Sequence[InboxRow]) -> tuple[PackageFile, ...]:
        """Packages with records on the stick, those not yet received first; receipts are for checkpoints."""
        received = {(row.station, number) for row in rows for number in row.numbers}
        found = [path for path in paths if path.suffix == ".bdpkg"]
        files = [(_named(path) in received, self._file(path, _named(path) in received)) for path in found]
        records = tuple(file for _, file in sorted(files, key=lambda pair: pair[0]))
        packs = (path for path in paths if path.suffix == ".content")
        return (*records, *(PackageFile(path, tr("Content pack"), path.name) for path in packs))

    def _file(self, path: Path, received: bool) -> PackageFile:
        station, number = _named(path)
        title = (
            tr("Package {number} of {station}", number=number, station=station) if number else tr("Package")
        )
        return PackageFile(
            path, title, tr("{file} · received before", file=path.name) if received else path.name
        )

    def _line(self, row: InboxRow) -> CheckpointLine:
        return CheckpointLine(
            device=row.device,
            title=row.station,
            heard=self._heard(row),
            marks=tuple(self._marks(row)),
            note=" ".join(self._notes(row)),
        )

    def _heard(self, row: InboxRow) -> str:
        if row.last_at is None:
            return tr("Nothing has arrived yet.")
        days = (self._clock().date() - row.last_at.astimezone(self._clock().tzinfo).date()).days
        if days <= 0:
            return tr("Last heard today.")
        return ntr("Last heard {n} day ago.", "Last heard {n} days ago.", days)

    def _marks(self, row: InboxRow) -> Iterator[NumberMark]:
        everything = sorted((*row.numbers, *row.missing))
        recent = set(everything[-SHOWN:])
        for number in everything:
            arrived = number not in row.missing
            if arrived and number not in recent:
                continue
            if arrived:
                yield NumberMark(number, True, f"{number} ✓", tr("{number} received", number=number))
            else:
                yield NumberMark(number, False, f"{number} ▢", tr("{number} missing", number=number))

    def _notes(self, row: InboxRow) -> Iterator[str]:
        if row.missing:
            numbers = ", ".join(str(number) for number in row.missing)
            yield tr("Missing: {numbers}. Ask {station} to pack again.", numbers=numbers, station=row.station)
        if row.waiting:
            yield ntr(
                "{n} entry waits for a missing package.",
                "{n} entries wait for a missing package.",
                row.waiting,
            )


def _named(path: Path) -> tuple[str, int]:
    """Station and number as the file's name gives them; number 0 when it was renamed."""
    station, _, rest = path.stem.partition("-")
    digits = rest.split("-")[0]
    return station, int(digits) if digits.isdecimal() else 0
