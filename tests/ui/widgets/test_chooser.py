"""Choosing a folder or a file without Qt's own dialogs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from borderdesk.ui import theme
from borderdesk.ui.jobs import Jobs
from borderdesk.ui.widgets import FolderChooser
from borderdesk.ui.widgets.chooser import list_folder, places, typed_path
from borderdesk.ui.widgets.stick_bar import StickBar


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    theme.apply(theme.Appearance())
    made = Jobs()
    yield made
    made.stop()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "BorderDesk").mkdir()
    (tmp_path / "HXY.card").write_bytes(b"card")
    (tmp_path / "holiday.jpg").write_bytes(b"jpg")
    (tmp_path / ".hidden").mkdir()
    return tmp_path


def test_only_folders_and_fitting_files_are_listed(stick: Path) -> None:
    assert list_folder(stick, "*.card").files == ("HXY.card",)
    assert list_folder(stick, "*.card").folders == ("BorderDesk",)
    assert list_folder(stick, None).files == ()


def test_folders_stand_where_a_lao_reader_looks_for_them(tmp_path: Path) -> None:
    for name in ("ເອກະສານ", "ສະຖານີ", "ຈຸດກວດ", "Backup", "ໂຕະ"):
        (tmp_path / name).mkdir()
    assert list_folder(tmp_path, None).folders == ("ຈຸດກວດ", "ສະຖານີ", "ໂຕະ", "ເອກະສານ", "Backup")


def test_a_stick_that_is_gone_is_said_so(stick: Path) -> None:
    assert not list_folder(stick / "gone", None).readable


def test_there_is_always_somewhere_to_start() -> None:
    assert places()[-1].path == Path.home()


def test_a_home_that_nobody_here_has_is_a_path_like_any_other() -> None:
    assert typed_path(" ~nobody-of-this-name/x ") == Path("~nobody-of-this-name/x")


def test_what_a_system_hides_on_a_stick_is_not_listed(stick: Path) -> None:
    (stick / "$RECYCLE.BIN").mkdir()
    assert list_folder(stick, None).folders == ("BorderDesk",)


def test_a_file_is_chosen_by_keyboard(jobs: Jobs, window: QWidget, stick: Path, qtbot: QtBot) -> None:
    chosen: list[Path] = []
    chooser = FolderChooser("Card", chosen.append, jobs, files="*.card", start=stick)
    chooser.open_in(window)
    qtbot.waitUntil(lambda: chooser.list.count() == 2)
    assert not chooser.choose.isEnabled()
    chooser.list.setFocus()
    QTest.keyClick(chooser.list, Qt.Key.Key_Down)
    assert chooser.choose.isEnabled()
    chooser.choose.click()
    assert chosen == [stick / "HXY.card"]
    assert chooser.isHidden()


def test_a_path_typed_at_once_takes_the_place_of_the_one_that_stands_there(
    jobs: Jobs, window: QWidget, stick: Path, qtbot: QtBot
) -> None:
    chosen: list[Path] = []
    chooser = FolderChooser("Card", chosen.append, jobs, files="*.card", start=stick / "BorderDesk")
    chooser.open_in(window)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, str(stick / "HXY.card"))
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert chosen == [stick / "HXY.card"]


def test_ctrl_enter_in_the_list_chooses_the_file_once(
    jobs: Jobs, window: QWidget, stick: Path, qtbot: QtBot
) -> None:
    chosen: list[Path] = []
    chooser = FolderChooser("Card", chosen.append, jobs, files="*.card", start=stick)
    chooser.open_in(window)
    qtbot.waitUntil(lambda: chooser.list.count() == 2)
    chooser.list.setFocus()
    QTest.keyClick(chooser.list, Qt.Key.Key_Down)
    QTest.keyClick(chooser.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert chosen == [stick / "HXY.card"]


def test_a_folder_is_opened_by_one_click_and_chosen(
    jobs: Jobs, window: QWidget, stick: Path, qtbot: QtBot
) -> None:
    chosen: list[Path] = []
    chooser = FolderChooser("Stick", chosen.append, jobs, start=stick)
    chooser.open_in(window)
    qtbot.waitUntil(lambda: chooser.list.count() == 1)
    where = chooser.list.visualItemRect(chooser.list.item(0)).center()
    QTest.mouseClick(chooser.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    qtbot.waitUntil(lambda: chooser.path.text() == str(stick / "BorderDesk") and chooser.list.count() == 0)
    chooser.choose.click()
    assert chosen == [stick / "BorderDesk"]


@pytest.mark.parametrize(("typed", "meant"), [("", "."), ("BorderDesk", "BorderDesk")])
def test_a_path_without_its_beginning_is_meant_from_the_folder_shown(
    jobs: Jobs, window: QWidget, stick: Path, typed: str, meant: str
) -> None:
    chosen: list[Path] = []
    chooser = FolderChooser("Stick", chosen.append, jobs, start=stick)
    chooser.open_in(window)
    chooser.path.setText(typed)
    chooser.choose.click()
    assert chosen == [stick / meant]


def test_a_folder_that_cannot_be_read_cannot_be_chosen(
    jobs: Jobs, window: QWidget, stick: Path, qtbot: QtBot
) -> None:
    chooser = FolderChooser("Stick", lambda path: None, jobs, start=stick / "gone")
    chooser.open_in(window)
    qtbot.waitUntil(lambda: not chooser.choose.isEnabled())
    assert chooser.choose.reason() != ""
    chooser.close_sheet()


def test_what_a_stick_was_wanted_for_and_given_up_is_not_done_with_the_next_one(
    jobs: Jobs, window: QWidget, stick: Path, qtbot: QtBot
) -> None:
    bar = StickBar(jobs, window, name="stick")
    bar.setParent(window)
    written: list[str] = []
    for wanted in ("given up", "again"):
        bar.with_stick(lambda _folder, wanted=wanted: written.append(wanted))
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
        bar.choose()
        bar.use(stick)
        assert written == []
        bar.folder = None
    bar.with_stick(lambda _folder: written.append("wanted now"))
    bar.use(stick)
    assert written == ["wanted now"]
    qtbot.waitUntil(lambda: not jobs.running())
