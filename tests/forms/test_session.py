"""What an officer's answer does to the rest of the record."""

import datetime as dt
from decimal import Decimal

import pytest

from borderdesk.forms import FormError, NotValid

from .tables import NOON, begin, names

INTERVIEW = """
| survey | | | | | | | | |
| | type | name | label | relevant | required | constraint | constraint_message | calculation |
| | integer | age | Age | | yes | . < 120 | Too old | |
| | select_one yn | papers | Has papers? | ${age} >= 18 | | | | |
| | begin_group | work | Work | ${papers} = 'no' | | | | |
| | text | job | What job? | | yes | | | |
| | integer | debt | Debt | | | | | |
| | end_group | | | | | | | |
| | calculate | total | | | | | | coalesce(${debt}, 0) + 1 |
| | calculate | adult | | | | | | ${age} >= 18 |
| | note | seen | Total ${total} | ${adult} | | | | |
| choices | | |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
"""


def test_an_answer_shows_what_depends_on_it_and_says_so():
    session = begin(INTERVIEW)
    assert not session.state("/data/papers").relevant
    changes = session.set_path("/data/age", 20)
    assert session.state("/data/papers").relevant
    assert names(changes.values) == {"age", "adult"}
    assert {"papers", "seen"} <= names(changes.relevance)
    assert not session.state("/data/work/job").relevant


def test_the_same_answer_again_changes_nothing():
    session = begin(INTERVIEW)
    session.set_path("/data/age", 20)
    assert not session.set_path("/data/age", "20")


def test_a_hidden_answer_reads_blank_and_comes_back():
    session = begin(INTERVIEW)
    session.set_path("/data/age", 20)
    session.set_path("/data/papers", "no")
    session.set_path("/data/work/debt", 500)
    assert session.value("/data/total") == "501"
    session.set_path("/data/papers", "yes")
    assert session.value("/data/work/debt") == ""
    assert session.value("/data/total") == "1"
    assert "<debt>500</debt>" in session.draft_xml()
    assert "<debt>" not in session.submission().xml
    session.set_path("/data/papers", "no")
    assert session.value("/data/work/debt") == "500"
    assert session.value("/data/total") == "501"


def test_a_calculated_yes_reads_as_a_condition():
    session = begin(INTERVIEW)
    session.set_path("/data/age", 17)
    assert session.value("/data/adult") == "0"
    assert not session.state("/data/seen").relevant
    session.set_path("/data/age", 18)
    assert session.state("/data/seen").relevant


def test_issues_come_in_the_order_of_the_form_with_the_forms_own_text():
    session = begin(INTERVIEW)
    assert [(issue.kind, issue.path) for issue in session.issues()] == [("required", "/data/age")]
    session.set_path("/data/age", 130)
    session.set_path("/data/papers", "no")
    found = session.issues()
    assert [(issue.kind, issue.path) for issue in found] == [
        ("constraint", "/data/age"),
        ("required", "/data/work/job"),
    ]
    assert found[0].message == "Too old"
    within = session.node("/data/work")
    assert [issue.node.name for issue in session.issues(within)] == ["job"]


def test_a_record_with_open_issues_is_not_finished_and_names_the_first():
    session = begin(INTERVIEW)
    with pytest.raises(NotValid) as refusal:
        session.finalize()
    assert refusal.value.fields == {"count": 1, "path": "/data/age"}
    session.set_path("/data/age", 30)
    submission = session.finalize()
    assert submission.instance_id == "uuid:1"
    assert submission.form_id == "data"


@pytest.mark.parametrize(
    ("answer", "text"),
    [(20, "20"), ("20", "20"), (20.0, "20"), (Decimal("20"), "20"), (None, ""), ("x", ""), ("10.5", "")],
)
def test_answers_are_stored_in_the_form_of_their_type(answer, text):
    session = begin(INTERVIEW)
    session.set_path("/data/age", answer)
    assert session.value("/data/age") == text
    assert session.accepts("/data/age", answer) is (text != "" or answer is None)


