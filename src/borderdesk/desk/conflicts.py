"""Contradictions between desks: what stood before, what each said, and a person's choice as a third entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from borderdesk.desk.records import case, readable_case
from borderdesk.desk.trust import known_cards
from borderdesk.desk.workspace import Done, Workspace, case_subject, permitted
from borderdesk.domain import facts
from borderdesk.domain.case import CaseState
from borderdesk.domain.codes import short_code
from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.fold import Step, history
from borderdesk.domain.roles import Act
from borderdesk.domain.values import CaseCode, moment


@dataclass(frozen=True)
class Contradiction:
    """A record on which desks disagree, for a list."""

    code: str
    short: str
    station: str
    fields: int


@dataclass(frozen=True)
class Side:
    """One setting of a contested field: what was said, by whom, where and when. ``entry`` names it."""

    entry: str
    fact: facts.Fact
    by: str
    station: str
    at: datetime
    here: bool


@dataclass(frozen=True)
class ContestedField:
    """A field with what stood before (None where nothing did) and what was set by desks apart."""

    name: str
    before: Side | None
    sides: tuple[Side, ...]


@dataclass(frozen=True)
class CaseContradictions:
    """Everything on one record that a person has to settle."""

    code: str
    short: str
    station: str
    fields: tuple[ContestedField, ...]


@permitted(Act.RESOLVE)
def contradictions(workspace: Workspace) -> list[Contradiction]:
    """Records that wait for a person's choice. Separate records never appear."""
    with workspace.store.read() as transaction:
        rows = [row for row in transaction.cases.all() if row.conflicts and not row.official]
    found = [
        Contradiction(row.code, short_code(CaseCode(row.code)), row.station, row.conflicts) for row in rows
    ]
    return sorted(found, key=lambda each: each.code)


@permitted(Act.RESOLVE)
def contradiction(workspace: Workspace, code: str) -> CaseContradictions:
    """What contradicts on a record. Looking is written down, as with every record.

    :raises Unavailable: ``case.missing``.
    """
    state = case(workspace, code, purpose="review")
    with workspace.store.read() as transaction:
        past = history(transaction.journal.of(case_subject(code)))
        steps = {step.entry.id: step for step in past.steps}
        stations = {device: card.station for device, card in known_cards(workspace, transaction).items()}
    stations[workspace.device] = workspace.station

    def side(step: Step) -> Side | None:
        said = past.chosen(step)
        fact = said.fact if said else None
        if fact is None:
            return None
        entry = step.entry
        where = stations.get(entry.device, entry.device)
        at = moment(entry.at)
        return Side(entry.id, fact, entry.actor, where, at, workspace.is_own(entry.device))

    fields = []
    for conflict in state.conflicts:
        sides = [side(steps[name]) for name in conflict.entries]
        before = steps.get(conflict.before)
        fields.append(
            ContestedField(
                conflict.field,
                side(before) if before else None,
                tuple(each for each in sides if each is not None),
            )
        )
    return CaseContradictions(code, short_code(CaseCode(code)), state.station, tuple(fields))


@permitted(Act.RESOLVE)
def resolve(workspace: Workspace, code: str, choices: Mapping[str, str], reason: str = "") -> Done[CaseState]:
    """Settle contested fields: for each, the entry whose setting counts (a side, or what stood before).

    All that was said stays in the record as versions.

    :raises RuleBroken: ``conflict.none`` where the field is not contested (any more),
        ``conflict.no_such_side``.
    """
    with workspace.store.write() as transaction:
        state = readable_case(workspace, transaction, code)
        contested = {conflict.field: conflict for conflict in state.conflicts}
        if not choices or any(name not in contested for name in choices):
            raise RuleBroken("conflict.none")
        for name, chosen in choices.items():
            if chosen not in (*contested[name].entries, contested[name].before):
                raise RuleBroken("conflict.no_such_side")
        written = [
            facts.ConflictResolved(name, chosen, reason.strip()) for name, chosen in sorted(choices.items())
        ]
        changes = workspace.record(transaction, case_subject(code), *written)
        return Done(readable_case(workspace, transaction, code), changes)
