"""Pairs in words, without Qt: why they are shown, what is noted, what was said."""

from __future__ import annotations

from collections.abc import Sequence

from borderdesk.desk.duplicates import Duplicates, PairSide, PairView, PossiblePair
from borderdesk.domain.values import Verdict
from borderdesk.text import ntr, tr
from borderdesk.text.dates import short_date
from borderdesk.ui.screens.duplicates.state import Compared, DuplicatesState, PairDetail, PairLine
from borderdesk.ui.screens.duplicates.words import FIELDS, noted, said_words

Codes = tuple[str, str]


class DuplicatesPresenter:
    """The duplicates page. Pairs put off for later stand last, for as long as the page is open."""

    def __init__(self) -> None:
        self._later: list[Codes] = []

    def put_off(self, codes: Codes) -> None:
        """Look at this pair last."""
        self._later = [*(each for each in self._later if each != codes), codes]

    def ordered(self, pairs: Sequence[PossiblePair]) -> list[PossiblePair]:
        """The likeliest first, then those put off, in the order in which they were."""
        place = {codes: number for number, codes in enumerate(self._later, 1)}
        return sorted(pairs, key=lambda pair: place.get(codes_of(pair), 0))

    def state(self, found: Duplicates, decided: Sequence[PossiblePair]) -> DuplicatesState:
        """Both lists."""
        return DuplicatesState(
            self._intro(found),
            tuple(self._line(pair, "; ".join(pair.because)) for pair in self.ordered(found.pairs)),
            tuple(self._line(pair, "; ".join(map(said_words, pair.said))) for pair in decided),
        )

    def detail(self, pair: PossiblePair, view: PairView | None) -> PairDetail:
        """The pair that is open; ``view`` brings what is noted, ``None`` while it is read."""
        rows = []
        if view is not None:
            rows = [
                Compared(say(), noted(view.first, field) or "–", noted(view.second, field) or "–")
                for field, say in FIELDS.items()
                if noted(view.first, field) or noted(view.second, field)
            ]
        said = "; ".join(map(said_words, pair.said)) if len(pair.said) > 1 else ""
        return PairDetail(
            pair.first.code,
            pair.second.code,
            (pair.first.short, pair.second.short),
            (self._place(pair.first), self._place(pair.second)),
            pair.because,
            tr("Two desks say different things: {said}", said=said) if said else "",
            tuple(rows),
        )

    def decided(self, pair: PossiblePair, verdict: Verdict) -> tuple[str, str]:
        """What was done: headline and what follows."""
        codes = {"first": pair.first.short, "second": pair.second.short}
        if verdict is Verdict.SAME:
            return (
                tr("{first} and {second}: same person.", **codes),
                tr("Each record shows the other. Nothing was merged."),
            )
        if verdict is Verdict.DIFFERENT:
            return (
                tr("{first} and {second}: not the same.", **codes),
                tr("This is remembered. They will not be shown together again."),
            )
        return tr("{first} and {second}: taken back.", **codes), tr("They are to be decided again.")

    def progress(self, step: str, done: int, total: int) -> str:
        """How far comparing is."""
        if step == "compare" and total:
            return tr("Compared {done} of {total}", done=done, total=total)
        return tr("Reading records")

    def _intro(self, found: Duplicates) -> str:
        count = len(found.pairs) + found.more
        if not count:
            return tr("No two records look alike.")
        return ntr(
            "{n} pair of records may be of one person. You decide; nothing is merged.",
            "{n} pairs of records may be of one person. You decide; nothing is merged.",
            count,
        )

    def _line(self, pair: PossiblePair, detail: str) -> PairLine:
        title = tr("{first} and {second}", first=_titled(pair.first), second=_titled(pair.second))
        return PairLine(pair.first.code, pair.second.code, title, detail)

    def _place(self, side: PairSide) -> str:
        return tr(
            "{station}, opened {day} by {user}",
            station=side.station,
            day=short_date(side.opened_at.astimezone()),
            user=side.opened_by,
        )


def codes_of(pair: PossiblePair) -> Codes:
    """A pair's codes."""
    return pair.first.code, pair.second.code


def _titled(side: PairSide) -> str:
    return f"{side.short} ({side.station})"
