"""Records: one case and its timeline, lists, search, and what is due today."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from borderdesk.desk.access import key_of, user_subject
from borderdesk.desk.carriage import reached
from borderdesk.desk.drafting import DraftView, drafts
from borderdesk.desk.trust import checkpoint_devices
from borderdesk.desk.whose_case import case_to_work_on, may_hear, opened_here, own_separate
from borderdesk.desk.workspace import Changes, Done, Workspace, case_subject, permitted
from borderdesk.domain import facts
from borderdesk.domain.case import CaseState, Person
from borderdesk.domain.case_fold import fold_case
from borderdesk.domain.codes import short_code
from borderdesk.domain.errors import RuleBroken, Unavailable
from borderdesk.domain.fold import history
from borderdesk.domain.roles import Act, may
from borderdesk.domain.values import Carriage, CaseCode, Outcome, iso, moment
from borderdesk.store.cases import CaseRow, Listed
from borderdesk.store.database import Transaction
from borderdesk.store.search import MOST_FOUND

_HAND_OVER = "hand_over_note"
_RECENT = timedelta(days=4)
"""No time limit for a doctor is longer than this; older records need not be looked at for one."""


BEGUN = "begun"
"""The step of a record whose first form is not finished."""


class CaseFilter(StrEnum):
    """What a list of records shows."""

    ALL = "all"
    MINE = "mine"
    UNFINISHED = "unfinished"
    WAITING = "waiting"
    LATE = "late"
    CLOSED = "closed"


@dataclass(frozen=True)
class CaseListRow:
    """A record in a list; nothing in it says who the person is."""

    code: str
    short: str
    station: str
    opened_at: datetime
    opened_by: str
    updated_at: datetime
    step: str
    due: datetime | None
    late: bool
    carriage: Carriage
    outcome: Outcome | None
    lowering_pending: bool
    mine: bool
    conflicts: int


@dataclass(frozen=True)
class TimelineItem:
    """One line of a record's history; ``fact`` is None where the content is not on this PC."""

    at: datetime
    by: str
    device: str
    kind: str
    fact: facts.Fact | None
    here: bool
    at_checkpoint: bool = False
    """Whether it was written on a checkpoint's PC, whoever signed in there."""


@dataclass(frozen=True)
class DueItem:
    """A reply that is waited for; or, with ``reply`` false, a next step with a time limit (a doctor)."""

    code: str
    short: str
    due: datetime
    late: bool
    reply: bool = True


@dataclass(frozen=True)
class Today:
    """What is unfinished and due; no names, no outcomes, no counts of people."""

    unfinished: list[DraftView]
    due: list[DueItem]
    pending_answers: list[str]
    hand_over_note: str


@permitted(Act.READ_RECORDS)
def case(workspace: Workspace, code: str, *, purpose: str = "") -> CaseState:
    """A case as it stands. Looking at somebody else's is written down, once a sitting.

    :raises Unavailable: ``case.missing``.
    """
    with workspace.store.read() as transaction:
        state = readable_case(workspace, transaction, code)
    own = state.opened_by == workspace.user.id and opened_here(workspace, state)
    if not own and code not in workspace.viewed:
        with workspace.store.write() as transaction:
            workspace.record(transaction, case_subject(code), facts.RecordViewed(purpose))
        workspace.viewed.add(code)
    return state


@permitted(Act.READ_RECORDS)
def timeline(workspace: Workspace, code: str) -> list[TimelineItem]:
    """Everything that happened with a case, the newest first. That an official's part was noted and taken
    back is told to who noted it and to supervisors alone.

    :raises Unavailable: ``case.missing``.
    """
    with workspace.store.read() as transaction:
        state = readable_case(workspace, transaction, code)
        steps = history(transaction.journal.of(case_subject(code))).steps
        if not may_hear(workspace, transaction, state):
            told = {done.instance for done in state.screenings if done.official_involved}
            steps = tuple(step for step in steps if not _tells_of_official(step.fact, told))
        checkpoints = checkpoint_devices(workspace, transaction)
    return [
        TimelineItem(
            moment(step.entry.at),
            step.entry.actor,
            step.entry.device,
            step.entry.kind,
            step.fact,
            workspace.is_own(step.entry.device),
            step.entry.device in checkpoints,
        )
        for step in reversed(steps)
    ]


