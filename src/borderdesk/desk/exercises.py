"""Practice stories: made-up people with the answers they give, and how a trainee's answers compare.

The stories are content (``resources/practice``). A story is played in a practice workspace with the real
forms; nothing here judges: what differs is told with the reason why it matters.
"""

import secrets
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from borderdesk.desk.forms import definition, form_language, latest_form
from borderdesk.desk.records import readable_case
from borderdesk.desk.screening import start_case
from borderdesk.desk.workspace import Done, Workspace, facts_of, permitted
from borderdesk.domain import facts
from borderdesk.domain.errors import NotAllowed, RuleBroken, Unavailable
from borderdesk.domain.roles import Act
from borderdesk.domain.values import Outcome
from borderdesk.forms import FormDefinition, Session, give
from borderdesk.resources import content, of_content
from borderdesk.store.database import Transaction
from borderdesk.store.drafts import Draft
from borderdesk.text import language as spoken
from borderdesk.text import tr, translatable

MODULES = {
    "trafficking": translatable("Trafficking in persons"),
    "smuggling": translatable("Smuggling of migrants"),
    "documents": translatable("Document examination"),
}
"""The modules of the Department of Immigration's Master Trainer course."""

_FOLDER = "practice/stories"
_QUIET = "practice/quiet.toml"
_FREE = frozenset({"PRE_3", "PRE_3_mode", "PRE_4", "PRE_4_choice", "PRE_4_met", "IR_11", "IR_16", "IR_18"})
"""Depends on how the exercise is played and not on the story: not compared."""
_TALK = {"privacy": "yes", "agreed": "given"}


@dataclass(frozen=True)
class Drill:
    """A story as a trainee reads it, in the language of the moment."""

    id: str
    version: str
    modules: tuple[str, ...]
    title: str
    story: str
    forms: tuple[str, ...]


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


@dataclass(frozen=True)
class Difference:
    """An answer that was noted otherwise than the story has it, and why that matters."""

    form: str
    name: str
    question: str
    text: str
    noted: str
    reference: str
    why: str


@dataclass(frozen=True)
class Feedback:
    """How a practice record compares with its story. No number, no mark: sentences only."""

    drill: Drill
    case: str
    noted: Outcome | None
    reference: Outcome
    differences: tuple[Difference, ...]
    reasons: tuple[str, ...]
    flags_missing: tuple[str, ...]
    not_filled: tuple[str, ...]
    lesson: str


@of_content
def stories() -> Mapping[str, Mapping[str, Any]]:
    """Every story by its id, in their order; for the other desk modules."""
    found = {}
    for name in content().names(_FOLDER, ".toml"):
        data = content().read(f"{_FOLDER}/{name}")
        if data is not None:
            found[name.removesuffix(".toml")] = tomllib.loads(data.decode())
    return found


