"""A group arrival: one record of the group, an individual file for each person, leaders kept apart.

The group's record holds codes only. Each person is screened under a code of their own; a file that is kept
apart from the station's lists is missing from the group as well.
"""

from dataclasses import dataclass
from datetime import datetime

from borderdesk.desk.drafting import fresh_code, new_draft
from borderdesk.desk.steps import SIGHT
from borderdesk.desk.whose_case import case_to_work_on
from borderdesk.desk.workspace import Changes, Done, Workspace, case_subject, permitted
from borderdesk.domain import facts
from borderdesk.domain.codes import short_code
from borderdesk.domain.errors import RuleBroken, Unavailable
from borderdesk.domain.group import GroupState, fold_group
from borderdesk.domain.roles import Act
from borderdesk.domain.values import AgeGroup, CaseCode, Direction
from borderdesk.store.database import Transaction
from borderdesk.store.drafts import Draft

GROUP_PREFIX = "group:"
LARGEST_GROUP = 200


@dataclass(frozen=True)
class GroupMember:
    """A person of a group. ``draft`` and ``form`` name what is unfinished, ``opened`` whether a file is.

    People are known by their codes, never by a number in the group: one that is missing, or that moved up,
    would tell that somebody is kept out of the lists, or lead to somebody else's file.
    """

    code: str
    short: str
    apart: bool
    opened: bool
    draft: str
    form: str

    @property
    def begun(self) -> bool:
        """Whether anything was filled in for this person."""
        return self.opened or bool(self.draft)


@dataclass(frozen=True)
class Group:
    """A group with its people; nothing in it says who they are."""

    code: str
    short: str
    direction: str
    language: str
    opened_at: datetime
    members: tuple[GroupMember, ...]

    @property
    def waiting(self) -> int:
        """How many people nobody has looked at yet."""
        return sum(not member.begun for member in self.members)


@permitted(Act.SCREEN)
def open_group(workspace: Workspace, *, direction: str, size: int, language: str = "") -> Done[Group]:
    """One record for people who came together, with a code for each of them.

    :raises RuleBroken: ``intake.malformed``, ``group.size`` with ``largest``.
    """
    if direction not in set(Direction):
        raise RuleBroken("intake.malformed")
    if not 2 <= size <= LARGEST_GROUP:
        raise RuleBroken("group.size", largest=LARGEST_GROUP)
    with workspace.store.write() as transaction:
        codes: dict[str, None] = {}
        while len(codes) <= size:  # the group's own and one for each person
            codes[fresh_code(workspace, transaction)] = None
        own, *members = codes
        fact = facts.GroupOpened(workspace.station, direction, tuple(members), language)
        changes = workspace.record(transaction, GROUP_PREFIX + own, fact)
        return Done(_group(workspace, transaction, own), changes)


@permitted(Act.SCREEN)
def groups(workspace: Workspace) -> list[Group]:
    """Groups of this PC in which somebody still waits or something is unfinished, the latest first."""
    with workspace.store.read() as transaction:
        codes = [subject.removeprefix(GROUP_PREFIX) for subject in transaction.journal.subjects(GROUP_PREFIX)]
        found = [_group(workspace, transaction, code) for code in codes]
    unfinished = [each for each in found if each.waiting or any(member.draft for member in each.members)]
    return sorted(unfinished, key=lambda each: each.opened_at, reverse=True)


@permitted(Act.SCREEN)
def group(workspace: Workspace, code: str) -> Group:
    """One group with its people.

    :raises Unavailable: ``group.missing``.
    """
    with workspace.store.read() as transaction:
        return _group(workspace, transaction, code)


@permitted(Act.SCREEN)
def start_member(workspace: Workspace, code: str, member: str, *, age_group: str) -> Done[Draft]:
    """Look at one person of the group: a first sight under that person's own code.

    :raises RuleBroken: ``intake.malformed``, ``group.begun`` where it was begun already.
    :raises Unavailable: ``group.missing``, ``case.missing`` where the person is not of this group.
    """
    if age_group not in set(AgeGroup):
        raise RuleBroken("intake.malformed")
    with workspace.store.write() as transaction:
        state = _state(transaction, code)
        if member not in state.members:
            raise Unavailable("case.missing")
        begun = case_to_work_on(workspace, transaction, member).opened
        if begun or transaction.drafts.of_case(member):
            raise RuleBroken("group.begun")
        intake = {
            "direction": state.direction,
            "age_group": age_group,
            "language": state.language,
            "party": str(len(state.members)),
            "group": code,
        }
        draft = new_draft(workspace, transaction, member, SIGHT, intake)
    return Done(draft, Changes(frozenset({"draft"}), frozenset({case_subject(member)})))


@permitted(Act.SCREEN)
def keep_apart(workspace: Workspace, code: str, member: str, apart: bool) -> Done[Group]:
    """Who seems to lead the group waits apart from the others.

    :raises Unavailable: ``group.missing``, ``case.missing``.
    """
    with workspace.store.write() as transaction:
        if member not in _state(transaction, code).members:
            raise Unavailable("case.missing")
        fact = facts.GroupMemberMarked(member, apart)
        changes = workspace.record(transaction, GROUP_PREFIX + code, fact)
        return Done(_group(workspace, transaction, code), changes)


def _state(transaction: Transaction, code: str) -> GroupState:
    state = fold_group(code, transaction.journal.of(GROUP_PREFIX + code))
    if state is None:
        raise Unavailable("group.missing")
    return state


def _group(workspace: Workspace, transaction: Transaction, code: str) -> Group:
    state = _state(transaction, code)
    separate = transaction.cases.separate(state.members)
    members = []
    for member in state.members:
        try:
            opened = case_to_work_on(workspace, transaction, member).opened
        except Unavailable:  # kept apart from the station's lists
            continue
        if member in separate:
            continue
        drafts = [each for each in transaction.drafts.of_case(member) if each.user == workspace.user.id]
        last = drafts[-1] if drafts else None
        members.append(
            GroupMember(
                member,
                short_code(CaseCode(member)),
                member in state.apart,
                opened,
                last.id if last else "",
                last.form if last else "",
            )
        )
    return Group(
        code,
        short_code(CaseCode(code)),
        state.direction,
        state.language,
        state.opened_at,
        tuple(members),
    )
