"""The reviewers' workbook through a real office program: opened, saved, saved in other forms, and back."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from tests.desk.workbooks import sign

from borderdesk import desk
from borderdesk.resources import resource
from borderdesk.text import WRITTEN

OFFICE = shutil.which("soffice")
TODAY = date(2026, 11, 26)

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here (apt install libreoffice-calc)"),
]


def saved_as(path: Path, kind: str, filtered: str = "") -> Path:
    """What LibreOffice writes of a file; no settings of a person are touched."""
    out = path.parent / f"as {kind}"
    subprocess.run(
        [
            str(OFFICE),
            f"-env:UserInstallation={(path.parent / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            f"{kind}:{filtered}" if filtered else kind,
            "--outdir",
            str(out),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return out / f"{path.stem}.{kind}"


@pytest.fixture
def i18n(tmp_path: Path) -> Path:
    for folder in ("i18n", "forms", "library", "directory", "practice", "health"):
        shutil.copytree(resource(folder), tmp_path / "tree" / folder)
    return tmp_path / "tree" / "i18n"


@pytest.mark.parametrize("language", [each for each in WRITTEN if each != "en"])
def test_it_comes_back_from_an_office_program_with_what_was_signed_and_no_more(
    tmp_path: Path, i18n: Path, language: str
) -> None:
    book = tmp_path / "review.xlsx"
    rows = desk.export_translations(book, language, sources=i18n).rows
    before = {path: path.read_bytes() for path in i18n.parent.rglob("*.*")}
    by_way_of_ods = saved_as(saved_as(book, "ods"), "xlsx")
    for back in (saved_as(book, "xlsx"), by_way_of_ods):
        taken = desk.import_translations(back, TODAY, sources=i18n)
        assert (taken.rows, taken.changed, taken.findings) == (rows, 0, ())
        assert {path: path.read_bytes() for path in i18n.parent.rglob("*.*")} == before
    sign(by_way_of_ods, "Stop", reviewed_on=date(2026, 11, 25))
    taken = desk.import_translations(saved_as(by_way_of_ods, "xlsx"), TODAY, sources=i18n)
    assert (taken.rows, taken.changed, taken.reviewed, taken.findings) == (rows, 1, 1, ())


def test_each_of_its_sheets_comes_back_as_csv_too(tmp_path: Path, i18n: Path) -> None:
    book = tmp_path / "review.xlsx"
    rows = desk.export_translations(book, "th", sources=i18n).rows
    every_sheet = "Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    saved_as(book, "csv", every_sheet)
    sheets = [path for path in (tmp_path / "as csv").iterdir() if "how to" not in path.name]
    taken = [desk.import_translations(path, TODAY, sources=i18n) for path in sheets]
    assert sum(each.rows for each in taken) == rows
    assert [(each.changed, each.findings) for each in taken] == [(0, ())] * len(sheets)
