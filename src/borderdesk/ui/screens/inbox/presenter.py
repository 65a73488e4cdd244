"""The courier ledger in words, without Qt: who is silent, which stick to ask for, what was confirmed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from borderdesk.desk.ledger import InboxRow
from borderdesk.desk.pack_install import PackPlace
from borderdesk.desk.requests import AskedAgain
from borderdesk.desk.succession import Link, NewIdentity
from borderdesk.text import notice, ntr, tr
from borderdesk.text.dates import short_date
from borderdesk.ui.screens.inbox.state import (
    CheckpointLine,
    InboxState,
    NewIdentityLine,
    NumberMark,
    PackageFile,
)

SHOWN = 12
"""The last package numbers of a checkpoint, and every missing one before them."""
LISTED = 20
"""Checkpoints that are listed before *Show all*; what asks for attention comes first."""
NAMED = 8
"""Stations and sticks that the summary names one by one."""
SILENT_CHOICES = (3, 7, 14, 30)
"""Days to choose from."""


class InboxPresenter:
    """The ledger of one supervisor's desk; ``clock`` gives aware datetimes."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self.everything = False
        """Whether every checkpoint is listed."""
        self.packs: dict[str, PackPlace] = {}
        """Which content pack each desk says it uses, where there are any packs."""

    def state(self, rows: Sequence[InboxRow], silent_after: int = 7) -> InboxState:
        """Each checkpoint with its numbers, what asks for attention first."""
        empty = tr("No checkpoint is trusted yet. Load its key card below and compare the words.")
        wanted = [row for row in rows if not row.after or not row.whole]
        ordered = sorted(wanted, key=lambda row: (row.whole, not row.silent, row.station, row.device))
        shown = ordered if self.everything else ordered[:LISTED]
        return InboxState(
            tuple(self._line(row) for row in shown),
            "" if rows else empty,
            tuple(self._summary(ordered, silent_after)) if ordered else (),
            len(ordered) - len(shown),
            silent_after,
        )

    def files(self, paths: Sequence[Path], rows: Sequence[InboxRow]) -> tuple[PackageFile, ...]:
        """Packages with records on the stick, those not yet received first; receipts are for checkpoints."""
        received = {(row.station, number) for row in rows for number in row.numbers}
        found = [path for path in paths if path.suffix == ".bdpkg"]
        files = [(_named(path) in received, self._file(path, _named(path) in received)) for path in found]
        records = tuple(file for _, file in sorted(files, key=lambda pair: pair[0]))
        packs = (path for path in paths if path.suffix == ".content")
        return (*records, *(PackageFile(path, tr("Content pack"), path.name) for path in packs))

    def identities(self, found: Sequence[NewIdentity]) -> tuple[NewIdentityLine, ...]:
        """Cards of checkpoints that go on under a new identity; nothing of theirs is read before."""
        return tuple(NewIdentityLine(each.path, *self._identity(each)) for each in found)

    def asked(self, asked: AskedAgain) -> tuple[str, str]:
        """A request lies on the stick: headline, and what happens with it."""
        return (
            tr(
                "The request for {station} is on the stick: {file}.",
                station=asked.station,
                file=asked.path.name,
            ),
            tr("When {station} reads it, its Transfer page offers to pack again.", station=asked.station),
        )

    def _identity(self, found: NewIdentity) -> tuple[str, str]:
        title = tr("{station} goes on under a new identity", station=found.station)
        if found.link is Link.SECOND:
            return title, tr("Another new identity of this PC was accepted before. Ask which one is in use.")
        return title, tr("Its PC was set back to an old copy. Compare six words before you accept it.")

    def _file(self, path: Path, received: bool) -> PackageFile:
        station, number = _named(path)
        title = (
            tr("Package {number} of {station}", number=number, station=station) if number else tr("Package")
        )
        return PackageFile(
            path, title, tr("{file} · received before", file=path.name) if received else path.name
        )

    # The whole ledger in one look

    def _summary(self, rows: Sequence[InboxRow], silent_after: int) -> Iterator[str]:
        silent = [row.station for row in rows if row.silent]
        if silent:
            yield ntr(
                "{n} checkpoint has been silent for {days} days or more: {names}.",
                "{n} checkpoints have been silent for {days} days or more: {names}.",
                len(silent),
                days=silent_after,
                names=_few(silent),
            )
        sticks = [f"{row.station} {self._numbers(row)}" for row in rows if row.missing or row.gaps]
        if sticks:
            yield tr("Ask for: {sticks}.", sticks=_few(sticks))
        refused = sum(row.refused for row in rows)
        if refused:
            yield ntr("{n} file could not be taken in.", "{n} files could not be taken in.", refused)
        if not (silent or sticks or refused):
            yield tr("Nothing is missing, and nobody is silent.")

    def _numbers(self, row: InboxRow) -> str:
        if row.missing:
            return ", ".join(str(number) for number in row.missing)
        return ", ".join(tr("entries {first} to {last}", first=a, last=b) for a, b in row.gaps)

    # One checkpoint

    def _line(self, row: InboxRow) -> CheckpointLine:
        return CheckpointLine(
            device=row.device,
            title=row.station,
            heard=self._heard(row),
            marks=tuple(self._marks(row)),
            note=" ".join(self._notes(row)),
            silent=tr("silent") if row.silent else "",
            details=(*self._details(row), *self._pack(row)),
            can_ask=not row.whole,
        )

    def _pack(self, row: InboxRow) -> Iterator[str]:
        place = self.packs.get(row.device)
        if place is None:
            return
        if not place.number:
            yield tr("Content pack: none has been told of.")
        elif place.newest:
            yield tr("Content pack {number}, the newest.", number=place.number)
        else:
            yield tr("Content pack {number}, not the newest.", number=place.number)

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
        if row.gaps:
            ranges = ", ".join(f"{first}–{last}" for first, last in row.gaps)
            yield tr("Entries not here: {ranges}.", ranges=ranges)
        if row.waiting:
            yield ntr(
                "{n} entry waits for a missing package.",
                "{n} entries wait for a missing package.",
                row.waiting,
            )
        if row.asked:
            first, at = row.asked
            yield tr(
                "Asked on {day} to send again from entry {first}.",
                day=short_date(at.astimezone(self._clock().tzinfo)),
                first=first,
            )

    def _details(self, row: InboxRow) -> Iterator[str]:
        if row.before:
            yield tr("New identity of a PC that was set back to an old copy.")
        if row.after:
            yield tr("This PC goes on under a new identity. Late sticks of the old one still count.")
        if row.held:
            yield self._confirmed(row)
        if row.repeated:
            yield ntr(
                "{n} package came again; nothing in it was new.",
                "{n} packages came again; nothing in them was new.",
                row.repeated,
            )
        if row.refused:
            yield ntr(
                "{n} file could not be taken in. The last time: {why}",
                "{n} files could not be taken in. The last time: {why}",
                row.refused,
                why=notice(row.refused_code).happened,
            )

    def _confirmed(self, row: InboxRow) -> str:
        if row.told >= row.held:
            return tr(
                "{n} entries are here; {station} has our receipt for all.", n=row.held, station=row.station
            )
        if row.confirmed >= row.held and not row.told:
            return tr(
                "{n} entries are here and confirmed; {station} has not said yet that a receipt arrived.",
                n=row.held,
                station=row.station,
            )
        if row.confirmed >= row.held:
            return tr(
                "{n} entries are here and confirmed; {station} has our receipt for {told}.",
                n=row.held,
                station=row.station,
                told=row.told,
            )
        return tr(
            "{n} entries are here; {confirmed} are confirmed by receipt. Import again to write one.",
            n=row.held,
            confirmed=row.confirmed,
        )


def _few(names: Sequence[str]) -> str:
    shown = ", ".join(names[:NAMED])
    return f"{shown} …" if len(names) > NAMED else shown


def _named(path: Path) -> tuple[str, int]:
    """Station and number as the file's name gives them; number 0 when it was renamed."""
    station, _, rest = path.stem.partition("-")
    digits = rest.split("-")[0]
    return station, int(digits) if digits.isdecimal() else 0