def _tells_of_official(fact: facts.Fact | None, told: Collection[str]) -> bool:
    """Whether a fact is one of the forms that ``told`` it, or that the record went where such records go."""
    if isinstance(fact, facts.RecordCarried):
        return True
    return isinstance(fact, facts.ScreeningCompleted) and fact.instance in told


@permitted(Act.READ_RECORDS)
def cases(
    workspace: Workspace,
    show: CaseFilter = CaseFilter.ALL,
    *,
    after: CaseListRow | None = None,
    limit: int | None = None,
) -> list[CaseListRow]:
    """Records for a list, the latest change first. Separate records never appear.

    ``limit`` and ``after``, the last record of the page before, give the list page by page.
    """
    page = (iso(after.updated_at), after.code) if after else None
    with workspace.store.read() as transaction:
        rows = transaction.cases.listed(_listed(workspace, show), after=page, limit=limit)
        return _list_rows(workspace, transaction, rows)


def _listed(workspace: Workspace, show: CaseFilter) -> Listed:
    match show:
        case CaseFilter.MINE:
            return Listed(opened_by=workspace.user.id, opened_on=(workspace.device, *workspace.older))
        case CaseFilter.UNFINISHED:
            return Listed(unfinished=True)
        case CaseFilter.WAITING:
            return Listed(waiting=True)
        case CaseFilter.LATE:
            return Listed(late_at=workspace.now())
        case CaseFilter.CLOSED:
            return Listed(closed=True)
    return Listed()


@permitted(Act.READ_RECORDS)
def find_cases(workspace: Workspace, text: str) -> list[CaseListRow]:
    """Records whose code has these letters, at most 200."""
    wanted = "".join(text.upper().split()).replace("-", "")
    if not wanted:
        return []
    with workspace.store.read() as transaction:
        found = transaction.cases.listed(Listed(holds=wanted), limit=MOST_FOUND)
        return _list_rows(workspace, transaction, found)


@permitted(Act.SEARCH_NAMES)
def search_names(workspace: Workspace, words: str, *, purpose: str) -> Done[list[CaseListRow]]:
    """Records by name, in Lao or Latin letters. The purpose is asked and kept, the words are not.

    :raises RuleBroken: ``search.purpose_missing``.
    """
    if not purpose.strip():
        raise RuleBroken("search.purpose_missing")
    with workspace.store.write() as transaction:
        rows = _list_rows(workspace, transaction, transaction.cases.found(words))
        searched = facts.NamesSearched(purpose.strip(), len(rows))
        changes = workspace.record(transaction, user_subject(workspace.device, workspace.user.id), searched)
    return Done(rows, changes)


@permitted(Act.SCREEN)
def separate_records(workspace: Workspace, passphrase: str) -> list[CaseListRow]:
    """The user's own records that the station's lists must not show; the passphrase is asked again.

    :raises RuleBroken: ``passphrase.wrong``. :raises Unavailable: ``passphrase.wait`` with ``seconds``.
    """
    key_of(workspace.folder, workspace.user.id, passphrase, workspace.clock)
    with workspace.store.read() as transaction:
        own = own_separate(workspace, transaction)
        begun = _begun_apart(workspace, transaction)
    return begun + [_list_row(workspace, row, Carriage.NOT_PACKED) for row in own]


def _begun_apart(workspace: Workspace, transaction: Transaction) -> list[CaseListRow]:
    """Separate records whose first form the user has not finished: nothing else would lead back to them."""
    separate = transaction.cases.separate()
    begun = {
        draft.case_code: draft
        for draft in transaction.drafts.all()
        if draft.case_code in separate and draft.user == workspace.user.id and draft.official_involved
    }
    return [
        CaseListRow(
            code=code,
            short=short_code(CaseCode(code)),
            station=workspace.station,
            opened_at=datetime.fromisoformat(draft.created_at),
            opened_by=draft.user,
            updated_at=datetime.fromisoformat(draft.updated_at),
            step=BEGUN,
            due=None,
            late=False,
            carriage=Carriage.NOT_PACKED,
            outcome=None,
            lowering_pending=False,
            mine=True,
            conflicts=0,
        )
        for code, draft in begun.items()
        if transaction.cases.one(code) is None
    ]


