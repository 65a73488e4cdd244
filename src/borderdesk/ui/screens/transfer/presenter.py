"""Handing over in words, without Qt: what is packed, what leaves this PC and for whom, what came back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from borderdesk.desk.dry_run import ImportPreview
from borderdesk.desk.importing import ImportResult
from borderdesk.desk.packing import PackageRow, Packed, TransferStatus
from borderdesk.desk.requests import OpenRequest
from borderdesk.desk.set_back import Standing
from borderdesk.domain.values import Carriage
from borderdesk.text import notice, ntr, tr
from borderdesk.text.dates import duration_in_words, short_date
from borderdesk.ui.screens.cards.presenter import desk_name
from borderdesk.ui.screens.transfer.state import (
    CheckPage,
    IncomingLine,
    LedgerLine,
    PackedLine,
    RequestLine,
    Stage,
    StandingLine,
    TransferState,
)

MOST_CODES = 60
"""Codes of one stage that are written out."""
RECENT = 4
"""Packages shown before *Show all*: the ones a courier still carries, as a rule."""

ICONS = {Carriage.PACKED: "stick", Carriage.CARRIED: "transfer", Carriage.CONFIRMED: "saved"}


def stage_name(carriage: Carriage) -> str:
    """A stage of the way in one or two words."""
    return {
        Carriage.NOT_PACKED: tr("not packed"),
        Carriage.PACKED: tr("packed"),
        Carriage.CARRIED: tr("carried"),
        Carriage.CONFIRMED: tr("confirmed"),
    }[carriage]


class TransferPresenter:
    """The transfer page of one station; ``clock`` gives aware datetimes."""

    def __init__(self, station: str, clock: Callable[[], datetime]) -> None:
        self._station = station
        self._clock = clock
        self.everything = False
        """Whether the ledger shows every package."""

    def state(self, status: TransferStatus) -> TransferState:
        """The page as the workspace stands."""
        waiting = [record for record in status.records if record.carriage is Carriage.NOT_PACKED]
        staying = sum(record.stays_here for record in waiting)
        rows = status.packages if self.everything else status.packages[:RECENT]
        return TransferState(
            stages=tuple(self._stage(each, status.counts.get(each, 0)) for each in Carriage),
            inside=self._inside(len(waiting) - staying, status.besides),
            by_stage=tuple(self._by_stage(status)),
            staying=ntr(
                "{n} record stays here: its content is not packed.",
                "{n} records stay here: their content is not packed.",
                staying,
            )
            if staying
            else "",
            receivers="" if self._reason(status) else self._receivers(status),
            reason=self._reason(status),
            way_out=notice(status.missing).next if status.missing else "",
            needs_card=bool(status.missing),
            ledger=tuple(self._line(row) for row in rows),
            older=len(status.packages) - len(rows),
            requests=tuple(self._request(request) for request in status.requests),
        )

    def standing(self, standing: Standing) -> StandingLine | None:
        """A PC that was set back to an old copy; None for any other, and when all is well again."""
        if standing.behind:
            return StandingLine(
                tr("This PC was set back to an old copy"),
                tr("It writes nothing for now, so that no number is given twice. Your records are safe."),
                tr("Go on safely"),
            )
        if standing.before and not (standing.accepted and standing.taken_back):
            day = short_date(standing.going_on_since.astimezone()) if standing.going_on_since else "–"
            text = tr("Pack to a stick as usual. The supervisor's desk compares six words and accepts it.")
            if standing.accepted:
                text = tr(
                    "The supervisor's desk has accepted it. If more records come back, take them in below."
                )
            return StandingLine(tr("New identity of this PC since {day}", day=day), text, "")
        return None

    def check(self, status: TransferStatus, place: str, again_from: int | None = None) -> CheckPage:
        """What leaves this PC, and for whom, before it is packed."""
        state = self.state(status)
        if again_from is not None:
            what = tr("Everything since that package is packed again, with a new package number.")
            act = tr("Pack again")
        else:
            what = " ".join(part for part in (state.inside, state.staying) if part)
            act = tr("Pack to stick")
        sealed = tr("Only {desks} can open it.", desks=self._desks(status))
        return CheckPage(
            title=tr("Pack to {place}?", place=place),
            text=f"{what} {sealed}".strip(),
            detail=tr("A package cannot be opened or changed on the way. The records stay on this PC too."),
            act=act,
        )

    def packed(self, packed: Packed) -> PackedLine:
        """The package is whole on the stick."""
        if packed.records:
            text = ntr(
                "Read back: {n} of {n} record ✓. Safe to remove.",
                "Read back: {n} of {n} records ✓. Safe to remove.",
                packed.records,
            )
        else:
            text = tr("Read back: complete ✓. Safe to remove.")
        return PackedLine(
            packed.number, text, tr("Package {number} · {file}", number=packed.number, file=packed.path.name)
        )

    def incoming(self, paths: Sequence[Path]) -> tuple[IncomingLine, ...]:
        """Files on the stick that came from elsewhere; this PC's own packages are left out."""
        lines = [self._incoming(path) for path in paths if not self._own(path)]
        return tuple(sorted(lines, key=lambda line: line.path.suffix != ".receipt"))

    def receipt_check(self, preview: ImportPreview) -> CheckPage:
        """What taking in a receipt does."""
        if preview.already_imported:
            text = tr("This receipt was taken in before. Taking it in again changes nothing.")
        else:
            text = tr("Records that arrived there will show as confirmed.")
        return CheckPage(
            title=tr("Receipt from {station}", station=preview.station),
            text=text,
            detail=tr("Signed ✓ · made on {day}", day=short_date(preview.created.astimezone())),
            act=tr("Take in the receipt"),
        )

    def incoming_check(self, preview: ImportPreview) -> CheckPage:
        """What taking in a file from the supervisor's desk does."""
        if preview.kind == "resend-request":
            return self._request_check(preview)
        if preview.kind == "returned":
            return self._returned_check(preview)
        return self.receipt_check(preview)

    def _request_check(self, preview: ImportPreview) -> CheckPage:
        return CheckPage(
            title=tr("{station} asks to send again", station=preview.station),
            text=tr(
                "Everything from entry {first} on did not arrive there, or not all of it.",
                first=preview.first,
            ),
            detail=tr("Packing again loses nothing: what arrived already counts once."),
            act=tr("Note the request"),
        )

    def _returned_check(self, preview: ImportPreview) -> CheckPage:
        text = ntr(
            "{n} entry that this PC wrote before it was set back comes back.",
            "{n} entries that this PC wrote before it was set back come back.",
            preview.new,
        )
        if preview.already_imported:
            text = tr("All of this is here already. Taking it in again changes nothing.")
        return CheckPage(
            title=tr("Your own records, sent back by {station}", station=preview.station),
            text=text,
            detail=tr("Signed ✓ · made on {day}", day=short_date(preview.created.astimezone())),
            act=tr("Take them in"),
        )

    def taken(self, result: ImportResult) -> tuple[str, str]:
        """What a file from the supervisor's desk brought: headline and detail."""
        if result.kind == "resend-request":
            return (
                tr("{station} asks to send again.", station=result.station),
                tr("The request stands under Incoming until you have packed again."),
            )
        if result.kind == "returned":
            return (
                ntr("{n} entry is back.", "{n} entries are back.", result.new),
                tr("The records of the lost time are in your list again."),
            )
        return self.received(result)

    def received(self, result: ImportResult) -> tuple[str, str]:
        """What a receipt said: headline and detail."""
        headline = tr(
            "Package {number} has arrived at {station}.", number=result.number, station=result.station
        )
        if result.set_aside:
            return headline, ntr(
                "{n} entry was set aside there; ask the supervisor's desk.",
                "{n} entries were set aside there; ask the supervisor's desk.",
                result.set_aside,
            )
        return headline, tr("Everything in it was read there.")

    def progress(self, step: str, done: int, total: int) -> str:
        """Where packing is; the last step reads the stick, in bytes that mean nothing to people."""
        if step == "verify":
            return tr("Reading back what was written")
        if step in ("pack", "attach") and total:
            return tr("Packing {done} of {total}", done=done, total=total)
        return tr("Packing")

    def _request(self, request: OpenRequest) -> RequestLine:
        day = short_date(request.at.astimezone())
        return RequestLine(
            f"{request.station}.{request.number}",
            tr("{station} asks to send again", station=request.station),
            tr("since {day} · everything from entry {first} on", day=day, first=request.first),
            request.first,
        )

    def _by_stage(self, status: TransferStatus) -> Iterator[str]:
        for carriage in Carriage:
            codes = [record.short for record in status.records if record.carriage is carriage]
            if codes:
                listed = "  ".join(codes[:MOST_CODES]) + (" …" if len(codes) > MOST_CODES else "")
                yield f"{stage_name(carriage)}: {listed}"

    def _stage(self, carriage: Carriage, count: int) -> Stage:
        name = stage_name(carriage)
        return Stage(carriage, count, name, f"{name}: {count}")

    def _inside(self, count: int, besides: int) -> str:
        records = ntr("Inside: {n} record.", "Inside: {n} records.", count) if count else ""
        other = (
            ntr(
                "In no record: {n} entry, such as an assessment or a card that was read.",
                "In no record: {n} entries, such as an assessment or a card that was read.",
                besides,
            )
            if besides
            else ""
        )
        return " ".join(filter(None, (records, other)))

    def _desks(self, status: TransferStatus) -> str:
        return ", ".join(desk_name(peer.station, peer.role) for peer in status.recipients)

    def _receivers(self, status: TransferStatus) -> str:
        return tr("For: {desks}", desks=self._desks(status)) if status.recipients else ""

    def _reason(self, status: TransferStatus) -> str:
        if status.missing:
            return notice(status.missing).happened
        if status.besides:
            return ""
        if not status.records and not status.packages:
            return tr("There is nothing to pack yet.")
        if not status.counts.get(Carriage.NOT_PACKED, 0) and status.packages:
            return tr("Everything is packed.")
        return ""

    def _line(self, row: PackageRow) -> LedgerLine:
        day = short_date(row.created.astimezone())
        age = duration_in_words(self._clock() - row.created)
        detail = {
            Carriage.CONFIRMED: tr("packed {day} · receipt is here", day=day),
            Carriage.CARRIED: tr("packed {day} · on its way for {time}", day=day, time=age),
        }.get(row.carriage, tr("packed {day} · the stick is still here", day=day))
        return LedgerLine(
            number=row.number,
            icon=ICONS.get(row.carriage, "stick"),
            title=tr("Package {number}: {stage}", number=row.number, stage=stage_name(row.carriage)),
            detail=detail,
            can_hand_over=row.carriage is Carriage.PACKED,
            can_pack_again=row.carriage is not Carriage.CONFIRMED,
            first=row.first,
        )

    def _own(self, path: Path) -> bool:
        return path.suffix == ".bdpkg" and path.name.startswith(f"{self._station}-")

    def _incoming(self, path: Path) -> IncomingLine:
        kinds = {
            ".receipt": tr("Receipt"),
            ".content": tr("Content pack"),
            ".cards": tr("Key cards"),
            ".resend": tr("Request to send again"),
            ".returned": tr("Your own records, sent back"),
        }
        return IncomingLine(path, kinds.get(path.suffix, tr("Package")), path.name, tr("Look inside"))
