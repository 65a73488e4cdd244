"""The review page in words, without Qt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from borderdesk.desk.conflicts import Contradiction
from borderdesk.desk.directory_keeping import DirectoryAge
from borderdesk.desk.shelving import ShelfItem, TriedAgain
from borderdesk.desk.undoing import ImportLine, UndoPreview
from borderdesk.domain.codes import shown_code
from borderdesk.text import notice, ntr, tr
from borderdesk.text.dates import short_moment
from borderdesk.ui.screens.directory.age import age_words
from borderdesk.ui.screens.review.state import ReviewLine, ReviewState, UndoWords

LISTED = 12
"""Imports that are listed; older ones are seldom undone and stay in the audit."""
NAMED = 8
"""Records that the preview of an undo names."""


class ReviewPresenter:
    """The page and the preview of an undo."""

    def state(
        self, decide: Sequence[Contradiction], aside: Sequence[ShelfItem], imports: Sequence[ImportLine]
    ) -> ReviewState:
        """The three lists."""
        return ReviewState(
            tuple(self._contradiction(each) for each in decide),
            tuple(self._item(each) for each in aside),
            tuple(self._import(each) for each in imports[:LISTED]),
            self._intro(len(decide)),
        )

    def directory(self, age: DirectoryAge | None, today: date) -> tuple[ReviewLine, ...]:
        """What of the directory in use somebody should call; each line opens just those rows."""
        if age is None:
            return ()
        lines = []
        if age.never:
            said = ntr("{n} row was never checked.", "{n} rows were never checked.", age.never)
            lines.append(ReviewLine("never", said, age_words(age, today)))
        if age.old:
            said = ntr(
                "{n} row was checked over six months ago.",
                "{n} rows were checked over six months ago.",
                age.old,
            )
            lines.append(ReviewLine("old", said, "" if lines else age_words(age, today)))
        return tuple(lines)

    def tried(self, result: TriedAgain) -> tuple[str, str]:
        """What trying again did: headline and what stays."""
        headline = (
            ntr("{n} entry can be used now.", "{n} entries can be used now.", result.used)
            if result.used
            else tr("Nothing could be used yet.")
        )
        left = ntr("{n} entry stays here.", "{n} entries stay here.", result.left) if result.left else ""
        return headline, left

    def undo(self, preview: UndoPreview) -> UndoWords:
        """What undoing would take out, before anything is done."""
        line = preview.line
        title = tr("Undo package {number} of {station}?", number=line.number, station=line.station)
        if preview.problem:
            said = notice(preview.problem, None, **dict(preview.fields or {}))
            return UndoWords(title, said.happened, f"{said.safe} {said.next}", False)
        return UndoWords(title, " ".join(self._goes(preview)), self._names(preview), True)

    def undone(self, preview: UndoPreview) -> tuple[str, str]:
        """What was undone, and what stays."""
        line = preview.line
        return (
            tr("Package {number} of {station} was undone.", number=line.number, station=line.station),
            tr("That it was here stays in the audit. It can be imported again."),
        )

    def _intro(self, decisions: int) -> str:
        if not decisions:
            return tr("Nothing waits for a decision.")
        waiting = ntr(
            "{n} record says different things on different desks.",
            "{n} records say different things on different desks.",
            decisions,
        )
        return " ".join((waiting, tr("Until you decide, the more careful value counts.")))

    def _contradiction(self, each: Contradiction) -> ReviewLine:
        fields = ntr("{n} thing to decide", "{n} things to decide", each.fields)
        return ReviewLine(each.code, each.short, f"{each.station} · {fields}")

    def _item(self, item: ShelfItem) -> ReviewLine:
        title = item.short or tr("Entry {seq}", seq=item.seq)
        place = f"{item.station} · " if item.station else ""
        if item.reason.startswith("fact."):
            why = tr("This program cannot read a part of it.")
        else:
            why = notice(item.reason).happened
        return ReviewLine(f"{item.device}.{item.seq}", title, f"{place}{why}")

    def _import(self, line: ImportLine) -> ReviewLine:
        title = tr("Package {number} of {station}", number=line.number, station=line.station)
        moment = short_moment(line.at.astimezone())
        new = ntr("{n} entry was new", "{n} entries were new", line.new)
        return ReviewLine(line.sha256, title, f"{moment} · {new}")

    def _goes(self, preview: UndoPreview) -> Iterator[str]:
        yield ntr("{n} entry goes out again.", "{n} entries go out again.", preview.entries + preview.waiting)
        if preview.gone:
            yield ntr(
                "{n} record will not be here any more.",
                "{n} records will not be here any more.",
                len(preview.gone),
            )
        if preview.back:
            yield ntr(
                "{n} record goes back to what was known before.",
                "{n} records go back to what was known before.",
                len(preview.back),
            )
        if preview.wait_again:
            yield ntr(
                "{n} entry of another package waits again.",
                "{n} entries of other packages wait again.",
                preview.wait_again,
            )
        if preview.decisions:
            yield ntr(
                "{n} decision made since stays, and counts again when the package comes back.",
                "{n} decisions made since stay, and count again when the package comes back.",
                preview.decisions,
            )
        yield tr("What was written in the audit stays. Keep the stick: a receipt may have been written.")

    def _names(self, preview: UndoPreview) -> str:
        codes = [*preview.gone, *preview.back]
        named = ", ".join(shown_code(code) for code in codes[:NAMED])
        more = len(codes) - NAMED
        return named if more <= 0 else tr("{codes} and {n} more", codes=named, n=more)
