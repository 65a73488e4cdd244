"""Whatever an officer does to a form, in whatever order: what is saved is what opens again."""

import itertools

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from borderdesk.forms import Session, location

from .tables import form, noon

HOUSEHOLD = """
| survey | | | | | | | | | | |
| | type | name | label::English (en) | label::Lao (lo) | relevant | required | constraint | calculation | choice_filter | repeat_count |
| | select_one region | region | Region | ແຂວງ | | yes | | | | |
| | select_one town | town | Town | ເມືອງ | ${region} != '' | | | | region = ${region} | |
| | calculate | spoken | | | | | | jr:choice-name(${region}, '${region}') | | |
| | integer | bags | Bags | ກະເປົາ | | | . >= 0 and . < 5 | | | |
| | begin_group | travel | Travel | ເດີນທາງ | ${bags} > 0 or ${town} = 'a' | | | | | |
| | decimal | weight | Weight | ນ້ຳໜັກ | | yes | . > 0 | | | |
| | date | left | Left | ອອກ | | | . <= today() | | | |
| | end_group | | | | | | | | | |
| | begin_repeat | bag | Bag | ກະເປົາ | | | | | | ${bags} |
| | text | inside | Inside | ຂ້າງໃນ | | | | | | |
| | end_repeat | | | | | | | | | |
| | begin_repeat | person | Person | ຄົນ | | | | | | |
| | text | name | Name | ຊື່ | | yes | | | | |
| | integer | age | Age | ອາຍຸ | | | . < 120 | | | |
| | calculate | adult | | | | | | ${age} > 17 | | |
| | calculate | first_seen | | | | | | once(${name}) | | |
| | select_multiple need | needs | Needs | ຕ້ອງການ | ${adult} | | | | | |
| | begin_repeat | trip | Trip | ການເດີນທາງ | ${age} > 5 | | | | | |
| | select_one town | stop | Stop | ບ່ອນພັກ | | | | | region = ${region} | |
| | calculate | nth | | | | | | position(..) + count(${person}) | | |
| | end_repeat | | | | | | | | | |
| | end_repeat | | | | | | | | | |
| | calculate | adults | | | | | | sum(${adult}) | | |
| | calculate | ages | | | | | | join(' ', ${age}) | | |
| | note | many | ${adults} adults | ${adults} ຄົນ | ${adults} > 1 | | | | | |
| choices | | | | |
| | list_name | name | label::English (en) | label::Lao (lo) | region |
| | region | north | North | ເໜືອ | |
| | region | south | South | ໃຕ້ | |
| | town | a | A | ກ | north |
| | town | b | B | ຂ | north |
| | town | c | C | ຄ | south |
| | need | food | Food | ອາຫານ | |
| | need | sleep | Sleep | ນອນ | |
"""  # noqa: E501  # a table is read by its rows
TEXTS = st.one_of(
    st.sampled_from(
        ["", "0", "1", "3", "4", "17", "18", "500", "-2", "2.50", "2026-03-01", "2030-01-01", "x"]
    ),
    st.sampled_from(["north", "south", "a", "b", "c", "food", "food sleep", "sleep nowhere", "ບຸນ & <b>"]),
    st.text(max_size=6),
)


def begin(saved=None, language=None):
    numbers = itertools.count(1)
    return Session(
        form(HOUSEHOLD), saved=saved, clock=noon, language=language, uid=lambda: f"uuid:{next(numbers)}"
    )


def everything(session):
    """All that an officer can see of a session."""
    seen = {}
    for node in session.record.root.walk():
        state = session.state(node)
        seen[location(node)] = (state, node.surplus, session.value(node))
    for control, node in session.asked():
        question = session.question(node)
        choices = [(choice.value, choice.label.text) for choice in question.choices()]
        issue = session.issue(node) if node.relevant else None
        seen[location(node), control.kind] = (
            question.label().text,
            choices if node.relevant else [],
            None if issue is None else (issue.kind, issue.message),
        )
    return seen


class Officer(RuleBasedStateMachine):
    """An officer at work; after each step the record is whole, and a copy opened from it is the same."""

    @initialize()
    def open(self):
        self.session = begin()

    def _places(self):
        return [node for _, node in self.session.asked()]

    @rule(place=st.integers(0, 200), text=TEXTS)
    def answer(self, place, text):
        places = self._places()
        node = places[place % len(places)]
        changes = self.session.set_value(node, text)
        assert all(changed.parent is not None for changed in changes.values)

    @rule(which=st.integers(0, 20))
    def add(self, which):
        people = self.session.record.find(("data", "person"))
        if which % 2 or not people:
            self.session.add_repeat("/data/person")
        else:
            self.session.add_repeat(f"{location(people[which % len(people)])}/trip")

    @precondition(lambda self: self.session.record.find(("data", "person")))
    @rule(which=st.integers(0, 20))
    def remove(self, which):
        instances = [
            *self.session.record.find(("data", "person")),
            *self.session.record.find(("data", "person", "trip")),
        ]
        self.session.remove_repeat(instances[which % len(instances)])

    @rule(language=st.sampled_from(["English (en)", "Lao (lo)"]))
    def switch_language(self, language):
        self.session.set_language(language)

    @rule()
    def close_and_open(self):
        self.session = begin(self.session.draft_xml(), self.session.language)

    @rule()
    def finish(self):
        self.session.finish()

    @invariant()
    def a_copy_opened_from_the_draft_is_the_same(self):
        saved = self.session.draft_xml()
        again = begin(saved, self.session.language)
        assert everything(again) == everything(self.session)
        assert again.draft_xml() == saved
        assert again.submission().xml == self.session.submission().xml

    @invariant()
    def nothing_hidden_is_sent(self):
        sent = self.session.submission().xml
        for node in self.session.record.root.walk():
            if not node.relevant and node.name in ("weight", "left"):
                assert f"<{node.name}" not in sent

    @invariant()
    def no_expression_failed(self):
        assert self.session.engine.problems == {}


TestOfficer = Officer.TestCase
TestOfficer.settings = settings(
    max_examples=12,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
