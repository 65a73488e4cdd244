"""Wishes to lower in words, without Qt: what is in force and why, what is asked and why."""

from __future__ import annotations

from collections.abc import Sequence

from borderdesk.desk.outcomes import OutcomeView, PendingLowering
from borderdesk.domain.values import Outcome
from borderdesk.text import ntr, tr
from borderdesk.text.dates import short_moment
from borderdesk.ui.screens.countersign.state import CountersignState, LoweringDetail, WaitingLine
from borderdesk.ui.screens.file.words import OUTCOMES


def outcome_words(outcome: Outcome) -> str:
    """An outcome as an act; supervisors see its code too."""
    return f"{outcome.value}  {tr(OUTCOMES[outcome][0])}"


class CountersignPresenter:
    """The countersign page."""

    def state(self, pending: Sequence[PendingLowering]) -> CountersignState:
        """The list, oldest first."""
        ordered = sorted(pending, key=lambda item: item.asked_at)
        if ordered:
            intro = ntr(
                "{n} record waits for your answer. Until then the higher step is followed.",
                "{n} records wait for your answer, the oldest first. Until then the higher step is followed.",
                len(ordered),
            )
        else:
            intro = tr("Nothing waits for a countersignature.")
        return CountersignState(tuple(self._line(item) for item in ordered), intro)

    def detail(self, item: PendingLowering, view: OutcomeView | None) -> LoweringDetail:
        """One wish; ``view`` brings the reasons of the value in force, ``None`` while it is read."""
        reasons = () if view is None else view.reasons
        return LoweringDetail(
            code=item.code,
            short=item.short,
            asked=self._asked(item),
            in_force=outcome_words(item.in_force),
            in_force_icon=OUTCOMES[item.in_force][1],
            because=tuple(f"{reason.text} ({reason.question})" for reason in reasons),
            wished=outcome_words(item.asked),
            wished_icon=OUTCOMES[item.asked][1],
            reason=item.reason,
        )

    def answered(self, short: str, agreed: bool) -> tuple[str, str]:
        """What was done: headline and what follows."""
        if agreed:
            return tr("{code}: the lower step is in force.", code=short), tr(
                "Both values stay in the record."
            )
        return tr("{code}: the higher step stays in force.", code=short), tr(
            "Both values stay in the record."
        )

    def _asked(self, item: PendingLowering) -> str:
        moment = short_moment(item.asked_at.astimezone())
        asked = tr(
            "{station}, asked by {user}, {moment}", station=item.station, user=item.asked_by, moment=moment
        )
        if item.answered_there:
            return tr("{asked}. An earlier wish was countersigned at the checkpoint.", asked=asked)
        return asked

    def _line(self, item: PendingLowering) -> WaitingLine:
        return WaitingLine(item.code, item.short, self._asked(item))
