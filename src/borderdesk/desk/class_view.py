"""A trainer's view of a class: where answers differ in each story, exercises as bars, all of it on paper.

For talking about together. Nobody is ranked, and bars are drawn only of what was done often enough that no
single person stands behind them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from secrets import SystemRandom

from borderdesk.desk.differences import value_in_words, why_it_matters
from borderdesk.desk.exercises import code_of, reference
from borderdesk.desk.paper_files import write_papers
from borderdesk.desk.stories import in_language, reference_answers, stories
from borderdesk.desk.training import Trainee, training_class
from borderdesk.desk.workspace import Workspace, facts_of, permitted
from borderdesk.domain import facts
from borderdesk.domain.errors import RuleBroken, Unavailable
from borderdesk.domain.roles import Act
from borderdesk.forms import Session
from borderdesk.slips.content import PrintedDocument
from borderdesk.store.database import Transaction
from borderdesk.text import language as spoken

FEWEST_ATTEMPTS = 11
"""An exercise is drawn once it was done so often (ux C15)."""


@dataclass(frozen=True)
class NotedBy:
    """What some of a class noted at a question, and who, by role number and station."""

    noted: str
    who: tuple[str, ...]


@dataclass(frozen=True)
class AskedOfAll:
    """A question at which somebody's answer differs from the story. ``noted`` has the story's own answer
    last, with those who gave it; ``cells`` are the answers in the order of the matrix's people.
    """

    question: str
    text: str
    reference: str
    why: str
    noted: tuple[NotedBy, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True)
class StoryMatrix:
    """One story: who of the class did it, and every question at which somebody differs, in its order."""

    drill: str
    title: str
    who: tuple[str, ...]
    rows: tuple[AskedOfAll, ...]


@dataclass(frozen=True)
class DrillBar:
    """An exercise that was done often enough: attempts as in the story, of all attempts."""

    drill: str
    title: str
    matching: int
    attempts: int


@dataclass(frozen=True)
class DrillsChart:
    """Exercises in their order; ``few`` is how many were done, but not often enough to be drawn."""

    bars: tuple[DrillBar, ...]
    few: int

    @property
    def differs_most(self) -> DrillBar | None:
        """The bar with the smallest share, if any attempt differs at all."""
        differing = [bar for bar in self.bars if bar.matching < bar.attempts]
        return min(differing, key=lambda bar: bar.matching / bar.attempts, default=None)


@permitted(Act.READ_TRAINING)
def story_matrices(workspace: Workspace) -> list[StoryMatrix]:
    """Every story of which somebody's answers differ, as it was last done by each, in the order of stories.

    :raises NotAllowed: ``training.in_practice``.
    """
    trainees = training_class(workspace).trainees
    with workspace.store.read() as transaction:
        return list(_matrices(workspace, transaction, trainees, spoken()))


def _matrices(
    workspace: Workspace, transaction: Transaction, trainees: tuple[Trainee, ...], language: str
) -> Iterator[StoryMatrix]:
    for name, story in stories().items():
        answers: dict[str, dict[tuple[str, str], str]] = {}
        for trainee in trainees:
            for done in trainee.done:
                if done.drill == name:
                    answers[f"{trainee.user} {trainee.station}"] = {
                        (form, question): noted for form, question, noted, _ in done.differences
                    }
        differing = {place for each in answers.values() for place in each}
        rows = []
        for form_id, told in reference_answers(story).items():
            places = [place for place in differing if place[0] == form_id]
            session = _session(workspace, transaction, name, form_id, language) if places else None
            if session is None:
                continue
            for node in session.record.root.walk():
                if (form_id, node.name) in differing and node.name in told:
                    place = (form_id, node.name)
                    expected = value_in_words(story, session, node, None, language)
                    cells = tuple(
                        value_in_words(story, session, node, each[place], language)
                        if place in each
                        else expected
                        for each in answers.values()
                    )
                    rows.append(
                        AskedOfAll(
                            code_of(session.form, node) or node.name,
                            str(session.question(node).label()),
                            expected,
                            why_it_matters(story, session, node.name, language),
                            _by_answer(dict(zip(answers, cells, strict=True)), expected),
                            cells,
                        )
                    )
        if rows:
            yield StoryMatrix(name, in_language(story["title"], language), tuple(answers), tuple(rows))


def _by_answer(cells: dict[str, str], expected: str) -> tuple[NotedBy, ...]:
    who: dict[str, list[str]] = {}
    for person, noted in cells.items():
        who.setdefault(noted, []).append(person)
    ordered = sorted(who, key=lambda noted: noted == expected)
    return tuple(NotedBy(noted, tuple(who[noted])) for noted in ordered)


def _session(
    workspace: Workspace, transaction: Transaction, name: str, form_id: str, language: str
) -> Session | None:
    """The form as the story has it; None where this desk's form asks something else."""
    story = stories()[name]
    try:
        return reference(workspace, transaction, story, form_id, reference_answers(story)[form_id], language)
    except (RuleBroken, Unavailable):
        return None


