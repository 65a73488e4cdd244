"""The case file without a window: sentences, replies by code, agreements, names, contacts."""

from __future__ import annotations

import pytest
from tests.ui.screens.referred import Clock, issued_case, new_case

from borderdesk import desk
from borderdesk.domain import facts
from borderdesk.domain.case import Person
from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.values import Outcome, ReferralStep
from borderdesk.text import set_language
from borderdesk.ui.screens.file.presenter import FilePresenter
from borderdesk.ui.screens.file.sentences import sentence

pytestmark = pytest.mark.usefixtures("said_in_english")


def words(presenter: FilePresenter) -> list[str]:
    return [line.text for line in presenter.state().lines]


def check_of(workspace: desk.Workspace, code: str) -> str:
    return desk.slip_reference(workspace, code, "R1").check


def test_the_newest_comes_first_and_every_line_is_a_sentence(referral_desk: desk.Workspace) -> None:
    code = issued_case(referral_desk, withheld="name")
    desk.mark_printed(referral_desk, code, "R1", ("slip.1", "slip.2", "slip.3"), 1)

    state = FilePresenter(referral_desk, code).state()

    assert [line.text for line in state.lines] == [
        "Slip of R1 printed",
        "Referral R1 issued to Lao Women's Union provincial centre, Bokeo",
        "Agreement noted for Lao Women's Union provincial centre, Bokeo",
        "Name as used noted",
        "Confirmed: Offer referral today",
        "Adult talk finished and sealed",
        "Danger and needs finished and sealed",
        "Before we talk finished and sealed",
        "First sight finished and sealed",
        "Record opened",
    ]
    assert state.lines[0].by == "O1"
    assert state.lines[0].at == "23/11/2026 14:05"
    assert state.lines[2].detail == "Signature · Kept back: Name"


def test_a_record_says_what_comes_next(referral_desk: desk.Workspace) -> None:
    assert FilePresenter(referral_desk, new_case(referral_desk)).state().next == "Continue: referral"
    assert FilePresenter(referral_desk, issued_case(referral_desk)).state().next == "Continue: print"


def test_answers_of_a_sealed_form_can_be_read(referral_desk: desk.Workspace) -> None:
    presenter = FilePresenter(referral_desk, new_case(referral_desk))
    talk = next(line.sealed for line in presenter.state().lines if line.text.startswith("Adult talk"))
    assert talk is not None

    answers = {each.code: each for each in presenter.answers(talk)}

    assert answers["AD-02"].answer == "Yes"
    assert "AD-05" not in answers


def test_a_reply_is_noted_by_scanning_the_part_that_came_back(referral_desk: desk.Workspace) -> None:
    code = issued_case(referral_desk)
    presenter = FilePresenter(referral_desk, code)

    stub = presenter.read_stub(f"BD1:{code}:R1:{check_of(referral_desk, code)}")
    presenter.note_reply(stub.number, ReferralStep.ACKNOWLEDGED, "")

    assert words(presenter)[0] == "Reply to R1: Accepted"
    assert not any(each.waiting for each in presenter.state().referrals)


def test_the_check_code_alone_will_do_however_it_is_typed(referral_desk: desk.Workspace) -> None:
    code = issued_case(referral_desk)
    presenter = FilePresenter(referral_desk, code)
    check = check_of(referral_desk, code)

    for typed in (
        check,
        check.lower(),
        f"{check[:4]}-{check[4:]}",
        f"R1 {check[:4]} {check[4:]}",
        f"{code} {check}",
    ):
        assert presenter.read_stub(typed).number == "R1", typed


def test_a_wrong_check_code_is_refused(referral_desk: desk.Workspace) -> None:
    code = issued_case(referral_desk)
    check = check_of(referral_desk, code)
    wrong = check[:-1] + ("0" if check[-1] != "0" else "1")

    with pytest.raises(RuleBroken) as refused:
        FilePresenter(referral_desk, code).read_stub(wrong)

    assert refused.value.code == "stub.not_ours"


def test_the_part_of_another_record_is_refused_and_named(referral_desk: desk.Workspace) -> None:
    code, other = issued_case(referral_desk), issued_case(referral_desk)
    payload = f"BD1:{other}:R1:{check_of(referral_desk, other)}"

    with pytest.raises(RuleBroken) as refused:
        FilePresenter(referral_desk, code).read_stub(payload)

    assert (refused.value.code, refused.value.fields["record"]) == ("stub.other_record", other.split("-")[3])


def test_something_that_is_no_code_is_refused(referral_desk: desk.Workspace) -> None:
    with pytest.raises(RuleBroken) as refused:
        FilePresenter(referral_desk, issued_case(referral_desk)).read_stub("hello")

    assert refused.value.code == "slip_code.malformed"


