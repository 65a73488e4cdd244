"""Acceptance story 8, the supervisor's side: a lowering waits, is answered, and both values stay."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.journeys.pages.countersign import CountersignPage
from tests.ui.screens.desk_window import DeskWindow, heard_traveller

from borderdesk import desk
from borderdesk.domain.values import Outcome


@pytest.fixture
def asked(
    checkpoint: desk.Workspace, supervisor: desk.Workspace, introduced: None, stick: Path
) -> tuple[str, str]:
    """Two records whose officers asked for O4, imported; the older first."""
    codes = []
    for reason in ("A letter of the employer explains it.", "A mistake at the keyboard."):
        code = heard_traveller(checkpoint)
        desk.choose_outcome(checkpoint, code, Outcome.O4, reason)
        codes.append(code)
    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    first, second = (item.code for item in desk.countersign_list(supervisor))
    assert {first, second} == set(codes)
    return first, second


def test_agreeing_lowers_one_record_by_a_new_version_and_opens_the_next(
    open_desk: Callable[..., DeskWindow], supervisor: desk.Workspace, asked: tuple[str, str]
) -> None:
    first, second = asked
    window = open_desk(supervisor)
    page = CountersignPage(window)
    assert page.open_code == first.split("-")[3]
    assert page.in_force.startswith("O2  Offer referral today")
    assert "(AD-02)" in page.in_force
    assert page.wished.startswith("O4  Nothing noted today – not a clearance")
    entries = len(desk.timeline(supervisor, first))

    page.agree()
    state = desk.case(supervisor, first)
    assert state.outcome is Outcome.O4
    kinds = [item.kind for item in desk.timeline(supervisor, first)]
    assert "outcome.lowering_answered" in kinds
    assert "outcome.lowering_asked" in kinds
    assert len(kinds) > entries
    assert page.open_code == second.split("-")[3]
    assert desk.outcome(supervisor, second).in_force is Outcome.O2


def test_keeping_the_higher_needs_a_reason(
    open_desk: Callable[..., DeskWindow], supervisor: desk.Workspace, asked: tuple[str, str]
) -> None:
    first, second = asked
    window = open_desk(supervisor)
    page = CountersignPage(window)
    page.keep("")
    assert "A reason is needed" in window.find("countersign.detail").reason_row.problem()
    assert len(desk.countersign_list(supervisor)) == 2

    page.keep("The letter was not seen by anybody.")
    assert desk.outcome(supervisor, first).in_force is Outcome.O2
    assert [item.code for item in desk.countersign_list(supervisor)] == [second]
    assert "the higher step stays in force" in page.banner
    assert window.find("countersign.reason").toPlainText() == ""


def test_there_is_no_way_to_answer_several_at_once(
    open_desk: Callable[..., DeskWindow], supervisor: desk.Workspace, asked: tuple[str, str]
) -> None:
    window = open_desk(supervisor)
    CountersignPage(window)
    window.press(f"countersign.open.{asked[1]}")
    window.rest()
    window.press("countersign.agree")
    window.rest()
    assert [item.code for item in desk.countersign_list(supervisor)] == [asked[0]]


@pytest.mark.parametrize("language", ["lo", "en"])
@pytest.mark.parametrize(("size", "percent"), [((1366, 697), 150), ((683, 345), 100)])
def test_it_fits(
    open_desk: Callable[..., DeskWindow],
    supervisor: desk.Workspace,
    asked: tuple[str, str],
    language: str,
    size: tuple[int, int],
    percent: int,
) -> None:
    window = open_desk(supervisor, language=language, size=size, text_percent=percent)
    CountersignPage(window)
    assert (window.sideways(), window.cut(), window.small_or_nameless()) == ([], [], [])
