"""The card without a code in the window: what is asked for, what is known already, who reads what."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot
from tests.journeys.pages.file import FilePage
from tests.journeys.pages.rights_card import RightsCardPage
from tests.ui.screens.office import Office
from tests.ui.screens.referred import new_case

from borderdesk import desk
from borderdesk.ui.screens.rights_card.presenter import RightsCardPresenter
from borderdesk.ui.widgets import Choice


def refused(office: Office, language: str = "lo") -> str:
    """Somebody who speaks this language said no; an interpreter explained the help."""
    code = new_case(office.workspace, language=language)
    desk.refuse_referral(office.workspace, code, explained_by="interpreter")
    return code


def opened(office: Office, code: str) -> RightsCardPage:
    """From the record, where nobody else looks."""
    office.show("file", case=code)
    office.show("rights_card", case=code)
    return RightsCardPage(office)


def test_who_explained_the_help_is_taken_over_and_the_answer_is_asked_for(office: Office) -> None:
    code = refused(office)
    card = opened(office, code)
    assert office.find("rights_card.explainedBy", Choice).key() == "interpreter"
    assert office.text("rights_card.stays") == "What you note here stays on this PC."
    assert not office.find("rights_card.primary").isEnabled()
    assert "Still open: What about the card?" in office.everything_said()

    card.answer("read")
    card.save()

    assert FilePage(office).happened()[0] == "Service card offered: read here, none taken"


def test_the_record_leads_to_the_card_until_it_was_offered_and_offers_it_afterwards(office: Office) -> None:
    code = refused(office)
    office.show("file", case=code)
    assert FilePage(office).next == "Continue: service card"
    FilePage(office).go_on()
    card = RightsCardPage(office)
    card.answer("not_wanted")
    card.save()
    assert not office.sees("file.primary")

    office.press("file.act.card")
    card = RightsCardPage(office)
    card.answer("taken")
    card.save()

    assert FilePage(office).happened()[:2] == [
        "Service card offered: taken along",
        "Service card offered: not wanted",
    ]


def test_leaving_writes_nothing_down(office: Office) -> None:
    code = refused(office)
    card = opened(office, code)
    card.explained("rights")
    card.leave()
    assert FilePage(office).happened()[0] == "The person did not want a referral"


@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        ("lo", ""),
        ("th", "Nobody has checked the Thai words yet: explain aloud as well."),
        ("kjg", "No Khmu text: explain it aloud."),
    ],
)
def test_what_the_card_cannot_say_in_the_persons_language_is_explained_aloud(
    office: Office, spoken: str, said: str
) -> None:
    presenter = RightsCardPresenter(office.workspace, refused(office, spoken))
    assert presenter.state().aloud == said


def test_who_reads_no_written_language_is_shown_lao_and_english_which_say_so(office: Office) -> None:
    presenter = RightsCardPresenter(office.workspace, refused(office, "kjg"))
    assert (presenter.turned_language(), presenter.second_language()) == ("kjg", "en")
    lao, english = presenter.for_person("kjg")
    assert english.missing == "No Khmu text yet. Shown in English."
    assert lao.missing and lao.title == "ສິດຂອງທ່ານຢູ່ດ່ານນີ້"
    (thai,) = presenter.for_person("th")
    assert thai.missing == "" and thai.draft == "ร่าง ยังไม่ได้รับการรับรอง"


def test_another_program_language_changes_the_words_and_keeps_what_was_chosen(office: Office) -> None:
    opened(office, refused(office)).answer("taken")
    office.window.speak("lo")
    assert office.text("rights_card.heading") == "ສິດຂອງທ່ານຢູ່ດ່ານນີ້"
    assert office.find("rights_card.primary").isEnabled()


def test_a_desk_that_is_locked_while_the_card_prints_stays_locked_and_says_nothing(
    office: Office, qtbot: QtBot
) -> None:
    opened(office, refused(office)).ask_print()
    print_button = office.find("rightsCard.primary")
    qtbot.waitUntil(print_button.isEnabled)
    print_button.click()
    office.window.lock()
    qtbot.waitUntil(lambda: not office.jobs.running())
    assert office.window.desk is None
    assert len(office.printers.jobs) == 1
