"""The composer in the window: answers are saved as given, nothing is preselected, every way out is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.journeys.pages.file import FilePage
from tests.journeys.pages.refer import ReferPage
from tests.journeys.pages.rights_card import RightsCardPage
from tests.ui.screens.office import Office
from tests.ui.screens.referred import answers_of, new_case

from borderdesk import desk


def prepared(workspace: desk.Workspace) -> str:
    """A record that is ready to be referred."""
    return new_case(workspace, needs={"IR_10": "no"})


@pytest.fixture
def referral_desk(own_desk: desk.Workspace) -> desk.Workspace:
    return own_desk


@pytest.fixture
def code(office: Office, prepared_desk: tuple[Path, str]) -> str:
    made = prepared_desk[1]
    office.show("refer", case=made)
    return made


def kept(office: Office, code: str) -> dict[str, str]:
    """The referral draft as another sitting would find it."""
    draft = desk.drafts(office.workspace, code)[0]
    answers = answers_of(desk.open_draft(office.workspace, draft.id))
    return {name: answers.value(name) for name in ("accepts_help", "needs", "receiver", "handover_mode")}


def test_every_answer_is_saved_as_it_is_given(office: Office, code: str) -> None:
    refer = ReferPage(office)
    refer.accepts("yes")
    refer.need("medical")
    refer.choose("hospital-bokeo")
    refer.hand_over("phone")

    found = kept(office, code)

    assert (found["accepts_help"], found["receiver"], found["handover_mode"]) == (
        "yes",
        "hospital-bokeo",
        "phone",
    )
    assert {"shelter", "medical"} <= set(found["needs"].split())
    assert office.text("shell.saveState") == "Saved 14:05"


def test_until_the_person_has_answered_only_that_question_is_there(office: Office, code: str) -> None:
    assert office.focused() == "answer.R6a.yes"
    assert not office.sees("refer.receivers")
    assert not office.find("refer.primary").isEnabled()


def test_a_keyboard_alone_comes_from_the_first_question_to_the_receivers(office: Office, code: str) -> None:
    office.physical_digit(1)

    assert office.focused().startswith("refer.receiver.")
    office.key(Qt.Key.Key_Space)
    assert kept(office, code)["receiver"] == office.focused().removeprefix("refer.receiver.")


def test_a_card_says_why_it_fits_and_to_call_first(office: Office, code: str) -> None:
    refer = ReferPage(office)
    refer.accepts("yes")

    card = refer.card("lwu-bokeo")

    assert "Offers: Safe place to stay" in card
    assert "In this province" in card
    assert "Call first: this entry was never checked" in card


def test_the_optional_part_is_closed_until_asked_for(office: Office, code: str) -> None:
    refer = ReferPage(office)
    refer.accepts("yes")
    assert not office.sees("refer.q.R1e")

    refer.open_details()

    assert office.sees("refer.q.R1a")
    assert office.find("refer.details").plain_text() == "Close the details"  # type: ignore[attr-defined]  # a button


def test_a_no_asks_who_explained_and_leads_to_the_card_without_a_code(office: Office, code: str) -> None:
    refer = ReferPage(office)
    refer.accepts("no")
    assert not office.sees("refer.receivers")
    refer.go_on()
    assert office.sees("refer.title"), "saved without saying who explained"

    refer.explained_by("O1")
    refer.go_on()
    RightsCardPage(office).leave()

    assert FilePage(office).happened()[0] == "The person did not want a referral"
    assert desk.case(office.workspace, code).stays_here


def test_ask_later_goes_to_the_record_and_the_draft_waits(office: Office, code: str) -> None:
    refer = ReferPage(office)
    refer.accepts("later")
    assert refer.act == "Keep for later"

    refer.go_on()

    assert FilePage(office).next == "Continue: referral"
    assert kept(office, code)["accepts_help"] == "later"


def test_a_gap_is_reported_and_said_so(office: Office, code: str) -> None:
    refer = ReferPage(office)
    refer.accepts("yes")

    refer.report_gap()

    assert office.text("refer.gapReported").startswith("Kept as a gap for the supervisor")
    assert not office.sees("refer.gap")


def test_agreement_is_asked_for_the_chosen_agency(office: Office, code: str) -> None:
    refer = ReferPage(office)
    refer.accepts("yes")
    refer.choose("lwu-bokeo")
    refer.hand_over("accompanied")

    refer.go_on()

    assert office.text("consent.title") == "Agreement"
    assert kept(office, code)["receiver"] == "lwu-bokeo"


def test_the_composer_speaks_lao_when_the_language_is_switched(office: Office, code: str) -> None:
    refer = ReferPage(office)
    refer.accepts("yes")

    office.window.speak("lo")

    assert office.text("refer.title") == "ການສົ່ງຕໍ່"
    assert office.text("refer.need.shelter") == "ບ່ອນພັກທີ່ປອດໄພ"
    assert "ຊ່ວຍໄດ້" in refer.card("lwu-bokeo")


def test_somebody_who_said_no_can_come_back_and_be_referred(office: Office, code: str) -> None:
    refer = ReferPage(office)
    refer.accepts("no")
    refer.explained_by("O1")
    refer.go_on()
    RightsCardPage(office).leave()

    office.press("file.act.refer")

    assert ReferPage(office).act == "Ask for agreement"
    assert kept(office, code)["accepts_help"] == ""
