"""What is said after an exercise: what was noted beside what the story has, why it matters, what it changes.

Nothing here judges and nothing is counted: sentences only. What stands on a document is read, compared and
forgotten by its form, so that only what the form found is compared here, not the signs that were typed.
"""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from borderdesk.desk.apart import finished_check
from borderdesk.desk.exercises import (
    Drill,
    as_drill,
    code_of,
    drill_of_case,
    give_as_told,
    reference,
    words_of,
)
from borderdesk.desk.forms import definition, form_language
from borderdesk.desk.health_limits import HEALTH
from borderdesk.desk.health_words import after_check
from borderdesk.desk.records import readable_case
from borderdesk.desk.stories import (
    DOCUMENT,
    READ_OFF,
    ZONE,
    Story,
    in_language,
    quiet_answers,
    reference_answers,
    story_named,
)
from borderdesk.desk.workspace import Done, Workspace, facts_of, permitted
from borderdesk.domain import facts
from borderdesk.domain.case import Screening
from borderdesk.domain.errors import NotAllowed, RuleBroken, Unavailable
from borderdesk.domain.roles import Act
from borderdesk.domain.values import Outcome
from borderdesk.forms import FormDefinition, Node, Session
from borderdesk.store.database import Transaction
from borderdesk.text import language as spoken
from borderdesk.text import tr, tr_in, translatable

_FREE = frozenset({"PRE_3", "PRE_3_mode", "PRE_4", "PRE_4_choice", "PRE_4_met", "IR_11", "IR_16", "IR_18"})
"""Depends on how the exercise is played and not on the story: not compared."""
_ZONE_STATES = {
    "": translatable("the lines were not copied"),
    "fits": translatable("every check digit fits"),
    "differs": translatable("a check digit does not fit"),
    "unreadable": translatable("the lines could not be read"),
}
_NOTHING = translatable("nothing noted")
_AGREES, _DIFFERS = translatable("no difference"), translatable("differs from the zone")


Finished = Screening | facts.HealthChecked
"""A form of a practice record as it was sealed."""


@dataclass(frozen=True)
class Leads:
    """What a form comes to: the step it proposes, its flags, and its word about a document."""

    outcome: Outcome | None
    flags: tuple[str, ...]
    document: str


@dataclass(frozen=True)
class Alone:
    """What one answer changes by itself, all others being as the story has them.

    ``outcome`` is the step of the whole story then, the same as its own where it does not change it;
    ``document`` the word about the document where that changes, else "".
    """

    outcome: Outcome | None
    changes_step: bool
    not_marked: tuple[str, ...] = ()
    marked_too: tuple[str, ...] = ()
    document: str = ""


@dataclass(frozen=True)
class Difference:
    """An answer that was noted otherwise than the story has it, why that matters and what it changes.

    ``alone`` is None where that cannot be told.
    """

    form: str
    name: str
    question: str
    text: str
    noted: str
    reference: str
    why: str
    alone: Alone | None = None
    sop: str = ""
    values: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Feedback:
    """How a practice record compares with its story. No number, no mark: sentences only.

    ``on_document`` is what can be found on the story's document, field by field and digit by digit;
    ``noted_document`` and ``reference_document`` what follows from it. ``sop`` is the card to read.
    """

    drill: Drill
    case: str
    noted: Outcome | None
    reference: Outcome | None
    differences: tuple[Difference, ...]
    reasons: tuple[str, ...]
    flags_missing: tuple[str, ...]
    not_filled: tuple[str, ...]
    lesson: str
    on_document: tuple[str, ...] = ()
    noted_document: str = ""
    reference_document: str = ""
    sop: str = ""


