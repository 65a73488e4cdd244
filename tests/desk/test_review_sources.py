"""Forms, documents, names and exercises in the reviewers' workbook, and back to where they came from."""

import re
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet
from tests.desk import content
from tests.desk.review_tree import FORM, SAID, SERVICES, STORY, TODAY, book, states, tree
from tests.desk.workbooks import codes, fill, of_texts, rows_of, sign, sign_all, texts

from borderdesk import desk
from borderdesk.desk.directory import read_services
from borderdesk.desk.translations import review_state
from borderdesk.domain.errors import RuleBroken
from borderdesk.library.document import read_document
from borderdesk.resources import Content, ContentInUse, at_work, resource
from borderdesk.text import WRITTEN, noted_sentences, unread
from borderdesk.text.dates import next_version
from borderdesk.text.fragments import Said, digest_read
from borderdesk.text.reviews import Reviews
from borderdesk.text.toml_rows import Rows

__all__ = ["book", "tree"]


@pytest.mark.parametrize("language", [each for each in WRITTEN if each != "en"])
def test_unchanged_it_changes_no_byte_of_any_source(tmp_path: Path, language: str) -> None:
    tree = tmp_path / "tree"
    for folder in ("i18n", "forms", "library", "directory", "practice", "health"):
        shutil.copytree(resource(folder), tree / folder)
    before = {path: path.read_bytes() for path in tree.rglob("*.*")}
    written = desk.export_translations(tmp_path / "all.xlsx", language, sources=tree / "i18n")
    taken = desk.import_translations(tmp_path / "all.xlsx", TODAY, sources=tree / "i18n")
    assert (taken.rows, taken.changed, taken.files, taken.findings) == (written.rows, 0, (), ())
    assert {path: path.read_bytes() for path in tree.rglob("*.*")} == before
    assert written.rows > (4000 if language == "lo" else 150)


def test_each_text_stands_with_what_a_reviewer_needs_to_know(book: Path) -> None:
    found = {row[2]: row for row in rows_of(book)}
    assert found["Who spoke?"][:2] == ("small · T-01: label", "forms/small.md who label")
    assert found["Paid"][5] == "14"
    assert found["Yes"][0] == "small · choice yes of yn: T-02"
    assert found["One | two"][4] == "ໜຶ່ງ | ສອງ"
    assert found[SAID][0] == "01_adult · says AD_03"
    assert found["## Purpose"][0] == "heading of every procedure card"
    assert "2. Stay with the child." in str(
        next(text for text in found if str(text).startswith("1. Call child"))
    )
    opened = openpyxl.load_workbook(book)
    assert "reviewed" in str(opened["how to"]["B3"].value) and "ກວດທານ" in str(opened["how to"]["A3"].value)
    for sheet in of_texts(opened):
        assert sheet.freeze_panes == "A2" and sheet.protection.sheet
        locked = {cell.value: sheet.cell(2, cell.column).protection.locked for cell in sheet[1]}
        kept = {"where", "code", "english", "plural", "longest", "as exported"}
        assert {name for name, value in locked.items() if value} == kept
        assert sheet["E2"].alignment.wrap_text and sheet["E2"].font.name == "Phetsarath OT"
        rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
        assert rules == {
            "G2:G20000": '"draft,reviewed"',
            "E2:E20000": 'IF(F2="",TRUE,LEN(E2)<=VALUE(F2))',
            "I2:I20000": "TRUE",
        }
        hidden = {sheet.cell(1, column_index_from_string(letter)).value for letter in hidden_in(sheet)}
        assert hidden - {"longest"} == {"code", "plural", "as exported"}
        heights = {
            row[2].value: sheet.row_dimensions[row[0].row].height for row in sheet.iter_rows(min_row=2)
        }
        assert all(heights.values())
        if sheet.title == "library":
            assert heights["## Purpose"] < heights[max(map(str, heights), key=len)] / 4


def hidden_in(sheet: Worksheet) -> list[str]:
    return [letter for letter, column in sheet.column_dimensions.items() if column.hidden]


