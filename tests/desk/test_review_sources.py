"""Forms, documents, names and exercises in the reviewers' workbook, and back to where they came from."""

import re
import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet
from tests.desk import posts
from tests.desk.workbooks import codes, fill, fill_all, of_texts, rows_of, sign, sign_all, sign_words, texts

from borderdesk import desk
from borderdesk.desk.translations import review_state
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.errors import BorderDeskError, Cancelled, RuleBroken
from borderdesk.domain.roles import Role
from borderdesk.library.document import read_document
from borderdesk.resources import Content, ContentInUse, at_work, resource
from borderdesk.text import WRITTEN
from borderdesk.text.dates import next_version
from borderdesk.text.fragments import digest_read

TODAY = date(2026, 11, 26)
PO = """# Draft: Lao not yet reviewed
msgid ""
msgstr ""
"Language: lo\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Hide"
msgstr "ເຊື່ອງ"
"""
FORM = Path(__file__).with_name("small_talk.md").read_text(encoding="utf-8")
SERVICES = """# Kept as it is.

[[service]]
id = "one"
name_en = "House one"  # said so
name_lo = "ເຮືອນໜຶ່ງ"
"""
SAID = "Half of what they had said."
STORY = resource("practice", "stories", "01_adult.toml").read_text(encoding="utf-8")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small source tree; the i18n folder is what a caller names."""
    for folder in ("i18n/lo", "i18n/notices", "forms", "directory", "practice/stories"):
        (tmp_path / "tree" / folder).mkdir(parents=True)
    for name, text in (
        ("i18n/lo/shell.po", PO),
        ("forms/small.md", FORM),
        ("directory/provinces.toml", SERVICES),
        ("practice/stories/01_adult.toml", STORY),
    ):
        (tmp_path / "tree" / name).write_text(text, encoding="utf-8", newline="")
    for language in ("en", "lo"):
        folder = tmp_path / "tree" / "library" / language
        folder.mkdir(parents=True)
        for name in ("S06", "S07"):
            shutil.copy(resource("library", language, f"{name}.md"), folder)
    return tmp_path / "tree" / "i18n"


@pytest.fixture
def book(tmp_path: Path, tree: Path) -> Path:
    desk.export_translations(tmp_path / "book.xlsx", sources=tree)
    return tmp_path / "book.xlsx"


def states(tree: Path) -> dict[str, tuple[int, int]]:
    return {each.kind: (each.drafts, each.reviewed) for each in desk.review_state("lo", sources=tree)}


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


# ------------------------------------------------------------------ an installed program
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
    assert {str(path.relative_to(folder)) for path in taken.files} == {
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
