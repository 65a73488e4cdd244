"""How a form is cut into screens, and what a window can ask of a question."""

from borderdesk.forms import Layout, RepeatRange

from .tables import begin

FORM = """
| survey | | | | | | | | |
| | type | name | label | hint | appearance | relevant | bind::bd:quick | body::bd:help | parameters |
| | note | hello | Welcome | | | | | | |
| | text | who | Who? | As spoken | multiline | | yes | card3 | |
| | begin_group | more | More | | field-list | ${who} != '' | | | |
| | integer | age | Age | | | | | | |
| | range | sure | How sure? | | | | | | start=0 end=10 step=2 |
| | end_group | | | | | | | | |
| | begin_repeat | kid | Child | | | | | | |
| | text | name | Name | | | | | | |
| | end_repeat | | | | | | | | |
| | acknowledge | done | Read it | | | | | | |
| settings | |
| | namespaces |
| | bd="https://borderdesk.example/xforms" |
"""


def test_sections_are_top_level_groups_and_what_lies_between():
    screens = begin(FORM).screens(Layout.SECTIONS)
    assert [[question.name for question in screen.questions] for screen in screens] == [
        ["hello", "who"],
        ["age", "sure"],
        ["name"],
        ["done"],
    ]
    assert [str(screen.label) for screen in screens] == ["", "More", "Child", ""]


def test_pages_hold_one_question_or_one_field_list():
    session = begin(FORM)
    session.add_repeat("/data/kid")
    pages = session.screens(Layout.PAGES)
    assert [[question.path for question in page.questions] for page in pages] == [
        ["/data/hello"],
        ["/data/who"],
        ["/data/more/age", "/data/more/sure"],
        ["/data/kid[1]/name"],
        ["/data/kid[2]/name"],
        ["/data/kid[1]/name", "/data/kid[2]/name"],
        ["/data/done"],
    ]
    assert len({page.key for page in pages}) == len(pages)


def test_a_screen_without_anything_to_show_says_so():
    session = begin(FORM)
    more = session.screens(Layout.SECTIONS)[1]
    assert not more.relevant
    session.set_path("/data/who", "A")
    assert more.relevant


def test_a_question_tells_what_it_is():
    session = begin(FORM)
    who = session.question("/data/who")
    assert (who.control, who.type, who.appearance) == ("input", "string", {"multiline"})
    assert who.extra == {"quick": "yes", "help": "card3"}
    assert str(who.hint()) == "As spoken"
    assert session.question("/data/hello").is_note
    assert not who.is_note
    sure = session.question("/data/more/sure")
    assert sure.parameters == {"start": "0", "end": "10", "step": "2"}
    assert session.question("/data/done").control == "trigger"


def test_a_repeat_offers_its_instances():
    session = begin(FORM)
    repeat = next(
        item
        for screen in session.screens(Layout.SECTIONS)
        for item in screen.items
        if isinstance(item, RepeatRange)
    )
    assert repeat.can_add
    assert len(repeat.instances) == 1
    session.add_repeat(repeat)
    assert session.answers() == {"/data/meta/instanceID": "uuid:1"}
    assert len(session.record.root.named("kid")) == 2
