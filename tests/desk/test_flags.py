"""Flags that change what happens, each with what it opens or forbids."""

from datetime import timedelta

import pytest
from tests.desk import posts
from tests.desk.posts import READY, fill, finish, new_case, refusal, screened

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.values import Outcome, ReferralStep

CONSULAR = "consular-department"


def needs(here: Workspace, code: str, **answers: str) -> desk.Completed:
    return finish(here, code, "risk_needs", {"IR_10": "yes", **answers})


def advice(here: Workspace, code: str) -> dict[str, desk.FlagAdvice]:
    return {each.flag: each for each in desk.outcome(here, code).advice}


def test_fear_of_going_back_takes_the_embassy_out_of_needs_and_receivers(checkpoint: Workspace) -> None:
    code = screened(checkpoint)
    done = needs(checkpoint, code, IR_16="embassy family", IR_17="yes")
    assert "consular" not in done.results["needs"]
    assert "family_contact" in done.results["needs"]
    offered = desk.ranked_receivers(checkpoint, code, ("consular", "return_assistance"))
    assert offered
    assert CONSULAR not in {each.receiver.id for each in offered}
    assert "consular" not in {need for each in offered for need in each.matches}
    assert "No contact" in advice(checkpoint, code)["ASYLUM"].advice


def test_no_referral_to_the_consular_service_is_sealed_for_who_fears_going_back(
    checkpoint: Workspace,
) -> None:
    code = screened(checkpoint)
    needs(checkpoint, code, IR_17="yes")
    desk.confirm_outcome(checkpoint, code)
    draft = posts.referral_draft(checkpoint, code, receiver=CONSULAR, needs="return_assistance")
    assert refusal(desk.issue_referral, checkpoint, draft) == "referral.no_embassy"
    assert desk.case(checkpoint, code).referrals == ()


def test_no_other_receiver_is_asked_to_reach_the_embassy_of_who_fears_going_back(
    checkpoint: Workspace,
) -> None:
    code = screened(checkpoint)
    needs(checkpoint, code, IR_17="yes")
    desk.confirm_outcome(checkpoint, code)
    draft = posts.referral_draft(checkpoint, code, needs="shelter consular")
    form = desk.open_draft(checkpoint, draft, language="en").session
    offered = {choice.value for choice in form.choices(form.question("/data/reason/needs"))}
    assert "shelter" in offered
    assert "consular" not in offered
    assert form.answers()["/data/safety/do_not_contact"] == "embassy", "what the receiver is told"
    desk.issue_referral(checkpoint, draft)
    (referral,) = desk.case(checkpoint, code).referrals
    assert referral.needs == ("shelter",)


def test_without_that_fear_contact_with_the_embassy_can_be_asked_for(checkpoint: Workspace) -> None:
    code = screened(checkpoint)
    desk.confirm_outcome(checkpoint, code)
    draft = posts.referral_draft(checkpoint, code, needs="shelter consular")
    assert "/data/safety/do_not_contact" not in desk.open_draft(checkpoint, draft).session.answers()
    desk.issue_referral(checkpoint, draft)
    assert desk.case(checkpoint, code).referrals[0].needs == ("shelter", "consular")


def test_fear_said_in_the_talk_reaches_the_needs(checkpoint: Workspace) -> None:
    code = new_case(checkpoint)
    finish(checkpoint, code, "preconditions", READY)
    finish(checkpoint, code, "adult", {"AD_42": "Prison", "AD_42_harm": "yes"})
    assert "consular" not in needs(checkpoint, code, IR_16="embassy").results.get("needs", "")


def test_without_fear_the_embassy_is_the_persons_own_choice(checkpoint: Workspace) -> None:
    code = screened(checkpoint)
    assert "consular" in needs(checkpoint, code, IR_16="embassy").results["needs"]
    offered = desk.ranked_receivers(checkpoint, code, ("consular",))
    assert CONSULAR in {each.receiver.id for each in offered}


@pytest.mark.parametrize(
    ("answers", "hours"),
    [({"IR_01": "yes"}, 1), ({"IR_03": "yes"}, 24), ({"IR_04": "yes"}, 24), ({"IR_05": "fever"}, 72)],
)
def test_a_medical_need_has_its_time_limit(
    checkpoint: Workspace, watch: posts.Watch, answers: dict[str, str], hours: int
) -> None:
    code = screened(checkpoint)
    needs(checkpoint, code, **answers)
    assert desk.case(checkpoint, code).medical_by == watch() + timedelta(hours=hours)
    assert "A doctor by" in advice(checkpoint, code)["MEDICAL"].advice


def test_a_time_limit_stands_on_today_until_a_doctor_was_asked(
    checkpoint: Workspace, watch: posts.Watch
) -> None:
    code = screened(checkpoint)
    needs(checkpoint, code, IR_03="yes")
    (item,) = desk.today(checkpoint).due
    assert (item.code, item.due, item.late, item.reply) == (code, watch() + timedelta(hours=24), False, False)
    watch.forward(hours=25)
    assert desk.today(checkpoint).due[0].late
    posts.referred(checkpoint, code, needs="medical")
    assert [each.reply for each in desk.today(checkpoint).due] == [True]


def test_the_time_limit_ends_with_the_referral_to_a_doctor(checkpoint: Workspace) -> None:
    code = screened(checkpoint)
    needs(checkpoint, code, IR_03="yes")
    posts.referred(checkpoint, code, needs="medical")
    assert desk.case(checkpoint, code).medical_by is None


