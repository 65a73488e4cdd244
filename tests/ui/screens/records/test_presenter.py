"""The list of records without a window: filters, search by code and by name."""

from __future__ import annotations

import pytest
from tests.ui.screens.referred import Clock, issued_case, new_case

from borderdesk import desk
from borderdesk.desk.records import CaseFilter
from borderdesk.domain import facts
from borderdesk.domain.case import Person
from borderdesk.domain.errors import RuleBroken
from borderdesk.ui.screens.records.presenter import RecordsPresenter

pytestmark = pytest.mark.usefixtures("said_in_english")


def codes(presenter: RecordsPresenter) -> list[str]:
    return [line.code for line in presenter.state().lines]


def test_counter_mode_shows_no_outcome(referral_desk: desk.Workspace) -> None:
    new_case(referral_desk)

    lines = RecordsPresenter(referral_desk, private=False).state().lines

    assert lines
    assert {line.outcome for line in lines} == {""}
    assert not any("referral today" in line.spoken for line in lines)


def test_private_mode_adds_the_outcome_in_words(referral_desk: desk.Workspace) -> None:
    code = new_case(referral_desk)

    line = next(
        line for line in RecordsPresenter(referral_desk, private=True).state().lines if line.code == code
    )

    assert line.outcome == "Offer referral today"


def test_waiting_lists_records_with_a_reply_to_come_and_its_hour(referral_desk: desk.Workspace) -> None:
    waiting, other = issued_case(referral_desk), new_case(referral_desk)
    presenter = RecordsPresenter(referral_desk, private=False)

    presenter.show(CaseFilter.WAITING)

    line = next(line for line in presenter.state().lines if line.code == waiting)
    assert line.step == "Waiting for reply"
    assert line.due != ""
    assert "reply due" in line.spoken
    assert other not in codes(presenter)


def test_a_late_reply_says_late(referral_desk: desk.Workspace, clock: Clock) -> None:
    code = issued_case(referral_desk)
    before = clock.now
    clock.advance(days=30)
    presenter = RecordsPresenter(referral_desk, private=False)
    presenter.show(CaseFilter.LATE)

    line = next(line for line in presenter.state().lines if line.code == code)

    assert line.due.startswith("Late: ")
    clock.now = before


def test_a_code_is_found_by_any_part_in_any_mode(referral_desk: desk.Workspace) -> None:
    code = new_case(referral_desk)
    presenter = RecordsPresenter(referral_desk, private=False)

    assert presenter.find(code.split("-")[3].lower()) == code
    assert codes(presenter) == [code]
    assert presenter.state().found_by == f"Found by code: {code.split('-')[3]}"


def test_scanning_a_slip_finds_its_record(referral_desk: desk.Workspace) -> None:
    code = issued_case(referral_desk)
    check = desk.slip_reference(referral_desk, code, "R1").check

    assert RecordsPresenter(referral_desk, private=False).find(f"BD1:{code}:R1:{check}") == code


def test_an_unknown_code_says_what_to_try(referral_desk: desk.Workspace) -> None:
    presenter = RecordsPresenter(referral_desk, private=False)

    assert presenter.find("ZZZZZ") == ""
    assert presenter.state().empty == "No record matches. Try the code, or fewer letters."


def test_a_name_is_searched_only_in_private_mode_and_with_a_purpose(referral_desk: desk.Workspace) -> None:
    code = new_case(referral_desk)
    desk.record_person(referral_desk, code, Person(name_as_used="ນາງ ແກ້ວມະນີ"))
    presenter = RecordsPresenter(referral_desk, private=True)

    with pytest.raises(RuleBroken) as refused:
        presenter.find_name("ແກ້ວມະນີ", " ")
    assert refused.value.code == "search.purpose_missing"

    changes = presenter.find_name("ແກ້ວມະນີ", "A relative asks")
    assert codes(presenter) == [code]
    assert facts.NamesSearched.kind in changes.kinds


def test_counter_mode_forgets_what_was_found_by_name(referral_desk: desk.Workspace) -> None:
    code = new_case(referral_desk)
    desk.record_person(referral_desk, code, Person(name_as_used="Khamla"))
    presenter = RecordsPresenter(referral_desk, private=True)
    presenter.find_name("Khamla", "A relative asks")

    presenter.private_changed(False)

    assert presenter.state().found_by == ""
    assert not presenter.state().may_search_names


def test_a_record_with_an_official_involved_is_in_no_list_and_no_search(
    referral_desk: desk.Workspace,
) -> None:
    code = new_case(referral_desk, needs={"IR_09": "yes"})
    presenter = RecordsPresenter(referral_desk, private=True)

    for which in CaseFilter:
        presenter.show(which)
        assert code not in codes(presenter), which
    assert presenter.find(code) == ""
    assert codes(presenter) == []
