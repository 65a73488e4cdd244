"""Border posts as they were found: visits, the report of one, several side by side, on paper and sticks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from borderdesk.desk.apart import (
    POE_ASSESSMENT,
    FinishedApart,
    assessment_record,
    assessments,
    post_name,
    post_name_in,
)
from borderdesk.desk.assessed import Told, codes, linked, mean, since, with_the_one_before
from borderdesk.desk.paper_files import write_papers
from borderdesk.desk.workspace import Workspace, permitted
from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.roles import Act
from borderdesk.slips.content import PrintedDocument
from borderdesk.text import tr_in, translatable
from borderdesk.text.collation import sort_key
from borderdesk.text.dates import short_date

FIELDS = {
    "infra": translatable("Place and equipment"),
    "proc": translatable("Procedures"),
    "pers": translatable("People"),
    "health": translatable("Health"),
    "iec": translatable("Information for travellers"),
}
"""The five fields by the name of their mean in the form."""
_TYPE = translatable("Type: {type}")
_DAY = translatable("Visit of {day}")
_WHO = translatable("Assessed by: {who}")


@dataclass(frozen=True)
class PostVisit:
    """One finished assessment. ``before`` is the code of the visit before it at the same post, or "".

    ``not_seen`` are the items without an answer, of ``points`` in the form: they are no gaps, nor in place.
    """

    code: str
    short: str
    station: str
    post: str
    day: date
    means: tuple[float | None, ...]
    star_gaps: tuple[str, ...]
    other_gaps: tuple[str, ...]
    equipment: tuple[str, ...]
    training: tuple[str, ...]
    not_seen: tuple[str, ...]
    points: int
    at: datetime
    before: str = ""


@permitted(Act.READ_ASSESSMENTS)
def post_visits(workspace: Workspace) -> list[PostVisit]:
    """Every assessment on this PC, the latest visit first."""
    found = [_visit(each) for each in assessments(workspace, POE_ASSESSMENT)]
    found.sort(key=lambda visit: (visit.day, visit.at))
    return linked(found, _same_post)


@permitted(Act.READ_ASSESSMENTS)
def assessment_report_pdf(
    workspace: Workspace, code: str, language: str = "lo", font: str = "noto"
) -> PrintedDocument:
    """The report of one visit: fields as bars, gaps with the starred first, what changed since the last.

    :raises Unavailable: ``assessment.missing``, ``form.version_missing``.
    """
    from borderdesk.slips.assessment import (  # late: reportlab and HarfBuzz
        AssessmentReport,
        FieldMean,
        draw_assessment_report,
    )

    visit, before = with_the_one_before(post_visits(workspace), code)
    with workspace.store.read() as transaction:
        told = Told(*assessment_record(transaction, code), language)
    gaps = (*visit.star_gaps, *visit.other_gaps)
    old = (*before.star_gaps, *before.other_gaps) if before else ()
    report = AssessmentReport(
        language=language,
        post=post_name_in(language, visit.post),
        facts=_facts(told, visit, language),
        fields=tuple(
            FieldMean(tr_in(language, name), visit.means[place], before.means[place] if before else None)
            for place, name in enumerate(FIELDS.values())
        ),
        not_seen=codes(visit.not_seen),
        points=visit.points,
        gaps=tuple(told.gap(name, star=name in visit.star_gaps) for name in gaps),
        equipment=tuple(told.ask(name) for name in visit.equipment),
        training=tuple(told.ask(name) for name in visit.training),
        since=since(before.day, old, gaps, visit.not_seen) if before else None,
        next_visit=told.day("next_visit"),
        agreed=told.value("agreed_actions"),
        reference=visit.short,
        practice=workspace.practice,
    )
    return draw_assessment_report(report, font)


@permitted(Act.READ_ASSESSMENTS)
def posts_comparison_pdf(workspace: Workspace, language: str = "lo", font: str = "noto") -> PrintedDocument:
    """The latest visit of each post on one page, in the order of their names.

    :raises RuleBroken: ``assessment.one_post`` where there is nothing to compare.
    """
    from borderdesk.slips.assessment import PostLine, PostsComparison, draw_posts_comparison  # late: as above

    latest: dict[str, PostVisit] = {}
    for visit in post_visits(workspace):
        latest.setdefault(_same_post(visit), visit)
    if len(latest) < 2:
        raise RuleBroken("assessment.one_post")
    called = {visit.code: post_name_in(language, visit.post) for visit in latest.values()}
    visits = sorted(latest.values(), key=lambda visit: (sort_key(called[visit.code]), visit.code))
    shared = Counter(name for visit in visits for name in visit.star_gaps)
    with workspace.store.read() as transaction:
        newest = max(visits, key=lambda visit: (visit.day, visit.at))
        told = Told(*assessment_record(transaction, newest.code), language)
    common = [(count, told.label(name)) for name, count in shared.most_common() if count > 1]
    comparison = PostsComparison(
        language=language,
        fields=tuple(tr_in(language, name) for name in FIELDS.values()),
        posts=tuple(
            PostLine(
                called[visit.code],
                short_date(visit.day),
                visit.means,
                len(visit.star_gaps),
                visit.points - len(visit.not_seen),
                visit.points,
            )
            for visit in visits
        ),
        common=tuple(common),
        practice=workspace.practice,
    )
    return draw_posts_comparison(comparison, font)


@permitted(Act.READ_ASSESSMENTS)
def save_post_papers(
    workspace: Workspace, folder: Path, *, code: str = "", languages: Sequence[str] = ("lo", "en")
) -> list[Path]:
    """Write the report of a visit, or without ``code`` the comparison, as PDF; one file a language.

    There is no personal data in it. File names hold the number only.

    :raises Unavailable: ``assessment.missing``, ``stick.unwritable``. :raises RuleBroken:
        ``assessment.one_post``.
    """
    papers = {}
    for language in languages:
        if code:
            papers[f"post-{code}-{language}.pdf"] = assessment_report_pdf(workspace, code, language)
        else:
            papers[f"posts-{language}.pdf"] = posts_comparison_pdf(workspace, language)
    return write_papers(folder, papers)


def _facts(told: Told, visit: PostVisit, language: str) -> tuple[str, ...]:
    """Lines below the name of the post."""
    lines = [tr_in(language, _DAY).format(day=short_date(visit.day))]
    if told.value("post_type"):
        lines.append(tr_in(language, _TYPE).format(type=told.chosen("post_type")))
    if told.value("assessors"):
        lines.append(tr_in(language, _WHO).format(who=told.value("assessors")))
    return tuple(lines)


def _visit(each: FinishedApart) -> PostVisit:
    results = each.results
    not_seen = tuple(results.get("unknowns", "").split())
    name = results.get("post_name") or post_name(each.station) or each.station
    return PostVisit(
        each.code,
        each.short,
        each.station,
        name,
        _day(results.get("visit_day", ""), each.at),
        tuple(mean(results.get(f"{field}_mean", "")) for field in FIELDS),
        tuple(results.get("star_gaps", "").split()),
        tuple(results.get("other_gaps", "").split()),
        tuple(results.get("equipment", "").split()),
        tuple(results.get("training", "").split()),
        not_seen,
        _whole(results.get("answered", "")) + len(not_seen),
        each.at,
    )


def _same_post(visit: PostVisit) -> str:
    """What makes two visits those of one post: the name as written, whatever the case and the spaces."""
    return " ".join(visit.post.casefold().split()) or visit.station


def _day(text: str, at: datetime) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return at.date()


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() else 0
