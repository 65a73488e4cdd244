"""Finished records as tables: one per repeat, joined by keys, with labels or codes, safe to open."""

import csv
import io

from openpyxl import load_workbook

from borderdesk.forms import FormDefinition, fill, import_form
from borderdesk.forms.tabular import FinishedRecord, Table, tables, to_csv, to_xlsx

FORM = """
| survey |
| | type | name | label::English (en) | label::Lao (lo) |
| | begin_group | who | Who | ໃຜ |
| | text | nick | Nickname | ຊື່ຫຼິ້ນ |
| | end_group | | | |
| | select_multiple need | needs | Needs | ຄວາມຕ້ອງການ |
| | geopoint | place | Place | ບ່ອນ |
| | begin_repeat | job | Job | ວຽກ |
| | text | boss | Boss | ນາຍ |
| | begin_repeat | pay | Pay | ເງິນ |
| | integer | kip | Kip | ກີບ |
| | end_repeat | | | |
| | end_repeat | | | |
| choices |
| | list_name | name | label::English (en) | label::Lao (lo) |
| | need | bed | A bed | ບ່ອນນອນ |
| | need | doctor | A doctor | ໝໍ |
| settings |
| | form_id | version |
| | visit | {version} |
"""
GIVEN = {
    "nick": "=cmd|calc",
    "needs": ["doctor", "bed"],
    "place": "17.96 102.6 170 5",
    "job": [
        {"boss": "A", "pay": [{"kip": -5}, {"kip": 7}]},
        {"boss": "B", "pay": []},
    ],
}


def _form(version: str = "1", table: str = FORM) -> FormDefinition:
    return import_form(table.format(version=version).encode(), "md").definition


def _record(
    form: FormDefinition, answers: dict[str, object], number: int = 1, **about: str
) -> FinishedRecord:
    session = fill(form, answers, uid=lambda: f"uuid:{number}")
    return FinishedRecord(form, session.finalize().xml, about)


def _by_name(found: list[Table]) -> dict[str, list[dict[str, str]]]:
    return {table.name: [dict(zip(table.columns, row, strict=True)) for row in table.rows] for table in found}


def test_a_repeat_has_its_own_table_joined_by_keys() -> None:
    found = _by_name(tables([_record(_form(), GIVEN, record="BD-1")]))
    assert list(found) == ["visit", "visit-job", "visit-job-pay"]
    assert found["visit"][0]["KEY"] == "uuid:1"
    assert found["visit"][0]["record"] == "BD-1"
    assert [(row["boss"], row["PARENT_KEY"], row["KEY"]) for row in found["visit-job"]] == [
        ("A", "uuid:1", "uuid:1/job[1]"),
        ("B", "uuid:1", "uuid:1/job[2]"),
    ]
    assert [(row["kip"], row["PARENT_KEY"], row["KEY"]) for row in found["visit-job-pay"]] == [
        ("-5", "uuid:1/job[1]", "uuid:1/job[1]/pay[1]"),
        ("7", "uuid:1/job[1]", "uuid:1/job[1]/pay[2]"),
    ]


def test_groups_and_places_become_columns() -> None:
    row = _by_name(tables([_record(_form(), GIVEN)]))["visit"][0]
    assert row["who-nick"] == "=cmd|calc"
    assert row["place-Latitude"] == "17.96"
    assert row["place-Accuracy"] == "5"
    assert row["needs"] == "doctor bed"


def test_labels_are_written_in_the_language_asked_for() -> None:
    records = [_record(_form(), GIVEN)]
    english = _by_name(tables(records, labels=True, language="English (en)"))
    assert english["visit"][0]["Needs"] == "A doctor, A bed"
    assert english["visit"][0]["Place – Latitude"] == "17.96"
    assert english["visit-job"][0]["Boss"] == "A"
    lao = _by_name(tables(records, labels=True, language="Lao (lo)"))
    assert lao["visit"][0]["ຄວາມຕ້ອງການ"] == "ໝໍ, ບ່ອນນອນ"
    assert lao["visit-job-pay"][1]["ກີບ"] == "7"


def test_versions_of_a_form_share_a_table_and_the_newest_orders_it() -> None:
    newer = _form("2", FORM.replace("| text | nick |", "| text | name_used |"))
    records = [_record(_form(), GIVEN), _record(newer, {"name_used": "Noy", "job": []}, 2)]
    table = tables(records)[0]
    assert table.columns[:2] == ("who-name_used", "needs")
    rows = _by_name([table])["visit"]
    assert [(row["who-nick"], row["who-name_used"]) for row in rows] == [("=cmd|calc", ""), ("", "Noy")]


def test_two_questions_with_one_wording_keep_columns_of_their_own() -> None:
    twice = _form("1", FORM.replace("| Needs |", "| Nickname |"))
    table = tables([_record(twice, GIVEN)], labels=True, language="English (en)")[0]
    assert len(set(table.columns)) == len(table.columns)
    assert "Nickname (needs)" in table.columns


def test_a_spreadsheet_never_runs_an_answer_as_a_formula() -> None:
    found = tables([_record(_form(), GIVEN)])
    text = to_csv(found[0])
    assert text.startswith("\ufeff")
    row = next(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert row["who-nick"] == "'=cmd|calc"
    assert "-5" in to_csv(found[2]).splitlines()[1].split(",")
    book = load_workbook(io.BytesIO(to_xlsx(found)))
    assert book.sheetnames == ["visit", "visit-job", "visit-job-pay"]
    cell = book["visit"]["A2"]
    assert (cell.value, cell.data_type) == ("=cmd|calc", "s")


def test_long_sheet_names_are_cut_and_stay_different() -> None:
    found = [Table("form-" + "x" * 40 + end, ("a",), ()) for end in ("", "", "/[]")]
    names = load_workbook(io.BytesIO(to_xlsx(found))).sheetnames
    assert len(set(names)) == 3
    assert max(map(len, names)) == 31