def test_dates_and_times_are_written_as_the_standard_asks():
    session = begin(
        """
| survey | | |
| | type | name | label |
| | date | day | Day |
| | time | hour | Hour |
| | dateTime | moment | Moment |
| | decimal | kilos | Kilos |
"""
    )
    session.set_path("/data/day", dt.date(2026, 2, 28))
    session.set_path("/data/hour", dt.time(6, 30))
    session.set_path("/data/moment", NOON)
    session.set_path("/data/kilos", 2.5)
    assert session.answers() == {
        "/data/day": "2026-02-28",
        "/data/hour": "06:30:00",
        "/data/moment": "2026-03-14T12:00:00.000+07:00",
        "/data/kilos": "2.5",
        "/data/meta/instanceID": "uuid:1",
    }
    session.set_path("/data/day", "2026-02-30")
    assert session.value("/data/day") == ""


def test_a_place_the_form_does_not_have_is_named():
    with pytest.raises(FormError, match="/data/nowhere"):
        begin(INTERVIEW).set_path("/data/nowhere", 1)


def test_control_characters_typed_or_pasted_do_not_break_the_record():
    session = begin(INTERVIEW)
    session.set_path("/data/age", 20)
    session.set_path("/data/papers", "no")
    session.set_path("/data/work/job", "Far\x00m <&> \x1b\r\n'\"")
    again = begin(INTERVIEW, saved=session.draft_xml())
    assert again.value("/data/work/job") == "Farm <&> \r\n'\""


def test_the_clock_is_read_once_for_each_answer():
    session = begin(
        """
| survey | | | |
| | type | name | label | calculation |
| | text | a | A | |
| | calculate | x | | if(${a} = '', '', now()) |
| | calculate | y | | if(${a} = '', '', now()) |
| | calculate | days | | date('2026-03-20') - today() |
"""
    )
    session.set_path("/data/a", "go")
    assert session.value("/data/x") == session.value("/data/y") == "2026-03-14T12:00:00.000+07:00"
    assert session.value("/data/days") == "6"


def test_an_expression_that_cannot_be_evaluated_leaves_a_blank_and_a_note():
    session = begin(
        """
| survey | | | |
| | type | name | label | calculation |
| | text | a | A | |
| | calculate | d | | format-date(${a}, '%Y') |
"""
    )
    session.set_path("/data/a", "never")
    assert session.value("/data/d") == ""
    problem = session.engine.problems[("data", "d"), "calculate"]
    assert problem.fields["reason"] == "xpath.date"
    session.set_path("/data/a", "2026-01-01")
    assert session.value("/data/d") == "2026"


def test_setvalue_follows_its_trigger_and_a_default_is_worked_out_once():
    session = begin(
        """
| survey | | | | | |
| | type | name | label | calculation | trigger | default |
| | text | place | Place | | | |
| | text | copy | Copy | concat('was ', ${place}) | ${place} | |
| | integer | two | Two | | | 1 + 1 |
"""
    )
    assert session.value("/data/two") == "2"
    session.set_path("/data/place", "Boten")
    assert session.value("/data/copy") == "was Boten"
    session.set_path("/data/copy", "own words")
    again = begin_again(session)
    assert again.value("/data/copy") == "own words"


def begin_again(session):
    return type(session)(session.form, saved=session.draft_xml(), clock=session.clock, uid=session.uid)


def test_preloads_are_filled_when_a_record_begins_and_ends():
    session = begin(
        """
| survey | | |
| | type | name | label |
| | start | start | |
| | end | end | |
| | today | today | |
| | deviceid | device | |
| | text | a | A |
""",
        properties={"deviceid": "BOK-1"},
    )
    assert session.value("/data/start").startswith("2026-03-14T12:00")
    assert session.value("/data/today") == "2026-03-14"
    assert session.value("/data/device") == "BOK-1"
    assert session.value("/data/end") == ""
    session.finalize()
    assert session.value("/data/end").startswith("2026-03-14T12:00")
    assert begin_again(session).value("/data/start") == session.value("/data/start")


def test_a_new_edition_keeps_the_old_id():
    session = begin(INTERVIEW)
    edited = begin(INTERVIEW, saved=session.draft_xml(), edited=True)
    submission = edited.submission()
    assert submission.deprecated_id == "uuid:1"
    assert submission.instance_id == "uuid:1"  # the second session counts from one as well
    assert "deprecatedID" in edited.draft_xml()
