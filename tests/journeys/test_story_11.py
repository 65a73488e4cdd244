"""Acceptance story 11: one broken, one contradicting, three new; import, decide, undo."""

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from tests.desk.forged import Raw
from tests.journeys.pages.inbox import InboxPage
from tests.journeys.pages.post import Post
from tests.journeys.pages.review import ReviewPage
from tests.journeys.pages.shell import PASSPHRASE
from tests.journeys.pages.traveller import referred, screened

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain import facts
from borderdesk.domain.codes import shown_code
from borderdesk.domain.values import ReferralStep

RECEIVER = "lwu-bokeo"


def rows_of(office: Workspace) -> tuple[int, int, int]:
    """How many cases, entries of others, and entries that wait."""
    with office.store.read() as transaction:
        others = [device for device in transaction.journal.devices() if device != office.device]
        entries = sum(transaction.journal.end(device).seq for device in others)
        waiting = sum(len(list(transaction.shelf.waiting_lines(device, 1))) for device in others)
        return transaction.cases.count(), entries, waiting


def unreadable(workspace: Workspace, code: str) -> None:
    """An entry that a program gone wrong wrote."""
    with workspace.store.write() as transaction:
        fact = Raw("outcome.confirmed", json.loads('{"outcome": 7}'))
        transaction.journal.append(
            workspace.device, workspace.user.id, f"case:{code}", fact, at=workspace.now(), salt=bytes(16)
        )


def test_an_import_is_shown_decided_and_undone(start: Callable[..., Post], posts: Path, stick: Path) -> None:
    here = desk.open_workspace(posts / "checkpoint", "O1", PASSPHRASE)
    office = desk.open_workspace(posts / "supervisor", "S1", PASSPHRASE)
    contested = referred(here)
    first = desk.pack(here, stick).value.path
    desk.apply_import(office, first)
    first.unlink()
    # Apart: the supervisor heard of an answer and noted an agreement; the officer heard something else.
    desk.answer_referral(office, contested, "R1", ReferralStep.ACKNOWLEDGED, "by phone")
    with office.store.write() as transaction:
        agreed = facts.ConsentRecorded(RECEIVER, "yes", "yes", "yes", "yes")
        office.record(transaction, f"case:{contested}", agreed)
    desk.answer_referral(here, contested, "R1", ReferralStep.DECLINED, "no bed")
    desk.withdraw_consent(here, contested, RECEIVER)
    new = {screened(here) for _ in range(3)}
    broken = screened(here)
    unreadable(here, broken)
    package = desk.pack(here, stick).value.path
    before, cases_before = rows_of(office), {row.code for row in desk.cases(office)}
    here.close()
    office.close()

    post = start(posts / "supervisor")
    post.unlock(user="S1")
    inbox = InboxPage(post)
    inbox.use_stick(stick)
    preview = inbox.preview(package.name)
    assert {group: preview.counts[group] for group in ("new", "decision", "set_aside")} == {
        "new": 3,
        "decision": 1,
        "set_aside": 1,
    }
    assert shown_code(broken) in preview.open("set_aside")
    assert rows_of(post.workspace) == before, "a dry run changes nothing"
    preview.import_it()
    assert {row.code for row in desk.cases(post.workspace)} == cases_before | new | {broken}

    review = ReviewPage(post)
    assert [shown_code(broken) in line for line in review.set_aside] == [True]
    assert len(review.to_decide) == 1
    page = review.compare(contested)
    assert page.fields == ["referral.R1"], "withdrawn consent wins without asking"
    said = page.values("referral.R1")
    assert ["by phone" in each for each in said].count(True) == 1
    assert ["no bed" in each for each in said].count(True) == 1
    assert not page.can_apply, "nothing is chosen for anybody"
    chosen = next(place for place, each in enumerate(said, 1) if "by phone" in each)
    page.press_key(Qt.Key(Qt.Key.Key_0 + chosen))
    assert page.can_apply
    page.apply()
    state = desk.case(post.workspace, contested)
    assert state.referrals[0].step is ReferralStep.ACKNOWLEDGED and state.conflicts == ()
    consent = state.consent(RECEIVER)
    assert consent and consent.withdrawn
    lost = [each.fact for each in desk.timeline(post.workspace, contested)]
    assert facts.ReferralAnswered("R1", "declined", "no bed") in lost, "the loser stays as a version"

    review = ReviewPage(post)
    assert review.to_decide == []
    sha256 = desk.imports(post.workspace)[0].sha256
    said_before = review.look_at_undo(sha256)
    assert "4 records will not be here any more" in said_before
    assert "1 decision made since stays" in said_before
    review.undo()
    assert rows_of(post.workspace) == before
    assert {row.code for row in desk.cases(post.workspace)} == cases_before
    assert (review.set_aside, len(review.imported)) == ([], 1)
    with post.workspace.store.read() as transaction:
        kinds = [entry.kind for entry in transaction.journal.chain(post.workspace.device)]
    assert kinds.count("package.imported") == 2 and "import.undone" in kinds, "the audit stays"
    assert desk.verify(post.workspace).ok and desk.rebuild(post.workspace).different == ()

    again = desk.apply_import(post.workspace, package).value
    assert again.new > 0 and {row.code for row in desk.cases(post.workspace)} == cases_before | new | {broken}
    assert desk.contradictions(post.workspace) == [], "the decision counts again"
    post.close()
