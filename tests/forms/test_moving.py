"""A half-filled record moves to another version: answers go by path and type, the rest is told."""

from datetime import UTC, datetime

from borderdesk.forms import FormDefinition, fill, import_form
from borderdesk.forms.moving import GONE, NOT_OFFERED, OTHER_TYPE, Move, move

OLD = """
| survey |
| | type | name | label | relevant |
| | select_one yn | kept | Papers kept? | |
| | text | remark | Remark | |
| | integer | age | Age | |
| | text | hours | Hours | |
| | text | dropped | Old question | |
| | begin_repeat | job | Job | |
| | text | place | Place | |
| | end_repeat | | | |
| choices |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
| | yn | later | Ask later |
| settings |
| | form_id | version |
| | talk | 1 |
"""
NEW = (
    OLD.replace("| | text | dropped | Old question | |\n", "")
    .replace("| text | hours", "| integer | hours")
    .replace("| integer | age", "| decimal | age")
    .replace("| | yn | later | Ask later |\n", "")
    .replace("| talk | 1 |", "| talk | 2 |")
)


def _form(table: str) -> FormDefinition:
    return import_form(table.encode(), "md").definition


def _noon() -> datetime:
    return datetime(2026, 3, 5, 12, tzinfo=UTC)


def _moved(answers: dict[str, object], new: str = NEW) -> Move:
    return move(fill(_form(OLD), answers, clock=_noon), _form(new), clock=_noon)


def test_answers_at_the_same_place_with_the_same_type_are_kept_repeats_too() -> None:
    moved = _moved({"kept": "yes", "remark": "tired", "job": [{"place": "dock"}, {"place": "farm"}]})
    assert [(kept.question, kept.answer) for kept in moved.kept] == [
        ("Papers kept?", "Yes"),
        ("Remark", "tired"),
        ("Place", "dock"),
        ("Place", "farm"),
    ]
    assert moved.dropped == ()
    assert moved.session.value("/data/job[2]/place") == "farm"
    assert moved.session.form.version == "2"


def test_what_the_new_version_cannot_take_is_dropped_with_the_reason() -> None:
    moved = _moved({"kept": "later", "hours": "12", "dropped": "something", "job": []})
    assert [(lost.path, lost.answer, lost.reason) for lost in moved.dropped] == [
        ("/data/kept", "Ask later", NOT_OFFERED),
        ("/data/hours", "12", OTHER_TYPE),
        ("/data/dropped", "something", GONE),
    ]
    assert moved.session.value("/data/kept") == ""
    assert moved.session.value("/data/hours") == ""


def test_a_whole_number_stays_a_number_where_decimals_are_taken_now() -> None:
    moved = _moved({"age": 31, "job": []})
    assert [kept.path for kept in moved.kept] == ["/data/age"]
    assert float(moved.session.value("/data/age")) == 31


def test_moving_changes_nothing_in_the_old_session_and_keeps_the_identity_of_the_record() -> None:
    session = fill(_form(OLD), {"dropped": "something", "job": []})
    before = session.draft_xml()
    moved = move(session, _form(NEW))
    assert session.draft_xml() == before
    assert moved.session.value("/data/meta/instanceID") == session.value("/data/meta/instanceID")


def test_a_form_whose_first_element_was_renamed_keeps_its_answers() -> None:
    renamed = NEW.replace(
        "| | form_id | version |\n| | talk | 2 |", "| | form_id | version | name |\n| | talk | 2 | case |"
    )
    moved = _moved({"remark": "tired", "job": []}, renamed)
    assert moved.session.value("/case/remark") == "tired"
    assert [kept.path for kept in moved.kept] == ["/data/remark"]


def test_what_the_program_filled_in_by_itself_goes_along_and_is_no_answer() -> None:
    before, after = (
        _form(table.replace("| | text | remark | Remark | |", "| | hidden | direction | | |"))
        for table in (OLD, NEW)
    )
    old = fill(before, {"kept": "yes", "job": []}, clock=_noon)
    old.set_value(old.node("/data/direction"), "arriving")
    moved = move(old, after, clock=_noon)
    assert [kept.path for kept in moved.kept] == ["/data/kept"]
    assert moved.session.value("/data/direction") == "arriving"