@permitted(Act.TRAIN)
def drill_feedback(workspace: Workspace, code: str) -> Feedback:
    """What was noted in a practice record beside what its story has.

    :raises Unavailable: ``drill.missing`` where the record plays no story, ``case.missing`` before the first
        form is finished.
    """
    drill_id = drill_of_case(workspace, code)
    story = story_named(drill_id)
    with workspace.store.read() as transaction:
        if HEALTH in story["answers"]:
            check = finished_check(transaction, code)
            if check is None:
                raise Unavailable("case.missing")
            done: dict[str, Finished | None] = {HEALTH: check}
            form = definition(transaction.forms.by_hash(check.sha256))
            noted, flags = None, tuple(_computed(Session(form, saved=check.instance), "flags").split())
        else:
            state = readable_case(workspace, transaction, code)
            done = {form_id: state.screening(form_id) for form_id in story["answers"]}
            noted, flags = state.outcome, state.flags
        found = _compared(workspace, transaction, story, as_drill(drill_id, story), done)
    missing = tuple(flag for flag in story["expected"].get("flags", ()) if flag not in flags)
    return replace(found, case=code, noted=noted, flags_missing=missing)


@permitted(Act.TRAIN)
def feedback_as_told(workspace: Workspace, drill: Drill, story: Story) -> Feedback:
    """What is said about a story to somebody who noted everything as it has it; for who writes one."""
    with workspace.store.read() as transaction:
        return _compared(workspace, transaction, story, drill, {})


def _compared(
    workspace: Workspace,
    transaction: Transaction,
    story: Story,
    drill: Drill,
    done: Mapping[str, Finished | None],
) -> Feedback:
    expected = story["expected"]
    reasons = expected.get("reasons", ())
    found = Feedback(
        drill, "", None, Outcome(expected["outcome"]) if expected.get("outcome") else None, (), (), (), (),
        in_language(story["lesson"]),
    )  # fmt: skip
    sentences: dict[str, tuple[str, ...]] = {}
    cards: dict[str, str] = {}
    told_to: dict[str, Leads] = {}
    otherwise: list[tuple[Difference, Leads | None]] = []
    for form_id, answers in reference_answers(story).items():
        told = reference(workspace, transaction, story, form_id, answers)
        named = {node.name: node for node in told.record.root.walk()}
        sentences |= {name: _reason(told, name) for name in reasons if name in answers}
        cards |= {name: _sop(told.form, named[name]) for name in reasons if name in answers}
        if form_id == HEALTH:
            found = replace(found, reference_document=_result_of(told))
        if form_id == DOCUMENT:
            found = replace(found, on_document=_on_document(told), reference_document=_result_of(told))
        if not done:
            continue
        told_to[form_id] = _come_to(told)
        finished = done[form_id]
        if finished is None:
            found = replace(found, not_filled=(*found.not_filled, _form_title(told.form)))
            continue
        form = definition(transaction.forms.by_hash(finished.sha256))
        noted = Session(form, saved=finished.instance, language=form_language(form, spoken()))
        differences = tuple(_Comparison(story, told, noted, finished, answers).differences())
        if differences:
            scratch = reference(workspace, transaction, story, form_id, answers)
            otherwise += [(each, _leads(scratch, answers, each)) for each in differences]
        if form_id == DOCUMENT:
            found = replace(
                found, noted_document=_result_sentence(told, finished.results.get("dx_result", ""))
            )
        elif form_id == HEALTH:
            found = replace(found, noted_document=_result_of(noted))
    differing = tuple(replace(each, alone=_alone(told_to, each.form, to)) for each, to in otherwise)
    found = replace(found, differences=differing)
    told_reasons = tuple(text for name in reasons for text in sentences.get(name, ()))
    read = [each.sop for each in found.differences] + [cards.get(name, "") for name in reasons]
    return replace(found, reasons=told_reasons, sop=next(filter(None, read), drill.sop))


