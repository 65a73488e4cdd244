"""Acceptance story 1: counter to printed slip, by keyboard alone, in at most forty inputs."""

import re

from tests.journeys.pages.officer import Officer
from tests.journeys.pages.outcome import OutcomePage
from tests.journeys.pages.post import Post

from borderdesk import desk
from borderdesk.domain.values import ReferralStep

MOST_INPUTS = 40
JUDGED = re.compile(r"\d\s*%|\bscores?\b|ຄະແນນ", re.IGNORECASE)


def test_a_traveller_is_screened_referred_and_given_a_slip_by_keyboard_alone(checkpoint: Post) -> None:
    officer, said = Officer(checkpoint), []
    for step in (
        officer.begin,
        officer.look_at,
        officer.prepare,
        officer.no_danger,
        officer.ask,
        officer.finish_asking,
        officer.note_needs,
    ):
        step()
        said.append(checkpoint.everything_said())

    outcome = OutcomePage(checkpoint)
    assert outcome.code == "O2"
    assert outcome.headline == "Offer referral today"
    because = " ".join(outcome.reasons())
    assert all(question in because for question in ("AD-02", "AD-03", "AD-18", "AD-19"))
    code = checkpoint.case_code()

    for step in (officer.confirm, officer.refer, officer.agree, officer.print_all):
        step()
        said.append(checkpoint.everything_said())

    assert officer.keys.inputs <= MOST_INPUTS
    assert [found for words in said for found in JUDGED.findall(words)] == []
    assert [paper[:5] for paper in checkpoint.printers.papers()] == [b"%PDF-"]
    sent = desk.case(checkpoint.workspace, code).referrals[0]
    assert sent.step is ReferralStep.SENT
