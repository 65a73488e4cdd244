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
    assert str(finding) == (
        "[row 2] /data/a: The expression uses /data/nope, which the form does not have. "
        "Write the name of a question of this form, as ${name}."
    )
    assert finding.severity == "error"


ALL = """
| survey | | | | | | |
| | type | name | label | appearance | relevant | choice_filter |
{rows}
| choices | | | |
| | list_name | name | label |
| | yn | yes | Yes |
| | other | a | A |
| | yn | no | No |
"""


def findings_of(rows):
    return import_form(ALL.format(rows=rows).encode(), "md").findings


@pytest.mark.parametrize(
    ("row", "code", "what"),
    [
        ("| | geotrace | a | A | | | |", "lint.type", "geotrace"),
        ("| | audit | audit | | | | |", "lint.background", "audit"),
        ("| | start-geopoint | a | | | | |", "lint.background", "start-geopoint"),
        ("| | background-audio | a | | | | |", "lint.background", "background-audio"),
        ("| | date | a | A | ethiopian | | |", "lint.calendar", "ethiopian"),
        ("| | text | a | A | sparkling w3 | | |", "lint.appearance", "sparkling"),
        ("| | select_one yn | a | A | map | | |", "lint.appearance", "map"),
        ("| | text | a | A | ex:org.example.scan(x='1') | | |", "lint.external-app", "ex:org.example.scan"),
    ],
)
def test_what_a_desk_does_not_do_is_named_with_its_row(row, code, what):
    found = [(f.code, f.fields["what"], f.sheet, f.row) for f in findings_of(row) if f.code == code]
    assert found == [(code, what, "survey", 2)]


def test_known_appearances_are_not_named():
    row = "| | select_one yn | a | A | w2 columns-3 no-buttons likert quick minimal | | |"
    assert {f.code for f in findings_of(row)} == {"lint.list-split"}


def test_a_list_that_begins_twice_is_named_where_it_begins_again():
    found = findings_of("| | select_one yn | a | A | | | |")
    assert [(f.code, f.sheet, f.row, f.column) for f in found] == [
        ("lint.list-split", "choices", 4, "list_name")
    ]


@pytest.mark.parametrize("condition", ["${a} = 'maybe'", "'maybe' != ${a}", "selected(${a}, 'maybe')"])
def test_a_comparison_with_a_value_that_is_no_choice_is_named(condition):
    rows = f"| | select_one yn | a | A | | | |\n| | text | b | B | | {condition} | |"
    found = [f for f in findings_of(rows) if f.sheet == "survey"]
    assert [(f.code, f.row, f.column, f.fields) for f in found] == [
        ("lint.choice-unknown", 3, "relevant", {"value": "maybe", "field": "/data/a"})
    ]


def test_a_question_in_a_group_that_is_never_shown_is_named():
    rows = (
        "| | begin_group | g | G | | false() | |\n| | text | a | A | | | |\n"
        "| | end_group | | | | | |\n| | select_one yn | b | B | | | |"
    )
    found = {(f.code, f.row) for f in findings_of(rows)}
    assert {("lint.never-shown", 2), ("lint.unreachable", 3)} <= found


def test_answers_of_the_record_before_are_not_offered_and_that_is_said():
    source = """
| survey | | | | |
| | type | name | label | default |
| | text | a | A | ${last-saved#a} |
"""
    findings = import_form(source.encode(), "md").findings
    assert [(f.code, f.row, f.column) for f in findings] == [("lint.last-saved", 2, "default")]


def test_a_choice_without_a_translation_is_named_on_its_own_sheet():
    source = """
| survey | | | | |
| | type | name | label::English (en) | label::Lao (lo) |
| | select_one yn | a | A | ກ |
| choices | | | | |
| | list_name | name | label::English (en) | label::Lao (lo) |
| | yn | yes | Yes | ແມ່ນ |
| | yn | no | No | |
"""
    findings = import_form(source.encode(), "md").findings
    assert [(f.code, f.sheet, f.row, f.column) for f in findings] == [
        ("lint.translation-missing", "choices", 3, "label::Lao (lo)")
    ]
