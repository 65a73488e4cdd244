"""The case file in the window: reading, noting a reply, taking an agreement back, going on."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.desk.posts import as_role, refusal
from tests.journeys.pages.file import FilePage
from tests.journeys.pages.fitness import settled
from tests.journeys.pages.refer import ReferPage
from tests.ui.screens.office import Office
from tests.ui.screens.referred import NAME, issued_case, new_case

from borderdesk import desk
from borderdesk.domain.roles import Role
from borderdesk.domain.values import ReferralStep
from borderdesk.ui.shell.mode import Mode


def prepared(workspace: desk.Workspace) -> str:
    """A record whose referral is printed."""
    made = issued_case(workspace)
    desk.mark_printed(workspace, made, "R1", ("slip.1",), 1)
    return made


@pytest.fixture
def referral_desk(own_desk: desk.Workspace) -> desk.Workspace:
    return own_desk


@pytest.fixture
def code(office: Office, prepared_desk: tuple[Path, str]) -> str:
    made = prepared_desk[1]
    office.show("file", case=made)
    return made


def test_the_next_step_is_one_press_away(office: Office) -> None:
    office.show("file", case=new_case(office.workspace))
    file = FilePage(office)
    assert file.next == "Continue: referral"
    assert office.focused() == "file.primary"

    file.go_on()

    assert ReferPage(office).act == "Ask for agreement"


def test_a_reply_is_noted_by_the_typed_check_code(office: Office, code: str) -> None:
    file = FilePage(office)
    check = desk.slip_reference(office.workspace, code, "R1").check

    file.reply(f"{check[:4]}-{check[4:]}", "declined", "No free place")

    assert file.happened()[0] == "Reply to R1: Not able"
    referral = desk.case(office.workspace, code).referrals[0]
    assert (referral.step, referral.detail) == (ReferralStep.DECLINED, "No free place")


def test_a_wrong_code_is_said_at_the_field_and_nothing_is_written(office: Office, code: str) -> None:
    FilePage(office).reply("0000-0000", "acknowledged")

    assert "was not made by that station" in office.everything_said()
    assert office.sees("file.reply")
    assert desk.case(office.workspace, code).referrals[0].open
    office.press("file.reply.back")


def test_a_reply_by_telephone_needs_no_code(office: Office, code: str) -> None:
    file = FilePage(office)

    file.reply("", "started")

    assert file.happened()[0] == "Reply to R1: Service started"


def test_taking_an_agreement_back_says_what_cannot_be_called_back(office: Office, code: str) -> None:
    office.press("file.act.takeBack")
    assert "Already on paper: R1" in office.everything_said()
    office.press("file.takeBack.back")
    file = FilePage(office)

    file.take_back("Changed their mind")

    assert file.happened()[0].startswith("Agreement for")
    consent = desk.case(office.workspace, code).consent("lwu-bokeo")
    assert consent is not None
    assert consent.withdrawn
    assert not office.sees("file.act.takeBack")


def test_sealed_answers_open_to_be_read_and_close_again(office: Office, code: str) -> None:
    file = FilePage(office)
    place = next(n for n, text in enumerate(file.happened()) if text.startswith("Adult talk"))

    file.show_answers(place)
    office.wait_said("Answers can be read, not changed.")
    office.wait_said("AD-02")

    file.show_answers(place)
    office.wait_unsaid("Answers can be read, not changed.")


def test_a_name_is_noted_and_shown(office: Office) -> None:
    office.show("file", case=new_case(office.workspace))
    file = FilePage(office)

    file.note_name("Somphone")

    assert file.happened()[0] == "Name as used noted"
    office.wait_said("Somphone")


def test_an_empty_name_is_refused_at_its_field(office: Office) -> None:
    code = new_case(office.workspace)
    office.show("file", case=code)

    FilePage(office).note_name("  ")

    assert office.sees("file.person.name_as_used")
    assert desk.case(office.workspace, code).person.name_as_used == ""
    office.press("file.person.back")


def test_nothing_of_the_record_is_seen_outside_private_mode(office: Office, code: str) -> None:
    assert NAME in office.everything_said()

    office.desk.mode.to_counter()

    said = office.everything_said()
    assert office.desk.mode.current is Mode.COUNTER
    assert NAME not in said
    assert "Offer referral today" not in said


def test_a_low_window_leads_to_what_happened_with_one_press(office: Office, code: str) -> None:
    assert not office.sees("file.jump")

    office.window.resize(683, 345)
    office.press("file.jump")

    heading = office.find("file.timelineTitle")
    assert office.focused() == "file.timelineTitle"
    assert settled(lambda: heading.visibleRegion().boundingRect().height() == heading.height())


def test_a_record_that_is_not_here_says_so(office: Office) -> None:
    office.show("file", case="BD-HXY-26-00000-0")

    assert office.text("file.banner") != ""
    assert not office.sees("file.timeline")


@contextmanager
def long_import(workspace: desk.Workspace) -> Iterator[None]:
    """Something is being written for the length of the block, as an import of a full package is."""
    writing, gate = threading.Event(), threading.Event()

    def write() -> None:
        with workspace.store.write():
            writing.set()
            gate.wait()

    thread = threading.Thread(target=write)
    thread.start()
    writing.wait()
    try:
        yield
    finally:
        gate.set()
        thread.join()


def test_a_colleagues_record_opens_by_itself_after_a_long_import(office: Office) -> None:
    made = issued_case(as_role(office.workspace, Role.OFFICER, "O9"))
    office.workspace.store.window_wait = 0

    with long_import(office.workspace):
        office.show("file", case=made)
        assert "The workspace is busy." in office.everything_said()

    office.wait_unsaid("The workspace is busy.")
    assert FilePage(office).happened()
    lines = desk.timeline(office.workspace, made)
    assert [line.by for line in lines if line.kind == "record.viewed"] == [office.workspace.user.id]


def test_what_is_answered_during_a_long_import_stays_and_is_saved_later(office: Office) -> None:
    draft = desk.start_case(office.workspace, direction="returned", age_group="adult").value
    opened = desk.open_draft(office.workspace, draft.id, language="en")
    office.workspace.store.window_wait = 0
    with long_import(office.workspace):
        assert refusal(opened.keeper.save, opened.session.draft_xml(), "/later") == "store.busy"
    opened.keeper.save(opened.session.draft_xml(), "/later")
    assert desk.open_draft(office.workspace, draft.id, language="en").draft.position == "/later"
