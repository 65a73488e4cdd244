"""Agreements without a window: the live list, what is open, sealing and refusing."""

from __future__ import annotations

import pytest
from tests.ui.screens.referred import NAME, NATIONALITY, answers_of, new_case

from borderdesk import desk
from borderdesk.domain.errors import RuleBroken
from borderdesk.ui.screens.consent.presenter import ConsentPresenter
from borderdesk.ui.screens.consent.state import Act, PreviewLine
from borderdesk.ui.screens.refer.answers import NamedAnswers

pytestmark = pytest.mark.usefixtures("said_in_english")

CHOSEN = {
    "accepts_help": "yes",
    "needs": "shelter",
    "receiver": "lwu-bokeo",
    "handover_mode": "accompanied",
    "person_name": NAME,
    "nationality": NATIONALITY,
    "age_band": "30-38",
}


def agreeing(workspace: desk.Workspace, **more: str) -> tuple[ConsentPresenter, NamedAnswers, str]:
    code = new_case(workspace, age_group=more.pop("age_group", "adult"), language=more.pop("language", "lo"))
    draft = desk.start_form(workspace, code, "referral").value
    answers = answers_of(desk.open_draft(workspace, draft.id))
    for name, value in (CHOSEN | more).items():
        answers.give(name, value)
    return ConsentPresenter(workspace, code, draft.id, answers), answers, code


def lines(presenter: ConsentPresenter) -> dict[str, PreviewLine]:
    return {line.item: line for line in presenter.state().lines}


def test_the_list_is_read_before_anything_is_agreed(referral_desk: desk.Workspace) -> None:
    presenter, _, code = agreeing(referral_desk)

    told = lines(presenter)

    assert told["name"].value == NAME
    assert told["code"].value == code
    assert not any(line.struck for line in told.values())


def test_taking_the_name_off_strikes_it_out_at_once(referral_desk: desk.Workspace) -> None:
    presenter, answers, _ = agreeing(referral_desk)

    presenter.take_off("name", True)

    assert lines(presenter)["name"].struck
    assert lines(presenter)["name"].value == ""
    assert answers.value("withheld") == "name"
    assert not lines(presenter)["nationality"].struck


def test_what_was_taken_off_can_be_put_back(referral_desk: desk.Workspace) -> None:
    presenter, _, _ = agreeing(referral_desk)
    presenter.take_off("name", True)

    presenter.take_off("name", False)

    assert lines(presenter)["name"].value == NAME


def test_a_no_to_sharing_strikes_out_everything_but_the_code(referral_desk: desk.Workspace) -> None:
    presenter, answers, _ = agreeing(referral_desk)

    answers.give("consent_share", "no")

    told = lines(presenter)
    assert {item for item, line in told.items() if not line.struck} == {"code"}
    assert not any(line.value for item, line in told.items() if item != "code")


def test_asking_later_shares_nothing_and_keeps_the_draft(referral_desk: desk.Workspace) -> None:
    presenter, answers, code = agreeing(referral_desk)

    answers.give("consent_refer", "later")

    assert not presenter.state().sharing
    assert presenter.state().act is Act.KEEP
    assert [draft.form for draft in desk.drafts(referral_desk, code)] == ["referral"]


def test_an_agency_gets_only_the_items_of_its_kind(referral_desk: desk.Workspace) -> None:
    presenter, _, _ = agreeing(referral_desk, receiver="hospital-bokeo", needs="medical")

    told = set(lines(presenter))

    assert {"code", "needs", "age_band"} <= told
    assert not told & {"name", "nationality", "outcome"}


def test_the_outcome_is_never_a_word_or_a_code_on_this_screen(referral_desk: desk.Workspace) -> None:
    presenter, _, _ = agreeing(referral_desk)

    assert lines(presenter)["outcome"].value == "The step chosen here, as a code"


def test_every_open_question_is_named(referral_desk: desk.Workspace) -> None:
    presenter, answers, _ = agreeing(referral_desk)
    assert "May we refer you?" in presenter.state().still_open
    assert presenter.state().first_open == "consent_refer"

    answers.give("consent_refer", "yes")
    answers.give("consent_share", "yes")
    assert presenter.state().still_open == "Still open: How the agreement was given"

    answers.give("consent_how", "spoken")
    assert presenter.state().still_open == "Still open: Witness"

    answers.give("witness_role", "interpreter")
    assert presenter.state().still_open == ""