def test_taking_an_agreement_back_says_what_was_already_on_paper(referral_desk: desk.Workspace) -> None:
    code = issued_case(referral_desk)
    desk.mark_printed(referral_desk, code, "R1", ("slip.1",), 1)
    presenter = FilePresenter(referral_desk, code)
    agreement = presenter.state().agreements[0]
    assert agreement.sent == "Already on paper: R1 on 23/11/2026. That cannot be called back."

    presenter.take_back(agreement.receiver, "")

    assert presenter.state().agreements == ()
    assert words(presenter)[0].startswith("Agreement for Lao Women's Union")


def test_a_name_is_noted_only_when_there_is_one(referral_desk: desk.Workspace) -> None:
    code = new_case(referral_desk)
    presenter = FilePresenter(referral_desk, code)
    with pytest.raises(RuleBroken):
        presenter.note_person(Person())

    presenter.note_person(Person(name_as_used="ສົມໃຈ"))

    assert presenter.person().name_as_used == "ສົມໃຈ"
    assert ("Name as used", "ສົມໃຈ") in [(fact.label, fact.value) for fact in presenter.state().summary]


def test_a_childs_record_asks_for_the_child_protection_contact(referral_desk: desk.Workspace) -> None:
    presenter = FilePresenter(referral_desk, new_case(referral_desk, age_group="child"))
    assert presenter.state().needs_contact

    presenter.note_contact("District child protection, duty post")

    assert not presenter.state().needs_contact
    assert words(presenter)[0] == "Child protection told: District child protection, duty post"


def test_a_wish_to_lower_is_told_with_what_is_followed_meanwhile(referral_desk: desk.Workspace) -> None:
    code = new_case(referral_desk)
    desk.choose_outcome(referral_desk, code, Outcome.O4, "A routine visit")

    state = FilePresenter(referral_desk, code).state()

    assert state.outcome is not None
    assert state.outcome[0] == "Offer referral today"
    assert any("waits for the supervisor" in note for note in state.notes)
    assert state.lines[0].detail == "A routine visit"


def test_the_file_speaks_lao(referral_desk: desk.Workspace) -> None:
    presenter = FilePresenter(referral_desk, issued_case(referral_desk))
    set_language("lo")

    state = presenter.state()

    assert state.next == "ຕໍ່ໄປ: ພິມ"
    assert state.lines[0].text == "ອອກການສົ່ງຕໍ່ R1 ຫາ ສູນສະຫະພັນແມ່ຍິງ ແຂວງບໍ່ແກ້ວ"


def test_a_late_reply_is_still_waited_for(referral_desk: desk.Workspace, clock: Clock) -> None:
    presenter = FilePresenter(referral_desk, issued_case(referral_desk))
    before = clock.now
    clock.advance(days=30)

    assert any(each.waiting for each in presenter.state().referrals)
    clock.now = before


def test_no_sentence_says_a_score_or_a_code_of_an_outcome() -> None:
    told = [
        sentence(fact, lambda _field, value: value)[0]
        for fact in (
            facts.OutcomeConfirmed("O2"),
            facts.OutcomeRaised("O1", "x"),
            facts.OutcomeLowered("O5", "x"),
            facts.LoweringAsked("O4", "x"),
            facts.LoweringAnswered(True, "O4"),
            facts.LoweringAnswered(False, "O2"),
        )
    ]

    assert not [text for text in told if "%" in text or "score" in text.lower()]
    assert not [text for text in told if any(code in text for code in ("O1", "O2", "O3", "O4", "O5"))]


def test_who_signed_as_the_second_for_passing_on_without_agreement_is_told() -> None:
    against = facts.ConsentRecorded(
        "lwu-bokeo", "yes", "no", "no", "no", override_reason="Danger to life", override_second="l1"
    )
    said, detail = sentence(against, lambda _f, value: value)
    assert said == "Passed on to Lao Women's Union provincial centre, Bokeo without agreement"
    assert detail == "Reason: Danger to life · signed by L1 too"


def test_every_kind_of_fact_of_a_record_has_a_sentence() -> None:
    silent = "Something was noted."
    of_a_case = [
        facts.CaseOpened("HXY", "arriving", "adult"),
        facts.AgeDoubted("unsure"),
        facts.PersonRecorded("A"),
        facts.ScreeningCompleted("adult", "1", "", ""),
        facts.ContactLogged("child_protection", "post"),
        facts.StepDone("safe"),
        facts.ConsentRecorded("lwu-bokeo", "yes", "yes", "yes", "yes"),
        facts.ConsentWithdrawn("lwu-bokeo"),
        facts.ReferralIssued("R1", "lwu-bokeo", "normal", ("shelter",), "phone", "2026-11-23T07:05:00Z"),
        facts.ReferralRefused("O1"),
        facts.CardPrinted("en", 1),
        facts.CardOffered("taken", "O1", ("rights",)),
        facts.ServiceMissing(("shelter",)),
        facts.ReferralAnswered("R1", "closed"),
        facts.SlipPrinted("R1", ("slip.1",), 1),
        facts.UnknownFact("later"),
    ]

    assert not [fact for fact in of_a_case if sentence(fact, lambda _f, value: value)[0] in ("", silent)]
