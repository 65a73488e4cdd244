"""A supervisor changes the directory in the window; it goes into the folder of the next pack."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.desk import content
from tests.ui.screens.desk_window import DeskWindow

from borderdesk import desk
from borderdesk.resources import at_work


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
    window = open_desk(supervisor, language=language, size=size)
    window.show("directory")
    window.desk.mode.conceal()
    window.settle()
    assert "raffick" not in window.everything_said() and "ຄ້າມະນຸດ" not in window.everything_said()
    window.desk.mode.enter_private()
    shipped = len(desk.directory_rows(supervisor))
    assert str(shipped) in window.text("directory.summary")
    window.press("directory.chooseFolder")
    window.choose_folder("directory.chooser", folder)
    window.press("directory.row.atd-bokeo.change")
    window.type("service.phone", "084 211 000")
    window.press("service.primary")
    assert "atd-bokeo" in window.text("service.problem"), "nobody said that it is an office's number"
    window.press("service.tick.office")
    window.type("service.checkedBy", "O. Keo")
    assert window.sideways() == [] and window.cut() == [] and window.small_or_nameless() == []
    window.press("service.primary")
    detail = window.text("directory.row.atd-bokeo.detail")
    assert "084 211 000" in detail and "O. Keo" in detail
    assert str(shipped - 1) in window.text("directory.summary")
    window.press("directory.row.atd-bokeo.remove")
    window.press("askRemove.primary")
    assert len(desk.directory_rows(supervisor, folder)) == shipped - 1
    window.press("directory.add")
    window.type("service.id", "new-desk")
    window.press("service.primary")
    assert "new-desk" in window.text("service.problem"), "a row says where it is from, or is refused"


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
