"""Reviewers of translations work in a workbook: out, filled in, back, nothing lost and nothing invented."""

import csv
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from tests.desk import posts, review_tree
from tests.desk.workbooks import (
    SIGNED,
    codes,
    fill,
    fill_all,
    of_texts,
    rows_of,
    sign,
    sign_words,
    texts,
)

from borderdesk import desk
from borderdesk.cli import Windows, run
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.errors import BorderDeskError
from borderdesk.domain.roles import Role
from borderdesk.resources import Content, ContentInUse, at_work, resource
from borderdesk.text import notice, tr_in, was_read
from borderdesk.text.fragments import digest_read
from borderdesk.text.sentences import read_sentences

TODAY = date(2026, 11, 26)
PO = (
    f"{review_tree.PO}\n"
    + """# on the first page
msgid "Page {page} of {pages}"
msgstr "ໜ້າ {page}/{pages}"

msgid "{n} day"
msgid_plural "{n} days"
msgstr[0] "{n} ວັນ"

msgid "&Print %(n)s"
msgstr "&Print ພິມ %(n)s"

msgid "Service card"
msgstr "ບັດບໍລິການ"
"""
)
TOML = """# Draft: Lao not yet reviewed

["stick.full"]
kind = "unavailable"
en.happened = "The stick is full."
en.safe = "Nothing was changed."
en.next = "Free \\"{size}\\" MB."
lo.happened = "USB ເຕັມ."
lo.safe = "ບໍ່ມີຫຍັງປ່ຽນແປງ."
lo.next = "ລຶບ \\"{size}\\" MB."
"""


