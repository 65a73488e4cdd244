"""From the counter to a finished form: drafts, carried-over answers, what the journal hears and when."""

import pytest
from tests.desk import posts
from tests.desk.posts import READY, SIGNS, fill, finish, new_case, refusal, screened

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.errors import BorderDeskError
from borderdesk.domain.facts import NothingNoted
from borderdesk.domain.values import AgeGroup, Outcome, ReferralStep


def kinds(here: Workspace) -> list[str]:
    """Kinds of entries, oldest first, after those of setting up."""
    with here.store.read() as transaction:
        return [entry.kind for entry in transaction.journal.chain(here.device, 3)]


def test_starting_at_the_counter_writes_a_draft_and_nothing_else(checkpoint: Workspace) -> None:
    draft = desk.start_case(checkpoint, direction="arriving", age_group="adult", language="lo", party=3).value
    assert draft.case_code.startswith("BD-HXY-26-")
    assert kinds(checkpoint) == []
    assert desk.cases(checkpoint) == []
    assert [(each.id, each.form) for each in desk.drafts(checkpoint)] == [(draft.id, "first_sight")]
    assert desk.today(checkpoint).unfinished[0].code == draft.case_code


@pytest.mark.parametrize(
    "change", [{"direction": "up"}, {"age_group": ""}, {"party": 0}, {"direction": ""}, {"age_group": "old"}]
)
def test_an_intake_that_says_nothing_is_refused(checkpoint: Workspace, change: dict[str, object]) -> None:
    asked = {"direction": "arriving", "age_group": "adult", "party": 1, **change}
    assert refusal(desk.start_case, checkpoint, **asked) == "intake.malformed"
    assert desk.drafts(checkpoint) == []


def test_nothing_noted_is_counted_and_no_file_is_opened(checkpoint: Workspace) -> None:
    draft = desk.start_case(checkpoint, direction="departing", age_group="adult", party=4).value
    done = desk.nothing_noted(checkpoint, draft.id)
    assert done.changes.kinds == {"sight.nothing"}
    assert (desk.drafts(checkpoint), desk.cases(checkpoint)) == ([], [])
    with checkpoint.store.read() as transaction:
        entry = transaction.journal.of("station:HXY")[0]
        assert transaction.journal.subjects("case:") == []
    assert b"departing" in (entry.payload or b"") and NothingNoted.kind == entry.kind
    assert refusal(desk.nothing_noted, checkpoint, draft.id) == "draft.gone"


def test_nobody_for_whom_something_is_answered_is_counted_as_nothing_noted(checkpoint: Workspace) -> None:
    sight = desk.start_case(checkpoint, direction="arriving", age_group="adult").value
    posts.fill(checkpoint, sight.id, {"FS_17": "seen"})
    talk = desk.start_form(checkpoint, new_case(checkpoint), "adult").value
    for draft in (sight, talk):
        assert refusal(desk.nothing_noted, checkpoint, draft.id) == "sight.noted"
    assert {draft.id for draft in desk.drafts(checkpoint)} == {sight.id, talk.id}
    posts.fill(checkpoint, sight.id, {"FS_17": ""})
    desk.nothing_noted(checkpoint, sight.id)


def test_finishing_the_first_sight_opens_the_case_and_forgets_the_draft(checkpoint: Workspace) -> None:
    code = new_case(checkpoint, direction="returned", language="th", party=2)
    assert kinds(checkpoint) == ["case.opened", "screening.completed"]
    state = desk.case(checkpoint, code)
    assert (state.direction, state.language, state.party) == ("returned", "th", 2)
    assert desk.drafts(checkpoint) == []
    assert desk.next_step(checkpoint, code) is desk.NextStep.PRECONDITIONS


