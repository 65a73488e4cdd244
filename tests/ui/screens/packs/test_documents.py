"""A supervisor adds a document from a file, and sees who has read what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.desk import posts
from tests.library.pdfs import by_hand, pdf
from tests.ui.screens.counter import PASSPHRASE
from tests.ui.screens.desk_window import DeskWindow

from borderdesk import desk
from borderdesk.domain.roles import Role


@pytest.mark.parametrize(("language", "size"), [("en", (1366, 697)), ("lo", (683, 345))])
def test_a_document_is_added_and_shown_in_the_next_pack(
    open_desk: Callable[..., DeskWindow],
    supervisor: desk.Workspace,
    tmp_path: Path,
    language: str,
    size: tuple[int, int],
) -> None:
    folder = tmp_path / "December"
    folder.mkdir()
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(pdf())
    bad.write_bytes(by_hand("/AA<<>>"))
    window = open_desk(supervisor, language=language, size=size)
    window.show("packs")
    window.rest()
    assert window.focused() == "packs.primary"
    window.press("packs.primary")
    window.choose_folder("packs.chooser", folder)
    window.rest()
    assert window.focused() == "packs.addDocument", "an empty folder: what can be done next is beside it"
    for file, problem in ((bad, True), (good, False)):
        window.press("packs.addDocument")
        window.choose_file("packs.documentChooser", file)
        window.rest()
        if problem:
            assert "(AA)" in window.text("addDocument.problem"), "before anything is typed"
            assert not window.find("addDocument.primary").isEnabled()
            window.press("addDocument.back")
            continue
        window.press("addDocument.primary")
        window.type("addDocument.heading", "Stamps")
        window.type("addDocument.source", "DoI")
        assert window.sideways() == [] and window.cut() == [] and window.small_or_nameless() == []
        window.press("addDocument.primary")
        window.rest()
    assert "D01" in window.text("packs.added")
    assert sorted(path.name for path in folder.rglob("D01.*")) == ["D01.md", "D01.pdf"]


@pytest.mark.parametrize(("language", "size"), [("lo", (1366, 697)), ("en", (683, 345))])
def test_a_document_is_added_in_the_library_and_read_there_without_a_stick(
    open_desk: Callable[..., DeskWindow],
    supervisor: desk.Workspace,
    tmp_path: Path,
    language: str,
    size: tuple[int, int],
) -> None:
    folder, book = tmp_path / "December", tmp_path / "book.pdf"
    folder.mkdir()
    book.write_bytes(pdf())
    desk.set_author_folder(supervisor, folder)
    desk.make_content_key(supervisor)
    window = open_desk(supervisor, language=language, size=size)
    window.show("library")
    window.rest()
    window.press("library.addDocument")
    window.choose_file("library.documentChooser", book)
    window.type("addDocument.heading", "Stamps")
    window.press("addDocument.back")
    window.press("askLeave.back")
    window.type("addDocument.source", "DoI")
    window.press("addDocument.open")
    window.press("addDocument.primary")
    window.rest()
    assert "D01" in window.screen.banner.plain_text()
    assert window.sideways() == [] and window.cut() == [] and window.small_or_nameless() == []
    assert not window.sees("library.open.D01"), "nothing is read before it was signed"
    window.press("library.useHere")
    window.rest()
    window.press("useHere.primary")
    window.rest()
    window.press("library.open.D01")
    assert not window.sees("document.text.0"), "without words of its own, its title is not said twice"


def test_a_supervisor_sees_who_has_read_what_and_an_officer_is_not_offered_it(
    open_desk: Callable[..., DeskWindow], supervisor: desk.Workspace, checkpoint: desk.Workspace
) -> None:
    desk.mark_read(supervisor, "S01", desk.document("S01", "en").document.version)
    window = open_desk(supervisor)
    window.show("more")
    window.press("more.readers")
    window.rest()
    assert window.text("readers.summary") == "Nobody has read 47 documents yet."
    assert supervisor.user.id in window.text("readers.row.S01.detail")
    assert window.sideways() == [] and window.cut() == []
    officer = open_desk(checkpoint)
    officer.show("more")
    assert not officer.sees("more.readers")


def test_two_officers_of_one_pc_read_and_mark_each_for_themselves(
    open_desk: Callable[..., DeskWindow], checkpoint: desk.Workspace
) -> None:
    lead = posts.as_role(checkpoint, Role.SHIFT_LEAD, checkpoint.user.id)
    desk.add_user(lead, "O7", Role.OFFICER, "another passphrase", own_passphrase=PASSPHRASE)
    first = open_desk(checkpoint)
    first.show("document", id="S01")
    first.rest()
    first.press("document.primary")
    first.press("document.bookmark")
    first.rest()
    first.go("library")
    first.rest()
    assert "read" in first.text("library.open.S01").lower()
    first.press("library.shelf.marked")
    assert first.sees("library.open.S01")
    first.window.hide()
    second = open_desk(posts.as_role(checkpoint, Role.OFFICER, "O7"))
    second.go("library")
    second.rest()
    second.press("library.shelf.sop")
    assert "read" not in second.text("library.open.S01").lower()
    second.press("library.shelf.marked")
    assert not second.sees("library.open.S01")
    second.press("library.shelf.recent")
    second.rest()
    second.window.hide()
    leader = open_desk(lead)
    leader.show("readers")
    leader.rest()
    leader.desk.mode.enter_private()
    leader.settle()
    detail = leader.text("readers.row.S01.detail")
    assert "1 of 2 have read it" in detail and f"Not read yet: O7 ({checkpoint.device})" in detail
