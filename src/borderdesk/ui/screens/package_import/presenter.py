"""A dry run in words, without Qt: what is new, changed, the same, to be decided, set aside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from borderdesk.desk.dry_run import ImportPreview, PreviewRecord
from borderdesk.desk.importing import ImportResult
from borderdesk.domain.errors import BorderDeskError
from borderdesk.text import notice, ntr, tr
from borderdesk.text.dates import short_date
from borderdesk.ui.screens.package_import.state import Ending, Group, ImportState

STATES = ("new", "changed", "same", "waiting", "decision", "set_aside")


class ImportPresenter:
    """One package, from its dry run to its receipt."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def reading(self) -> ImportState:
        """Before the dry run is there."""
        return ImportState(self.path.name, "", "", (), "")

    def preview(self, preview: ImportPreview) -> ImportState:
        """The dry run; nothing has been done yet."""
        return ImportState(
            title=self._title(preview),
            checked=tr("Signed ✓ · complete ✓ · packed {day}", day=short_date(preview.created.astimezone())),
            note=" ".join(self._notes(preview)),
            groups=(
                *(self._group(state, preview.in_state(state)) for state in STATES[:-1]),
                self._group("duplicate", preview.duplicates),
                self._group(STATES[-1], preview.in_state(STATES[-1])),
            ),
            act=self._act(preview),
        )

    def done(self, result: ImportResult) -> Ending:
        """What the import did, and whether the receipt is on the stick."""
        if result.records:
            headline = ntr("Imported {n} record.", "Imported {n} records.", result.records)
        elif result.new:
            headline = ntr("Imported {n} entry.", "Imported {n} entries.", result.new)
        elif result.waiting:
            headline = tr("Kept until the missing package arrives.")
        else:
            headline = tr("Nothing changed: all of this was here already.")
        detail = " ".join(self._afterwards(result))
        if result.receipt_problem:
            said = notice(result.receipt_problem)
            return Ending(
                headline,
                " ".join(
                    (
                        tr("The receipt could not be written."),
                        said.happened,
                        tr("The import stands. Put the stick back and write the receipt again."),
                        detail,
                    )
                ).strip(),
                True,
                False,
            )
        if result.receipt is not None:
            detail = " ".join((tr("Receipt written to the stick. Safe to remove."), detail)).strip()
        return Ending(headline, detail, False, False)

    def refused(self, error: BorderDeskError) -> Ending:
        """Why nothing was imported: one sentence, the package named, and what to do."""
        fields: dict[str, Any] = dict(error.fields)
        said = notice(error.code, **fields)
        headline = f"{self.path.name}: {said.happened}"
        return Ending(headline, f"{said.safe} {said.next}", False, True)

    def progress(self, step: str, done: int, total: int) -> str:
        """Where reading is."""
        if step == "read" and total:
            return tr("Reading {done} of {total}", done=done, total=total)
        return tr("Checking seal, signature and completeness")

    def _title(self, preview: ImportPreview) -> str:
        return tr("Package {number} of {station}", number=preview.number, station=preview.station)

    def _group(self, state: str, records: tuple[PreviewRecord, ...]) -> Group:
        titles = {
            "new": (tr("New"), tr("Records that are not here yet.")),
            "changed": (tr("Changed"), tr("Records here that go on.")),
            "same": (tr("Same"), tr("Nothing new in them.")),
            "waiting": (tr("Waiting"), tr("Their beginning is on a stick that is not here yet.")),
            "decision": (tr("Needs decision"), tr("Changed here and there. Both versions are kept.")),
            "set_aside": (tr("Set aside"), tr("Kept as they came, not used.")),
            "duplicate": (tr("Possible duplicate"), tr("May be a person already here. You decide later.")),
        }
        title, detail = titles[state]
        return Group(state, title, len(records), detail, tuple(self._record(record) for record in records))

    def _record(self, record: PreviewRecord) -> str:
        if not record.reason:
            return record.short
        if record.reason.startswith("fact."):
            return tr("{code}: this program cannot read a part of it", code=record.short)
        return f"{record.short}: {notice(record.reason).happened}"

    def _notes(self, preview: ImportPreview) -> Iterator[str]:
        if preview.already_imported:
            yield tr("This package was imported before. Again, only the receipt is written.")
        if preview.new and not preview.records:
            yield tr("It holds no record, but what is in none: checks, assessments, what was read.")
        if preview.waiting:
            yield ntr(
                "{n} entry waits until an earlier package arrives.",
                "{n} entries wait until an earlier package arrives.",
                preview.waiting,
            )
        if preview.past_identity:
            yield tr(
                "It comes from the old identity of this PC and brings something new. "
                "First ask the checkpoint if it wrote this stick itself."
            )
        if preview.left_out:
            yield ntr(
                "{n} entry of a desk that is not trusted here is left out.",
                "{n} entries of a desk that is not trusted here are left out.",
                preview.left_out,
            )

        if preview.not_compared:
            yield ntr(
                "{n} more person is compared after the import.",
                "{n} more persons are compared after the import.",
                preview.not_compared,
            )

    def _act(self, preview: ImportPreview) -> str:
        if preview.already_imported or not (preview.new or preview.waiting):
            return tr("Write the receipt again")
        whole = sum(len(preview.in_state(state)) for state in ("new", "changed"))
        decisions = len(preview.in_state("decision"))
        if decisions:
            return tr("Import {n}, then decide {more}", n=whole + decisions, more=decisions)
        if not whole:
            return tr("Import")
        return ntr("Import {n} record", "Import {n} records", whole)

    def _afterwards(self, result: ImportResult) -> Iterator[str]:
        if result.returned:
            yield tr("What that PC has forgotten is on the stick too: {file}.", file=result.returned.name)
        if result.set_aside:
            yield ntr("{n} entry was set aside.", "{n} entries were set aside.", result.set_aside)
        if result.waiting:
            yield ntr(
                "{n} entry waits until an earlier package arrives.",
                "{n} entries wait until an earlier package arrives.",
                result.waiting,
            )
