"""Rows of a reviewers' workbook that are not taken, found again, or looked at only."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from tests.desk.review_tree import TODAY, book, states, tree
from tests.desk.workbooks import codes, fill, sign, sign_words, texts

from borderdesk import desk
from borderdesk.domain.errors import BorderDeskError, Cancelled

__all__ = ["book", "tree"]


@pytest.mark.parametrize(
    ("english", "lao", "code"),
    [
        ("Did ${who} pay?", "ຈ່າຍບໍ?", "translation.places"),
        ("Did ${who} pay?", "${ໃຜ} ຈ່າຍບໍ?", "translation.places"),
        ("Who spoke?", "ໃຜ\nເວົ້າ?", "translation.markup"),
        ("Who spoke?", "<b>ໃຜ</b> ເວົ້າ?", "translation.markup"),
        ("Who spoke?", "=A1", "translation.formula"),
        ("Who spoke?", "ໃຜ\u202eເວົ້າ?", "translation.unseen"),
        ("Who spoke?", "ใครพูด", "translation.script"),
        ("Paid", "ໄດ້ຈ່າຍເງິນໃຫ້ແລ້ວ", "translation.too_long"),
        ("No", "ແມ່ນ", "translation.choice_alike"),
        ("## Purpose", "ເປົ້າໝາຍ", "translation.markup"),
        ("Children travelling", "ເດັກ\nເດີນທາງ", "translation.markup"),
        ("The officer on duty, then child protection.", "- ເຈົ້າໜ້າທີ່", "translation.markup"),
        ("The officer on duty, then child protection.", "ເບິ່ງ S07", "translation.markup"),
        ("The officer on duty, then child protection.", "ເບິ່ງ www.a.la ກ່ອນ", "translation.breaks_file"),
    ],
)
def test_a_row_that_would_break_its_file_is_told_and_the_good_ones_are_taken(
    tree: Path, book: Path, english: str, lao: str, code: str
) -> None:
    before = texts(tree.parent)
    sign(book, english, lao=lao)
    sign(book, "House one")
    taken = desk.import_translations(book, TODAY, sources=tree)
    assert codes(taken) == [code]
    assert (
        openpyxl.load_workbook(book)[taken.findings[0].sheet].cell(taken.findings[0].row, 3).value == english
    )
    assert [each.english for each in taken.changes] == ["House one"]
    after = texts(tree.parent)
    assert after.pop("reviews.toml").count("reviewer") == 1
    assert after == before


def test_of_the_texts_of_one_document_those_that_it_can_hold_are_taken(tree: Path, book: Path) -> None:
    words = {
        "Children travelling": "ເດັກເດີນທາງ",
        "The officer on duty, then child protection.": "ເບິ່ງ www.a.la ກ່ອນ",
        "A person is under 18, or may be.": "ອາຍຸບໍ່ຮອດ 18 ປີ.",
        "Contact with child protection, time, who took over.": "ເວລາ ແລະ ໃຜຮັບ.",
    }
    sign_words(book, words)
    taken = desk.import_translations(book, TODAY, sources=tree)
    assert codes(taken) == ["translation.breaks_file"]
    assert taken.changed == 3
    card = (tree.parent / "library" / "lo" / "S06.md").read_text(encoding="utf-8")
    assert [words[english] in card for english in words] == [True, False, True, True]


def test_an_old_workbook_takes_nothing_back(tmp_path: Path, tree: Path, book: Path) -> None:
    old = shutil.copy(book, tmp_path / "old.xlsx")
    sign(book, "Who spoke?", lao="ແມ່ນໃຜເວົ້າ?")
    sign(book, "House one")
    desk.import_translations(book, TODAY, sources=tree)
    fill(Path(old), "Yes", lao="ແມ່ນແລ້ວ")
    before = states(tree)
    taken = desk.import_translations(Path(old), TODAY, sources=tree)
    assert (taken.changed, codes(taken)) == (1, [])
    assert states(tree) == before
    assert "ແມ່ນໃຜເວົ້າ?" in texts(tree.parent)["small.md"]
    sign(Path(old), "Who spoke?")
    assert codes(desk.import_translations(Path(old), TODAY, sources=tree)) == ["translation.newer"]
    form = tree.parent / "forms" / "small.md"
    table = (
        form.read_text(encoding="utf-8")
        .replace("Somebody paid", "Someone paid")
        .replace("| no | No", "| nope | No")
    )
    form.write_text(table, encoding="utf-8")
    assert set(codes(desk.import_translations(Path(old), TODAY, sources=tree))) == {
        "translation.english_changed",
        "translation.choice_list",
        "translation.newer",
    }


def test_a_look_writes_nothing_and_a_workbook_saved_since_is_not_taken_unseen(tree: Path, book: Path) -> None:
    before = texts(tree.parent)
    sign(book, "Who spoke?", lao="ແມ່ນໃຜ?")
    looked = desk.import_translations(book, TODAY, sources=tree, dry_run=True)
    assert [(each.before, each.after, each.reviewer) for each in looked.changes] == [
        ("ໃຜເວົ້າ?", "ແມ່ນໃຜ?", "Noy")
    ]
    assert texts(tree.parent) == before
    sign(book, "Yes")
    with pytest.raises(BorderDeskError) as refused:
        desk.import_translations(book, TODAY, sources=tree, expected=looked.sha256)
    assert refused.value.code == "translation.changed_meanwhile"
    assert texts(tree.parent) == before


@pytest.mark.parametrize("at", ["reading", "checking", "files", "writing"])
def test_it_can_be_stopped_on_the_way_and_nothing_is_half_written(tree: Path, book: Path, at: str) -> None:
    def stop(step: str, done: int, total: int) -> None:
        if step == at:
            raise Cancelled

    before = texts(tree.parent)
    sign(book, "Who spoke?", lao="ແມ່ນໃຜ?")
    with pytest.raises(Cancelled):
        if at == "writing":
            desk.export_translations(book.with_name("other.xlsx"), sources=tree, progress=stop)
        else:
            desk.import_translations(book, TODAY, sources=tree, progress=stop)
    assert texts(tree.parent) == before
    assert not book.with_name("other.xlsx").exists()


def test_sorted_filtered_merged_and_moved_rows_are_found_again(tree: Path, book: Path) -> None:
    sign(book, "Who spoke?", lao="ແມ່ນໃຜ?")
    opened = openpyxl.load_workbook(book)
    sheet = opened["forms"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    order = [3, 10, 4, 2, 9, 1, 0, 6, 7, 8, 5]
    heads = [cell.value for cell in sheet[1]]
    for place, row in enumerate([heads, *reversed(rows[:-1])], start=1):
        for column, number in enumerate(order, start=1):
            sheet.cell(place, column).value = row[number]
    sheet.delete_rows(len(rows) + 1)
    sheet.merge_cells("D4:D5")
    del opened["library"]
    sheet.title = "Noy's forms"
    opened.create_sheet("scratch")["A1"] = "not for import"
    opened.save(book)
    taken = desk.import_translations(book, TODAY, sources=tree)
    assert taken.changed == 1
    assert set(codes(taken)) <= {"translation.unknown", "translation.english_changed"}
    assert len(taken.findings) == 1
    assert "ແມ່ນໃຜ?" in texts(tree.parent)["small.md"]
