"""The forms page: a form file shows what was found in it, is tried out, and only then taken in."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.desk.test_versions import write_form
from tests.ui.screens.desk_window import DeskWindow

from borderdesk import desk
from borderdesk.domain.people import User
from borderdesk.domain.roles import Role
from borderdesk.domain.values import UserId


@pytest.fixture
def author(checkpoint: desk.Workspace) -> desk.Workspace:
    return replace(checkpoint, user=User(UserId("C1"), Role.CONTENT_ADMIN))


def _choose(window: DeskWindow, path: Path) -> None:
    window.press("forms.primary")
    window.rest()
    window.choose_file("forms.chooser", path)
    window.rest()


def test_a_form_file_is_read_tried_and_taken_in(
    author: desk.Workspace, open_desk: Callable[..., DeskWindow], tmp_path: Path
) -> None:
    path = write_form(tmp_path, "20260201")
    window = open_desk(author)
    window.show("forms")
    window.rest()
    assert "draft, not validated" in window.text("forms.adult.detail")
    _choose(window, path)
    assert window.text("forms.file.summary").startswith("The form works.")

    window.press("forms.file.preview")
    window.rest()
    assert window.comes_true(lambda: window.sees("answer.remark.text"))
    window.press("preview.leave")
    window.rest()
    assert [each.form for each in desk.form_versions(author, "visit")] == []

    _choose(window, path)
    window.press("forms.file.add")
    window.rest()
    assert window.screen.banner.plain_text().startswith("Visit, version 20260201: taken in.")
    assert "version 20260201" in window.text("forms.visit.detail")


BROKEN = """
| survey |
| | type | name | label | relevant |
| | text | a | A | |
| | text | b | B | nosuch(${a}) |
| settings |
| | form_id | version |
| | mended | 1 |
"""


def test_a_form_with_errors_names_the_row_and_cannot_be_used(
    author: desk.Workspace, open_desk: Callable[..., DeskWindow], tmp_path: Path
) -> None:
    path = tmp_path / "broken.md"
    path.write_text(BROKEN, encoding="utf-8")
    window = open_desk(author)
    window.show("forms")
    window.rest()
    _choose(window, path)
    assert "row 3" in window.text("forms.file.errors")
    assert not window.sees("forms.file.add")
    assert not window.sees("forms.file.preview")
    path.write_text(BROKEN.replace("nosuch(${a})", "${a} = 'x'"), encoding="utf-8")
    window.press("forms.file.again")
    window.rest()
    assert window.sees("forms.file.add")


def test_the_same_version_with_other_questions_is_refused_on_the_page(
    author: desk.Workspace, open_desk: Callable[..., DeskWindow], tmp_path: Path
) -> None:
    desk.add_form_file(author, write_form(tmp_path, "1"))
    window = open_desk(author)
    window.show("forms")
    window.rest()
    _choose(window, write_form(tmp_path, "1", label="Other words"))
    window.press("forms.file.add")
    window.rest()
    assert window.screen.banner.plain_text() != ""
    assert len(desk.form_versions(author, "visit")) == 1


def test_an_officer_may_try_forms_but_not_take_them_in(
    checkpoint: desk.Workspace, open_desk: Callable[..., DeskWindow], tmp_path: Path
) -> None:
    window = open_desk(checkpoint)
    window.show("forms")
    window.rest()
    _choose(window, write_form(tmp_path, "1"))
    assert window.sees("forms.file.preview")
    assert not window.sees("forms.file.add")


def test_a_form_of_the_library_is_tried_without_a_file(
    author: desk.Workspace, open_desk: Callable[..., DeskWindow]
) -> None:
    window = open_desk(author)
    window.show("forms")
    window.rest()
    window.press("forms.adult.preview")
    window.rest()
    assert window.place == "preview"
    assert window.comes_true(lambda: window.sees("form.next"))
    assert desk.drafts(replace(author, user=User(UserId("O1"), Role.OFFICER))) == []


@pytest.mark.parametrize(("language", "size"), [("en", (1366, 697)), ("lo", (683, 345))])
def test_the_page_fits(
    author: desk.Workspace,
    open_desk: Callable[..., DeskWindow],
    tmp_path: Path,
    language: str,
    size: tuple[int, int],
) -> None:
    window = open_desk(author, language=language, size=size)
    window.show("forms")
    window.rest()
    _choose(window, write_form(tmp_path, "1"))
    assert window.cut() == []
    assert window.sideways() == []
    assert window.small_or_nameless() == []
