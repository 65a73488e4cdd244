"""Repeats: instances come and go, and each keeps to its own answers."""

import pytest

from borderdesk.forms import FormError

from .tables import begin, names

FAMILY = """
| survey | | | | | | |
| | type | name | label | relevant | calculation | repeat_count |
| | integer | limit | Limit | | | |
| | begin_repeat | child | Child | | | |
| | text | name | Name | | | |
| | integer | age | Age | | | |
| | calculate | minor | | | if(${age} < ${limit}, 1, 0) | |
| | text | school | School | ${age} > 5 | | |
| | calculate | place | | | position(..) | |
| | end_repeat | | | | | |
| | calculate | children | | | count(${child}) | |
| | calculate | minors | | | sum(${minor}) | |
| | calculate | first | | | indexed-repeat(${name}, ${child}, 1) | |
"""

COUNTED = """
| survey | | | | |
| | type | name | label | repeat_count |
| | integer | n | How many? | |
| | begin_repeat | bag | Bag | ${n} |
| | text | inside | What is in it? | |
| | end_repeat | | | |
"""


def test_each_instance_has_its_own_state():
    session = begin(FAMILY)
    session.add_repeat("/data/child")
    session.set_path("/data/limit", 18)
    session.set_path("/data/child[1]/age", 4)
    changes = session.set_path("/data/child[2]/age", 30)
    assert session.value("/data/child[1]/minor") == "1"
    assert session.value("/data/child[2]/minor") == "0"
    assert not session.state("/data/child[1]/school").relevant
    assert session.state("/data/child[2]/school").relevant
    assert session.value("/data/minors") == "1"
    assert {node.path for node in changes.relevance} == {("data", "child", "school")}
    assert len(changes.relevance) == 1


def test_sums_and_positions_follow_when_instances_come_and_go():
    session = begin(FAMILY)
    session.set_path("/data/limit", 18)
    session.set_path("/data/child/name", "A")
    for name, age in (("B", 3), ("C", 2)):
        session.add_repeat("/data/child")
        count = session.value("/data/children")
        session.set_path(f"/data/child[{count}]/name", name)
        session.set_path(f"/data/child[{count}]/age", age)
    assert session.value("/data/children") == "3"
    assert session.value("/data/minors") == "2"
    changes = session.remove_repeat("/data/child[1]")
    assert names(changes.structure) == {"data"}
    assert session.value("/data/children") == "2"
    assert session.value("/data/first") == "B"
    assert [session.value(f"/data/child[{n}]/place") for n in (1, 2)] == ["1", "2"]


def test_a_count_adds_instances_and_hides_the_surplus_without_losing_it():
    session = begin(COUNTED)
    session.set_path("/data/n", 3)
    for number in (1, 2, 3):
        session.set_path(f"/data/bag[{number}]/inside", f"item {number}")
    session.set_path("/data/n", 1)
    assert session.answers() == {
        "/data/n": "1",
        "/data/bag[1]/inside": "item 1",
        "/data/meta/instanceID": "uuid:1",
    }
    assert session.submission().xml.count("<bag>") == 1
    assert session.draft_xml().count("<bag>") == 3
    session.set_path("/data/n", 2)
    assert session.value("/data/bag[2]/inside") == "item 2"
    session.set_path("/data/n", None)
    assert session.value("/data/bag[2]/inside") == "item 2"


def test_a_counted_repeat_is_not_the_officers_to_change():
    session = begin(COUNTED)
    session.set_path("/data/n", 1)
    with pytest.raises(FormError) as refusal:
        session.add_repeat("/data/bag")
    assert refusal.value.code == "form.repeat-fixed"
    with pytest.raises(FormError):
        session.remove_repeat("/data/bag[1]")


def test_a_monstrous_count_does_not_fill_the_memory():
    session = begin(COUNTED)
    session.set_path("/data/n", 2_000_000_000)
    assert len(session.record.root.named("bag")) == 10_000


def test_only_a_repeat_can_be_added_to():
    with pytest.raises(FormError) as refusal:
        begin(FAMILY).add_repeat("/data/limit")
    assert refusal.value.code == "form.not-repeat"


def test_repeats_inside_repeats():
    session = begin(
        """
| survey | | | | | |
| | type | name | label | calculation | repeat_count |
| | begin_repeat | house | House | | |
| | integer | rooms | Rooms | | |
| | begin_repeat | room | Room | | ${rooms} |
| | integer | beds | Beds | | |
| | calculate | tag | | concat(position(../..), '-', position(..)) | |
| | end_repeat | | | | |
| | calculate | sleeps | | sum(${beds}) | |
| | end_repeat | | | | |
| | calculate | all | | sum(${sleeps}) | |
"""
    )
    session.add_repeat("/data/house")
    session.set_path("/data/house[1]/rooms", 2)
    session.set_path("/data/house[2]/rooms", 1)
    session.set_path("/data/house[1]/room[2]/beds", 3)
    session.set_path("/data/house[2]/room[1]/beds", 4)
    assert session.value("/data/house[1]/room[2]/tag") == "1-2"
    assert session.value("/data/house[2]/room[1]/tag") == "2-1"
    assert session.value("/data/house[1]/sleeps") == "3"
    assert session.value("/data/all") == "7"


def test_without_a_count_nothing_is_hidden_also_after_closing_and_opening():
    session = begin(COUNTED)
    session.set_path("/data/n", 2)
    session.set_path("/data/n", 0)
    session.set_path("/data/n", "")
    again = begin(COUNTED, saved=session.draft_xml())
    for opened in (session, again):
        assert [node.relevant for node in opened.record.find(("data", "bag"))] == [True, True]
