"""A directory goes out as a spreadsheet and comes back; good rows are taken, bad ones told."""

import csv
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from tests.desk.posts import refusal
from tests.desk.test_directory import rows

from borderdesk import desk
from borderdesk.desk.directory_fields import Part
from borderdesk.desk.workspace import Workspace
from borderdesk.text import set_language


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("part", list(Part))
def test_a_spreadsheet_goes_out_and_comes_back_as_it_was(
    writer: Workspace, folder: Path, tmp_path: Path, part: Part, ending: str
) -> None:
    set_language("lo")
    path = desk.export_directory(writer, tmp_path / f"table.{ending}", part=part)
    set_language("en")
    found = desk.preview_directory_sheet(writer, folder, path, part=part, office_numbers=True)
    assert (found.new, found.changed, found.findings, found.ignored) == ((), (), (), ())
    assert found.same == len(rows(writer, None, part))


def sheet(path: Path, *lines: list[object]) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for line in lines:
        page.append(line)
    book.save(path)
    return path


HEADS = ["No.", "ຊື່ເປັນພາສາລາວ", "Name in English", "Neutral name on the card, in Lao", "card_name_en"]
HEADS += ["Kind of service", "Province", "Help it gives", "Phone of the office", "Source", "checked_on"]


def line(english: str, **changed: object) -> list[object]:
    row: dict[str, object] = {
        "no": 1,
        "lo": f"ລ {english}",
        "en": english,
        "card_lo": "ໂຕະ",
        "card_en": "Desk",
    }
    row |= {"kind": "Hospital or health centre", "province": "ບໍ່ແກ້ວ", "needs": "Medical care; food"}
    return list((row | {"phone": "084 211 000", "source": "Ministry", "day": ""} | changed).values())


def test_a_ministrys_table_is_looked_through_and_its_good_rows_taken(
    writer: Workspace, folder: Path, tmp_path: Path
) -> None:
    path = sheet(
        tmp_path / "ministry.xlsx",
        ["Services of the province"],
        HEADS,
        line("Province hospital"),
        line("No source", source=None),
        line("Zero lost", phone=84211000),
        line("A person", phone="໐໒໐ ໕໕໕໕ ໑໒໓໔"),
        line("Ahead", day=date(2099, 1, 1)),
        line("Unknown help", needs="gold"),
        line("Province hospital"),
        [None] * 9,
        line("=A1", lo="ສູດ"),
    )
    before = desk.preview_directory_sheet(writer, folder, path)
    assert {each.code for each in before.findings if each.row in (3, 9)} == {"directory.personal_number"}
    found = desk.preview_directory_sheet(writer, folder, path, office_numbers=True)
    assert found.new == ("province-hospital",)
    assert [(each.row, each.field, each.code.removeprefix("directory.")) for each in found.findings] == [
        (4, "source", "no_source"),
        (5, "phone", "number"),
        (6, "phone", "mobile"),
        (7, "checked_on", "day_ahead"),
        (8, "needs", "value"),
        (9, "id", "twice"),
        (11, "name_en", "missing_field"),
    ]
    assert found.ignored == ("No.",) and not folder.exists()
    desk.import_directory_sheet(writer, folder, path, office_numbers=True, listing=found.listing)
    made = rows(writer, folder)["province-hospital"]
    assert (made.text("kind"), made.text("province"), made.some("needs")) == (
        "hospital",
        "LA-BK",
        ("medical", "food"),
    )
    assert len(rows(writer, folder)) == len(rows(writer, None)) + len(found.new)
    again = desk.import_directory_sheet(writer, folder, path, office_numbers=True)
    assert (again.new, again.changed) == ((), ())
    assert refusal(
        desk.import_directory_sheet, writer, folder, path, office_numbers=True, listing=found.listing
    ) == ("sheet.changed_since")


def test_a_table_whose_lao_became_question_marks_writes_over_no_name(
    writer: Workspace, folder: Path, tmp_path: Path
) -> None:
    path = desk.export_directory(writer, tmp_path / "table.csv")
    path.write_bytes(path.read_text(encoding="utf-8-sig").encode("cp1252", "replace"))
    found = desk.import_directory_sheet(writer, folder, path, office_numbers=True)
    assert (found.new, found.changed) == ((), ())
    assert {each.code for each in found.findings} == {"directory.lost_letters"}