def test_answers_are_carried_over_by_name_from_form_to_form(checkpoint: Workspace) -> None:
    code = new_case(checkpoint, {"FS_12": "seen"}, direction="arriving")
    finish(checkpoint, code, "preconditions", READY)
    draft = desk.start_form(checkpoint, code, "adult").value
    known = desk.open_draft(checkpoint, draft.id, language="en").session.answers()
    by_name = {path.rsplit("/", 1)[1]: value for path, value in known.items()}
    assert by_name["direction"] == "arriving"
    assert by_name["privacy"] == "yes"
    assert by_name["agreed"] == "given"
    assert set(by_name["stage1"].split()) == {"FS_01", "FS_12"}
    assert by_name["outcome"] == "O3", "computed by this form from what was seen, not carried over"


def test_the_outcome_reaches_the_needs_form_and_the_referral(checkpoint: Workspace) -> None:
    code = screened(checkpoint)
    assert desk.case(checkpoint, code).proposed is Outcome.O2
    done = finish(checkpoint, code, "risk_needs", {"IR_10": "no"})
    assert done.results["urgency"] == "emergency"
    draft = desk.start_form(checkpoint, code, "referral").value
    answers = desk.open_draft(checkpoint, draft.id, language="en").session.answers()
    by_name = {path.rsplit("/", 1)[1]: value for path, value in answers.items()}
    assert (by_name["outcome"], by_name["urgency"], by_name["child"]) == ("O2", "emergency", "no")
    assert "shelter" in by_name["needs"].split()


def test_every_saved_answer_is_there_after_opening_again(checkpoint: Workspace) -> None:
    draft = desk.start_case(checkpoint, direction="returned", age_group="adult").value
    fill(checkpoint, draft.id, {"FS_01": "seen", "FS_07": "not_seen"})
    view = desk.drafts(checkpoint)[0]
    assert view.position_code == "FS-07"
    checkpoint.close()
    again = posts.reopened(checkpoint.folder)
    opened = desk.open_draft(again, draft.id, language="lo")
    answers = {path.rsplit("/", 1)[1]: value for path, value in opened.session.answers().items()}
    assert (answers["FS_01"], answers["FS_07"]) == ("seen", "not_seen")
    again.close()


def test_going_on_in_another_sitting_is_written_down_once(checkpoint: Workspace) -> None:
    draft = desk.start_case(checkpoint, direction="returned", age_group="adult").value
    fill(checkpoint, draft.id, {"FS_01": "seen"})
    desk.open_draft(checkpoint, draft.id, language="lo")
    assert kinds(checkpoint) == []
    checkpoint.close()
    again = posts.reopened(checkpoint.folder)
    for _ in range(3):
        desk.open_draft(again, draft.id, language="lo")
    assert kinds(again) == ["screening.resumed"]
    again.close()


def test_starting_a_form_again_goes_on_with_the_draft_that_is_there(checkpoint: Workspace) -> None:
    code = new_case(checkpoint)
    first = desk.start_form(checkpoint, code, "preconditions").value
    assert desk.start_form(checkpoint, code, "preconditions").value.id == first.id
    desk.put_away(checkpoint, first.id)
    assert desk.start_form(checkpoint, code, "preconditions").value.id != first.id


def test_a_form_that_breaks_its_own_rule_is_not_finished_and_keeps_its_draft(checkpoint: Workspace) -> None:
    code = new_case(checkpoint)
    finish(checkpoint, code, "preconditions", READY)
    draft = desk.start_form(checkpoint, code, "adult").value
    fill(checkpoint, draft.id, {**SIGNS, "AD_18_hours": "25"})
    before = posts.entries_of(checkpoint)
    with pytest.raises(BorderDeskError) as refused:
        desk.complete_form(checkpoint, draft.id)
    assert (refused.value.code, refused.value.fields) == ("form.not_complete", {"question": "AD-18 a"})
    assert posts.entries_of(checkpoint) == before
    fill(checkpoint, draft.id, {"AD_18_hours": "16"})
    assert desk.complete_form(checkpoint, draft.id).value.outcome is Outcome.O2


