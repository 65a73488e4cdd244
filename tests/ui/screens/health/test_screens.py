"""Health checks in the window: limits chosen, checks read by health staff alone, and the way on after one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from tests.journeys.pages.instrument import InstrumentPage
from tests.ui.screens.counter import Counter
from tests.ui.screens.desk_window import DeskWindow

from borderdesk import desk
from borderdesk.domain.people import User
from borderdesk.domain.roles import Role
from borderdesk.domain.values import UserId
from borderdesk.text import set_language
from borderdesk.ui.screens.pack.presenter import kind_lines
from borderdesk.ui.shell.keys import GlobalKey
from borderdesk.ui.shell.navigation import MORE, listed_in_more

ILL = {"HS_02": "38.4", "HS_03": "cough", "HS_13": "Two beside, seats 4 and 5", "HS_15": "second"}
WELL = {"HS_02": "36.5", "HS_03": "none", "HS_15": "advice"}


def nurse_of(checkpoint: desk.Workspace) -> desk.Workspace:
    return replace(checkpoint, user=User(UserId("H1"), Role.HEALTH, False))


@pytest.fixture
def ward(qtbot: QtBot, checkpoint: desk.Workspace) -> Iterator[Counter]:
    """The window with a health worker at it."""
    window = Counter(qtbot, nurse_of(checkpoint))
    yield window
    window.close()
    set_language("en")


def rows(ward: Counter) -> list[str]:
    return [row.plain_text() for row in ward.screen.rows.rows]  # type: ignore[attr-defined]  # the page's own


def listed(ward: Counter, count: int) -> list[str]:
    ward.show("checks")
    assert ward.comes_true(lambda: len(rows(ward)) == count)
    return rows(ward)


# ------------------------------------------------------------------ who goes where
def test_every_place_offered_to_a_health_worker_opens(ward: Counter) -> None:
    places = [entry.screen for entry in ward.desk.entries]
    assert places == ["today", "screening", "checks", "limits", "library", "practice", "more"]
    places += [place.screen for place, _ in MORE if listed_in_more("health", place.screen)]
    for place in dict.fromkeys(places):
        ward.show(place)
        assert ward.place == place
        ward.settle()
        assert "not part of your role" not in ward.screen.banner.plain_text(), place
    ward.show("today")
    assert ward.desk.on_key(GlobalKey.SEARCH)
    assert ward.place == "library", "no list of records to search in"
    ward.show("today")
    assert ward.find("today.newScreening").text() == "New health check"
    assert not ward.sees("today.note.edit")


def test_an_officer_is_offered_neither_the_checks_nor_the_limits(counter: Counter) -> None:
    assert not {"checks", "limits"} & {entry.screen for entry in counter.desk.entries}
    assert not listed_in_more("officer", "limits")
    assert listed_in_more("shift_lead", "limits") and listed_in_more("supervisor", "limits")


# ------------------------------------------------------------------ the list
def test_the_checks_made_are_listed_in_calm_words_with_their_limits(ward: Counter) -> None:
    ward.show("checks")
    assert ward.comes_true(lambda: ward.sees("checks.empty"))
    ill = desk.assess(ward.workspace, "health", ILL).value
    well = desk.assess(ward.workspace, "health", WELL).value
    assert not any("Health staff" in line for line in listed(ward, 2)), "the counter sees codes and times"
    ward.desk.mode.enter_private()
    lines = listed(ward, 2)
    by_code = {code: next(line for line in lines if code in line) for code in (ill.short, well.short)}
    assert "Health staff look next · ended: Second check" in by_code[ill.short]
    assert "Nothing more is needed now · ended: Went on with advice" in by_code[well.short]
    assert all("No disease in particular, version 2026112601" in line for line in by_code.values())
    everything = " ".join(by_code.values())
    assert not any(word in everything for word in ("38.4", "ough", "seats", "isolate"))


def test_a_check_is_found_by_its_code_and_many_are_shown_in_parts(ward: Counter) -> None:
    codes = [desk.assess(ward.workspace, "health", WELL).value.short for _ in range(3)]
    listed(ward, 3)
    ward.find("checks.code").setText(codes[1].lower())
    assert [codes[1] in line for line in rows(ward)] == [True]
    ward.find("checks.code").setText("ZZZZZ")
    assert not rows(ward) and "No finished check has this code." in ward.everything_said()
    presenter = ward.screen.presenter  # type: ignore[attr-defined]  # the page's own
    presenter.most = 2
    ward.find("checks.code").clear()
    presenter.most = 2
    ward.screen._show()  # type: ignore[attr-defined]  # as after a press
    assert len(rows(ward)) == 2 and ward.find("checks.more").plain_text() == "1 more"
    ward.press("checks.more")
    assert len(rows(ward)) == 3


def test_a_sealed_check_is_read_whole_and_nothing_can_be_changed(ward: Counter) -> None:
    ill = desk.assess(ward.workspace, "health", ILL).value
    listed(ward, 1)
    ward.press(f"checks.{ill.code}.read")
    ward.press("askPrivate.primary")
    assert ward.place == "form"
    opened = ward.screen.opened  # type: ignore[attr-defined]  # the player's own
    assert opened.readonly and ILL["HS_13"] in opened.session.answers().values()
    for _ in range(8):
        if ward.place == "form":
            ward.press("form.next")
    assert ward.place == "checks", "closing leads back to the list"


# ------------------------------------------------------------------ limits
def test_a_health_worker_sees_what_would_change_and_chooses(ward: Counter) -> None:
    ward.show("limits")
    assert "Nobody has chosen yet." in ward.everything_said()
    assert "Draft content, not validated" in ward.everything_said()
    bleeding = ward.find("limits.bleeding_fever.detail").plain_text()
    assert "21 instead of 14 days back. Also watched: Bleeding, Rash" in bleeding
    assert "Fever from 37.8 instead of 38.0 °C." in ward.find("limits.respiratory.detail").plain_text()
    ward.press("limits.respiratory.use")
    ward.press("askLimits.primary")
    assert ward.find("limits.disease").plain_text() == "Illness of the airways"
    assert ward.find("limits.chosen").plain_text().startswith("Chosen by H1, ")
    assert "New checks use: Illness of the airways" in ward.screen.banner.plain_text()
    assert desk.disease_pack(ward.workspace).pack.id == "respiratory"


def test_going_back_from_the_question_chooses_nothing(ward: Counter) -> None:
    ward.show("limits")
    ward.press("limits.respiratory.use")
    ward.press("askLimits.back")
    assert desk.disease_pack(ward.workspace).pack.id == "neutral"


# ------------------------------------------------------------------ after a check
def test_after_a_check_a_health_worker_leaves_the_referral_to_an_officer(ward: Counter) -> None:
    ward.show("after_check", code="K3Q7D", result="isolate", looked="no")
    said = ward.everything_said()
    assert "Health staff look next" in said and "An officer begins a record" in said
    assert ward.screen.sop() == "S15"
    ward.press("after_check.primary")
    ward.press("askPrivate.primary")
    assert [each.form for each in desk.drafts(ward.workspace)] == ["health"]
    assert ward.place == "form"


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ("emergency", "Ambulance first"),
        ("isolate", "Health staff look next"),
        ("second_check", "Look once more"),
        ("none", "Nothing more is needed now"),
        ("of_a_newer_form", "Health staff look next"),
    ],
)
def test_each_result_is_said_as_the_next_step(counter: Counter, result: str, said: str) -> None:
    counter.show("after_check", code="K3Q7D", result=result, looked="yes")
    assert counter.find("after_check.headline").plain_text() == said
    assert "still to be done" not in counter.everything_said()
    counter.press("after_check.primary")
    assert counter.place == "screening"


def test_a_check_begun_by_mistake_leaves_nothing_behind(counter: Counter) -> None:
    counter.show("screening")
    for answer in ("", "HS-01"):
        draft = desk.start_health_check(counter.workspace).value
        counter.show("form", case=draft.case_code, draft=draft.id)
        if answer:
            InstrumentPage(counter.screen).answer(answer, "seen")
        counter.press("form.back")
        assert [each.id for each in desk.drafts(counter.workspace)] == ([draft.id] if answer else [])


def test_danger_in_a_health_check_opens_the_card_and_touches_no_record(counter: Counter) -> None:
    before = desk.start_health_check(counter.workspace).value
    counter.show("form", case=before.case_code, draft=before.id)
    counter.desk.on_key(GlobalKey.PRIORITY)
    counter.settle()
    assert counter.place == "document"
    with counter.workspace.store.read() as transaction:
        assert f"case:{before.case_code}" not in transaction.journal.subjects("case:")


# ------------------------------------------------------------------ practice
@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEALTH])
def test_a_health_check_is_practised_from_the_story_to_the_comparison(
    qtbot: QtBot, checkpoint: desk.Workspace, role: Role
) -> None:
    here = replace(checkpoint, user=User(UserId("P1"), role, False))
    window = Counter(qtbot, here)
    try:
        window.show("practice")
        stories = window.everything_said()
        assert "Fever after the night bus" in stories
        assert ("Over the river at night" in stories) == (role is Role.OFFICER)
        window.show("drill", drill="21_health_fever")
        window.press("drill.primary")
        if window.sees("askPrivate"):
            window.press("askPrivate.primary")
        page = InstrumentPage(window.screen)
        page.fill({"HS-01": "seen", "HS-02": "38.6", "HS-03": "cough", "HS-07": "sick", "HS-15": "hospital"})
        page.finish()
        assert window.place == "after_check"
        window.press("after_check.primary")
        assert window.place == "drill"
        window.press("drill.primary")
        said = window.everything_said()
        assert "You came to: Health staff look next" in said
        assert "Short of breath is always watched." in said
    finally:
        window.close()


# ------------------------------------------------------------------ the author's folder
def test_who_edits_content_writes_limits_into_the_folder(
    qtbot: QtBot, checkpoint: desk.Workspace, tmp_path: Path
) -> None:
    author = replace(checkpoint, user=User(UserId("C1"), Role.CONTENT_ADMIN, False))
    desk.set_author_folder(author, tmp_path)
    window = DeskWindow(qtbot, author)
    try:
        window.show("limits")
        window.rest()
        assert "In use, not in the folder." in window.everything_said()
        window.press("limits.kept.respiratory.toml.change")
        window.type("limitsSheet.fever", "hot")
        window.press("limitsSheet.primary")
        window.rest()
        assert "A number from 36.0 to 42.0." in window.everything_said()
        window.type("limitsSheet.fever", "37,4")
        window.find("limitsSheet.source", QLineEdit).clear()
        window.press("limitsSheet.primary")
        assert "Write this." in window.everything_said()
        window.type("limitsSheet.source", "Letter 12")
        window.press("limitsSheet.sign.throat")
        window.press("limitsSheet.primary")
        window.rest()
        assert not window.sees("limitsSheet.primary")
        (kept,) = desk.kept_limits(author, tmp_path)
        assert kept.pack is not None and (kept.pack.fever_from, kept.pack.draft) == (37.4, True)
        assert "throat" in kept.pack.watch
        assert "Fever from 37.4 °C" in window.find("limits.kept.respiratory.toml.detail").plain_text()
        found = desk.compose_pack(author, [tmp_path / "health"], draft=True)
        (line,) = kind_lines(found.changes)
        assert line.title == "Limits of health checks"
        assert "37.8 °C" in line.lines[0] and "37.4 °C" in line.lines[0]
        assert desk.disease_pack(author).pack.id == "neutral", "nothing is in use before it was signed"
        window.press("limits.kept.respiratory.toml.remove")
        window.press("askRemove.primary")
        window.rest()
        assert desk.kept_limits(author, tmp_path) == []
    finally:
        window.close()


def test_a_health_worker_has_no_folder(ward: Counter) -> None:
    ward.show("limits")
    assert not ward.sees("limits.folderCard")
