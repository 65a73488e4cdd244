"""A supervisor changes the directory in the window; it goes into the folder of the next pack."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.desk import content
from tests.ui.screens.desk_window import DeskWindow

from borderdesk import desk
from borderdesk.desk.directory_fields import Part
from borderdesk.resources import at_work
from borderdesk.text import set_language
from borderdesk.text.collation import sort_key
from borderdesk.ui.screens.directory.row_sheet import RowSheet


@pytest.mark.parametrize(("language", "size"), [("en", (1366, 697)), ("lo", (683, 345))])
def test_a_row_is_marked_changed_and_checked(
    open_desk: Callable[..., DeskWindow],
    supervisor: desk.Workspace,
    tmp_path: Path,
    language: str,
    size: tuple[int, int],
) -> None:
    folder = tmp_path / "December"
    folder.mkdir()
    desk.set_author_folder(supervisor, folder)
    window = open_desk(supervisor, language=language, size=size)
    window.show("directory")
    window.rest()
    window.desk.mode.conceal()
    window.settle()
    assert "raffick" not in window.everything_said() and "ຄ້າມະນຸດ" not in window.everything_said()
    assert not window.sees("directory.row.atd-bokeo.open")
    window.desk.mode.enter_private()
    window.settle()
    shipped = len(desk.directory_rows(supervisor))
    assert str(shipped) in window.text("directory.summary")
    assert "LA-BK" not in window.everything_said() and "child_protection" not in window.everything_said()
    window.press("directory.row.atd-bokeo.open")
    window.type("row.phone", "020 5555 1234")
    window.press("row.primary")
    assert "020 5555 1234" in problem(window, "phone"), "a mobile is a person's until somebody says otherwise"
    window.type("row.phone", "084 211 000")
    window.press("row.primary")
    assert problem(window, "phone"), "nobody said that it is an office's number"
    window.press("row.office")
    window.find("row.source").clear()
    window.press("row.primary")
    assert problem(window, "source") and not problem(window, "phone")
    window.type("row.source", "Visit")
    window.press("row.checked")
    window.press("row.primary")
    assert problem(window, "checked_by"), "a check names for whom"
    window.type("row.organisation", "DoI")
    assert window.sideways() == [] and window.cut() == [] and window.small_or_nameless() == []
    window.press("row.primary")
    window.rest()
    detail = window.text("directory.row.atd-bokeo.detail")
    assert "084 211 000" in detail and f"{supervisor.user.id}, DoI" in detail
    assert str(shipped - 1) in window.text("directory.summary")
    window.press("directory.row.atd-bokeo.open")
    window.press("row.remove")
    window.press("askRemove.primary")
    window.rest()
    assert len(desk.directory_rows(supervisor, folder)) == shipped - 1
    window.press("directory.row.hospital-mahosot.check")
    assert window.find("check.organisation").text() == "DoI"
    window.press("check.primary")
    window.rest()
    assert "DoI" in window.text("directory.row.hospital-mahosot.detail")


def test_a_row_that_was_changed_is_not_left_by_a_stray_esc(
    open_desk: Callable[..., DeskWindow], supervisor: desk.Workspace, tmp_path: Path
) -> None:
    desk.set_author_folder(supervisor, tmp_path)
    window = open_desk(supervisor)
    window.show("directory")
    window.rest()
    window.press("directory.row.atd-bokeo.open")
    window.key(Qt.Key.Key_Escape)
    window.settle()
    assert not window.sees("row"), "nothing was changed"
    window.press("directory.row.atd-bokeo.open")
    window.type("row.phone", "021 214 000")
    window.key(Qt.Key.Key_Escape)
    window.settle()
    assert window.text("askLeave.text") == "What you changed here is not kept."
    window.key(Qt.Key.Key_Escape)
    window.settle()
    assert window.find("row.phone").text() == "021 214 000"
    window.press("row.back")
    window.press("askLeave.primary")
    window.settle()
    assert not window.sees("row")


def test_a_new_row_does_not_write_over_one_of_its_name_and_ctrl_enter_saves(
    open_desk: Callable[..., DeskWindow], supervisor: desk.Workspace, tmp_path: Path
) -> None:
    content.written(tmp_path / "author", {"services.toml": content.service()})
    window = open_desk(supervisor)
    window.show("directory")
    window.rest()
    window.desk.mode.enter_private()
    window.screen.use(tmp_path / "author")
    window.press("directory.primary")
    window.type("row.id", "lwu-bokeo")
    QTest.keyClick(window.find("row.id"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "There is another row called lwu-bokeo" in problem(window, "id")


def test_a_row_stays_open_until_it_is_written(
    open_desk: Callable[..., DeskWindow], supervisor: desk.Workspace, tmp_path: Path
) -> None:
    desk.set_author_folder(supervisor, tmp_path)
    window = open_desk(supervisor)
    window.show("directory")
    window.rest()
    window.press("directory.row.atd-bokeo.open")
    window.type("row.phone", "020 5555 1234")
    for refused in (True, False):
        before = Event()
        window.jobs.run(before.wait, owner=window.window)
        window.press("row.primary")
        window.key(Qt.Key.Key_Escape)
        window.settle()
        sheet = window.find("row")
        assert not window.find("row.primary").isEnabled() and not window.sees("askLeave")
        before.set()
        window.rest()
        assert window.sees("row") is refused
        if refused:
            assert window.find("row.phone").hasFocus() and sheet.rows["phone"].problem()
            window.type("row.phone", "084 211 000")
            window.press("row.office")
    assert "084 211 000" in window.text("directory.row.atd-bokeo.detail")


def problem(window: DeskWindow, field: str) -> str:
    window.rest()
    return window.window.findChild(RowSheet).rows[field].problem()


def test_rows_are_found_by_words_place_need_and_age(
    open_desk: Callable[..., DeskWindow], supervisor: desk.Workspace
) -> None:
    window = open_desk(supervisor)
    window.show("directory", tab="stations")
    window.rest()
    window.desk.mode.enter_private()
    window.type("directory.search", "houayxay")
    assert shown(window)[:1] == ["directory.row.HXY"]
    window.press("directory.row.HXY.open")
    assert not window.find("row.name_en").isEnabled(), "without a folder a row is only read"
    window.key(Qt.Key.Key_Escape)
    window.press("directory.tab.services")
    window.rest()
    for typed in ("bokeo union", "ບໍ່ແກ້ວ ສະຫະພັນ", "union bokeo speaks lao"):
        window.find("directory.search").setText(typed)
        assert shown(window) == ["directory.row.lwu-bokeo"], typed
    assert "Takes women and men · Speaks Lao" in window.text("directory.row.lwu-bokeo.detail")
    window.find("directory.search").clear()
    every = len(window.screen.rows.rows)
    window.find("directory.need").choose("child_protection")
    some = {row.objectName() for row in window.screen.rows.rows}
    window.find("directory.place").choose("LA-BK")
    fewer = {row.objectName() for row in window.screen.rows.rows}
    assert fewer < some and 0 < len(some) < every
    window.find("directory.show").choose("old")
    assert window.screen.rows.rows == [] and "No row" in window.text("directory.explain")
    window.press("directory.tab.provinces")
    window.rest()
    window.find("directory.search").setText("ບໍ່ແກ້ວ")
    assert "Thailand" in window.text("directory.row.LA-BK.detail")
    assert not window.sees("directory.place") and not window.sees("directory.row.LA-BK.open")


def test_names_stand_in_the_order_of_the_language_of_the_program(
    open_desk: Callable[..., DeskWindow], supervisor: desk.Workspace
) -> None:
    window = open_desk(supervisor)
    window.show("directory")
    window.rest()
    window.desk.mode.enter_private()
    for code in ("lo", "en"):
        set_language(code)
        window.screen.retranslate()
        window.rest()
        named = {row.id: row.name(code) for row in desk.directory_rows(supervisor)}
        listed = [named[name.removeprefix("directory.row.")] for name in shown(window)]
        assert len(listed) > 5 and listed == sorted(listed, key=sort_key)
        places = [window.find("directory.place").itemText(place) for place in range(1, 19)]
        assert len(places) == 18 and places == sorted(places, key=sort_key)


def test_a_table_stays_until_the_one_asked_for_last_is_read(
    open_desk: Callable[..., DeskWindow], supervisor: desk.Workspace
) -> None:
    window = open_desk(supervisor)
    window.show("directory")
    window.rest()
    services = shown(window)
    stick_is_slow = Event()
    window.jobs.run(stick_is_slow.wait, owner=window.window, lane="free")
    window.press("directory.tab.helplines")
    window.press("directory.tab.stations")
    window.screen.refresh(desk.Changes())
    assert shown(window) == services
    stick_is_slow.set()
    window.rest()
    assert "directory.row.HXY" in shown(window)


def shown(window: DeskWindow) -> list[str]:
    return [row.objectName() for row in window.screen.rows.rows]


def test_a_bad_row_stands_first_with_what_to_put_right_and_is_mended_in_the_form(
    open_desk: Callable[..., DeskWindow], supervisor: desk.Workspace, tmp_path: Path
) -> None:
    text = content.service("good") + content.service("no-source", source="")
    desk.set_author_folder(supervisor, content.written(tmp_path / "December", {"services.toml": text}))
    window = open_desk(supervisor)
    window.show("directory", show="wrong")
    window.rest()
    window.desk.mode.enter_private()
    window.settle()
    assert shown(window) == ["directory.row.no-source"]
    assert "Row 2" in window.text("directory.row.no-source.detail")
    window.press("directory.row.no-source.open")
    assert problem(window, "source")
    window.type("row.source", "Visit")
    assert not window.sees("row.card_name_th")
    window.press("row.others")
    window.find("row.card_name_th").setText("โต๊ะ {x}")
    window.press("row.others")
    window.press("row.primary")
    assert problem(window, "card_name_th") and window.sees("row.card_name_th"), "what is wrong is unfolded"
    window.find("row.card_name_th").setText("โต๊ะบริการ")
    window.press("row.primary")
    window.rest()
    assert window.screen.rows.rows == []


@pytest.mark.parametrize(("language", "size"), [("en", (683, 345)), ("lo", (1366, 697))])
def test_a_table_of_a_ministry_is_looked_through_and_taken_in(
    open_desk: Callable[..., DeskWindow],
    supervisor: desk.Workspace,
    tmp_path: Path,
    language: str,
    size: tuple[int, int],
) -> None:
    folder = tmp_path / "December"
    folder.mkdir()
    desk.set_author_folder(supervisor, folder)
    table = tmp_path / "lines.csv"
    rows = [
        "id,name_en,number,source",
        "lo-national,,021 1300,Letter",
        "new,New,021 5,",
        "lo-fire,,0205551234,x",
    ]
    table.write_text("\n".join(rows), encoding="utf-8")
    window = open_desk(supervisor, language=language, size=size)
    window.show("directory", tab="helplines")
    window.rest()
    window.press("directory.take")
    window.choose_file("directory.table", table)
    assert not window.find("table.primary").isEnabled(), "nobody said whose numbers they are"
    window.press("table.office")
    window.rest()
    assert "1" in window.text("table.summary") and "0205551234" in window.text("table.left.lines")
    assert window.sideways() == [] and window.cut() == [] and window.small_or_nameless() == []
    window.press("table.primary")
    window.rest()
    found = {row.id: row.phone for row in desk.directory_rows(supervisor, folder, Part.HELPLINES)}
    assert found["lo-national"] == "021 1300" and "new" not in found
    window.press("directory.save")
    window.choose_folder("directory.place", folder)
    assert not list(folder.glob("*.xlsx")), "a table in the folder of packs would be taken for a form"
    window.press("directory.save")
    window.choose_folder("directory.place", tmp_path)
    assert len(list(tmp_path.glob("directory-helplines-*.xlsx"))) == 1


def test_the_folder_is_chosen_once_and_used_at_this_desk_without_a_stick(
    open_desk: Callable[..., DeskWindow], supervisor: desk.Workspace, tmp_path: Path
) -> None:
    folder = content.written(tmp_path / "December", {"services.toml": content.service("new-desk")})
    window = open_desk(supervisor, size=(683, 345))
    window.show("directory")
    window.rest()
    window.press("directory.chooseFolder")
    window.choose_folder("directory.chooser", folder)
    window.show("packs")
    window.rest()
    assert window.text("packs.folder.text") == "Folder: December"
    window.show("directory")
    window.rest()
    assert window.text("directory.folder.text") == "Folder: December"
    window.press("directory.useHere")
    window.rest()
    assert "no content key" in window.text("useHere.problem")
    window.press("useHere.primary")
    window.rest()
    window.press("useHere.kind.directory.see")
    assert "new-desk" in window.text("useHere.kind.directory.lines")
    assert window.sideways() == [] and window.cut() == [] and window.small_or_nameless() == []
    window.press("useHere.primary")
    window.rest()
    assert "content pack 1" in window.screen.banner.plain_text()
    with at_work(supervisor.content):
        assert desk.receiver("new-desk").source
    folder.rename(tmp_path / "away")
    window.show("directory")
    window.rest()
    assert window.text("directory.folder.text") == "No folder chosen", "its stick may be out"
