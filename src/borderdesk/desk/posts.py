"""Border posts as they were found: visits, the report of one, several side by side, on paper and sticks."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from borderdesk.desk.apart import POE_ASSESSMENT, FinishedApart, assessment_record, assessments
from borderdesk.desk.directory import stations
from borderdesk.desk.forms import form_language
from borderdesk.desk.paper_files import write_papers
from borderdesk.desk.workspace import Workspace, permitted
from borderdesk.domain import facts
from borderdesk.domain.errors import RuleBroken, Unavailable
from borderdesk.domain.roles import Act
from borderdesk.forms import FormDefinition, Session
from borderdesk.slips.content import PrintedDocument
from borderdesk.text import tr_in, translatable
from borderdesk.text.collation import sort_key
from borderdesk.text.dates import short_date

if TYPE_CHECKING:
    from borderdesk.slips.assessment import Gap

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
    last: dict[str, str] = {}
    linked = []
    for visit in found:
        place = _same_post(visit)
        linked.append(_before(visit, last.get(place, "")))
        last[place] = visit.code
    return linked[::-1]


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
        Since,
        draw_assessment_report,
    )

    visits = {visit.code: visit for visit in post_visits(workspace)}
    if code not in visits:
        raise Unavailable("assessment.missing")
    visit = visits[code]
    before = visits.get(visit.before)
    with workspace.store.read() as transaction:
        record, form = assessment_record(workspace, transaction, code)
    told = _Told(record, form, language)
    gaps = (*visit.star_gaps, *visit.other_gaps)
    since = None
    if before is not None:
        old = (*before.star_gaps, *before.other_gaps)
        since = Since(
            short_date(before.day),
            _codes(name for name in old if name not in gaps and name not in visit.not_seen),
            _codes(name for name in gaps if name not in old),
            _codes(name for name in gaps if name in old),
            _codes(name for name in old if name in visit.not_seen),
        )
    report = AssessmentReport(
        language=language,
        post=visit.post,
        facts=told.facts(visit),
        fields=tuple(
            FieldMean(tr_in(language, name), visit.means[place], before.means[place] if before else None)
            for place, name in enumerate(FIELDS.values())
        ),
        not_seen=_codes(visit.not_seen),
        points=visit.points,
        gaps=tuple(told.gap(name, star=name in visit.star_gaps) for name in gaps),
        equipment=tuple(told.ask(name) for name in visit.equipment),
        training=tuple(told.ask(name) for name in visit.training),
        since=since,
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
    visits = sorted(latest.values(), key=lambda visit: (sort_key(visit.post), visit.code))
    shared = Counter(name for visit in visits for name in visit.star_gaps)
    with workspace.store.read() as transaction:
        newest = max(visits, key=lambda visit: (visit.day, visit.at))
        told = _Told(*assessment_record(workspace, transaction, newest.code), language)
    common = [(count, told.label(name)) for name, count in shared.most_common() if count > 1]
    comparison = PostsComparison(
        language=language,
        fields=tuple(tr_in(language, name) for name in FIELDS.values()),
        posts=tuple(
            PostLine(
                visit.post,
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


class _Told:
    """What one finished assessment says, in a language."""

    def __init__(self, record: facts.AssessmentCompleted, form: FormDefinition, language: str) -> None:
        self._language = language
        self._session = Session(form, saved=record.instance, language=form_language(form, language))
        self._nodes = {node.name: node for node in self._session.record.root.walk()}

    def value(self, name: str) -> str:
        node = self._nodes.get(name)
        return node.text if node is not None else ""

    def day(self, name: str) -> str:
        text = self.value(name)
        return short_date(date.fromisoformat(text)) if text else ""

    def label(self, name: str) -> str:
        return str(self._session.question(self._nodes[name]).label()) if name in self._nodes else name

    def chosen(self, name: str) -> str:
        question = self._session.question(self._nodes[name])
        chosen = {choice.value: str(choice.label) for choice in question.choices()}
        return chosen.get(question.value, question.value)

    def ask(self, name: str) -> str:
        bind = self._session.form.binds.get(self._nodes[name].path) if name in self._nodes else None
        extra = bind.extra if bind is not None else {}
        return extra.get(f"ask_{self._language}") or extra.get("ask_en", "") or name

    def gap(self, name: str, *, star: bool) -> "Gap":
        from borderdesk.slips.assessment import Gap  # late: as above

        return Gap(
            name.replace("_", "-"),
            self.label(name),
            self.chosen(name),
            self.ask(name),
            self.value(f"{name}_note"),
            star,
        )

    def facts(self, visit: PostVisit) -> tuple[str, ...]:
        lines = [tr_in(self._language, _DAY).format(day=short_date(visit.day))]
        if self.value("post_type"):
            lines.append(tr_in(self._language, _TYPE).format(type=self.chosen("post_type")))
        if self.value("assessors"):
            lines.append(tr_in(self._language, _WHO).format(who=self.value("assessors")))
        return tuple(lines)


def _codes(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name.replace("_", "-") for name in names)


def _visit(each: FinishedApart) -> PostVisit:
    results = each.results
    station = next((row for row in stations() if row.code == each.station), None)
    not_seen = tuple(results.get("unknowns", "").split())
    name = results.get("post_name") or (station.name_en if station else each.station)
    return PostVisit(
        each.code,
        each.short,
        each.station,
        name,
        _day(results.get("visit_day", ""), each.at),
        tuple(_mean(results.get(f"{field}_mean", "")) for field in FIELDS),
        tuple(results.get("star_gaps", "").split()),
        tuple(results.get("other_gaps", "").split()),
        tuple(results.get("equipment", "").split()),
        tuple(results.get("training", "").split()),
        not_seen,
        _whole(results.get("answered", "")) + len(not_seen),
        each.at,
    )


def _before(visit: PostVisit, before: str) -> PostVisit:
    return replace(visit, before=before)


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


def _mean(text: str) -> float | None:
    try:
        return min(3.0, max(0.0, float(text)))
    except ValueError:
        return None
