"""What a form's author is told about traps."""

import pytest

from borderdesk.forms import import_form

HEAD = """
| survey | | | | | | |
| | type | name | label::English (en) | label::Lao (lo) | relevant | calculation |
"""


def found(rows, more=""):
    source = HEAD + rows + more
    return {(finding.code, finding.row) for finding in import_form(source.encode(), "md").findings}


@pytest.mark.parametrize(
    ("rows", "code", "row"),
    [
        ("| | text | a | A | ກ | | |\n| | text | b | B | ຂ | ${a} or ${a} = 'x' | |\n", "lint.bare-path", 3),
        ("| | text | a | A | ກ | /data/nope = 'x' | |\n", "lint.field-unknown", 2),
        ("| | date | a | A | ກ | | |\n| | text | b | B | ຂ | ${a} > '2026-01-01' | |\n", "lint.date-text", 3),
        ("| | integer | a | A | ກ | | |\n| | calculate | b | | | | ${b} + 1 |\n", "lint.self-reference", 3),
        ("| | text | a | A | ກ | false() | |\n", "lint.never-shown", 2),
        ("| | text | a | A | ກ | | |\n| | text | b | B | | | |\n", "lint.translation-missing", 3),
        (
            "| | begin_repeat | r | R | ຮ | | |\n| | text | a | A | ກ | | |\n| | end_repeat | | | | | |\n"
            "| | text | b | B | ຂ | ${a} = 'x' | |\n",
            "lint.repeated-field",
            5,
        ),
    ],
)
def test_a_trap_is_named_with_its_row(rows, code, row):
    assert (code, row) in found(rows)


def test_a_clean_form_has_no_findings():
    rows = "| | integer | a | A | ກ | | |\n| | text | b | B | ຂ | ${a} > 3 | |\n"
    assert found(rows) == set()


def test_a_finding_reads_as_a_sentence():
    source = HEAD + "| | text | a | A | ກ | /data/nope = 'x' | |\n"
    finding = import_form(source.encode(), "md").findings[0]
    assert str(finding) == "[row 2] /data/a: The expression uses /data/nope, which the form does not have."
    assert finding.severity == "error"