@permitted(Act.READ_TRAINING)
def drills_chart(workspace: Workspace) -> DrillsChart:
    """Attempts as in the story of all attempts, of every exercise that was done eleven times or more."""
    attempts: dict[str, list[bool]] = {}
    with workspace.store.read() as transaction:
        for _, fact in facts_of(transaction, facts.DrillFinished):
            story = stories().get(fact.drill)
            if story is not None:
                same = fact.noted == story["expected"].get("outcome", "")
                attempts.setdefault(fact.drill, []).append(same and not fact.differences)
    bars = tuple(
        DrillBar(name, in_language(stories()[name]["title"]), sum(attempts[name]), len(attempts[name]))
        for name in sorted(attempts)
        if len(attempts[name]) >= FEWEST_ATTEMPTS
    )
    return DrillsChart(bars, len(attempts) - len(bars))


@permitted(Act.READ_TRAINING)
def drills_chart_pdf(workspace: Workspace, font: str = "noto") -> PrintedDocument | None:
    """The chart alone, on a page of its own size for the window; None where nothing may be drawn yet."""
    from borderdesk.slips.class_report import draw_chart  # late: reportlab and HarfBuzz

    chart = drills_chart(workspace)
    bars = [(bar.title, bar.matching, bar.attempts) for bar in chart.bars]
    return draw_chart(bars, spoken(), font) if bars else None


@permitted(Act.READ_TRAINING)
def class_report_pdf(
    workspace: Workspace, language: str = "lo", *, named: bool = True, font: str = "noto"
) -> PrintedDocument:
    """The class on paper: who did what, exercises as bars, where answers differ and why.

    Without ``named`` people are letters, in an order that tells nothing.

    :raises NotAllowed: ``training.in_practice``. :raises RuleBroken: ``training.nothing_done``.
    """
    from borderdesk.slips.class_report import (  # late: as above
        ClassReport,
        Matrix,
        MatrixRow,
        draw_class_report,
    )

    trainees = training_class(workspace).trainees
    if not trainees:
        raise RuleBroken("training.nothing_done")
    with workspace.store.read() as transaction:
        matrices = list(_matrices(workspace, transaction, trainees, language))
    chart = drills_chart(workspace)
    called = _names(trainees, named=named)
    standing = list(called)  # columns stand in this order too: that of role numbers would name the letters
    report = ClassReport(
        language=language,
        station=str(workspace.station),
        day=workspace.clock().date(),
        people=tuple(
            (who, tuple((_title(done.drill, language), done.day) for done in each.done))
            for role, who in called.items()
            for each in trainees
            if f"{each.user} {each.station}" == role
        ),
        bars=tuple((_title(bar.drill, language), bar.matching, bar.attempts) for bar in chart.bars),
        matrices=tuple(
            Matrix(
                matrix.title,
                tuple(called[matrix.who[place]] for place in places),
                tuple(
                    MatrixRow(
                        row.question,
                        row.text,
                        row.reference,
                        row.why,
                        tuple(row.cells[place] for place in places),
                    )
                    for row in matrix.rows
                ),
            )
            for matrix in matrices
            for places in [sorted(range(len(matrix.who)), key=lambda at: standing.index(matrix.who[at]))]
        ),
    )
    return draw_class_report(report, font)


def _title(drill: str, language: str) -> str:
    story = stories().get(drill)
    return in_language(story["title"], language) if story is not None else drill


def _names(trainees: tuple[Trainee, ...], *, named: bool) -> dict[str, str]:
    """What each is called on the paper, in the order they stand there."""
    people = list(dict.fromkeys(f"{each.user} {each.station}" for each in trainees))
    if named:
        return {who: who for who in people}
    # Drawn anew for each report: whoever knows the numbers could work out any order that follows from them.
    mixed = SystemRandom().sample(people, len(people))
    return {who: _letters(place) for place, who in enumerate(mixed)}


def _letters(place: int) -> str:
    """A, B … Z, AA, AB …"""
    return (_letters(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


@permitted(Act.READ_TRAINING)
def save_class_report(
    workspace: Workspace, folder: Path, language: str = "lo", *, named: bool = True
) -> Path:
    """Write the report into a chosen folder.

    :raises Unavailable: ``stick.unwritable``; and as :func:`class_report_pdf`.
    """
    drawn = class_report_pdf(workspace, language, named=named)
    (path,) = write_papers(folder, {f"class-{workspace.clock().date():%Y-%m-%d}.pdf": drawn})
    return path
