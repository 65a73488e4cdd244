"""A supervisor adds documents to the folder that the next content pack is made of."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.desk import content, posts
from tests.desk.posts import refusal
from tests.library.brought import card
from tests.library.media import mp3, picture
from tests.library.pdfs import by_hand, pdf

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.roles import Role
from borderdesk.library.document import Kind
from borderdesk.resources import at_work

SAID = desk.DocumentFacts("ກາປະທັບ", "lo", ("Department of Immigration",), date(2030, 1, 1))


def file(tmp_path: Path, data: bytes, name: str = "anything") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def test_a_pdf_is_added_as_a_draft_and_signed_into_a_pack(
    writer: Workspace, checkpoint: Workspace, met: None, stick: Path, folder: Path, tmp_path: Path
) -> None:
    content.key_known(writer, checkpoint, folder=stick)
    added = desk.add_document(writer, folder, file(tmp_path, pdf()), SAID)
    assert [path.name for path in added.files] == ["D01.md", "D01.pdf"]
    assert added.document.draft and added.document.sensitive and added.document.neutral_title == "D01"
    text = desk.add_document(writer, folder, file(tmp_path, "# ຄຳ\n\nຂໍ້ຄວາມ.\n".encode()), SAID)
    assert text.document.id == "D02" and text.document.medium is None
    again = desk.add_document(
        writer, folder, file(tmp_path, mp3()), desk.DocumentFacts(*_plain(SAID), id="D01")
    )
    assert int(again.document.version) == int(added.document.version) + 1
    assert sorted(path.name for path in folder.rglob("D01.*")) == ["D01.md", "D01.mp3"]
    desk.install_pack(checkpoint, content.on_stick(writer, folder, stick, draft=True))
    row = next(row for row in desk.library(checkpoint, "lo") if row.id == "D01")
    assert (row.title, row.draft, row.medium) == ("ກາປະທັບ", True, "sound")


def test_pictograms_are_named_by_the_author_or_kept_from_the_document_before(
    writer: Workspace, folder: Path, tmp_path: Path
) -> None:
    words = file(tmp_path, "# ມື\n\nລ້າງມື.\n".encode(), "hands.md")
    named = replace(SAID, kind=Kind.IEC, pictograms=("wash_hands",))
    assert desk.add_document(writer, folder, words, named).document.pictograms == ("wash_hands",)
    again = desk.add_document(writer, folder, words, replace(SAID, kind=Kind.IEC, id="I13"))
    assert again.document.pictograms == ("wash_hands", "cough_elbow", "mask", "fever")
    assert refusal(desk.add_document, writer, folder, words, replace(named, pictograms=("skull",))) == (
        "document.pictogram"
    )


def test_a_file_that_is_not_what_its_name_says_is_not_written(
    writer: Workspace, folder: Path, tmp_path: Path
) -> None:
    for name, data in {
        "a.pdf": picture(),
        "b.png": pdf(),
        "c.md": mp3(),
        "d.mp3": b"# Words",
        "e.svg": pdf(),
    }.items():
        assert refusal(desk.add_document, writer, folder, file(tmp_path, data, name), SAID) == (
            "document.not_its_name"
        )
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    assert refusal(desk.add_document, writer, folder, file(tmp_path, svg, "f.png"), SAID) == (
        "document.not_its_name"
    )
    assert refusal(desk.add_document, writer, folder, file(tmp_path, svg, "f.md"), SAID) == "document.html"
    gone = tmp_path / "gone.md"
    assert refusal(desk.add_document, writer, folder, gone, SAID) == "document.unreadable"
    assert not folder.exists()
    content.written(folder, {"D01.md": card(picture()), "D01.pdf": picture()})
    assert refusal(desk.compose_pack, writer, [folder]) == "pack.broken"


def _plain(said: desk.DocumentFacts) -> tuple[str, str, tuple[str, ...], date, Kind]:
    return said.title, said.language, said.sources, said.review_date, said.kind


@pytest.mark.parametrize(
    ("data", "said", "code"),
    [
        (by_hand("/AA<<>>"), SAID, "document.pdf_active"),
        (b"PK\x03\x04\0\0", SAID, "document.kind_unknown"),
        (b"<script>alert(1)</script>", SAID, "document.html"),
        (b"![x](http://example.org/x.png)", SAID, "document.link"),
        (pdf(), desk.DocumentFacts("x", "lo", (), date(2030, 1, 1)), "document.field"),
        (pdf(), desk.DocumentFacts(" ", "lo", ("x",), date(2030, 1, 1)), "document.field"),
        (pdf(), desk.DocumentFacts("x", "lo", ("x",), date(2020, 1, 1)), "document.field"),
        (pdf(), desk.DocumentFacts("x", "../up", ("x",), date(2030, 1, 1)), "document.field"),
        (pdf(), desk.DocumentFacts("x", "lo", ("x",), date(2030, 1, 1), id="../S01"), "document.field"),
    ],
)
def test_what_does_not_belong_in_the_library_is_not_written(
    writer: Workspace, folder: Path, tmp_path: Path, data: bytes, said: desk.DocumentFacts, code: str
) -> None:
    source = file(tmp_path, data)
    assert refusal(desk.add_document, writer, folder, source, said) == code
    if said is SAID:
        assert refusal(desk.check_document_file, writer, folder, source) == code, "when it is chosen already"
    assert not folder.exists()


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b" \n\n", "note.md", "document.empty"),
        ("# \u0e84\u0eb3".encode("utf-16"), "note.txt", "document.not_text"),
        (b'+++\nid = "S01"\n+++\n\n# Card\n\nWords.\n', "S01.md", "document.front_given"),
        (b"<svg/>", "drawing.svg", "document.kind_unknown"),
    ],
)
def test_a_text_that_cannot_be_taken_is_told_why(
    writer: Workspace, folder: Path, tmp_path: Path, data: bytes, name: str, code: str
) -> None:
    assert refusal(desk.add_document, writer, folder, file(tmp_path, data, name), SAID) == code


def test_a_line_to_be_put_right_is_counted_as_in_the_author_s_own_file(
    writer: Workspace, folder: Path, tmp_path: Path
) -> None:
    source = file(tmp_path, b"\n# Card\n\nWords.\n\nSee https://example.org\n", "card.md")
    with pytest.raises(RuleBroken) as refused:
        desk.add_document(writer, folder, source, SAID)
    assert (refused.value.code, refused.value.fields["line"]) == ("document.link", 6)


def test_where_a_file_has_no_room_neither_it_nor_its_card_is_left_and_the_one_before_stays(
    writer: Workspace, folder: Path, tmp_path: Path
) -> None:
    place = folder / "library" / "lo"
    (place / ".D01.pdf.part").mkdir(parents=True)
    assert refusal(desk.add_document, writer, folder, file(tmp_path, pdf()), SAID) == "content.unwritable"
    assert not (place / "D01.md").exists()
    (place / ".D01.pdf.part").rmdir()
    desk.add_document(writer, folder, file(tmp_path, pdf()), SAID)
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    (place / ".D01.png.part").mkdir()
    again = replace(SAID, id="D01")
    assert (
        refusal(desk.add_document, writer, folder, file(tmp_path, picture()), again) == "content.unwritable"
    )
    (place / ".D01.png.part").rmdir()
    assert {path.name: path.read_bytes() for path in place.iterdir()} == before


def test_what_windows_leaves_in_a_folder_does_not_stand_in_the_way_of_a_pack(
    writer: Workspace, folder: Path, tmp_path: Path
) -> None:
    desk.add_document(writer, folder, file(tmp_path, pdf()), SAID)
    for name in ("Thumbs.db", "desktop.ini", "~$table.xlsx", ".DS_Store"):
        (folder / name).write_bytes(b"x")
    assert desk.compose_pack(writer, [folder]).files == 3  # the card, the PDF and its words


def test_who_has_read_what_goes_by_version(checkpoint: Workspace) -> None:
    with at_work(checkpoint.content):
        version = desk.document("S01", "lo").document.version
        desk.mark_read(checkpoint, "S01", version)
        found = {each.id: each for each in desk.readers(checkpoint)}
    assert [(each.user, each.version) for each in found["S01"].now] == [(checkpoint.user.id, version)]
    assert found["S01"].before == () and found["S02"].now == ()


def test_two_officers_of_one_pc_mark_and_read_each_for_themselves(
    writer: Workspace, checkpoint: Workspace, met: None, stick: Path, folder: Path
) -> None:
    lead = posts.as_role(checkpoint, Role.SHIFT_LEAD, checkpoint.user.id)
    desk.add_user(lead, "O7", Role.OFFICER, "another passphrase", own_passphrase=posts.PASSPHRASE)
    other = posts.as_role(checkpoint, Role.OFFICER, "O7")
    first, second = checkpoint.user.id, "O7"
    with at_work(checkpoint.content):
        version = desk.document("S07", "lo").document.version
        desk.mark_read(checkpoint, "S07", version)
        desk.set_bookmark(other, "S07", True)
        mine = {row.id: row for row in desk.library(checkpoint, "lo")}["S07"]
        theirs = {row.id: row for row in desk.library(other, "lo")}["S07"]
        assert (mine.read, mine.bookmarked, theirs.read, theirs.bookmarked) == (True, False, False, True)
        found = {each.id: each for each in desk.readers(checkpoint)}["S07"]
        assert [each.user for each in found.now] == [first]
        assert found.missing == ((second, checkpoint.device),)
        assert {each.id: each for each in desk.readers(checkpoint)}["S02"].missing == (
            (first, checkpoint.device),
            (second, checkpoint.device),
        )
    # A newer version: nobody has read that one, and who read the older is told.
    content.key_known(writer, checkpoint, folder=stick)
    newer = str(int(version) + 1)
    text = content.document(words="ຂໍ້ໃໝ່.").replace(version, newer)
    content.written(folder, {"S07.md": text})
    desk.install_pack(checkpoint, content.on_stick(writer, folder, stick, draft=True))
    with at_work(checkpoint.content):
        mine = {row.id: row for row in desk.library(checkpoint, "lo")}["S07"]
        assert mine.changed_since_read and not mine.read
        desk.mark_read(other, "S07", newer)
        found = {each.id: each for each in desk.readers(checkpoint, "lo")}["S07"]
    assert ([each.user for each in found.now], [each.user for each in found.before]) == ([second], [first])
    assert found.missing == ()


def test_only_who_answers_for_content_adds_to_it(writer: Workspace, folder: Path) -> None:
    officer = posts.as_role(writer, Role.OFFICER)
    said = desk.DocumentFacts("x", "lo", ("x",), date(2030, 1, 1))
    assert refusal(desk.add_document, officer, folder, folder, said) == "role.not_allowed"
