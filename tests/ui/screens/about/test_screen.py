"""About in the window: the report names no record, the self-test runs beside the work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.ui.screens.desk_window import DeskWindow, seen_traveller

from borderdesk import desk
from borderdesk.domain.case import Person


def test_the_report_on_the_stick_holds_no_record_and_no_name(
    open_desk: Callable[..., DeskWindow], checkpoint: desk.Workspace, stick: Path
) -> None:
    code = seen_traveller(checkpoint)
    desk.record_person(checkpoint, code, Person(name_as_used="Somchai Boonmee"))
    window = open_desk(checkpoint)
    window.show("about")
    window.rest()
    window.press("about.report")
    shown = window.text("report.text")
    window.press("report.write")
    window.choose_folder("reportChooser", stick)
    written = (stick / "borderdesk-report-HXY.txt").read_text(encoding="utf-8")
    assert written == shown
    assert written.startswith("BorderDesk ")
    assert code not in written
    assert code.split("-")[3] not in written
    assert "Somchai" not in written
    assert "Safe to remove." in window.text("about.banner")


def test_the_self_test_ends_with_every_part_in_order(
    open_desk: Callable[..., DeskWindow], checkpoint: desk.Workspace
) -> None:
    window = open_desk(checkpoint)
    window.show("about")
    window.rest()
    window.press("about.test.run")
    window.rest()
    assert window.text("about.test.papers.detail") == "OK"
    assert window.text("about.test.history.detail") == "OK"
    assert window.find("about.test.run").isEnabled()


def test_the_words_are_those_of_this_desks_key(
    open_desk: Callable[..., DeskWindow], checkpoint: desk.Workspace
) -> None:
    window = open_desk(checkpoint)
    window.show("about")
    window.rest()
    assert window.find("about.words").words == desk.card_words(checkpoint)