def test_a_reviewed_cell_changes_alone_and_gives_the_form_a_new_version(tree: Path, book: Path) -> None:
    sign(book, "Did ${who} pay?", lao="${who} ໄດ້ຈ່າຍບໍ?")
    sign(book, "One | two")
    taken = desk.import_translations(book, TODAY, sources=tree)
    assert (taken.changed, taken.reviewed, taken.findings) == (2, 2, ())
    written = (tree.parent / "forms" / "small.md").read_text(encoding="utf-8")
    assert written == FORM.replace("${who} ຈ່າຍບໍ?", "${who} ໄດ້ຈ່າຍບໍ?").replace("2026112101", "2026112601")
    assert states(tree)["forms"] == (6, 2)
    again = desk.export_translations(book, sources=tree)
    assert again.reviewed == 2
    assert {row[2]: row[6:9] for row in rows_of(book)}["One | two"] == ("reviewed", "Noy", "2026-11-25")
    assert desk.import_translations(book, TODAY, sources=tree).files == ()


def test_what_is_wholly_reviewed_says_so_and_a_later_change_makes_it_a_draft(tree: Path, book: Path) -> None:
    sign_all(book)
    taken = desk.import_translations(book, TODAY, sources=tree)
    assert taken.findings == ()
    assert {drafts for drafts, _ in states(tree).values()} == {0}
    assert "X-Status: reviewed" in texts(tree)["shell.po"] and "# Reviewed: Lao\n" in texts(tree)["shell.po"]
    assert "| draft-unvalidated | reviewed | Noy |" in texts(tree.parent)["small.md"]
    card = tree.parent / "library" / "lo" / "S06.md"
    assert (read_document(card.read_bytes()).reviewed_by, read_document(card.read_bytes()).translation) == (
        "Noy",
        "reviewed",
    )
    form = tree.parent / "forms" / "small.md"
    form.write_text(form.read_text(encoding="utf-8").replace("ໃຜເວົ້າ?", "ໃຜເປັນຄົນເວົ້າ?"), encoding="utf-8")
    assert states(tree)["forms"] == (1, 7)
    desk.export_translations(book, sources=tree)
    fill(book, "Hide", lao="ບັງ", status="draft", reviewer=None, reviewed_on=None)
    assert desk.import_translations(book, TODAY, sources=tree).changed == 1
    assert "X-Status: draft" in texts(tree)["shell.po"] and "# Draft: Lao not yet" in texts(tree)["shell.po"]


def test_a_document_keeps_its_build_and_counts_as_unread_in_both_languages(tree: Path, book: Path) -> None:
    sign(book, "A child is safe first; questions come later and from trained people.", lao="ເດັກປອດໄພກ່ອນ.")
    sign(book, "Children, and children alone", lao="ເດັກ")
    sign(book, "## Purpose", lao="## ເປົ້າໝາຍ")
    assert desk.import_translations(book, TODAY, sources=tree).findings == ()
    for name in ("S06", "S07"):
        lao, english = (
            read_document((tree.parent / "library" / language / f"{name}.md").read_bytes())
            for language in ("lo", "en")
        )
        shipped = read_document(resource("library", "lo", f"{name}.md").read_bytes()).version
        assert lao.version == english.version == next_version([shipped], TODAY)
        assert lao.sections[0].title == "ເປົ້າໝາຍ"
    card = (tree.parent / "library" / "lo" / "S06.md").read_text(encoding="utf-8")
    assert 'title = "ເດັກ"\n' in card and "\n# ເດັກ\n" in card and "\n\nເດັກປອດໄພກ່ອນ.\n\n" in card


def test_names_and_exercises_change_on_their_own_line(tree: Path, book: Path) -> None:
    sign(book, "House one", lao='ເຮືອນ "ໜຶ່ງ"')
    sign(book, SAID, lao="ໄດ້ເຄິ່ງດຽວ.")
    assert desk.import_translations(book, TODAY, sources=tree).findings == ()
    found = texts(tree.parent)
    assert found["provinces.toml"] == SERVICES.replace('"ເຮືອນໜຶ່ງ"', '"ເຮືອນ \\"ໜຶ່ງ\\""')
    assert found["01_adult.toml"] == STORY.replace("ໄດ້ເຄິ່ງດຽວຂອງທີ່ເຂົາບອກ.", "ໄດ້ເຄິ່ງດຽວ.").replace(
        "112601", "112602"
    )


