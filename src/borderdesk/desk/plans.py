"""Finished crisis plans: found again, the paper of one, on paper and sticks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from borderdesk.desk.apart import (
    CRISIS,
    FinishedApart,
    assessment_record,
    assessments,
    post_name,
    post_name_in,
)
from borderdesk.desk.assessed import Told, codes, linked, mean, since, with_the_one_before
from borderdesk.desk.paper_files import write_papers
from borderdesk.desk.workspace import Workspace, permitted
from borderdesk.domain.roles import Act
from borderdesk.slips.content import PrintedDocument
from borderdesk.text import tr_in, translatable
from borderdesk.text.dates import short_date

PHASES = {
    "before": translatable("Getting ready"),
    "during": translatable("During"),
    "after": translatable("Afterwards"),
}
"""The phases of a crisis, which each have items of their own."""
_DAY = translatable("Plan of {day}")
_FIRST = ("phase", "place")
"""Answers that stand at the top of the paper already."""


@dataclass(frozen=True)
class CrisisPlan:
    """One finished plan of a phase. ``before`` is the code of the plan before it of the same place and phase,
    or "". ``mean`` is nothing where no item was looked at."""

    code: str
    short: str
    station: str
    place: str
    phase: str
    day: date
    mean: float | None
    star_gaps: tuple[str, ...]
    other_gaps: tuple[str, ...]
    not_seen: tuple[str, ...]
    at: datetime
    before: str = ""

    @property
    def gaps(self) -> tuple[str, ...]:
        """All of them, those with a star first."""
        return self.star_gaps + self.other_gaps


@permitted(Act.READ_ASSESSMENTS)
def crisis_plans(workspace: Workspace) -> list[CrisisPlan]:
    """Every crisis plan that was finished and is on this PC, the latest first."""
    return linked(
        (_plan(workspace, each) for each in reversed(assessments(workspace, CRISIS))),
        lambda plan: (" ".join(plan.place.casefold().split()), plan.phase),
    )


@permitted(Act.READ_ASSESSMENTS)
def crisis_plan_pdf(
    workspace: Workspace, code: str, language: str = "lo", font: str = "noto"
) -> PrintedDocument:
    """A plan on paper: the situation, the figures, gaps with the starred first, what changed since the last.

    :raises Unavailable: ``assessment.missing``, ``form.version_missing``.
    """
    from borderdesk.slips.assessment import (  # late: reportlab and HarfBuzz
        PLAN,
        AssessmentReport,
        FieldMean,
        draw_assessment_report,
    )

    plan, before = with_the_one_before(crisis_plans(workspace), code)
    with workspace.store.read() as transaction:
        told = Told(*assessment_record(transaction, code), language)
    points = told.items(plan.phase)
    phase = tr_in(language, PHASES.get(plan.phase, "")) if plan.phase in PHASES else ""
    report = AssessmentReport(
        language=language,
        post=post_name_in(language, plan.place),
        facts=(
            " · ".join(filter(None, (tr_in(language, _DAY).format(day=short_date(plan.day)), phase))),
            *(line for name, line in told.said_besides() if name not in _FIRST),
        ),
        fields=(FieldMean(phase, plan.mean, before.mean if before else None),) if phase else (),
        not_seen=codes(plan.not_seen),
        points=len(points),
        gaps=tuple(told.gap(name, star=name in plan.star_gaps) for name in plan.gaps),
        equipment=(),
        training=(),
        since=since(before.day, before.gaps, plan.gaps, plan.not_seen) if before else None,
        next_visit="",
        agreed="",
        reference=plan.short,
        practice=workspace.practice,
        words=PLAN,
    )
    return draw_assessment_report(report, font)


@permitted(Act.READ_ASSESSMENTS)
def save_crisis_plan(
    workspace: Workspace, folder: Path, code: str, *, languages: Sequence[str] = ("lo", "en")
) -> list[Path]:
    """Write a plan as PDF, one file a language. There is no personal data in it; its name is its number.

    :raises Unavailable: ``assessment.missing``, ``stick.unwritable``.
    """
    papers = {
        f"plan-{code}-{language}.pdf": crisis_plan_pdf(workspace, code, language) for language in languages
    }
    return write_papers(folder, papers)


def _plan(workspace: Workspace, each: FinishedApart) -> CrisisPlan:
    results = each.results
    phase = results.get("phase", "")
    return CrisisPlan(
        each.code,
        each.short,
        each.station,
        results.get("place") or post_name(each.station) or each.station,
        phase,
        each.at.astimezone(workspace.clock().tzinfo).date(),
        mean(results.get(f"{phase}_mean", "")),
        tuple(results.get("star_gaps", "").split()),
        tuple(results.get("other_gaps", "").split()),
        tuple(results.get("unknowns", "").split()),
        each.at,
    )
