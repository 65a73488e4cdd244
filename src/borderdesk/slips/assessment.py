"""A border post's assessment or a crisis plan on paper, and several posts on one page; called by ``desk``.

Fields are bars drawn as vectors in black on white, the last visit as an outline below the bar of this one;
gaps with a star come first. Nothing here is about a person, and no post is ranked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from borderdesk.slips.content import PrintedDocument
from borderdesk.slips.page import BOTTOM, LEFT, RIGHT, WIDTH, Page, draw_draft_strip, draw_point
from borderdesk.slips.sheet import A4, Sheet, first_baseline, paragraph_height
from borderdesk.text.catalogue import translatable

TITLE = "Border post assessment"
"""The PDF's own title."""
FULL = 3.0
"""The highest mean: everything in place."""
_HEADING = translatable("Border post assessment")
_COMPARED = translatable("Border posts side by side")
_POST = translatable("Border post")
_FIELDS = translatable("The five fields, from 0 (nothing) to 3 (in place)")
_THIS_AND_LAST = translatable("Black: this visit. Outline: the visit of {day}.")
_STAR_FIRST = translatable("Gaps: those with a star come first")
_NO_GAPS = translatable("No gap was found.")
_SEEN = translatable("Seen: {text}")
_EQUIPMENT = translatable("Equipment to ask for")
_TRAINING = translatable("Training to ask for")
_SINCE = translatable("Since the visit of {day}")
_CLOSED = translatable("Closed: {items}")
_NEW = translatable("New: {items}")
_STILL = translatable("Still open: {items}")
_NOT_AGAIN = translatable("Not looked at this time: {items}")
_LOOKED_AT = translatable("{n} of {all} points were looked at.")
_NOT_SEEN = translatable("Not looked at; that says nothing about them: {items}")
_NO_GAPS_SEEN = translatable("No gap was found in what was looked at.")
_NOTHING_SEEN = translatable("Nothing was looked at this time.")
_NEXT = translatable("Next visit: {day}")
_AGREED = translatable("Agreed on the spot: {text}")
_NOBODY = translatable("No personal data. The post is looked at, never single staff.")
_NONE = translatable("None")
_STARS = translatable("Gaps with a star")
_COMMON = translatable("Gaps with a star that several posts share")
_COUNT = translatable("{n} of {all} posts: {item}")
_MORE = translatable("{n} more posts are not on this page.")

_PLAN_HEADING = translatable("Crisis plan")
_PLAN_FIELD = translatable("How far it is, from 0 (nothing) to 3 (in place)")
_PLAN_THIS_AND_LAST = translatable("Black: this plan. Outline: the plan of {day}.")
_PLAN_SINCE = translatable("Since the plan of {day}")
_PLAN_NOBODY = translatable("No personal data: figures and what is in place.")

_NAME = 58.0
_BAR = 84.0


@dataclass(frozen=True, slots=True)
class ReportWords:
    """What the paper of one kind of assessment calls things; ``requests`` where it lists what to ask for."""

    title: str
    heading: str
    fields: str
    this_and_last: str
    since: str
    foot: str
    requests: bool = True


@dataclass(frozen=True, slots=True)
class FieldMean:
    """One of the fields: its mean of what applies, at this visit and at the one before."""

    name: str
    now: float | None
    before: float | None = None


POST = ReportWords(TITLE, _HEADING, _FIELDS, _THIS_AND_LAST, _SINCE, _NOBODY)
PLAN = ReportWords(
    "Crisis plan",
    _PLAN_HEADING,
    _PLAN_FIELD,
    _PLAN_THIS_AND_LAST,
    _PLAN_SINCE,
    _PLAN_NOBODY,
    requests=False,
)


