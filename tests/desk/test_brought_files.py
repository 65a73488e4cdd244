"""PDFs in content packs: checked, carried with their words, never in clear on the disk."""

from pathlib import Path

import pytest
from tests.desk import content
from tests.desk.posts import refusal
from tests.library.brought import card
from tests.library.media import picture
from tests.library.pdfs import by_hand, pdf

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.errors import RuleBroken
from borderdesk.resources import at_work

WORDS = "the watermark of the page"


def test_a_pdf_travels_in_a_pack_and_is_found_by_its_words(
    author: Workspace, checkpoint: Workspace, stick: Path, tmp_path: Path
) -> None:
    data = pdf(4, WORDS)
    folder = content.written(tmp_path / "c", {"library/D01.md": card(data), "library/D01.pdf": data})
    new = desk.compose_pack(author, [folder]).changes[0].new
    assert [each.name for each in new] == ["D01 en"], "its file is no document of its own"
    desk.install_pack(checkpoint, content.on_stick(author, folder, stick))
    with at_work(checkpoint.content):
        hit = desk.search_library("watermark", "en")[0]
        assert (hit.document.id, hit.page) == ("D01", 1)
        assert desk.document_file(hit.document) == data
        row = next(row for row in desk.library(checkpoint, "en") if row.id == "D01")
        assert row.draft and row.medium == "pdf"
    checkpoint.close()
    kept = [path.read_bytes() for path in checkpoint.folder.rglob("*") if path.is_file()]
    assert not any(b"%PDF" in each or WORDS.encode() in each for each in kept)


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"D01.pdf": pdf()}, "pack.file_alone"),
        ({"D01.md": card(pdf())}, "document.file_differs"),
        ({"D01.md": card(pdf()), "D01.png": picture()}, "document.file_differs"),
        ({"D01.md": card(pdf()), "D01.pdf": picture()}, "document.not_its_name"),
        ({"D01.md": card(pdf()), "D01.pdf": b"PK\x03\x04"}, "document.kind_unknown"),
        ({"D01.md": card(pdf()), "D01.pdf": by_hand("/AA<<>>")}, "document.pdf_active"),
    ],
)
def test_a_file_that_is_not_what_its_document_says_stops_the_pack(
    author: Workspace, tmp_path: Path, files: dict[str, str | bytes], reason: str
) -> None:
    folder = content.written(tmp_path / "c", files)
    if reason.startswith("pack."):
        assert refusal(desk.compose_pack, author, [folder]) == reason
        return
    with pytest.raises(RuleBroken) as caught:
        desk.compose_pack(author, [folder])
    assert caught.value.fields["reason"] == reason


def test_a_document_of_which_only_the_file_is_another_counts_once_as_changed_and_once_as_removed(
    author: Workspace, checkpoint: Workspace, stick: Path, tmp_path: Path
) -> None:
    data, other = pdf(4, WORDS), pdf(5, WORDS)
    first = content.written(tmp_path / "a", {"library/D01.md": card(data), "library/D01.pdf": data})
    desk.install_pack(checkpoint, content.on_stick(author, first, stick))
    second = content.written(tmp_path / "b", {"library/D01.md": card(other), "library/D01.pdf": other})
    (seen,) = desk.preview_pack(checkpoint, content.on_stick(author, second, stick)).changes
    assert ([each.name for each in seen.changed], seen.new, seen.removed) == (["D01 en"], (), ())
    third = content.written(tmp_path / "c", {"library/D02.md": card(data, "D02"), "library/D02.pdf": data})
    (seen,) = desk.preview_pack(checkpoint, content.on_stick(author, third, stick)).changes
    assert [each.name for each in (*seen.new, *seen.removed)] == ["D02 en", "D01 en"]
