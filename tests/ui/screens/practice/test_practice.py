"""Practice in the window: the stories, the person's answers, the comparison, and the way in and out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from tests.desk import posts
from tests.desk.test_exercises import play
from tests.ui.screens.counter import Counter
from tests.ui.screens.desk_window import DeskWindow

from borderdesk import desk
from borderdesk.ui.app import Program


def test_a_story_is_begun_at_first_sight_and_the_person_can_be_asked_there(counter: Counter) -> None:
    counter.show("practice")
    assert not counter.sees("shell.askPerson")
    counter.press("practice.open.01_adult")
    assert "Keo, 26" in counter.everything_said()
    counter.press("drill.primary")
    assert counter.screen.name == "sight"
    assert not counter.sees("sight.nothing")  # would end the story without a word about it
    counter.press("shell.askPerson")
    said = counter.everything_said()
    assert "There was no free day" in said
    assert "AD-17" not in said
    counter.type("story.search", "AD-17")
    assert "AD-17" in counter.everything_said()


@pytest.mark.parametrize("language", ["en", "lo"])
def test_the_comparison_tells_what_differs_and_why_without_any_number(
    qtbot: QtBot, checkpoint: desk.Workspace, language: str
) -> None:
    play(checkpoint, "01_adult", {"adult": {"AD_18": "no", "AD_19": "no"}})
    window = DeskWindow(qtbot, checkpoint, language=language, size=(683, 345))
    window.show("drill", drill="01_adult")
    window.press("drill.primary")
    window.rest()
    said = window.everything_said()
    assert "AD-18" in said
    assert "%" not in said
    if language == "en":
        assert "Without the long days" in said
        assert "Marked in the story and not here: Pay and work conditions." in window.text("drill.summary")
    assert window.sideways() == []
    assert window.cut() == []
    assert window.small_or_nameless() == []
    window.close()


@pytest.fixture
def real(tmp_path: Path) -> Iterator[desk.Workspace]:
    here = posts.workspace(tmp_path, "checkpoint")
    yield here
    here.close()


def test_what_was_finished_is_added_to_the_record_by_its_own_button(
    qtbot: QtBot, real: desk.Workspace, tmp_path: Path
) -> None:
    trainee = desk.open_practice(real.folder, str(real.user.id), "HXY", language="en")
    desk.finish_drill(trainee, play(trainee, "07_refusal"))
    trainee.close()
    window = DeskWindow(qtbot, real)
    window.show("practice")
    window.rest()
    assert window.sees("practice.add")
    window.press("practice.add")
    window.rest()
    assert not window.sees("practice.add")
    assert [each.drill for each in desk.own_training(real)] == ["07_refusal"]
    window.press("practice.certificate")
    window.rest()
    assert window.sees("certificate.page.1")
    window.press("certificate.save")
    stick = tmp_path / "stick"
    stick.mkdir()
    window.choose_folder("certificateFolder", stick)
    assert [path.name for path in stick.iterdir()] == ["certificate-O1.pdf"]
    window.close()


def test_opening_practice_closes_the_real_workspace_and_leaving_leads_back_to_unlock(
    qtbot: QtBot, real: desk.Workspace
) -> None:
    program = Program(real.folder)
    qtbot.addWidget(program.window)
    program.window.show()
    program.work(real)
    assert program.window.desk is not None
    program.window.desk.practice_asked.emit()
    qtbot.waitUntil(lambda: program.window.desk is not None)
    inside = program.window.desk
    assert inside.workspace.practice
    assert inside.workspace.folder == desk.practice_folder(real.folder, "O1")
    assert inside.screen_shown is not None
    assert inside.screen_shown.name == "practice"
    with pytest.raises(Exception, match=r"workspace\.closed"):
        desk.cases(real)
    assert inside.practice is not None
    inside.practice.leave.click()
    assert program.window.desk is None
    assert program.window.findChild(object, "unlock.title") is not None
    qtbot.waitUntil(lambda: not program.jobs.running())


def test_the_document_of_a_story_stays_above_the_form_and_grows_and_shrinks_by_keys(counter: Counter) -> None:
    counter.show("drill", drill="01_adult")
    assert not counter.sees("shell.document")
    counter.show("drill", drill="14_doc_number")
    counter.press("drill.primary")
    counter.press("askPrivate.primary")
    assert counter.screen.name == "form"
    counter.press("shell.document")
    area = counter.find("shell.specimen.area")
    assert "UC6188047" in area.accessibleDescription()
    page = counter.find("shell.specimen.page", QLabel)
    before = page.pixmap().width()
    QTest.keyClick(area, Qt.Key.Key_Plus)
    QTest.keyClick(area, Qt.Key.Key_Plus)
    assert page.pixmap().width() > before
    QTest.keyClick(area, Qt.Key.Key_0)
    assert page.pixmap().width() == before
    QTest.keyClick(area, Qt.Key.Key_Minus)
    assert page.pixmap().width() < before
    counter.press("shell.document")
    assert not counter.sees("shell.specimen")


def test_nothing_in_practice_leads_outward(counter: Counter) -> None:
    assert "practice" in counter.desk.rail.items
    assert not {"transfer", "exports"} & counter.desk.rail.items.keys()