@dataclass(frozen=True, slots=True)
class Gap:
    """An item at nothing or partly: its code, what it is, what to ask for, what was seen."""

    code: str
    item: str
    level: str
    ask: str
    seen: str
    star: bool


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since the visit of ``day``: codes of gaps closed, new, open, not looked at."""

    day: str
    closed: tuple[str, ...]
    new: tuple[str, ...]
    still: tuple[str, ...]
    not_again: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AssessmentReport:
    """Everything on the paper, in one language. ``facts`` are lines such as the day and who assessed.

    ``not_seen`` are the codes of items that nobody looked at, of ``points``.
    """

    language: str
    post: str
    facts: tuple[str, ...]
    fields: tuple[FieldMean, ...]
    gaps: tuple[Gap, ...]
    equipment: tuple[str, ...]
    training: tuple[str, ...]
    since: Since | None
    next_visit: str
    agreed: str
    reference: str
    not_seen: tuple[str, ...] = ()
    points: int = 0
    practice: bool = False
    words: ReportWords = POST


@dataclass(frozen=True, slots=True)
class PostLine:
    """One post in the comparison: name, day, the means in the order of the fields, starred gaps.

    ``seen`` of ``points`` items were looked at.
    """

    post: str
    day: str
    means: tuple[float | None, ...]
    star_gaps: int
    seen: int = 0
    points: int = 0


@dataclass(frozen=True, slots=True)
class PostsComparison:
    """Several posts on one page. ``common`` are starred gaps with the number of posts that have them."""

    language: str
    fields: tuple[str, ...]
    posts: tuple[PostLine, ...]
    common: tuple[tuple[int, str], ...]
    practice: bool = False


def draw_assessment_report(report: AssessmentReport, family: str = "noto") -> PrintedDocument:
    """The report as a PDF in memory; the same report gives the same bytes."""
    pages = _draw_report(report, family, 0)[1]
    return _draw_report(report, family, pages)[0]


def _draw_report(report: AssessmentReport, family: str, pages: int) -> tuple[PrintedDocument, int]:
    words = report.words
    sheet = Sheet(words.title, A4, report.practice)
    page = Page(sheet, report.language, family, foot=words.foot, reference=report.reference)
    page.pages = pages
    page.begin()
    draw_draft_strip(page)
    page.text(page.say(words.heading), page.section, gap=0.5)
    page.text(report.post, page.title)
    for fact in report.facts:
        page.text(fact, page.body, gap=0.2)
    if report.not_seen:
        seen = report.points - len(report.not_seen)
        page.text(page.say(_LOOKED_AT, n=seen, all=report.points), page.strong, gap=0.2)
    page.heading(page.say(words.fields))
    if report.since is not None:
        page.text(page.say(words.this_and_last, day=report.since.day), page.small)
    for field in report.fields:
        _draw_field(page, field)
    page.heading(page.say(_STAR_FIRST))
    if not report.gaps:
        page.text(page.say(_no_gaps(report)), page.body)
    for gap in report.gaps:
        _draw_gap(page, gap)
    if report.not_seen:
        page.text(page.say(_NOT_SEEN, items=", ".join(report.not_seen)), page.body)
    requests = ((_EQUIPMENT, report.equipment), (_TRAINING, report.training)) if words.requests else ()
    for title, lines in requests:
        page.heading(page.say(title))
        for line in lines or (page.say(_NONE),):
            draw_point(page, line)
    closing = []
    if report.agreed:
        closing.append((page.say(_AGREED, text=report.agreed), page.body))
    if report.next_visit:
        closing.append((page.say(_NEXT, day=report.next_visit), page.strong))
    # What was agreed goes over with the section before it: two lines alone would begin a page.
    last = sum(paragraph_height(said, WIDTH, style) + 1.2 for said, style in closing)
    last += 3 if closing else 0
    if report.since is not None:
        _draw_since(page, report.since, words.since, below=last)
    elif closing:
        page.room(last)
    page.y += 3 if closing else 0
    for said, style in closing:
        page.text(said, style)
    return sheet.finish(), page.number


def _no_gaps(report: AssessmentReport) -> str:
    """Nothing found is worth as much as was looked at."""
    if not report.not_seen:
        return _NO_GAPS
    return _NO_GAPS_SEEN if len(report.not_seen) < report.points else _NOTHING_SEEN


def _draw_field(page: Page, field: FieldMean) -> None:
    name_height = paragraph_height(field.name, _NAME - 3, page.body)
    height = max(name_height, 10.5)
    page.room(height + 1)
    top, left = page.y, LEFT + _NAME
    page.sheet.paragraph(field.name, LEFT, top, _NAME - 3, page.body, language=page.language)
    bar = top + 1.2
    _scale(page.sheet, left, bar, _BAR, 5)
    if field.now is not None:
        page.sheet.block(left, bar, _BAR * field.now / FULL, 5)
    number = "–" if field.now is None else f"{field.now:.1f}"
    page.sheet.text(number, left + _BAR + 3, bar + 4.2, page.strong)
    if field.before is not None:
        page.sheet.box(left, bar + 5.6, _BAR * field.before / FULL, 2, 0.6)
        page.sheet.text(f"{field.before:.1f}", left + _BAR + 14, bar + 4.2, page.small)
    page.y = top + height + 1


def _scale(sheet: Sheet, x: float, y: float, width: float, height: float) -> None:
    """An empty bar from 0 to 3 with a mark at each whole number."""
    sheet.box(x, y, width, height)
    for mark in (1, 2):
        sheet.rule(x + width * mark / FULL, y, x + width * mark / FULL, y + height)


def _draw_gap(page: Page, gap: Gap) -> None:
    lines = [f"{gap.item} ({gap.level})", gap.ask]
    if gap.seen:
        lines.append(page.say(_SEEN, text=gap.seen))
    indent = 24.0
    width = WIDTH - indent
    styles = (page.strong, page.body, page.small)
    height = sum(paragraph_height(line, width, style) for line, style in zip(lines, styles, strict=False))
    page.room(height + 1.5)
    middle = page.y + first_baseline(page.strong) - 1.3
    if gap.star:
        draw_star(page.sheet, LEFT + 2.6, middle, 2.4)
    page.sheet.text(gap.code, LEFT + 7, page.y + first_baseline(page.strong), page.strong)
    for line, style in zip(lines, styles, strict=False):
        page.y = page.sheet.paragraph(line, LEFT + indent, page.y, width, style, language=page.language)
    page.y += 1.5


def draw_star(sheet: Sheet, x: float, y: float, radius: float) -> None:
    """A black five-pointed star around ``x``, ``y``; as a character it would pull in another font."""
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.42
        turn = pi * corner / 5
        points.append((x + reach * sin(turn), y - reach * cos(turn)))
    sheet.shape(points)


def _draw_since(page: Page, since: Since, heading: str, *, below: float) -> None:
    """What changed, on one page with the ``below`` millimetres that close the report."""
    lines = [(_CLOSED, since.closed), (_NEW, since.new), (_STILL, since.still)]
    if since.not_again:
        lines.append((_NOT_AGAIN, since.not_again))
    said = [page.say(message, items=", ".join(codes) or page.say(_NONE)) for message, codes in lines]
    height = sum(paragraph_height(each, WIDTH, page.body) + 0.4 for each in said)
    page.heading(page.say(heading, day=since.day), keep=height + 6 + below)
    for each in said:
        page.text(each, page.body, gap=0.4)


def draw_posts_comparison(comparison: PostsComparison, family: str = "noto") -> PrintedDocument:
    """Several posts on one page, in the order given; no post is ranked."""
    sheet = Sheet(TITLE, A4, comparison.practice)
    page = Page(sheet, comparison.language, family, foot=_NOBODY)
    page.pages = 1
    page.begin()
    draw_draft_strip(page)
    page.text(page.say(_COMPARED), page.title)
    page.text(page.say(_FIELDS), page.small)
    name = 44.0
    column = (WIDTH - name - 16) / len(comparison.fields)
    _draw_columns(page, comparison, name, column)
    drawn = 0
    for line in comparison.posts:
        if page.y + _post_height(page, line, name) > BOTTOM - 8:
            break
        _draw_post(page, line, name, column)
        drawn += 1
    if drawn < len(comparison.posts):
        page.text(page.say(_MORE, n=len(comparison.posts) - drawn), page.small)
    if comparison.common and page.y + 30 < BOTTOM:
        page.heading(page.say(_COMMON))
        for count, item in comparison.common:
            words = page.say(_COUNT, n=count, all=len(comparison.posts), item=item)
            if page.y + paragraph_height(words, WIDTH - 6, page.body) > BOTTOM:
                break
            draw_point(page, words)
    return sheet.finish()


def _draw_columns(page: Page, comparison: PostsComparison, name: float, column: float) -> None:
    heads: Sequence[tuple[str, float, float]] = [
        (page.say(_POST), LEFT, name - 2),
        *((field, LEFT + name + place * column, column - 2) for place, field in enumerate(comparison.fields)),
        (page.say(_STARS), RIGHT - 15, 15),
    ]
    bottoms = [
        page.sheet.paragraph(words, x, page.y, width, page.small, language=page.language)
        for words, x, width in heads
    ]
    page.y = max(bottoms) + 1
    page.sheet.rule(LEFT, page.y, RIGHT, page.y, 0.8)
    page.y += 1.5


def _post_height(page: Page, line: PostLine, name: float) -> float:
    words = paragraph_height(line.post, name - 2, page.strong) + paragraph_height(line.day, name, page.small)
    if part := _seen_in_part(page, line):
        words += paragraph_height(part, name - 2, page.small)
    return max(words, 11.5) + 1.5


def _seen_in_part(page: Page, line: PostLine) -> str:
    """How much was looked at, where that was not all: few gaps may only mean a short visit."""
    return page.say(_LOOKED_AT, n=line.seen, all=line.points) if line.seen < line.points else ""


def _draw_post(page: Page, line: PostLine, name: float, column: float) -> None:
    top = page.y
    bottom = page.sheet.paragraph(line.post, LEFT, top, name - 2, page.strong, language=page.language)
    bottom = page.sheet.paragraph(line.day, LEFT, bottom, name, page.small)
    if part := _seen_in_part(page, line):
        bottom = page.sheet.paragraph(part, LEFT, bottom, name - 2, page.small, language=page.language)
    for place, mean in enumerate(line.means):
        x = LEFT + name + place * column
        _scale(page.sheet, x, top + 1.5, column - 4, 3.6)
        if mean is not None:
            page.sheet.block(x, top + 1.5, (column - 4) * mean / FULL, 3.6)
        page.sheet.text("–" if mean is None else f"{mean:.1f}", x, top + 9.8, page.small)
    draw_star(page.sheet, RIGHT - 12, top + 3.6, 2)
    stars = str(line.star_gaps) if line.seen or not line.points else "–"
    page.sheet.text(stars, RIGHT - 8, top + 4.9, page.strong)
    page.y = max(bottom, top + 11.5) + 0.5
    page.sheet.rule(LEFT, page.y, RIGHT, page.y)
    page.y += 1
