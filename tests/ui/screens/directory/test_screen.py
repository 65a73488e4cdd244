"""A supervisor changes the directory in the window; it goes into the folder of the next pack."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.ui.screens.desk_window import DeskWindow

from borderdesk import desk


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
    window.press("directory.primary")
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
