"""A person who may be under 18: the form changes hands, nothing said is lost, child protection is told."""

from dataclasses import replace

from tests.desk import posts
from tests.desk.posts import READY, fill, finish, new_case, refusal

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.values import AgeGroup, Outcome

QUIET = {
    **{f"CH_{n:02d}": "not_seen" for n in (4, 5, 6)},
    **{f"CH_{n:02d}": "no" for n in (10, 11, 12, 13, 14, 19, 21, 22, 23, 25)},
    **{f"CH_{n:02d}": "yes" for n in (9, 17, 18)},
}


def trained(here: Workspace) -> Workspace:
    return replace(here, user=replace(here.user, trained_child=True))


def ready(here: Workspace, age_group: str = "child") -> str:
    """A case in which somebody who is or may be a child agreed to talk in private."""
    code = new_case(here, {"FS_01": "not_seen"}, age_group=age_group)
    finish(here, code, "preconditions", {**READY, "PRE_7": "assent", "PRE_7_adult": "womens_union"})
    return code


def test_the_adult_form_hands_over_and_keeps_what_was_said(checkpoint: Workspace) -> None:
    code = new_case(checkpoint)
    finish(checkpoint, code, "preconditions", READY)
    draft = desk.start_form(checkpoint, code, "adult").value
    fill(checkpoint, draft.id, {"AD_02": "yes", "AD_10": "no"})
    child = desk.switch_to_child(checkpoint, draft.id).value
    assert child.form == "child"
    assert desk.case(checkpoint, code).age_group is AgeGroup.UNSURE
    answers = desk.open_draft(checkpoint, child.id, language="en").session.answers()
    by_name = {path.rsplit("/", 1)[1]: value for path, value in answers.items()}
    assert (by_name["AD_02"], by_name["AD_10"], by_name["kept"]) == ("yes", "no", "AD-02 AD-10")
    assert [each.form for each in desk.drafts(checkpoint)] == ["child"]
    assert desk.next_step(checkpoint, code) is desk.NextStep.INTERVIEW


def test_nothing_noted_in_a_child_waits_for_child_protection(checkpoint: Workspace) -> None:
    here = trained(checkpoint)
    code = ready(here)
    done = finish(here, code, "child", {**QUIET, "CH_20": "no"})
    assert (done.outcome, done.reasons) == (Outcome.O3, ("contact",))
    again = finish(here, code, "child", {**QUIET, "CH_20": "no", "CH_28": "District office, 14:00"})
    assert again.outcome is Outcome.O4
    assert desk.case(here, code).contacts == ("child_protection",)


def test_nobody_lowers_a_child_to_nothing_noted_before_child_protection_was_told(
    checkpoint: Workspace,
) -> None:
    here = trained(checkpoint)
    code = ready(here)
    finish(here, code, "child", {**QUIET, "CH_20": "no"})
    lowered = (desk.choose_outcome, here, code, Outcome.O4, "papers seen")
    assert refusal(*lowered) == "outcome.child_protection_first"
    assert desk.choose_outcome(here, code, Outcome.O5, "asleep").value.outcome is Outcome.O5
    desk.log_contact(here, code, "District office")
    assert desk.choose_outcome(here, code, Outcome.O4, "papers seen").value.outcome is Outcome.O4


def test_a_contact_noted_in_the_file_counts_in_the_form(checkpoint: Workspace) -> None:
    here = trained(checkpoint)
    code = ready(here)
    desk.log_contact(here, code, "District office")
    assert finish(here, code, "child", {**QUIET, "CH_20": "no"}).outcome is Outcome.O4


def test_an_untrained_officer_cannot_end_a_childs_talk_with_nothing_noted(checkpoint: Workspace) -> None:
    code = ready(checkpoint)
    done = finish(checkpoint, code, "child", {**QUIET, "CH_28": "District office, 14:00"})
    assert (done.outcome, done.reasons) == (Outcome.O3, ("CH_20",))


def test_the_reason_is_a_sentence_and_leads_to_its_answer(checkpoint: Workspace) -> None:
    code = ready(checkpoint)
    finish(checkpoint, code, "child", {**QUIET, "CH_14": "yes"})
    said = {reason.question: reason.text for reason in desk.outcome(checkpoint, code).reasons}
    assert said["CH-14"] == "The child has been working"
    assert "There is no child-protection contact yet" in said.values()


