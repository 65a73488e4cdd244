"""A supervisor sends texts to reviewers and takes them back in the window, seeing first what changes."""

from __future__ import annotations

import csv
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QListWidget
from tests.desk.workbooks import fill_all
from tests.ui.screens.desk_window import DeskWindow

from borderdesk import desk
from borderdesk.ui.widgets import FolderChooser

SIGNED: dict[str, object] = {"status": "reviewed", "reviewer": "Reader", "reviewed_on": "2026-01-01"}


@pytest.fixture
def folder(tmp_path: Path, supervisor: desk.Workspace) -> Path:
    """The author's folder of this desk."""
    place = tmp_path / "December"
    place.mkdir()
    desk.set_author_folder(supervisor, place)
    return place


def one_sheet_as_csv(book: Path) -> Path:
    """The first texts of a workbook as a spreadsheet program saves one sheet of it."""
    saved = book.with_name("sentences.CSV")
    with (
        closing(openpyxl.load_workbook(book, read_only=True)) as opened,
        saved.open("w", encoding="utf-8", newline="") as file,
    ):
        csv.writer(file).writerows(opened["sentences"].iter_rows(max_row=3, values_only=True))
    return saved


@pytest.mark.parametrize(("language", "size"), [("en", (1366, 697)), ("lo", (683, 345))])
def test_a_workbook_goes_out_and_comes_back(
    open_desk: Callable[..., DeskWindow],
    supervisor: desk.Workspace,
    folder: Path,
    stick: Path,
    language: str,
    size: tuple[int, int],
) -> None:
    window = open_desk(supervisor, language=language, size=size)
    window.show("translations")
    window.rest()
    assert "0" in window.text("translations.th.detail")
    window.press("translations.th.see")
    assert window.sideways() == [] and window.cut() == [] and window.small_or_nameless() == []
    window.press("translations.th.export")
    window.choose_folder("translations.place", stick)
    (book,) = stick.iterdir()
    assert book.name in window.text("translations.headline")
    window.press("translations.th.export")
    window.choose_folder("translations.place", stick)
    assert len(list(stick.iterdir())) == 2, "a workbook is never written over another"

    fill_all(book, {"Stop": {**SIGNED, "Thai_(th)": "หยุดก่อน"}, "Next": {"Thai_(th)": "ต่อไป {x}"}})
    window.press("translations.primary")
    window.choose_file("translations.chooser", book)
    window.rest()
    assert "1" in window.text("translations.changes.text") and "1" in window.text("translations.leftOut.text")
    assert not list(folder.iterdir()), "a look writes nothing"
    window.desk.mode.conceal()
    window.press("translations.changes.see")
    window.press("translations.leftOut.see")
    assert "หยุดก่อน" not in window.everything_said()
    window.desk.mode.enter_private()
    window.rest()
    assert "หยุดก่อน" in window.text("translations.changes.lines")
    assert "{x}" in window.text("translations.leftOut.lines")
    assert window.sideways() == [] and window.cut() == [] and window.small_or_nameless() == []
    window.press("translations.primary")
    window.rest()
    assert "December" in window.text("translations.headline")
    assert "หยุดก่อน" in (folder / "translations-th.po").read_text(encoding="utf-8")
    assert "1" in window.text("translations.th.detail")


def test_what_is_no_such_workbook_is_refused_at_its_place_and_not_now_puts_it_away(
    open_desk: Callable[..., DeskWindow], supervisor: desk.Workspace, folder: Path, stick: Path
) -> None:
    openpyxl.Workbook().save(stick / "other.xlsx")
    (stick / "holiday.jpg").write_bytes(b"")
    book = desk.write_workbook(supervisor, stick, "th").path
    fill_all(book, {"Stop": SIGNED})
    sheet = one_sheet_as_csv(book)
    window = open_desk(supervisor)
    window.show("translations")
    window.rest()
    window.press("translations.primary")
    window.find("translations.chooser", FolderChooser).look_in(stick)
    window.rest()
    listed = window.find("translations.chooser.list", QListWidget)
    offered = {listed.item(place).text() for place in range(listed.count())}
    assert offered == {book.name, sheet.name, "other.xlsx"}
    window.choose_file("translations.chooser", sheet)
    assert "Thai" in window.text("translations.file")
    window.press("translations.later")
    window.press("translations.primary")
    window.choose_file("translations.chooser", stick / "other.xlsx")
    assert "column" in window.text("translations.problem")
    window.press("translations.primary")
    window.choose_file("translations.chooser", book)
    assert "Thai" in window.text("translations.file")
    assert not window.sees("translations.problem")
    window.press("translations.later")
    assert not window.sees("translations.look") and not list(folder.iterdir())
    window.press("translations.primary")
    window.choose_file("translations.chooser", book)
    fill_all(book, {"Next": {"note": "again"}})
    window.press("translations.primary")
    window.rest()
    assert "saved again" in window.text("translations.problem") and not list(folder.iterdir())


def test_without_a_folder_a_workbook_can_go_out_but_none_comes_in(
    open_desk: Callable[..., DeskWindow], supervisor: desk.Workspace
) -> None:
    window = open_desk(supervisor)
    window.show("more")
    window.press("more.translations")
    window.rest()
    assert not window.find("translations.primary").isEnabled()
    assert window.find("translations.th.export").isEnabled()
    assert "Choose the folder that the texts go into first." in window.everything_said()