def test_a_table_that_is_none_is_refused_with_the_reason(
    writer: Workspace, folder: Path, tmp_path: Path
) -> None:
    bad = {
        "a.xlsx": b"MZ not a table at all",
        "b.csv": "ຊື່".encode("utf-16-le") + b"\xff",
        "c.csv": "Name\n\xe9".encode("latin-1"),
        "d.csv": b'"name_lo","name_en"\n"x',
        "e.csv": b"first,second\nx,y\n",
        "f.csv": b"name_lo,name_en,name_en\nx,y,z\n",
        "g.csv": b"name_lo,name_en\n" + b"x,y\n" * 6_000,
        "h.csv": b"",
    }
    codes = {}
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
        codes[name[0]] = refusal(desk.preview_directory_sheet, writer, folder, tmp_path / name)
    with ZipFile(tmp_path / "i.xlsx", "w") as packed:
        packed.writestr("word/document.xml", "<x/>")
    codes["i"] = refusal(desk.preview_directory_sheet, writer, folder, tmp_path / "i.xlsx")
    codes["j"] = refusal(desk.preview_directory_sheet, writer, folder, tmp_path / "gone.xlsx")
    assert codes == {
        "a": "sheet.columns",
        "b": "sheet.letters",
        "c": "sheet.letters",
        "d": "sheet.unreadable",
        "e": "sheet.columns",
        "f": "sheet.column_twice",
        "g": "sheet.too_large",
        "h": "sheet.unreadable",
        "i": "sheet.unreadable",
        "j": "sheet.file",
    }
    workbook = BytesIO()
    openpyxl.Workbook().save(workbook)
    with ZipFile(workbook) as packed, ZipFile(tmp_path / "k.xlsx", "w", ZIP_DEFLATED) as swollen:
        for name in packed.namelist():
            swollen.writestr(name, packed.read(name) if "styles" not in name else b"<xf/>" * 500_000)
    code = refusal(desk.preview_directory_sheet, writer, folder, tmp_path / "k.xlsx")
    assert code == "sheet.too_large", "a few kilobytes would become gigabytes of styles"
    for cells in (b"<c/>" * 2_000_001, b'<c r="' + b"A" * 9_000 + b'"/>'):
        with ZipFile(workbook) as packed, ZipFile(tmp_path / "l.xlsx", "w", ZIP_DEFLATED) as swollen:
            for name in packed.namelist():
                data = packed.read(name)
                inside = b"<sheetData><row>" + cells + b"</row></sheetData>"
                swollen.writestr(name, data.replace(b"<sheetData></sheetData>", inside))
        code = refusal(desk.preview_directory_sheet, writer, folder, tmp_path / "l.xlsx")
        assert code == "sheet.too_large", "a row that is read for a minute"
    assert not folder.exists()


def test_a_table_parted_by_semicolons_with_a_days_and_yes_is_understood(
    writer: Workspace, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "lines.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file, delimiter=";")
        lines.writerow(["id", "number", "verified_on", "checked_by", "open_24h"])
        lines.writerow(["lo-national", "'+856 21 1300", "5/3/2024", "MoPS", "ແມ່ນ"])
        lines.writerow(["lo-police", "1191", "5/3/2024", "", ""])
        lines.writerow(["lo-fire", "1190", "tomorrow", "MoPS", ""])
    found = desk.import_directory_sheet(writer, folder, path, part=Part.HELPLINES, office_numbers=True)
    assert found.changed == ("lo-national",)
    assert [(each.name, each.code) for each in found.findings] == [
        ("lo-police", "directory.missing_field"),
        ("lo-fire", "directory.day"),
    ]
    made = rows(writer, folder, Part.HELPLINES)["lo-national"]
    assert (made.phone, made.checked_on, made.flag("open_24h")) == ("+856 21 1300", date(2024, 3, 5), True)
