"""What happens to a form on its way in: good ones open, bad ones are refused where it hurts."""

import pytest

from borderdesk.forms import FormError, Session, import_form, load_form

from .tables import noon

GOOD = """
| survey | | | | |
| | type | name | label | relevant |
| | integer | age | Age | |
| | begin_group | more | More | |
| | text | job | Job | {relevant} |
| | end_group | | | |
"""


def refused(source, kind="md"):
    with pytest.raises(FormError) as refusal:
        import_form(source if isinstance(source, bytes) else source.encode(), kind)
    assert str(refusal.value)
    return refusal.value


def test_a_table_becomes_a_form():
    imported = import_form(GOOD.format(relevant="${age} > 3").encode(), "md")
    assert imported.definition.controls.keys() == {("data", "age"), ("data", "more", "job")}
    assert imported.findings == ()
    again = load_form(imported.xform)
    assert again.sha256 == imported.definition.sha256
    assert Session(again, clock=noon).value("/data/age") == ""


def test_a_form_written_in_old_letters_is_kept_as_utf_8_and_reads_the_same():
    xform = import_form(GOOD.format(relevant="").replace("Age", "Âge").encode(), "md").xform
    old = xform.replace('version="1.0"', 'version="1.0" encoding="windows-1252"', 1).encode("cp1252")
    kept = import_form(old, "xml").xform
    labels = [str(Session(load_form(form)).question("/data/age").label()) for form in (kept, kept.encode())]
    assert labels == ["Âge", "Âge"]


@pytest.mark.parametrize(
    ("relevant", "reason"),
    [
        ("${age} >", "xpath.syntax"),
        ("shout(${age})", "xpath.function"),
        ("selected(${age})", "xpath.arguments"),
        ("${age} ? 1", "xpath.character"),
        ("sideways::x = 1", "xpath.axis"),
    ],
)
def test_an_expression_that_cannot_be_used_is_named_with_sheet_row_and_column(relevant, reason):
    error = refused(GOOD.format(relevant=relevant))
    assert error.code == "form.expression"
    assert error.fields["reason"] == reason
    assert (error.fields["sheet"], error.fields["row"], error.fields["column"]) == ("survey", 4, "relevant")
    assert error.fields["path"] == "/data/more/job"
    assert "row 4" in str(error)


def test_a_mistake_pyxform_finds_keeps_its_row():
    error = refused("| survey | | | |\n| | type | name | label |\n| | begin_group | g | G |\n")
    assert error.code == "form.convert"
    assert error.fields["row"] == 2


def test_a_ring_of_calculations_is_refused_with_its_members():
    error = refused(
        """
| survey | | | | |
| | type | name | label | calculation |
| | calculate | a | | ${b} + 1 |
| | calculate | b | | ${c} + 1 |
| | calculate | c | | ${a} + 1 |
"""
    )
    assert error.code == "form.cycle"
    assert all(f"/data/{name}" in str(error) for name in "abc")
    assert error.fields["row"] in (2, 3, 4)


ENTITIES = """<?xml version="1.0"?><!DOCTYPE h [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>&b;</h:title></h:head></h:html>"""
EXTERNAL = """<?xml version="1.0"?><!DOCTYPE h [<!ENTITY x SYSTEM "file:///etc/hostname">]><h>&x;</h>"""


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (b"", "form.xml"),
        (b"not xml", "form.xml"),
        (b"<a><b></a>", "form.xml"),
        (b"\x00\x01\x02", "form.xml"),
        (ENTITIES.encode(), "form.entities"),
        (EXTERNAL.encode(), "form.entities"),
        (b"<html/>", "form.no-model"),
        (b"<h><head><model/></head><body/></h>", "form.no-instance"),
        (b"<h><head><model><instance><d/></instance></model></head></h>", "form.no-body"),
        (b"<a>" * 400 + b"</a>" * 400, "form.too-deep"),
    ],
)
def test_what_is_no_form_or_a_trap_is_refused(source, code):
    assert refused(source, "xml").code == code


def test_deep_nesting_of_an_expression_is_refused_not_crashed_on():
    deep = "(" * 5000 + "1" + ")" * 5000
    assert refused(GOOD.format(relevant=deep)).fields["reason"] == "xpath.depth"


def test_a_long_condition_is_no_deep_one():
    long = " or ".join(f"${{age}} = {number}" for number in range(1500))
    session = Session(import_form(GOOD.format(relevant=long).encode(), "md").definition, clock=noon)
    session.set_path("/data/age", 1499)
    assert session.state("/data/more/job").relevant


def test_an_unknown_kind_of_file_is_refused():
    assert refused(b"%PDF", "pdf").code == "form.kind"


def test_a_damaged_workbook_is_refused():
    assert refused(b"PK\x03\x04 this is no workbook", "xlsx").code == "form.convert"


def test_an_event_nobody_knows_is_refused():
    source = b"""<h><head><model><instance><d><a/></d></instance>
    <setvalue event="at-dawn" ref="/d/a" value="1"/></model></head><body/></h>"""
    error = refused(source, "xml")
    assert error.code == "form.event-unknown"
    assert error.fields["event"] == "at-dawn"


def test_a_list_file_without_the_column_the_question_needs_is_refused():
    source = b"""<h xmlns="http://www.w3.org/2002/xforms"><head><model><instance><d><a/></d></instance>
    <instance id="l" src="jr://file-csv/l.csv"/></model></head><body><select1 ref="/d/a"><itemset
    nodeset="instance('l')/root/item"><value ref="code"/><label ref="label"/></itemset></select1></body>
    </h>"""
    with pytest.raises(FormError) as refusal:
        import_form(source, "xml", {"jr://file-csv/l.csv": "name,label\na,A\n"})
    assert refusal.value.code == "form.column-missing"


def test_every_expression_that_cannot_be_used_is_named_at_once():
    error = refused(
        """
| survey | | | | | |
| | type | name | label | relevant | constraint |
| | integer | age | Age | | . > |
| | text | job | Job | shout(${age}) | |
| settings | | |
| | form_id | instance_name |
| | f | concat(${job} |
"""
    )
    places = [
        tuple(each.fields[name] for name in ("sheet", "row", "column")) for each in (error, *error.further)
    ]
    assert sorted(places) == [
        ("settings", 2, "instance_name"), ("survey", 2, "constraint"), ("survey", 3, "relevant"),
    ]  # fmt: skip
