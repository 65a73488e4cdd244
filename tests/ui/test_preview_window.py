"""A form author's window: the player without keeping anything, read again as the file changes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.journeys.pages.form import FormPage

from borderdesk.text import set_language
from borderdesk.ui import theme
from borderdesk.ui.jobs import Jobs
from borderdesk.ui.preview_window import PreviewWindow
from borderdesk.ui.widgets import Label

FORM = """
| survey |
| | type | name | label::English (en) | label::Lao (lo) | relevant | constraint |
| | select_one yn | kept | Are papers kept? | ເອກະສານຖືກເກັບໄວ້ບໍ່? | | |
| | text | who | Who keeps them? | ໃຜເກັບ? | ${kept} = 'yes' | string-length(.) > 2 |
| | integer | age | Age | ອາຍຸ | | . < 100 |
| choices |
| | list_name | name | label::English (en) | label::Lao (lo) |
| | yn | yes | Yes | ແມ່ນ |
| | yn | no | No | ບໍ່ |
| settings |
| | form_id | version | form_title |
| | papers | 1 | Papers |
"""


class Author:
    """Works on a form file with the preview open."""

    def __init__(self, qtbot: QtBot, path: Path, size: tuple[int, int]) -> None:
        self._qtbot = qtbot
        self.path = path
        self.window = PreviewWindow(path, Jobs())
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.window.pane.read()

    @property
    def form(self) -> FormPage:
        self._qtbot.waitUntil(lambda: self.window.pane.player is not None)
        assert self.window.pane.player is not None
        return FormPage(self.window.pane.player)

    def writes(self, table: str) -> None:
        """Save the file as editors do, and wait until the preview has taken it in."""
        part = self.path.with_suffix(".part")
        part.write_text(table, encoding="utf-8")
        part.replace(self.path)

    def waits(self, fact: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(fact)

    def find(self, name: str) -> QWidget:
        found = self.window.findChild(QWidget, name)
        assert found is not None, name
        return found

    def opens(self, view: str) -> str:
        button = self.find(f"preview.{view}")
        assert isinstance(button, QAbstractButton)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        text = self.find("preview.text")
        assert isinstance(text, QPlainTextEdit)
        return text.toPlainText()

    @property
    def state(self) -> str:
        label = self.find("preview.state")
        assert isinstance(label, Label)
        return label.plain_text()


@pytest.fixture
def author(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Author]]:
    set_language("en")
    theme.apply(theme.Appearance())
    open_windows: list[Author] = []

    def begin(table: str = FORM, size: tuple[int, int] = (1366, 720)) -> Author:
        path = tmp_path / "papers.md"
        path.write_text(table, encoding="utf-8")
        open_windows.append(Author(qtbot, path, size))
        return open_windows[-1]

    yield begin
    for each in open_windows:
        each.window.close()
        each.window.deleteLater()
    set_language("en")


def test_the_record_and_the_reasons_follow_the_answers(author: Callable[..., Author]) -> None:
    at_work = author()
    at_work.form.answer("kept", "yes")
    assert "<kept>yes</kept>" in at_work.opens("record")
    at_work.form.screen.stack.focus_question("who")
    reasons = at_work.opens("reasons")
    assert reasons.startswith("/data/who (string)")
    assert "Shown: yes" in reasons
    assert "/data/kept = 'yes' = true" in reasons
    assert "nothing you answer here is stored" in at_work.state


def test_a_changed_file_is_read_again_and_answers_stay(author: Callable[..., Author]) -> None:
    at_work = author()
    at_work.form.answer("kept", "yes")
    before = at_work.window.pane.player
    at_work.writes(
        FORM.replace("Are papers kept?", "Are your papers kept?").replace("| papers | 1 |", "| papers | 2 |")
    )
    at_work.waits(lambda: at_work.window.pane.player is not before)
    assert at_work.form.chosen("kept") == ["yes"]
    assert at_work.state == "Read again. All answers are kept."
    card = at_work.form.screen.stack.card("kept")
    assert card is not None
    assert card.label.plain_text() == "Are your papers kept?"

    second = at_work.window.pane.player
    at_work.writes(
        FORM.replace("| yn | yes | Yes | ແມ່ນ |", "| yn | sure | Sure | ແມ່ນ |").replace("'yes'", "'sure'")
    )
    at_work.waits(lambda: at_work.window.pane.player is not second)
    assert at_work.state == "Read again. 1 answer did not fit any more."


def test_a_file_broken_for_a_moment_leaves_the_form_standing(author: Callable[..., Author]) -> None:
    at_work = author()
    at_work.form.answer("kept", "yes")
    at_work.writes(FORM.replace("select_one yn", "select_one nothing"))
    at_work.waits(lambda: at_work.window.banner.plain_text() != "")
    assert "Below is the form as it was" in at_work.state
    assert at_work.form.chosen("kept") == ["yes"]
    at_work.writes(FORM.replace("| papers | 1 |", "| papers | 2 |"))
    at_work.waits(lambda: at_work.window.banner.plain_text() == "")
    assert at_work.form.chosen("kept") == ["yes"]


def test_findings_are_listed_for_the_author(author: Callable[..., Author]) -> None:
    at_work = author(FORM.replace("| yn | no | No | ບໍ່ |", "| yn | no | No | |"))
    assert at_work.form.progress
    tab = at_work.find("preview.findings")
    assert isinstance(tab, QAbstractButton)
    assert tab.accessibleName() == "1 finding"
    at_work.opens("findings")
    shown = at_work.find("preview.findings.list")
    assert isinstance(shown, Label)
    assert "Lao (lo)" in shown.plain_text()


def test_finishing_says_what_is_open_and_stores_nothing(
    author: Callable[..., Author], tmp_path: Path
) -> None:
    at_work = author()
    at_work.form.answer("kept", "no")
    at_work.form.go_on()
    at_work.waits(lambda: at_work.state == "The form is complete. Nothing was stored.")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["papers.md"]


def test_in_a_small_window_form_and_inside_take_turns(author: Callable[..., Author]) -> None:
    set_language("lo")
    at_work = author(size=(683, 345))
    player = at_work.form.screen
    assert player.isVisible()
    assert not at_work.window.pane.workbench.isVisible()
    flip = at_work.find("preview.flip")
    QTest.mouseClick(flip, Qt.MouseButton.LeftButton)
    assert at_work.window.pane.workbench.isVisible()
    assert not player.isVisible()
    QTest.mouseClick(flip, Qt.MouseButton.LeftButton)
    assert player.isVisible()


def test_the_language_of_the_program_can_be_changed_while_trying(author: Callable[..., Author]) -> None:
    at_work = author()
    at_work.form.answer("kept", "yes")
    at_work.window.speak("lo")
    card = at_work.form.screen.stack.card("kept")
    assert card is not None
    assert card.label.plain_text() == "ເອກະສານຖືກເກັບໄວ້ບໍ່?"
    assert at_work.form.chosen("kept") == ["yes"]
