"""The class as a trainer sees it: who did what, where answers differ, bars without names, the papers."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.slips.reading import words
from tests.ui.screens.desk_window import DeskWindow

from borderdesk import desk
from borderdesk.ui.screens.paper_sheet import PaperSheet
from borderdesk.ui.widgets import Table


@pytest.mark.parametrize(("language", "size"), [("en", (1366, 697)), ("lo", (683, 345))])
def test_the_class_is_seen_with_what_differs_and_why(
    qtbot: QtBot, trainer: desk.Workspace, language: str, size: tuple[int, int]
) -> None:
    window = DeskWindow(qtbot, trainer, language=language, size=size)
    window.show("practice")
    window.press("practice.class")
    window.rest()
    said = window.everything_said()
    assert "O1 · VTE" in said
    assert "AD-18" in said
    assert "O2 VTE" in said
    assert "%" not in said
    if language == "en":
        assert "No: O1 VTE · Not sure: O2 VTE · In the story: Yes" in said
        assert "Without the long days" in said
        assert "6 of 11 attempts were as in the story" in said
    assert window.sees("class.chart")
    assert not window.sees("class.table")
    window.press("class.showTable")
    window.rest()
    (row,) = window.find("class.table", Table).rows()
    assert (row.cells["matching"], row.cells["attempts"]) == ("6", "11")
    assert window.sideways() == []
    assert window.cut() == []
    assert window.small_or_nameless() == []
    window.close()


def test_what_differs_waits_for_private_mode(qtbot: QtBot, trainer: desk.Workspace) -> None:
    window = DeskWindow(qtbot, trainer)
    window.desk.mode.conceal()
    window.show("class")
    window.rest()
    said = window.everything_said()
    assert "AD-18" in said
    assert "Without the long days" not in said
    assert "Back from the packing plant" in said
    assert "raffick" not in said
    assert window.sees("class.private")
    window.close()


def test_report_and_certificate_are_shown_as_they_print_and_saved(
    qtbot: QtBot, trainer: desk.Workspace, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    window = DeskWindow(qtbot, trainer)
    window.show("class")
    window.rest()
    window.press("class.primary")
    window.rest()
    report = window.find("classReport", PaperSheet)
    assert report.drawn is not None
    assert "O1 VTE" in words(report.drawn)
    window.press("classReport.without")
    window.rest()
    assert report.drawn is not None
    assert "O1" not in words(report.drawn)
    window.press("classReport.save")
    window.choose_folder("classReportFolder", folder)
    report.dismiss()
    window.press("class.trainee.1.certificate")
    window.rest()
    window.type("certificate.name", "Keo Trainee")
    certificate = window.find("certificate", PaperSheet)
    qtbot.waitUntil(lambda: certificate.drawn is not None and "Keo Trainee" in words(certificate.drawn))
    window.press("certificate.save")
    window.choose_folder("certificateFolder", folder)
    names = sorted(path.name for path in folder.iterdir())
    assert names[0] == "certificate-O2.pdf"
    assert names[1].startswith("class-")
    window.close()
