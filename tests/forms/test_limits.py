"""Forms as large as they come, and texts that are made to hurt."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from tests.benchmarks.generated_forms import listing, xform

from borderdesk.forms import FormError, Session, import_form, load_form
from borderdesk.forms.markup import MAX_BYTES, read_xml
from borderdesk.forms.workbooks import swollen

from .tables import noon


def test_a_form_of_5000_questions_opens_and_takes_an_answer():
    source, answers = xform(5000)
    session = Session(load_form(source), clock=noon)
    assert len(list(session.asked())) == len(answers)
    place, text = answers[-1]
    assert session.set_path(place, text).values


def test_a_list_of_100000_choices_is_filtered():
    session = Session(load_form(listing(100_000)), clock=noon)
    session.set_path("/data/area", "a7")
    choices = session.question("/data/place").choices()
    assert (len(choices), choices[0].value) == (1000, "v7")


BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "text",
    [
        f'<!DOCTYPE d [<!ENTITY l0 "lol">{BOMB}]><d>&l11;</d>',
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><d>&x;</d>',
        '<!DOCTYPE d [<!ENTITY % x SYSTEM "http://localhost/x.dtd"> %x;]><d/>',
        '<!DOCTYPE d [<!ENTITY q "quiet">]><d/>',
    ],
    ids=["bomb", "file", "parameter", "unused"],
)
def test_entities_are_refused_as_text_and_as_bytes_in_any_encoding(text):
    for form in (text, text.encode(), text.encode("utf-16"), b"\xef\xbb\xbf" + text.encode()):
        with pytest.raises(FormError) as refusal:
            read_xml(form)
        assert refusal.value.code == "form.entities"


def test_a_document_type_without_entities_is_no_harm():
    assert read_xml("<!DOCTYPE d><d>x</d>").text == "x"


def test_what_is_larger_than_any_form_is_not_even_read():
    with pytest.raises(FormError) as refusal:
        read_xml(b" " * (MAX_BYTES + 1))
    assert refusal.value.code == "form.too-large"


@pytest.mark.parametrize("place", ["xl/worksheets/sheet1.xml", "xl/media/picture.png"])
def test_a_workbook_that_would_be_unpacked_for_minutes_is_not_even_opened(place):
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as book:
        book.writestr(place, b"\xef\xbb\xbf\n" + b"<c/>" * 2_000_001)
    with pytest.raises(FormError) as refusal:
        import_form(packed.getvalue(), "xlsx")
    assert refusal.value.code == "form.too-large"


def test_a_workbook_with_a_large_picture_is_opened():
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as book:
        book.writestr("xl/media/picture.png", b"\x89PNG" + b"<" * 2_000_001 + b" " * 9_000)
    assert not swollen(packed.getvalue())


RING = """<h xmlns="http://www.w3.org/2002/xforms"><head><model><instance><d><a>1</a><b>1</b></d></instance>
<setvalue ref="/d/a" event="xforms-ready" value="1"/></model></head><body>
<input ref="/d/a"><setvalue event="xforms-value-changed" ref="/d/b" value="/d/a + 1"/></input>
<input ref="/d/b"><setvalue event="xforms-value-changed" ref="/d/a" value="/d/b + 1"/></input></body></h>"""


def test_two_questions_that_set_each_other_come_to_an_end():
    session = Session(load_form(RING), clock=noon)
    session.set_path("/d/a", "5")
    assert int(session.value("/d/a")) > 5


def test_a_count_of_repeats_beyond_all_measure_is_capped():
    form = """<h xmlns="http://www.w3.org/2002/xforms" xmlns:jr="http://openrosa.org/javarosa"><head><model>
    <instance><d><n/><r><x/></r></d></instance><bind nodeset="/d/n" type="decimal"/></model></head><body>
    <input ref="/d/n"/><group ref="/d/r"><repeat nodeset="/d/r" jr:count="/d/n"><input ref="/d/r/x"/></repeat>
    </group></body></h>"""
    session = Session(load_form(form), clock=noon)
    session.set_path("/d/n", "99999999999")
    assert len(session.record.find(("d", "r"))) == 10_000
