"""A draft of an older form: the banner offers the newer one, and shows what would be lost before it is."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.desk.test_versions import write_form
from tests.journeys.pages.form import FormPage
from tests.ui.screens.desk_window import DeskWindow, seen_traveller

from borderdesk import desk
from borderdesk.domain.people import User
from borderdesk.domain.roles import Role
from borderdesk.domain.values import UserId


def _draft_on_the_old_version(workspace: desk.Workspace, folder: Path) -> tuple[str, str]:
    author = replace(workspace, user=User(UserId("C1"), Role.CONTENT_ADMIN))
    desk.add_form_file(author, write_form(folder, "20260201"))
    code = seen_traveller(workspace)
    draft = desk.start_form(workspace, code, "visit").value
    opened = desk.open_draft(workspace, draft.id)
    opened.session.set_path("/data/remark", "tired")
    opened.session.set_path("/data/village", "a")
    opened.keeper.save(opened.session.draft_xml(), "")
    desk.add_form_file(author, write_form(folder, "20260301", first="note", label="Note"))
    return code, draft.id


def test_the_officer_sees_what_is_dropped_and_kept_before_the_draft_moves(
    checkpoint: desk.Workspace, open_desk: Callable[..., DeskWindow], tmp_path: Path
) -> None:
    code, draft = _draft_on_the_old_version(checkpoint, tmp_path)
    window = open_desk(checkpoint)
    window.show("form", case=code, draft=draft)
    said = window.screen.banner.plain_text()
    assert said == "Form of 1/2/2026 – a newer one is used for new records."

    window.press("form.banner.action")
    assert window.text("move.dropped") == "1 answer will be dropped"
    assert window.text("move.dropped.list") == "Remark: tired – the new version does not ask it"
    assert window.text("move.kept.list") == "Village: Ban A"
    window.press("move.back")
    assert desk.open_draft(checkpoint, draft).session.form.version == "20260201"

    window.press("form.banner.action")
    window.press("move.primary")
    window.rest()
    assert window.screen.banner.plain_text() == ""
    form = FormPage(window.window)
    assert form.screen.controller.session.form.version == "20260301"
    assert form.screen.controller.value("village") == "a"


def test_the_sheet_fits_a_small_window_in_lao(
    checkpoint: desk.Workspace, open_desk: Callable[..., DeskWindow], tmp_path: Path
) -> None:
    code, draft = _draft_on_the_old_version(checkpoint, tmp_path)
    window = open_desk(checkpoint, language="lo", size=(683, 345))
    window.show("form", case=code, draft=draft)
    window.press("form.banner.action")
    assert "Remark" not in window.text("move.dropped.list")
    assert window.cut() == []
    assert window.sideways() == []