def test_a_question_without_words_in_a_neighbours_language_takes_signed_words_only(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    for folder in ("i18n/th", "i18n/my", "i18n/notices", "forms"):
        shutil.copytree(resource(*folder.split("/")), tree / folder)
    adult = tree / "i18n" / "th" / "adult.po"
    asked = re.search(r'\n\nmsgid "(.+)"\nmsgstr "(.+)"\n\Z', adult.read_text(encoding="utf-8"))
    assert asked is not None
    adult.write_text(asked.string[: asked.start() + 1], encoding="utf-8", newline="")
    book = tmp_path / "th.xlsx"
    desk.export_translations(book, "th", sources=tree / "i18n")
    state = {each.kind: each for each in desk.review_state("th", sources=tree / "i18n")}
    assert state["questions"].missing > 0
    row = next(row for row in rows_of(book) if row[2] == asked[1])
    assert re.match(r"adult: .*AD-\d+", str(row[0])) and row[4] is None
    words = {"Thai_(th)": asked[2]}
    fill(book, asked[1], **words)
    assert codes(desk.import_translations(book, TODAY, sources=tree / "i18n")) == ["translation.unsigned"]
    sign(book, asked[1], **words)
    taken = desk.import_translations(book, TODAY, sources=tree / "i18n")
    assert (taken.changed, taken.findings) == (1, ())
    digest = digest_read(("", asked[1], ""), (asked[2],))
    signed = f"# reviewed-by: Noy, 2026-11-25, {digest}\n{asked[0].strip()}\n"
    assert adult.read_text(encoding="utf-8").endswith(signed)
    after = {each.kind: each for each in desk.review_state("th", sources=tree / "i18n")}
    assert after["questions"].missing == state["questions"].missing - 1


def test_what_a_pack_brought_is_what_reviewers_read(tmp_path: Path) -> None:
    brought = (resource("library", "lo", "I01.md").read_text(encoding="utf-8")).replace(
        "ຂ້າມຄຳຖາມ", "ບໍ່ຕອບຄຳຖາມ"
    )
    in_use = ContentInUse()
    in_use.replace(Content({"library/lo/I01.md": brought.encode()}))
    with at_work(in_use):
        desk.export_translations(tmp_path / "all.xlsx")
    assert any("ບໍ່ຕອບຄຳຖາມ" in str(row[4]) for row in rows_of(tmp_path / "all.xlsx"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".reviews-lo.toml", "x = "),
        ("practice/stories/01_adult.toml", "title.en = 'a'\ntitle.lo = "),
        ("library/lo/S07.md", "+++\nx = "),
    ],
)
def test_a_file_of_brackets_without_end_is_named(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{text}{'[' * 60_000}\n+++\n", encoding="utf-8")
    with pytest.raises(RuleBroken) as refused:
        review_state("lo", over=tmp_path)
    assert (refused.value.code, refused.value.fields["file"]) == ("translation.source", name)


def test_who_read_a_name_in_a_neighbours_language_stands_in_its_row_and_its_pages_know(
    tmp_path: Path,
) -> None:
    path = tmp_path / "services.toml"
    before = content.service(name_th="ศูนย์ผู้หญิง", card_name_th="บริการ") + content.service(
        "second", name_th="สอง"
    )

    def rows(text: str) -> Rows:
        reviews = Reviews(tmp_path / "none", None)
        return Rows.read(path, "directory", "directory/services.toml", text.encode(), "th", reviews)

    first = rows(before)
    assert list(first.files(TODAY)) == [] and all(said.draft for said in first.said.values())
    key = next(key for key in first.said if key[0].endswith("lwu-bokeo card_name"))
    first.say(key, Said(("บริการผู้หญิง",), "Noy", date(2026, 11, 25)))
    ((_, written),) = first.files(TODAY)
    signed = written.decode()
    read, second = read_services(written)
    assert read.names_read == {"card_name_th"} and not second.names_read
    with noted_sentences() as noted:
        assert read.card_name_for_person("th") == "บริการผู้หญิง"
    assert not unread("th", noted)
    again = rows(signed)
    assert not again.said[key].draft and list(again.files(TODAY)) == []
    changed = signed.replace('"บริการผู้หญิง"', '"บริการอื่น"').encode()
    assert not read_services(changed)[0].names_read, "a later change is a draft again"
    again.say(key, Said(("บริการ",)))
    ((_, written),) = again.files(TODAY)
    assert written.decode() == before, "nothing else was touched"
