"""Reviewed texts of an installed program: into an author's folder, for the next pack."""

import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from tests.desk import posts
from tests.desk.review_tree import FORM, SAID, TODAY, book, tree
from tests.desk.workbooks import codes, fill, fill_all, rows_of, sign_words

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.errors import BorderDeskError, RuleBroken
from borderdesk.domain.roles import Role
from borderdesk.resources import resource

__all__ = ["book", "tree"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An author's folder; its services lie where the author laid them."""
    place = tmp_path / "December"
    place.mkdir()
    shutil.copy(resource("directory", "services.toml"), place)
    return place


def test_an_authors_folder_takes_forms_documents_and_names_for_a_pack(
    tmp_path: Path, tree: Path, folder: Path, checkpoint: Workspace
) -> None:
    book = tmp_path / "all.xlsx"
    shutil.copy(resource("directory", "services.toml"), tree.parent / "directory")
    desk.export_translations(book, sources=tree, over=folder)
    words = {
        "Who spoke?": "ແມ່ນໃຜ?",
        "Children travelling": "ເດັກເດີນທາງ",
        "Ministry desk, Vientiane": "ໂຕະກະຊວງ, ວຽງຈັນ",
        "Hide": "ບັງ",
        "House one": "ເຮືອນ",
        SAID: "ໄດ້ເຄິ່ງດຽວ.",
    }
    sign_words(book, words)
    taken = desk.import_translations(book, TODAY, sources=tree, to=folder)
    assert codes(taken) == ["translation.not_carried"]
    assert {path.relative_to(folder).as_posix() for path in taken.files} == {
        "forms/small.md",
        *(f"library/{language}/S06.md" for language in ("en", "lo")),
        "practice/stories/01_adult.toml",
        "services.toml",
        "translations-lo.po",
        ".reviews-lo.toml",
    }
    author = posts.as_role(checkpoint, Role.CONTENT_ADMIN)
    assert desk.compose_pack(author, [folder], draft=True).blocking == ()
    again = tmp_path / "again.xlsx"
    assert desk.export_translations(again, sources=tree, over=folder).reviewed == taken.reviewed
    assert desk.import_translations(again, TODAY, sources=tree, to=folder).files == ()
    for name in ("library/lo/S06.md", "forms/small.md", "translations-lo.po", ".reviews-lo.toml"):
        kept = (folder / name).read_bytes()
        for damaged in (b"\xff", b'msgid "', kept[: len(kept) // 2] + b'\n= "'):
            (folder / name).write_bytes(damaged)
            with suppress(RuleBroken):
                desk.export_translations(again, sources=tree, over=folder)
        (folder / name).write_bytes(kept)


def test_texts_do_not_go_into_an_older_form_than_this_desk_uses(tree: Path, book: Path, folder: Path) -> None:
    fill_all(book, {"Who spoke?": {"lao": "ແມ່ນໃຜ?"}, "Hide": {"lao": "ບັງ"}})
    newer = {"small": "2026112601"}
    taken = desk.import_translations(book, TODAY, sources=tree, to=folder, in_use=newer)
    assert (codes(taken), taken.changed) == (["translation.form_newer"], 1)
    (folder / "small.md").write_text(FORM.replace("2026112101", "2026112601"), encoding="utf-8")
    (folder / "other.md").write_text(FORM.replace("Who spoke?", "Who else spoke?"), encoding="utf-8")
    desk.export_translations(book, sources=tree, over=folder)
    assert "Who else spoke?" in {row[2] for row in rows_of(book)}
    fill(book, "Who spoke?", lao="ແມ່ນໃຜ?")
    taken = desk.import_translations(book, TODAY, sources=tree, to=folder, in_use=newer)
    assert taken.files[0] == folder / "small.md"
    assert "2026112602" in taken.files[0].read_text(encoding="utf-8")


def test_a_workbook_does_not_go_among_what_packs_are_made_of(supervisor: Workspace, folder: Path) -> None:
    with pytest.raises(BorderDeskError) as refused:
        desk.write_workbook(supervisor, folder, "th", folder)
    assert refused.value.code == "sheet.in_folder"
    assert [path.name for path in folder.iterdir()] == ["services.toml"]
