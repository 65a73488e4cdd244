"""A desk with a second screen for the person: run again on a platform that has two (the last test)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from tests.journeys.pages.keyboard import settle
from tests.journeys.pages.officer import Officer
from tests.journeys.pages.post import Post
from tests.journeys.pages.shell import PIN

from borderdesk.ui.screens.person.windows import PersonWindow

TWO = "BORDERDESK_TEST_SCREENS"
two_screens = pytest.mark.skipif(TWO not in os.environ, reason="this platform has one screen")
SCREENS = [
    {"name": name, "x": left, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "logicalBaseDpi": 96}
    for name, left in (("desk", 0), ("person", 1366))
]


def persons_windows() -> list[PersonWindow]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, PersonWindow)]


def pixels(window: QWidget) -> QImage:
    return window.grab().toImage()


@two_screens
def test_the_page_opens_over_there_and_hide_covers_both_at_once(checkpoint: Post) -> None:
    Officer(checkpoint).screen_to("form")
    officers = pixels(checkpoint.window).size()
    checkpoint.keys.function(Qt.Key.Key_F8)
    (window,) = persons_windows()
    assert window.screen().name() == "person" and checkpoint.window.screen().name() == "desk"
    assert window.isFullScreen() and window.windowTitle() == "BorderDesk"
    assert checkpoint.place == "form" and not checkpoint.sees("personForm")
    checkpoint.keys.digit(1)  # the officer's own answer: the person's page follows
    settle()
    assert window.person.key == "AD-03"  # type: ignore[attr-defined]  # a question is shown

    checkpoint.keys.function(Qt.Key.Key_F9)
    covers = [window.findChild(QWidget, "cover"), checkpoint.find("cover")]
    assert [cover.size() for cover in covers if cover] == [window.size(), officers]
    assert not window.person.isVisible()  # type: ignore[attr-defined]  # the page is a widget
    assert {each.windowTitle() for each in (window, checkpoint.window)} == {"BorderDesk"}
    checkpoint.keys.function(Qt.Key.Key_F9)
    for digit in PIN:
        checkpoint.keys.digit(int(digit))
    checkpoint.keys.enter()
    settle()
    assert window.person.isVisible()  # type: ignore[attr-defined]  # as above

    checkpoint.keys.function(Qt.Key.Key_F8)
    assert window.person.neutral
    checkpoint.keys.function(Qt.Key.Key_F8)
    settle()
    assert not persons_windows()


@two_screens
def test_leaving_and_locking_leave_nothing_over_there(checkpoint: Post) -> None:
    officer = Officer(checkpoint)
    officer.screen_to("needs")
    checkpoint.keys.function(Qt.Key.Key_F8)
    assert persons_windows()
    checkpoint.keys.digit(1)  # danger: the officer's screen goes to the priority step
    checkpoint.wait_place("priority")
    assert not [each for each in persons_windows() if each.isVisible()]
    checkpoint.show("document", id="I01")
    checkpoint.press("document.person")
    (window,) = (each for each in persons_windows() if each.isVisible())
    QTest.keyClick(window, Qt.Key.Key_Escape)
    settle()
    assert not [each for each in persons_windows() if each.isVisible()]
    checkpoint.press("document.person")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.screenRemoved.emit(next(screen for screen in app.screens() if screen.name() == "person"))
    settle()
    assert not [each for each in persons_windows() if each.isVisible()]  # not over the officer's own screen
    checkpoint.press("document.person")
    assert [each for each in persons_windows() if each.isVisible()]
    checkpoint.keys.control("L")
    settle()
    assert not [each for each in persons_windows() if each.isVisible()]
    assert checkpoint.window.desk is None


def test_with_two_screens_all_of_this_is_so(qapp: QApplication, tmp_path: Path) -> None:
    layout = tmp_path / "screens.json"
    layout.write_text(json.dumps({"screens": [{**screen, "dpr": 1} for screen in SCREENS]}))
    platform = f"offscreen:configfile={layout}"
    if TWO in os.environ:
        assert [screen.name() for screen in QGuiApplication.screens()] == ["desk", "person"]
        return
    again = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", __file__]
    told = {**os.environ, "QT_QPA_PLATFORM": platform, TWO: "2"}
    done = subprocess.run(again, env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "3 passed" in done.stdout, done.stdout[-3000:]
