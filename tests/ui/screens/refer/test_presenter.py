"""The composer without a window: who is offered, why, and what stays open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.ui.screens.referred import answers_of, new_case

from borderdesk import desk
from borderdesk.domain import facts
from borderdesk.text import set_language
from borderdesk.ui.screens.refer.answers import NamedAnswers
from borderdesk.ui.screens.refer.presenter import (
    FIRST_SHOWN,
    ReferPresenter,
    checked_words,
    reach_words,
)
from borderdesk.ui.screens.refer.state import Act, Answer

pytestmark = pytest.mark.usefixtures("said_in_english")


def composer(workspace: desk.Workspace, code: str) -> tuple[ReferPresenter, NamedAnswers]:
    draft = desk.start_form(workspace, code, "referral").value
    answers = answers_of(desk.open_draft(workspace, draft.id))
    return ReferPresenter(workspace, code, answers), answers


def test_nothing_is_chosen_beforehand(referral_desk: desk.Workspace) -> None:
    presenter, answers = composer(referral_desk, new_case(referral_desk, needs={"IR_10": "no"}))

    state = presenter.state()

    assert state.accepts is Answer.OPEN
    assert not any(card.chosen for card in state.receivers)
    assert answers.value("handover_mode") == ""


def test_needs_and_urgency_found_earlier_are_carried_over(referral_desk: desk.Workspace) -> None:
    presenter, answers = composer(referral_desk, new_case(referral_desk, needs={"IR_10": "no"}))

    chosen = [need.name for need in presenter.state().needs if need.chosen]

    assert "shelter" in chosen
    assert answers.value("urgency") == "emergency"


def test_the_language_and_the_agreement_to_record_are_not_asked_twice(referral_desk: desk.Workspace) -> None:
    _, answers = composer(referral_desk, new_case(referral_desk, language="th"))

    assert answers.value("languages") == "th"
    assert answers.value("consent_record") == "yes"


def test_receivers_are_ranked_by_what_they_offer_and_say_why(referral_desk: desk.Workspace) -> None:
    presenter, _ = composer(referral_desk, new_case(referral_desk))
    presenter.toggle_need("shelter", True)
    presenter.toggle_need("medical", True)

    first = presenter.state().receivers[0]

    assert "Safe place to stay, Medical care" in first.why
    assert "Open day and night" in first.why
    assert "Speaks Lao" in first.why


def test_an_entry_that_was_never_checked_says_call_first(referral_desk: desk.Workspace) -> None:
    presenter, _ = composer(referral_desk, new_case(referral_desk))
    presenter.toggle_need("medical", True)

    hospital = next(card for card in presenter.state().receivers if card.id == "hospital-bokeo")

    assert hospital.call_first
    assert hospital.checked == "Call first: this entry was never checked"


def test_a_number_checked_lately_shows_its_day() -> None:
    day = date(2026, 10, 12)
    hospital = replace(
        desk.receiver("hospital-bokeo"), checked_on=day, phone_verified_on=day, phone="084 000 000"
    )

    assert checked_words(hospital, False) == "Number checked 12/10/2026"
    assert "Call 084 000 000" in reach_words(hospital, True)


def test_an_old_entry_says_call_first_and_when_it_was_checked() -> None:
    day = date(2026, 6, 1)
    hospital = replace(desk.receiver("hospital-bokeo"), checked_on=day, phone_verified_on=day)

    assert checked_words(hospital, True) == "Call first: number checked 1/6/2026"


def test_an_entry_whose_number_was_not_called_does_not_say_that_it_was() -> None:
    hospital = replace(desk.receiver("hospital-bokeo"), checked_on=date(2026, 6, 1))

    assert checked_words(hospital, False) == "Entry checked 1/6/2026, its number was not"
    assert checked_words(hospital, True) == "Call first: entry checked 1/6/2026, its number was not"


def test_an_unverified_number_is_never_shown() -> None:
    hospital = replace(desk.receiver("hospital-bokeo"), phone="084 000 000")

    assert "084" not in reach_words(hospital, False)


def test_a_confidential_place_shows_its_number_and_never_its_address() -> None:
    centre = replace(desk.receiver("lwu-bokeo"), address_en="Behind the market", phone="084 111 111")

    assert reach_words(centre, True) == "Address is kept private: call this number 084 111 111"
    assert "market" not in reach_words(centre, False)


def test_only_the_best_are_shown_until_more_are_asked_for(referral_desk: desk.Workspace) -> None:
    presenter, _ = composer(referral_desk, new_case(referral_desk))
    presenter.toggle_need("shelter", True)
    presenter.toggle_need("legal", True)

    before = presenter.state()
    presenter.show_all()
    after = presenter.state()

    assert len(before.receivers) == FIRST_SHOWN
    assert before.more == len(after.receivers) - FIRST_SHOWN > 0
    assert after.more == 0


def test_a_chosen_receiver_stays_in_view_when_the_needs_change(referral_desk: desk.Workspace) -> None:
    presenter, _ = composer(referral_desk, new_case(referral_desk))
    presenter.toggle_need("medical", True)
    presenter.choose_receiver("hospital-bokeo")
    presenter.toggle_need("medical", False)
    presenter.toggle_need("legal", True)

    first = presenter.state().receivers[0]

    assert (first.id, first.chosen) == ("hospital-bokeo", True)
    assert "Does not offer what is ticked now" in first.why


def test_where_nobody_fits_the_duty_desk_alone_is_offered(referral_desk: desk.Workspace) -> None:
    code = new_case(referral_desk)
    _, answers = composer(referral_desk, code)
    presenter = ReferPresenter(referral_desk, code, answers, lambda _desk, _code, _needs: [])
    presenter.toggle_need("consular", True)

    state = presenter.state()

    assert state.nobody
    assert [card.id for card in state.receivers] == ["atd-duty"]
    assert not state.receivers[0].chosen
    assert state.unmet == "Contact with embassy"


def test_a_missing_service_is_kept_as_a_gap(referral_desk: desk.Workspace) -> None:
    code = new_case(referral_desk)
    presenter, _ = composer(referral_desk, code)
    presenter.toggle_need("interpreter", True)

    presenter.report_gap()

    assert presenter.state().gap_reported
    assert desk.timeline(referral_desk, code)[0].fact == facts.ServiceMissing(("interpreter",))


def test_agreement_can_be_asked_only_when_everything_it_needs_is_there(referral_desk: desk.Workspace) -> None:
    presenter, answers = composer(referral_desk, new_case(referral_desk))
    assert presenter.state().still_open == "Ask first whether the person accepts help."

    answers.give("accepts_help", "yes")
    assert presenter.state().still_open == "Still open: Help needed, Receiver, How the person gets there"

    presenter.toggle_need("shelter", True)
    presenter.choose_receiver("lwu-bokeo")
    answers.give("handover_mode", "phone")
    assert presenter.state().still_open == ""
    assert presenter.state().act is Act.AGREEMENT


def test_a_no_is_kept_with_who_explained_and_closes_the_draft(referral_desk: desk.Workspace) -> None:
    code = new_case(referral_desk)
    presenter, answers = composer(referral_desk, code)
    answers.give("accepts_help", "no")
    answers.give("declined_reason", "wants_home")
    assert presenter.state().act is Act.REFUSED

    presenter.refuse("O1")

    assert desk.case(referral_desk, code).refused
    assert desk.timeline(referral_desk, code)[0].fact == facts.ReferralRefused("O1", "wants_home")
    assert desk.drafts(referral_desk, code) == []


def test_ask_later_keeps_the_draft(referral_desk: desk.Workspace) -> None:
    code = new_case(referral_desk)
    presenter, answers = composer(referral_desk, code)
    answers.give("accepts_help", "later")

    assert presenter.state().act is Act.KEEP
    assert [draft.form for draft in desk.drafts(referral_desk, code)] == ["referral"]


def test_receivers_and_needs_are_said_in_lao(referral_desk: desk.Workspace) -> None:
    presenter, _ = composer(referral_desk, new_case(referral_desk))
    presenter.toggle_need("shelter", True)
    set_language("lo")

    state = presenter.state()

    assert next(need.label for need in state.needs if need.name == "shelter") == "ບ່ອນພັກທີ່ປອດໄພ"
    assert "ຊ່ວຍໄດ້: ບ່ອນພັກທີ່ປອດໄພ" in state.receivers[0].why