@permitted(Act.TRAIN)
def finish_drill(workspace: Workspace, code: str) -> Done[Feedback]:
    """Compare a practice record with its story and write down that this exercise was done, and what differed.

    Asked again for the same record nothing more is written.

    :raises NotAllowed: ``drill.real_workspace``. :raises Unavailable: ``drill.missing``, ``case.missing``.
    :raises RuleBroken: ``drill.no_outcome`` while forms of the story are open and the record has no step.
    """
    if not workspace.practice:
        raise NotAllowed("drill.real_workspace")
    found = drill_feedback(workspace, code)
    if found.not_filled and (found.reference is None or found.noted is None):
        raise RuleBroken("drill.no_outcome")
    compared = tuple(
        f"{each.form}/{each.name}|{each.values[0]}|{each.values[1]}" for each in found.differences
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
        noted = found.noted.value if found.noted else ""
        fact = facts.DrillFinished(found.drill.id, found.drill.version, day, attempt, noted, compared)
        changes = workspace.record(transaction, f"training:{workspace.user.id}", fact)
    return Done(found, changes)


# ------------------------------------------------------------------ one form
class _Comparison:
    """One finished form beside the same form as the story has it."""

    def __init__(
        self,
        story: Story,
        told: Session,
        noted: Session,
        finished: Finished,
        answers: Mapping[str, str],
    ) -> None:
        self.story, self.told, self.noted, self.finished, self.answers = story, told, noted, finished, answers
        self.named = {node.name: node for node in noted.record.root.walk()}
        self.values = {name: node.text for name, node in self.named.items() if not node.children}
        self.quiet = quiet_answers(told.form.id)

    def differences(self) -> Iterator[Difference]:
        """In the order of the form."""
        for node in self.told.record.root.walk():
            if node.name not in self.answers or node.name in _FREE:
                continue
            if node.name == ZONE or node.name in READ_OFF.values():
                if "specimen" in self.story:
                    yield from self._read_off(node)
            elif self._differs(node.name):
                here = self.named.get(node.name)
                said = self.noted.answer_text(here) if here is not None and here.text else tr(_NOTHING)
                values = (self.values.get(node.name, ""), self.answers[node.name])
                yield self._difference(node, said, words_of(self.told, node)[1], values)

    def _differs(self, name: str) -> bool:
        """Left blank is no difference where nothing was to be noted: the short set asks fewer."""
        noted, expected = self.values.get(name, ""), self.answers[name]
        return set(noted.split()) != set(expected.split()) and bool(noted or self.quiet.get(name) != expected)

    def _read_off(self, node: Node) -> Iterator[Difference]:
        """What the form found on the document; the signs themselves are not kept."""
        if node.name == ZONE:
            values = (self.finished.results.get("zone_state", ""), _computed(self.told, "zone_state"))
        else:
            found = (getattr(self.finished, "reasons", ()), tuple(_computed(self.told, "differs").split()))
            values = ("differs" if node.name in found[0] else "", "differs" if node.name in found[1] else "")
        if values[0] != values[1]:
            words = [_found_in_words(node.name, value, spoken()) for value in values]
            yield self._difference(node, words[0], words[1], values)

    def _difference(self, node: Node, noted: str, expected: str, values: tuple[str, str]) -> Difference:
        return Difference(
            self.told.form.id,
            node.name,
            code_of(self.told.form, node),
            words_of(self.told, node)[0],
            noted,
            expected,
            why_it_matters(self.story, self.told, node.name),
            sop=_sop(self.told.form, node),
            values=values,
        )


def why_it_matters(story: Story, told: Session, name: str, language: str = "") -> str:
    """Why a question matters in a story: its own words, else the form's; for the other desk modules."""
    why = in_language(story.get("why", {}).get(name, {}), language)
    return why or next(iter(_reason(told, name, language)), "")


def value_in_words(story: Story, told: Session, node: Node, noted: str | None, language: str = "") -> str:
    """What was noted at a question of a story, or without ``noted`` what the story has; for the others."""
    language = language or spoken()
    if node.name in {ZONE, *READ_OFF.values()} and "specimen" in story:
        if node.name == ZONE:
            there = _computed(told, "zone_state")
        else:
            there = "differs" if node.name in _computed(told, "differs").split() else ""
        return _found_in_words(node.name, there if noted is None else noted, language)
    if noted is None:
        return told.answer_text(node)
    labels = {each.value: str(each.label) for each in told.choices(told.question(node))}
    said = [labels.get(value, value) for value in noted.split()]
    return ", ".join(said) or tr_in(language, _NOTHING)


def _found_in_words(name: str, value: str, language: str) -> str:
    """What the form found on a document."""
    if name == ZONE:
        return tr_in(language, _ZONE_STATES.get(value, value))
    return tr_in(language, _DIFFERS if value else _AGREES)


def _leads(scratch: Session, answers: Mapping[str, str], each: Difference) -> Leads | None:
    """What the story's form comes to when this one answer is the noted one; None where nobody can tell.

    ``scratch`` is the form as the story has it, and is so again afterwards.
    """
    read_off = each.name == ZONE or each.name in READ_OFF.values()
    if read_off and each.values[0]:
        return None  # what was typed is not kept
    try:
        give_as_told(scratch, {each.name: "" if read_off else each.values[0]})
    except RuleBroken:
        return None  # an answer of another version of the form
    leads = _come_to(scratch)
    give_as_told(scratch, {each.name: answers[each.name]})
    return leads


def _alone(told: Mapping[str, Leads], form: str, leads: Leads | None) -> Alone | None:
    """What it changes in the whole story that ``form`` comes to ``leads`` instead of what it tells."""
    if leads is None:
        return None
    then = {**told, form: leads}
    here, there = (frozenset(flag for each in all_.values() for flag in each.flags) for all_ in (told, then))
    outcome = _weightiest(then)
    return Alone(
        outcome,
        outcome != _weightiest(told),
        tuple(sorted(here - there)),
        tuple(sorted(there - here)),
        leads.document if leads.document != told[form].document else "",
    )


def _weightiest(forms: Mapping[str, Leads]) -> Outcome | None:
    """The most protective step that any form proposes, as in a record."""
    outcomes = [each.outcome for each in forms.values() if each.outcome]
    return max(outcomes, key=lambda outcome: outcome.rank, default=None)


def _come_to(session: Session) -> Leads:
    outcome = _computed(session, "outcome")
    flags = tuple(_computed(session, "flags").split())
    return Leads(Outcome(outcome) if outcome in set(Outcome) else None, flags, _result_of(session))


def _computed(session: Session, name: str) -> str:
    return next((node.text for node in session.record.root.walk() if node.name == name), "")


def _on_document(session: Session) -> tuple[str, ...]:
    """The form's own sentences about the document: which field, which digit, which date."""
    return tuple(
        str(session.question(node).label())
        for node in session.record.root.walk()
        if (node.name.endswith("_note") or node.name == "zone_good") and node.relevant
    )


def _result_of(session: Session) -> str:
    if session.form.id == HEALTH:
        return after_check(_computed(session, "health_result"))[0]
    return _result_sentence(session, _computed(session, "dx_result"))


def _result_sentence(session: Session, result: str) -> str:
    """The form's own sentence about what to do with a document, such as asking a second officer."""
    name = f"result_{result.removesuffix('_line')}"
    node = next((node for node in session.record.root.walk() if result and node.name == name), None)
    return str(session.question(node).label()) if node is not None else ""


def _reason(session: Session, name: str, language: str = "") -> tuple[str, ...]:
    """The form's own sentence about a question, where it has one."""
    for node in session.record.root.walk():
        bind = session.form.binds.get(node.path) if node.name == name else None
        if bind is not None:
            text = bind.extra.get(f"reason_{language or spoken()}") or bind.extra.get("reason_en")
            return (text,) if text else ()
    return ()


def _sop(form: FormDefinition, node: Node) -> str:
    """The SOP card that a question belongs to."""
    bind = form.binds.get(node.path)
    return bind.extra.get("sop", "") if bind is not None else ""


def _form_title(form: FormDefinition) -> str:
    return (form.template.attribute("title_lo") if spoken() == "lo" else "") or form.title
