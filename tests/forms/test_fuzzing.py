"""Broken, odd and hostile input: nothing but the errors with a code ever comes out."""

from xml.etree.ElementTree import fromstring, tostring

from hypothesis import given, settings
from hypothesis import strategies as st

from borderdesk.forms import FormError, Session, load_form
from borderdesk.forms.checking import check_form
from borderdesk.forms.importer import import_form
from borderdesk.forms.lint import lint
from borderdesk.forms.xpath.compile import compile_text
from borderdesk.forms.xpath.functions import TABLE
from borderdesk.forms.xpath.values import Context, to_boolean, to_number, to_string

from .tables import NOON, begin, noon

quick = settings(max_examples=150, deadline=None)

FORM = """
| survey | | | | | |
| | type | name | label | relevant | calculation |
| | integer | age | Age | | |
| | select_multiple yn | said | Said | ${age} > 3 | |
| | begin_repeat | r | R | | |
| | text | t | T | | |
| | date | d | D | | |
| | calculate | c | | | concat(${t}, position(..)) |
| | end_repeat | | | | |
| choices | | |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
"""
CALLS = st.sampled_from(sorted(TABLE))
ATOMS = st.sampled_from(
    [*("1", "-1", "0.5", "'a'", "''", "'yes no'", "'2020-01-01'", "'12:00'", "true()", "1 div 0", "0 div 0"),
     *("/data/age", "/data/said", "/data/r", "/data/r/t", "/data/r/d", "/data/nothing", ".", "..", "'yn'"),
     "instance('yn')/root/item", "'0 0 0 0'", "today()", "'[a-'"]
)  # fmt: skip
SENSIBLE = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.tuples(CALLS, st.lists(inner, max_size=4)).map(lambda call: f"{call[0]}({', '.join(call[1])})"),
        st.tuples(inner, st.sampled_from(["=", "<", "+", "-", "*", "div", "mod", "and", "|"]), inner).map(
            lambda parts: f"({' '.join(parts)})"
        ),
        st.tuples(inner, inner).map(lambda parts: f"({parts[0]})[{parts[1]}]"),
    ),
    max_leaves=8,
)


@quick
@given(SENSIBLE)
def test_an_expression_that_can_be_read_gives_a_value_or_an_error_with_a_code(text):
    session = begin(FORM)
    session.set_path("/data/age", 7)
    node = session.node("/data/r/c")
    try:
        value = compile_text(text)(Context(node, session.environment))
        assert isinstance(to_string(value), str)
        assert isinstance(to_number(value, session.environment), float)
        assert isinstance(to_boolean(value), bool)
    except FormError as error:
        assert str(error)


def used(form):
    """All that is done with a form before anybody answers."""
    check_form(form)
    lint(form)
    session = Session(form, clock=noon)
    for control, node in session.asked():
        question = session.question(node)
        question.label()
        question.choices()
        if control.kind == "input":
            session.set_value(node, "7")
    return Session(form, saved=session.draft_xml(), clock=lambda: NOON)


XFORMS = "{http://www.w3.org/2002/xforms}"
XFORM = import_form(FORM.encode(), "md").xform


@quick
@given(st.data())
def test_a_form_whose_xml_was_changed_at_random_opens_or_is_refused_with_a_code(data):
    root = fromstring(XFORM)
    for _ in range(data.draw(st.integers(1, 3))):
        places = [(parent, child) for parent in root.iter() for child in parent]
        if not places:
            break
        parent, child = data.draw(st.sampled_from(places))
        how = data.draw(st.sampled_from(["drop", "twice", "rename", "attribute", "text", "into"]))
        if how == "drop":
            parent.remove(child)
        elif how == "twice":
            parent.append(child)
        elif how == "rename":
            child.tag = data.draw(
                st.sampled_from(["{http://www.w3.org/2002/xforms}repeat", "x", "label", "data"])
            )
        elif how == "attribute" and child.attrib:
            name = data.draw(st.sampled_from(sorted(child.attrib)))
            odd = st.sampled_from(["", "/", "/data", "jr:itext('x')", ". = (", "/data/r[1]/t"])
            child.set(name, data.draw(SENSIBLE | odd))
        elif how == "text":
            child.text = data.draw(st.sampled_from(["", "x", "  7 "]))
        elif how == "into" and parent is not root:
            child.append(fromstring(tostring(parent)))
    try:
        used(load_form(tostring(root, encoding="unicode")))
    except FormError as error:
        assert str(error)


@quick
@given(
    st.integers(0, len(XFORM)),
    st.one_of(st.binary(max_size=4), st.sampled_from([b"<", b"&x;", b"]]>", b"\x00"])),
)
def test_a_form_file_with_damaged_bytes_opens_or_is_refused_with_a_code(at, damage):
    content = XFORM.encode()
    try:
        import_form(content[:at] + damage + content[at + len(damage) :], "xml")
    except FormError as error:
        assert str(error)


@quick
@given(st.data())
def test_a_record_changed_at_random_opens_or_is_refused_with_a_code(data):
    saved = begin(FORM).draft_xml()
    at = data.draw(st.integers(0, len(saved)))
    changed = (
        saved[:at] + data.draw(st.sampled_from(["", "<r/>", "x", "<r><t>1</t></r>", "</data>"])) + saved[at:]
    )
    try:
        begin(FORM, saved=changed).submission()
    except FormError as error:
        assert str(error)