@permitted(Act.REFER)
def record_person(workspace: Workspace, code: str, person: Person) -> Done[None]:
    """What the person is called, if they want it written down.

    :raises RuleBroken: ``person.name_missing``.
    """
    if not person.name_as_used.strip():
        raise RuleBroken("person.name_missing")
    with workspace.store.write() as transaction:
        readable_case(workspace, transaction, code)
        fact = facts.PersonRecorded(**{name: value.strip() for name, value in vars(person).items()})
        return Done(None, workspace.record(transaction, case_subject(code), fact))


@permitted(Act.SCREEN)
def log_contact(workspace: Workspace, code: str, who: str) -> Done[None]:
    """A child-protection contact was made: with whom.

    :raises RuleBroken: ``contact.who_missing``.
    """
    if not who.strip():
        raise RuleBroken("contact.who_missing")
    with workspace.store.write() as transaction:
        case_to_work_on(workspace, transaction, code)
        fact = facts.ContactLogged("child_protection", who.strip())
        return Done(None, workspace.record(transaction, case_subject(code), fact))


@permitted(Act.FILL)
def today(workspace: Workspace) -> Today:
    """What is unfinished and due on this PC for the signed-in user. Separate records never appear; whoever
    does no screening sees only their own unfinished forms."""
    now = workspace.clock()
    with workspace.store.read() as transaction:
        everything = transaction.cases.all() if may(workspace.user.role, Act.SCREEN) else []
        rows = [row for row in everything if row.due and not row.official]
        pending = [row.code for row in everything if row.lowering_pending and not row.official]
        separate = transaction.cases.separate()
        steps = _steps_due(transaction, everything, now)
        note = transaction.setting(_HAND_OVER, "")
    due = [
        DueItem(row.code, short_code(CaseCode(row.code)), moment(row.due), moment(row.due) < now)
        for row in rows
    ]
    due += [DueItem(code, short_code(CaseCode(code)), by, by < now, reply=False) for code, by in steps]
    unfinished = [draft for draft in drafts(workspace) if draft.code not in separate]
    return Today(unfinished, sorted(due, key=lambda item: item.due), pending, note)


def _steps_due(
    transaction: Transaction, rows: Iterable[CaseRow], now: datetime
) -> list[tuple[str, datetime]]:
    """Records of the last days whose person should see a doctor by a certain time."""
    recent = [row.code for row in rows if not row.official and now - moment(row.updated_at) < _RECENT]
    found = []
    for subject, entries in transaction.journal.of_many([case_subject(code) for code in recent]):
        code = subject.removeprefix(case_subject(""))
        by = fold_case(code, entries).medical_by
        if by is not None:
            found.append((code, by))
    return found


@permitted(Act.SCREEN)
def set_hand_over_note(workspace: Workspace, text: str) -> Done[None]:
    """A note to the next shift; codes only, never names."""
    with workspace.store.write() as transaction:
        transaction.set_setting(_HAND_OVER, text.strip())
    return Done(None, Changes(frozenset({"hand_over_note"}), frozenset()))


def readable_case(workspace: Workspace, transaction: Transaction, code: str) -> CaseState:
    """A case that this user may see, within a transaction; for the other desk modules.

    :raises Unavailable: ``case.missing``.
    """
    state = case_to_work_on(workspace, transaction, code)
    if not state.opened:
        raise Unavailable("case.missing")
    return state


def _list_rows(workspace: Workspace, transaction: Transaction, rows: Iterable[CaseRow]) -> list[CaseListRow]:
    so_far = reached(workspace, transaction)
    return [_list_row(workspace, row, so_far.of(row)) for row in rows if not row.official]


def _list_row(workspace: Workspace, row: CaseRow, carriage: Carriage) -> CaseListRow:
    due = moment(row.due) if row.due else None
    return CaseListRow(
        code=row.code,
        short=short_code(CaseCode(row.code)),
        station=row.station,
        opened_at=moment(row.opened_at),
        opened_by=row.opened_by,
        updated_at=moment(row.updated_at),
        step=row.step,
        due=due,
        late=due is not None and due < workspace.clock().astimezone(UTC),
        carriage=carriage,
        outcome=Outcome(row.outcome) if row.outcome else None,
        lowering_pending=row.lowering_pending,
        mine=row.opened_by == workspace.user.id and workspace.is_own(row.device),
        conflicts=row.conflicts,
    )