def test_sealing_numbers_the_referral_and_keeps_what_was_withheld(referral_desk: desk.Workspace) -> None:
    presenter, answers, code = agreeing(
        referral_desk, consent_refer="yes", consent_share="yes", consent_statistics="no", consent_how="thumb"
    )
    answers.give("witness_role", "womens_union")
    presenter.take_off("name", True)

    issued = presenter.issue().value

    consent = desk.case(referral_desk, code).consent("lwu-bokeo")
    assert issued.number == "R1"
    assert consent is not None
    assert (consent.withheld, consent.how, consent.witness) == (("name",), "thumb", "womens_union")
    assert desk.next_step(referral_desk, code) == "print"


def test_sealing_before_the_agreement_is_refused(referral_desk: desk.Workspace) -> None:
    presenter, _, code = agreeing(referral_desk)

    with pytest.raises(RuleBroken) as refused:
        presenter.issue()

    assert refused.value.code == "referral.incomplete"
    assert desk.case(referral_desk, code).referrals == ()


def test_a_no_ends_without_a_referral(referral_desk: desk.Workspace) -> None:
    presenter, answers, code = agreeing(referral_desk)
    answers.give("consent_refer", "no")
    assert presenter.state().act is Act.REFUSED

    presenter.refuse("interpreter")

    assert desk.case(referral_desk, code).refused
    assert desk.case(referral_desk, code).referrals == ()


def test_danger_to_life_may_share_without_agreement_when_a_second_signer_is_named(
    referral_desk: desk.Workspace,
) -> None:
    presenter, answers, code = agreeing(referral_desk, consent_refer="yes", consent_share="no")
    answers.give("override_reason", "danger_to_life")
    answers.give("override_text", "Heavy bleeding")
    open_now = presenter.state().still_open
    assert open_now == "Still open: How the agreement was given; Role number of the second signer"
    assert presenter.state().sharing

    answers.give("override_second", "L1")
    answers.give("consent_how", "signature")
    presenter.issue()

    consent = desk.case(referral_desk, code).consent("lwu-bokeo")
    assert consent is not None
    assert consent.override_reason == "Heavy bleeding"


def test_a_childs_own_no_strikes_the_list_out(referral_desk: desk.Workspace) -> None:
    presenter, answers, _ = agreeing(
        referral_desk, age_group="child", receiver="child-protection-bokeo", needs="child_protection"
    )
    answers.give("consent_refer", "yes")
    answers.give("consent_share", "yes")
    assert "Does the child agree?" in presenter.state().still_open

    answers.give("child_assent", "no")

    assert not presenter.state().sharing
    assert presenter.state().act is Act.REFUSED


def test_without_a_receiver_nothing_can_be_agreed(referral_desk: desk.Workspace) -> None:
    presenter, _, _ = agreeing(referral_desk, receiver="")

    state = presenter.state()

    assert (state.agency, state.lines) == ("", ())
    assert state.still_open == "Choose a receiver first: an agreement is for a named agency."


@pytest.mark.parametrize(
    ("spoken", "named"),
    [
        ("lo", "ສູນສະຫະພັນແມ່ຍິງ ແຂວງບໍ່ແກ້ວ"),
        ("en", "Lao Women's Union provincial centre, Bokeo"),
        ("th", "ศูนย์สหพันธ์แม่หญิงลาว แขวงบ่อแก้ว"),
        ("kjg", "ສູນສະຫະພັນແມ່ຍິງ ແຂວງບໍ່ແກ້ວ · Lao Women's Union provincial centre, Bokeo"),
    ],
)
def test_the_person_reads_who_gets_their_data_in_their_language_or_visibly_in_others(
    referral_desk: desk.Workspace, spoken: str, named: str
) -> None:
    presenter, _, _ = agreeing(referral_desk)

    assert presenter.agency(spoken) == named
