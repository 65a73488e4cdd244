"""What the check of a form file tells its author."""

import re

from borderdesk import desk
from borderdesk.resources import resource
from borderdesk.text import language, set_language

SCREENING = """
| survey | | | | | |
| | type | name | label | calculation | appearance |
| | select_one yn | a | A | | |
| | image | photo | Photo | | |
| | image | mark | Sign here | | signature |
| | calculate | {name} | | {rule} | |
| choices | | | |
| | list_name | name | label |
| | yn | yes | Yes |
"""


def check(tmp_path, text, suffix=".md"):
    path = tmp_path / f"form{suffix}"
    path.write_text(text, encoding="utf-8")
    return desk.check_forms([path])


def test_a_screening_form_without_an_outcome_is_an_error(tmp_path):
    found = check(tmp_path, SCREENING.format(name="reasons", rule="${a}"))
    assert [each.severity for each in found if "outcome" in each.what] == ["error"]
    assert [each.severity for each in found if "flags" in each.what] == ["warning"]


def test_an_outcome_that_does_not_exist_is_an_error_with_its_place(tmp_path):
    rule = "if(${a} = 'yes', 'O7', 'O4')"
    found = [
        each for each in check(tmp_path, SCREENING.format(name="outcome", rule=rule)) if "O7" in each.what
    ]
    assert [(each.severity, each.where) for each in found] == [
        ("error", "sheet survey, row 5, column calculation: ")
    ]


def test_media_that_the_settings_do_not_allow_are_named_and_a_signature_is_not(tmp_path):
    form = SCREENING.format(name="x", rule="1")
    found = [each for each in check(tmp_path, form) if "not collected" in each.what]
    assert [each.where for each in found] == ["sheet survey, row 3, column type: "]
    allowed = form + (
        "| settings | | |\n| | namespaces | attribute::bd:media |\n"
        '| | bd="https://borderdesk.example/ns" | allowed |\n'
    )
    assert [each for each in check(tmp_path, allowed) if "not collected" in each.what] == []


def test_all_mistakes_of_a_form_are_told_each_with_what_to_do(tmp_path):
    found = check(tmp_path, SCREENING.format(name="x", rule="shout(1) +"))
    assert [each.severity for each in found] == ["error"]
    assert found[0].where.startswith("sheet survey, row 5")
    assert found[0].what.endswith("try again.")


def test_findings_are_told_in_the_language_of_the_moment(tmp_path):
    before = language()
    set_language("lo")
    try:
        found = check(tmp_path, SCREENING.format(name="x", rule="${a} = 'maybe'"))
    finally:
        set_language(before)
    assert any("ບໍ່ແມ່ນຕົວເລືອກ" in each.what for each in found)


def test_the_programs_own_forms_have_no_findings():
    assert desk.check_forms(sorted(resource("forms").glob("*.md"))) == []


def test_findings_come_in_the_order_of_the_file(tmp_path):
    form = SCREENING.format(name="reasons", rule="${a} = 'maybe'")
    # What the converter says itself comes last.
    places = [each.where for each in check(tmp_path, form) if each.where and "Learn more" not in each.what]
    assert {place.partition(",")[0].rstrip(": ") for place in places} == {"sheet survey"}
    rows = [int(found[1]) for place in places if (found := re.search(r"row (\d+)", place))]
    assert rows == sorted(rows)
    assert set(rows) == {3, 5}
