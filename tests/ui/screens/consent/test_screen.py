"""The consent screen in the window: the live list, struck lines, every way out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from tests.journeys.pages.consent import ConsentPage
from tests.journeys.pages.file import FilePage
from tests.journeys.pages.rights_card import RightsCardPage
from tests.ui.screens.office import Office
from tests.ui.screens.referred import NAME, NATIONALITY, fill, new_case

from borderdesk import desk
from borderdesk.ui import theme


def prepared(workspace: desk.Workspace) -> str:
    """A record that is about to be agreed to."""
    made = new_case(workspace)
    draft = desk.start_form(workspace, made, "referral").value
    fill(
        workspace,
        draft.id,
        {
            "accepts_help": "yes",
            "needs": "shelter",
            "receiver": "lwu-bokeo",
            "handover_mode": "accompanied",
            "person_name": NAME,
            "nationality": NATIONALITY,
        },
    )
    return made


@pytest.fixture
def referral_desk(own_desk: desk.Workspace) -> desk.Workspace:
    return own_desk


@pytest.fixture
def code(office: Office, prepared_desk: tuple[Path, str]) -> str:
    made = prepared_desk[1]
    office.show("consent", case=made)
    return made


def test_the_list_names_the_agency_and_every_item(office: Office, code: str) -> None:
    consent = ConsentPage(office)

    assert "Lao Women's Union provincial centre, Bokeo" in office.find("consent.preview").title.plain_text()  # type: ignore[attr-defined]  # a card
    assert consent.told()["name"] == f"Name as used: {NAME}"
    assert consent.struck() == set()


def test_taking_a_line_off_strikes_it_out_for_everybody(office: Office, code: str) -> None:
    consent = ConsentPage(office)

    consent.take_off("name")

    row = consent.line("name")
    assert consent.struck() == {"name"}
    assert row.accessibleName() == "Name as used: withheld"
    assert NAME not in office.everything_said()
    assert dark_line_across(row.label.grab().toImage(), theme.color("text"))


def test_putting_it_back_takes_the_line_away(office: Office, code: str) -> None:
    consent = ConsentPage(office)
    consent.take_off("name")

    consent.put_back("name")

    assert consent.struck() == set()
    assert not dark_line_across(consent.line("name").label.grab().toImage(), theme.color("text"))


def test_a_no_strikes_out_everything_but_the_code_at_once(office: Office, code: str) -> None:
    consent = ConsentPage(office)

    consent.agree("share", "no")

    assert consent.struck() == set(consent.told()) - {"code"}
    assert NAME not in office.everything_said()
    assert consent.act == "Save: no referral"


def test_nothing_is_ticked_before_the_person_answers(office: Office, code: str) -> None:
    for agreement in ("refer", "share", "statistics"):
        for answer in ("yes", "no", "later"):
            consent_code = {"refer": "R5(ii)", "share": "R5(iii)", "statistics": "R5(iv)"}[agreement]
            assert not office.find(f"answer.{consent_code}.{answer}").isChecked()  # type: ignore[attr-defined]  # a radio button
    assert not office.find("consent.primary").isEnabled()


def test_continue_seals_and_shows_the_pages(office: Office, code: str) -> None:
    consent = ConsentPage(office)
    consent.agree_to_all()
    consent.given_by("signature")

    consent.go_on()

    assert office.text("print.title") == "Print"
    assert "Referral R1 is saved and sealed." in office.text("print.banner")
    assert [each.number for each in desk.case(office.workspace, code).referrals] == ["R1"]
    assert desk.drafts(office.workspace, code) == []


def test_spoken_agreement_asks_for_a_witness_first(office: Office, code: str) -> None:
    consent = ConsentPage(office)
    consent.agree_to_all()

    consent.given_by("spoken")
    assert not office.find("consent.primary").isEnabled()

    consent.answer("R5d", "interpreter")
    assert office.find("consent.primary").isEnabled()


def test_a_no_leads_to_the_card_without_a_code_and_to_no_referral(office: Office, code: str) -> None:
    consent = ConsentPage(office)
    consent.agree("refer", "no")
    office.choose("consent.explainedBy", "interpreter")

    consent.go_on()
    RightsCardPage(office).leave()

    assert FilePage(office).happened()[0] == "The person did not want a referral"
    assert desk.case(office.workspace, code).referrals == ()


def test_the_read_aloud_text_is_in_both_languages(office: Office, code: str) -> None:
    said = office.everything_said()

    assert "help is free and you may say no" in said
    assert "ການຊ່ວຍເຫຼືອບໍ່ເສຍເງິນ" in said


def test_coming_back_to_a_sealed_agreement_begins_no_other(office: Office, code: str) -> None:
    consent = ConsentPage(office)
    consent.agree_to_all()
    consent.given_by("signature")
    consent.go_on()
    office.find("print.title")

    office.show("consent", case=code)

    assert office.text("refer.finished") == "This referral is finished. The record shows it."
    assert desk.drafts(office.workspace, code) == []


def dark_line_across(picture: QImage, ink: QColor) -> bool:
    """Whether some row of pixels is drawn through without a gap over half a label."""
    for y in range(picture.height()):
        run = longest = 0
        for x in range(picture.width()):
            run = run + 1 if picture.pixelColor(x, y) == ink else 0
            longest = max(longest, run)
        if longest > theme.px(40):
            return True
    return False