def test_the_next_step_follows_the_work(checkpoint: Workspace) -> None:
    code = new_case(checkpoint)
    steps = [desk.next_step(checkpoint, code)]
    for form, answers in (("preconditions", READY), ("adult", SIGNS), ("risk_needs", {"IR_10": "no"})):
        steps.append(finish(checkpoint, code, form, answers).next)
    desk.confirm_outcome(checkpoint, code)
    steps.append(desk.next_step(checkpoint, code))
    desk.issue_referral(checkpoint, posts.referral_draft(checkpoint, code))
    steps.append(desk.next_step(checkpoint, code))
    desk.mark_printed(checkpoint, code, "R1", ("slip",), 1)
    steps.append(desk.next_step(checkpoint, code))
    desk.answer_referral(checkpoint, code, "R1", ReferralStep.CLOSED)
    steps.append(desk.next_step(checkpoint, code))
    assert [step.value for step in steps] == [
        "preconditions", "interview", "needs", "outcome", "referral", "print", "wait", "done"
    ]  # fmt: skip


def test_a_referral_is_never_sealed_past_the_agreement(checkpoint: Workspace) -> None:
    code = posts.screened(checkpoint)
    draft = desk.start_form(checkpoint, code, "referral").value
    assert refusal(desk.complete_form, checkpoint, draft.id) == "referral.no_consent"
    assert [each.id for each in desk.drafts(checkpoint)] == [draft.id]


def test_who_refuses_to_talk_is_not_interviewed(checkpoint: Workspace) -> None:
    code = new_case(checkpoint)
    done = finish(checkpoint, code, "preconditions", {**READY, "PRE_7": "refused"})
    assert (done.outcome, done.next) == (Outcome.O3, desk.NextStep.NEEDS)


def test_under_18_or_not_sure_changes_the_case_only_where_a_child_form_is_there(
    checkpoint: Workspace,
) -> None:
    code = new_case(checkpoint)
    finish(checkpoint, code, "preconditions", READY)
    draft = desk.start_form(checkpoint, code, "adult").value
    fill(checkpoint, draft.id, {"AD_02": "yes"})
    try:
        child = desk.switch_to_child(checkpoint, draft.id).value
    except BorderDeskError as refused:
        assert refused.code == "form.missing"
        assert [each.id for each in desk.drafts(checkpoint)] == [draft.id]
        assert desk.case(checkpoint, code).age_group is AgeGroup.ADULT
    else:
        assert child.form == "child"
        assert desk.case(checkpoint, code).age_group is AgeGroup.UNSURE


@pytest.mark.parametrize("code", ["", "x", "BD-HXY-26-7K3QD-M", "../../etc", "BD-HXY-26-7K3QD-S:2"])
def test_a_form_is_never_begun_under_a_code_nobody_issued(checkpoint: Workspace, code: str) -> None:
    assert refusal(desk.start_form, checkpoint, code, "adult").startswith("case_code.")
    assert refusal(desk.log_contact, checkpoint, code, "duty desk").startswith("case_code.")
    assert refusal(desk.priority_step_done, checkpoint, code, "safe").startswith("case_code.")


def test_a_form_that_is_not_installed_is_named(checkpoint: Workspace) -> None:
    assert refusal(desk.start_form, checkpoint, new_case(checkpoint), "nonsense") == "form.missing"


def test_priority_steps_are_at_most_five_and_remember_when_they_were_done(checkpoint: Workspace) -> None:
    draft = desk.start_case(checkpoint, direction="arriving", age_group="adult").value
    steps = desk.priority_steps(checkpoint, draft.case_code)
    assert len(steps) <= 5 and not any(step.done_at or step.phone for step in steps)
    desk.priority_step_done(checkpoint, draft.case_code, steps[0].id)
    assert desk.priority_steps(checkpoint, draft.case_code)[0].done_at == posts.NOON
