"""Acceptance story 8: a lower step is a wish until a supervisor countersigns; both values are kept."""

from collections.abc import Callable
from pathlib import Path

from tests.journeys.pages.countersign import CountersignPage
from tests.journeys.pages.inbox import InboxPage
from tests.journeys.pages.officer import Officer
from tests.journeys.pages.outcome import OutcomePage
from tests.journeys.pages.post import Post
from tests.journeys.pages.transfer import TransferPage

from borderdesk import desk
from borderdesk.domain.values import Outcome

REASON = "The employer came with the contract and the pay"


def test_a_lower_step_waits_for_the_supervisor_and_the_file_keeps_both(
    start: Callable[..., Post], checkpoint: Post, posts: Path, stick: Path
) -> None:
    Officer(checkpoint).screen_to("outcome")
    code = checkpoint.case_code()
    outcome = OutcomePage(checkpoint)
    outcome.ask_lower("O4")
    assert not checkpoint.find("outcome.other.primary").isEnabled()
    checkpoint.type("outcome.reason", REASON)
    outcome.send()
    assert "Sent for supervisor countersign" in outcome.pending
    assert outcome.headline == "Offer referral today"
    assert outcome.code == "O2"

    transfer = TransferPage(checkpoint)
    transfer.use_stick(stick)
    transfer.pack()
    transfer.hand_over()
    checkpoint.close()

    office = start(posts / "supervisor")
    office.unlock(user="S1")
    inbox = InboxPage(office)
    inbox.use_stick(stick)
    inbox.preview(next(stick.glob("*.bdpkg")).name).import_it()
    page = CountersignPage(office)
    assert page.in_force.startswith("O2  Offer referral today")
    assert page.wished.startswith("O4  Nothing noted today")
    assert REASON in page.wished
    before = desk.timeline(office.workspace, code)
    page.agree()

    assert page.open_code == ""
    assert desk.case(office.workspace, code).outcome is Outcome.O4
    after = desk.timeline(office.workspace, code)
    assert len(after) > len(before)
    assert after[-len(before) :] == before
