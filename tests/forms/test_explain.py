"""Reasons: which answers made it so."""

from .tables import begin

FORM = """
| survey | | | | |
| | type | name | label | relevant | calculation |
| | select_one yn | held | Documents withheld? | | |
| | select_multiple sign | signs | Signs | | |
| | integer | debt | Debt | | |
| | calculate | fear | | | if(selected(${signs}, 'fear'), 2, 0) |
| | calculate | score | | | if(${held} = 'yes', 3, 0) + ${fear} + if(${debt} > 100, 1, 0) |
| | calculate | outcome | | | if(${score} >= 3, 'O1', 'O4') |
| | begin_group | deep | Deep | ${outcome} = 'O1' or ${debt} > 1000 | |
| | text | why | Why | ${held} = 'yes' | |
| | end_group | | | | |
| choices | | |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
| | sign | fear | Fear |
| | sign | silent | Silent |
"""


def told(trace):
    return [(leaf.path, leaf.operator, leaf.wanted, leaf.answer) for leaf in trace.reasons()]


def test_a_question_is_shown_because_of_the_answers_behind_the_outcome():
    session = begin(FORM)
    session.set_path("/data/held", "yes")
    session.set_path("/data/signs", ["fear", "silent"])
    trace = session.why_relevant("/data/deep/why")
    assert trace is not None
    assert trace.holds
    assert told(trace) == [
        ("/data/held", "=", "yes", "yes"),
        ("/data/signs", "selected", "fear", "fear silent"),
    ]
    assert session.answer_text("/data/held") == "Yes"


def test_a_hidden_question_names_the_condition_that_fails():
    session = begin(FORM)
    session.set_path("/data/held", "no")
    trace = session.why_relevant("/data/deep/why")
    assert trace is not None
    assert not trace.holds
    assert {leaf.path for leaf in trace.reasons()} >= {"/data/held", "/data/debt"}


def test_an_outcome_names_the_branch_taken():
    session = begin(FORM)
    session.set_path("/data/held", "yes")
    trace = session.why_value("/data/outcome")
    assert trace is not None
    assert trace.value == "O1"
    assert told(trace) == [("/data/held", "=", "yes", "yes")]


def test_what_nothing_decides_on_has_no_reason():
    session = begin(FORM)
    assert session.why_relevant("/data/held") is None
    assert session.why_value("/data/held") is None


def test_conditions_of_a_question_and_of_the_group_around_it_are_told_together():
    session = begin(FORM)
    session.set_path("/data/debt", 2000)
    session.set_path("/data/held", "yes")
    both = session.why_relevant("/data/deep/why")
    assert both is not None
    assert [child.holds for child in both.children] == [True, True]
    assert both.expression == " and ".join(child.expression for child in both.children)
    group = session.why_relevant("/data/deep")
    assert group is not None
    assert group.expression == both.children[0].expression
    session.set_path("/data/held", "no")
    hidden = session.why_relevant("/data/deep/why")
    assert hidden is not None
    assert hidden.expression == both.children[1].expression
