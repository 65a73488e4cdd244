"""Choices, their filters, labels and languages."""

from borderdesk.forms import load_form
from borderdesk.forms.session import Session
from borderdesk.forms.xpath.values import Context

from .tables import NOON, begin, names

PLACES = """
| survey | | | | |
| | type | name | label::English (en) | label::Lao (lo) | choice_filter | calculation |
| | select_one province | province | Province | ແຂວງ | | |
| | select_one district | district | District in ${province} | ເມືອງ | province = ${province} | |
| | select_multiple district | seen | Seen | ເຫັນ | province = ${province} | |
| | calculate | spoken | | | | jr:choice-name(${province}, '${province}') |
| choices | | | | |
| | list_name | name | label::English (en) | label::Lao (lo) | province | danger |
| | province | vte | Vientiane | ວຽງຈັນ | | |
| | province | lnt | Luang Namtha | ຫຼວງນໍ້າທາ | | |
| | district | sing | Sing | ສິງ | lnt | yes |
| | district | long | Long | ລອງ | lnt | |
| | district | hadxayfong | Hadxayfong | ຫາດຊາຍຟອງ | vte | |
| settings | |
| | default_language |
| | English (en) |
"""


def offered(session, path, language=None):
    return [(choice.value, choice.label.text) for choice in session.question(path).choices(language)]


def test_a_filter_offers_what_fits_the_answer_above():
    session = begin(PLACES)
    assert offered(session, "/data/district") == []
    changes = session.set_path("/data/province", "lnt")
    assert offered(session, "/data/district") == [("sing", "Sing"), ("long", "Long")]
    assert names(changes.choices) == {"district", "seen"}
    assert names(changes.labels) == {"district"}


def test_an_answer_no_longer_on_offer_is_cleared():
    session = begin(PLACES)
    session.set_path("/data/province", "lnt")
    session.set_path("/data/district", "sing")
    session.set_path("/data/seen", ["sing", "long"])
    changes = session.set_path("/data/province", "vte")
    assert session.value("/data/district") == ""
    assert session.value("/data/seen") == ""
    assert names(changes.values) == {"province", "district", "seen", "spoken"}


def test_both_languages_can_be_shown_at_once():
    session = begin(PLACES)
    session.set_path("/data/province", "lnt")
    question = session.question("/data/district")
    assert question.label().text == "District in lnt"
    assert question.label("Lao (lo)").text == "ເມືອງ"
    assert offered(session, "/data/district", "Lao (lo)")[0] == ("sing", "ສິງ")
    assert session.answer_text("/data/province", "Lao (lo)") == "ຫຼວງນໍ້າທາ"


def test_switching_the_language_refreshes_texts_and_what_is_made_of_them():
    session = begin(PLACES)
    session.set_path("/data/province", "lnt")
    assert session.value("/data/spoken") == "Luang Namtha"
    changes = session.set_language("Lao (lo)")
    assert session.value("/data/spoken") == "ຫຼວງນໍ້າທາ"
    assert {"province", "district"} <= names(changes.labels)
    assert session.question("/data/province").label().text == "ແຂວງ"


def test_further_columns_of_a_choice_are_at_hand():
    session = begin(PLACES)
    session.set_path("/data/province", "lnt")
    extra = [choice.extra.get("danger", "") for choice in session.question("/data/district").choices()]
    assert extra == ["yes", ""]


FILE_FORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
<h:head><h:title>F</h:title><model><instance><data id="f"><town/><tax/></data></instance>
<instance id="towns" src="jr://file-csv/towns.csv"/>
<bind nodeset="/data/tax" calculate="pulldata('towns', 'tax', 'name', /data/town)"/></model></h:head>
<h:body><select1 ref="/data/town"><label>Town</label>
<itemset nodeset="instance('towns')/root/item"><value ref="name"/><label ref="label"/></itemset>
</select1></h:body></h:html>"""


def test_choices_and_look_ups_from_a_file():
    table = '\ufeffname,label,tax\na,Alpha,3\nb,"Beta, the second",5\n'
    session = Session(load_form(FILE_FORM, {"jr://file-csv/towns.csv": table}), clock=lambda: NOON)
    assert offered(session, "/data/town") == [("a", "Alpha"), ("b", "Beta, the second")]
    session.set_path("/data/town", "b")
    assert session.value("/data/tax") == "5"


def test_a_missing_file_gives_an_empty_list():
    session = Session(load_form(FILE_FORM), clock=lambda: NOON)
    assert offered(session, "/data/town") == []


def test_several_conditions_find_the_same_rows_as_a_walk_through_the_list():
    rows = "".join(
        f"<item><name>v{n}</name><label>V{n}</label><area>a{n % 3}</area><kind>k{n % 2}</kind></item>"
        for n in range(12)
    )
    form = f"""<h xmlns="http://www.w3.org/2002/xforms"><head><title>F</title><model><instance>
    <data id="f"><area/><kind/><r/></data></instance><instance id="l"><root>{rows}<item><name>bare</name>
    <label>Bare</label></item></root></instance></model></head><body><input ref="/data/area"/></body></h>"""
    session = Session(load_form(form), clock=lambda: NOON)
    session.set_path("/data/area", "a1")
    session.set_path("/data/kind", "k0")

    def found(condition):
        node = session.node("/data/r")
        expression = session.form.expression(f"instance('l')/root/item[{condition}]/name", node.path)
        return [row.text for row in expression.value(Context(node, session.environment))]

    assert found("area = /data/area and kind = /data/kind") == ["v4", "v10"]
    assert found("/data/area = area and /data/kind = kind and name != 'v4'") == ["v10"]
    assert found("area = 'a1' and position() < 6") == ["v1", "v4"]
    assert found("area = ''") == ["bare"]
    assert found("area = /data/r and kind = ''") == ["bare"]


def test_a_number_finds_its_rows_however_they_write_it():
    rows = "".join(
        f"<item><name>v{at}</name><label>V</label><size>{size}</size></item>"
        for at, size in enumerate(["1", "2", "1.0", "", "01", "x", "2.5"])
    )
    form = f"""<h xmlns="http://www.w3.org/2002/xforms"><head><title>F</title><model><instance>
    <data id="f"><n/><r/></data></instance><instance id="l"><root>{rows}</root></instance>
    <bind nodeset="/data/n" type="decimal"/></model></head><body><input ref="/data/n"/></body></h>"""
    session = Session(load_form(form), clock=lambda: NOON)
    node = session.node("/data/r")
    expression = session.form.expression("instance('l')/root/item[size = /data/n]/name", node.path)
    found = {}
    for answer in ("1", "2.50", "7", ""):
        session.set_path("/data/n", answer)
        nodes = expression.value(Context(node, session.environment))
        found[answer] = [each.text for each in nodes]
    assert found == {"1": ["v0", "v2", "v4"], "2.50": ["v6"], "7": [], "": ["v3"]}