def test_a_child_is_flagged_whatever_was_found(checkpoint: Workspace) -> None:
    code = ready(checkpoint, "unsure")
    finish(checkpoint, code, "child", QUIET)
    assert "CHILD" in desk.case(checkpoint, code).flags
    assert "child_protection" in finish(checkpoint, code, "risk_needs", {"IR_10": "yes"}).results["needs"]
    assert posts.entries_of(checkpoint) > 0


def by_name(here: Workspace, draft: str) -> dict[str, str]:
    answers = desk.open_draft(here, draft, language="en").session.answers()
    return {path.rsplit("/", 1)[1]: value for path, value in answers.items()}


def test_an_age_doubted_after_all_asks_for_child_protection_in_the_needs_too(checkpoint: Workspace) -> None:
    code = new_case(checkpoint)
    finish(checkpoint, code, "preconditions", READY)
    desk.start_form(checkpoint, code, "risk_needs")
    talk = desk.start_form(checkpoint, code, "adult").value
    desk.switch_to_child(checkpoint, talk.id)
    finish(checkpoint, code, "child", QUIET)
    needs = finish(checkpoint, code, "risk_needs", {"IR_10": "yes"})
    assert needs.results["needs"].split() == ["child_protection", "full_identification"]
    assert "CHILD" in needs.flags


def test_not_sure_then_surely_adult_then_not_sure_again_loses_no_answer(checkpoint: Workspace) -> None:
    here = trained(checkpoint)
    code = ready(here, "unsure")
    talk = desk.start_form(here, code, "child").value
    fill(here, talk.id, {"CH_01": "17", "CH_12": "yes", "CH_20": "no", "CH_26_fear": "yes"})
    grown = desk.switch_to_adult(here, talk.id).value
    assert (grown.form, desk.case(here, code).age_group) == ("adult", AgeGroup.ADULT)
    assert "CHILD" not in desk.case(here, code).flags
    told = by_name(here, grown.id)
    assert (told["age_group"], told["ch_codes"], told.get("next_form", "")) == (
        "adult",
        "CH-12",
        "",
    )
    assert (told["outcome"], told["flags"]) == ("O3", "ASYLUM")
    fill(here, grown.id, {"AD_10": "yes"})
    again = desk.switch_to_child(here, grown.id).value
    kept = by_name(here, again.id)
    assert [kept[name] for name in ("CH_01", "CH_12", "CH_20", "CH_26_fear", "AD_10", "kept")] == [
        *("17", "yes", "no", "yes", "yes"),
        "AD-10",
    ]
    assert desk.case(here, code).age_group is AgeGroup.UNSURE
    assert [each.form for each in desk.drafts(here)] == ["child"]


def test_an_answer_taken_back_in_the_other_form_does_not_return(checkpoint: Workspace) -> None:
    code = ready(checkpoint, "unsure")
    grown = desk.switch_to_adult(checkpoint, desk.start_form(checkpoint, code, "child").value.id).value
    fill(checkpoint, grown.id, {"AD_02": "yes"})
    child = desk.switch_to_child(checkpoint, grown.id).value
    grown = desk.switch_to_adult(checkpoint, child.id).value
    fill(checkpoint, grown.id, {"AD_02": ""})
    assert "AD_02" not in by_name(checkpoint, desk.switch_to_child(checkpoint, grown.id).value.id)


def test_what_a_child_told_of_harm_counts_for_the_adult_they_turned_out_to_be(checkpoint: Workspace) -> None:
    here = trained(checkpoint)
    code = ready(here, "unsure")
    talk = desk.start_form(here, code, "child").value
    fill(here, talk.id, {"CH_19": "yes"})
    grown = desk.switch_to_adult(here, talk.id).value
    done = desk.complete_form(here, grown.id).value
    assert (done.outcome, done.reasons, done.flags) == (Outcome.O2, ("ch_signs",), ("MEDICAL",))
    assert [reason.text for reason in desk.outcome(here, code).reasons] == [
        "Something was noted in the talk held for a child"
    ]


def test_an_age_doubted_before_the_file_is_open_is_not_taken_back_by_opening_it(
    checkpoint: Workspace,
) -> None:
    begun = desk.start_case(
        checkpoint, direction="arriving", age_group="adult", form_id="preconditions"
    ).value
    talk = desk.start_form(checkpoint, begun.case_code, "adult").value
    desk.switch_to_child(checkpoint, talk.id)
    posts.fill(checkpoint, begun.id, posts.READY)
    desk.complete_form(checkpoint, begun.id)
    state = desk.case(checkpoint, begun.case_code)
    assert (state.age_group, "CHILD" in state.flags) == (AgeGroup.UNSURE, True)
