"""A record that is saved and opened again is the one that was left, whatever was done to it."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from borderdesk.forms import FormError, Session

from .tables import begin, form, noon

FORM = """
| survey | | | | | | | |
| | type | name | label::en | label::lo | relevant | calculation | choice_filter |
| | select_one yn | open | Open | ເປີດ | | | |
| | text | word | Word | ຄຳ | ${open} = 'yes' | | |
| | integer | n | N | ນ | | | |
| | begin_repeat | kid | Kid | ເດັກ | ${n} > 0 | | |
| | text | name | Name | ຊື່ | | | |
| | select_one town | town | Town | ເມືອງ | | | open = ${open} |
| | calculate | tag | | | | concat(position(..), ${name}) | |
| | end_repeat | | | | | | |
| | calculate | kids | | | | count(${kid}) | |
| | calculate | all | | | | join(',', ${tag}) | |
| choices | | | | |
| | list_name | name | label::en | label::lo | open |
| | yn | yes | Yes | ແມ່ນ | |
| | yn | no | No | ບໍ່ | |
| | town | a | A | ກ | yes |
| | town | b | B | ຂ | no |
"""

words = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=12)


class Filling(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.session = begin(FORM)

    def instances(self):
        return self.session.record.root.named("kid")

    @rule(answer=st.sampled_from(["yes", "no", ""]))
    def answer_open(self, answer):
        self.session.set_path("/data/open", answer)

    @rule(answer=words)
    def answer_word(self, answer):
        self.session.set_path("/data/word", answer)

    @rule(answer=st.integers(-5, 5))
    def answer_number(self, answer):
        self.session.set_path("/data/n", answer)

    @rule()
    def add(self):
        if len(self.instances()) < 6:
            self.session.add_repeat("/data/kid")

    @rule(at=st.integers(0, 5))
    def remove(self, at):
        if at < len(self.instances()):
            self.session.remove_repeat(self.instances()[at])

    @rule(at=st.integers(0, 5), name=words, town=st.sampled_from(["a", "b", ""]))
    def answer_instance(self, at, name, town):
        if at < len(self.instances()):
            self.session.set_value(self.instances()[at].child("name"), name)
            self.session.set_value(self.instances()[at].child("town"), town)

    @rule(language=st.sampled_from(["en", "lo"]))
    def switch(self, language):
        self.session.set_language(language)

    @invariant()
    def opened_again_it_is_the_same(self):
        session = self.session
        again = Session(form(FORM), saved=session.draft_xml(), clock=noon, language=session.language)
        assert again.answers() == session.answers()
        assert again.draft_xml() == session.draft_xml()
        assert again.submission().xml == session.submission().xml
        here = {node.path: node.relevant for node in session.record.root.walk()}
        assert here == {node.path: node.relevant for node in again.record.root.walk()}

    @invariant()
    def counts_agree(self):
        seen = sum(node.relevant for node in self.instances())
        assert self.session.value("/data/kids") == str(seen)


Filling.TestCase.settings = settings(
    max_examples=40, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)
TestFilling = Filling.TestCase


def test_a_record_of_another_form_is_refused():
    with pytest.raises(FormError) as refusal:
        begin(FORM, saved="<other/>")
    assert refusal.value.code == "instance.other-form"


def test_a_truncated_record_is_refused():
    with pytest.raises(FormError) as refusal:
        begin(FORM, saved=begin(FORM).draft_xml()[:-10])
    assert refusal.value.code == "form.xml"


def test_answers_the_form_no_longer_has_are_left_out():
    saved = "<data><n>3</n><gone>x</gone><kid><name>A</name><extra>y</extra></kid></data>"
    session = begin(FORM, saved=saved)
    assert session.value("/data/n") == "3"
    assert session.value("/data/kid/name") == "A"
    assert "gone" not in session.draft_xml()


def test_what_the_meta_block_of_a_record_says_is_kept():
    saved = "<data><meta><instanceID>uuid:9</instanceID><deprecatedID>uuid:8</deprecatedID></meta></data>"
    submission = begin(FORM, saved=saved).submission()
    assert (submission.instance_id, submission.deprecated_id) == ("uuid:9", "uuid:8")