def test_a_doctor_who_cannot_take_the_person_leaves_the_time_limit_standing(
    checkpoint: Workspace, watch: posts.Watch
) -> None:
    code = screened(checkpoint)
    needs(checkpoint, code, IR_03="yes")
    limit = watch() + timedelta(hours=24)
    posts.referred(checkpoint, code, needs="medical")
    desk.answer_referral(checkpoint, code, "R1", ReferralStep.DECLINED, "No bed")
    assert desk.case(checkpoint, code).medical_by == limit
    assert limit in {each.due for each in desk.today(checkpoint).due}


def test_forced_acts_bring_the_sentence_about_no_penalty(checkpoint: Workspace) -> None:
    code = screened(checkpoint, {"AD_36": "yes"})
    found = advice(checkpoint, code)["SCAM"]
    assert "No penalty" in found.advice
    assert found.sop == "S10"
    assert desk.case(checkpoint, code).proposed is Outcome.O2


def test_a_child_alone_gets_steps_of_its_own(checkpoint: Workspace) -> None:
    code = new_case(checkpoint, {"FS_15": "seen"})
    steps = [step.id for step in desk.priority_steps(checkpoint, code)]
    assert steps[0] == "stay"
    assert "child" in steps
    assert len(steps) <= 5
    assert {"CHILD", "UNACC"} <= set(advice(checkpoint, code))
    other = new_case(checkpoint, {"FS_17": "seen"})
    assert "child" not in [step.id for step in desk.priority_steps(checkpoint, other)]


@pytest.mark.parametrize("answers", [{"AD_18": "yes", "AD_19": "yes"}, {"AD_20": "yes", "AD_02": "yes"}])
def test_bad_work_is_never_only_a_labour_matter(checkpoint: Workspace, answers: dict[str, str]) -> None:
    code = screened(checkpoint, answers)
    assert "LABOUR" in desk.case(checkpoint, code).flags
    assert desk.case(checkpoint, code).proposed is Outcome.O3
    assert "never takes the place" in advice(checkpoint, code)["LABOUR"].advice


def test_there_is_no_outcome_that_ends_in_a_dispute_or_an_offence() -> None:
    assert [each.value for each in Outcome] == ["O1", "O2", "O3", "O4", "O5"]


def test_a_document_concern_lowers_nothing_in_a_case(checkpoint: Workspace) -> None:
    code = screened(checkpoint)
    before = desk.case(checkpoint, code)
    finish(checkpoint, code, "travel_document", {"DX_03": "concern", "DX_10": "concern", "DX_12": "concern"})
    after = desk.case(checkpoint, code)
    assert after.screenings[-1].results["dx_result"] == "examiner"
    assert (after.proposed, after.flags) == (before.proposed, before.flags)


def test_the_lines_of_a_passport_are_read_and_not_kept(checkpoint: Workspace) -> None:
    code = screened(checkpoint)
    zone = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10"
    done = finish(checkpoint, code, "travel_document", {"DX_08": zone, "DX_09_family": "Erikson"})
    assert done.results["dx_result"] == "second_line"
    assert done.reasons == ("DX_09_family", "expired")
    sealed = desk.case(checkpoint, code).screenings[-1].instance
    for told in ("ERIKSS", "Erikson", "L898902C3", "740812"):
        assert told not in sealed


def test_questions_on_the_journey_never_take_the_place_of_the_talk(checkpoint: Workspace) -> None:
    code = new_case(checkpoint, {"FS_01": "not_seen"})
    finish(checkpoint, code, "preconditions", READY)
    quiet = {"VM_03": "yes", "VM_04": "yes", "VM_10": "yes"}
    assert finish(checkpoint, code, "mixed_movement", quiet).next is desk.NextStep.INTERVIEW
    assert "LABOUR" not in desk.case(checkpoint, code).flags


def test_a_fear_told_in_the_talk_closes_the_embassy_in_needs_begun_before_it(checkpoint: Workspace) -> None:
    code = new_case(checkpoint)
    finish(checkpoint, code, "preconditions", READY)
    begun = desk.start_form(checkpoint, code, "risk_needs").value
    fill(checkpoint, begun.id, {"IR_01": "no"})
    finish(checkpoint, code, "adult", {"AD_42": "Prison at home", "AD_42_harm": "yes"})
    answers = desk.open_draft(checkpoint, begun.id).session.answers()
    assert answers["/data/no_embassy"] == "yes"
    done = finish(checkpoint, code, "risk_needs", {"IR_16": "embassy family"})
    assert "consular" not in done.results["needs"].split()


def test_a_danger_noted_by_mistake_and_taken_back_no_longer_stands_in_the_talk(checkpoint: Workspace) -> None:
    code = new_case(checkpoint)
    finish(checkpoint, code, "preconditions", READY)
    begun = desk.start_form(checkpoint, code, "risk_needs").value
    fill(checkpoint, begun.id, {"IR_06": "yes"})
    talk = desk.start_form(checkpoint, code, "adult").value
    assert desk.open_draft(checkpoint, talk.id).session.answers()["/data/danger_now"] == "IR_06"
    fill(checkpoint, begun.id, {"IR_06": "no"})
    answers = desk.open_draft(checkpoint, talk.id).session.answers()
    assert "/data/danger_now" not in answers
    assert answers["/data/outcome"] != "O1"


def test_what_is_sealed_is_what_was_shown_where_a_talk_was_held_meanwhile(checkpoint: Workspace) -> None:
    code = new_case(checkpoint)
    finish(checkpoint, code, "preconditions", READY)
    begun = desk.start_form(checkpoint, code, "risk_needs").value
    fill(checkpoint, begun.id, {"IR_10": "yes"})
    finish(checkpoint, code, "adult", posts.SIGNS)
    shown = desk.open_draft(checkpoint, begun.id).session.answers()["/data/urgency"]
    assert (shown, desk.complete_form(checkpoint, begun.id).value.results["urgency"]) == ("urgent", "urgent")
