"""Playing a practice story: which there are, begun in a practice workspace, and what its person says.

A story is played with the real forms. How a trainee's answers compare with it is told in
:mod:`~borderdesk.desk.feedback`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from borderdesk.desk.apart import finished_check, start_health_check
from borderdesk.desk.forms import form_language, latest_form
from borderdesk.desk.health_limits import HEALTH
from borderdesk.desk.screening import start_case
from borderdesk.desk.stories import (
    CARDS,
    DRAFT,
    READ_OFF,
    ZONE,
    Story,
    in_language,
    reference_answers,
    specimen_of,
    stories,
    story_named,
)
from borderdesk.desk.whose_case import case_of
from borderdesk.desk.workspace import Done, Workspace, facts_of, permitted
from borderdesk.domain import facts
from borderdesk.domain.errors import NotAllowed, RuleBroken, Unavailable
from borderdesk.domain.roles import Act
from borderdesk.forms import FormDefinition, FormError, Node, Session, give
from borderdesk.slips.content import PrintedDocument, Specimen
from borderdesk.store.database import Transaction
from borderdesk.store.drafts import Draft
from borderdesk.text import language as spoken
from borderdesk.text.reviewers import reviewer

_TALK = {"privacy": "yes", "agreed": "given"}
_ON_PAPER = frozenset({ZONE, *READ_OFF.values()})
"""Read off the document of a story: nobody says it."""


@dataclass(frozen=True)
class Drill:
    """A story as a trainee reads it, in the language of the moment. ``specimen`` is the document in it;
    ``draft`` until a named person has read it, ``document_only`` where it ends with that. ``sop`` is the
    card that its module belongs to.
    """

    id: str
    version: str
    modules: tuple[str, ...]
    title: str
    story: str
    forms: tuple[str, ...]
    specimen: Specimen | None = None
    document_only: bool = False
    sop: str = ""
    draft: bool = True


@dataclass(frozen=True)
class Answer:
    """What the person answers to a question, or what is to be seen; ``words`` are "" where none are given."""

    form: str
    name: str
    question: str
    text: str
    value: str
    answer: str
    words: str


def drills() -> list[Drill]:
    """Every story, in the order they are taught."""
    return [as_drill(name, story) for name, story in stories().items()]


def drill(drill_id: str) -> Drill:
    """One story.

    :raises Unavailable: ``drill.missing``.
    """
    return as_drill(drill_id, story_named(drill_id))


@permitted(Act.TRAIN)
def begin_drill(workspace: Workspace, drill_id: str) -> Done[Draft]:
    """Open a practice record that plays a story, at its first form.

    :raises NotAllowed: ``drill.real_workspace`` anywhere but in a practice workspace.
    :raises Unavailable: ``drill.missing``, ``form.missing``.
    """
    if not workspace.practice:
        raise NotAllowed("drill.real_workspace")
    story = story_named(drill_id)
    intake = story["intake"]
    if HEALTH in story["answers"]:
        started = start_health_check(workspace, direction=intake["direction"])
    else:
        started = start_case(
            workspace,
            direction=intake["direction"],
            age_group=intake["age_group"],
            language=intake["language"],
            party=int(intake["party"]),
            form_id=next(iter(story["answers"])),
        )
    with workspace.store.write() as transaction:
        begun = facts.DrillBegun(drill_id, started.value.case_code)
        changes = workspace.record(transaction, f"training:{workspace.user.id}", begun)
    return Done(started.value, started.changes | changes)


@permitted(Act.TRAIN)
def drills_begun(workspace: Workspace) -> dict[str, str]:
    """The record in which each story was last begun, by the story's id; records of put-away drafts are left
    out. Empty in a real workspace.
    """
    with workspace.store.read() as transaction:
        return {
            fact.drill: fact.case
            for _, fact in facts_of(transaction, facts.DrillBegun)
            if transaction.cases.one(fact.case)
            or transaction.drafts.of_case(fact.case)
            or finished_check(transaction, fact.case)
        }


@permitted(Act.TRAIN)
def drill_forms_done(workspace: Workspace, code: str) -> frozenset[str]:
    """The forms of a story that are finished in its practice record."""
    with workspace.store.read() as transaction:
        if finished_check(transaction, code) is not None:
            return frozenset({HEALTH})
        return frozenset(each.form for each in case_of(transaction, code).screenings)


@permitted(Act.TRAIN)
def drill_of_case(workspace: Workspace, code: str) -> str:
    """The id of the story that a practice record plays, or ""."""
    with workspace.store.read() as transaction:
        found = [fact.drill for _, fact in facts_of(transaction, facts.DrillBegun) if fact.case == code]
    return found[-1] if found else ""


@permitted(Act.TRAIN)
def what_the_person_says(workspace: Workspace, drill_id: str) -> list[Answer]:
    """Every question of the story's forms with the person's answer, in the order of the forms.

    :raises Unavailable: ``drill.missing``, ``form.missing``.
    """
    return says_of(workspace, story_named(drill_id))


@permitted(Act.TRAIN)
def specimen_pdf(
    workspace: Workspace, drill_id: str, language: str = "", font: str = "noto"
) -> PrintedDocument:
    """The document of a story: alone for the window, or with ``language`` enlarged on a sheet for a class.

    :raises Unavailable: ``drill.missing`` also for a story without a document.
    """
    from borderdesk.slips.specimen import draw_specimen, draw_specimen_sheet  # late: reportlab and HarfBuzz

    story = story_named(drill_id)
    specimen = specimen_of(story)
    if specimen is None:
        raise Unavailable("drill.missing", id=drill_id)
    if not language:
        return draw_specimen(specimen, font)
    title, told = (story[name][language] for name in ("title", "story"))
    return draw_specimen_sheet(specimen, title, told, language, font)


def place_words(workspace: Workspace, transaction: Transaction, form_id: str, name: str) -> tuple[str, str]:
    """The code and the words of a question, for the other desk modules; its name where the form has none."""
    try:
        form = latest_form(transaction, form_id)
    except Unavailable:
        return name, ""
    session = Session(form, clock=workspace.clock, language=form_language(form, spoken()))
    for node in session.record.root.walk():
        if node.name == name and node.path in form.controls:
            return code_of(form, node) or name, str(session.question(node).label())
    return name, ""


def says_of(workspace: Workspace, story: Story) -> list[Answer]:
    """What the person of a story says; for the other desk modules.

    :raises Unavailable: ``form.missing``.
    """
    says = story.get("says", {})
    found = []
    with workspace.store.read() as transaction:
        for form_id, answers in reference_answers(story).items():
            session = reference(workspace, transaction, story, form_id, answers)
            for _, node in session.asked():
                if node.name in answers and node.name not in _ON_PAPER:
                    label, answer = words_of(session, node)
                    code = code_of(session.form, node)
                    words = in_language(says.get(node.name, {}))
                    found.append(Answer(form_id, node.name, code, label, node.text, answer, words))
    return found


def as_drill(name: str, story: Story) -> Drill:
    """A story as a trainee reads it; for the other desk modules."""
    return Drill(
        name,
        story["version"],
        tuple(story["modules"]),
        in_language(story["title"]),
        in_language(story["story"]),
        tuple(story["answers"]),
        specimen_of(story),
        not story["expected"].get("outcome"),
        CARDS[story["modules"][0]],
        story.get("status", DRAFT) == DRAFT or not reviewer(story.get("reviewed_by", "")),
    )


def reference(
    workspace: Workspace,
    transaction: Transaction,
    story: Story,
    form_id: str,
    answers: Mapping[str, str],
    language: str = "",
) -> Session:
    """A form filled as the story has it, in ``language`` or that of the moment; for the other desk modules.

    :raises Unavailable: ``form.missing``. :raises RuleBroken: ``story.question``, ``story.answer``.
    """
    form = latest_form(transaction, form_id)
    session = Session(form, clock=workspace.clock, language=form_language(form, language or spoken()))
    there = {node.name for node in session.record.root.walk()}
    known = {**story["intake"], **_TALK}
    give(session, {name: value for name, value in known.items() if name in there and name not in answers})
    give_as_told(session, answers)
    return session


def give_as_told(session: Session, answers: Mapping[str, str]) -> None:
    """Give a story's answers to a form.

    :raises RuleBroken: ``story.question`` for one that the form does not ask, ``story.answer`` for an answer
        that it does not take; each with the ``form`` and the ``question``.
    """
    for name, value in answers.items():
        try:
            give(session, {name: value})
        except FormError as error:
            asked = "story.question" if error.code.startswith("form.answer-name") else "story.answer"
            place = {"form": session.form.id, "question": name.replace("_", "-")}
            raise RuleBroken(asked, answer=value, **place) from error


def words_of(session: Session, node: Node) -> tuple[str, str]:
    """A question and its answer in words; for the other desk modules."""
    return str(session.question(node).label()), session.answer_text(node)


def code_of(form: FormDefinition, node: Node) -> str:
    """The code of a question on paper, such as AD-18; for the other desk modules."""
    bind = form.binds.get(node.path)
    return bind.extra.get("code", "") if bind is not None else ""
