"""What is said after an exercise: what was noted beside what the story has, why it matters, what it changes.

Nothing here judges and nothing is counted: sentences only.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace

from borderdesk.desk.apart import finished_check
from borderdesk.desk.differences import (
    Comparison,
    Difference,
    Finished,
    Leads,
    alone_changes,
    come_to,
    leads_with,
)
from borderdesk.desk.exercises import Drill, as_drill, drill_of_case, reference
from borderdesk.desk.form_said import (
    card_of,
    computed,
    form_title,
    on_document_words,
    reason_of,
    result_of,
    result_sentence,
)
from borderdesk.desk.forms import definition, form_language
from borderdesk.desk.health_limits import HEALTH
from borderdesk.desk.records import readable_case
from borderdesk.desk.stories import DOCUMENT, Story, in_language, reference_answers, story_named
from borderdesk.desk.workspace import Done, Workspace, facts_of, permitted
from borderdesk.domain import facts
from borderdesk.domain.errors import NotAllowed, RuleBroken, Unavailable
from borderdesk.domain.roles import Act
from borderdesk.domain.values import Outcome
from borderdesk.forms import Session
from borderdesk.store.database import Transaction
from borderdesk.text import language as spoken


@dataclass(frozen=True)
class Feedback:
    """How a practice record compares with its story. No number, no mark: sentences only.

    ``on_document`` is what can be found on the story's document, field by field and digit by digit;
    ``noted_document`` and ``reference_document`` what follows from it. ``flags_missing`` are flags of the
    story that the record does not have. ``sop`` is the card to read.
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
            noted, flags = None, tuple(computed(Session(form, saved=check.instance), "flags").split())
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
        sentences |= {name: reason_of(told, name) for name in reasons if name in answers}
        cards |= {name: card_of(told.form, named[name]) for name in reasons if name in answers}
        if form_id == HEALTH:
            found = replace(found, reference_document=result_of(told))
        if form_id == DOCUMENT:
            found = replace(found, on_document=on_document_words(told), reference_document=result_of(told))
        if not done:
            continue
        told_to[form_id] = come_to(told)
        finished = done[form_id]
        if finished is None:
            found = replace(found, not_filled=(*found.not_filled, form_title(told.form)))
            continue
        form = definition(transaction.forms.by_hash(finished.sha256))
        noted = Session(form, saved=finished.instance, language=form_language(form, spoken()))
        differences = tuple(Comparison(story, told, noted, finished, answers).differences())
        if differences:
            scratch = reference(workspace, transaction, story, form_id, answers)
            otherwise += [(each, leads_with(scratch, answers, each)) for each in differences]
        if form_id == DOCUMENT:
            found = replace(
                found, noted_document=result_sentence(told, finished.results.get("dx_result", ""))
            )
        elif form_id == HEALTH:
            found = replace(found, noted_document=result_of(noted))
    differing = tuple(replace(each, alone=alone_changes(told_to, each.form, to)) for each, to in otherwise)
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