def reference_answers(story: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """What the story answers in each of its forms: its own answers, and nothing noted elsewhere."""
    quiet = _quiet()
    return {form: {**quiet.get(form, {}), **own} for form, own in story["answers"].items()}


@of_content
def _quiet() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((content().read(_QUIET) or b"").decode())


def drills() -> list[Drill]:
    """Every story, in the order they are taught."""
    return [_drill(name, story) for name, story in stories().items()]


def drill(drill_id: str) -> Drill:
    """One story.

    :raises Unavailable: ``drill.missing``.
    """
    return _drill(drill_id, _story(drill_id))


@permitted(Act.TRAIN)
def begin_drill(workspace: Workspace, drill_id: str) -> Done[Draft]:
    """Open a practice record that plays a story, at first sight.

    :raises NotAllowed: ``drill.real_workspace`` anywhere but in a practice workspace.
    :raises Unavailable: ``drill.missing``, ``form.missing``.
    """
    if not workspace.practice:
        raise NotAllowed("drill.real_workspace")
    intake = _story(drill_id)["intake"]
    started = start_case(
        workspace,
        direction=intake["direction"],
        age_group=intake["age_group"],
        language=intake["language"],
        party=int(intake["party"]),
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
            if transaction.cases.one(fact.case) or transaction.drafts.of_case(fact.case)
        }


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
    story = _story(drill_id)
    says = story.get("says", {})
    found = []
    with workspace.store.read() as transaction:
        for form_id, answers in reference_answers(story).items():
            session = _reference(workspace, transaction, story, form_id, answers)
            for _, node in session.asked():
                if node.name in answers:
                    label, answer = _words(session, node)
                    code = _code(session.form, node.path)
                    words = _in_language(says.get(node.name, {}))
                    found.append(Answer(form_id, node.name, code, label, node.text, answer, words))
    return found


@permitted(Act.TRAIN)
def drill_feedback(workspace: Workspace, code: str) -> Feedback:
    """What was noted in a practice record beside what its story has.

    :raises Unavailable: ``drill.missing`` where the record plays no story, ``case.missing`` before the first
        form is finished.
    """
    drill_id = drill_of_case(workspace, code)
    story = _story(drill_id)
    expected = story["expected"]
    differences: list[Difference] = []
    not_filled = []
    sentences: dict[str, list[str]] = {}
    with workspace.store.read() as transaction:
        state = readable_case(workspace, transaction, code)
        for form_id, answers in reference_answers(story).items():
            reference = _reference(workspace, transaction, story, form_id, answers)
            sentences |= {name: _reason(reference, name) for name in expected["reasons"] if name in answers}
            done = state.screening(form_id)
            if done is None:
                not_filled.append(_form_title(reference.form))
                continue
            form = definition(transaction.forms.by_hash(done.sha256))
            noted = Session(form, saved=done.instance, language=form_language(form, spoken()))
            differences += _differences(story, form_id, answers, noted, reference)
    return Feedback(
        _drill(drill_id, story),
        code,
        state.outcome,
        Outcome(expected["outcome"]),
        tuple(differences),
        tuple(text for name in expected["reasons"] for text in sentences.get(name, ())),
        tuple(flag for flag in expected["flags"] if flag not in state.flags),
        tuple(not_filled),
        _in_language(story["lesson"]),
    )


@permitted(Act.TRAIN)
def finish_drill(workspace: Workspace, code: str) -> Done[Feedback]:
    """Compare a practice record with its story and write down that this exercise was done, and what differed.

    Asked again for the same record nothing more is written.

    :raises NotAllowed: ``drill.real_workspace``. :raises Unavailable: ``drill.missing``, ``case.missing``.
    :raises RuleBroken: ``drill.no_outcome`` before the record has one.
    """
    if not workspace.practice:
        raise NotAllowed("drill.real_workspace")
    found = drill_feedback(workspace, code)
    if found.noted is None:
        raise RuleBroken("drill.no_outcome")
    compared = tuple(
        f"{each.form}/{each.name}|{noted}|{reference}"
        for each, noted, reference in _values(workspace, code, found)
    )
    name = f"practice.attempt.{code}"
    with workspace.store.write() as transaction:
        attempt = transaction.setting(name, "")
        written = {fact.attempt: fact.differences for _, fact in facts_of(transaction, facts.DrillFinished)}
        if attempt and written.get(attempt) == compared:
            return Done(found, workspace.record(transaction, f"training:{workspace.user.id}"))
        attempt = secrets.token_hex(8)
        transaction.set_setting(name, attempt)
        day = workspace.clock().date().isoformat()
        fact = facts.DrillFinished(
            found.drill.id, found.drill.version, day, attempt, found.noted.value, compared
        )
        changes = workspace.record(transaction, f"training:{workspace.user.id}", fact)
    return Done(found, changes)


def place_words(workspace: Workspace, transaction: Transaction, form_id: str, name: str) -> tuple[str, str]:
    """The code and the words of a question, for the other desk modules; its name where the form has none."""
    try:
        form = latest_form(transaction, form_id)
    except Unavailable:
        return name, ""
    session = Session(form, clock=workspace.clock, language=form_language(form, spoken()))
    for node in session.record.root.walk():
        if node.name == name and node.path in form.controls:
            return _code(form, node.path) or name, str(session.question(node).label())
    return name, ""


def _story(drill_id: str) -> Mapping[str, Any]:
    found = stories().get(drill_id)
    if found is None:
        raise Unavailable("drill.missing", id=drill_id)
    return found


def _drill(name: str, story: Mapping[str, Any]) -> Drill:
    return Drill(
        name,
        story["version"],
        tuple(story["modules"]),
        _in_language(story["title"]),
        _in_language(story["story"]),
        tuple(story["answers"]),
    )


def _in_language(texts: Mapping[str, str]) -> str:
    return texts.get(spoken()) or texts.get("en", "")


def _reference(
    workspace: Workspace,
    transaction: Transaction,
    story: Mapping[str, Any],
    form_id: str,
    answers: Mapping[str, str],
) -> Session:
    """A form filled as the story has it."""
    form = latest_form(transaction, form_id)
    session = Session(form, clock=workspace.clock, language=form_language(form, spoken()))
    there = {node.name for node in session.record.root.walk()}
    known = {**story["intake"], **_TALK}
    give(session, {name: value for name, value in known.items() if name in there and name not in answers})
    give(session, answers)
    return session


def _differences(
    story: Mapping[str, Any], form_id: str, answers: Mapping[str, str], noted: Session, reference: Session
) -> Iterator[Difference]:
    nodes = {node.name: node for node in noted.record.root.walk()}
    for node in reference.record.root.walk():
        if node.name not in _different(form_id, answers, noted):
            continue
        text, expected = _words(reference, node)
        here = nodes.get(node.name)
        said = noted.answer_text(here) if here is not None and here.text else tr("nothing noted")
        why = _in_language(story.get("why", {}).get(node.name, {}))
        why = why or next(iter(_reason(reference, node.name)), "")
        yield Difference(form_id, node.name, _code(reference.form, node.path), text, said, expected, why)


def _different(form_id: str, answers: Mapping[str, str], noted: Session) -> dict[str, str]:
    """What was noted where that differs, by field name. Left blank is no difference where nothing was to be
    noted: the short set of questions asks fewer.
    """
    values = {node.name: node.text for node in noted.record.root.walk() if not node.children}
    quiet = _quiet().get(form_id, {})
    return {
        name: values.get(name, "")
        for name, expected in answers.items()
        if name not in _FREE
        and set(values.get(name, "").split()) != set(expected.split())
        and (values.get(name, "") or quiet.get(name) != expected)
    }


def _values(workspace: Workspace, code: str, found: Feedback) -> Iterator[tuple[Difference, str, str]]:
    """Each difference with the names of the two choices."""
    references = reference_answers(_story(found.drill.id))
    with workspace.store.read() as transaction:
        state = readable_case(workspace, transaction, code)
        for each in found.differences:
            done = state.screening(each.form)
            if done is not None:
                form = definition(transaction.forms.by_hash(done.sha256))
                noted = _different(each.form, references[each.form], Session(form, saved=done.instance))
                yield each, noted.get(each.name, ""), references[each.form][each.name]


def _words(session: Session, node: Any) -> tuple[str, str]:
    return str(session.question(node).label()), session.answer_text(node)


def _reason(session: Session, name: str) -> list[str]:
    """The form's own sentence about a question, where it has one."""
    for node in session.record.root.walk():
        bind = session.form.binds.get(node.path) if node.name == name else None
        if bind is not None:
            text = bind.extra.get(f"reason_{spoken()}") or bind.extra.get("reason_en")
            return [text] if text else []
    return []


def _code(form: FormDefinition, path: Any) -> str:
    bind = form.binds.get(path)
    return bind.extra.get("code", "") if bind is not None else ""


def _form_title(form: FormDefinition) -> str:
    return (form.template.attribute("title_lo") if spoken() == "lo" else "") or form.title
