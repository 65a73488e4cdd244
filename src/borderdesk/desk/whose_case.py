"""Whether a case may be worked on by whoever is signed in; asked by every desk module that opens one."""

from borderdesk.desk.workspace import Workspace, case_subject
from borderdesk.domain.case import CaseState
from borderdesk.domain.case_fold import fold_case
from borderdesk.domain.codes import read_case_code
from borderdesk.domain.errors import RuleBroken, Unavailable
from borderdesk.domain.roles import Role
from borderdesk.store.cases import CaseRow
from borderdesk.store.database import Transaction


def case_to_work_on(workspace: Workspace, transaction: Transaction, code: str) -> CaseState:
    """A case, opened or still to be opened, that this user may work on; for the other desk modules.

    A record with an official involved is for its authors alone, or for a supervisor; to anybody else it is
    not there, since saying that it is kept apart would already tell. So it is before the first form of it is
    finished.

    :raises RuleBroken: ``case_code.malformed``, ``case_code.check``. :raises Unavailable: ``case.missing``.
    """
    if read_case_code(code) != code:
        raise RuleBroken("case_code.malformed")
    state = case_of(transaction, code)
    separate = state.official_involved or bool(transaction.cases.separate([code]))
    if separate and not may_hear(workspace, transaction, state):
        raise Unavailable("case.missing")
    return state


def may_hear(workspace: Workspace, transaction: Transaction, state: CaseState) -> bool:
    """Whether the user may know that an official is, or was, said to be involved."""
    return workspace.user.role is Role.SUPERVISOR or is_author(workspace, transaction, state)


def is_author(workspace: Workspace, transaction: Transaction, state: CaseState) -> bool:
    """Whether a record that is kept apart is the user's own: it was them who noted the official here, and
    nothing may take them out of the talk in which they heard of it. Who opened it before then may be that
    official's friend.
    """
    told: set[str] = {
        done.by
        for done in state.screenings
        if done.official_involved and done.on is not None and workspace.is_own(done.on)
    }
    told |= {draft.user for draft in transaction.drafts.of_case(state.code) if draft.official_involved}
    return workspace.user.id in told


def own_separate(workspace: Workspace, transaction: Transaction) -> list[CaseRow]:
    """The user's own records that are kept apart, the latest change first."""
    rows = [row for row in transaction.cases.all() if row.official]
    return [row for row in rows if is_author(workspace, transaction, case_of(transaction, row.code))]


def opened_here(workspace: Workspace, state: CaseState) -> bool:
    """Whether the case is of this PC: role numbers such as O1 repeat from PC to PC."""
    return workspace.is_own(state.opened_on)


def case_of(transaction: Transaction, code: str) -> CaseState:
    """What the journal says of a case, whoever asks."""
    return fold_case(code, transaction.journal.of(case_subject(code)))