def signed(english: str, text: str, who: str = "Noy") -> str:
    """The comment that says who read a sentence."""
    return f"# reviewed-by: {who}, 2026-11-25, {digest_read(('', english, ''), (text,))}\n"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A small i18n folder; the sentence Hide stands in two rooms."""
    folder = tmp_path / "i18n"
    (folder / "lo").mkdir(parents=True)
    (folder / "notices").mkdir()
    (folder / "lo" / "shell.po").write_text(PO, encoding="utf-8", newline="")
    (folder / "lo" / "two.po").write_text(PO.partition("\n# on")[0], encoding="utf-8", newline="")
    (folder / "notices" / "stick.toml").write_text(TOML, encoding="utf-8", newline="")
    return folder


@pytest.fixture
def book(tmp_path: Path, sources: Path) -> Path:
    path = tmp_path / "review.xlsx"
    assert desk.export_translations(path, sources=sources).rows == 8
    return path


def test_a_reviewed_sentence_changes_its_own_lines_and_no_others(sources: Path, book: Path) -> None:
    sign(book, "Page {page} of {pages}", lao="ໜ້າທີ {page} ໃນ {pages}", note="long\n form")
    sign(book, 'Free "{size}" MB.')
    taken = desk.import_translations(book, TODAY, sources=sources)
    assert (taken.changed, taken.reviewed, taken.findings) == (2, 2, ())
    found = texts(sources)
    assert found["shell.po"] == PO.replace(
        '# on the first page\nmsgid "Page {page} of {pages}"\nmsgstr "ໜ້າ {page}/{pages}"',
        f"# on the first page\n{signed('Page {page} of {pages}', 'ໜ້າທີ {page} ໃນ {pages}')}# note: long form\n"
        'msgid "Page {page} of {pages}"\nmsgstr "ໜ້າທີ {page} ໃນ {pages}"',
    )
    free = signed('Free "{size}" MB.', 'ລຶບ "{size}" MB.')
    assert found["stick.toml"] == TOML.replace("lo.next", f"{free}lo.next")


def test_reviewer_day_and_note_come_back_out_and_in_again(tmp_path: Path, sources: Path, book: Path) -> None:
    sign(book, "{n} day", note="fits")
    fill(book, "The stick is full.", note="ask Noy")
    desk.import_translations(book, TODAY, sources=sources)
    before = texts(sources)
    again = tmp_path / "again.xlsx"
    assert desk.export_translations(again, sources=sources).reviewed == 1
    found = {row[2]: row[6:10] for row in rows_of(again)}
    assert found["{n} day"] == ("reviewed", "Noy", "2026-11-25", "fits")
    assert found["The stick is full."] == ("draft", None, None, "ask Noy")
    assert desk.import_translations(again, TODAY, sources=sources).changed == 0
    assert texts(sources) == before


def test_a_sentence_that_two_rooms_show_is_changed_in_both(sources: Path, book: Path) -> None:
    assert [row[0] for row in rows_of(book) if row[2] == "Hide"] == ["shell, two"]
    fill(book, "Hide", lao="ບັງ")
    assert len(desk.import_translations(book, TODAY, sources=sources).files) == 2
    assert all('msgstr "ບັງ"' in texts(sources)[name] for name in ("shell.po", "two.po"))


@pytest.mark.parametrize(
    "told", [date(2026, 11, 25), "25/11/2026", "25.11.2026", " 2026-11-25 ", 46351, 46351.0, "46351"]
)
def test_a_day_is_taken_as_people_type_it_and_as_spreadsheets_keep_it(
    sources: Path, book: Path, told: object
) -> None:
    sign(book, "Hide", status=" Reviewed", reviewed_on=told)
    opened = openpyxl.load_workbook(book)
    opened["sentences"].move_range("A2:K2", rows=40)
    opened["sentences"].insert_cols(1)
    opened.save(book)
    taken = desk.import_translations(book, TODAY, sources=sources)
    assert (taken.reviewed, taken.findings) == (1, ())
    assert signed("Hide", "ເຊື່ອງ") in texts(sources)["two.po"]


def test_what_office_programs_make_of_a_text_is_the_text(sources: Path, book: Path) -> None:
    """An apostrophe that says "this is text", ends of lines as Windows has them, typed quotation marks."""
    fill(book, "Hide", lao="'ບັງ")
    fill(book, "Service card", lao="'ບັດ' ບໍລິການ… “ໃໝ່” – \u00a0")
    fill(book, "Nothing was changed.", lao="ບໍ່ມີຫຍັງປ່ຽນແປງ._x000D_")
    sign(book, "The stick is full.", note="one_x000D_\ntwo")
    taken = desk.import_translations(book, TODAY, sources=sources)
    assert taken.findings == ()
    found = texts(sources)
    assert 'msgstr "ບັງ"' in found["shell.po"]
    assert "msgstr \"'ບັດ' ບໍລິການ… “ໃໝ່” –\"" in found["shell.po"]
    assert found["stick.toml"] == TOML.replace(
        "lo.happened", f"{signed('The stick is full.', 'USB ເຕັມ.')}# note: one two\nlo.happened"
    )


def test_columns_without_use_may_be_gone_and_a_sheet_without_its_columns_is_left_out_with_its_name(
    sources: Path, book: Path
) -> None:
    sign(book, "Hide", lao="ບັງ", note="kept")
    desk.import_translations(book, TODAY, sources=sources)
    desk.export_translations(book, sources=sources)
    fill_all(book, {"Hide": {"lao": "ເຊື່ອງ", "reviewer": "Kham"}, "The stick is full.": {"lao": "ເຕັມ."}})
    opened = openpyxl.load_workbook(book)
    for heading in ("where", "code", "plural", "longest", "note"):
        sheet = opened["sentences"]
        sheet.delete_cols([cell.value for cell in sheet[1]].index(heading) + 1)
    opened["notices"]["G1"].value = "state"
    opened.save(book)
    taken = desk.import_translations(book, TODAY, sources=sources)
    assert [(each.sheet, each.row, each.column, each.code) for each in taken.findings] == [
        ("notices", 1, "status", "translation.columns"),
        ("sentences", 4, "english", "translation.unknown"),
    ]
    assert f"{signed('Hide', 'ເຊື່ອງ', 'Kham')}# note: kept\nmsgid" in texts(sources)["two.po"]


@pytest.mark.parametrize(("delimiter", "coding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16")])
def test_a_sheet_that_was_saved_as_csv_is_taken_like_the_sheet(
    tmp_path: Path, sources: Path, book: Path, delimiter: str, coding: str
) -> None:
    sign(book, "Hide", lao="ບັງ", reviewed_on="25/11/2026")
    out = tmp_path / "Noy's.CSV"
    with out.open("w", encoding=coding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(
            openpyxl.load_workbook(book)["sentences"].iter_rows(values_only=True)
        )
    taken = desk.import_translations(out, TODAY, sources=sources)
    assert (taken.rows, taken.changed, taken.reviewed, taken.findings) == (5, 1, 1, ())
    out.write_bytes("english,status\n".encode("utf-16"))
    with pytest.raises(BorderDeskError) as refused:
        desk.import_translations(out, TODAY, sources=sources)
    assert refused.value.code == "translation.columns"


@pytest.mark.parametrize(
    ("english", "cells", "code"),
    [
        ("Hide", {"lao": None}, "translation.empty"),
        ("Hide", {"lao": 5}, "translation.script"),
        ("Hide", {"lao": "ເຊື່ອງ {page}"}, "translation.places"),
        ("Hide", {"lao": "ເຊື່ອງ\u202e"}, "translation.unseen"),
        ("Page {page} of {pages}", {"lao": "ໜ້າ {page}"}, "translation.places"),
        ("Page {page} of {pages}", {"lao": "ໜ້າ {page}/{pages"}, "translation.places"),
        ("Page {page} of {pages}", {"lao": "ໜ້າ {ໜ້າ}/{pages}"}, "translation.places"),
        ("{n} day", {"lao": "ວັນ"}, "translation.places"),
        ("{n} day", {"plural": "{n} weeks"}, "translation.unknown"),
        ("&Print %(n)s", {"lao": "ພິມ %(n)s"}, "translation.places"),
        ("&Print %(n)s", {"lao": "&Print ພິມ"}, "translation.places"),
        ("Hide", {"english": "Hide it"}, "translation.unknown"),
        ("The stick is full.", {"english": "It is full."}, "translation.english_changed"),
        ("Hide", {"status": "done"}, "translation.status"),
        ("Hide", {"reviewer": "Noy"}, "translation.draft_signed"),
        ("Hide", {"lao": "ເຊື່ອງ\nໄວ້"}, "translation.markup"),
        ("Hide", {"lao": "ເຊື່ອງ\tໄວ້"}, "translation.unseen"),
        ("Hide", {"lao": "'=A1"}, "translation.script"),
        ("Hide", {**SIGNED, "status": True}, "translation.status"),
        ("Hide", {**SIGNED, "status": "=TRUE()"}, "translation.status"),
        ("Hide", {**SIGNED, "reviewer": None}, "translation.reviewer"),
        ("Hide", {**SIGNED, "reviewer": "none"}, "translation.reviewer"),
        ("Hide", {**SIGNED, "reviewed_on": None}, "translation.day"),
        ("Hide", {**SIGNED, "reviewed_on": "2026-11-27"}, "translation.day"),
        ("Hide", {**SIGNED, "reviewed_on": "11/26/2026"}, "translation.day"),
        ("Hide", {**SIGNED, "reviewed_on": "25/11/2569"}, "translation.day"),
        ("Hide", {**SIGNED, "reviewed_on": "26 Nov 2026"}, "translation.day"),
        ("Hide", {**SIGNED, "reviewed_on": 99999}, "translation.day"),
        ("Service card", {"lao": "ບັດ victim"}, "pack.never_on_paper"),
    ],
)
def test_a_row_that_breaks_a_rule_is_told_with_its_place_and_the_good_ones_are_taken(
    sources: Path, book: Path, english: str, cells: dict[str, object], code: str
) -> None:
    fill(book, english, **cells)
    fill(book, "Nothing was changed.", lao="ບໍ່ມີຫຍັງປ່ຽນ.")
    taken = desk.import_translations(book, TODAY, sources=sources)
    assert codes(taken) == [code]
    found = taken.findings[0]
    assert found.what
    opened = openpyxl.load_workbook(book)[found.sheet]
    assert opened.cell(found.row, 3).value == cells.get("english", english)
    assert found.column in [cell.value for cell in opened[1]]
    wrong = {
        "translation.status": "status",
        "translation.day": "reviewed on",
        "pack.never_on_paper": "Lao (lo)",
    }
    assert found.column == wrong.get(code, found.column)
    assert taken.changed == 1
    assert texts(sources)["shell.po"] == PO
    assert "ບໍ່ມີຫຍັງປ່ຽນ." in texts(sources)["stick.toml"]


def test_a_sentence_in_two_rows_is_taken_once(sources: Path, book: Path) -> None:
    opened = openpyxl.load_workbook(book)
    opened["sentences"].append([cell.value for cell in opened["sentences"][2]])
    opened.save(book)
    assert codes(desk.import_translations(book, TODAY, sources=sources)) == ["translation.twice"]


def test_nobody_has_reviewed_words_that_were_changed_afterwards(sources: Path, book: Path) -> None:
    sign(book, "Hide")
    desk.import_translations(book, TODAY, sources=sources)
    fill(book, "Hide", lao="ບັງ")
    for _ in range(2):
        assert codes(desk.import_translations(book, TODAY, sources=sources)) == ["translation.review_again"]
    fill(book, "Hide", reviewer="Kham")
    assert desk.import_translations(book, TODAY, sources=sources).changed == 1


# ------------------------------------------------------------------ an installed program
def test_a_folder_becomes_a_content_pack_that_changes_what_is_said(
    tmp_path: Path, checkpoint: Workspace
) -> None:
    """All of it reviewed: the pack needs no draft mark."""
    author = posts.as_role(checkpoint, Role.CONTENT_ADMIN)
    book, folder = tmp_path / "all.xlsx", tmp_path / "out"
    desk.export_translations(book)
    sign_words(book, {"Service card": "ບັດ ບໍລິການ", "Stopped as you asked.": "ຢຸດແລ້ວ."})
    taken = desk.import_translations(book, TODAY, to=folder)
    assert (taken.changed, taken.files) == (2, (folder / "translations-lo.po",))
    found = desk.compose_pack(author, [folder])
    assert [(each.by, each.draft) for each in found.reviews] == [("Noy", False)]
    assert found.blocking == ()
    in_use = ContentInUse()
    in_use.replace(Content({"i18n/lo/translations.po": taken.files[0].read_bytes()}))
    with at_work(in_use):
        assert tr_in("lo", "Service card") == "ບັດ ບໍລິການ"
        assert notice("cancelled", "lo").happened == "ຢຸດແລ້ວ."


def test_a_later_workbook_adds_to_the_folder_and_a_draft_among_it_makes_it_a_draft(
    tmp_path: Path, sources: Path, book: Path
) -> None:
    folder = tmp_path / "out"
    sign(book, "Hide", lao="ບັງ")
    desk.import_translations(book, TODAY, sources=sources, to=folder)
    later = tmp_path / "later.xlsx"
    assert desk.export_translations(later, sources=sources, over=folder).reviewed == 1
    fill(later, "Service card", lao="ບັດ")
    fill(later, "{n} day", lao="{n} ມື້")
    taken = desk.import_translations(later, TODAY, sources=sources, to=folder)
    assert (taken.changed, taken.findings) == (2, ())
    found = read_sentences(taken.files[0].read_bytes())
    assert (found.draft, found.reviewed_by) == (True, "")
    assert found.said == {
        ("Hide", ""): ("ບັງ",),
        ("Service card", ""): ("ບັດ",),
        ("{n} day", "{n} days"): ("{n} ມື້",),
    }
    before = taken.files[0].read_bytes()
    assert desk.import_translations(later, TODAY, sources=sources, to=folder).changed == 0
    assert (folder / "translations-lo.po").read_bytes() == before
    assert texts(sources)["shell.po"] == PO


def test_an_installed_program_is_not_changed_in_place(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("borderdesk.desk.translations.in_source_tree", lambda: False)
    with pytest.raises(BorderDeskError) as refused:
        desk.import_translations(book, TODAY)
    assert refused.value.code == "translation.no_sources"


# ------------------------------------------------------------------ files that are no such workbook
def test_what_is_no_workbook_for_review_is_refused(tmp_path: Path, sources: Path, book: Path) -> None:
    def refusal(path: Path) -> str:
        with pytest.raises(BorderDeskError) as refused:
            desk.import_translations(path, TODAY, sources=sources)
        return refused.value.code

    (tmp_path / "text.xlsx").write_text("no workbook")
    assert refusal(tmp_path / "text.xlsx") == "translation.unreadable"
    (tmp_path / "cut.xlsx").write_bytes(book.read_bytes()[:4000])
    assert refusal(tmp_path / "cut.xlsx") == "translation.unreadable"
    assert refusal(tmp_path / "none.xlsx") == "translation.file"
    (tmp_path / "large.xlsx").write_bytes(bytes(9 << 20))
    assert refusal(tmp_path / "large.xlsx") == "translation.too_large"
    openpyxl.Workbook().save(tmp_path / "other.xlsx")
    assert refusal(tmp_path / "other.xlsx") == "translation.columns"
    opened = openpyxl.load_workbook(book)
    for sheet in of_texts(opened):
        sheet["G1"].value = "state"
    opened.save(book)
    assert refusal(book) == "translation.columns"
    assert texts(sources)["shell.po"] == PO


def test_the_command_tells_each_row_that_was_left_out(
    sources: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    windows = Windows(lambda _: 0, lambda _: 0)
    fill(book, "Hide", lao=None)
    sign(book, "Service card")
    assert run(["i18n", "import", str(book), "--sources", str(sources)], windows) == 1
    said = capsys.readouterr().out
    assert "sentences, row 2, Lao (lo): The translation is empty." in said
    assert "8 rows, 1 changed, 1 reviewed, 1 left out" in said
    assert run(["i18n", "export", str(book), "--sources", str(sources)], windows) == 0
    assert "8 texts, 1 reviewed" in capsys.readouterr().out
    assert run(["i18n", "state", "--sources", str(sources)], windows) == 0
    assert "sentences: 4 drafts, 1 reviewed, 0 missing" in capsys.readouterr().out
    assert run(["i18n", "state", "--rooms", "--sources", str(sources)], windows) == 0
    assert "  two: 1 drafts, 0 reviewed, 0 missing\nnotices: 3" in capsys.readouterr().out
    assert run(["i18n", "export", str(book), "--language", "fr"], windows) == 1
    assert "th" in capsys.readouterr().err
    assert run(["i18n", "export", str(book.with_suffix(".csv")), "--sources", str(sources)], windows) == 2
    assert not book.with_suffix(".csv").exists(), "a workbook under the name of a table is read by nobody"


def test_what_reviewers_signed_is_said_without_the_mark_of_a_draft_once_a_pack_brings_it(
    tmp_path: Path,
) -> None:
    book, folder = tmp_path / "th.xlsx", tmp_path / "out"
    desk.export_translations(book, "th")
    sign(book, "Stop")
    fill(book, "Next", **{"Thai_(th)": "ถัดไปอีก"})
    desk.import_translations(book, TODAY, to=folder)
    in_use = ContentInUse()
    words = (folder / "translations-th.po").read_bytes()
    in_use.replace(Content({"i18n/th/translations.po": words}))
    assert not was_read("th", "Stop")
    with at_work(in_use):
        assert [was_read("th", each) for each in ("Stop", "Next", "Back")] == [True, False, False]
        assert tr_in("th", "Next") == "ถัดไปอีก"


@pytest.mark.parametrize("language", ["th", "zh"])
def test_reviewers_of_a_neighbours_language_sign_what_the_person_reads(tmp_path: Path, language: str) -> None:
    sources = tmp_path / "i18n"
    for folder in (language, "notices"):
        shutil.copytree(resource("i18n", folder), sources / folder)
    book = tmp_path / "out.xlsx"
    done = desk.export_translations(book, language, sources=sources)
    assert done.rows > 100
    assert done.reviewed == 0
    workbook = openpyxl.load_workbook(book)
    sheet = workbook.worksheets[1]
    head = [cell.value for cell in sheet[1]]
    row = next(cells for cells in sheet.iter_rows(min_row=2) if cells[head.index("english")].value == "Stop")
    row[head.index("status")].value = "reviewed"
    row[head.index("reviewer")].value = "Reader"
    row[head.index("reviewed on")].value = TODAY
    workbook.save(book)
    back = desk.import_translations(book, TODAY, sources=sources)
    assert (back.findings, back.changed, back.reviewed) == ((), 1, 1)
    text = (sources / language / "person.po").read_text(encoding="utf-8")
    assert f"# reviewed-by: Reader, {TODAY}, " in text.partition('\nmsgid "Stop"')[0].splitlines()[-1]
