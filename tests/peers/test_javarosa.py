"""Our runtime beside JavaRosa itself: the same form, the same answers, the same record."""

import datetime as dt
from xml.etree.ElementTree import fromstring
from zoneinfo import ZoneInfo

import pytest
from tests.peers.javarosa import javarosa, missing

from borderdesk.forms import Session, load_form
from borderdesk.forms.importer import xform_of
from borderdesk.forms.tabular import FinishedRecord, tables

pytestmark = pytest.mark.skipif(missing() != "", reason=f"JavaRosa cannot be started: {missing()}")

ZONE = "Asia/Vientiane"
VISIT = """
| survey | | | | | | | | |
| | type | name | label | relevant | calculation | default | choice_filter | repeat_count |
| | start | start | | | | | | |
| | today | day | | | | | | |
| | text | name | Name | | | | | |
| | integer | age | Age | | | | | |
| | decimal | weight | Weight | | | | | |
| | calculate | adult | | | ${age} > 17 | | | |
| | select_one yn | papers | Papers? | ${adult} | | | | |
| | select_multiple need | needs | Needs | | | | | |
| | date | born | Born | | | | | |
| | time | at | At | | | | | |
| | dateTime | seen | Seen | | | | | |
| | geopoint | place | Place | | | | | |
| | acknowledge | agreed | Agreed | | | | | |
| | text | hidden | Never | false() | | x | | |
| | begin_group | home | Home | | | | | |
| | select_one region | region | Region | | | | | |
| | select_one town | town | Town | | | | region = ${region} | |
| | end_group | | | | | | | |
| | begin_repeat | child | Child | | | | | |
| | text | called | Name | | | | | |
| | integer | years | Age | | | 3 | | |
| | calculate | nth | | | position(..) | | | |
| | end_repeat | | | | | | | |
| | calculate | years_all | | | sum(${years}) | | | |
| | calculate | said | | | concat(${name}, ' & <', ${weight}, '>') | | | |
| choices | | | |
| | list_name | name | label | region |
| | yn | yes | Yes | |
| | yn | no | No | |
| | need | food | Food | |
| | need | sleep | Sleep | |
| | region | north | North | |
| | region | south | South | |
| | town | a | A | north |
| | town | b | B | south |
| settings | | |
| | form_id | version | instance_name |
| | visit | 2026112601 | concat(${name}, ' ', ${age}) |
"""
ANSWERS = [
    ("/data/name", "ຄໍາ & <Lee>"),
    ("/data/age", "31"),
    ("/data/weight", "61.25"),
    ("/data/papers", "no"),
    ("/data/needs", "food sleep"),
    ("/data/born", "1995-02-28"),
    ("/data/at", "06:30:00.000+07:00"),
    ("/data/seen", "2026-03-14T12:00:00.000+07:00"),
    ("/data/place", "17.9667 102.6 0.0 0.0"),
    ("/data/agreed", "OK"),
    ("/data/home/region", "north"),
    ("/data/home/town", "a"),
    ("/data/child/called", "Noy"),
    ("/data/child[2]/called", "Bee"),
    ("/data/child[2]/years", "8"),
]


@pytest.fixture(scope="module")
def peer(tmp_path_factory):
    with javarosa(tmp_path_factory.mktemp("classes")) as started:
        started.ask("zone", ZONE)
        yield started


@pytest.fixture(scope="module")
def both(peer, tmp_path_factory):
    """The record of each side, finished and as sent."""
    xform = xform_of(VISIT.encode(), "md")
    path = tmp_path_factory.mktemp("form") / "visit.xml"
    path.write_text(xform, encoding="utf-8")
    peer.read(path)
    form = load_form(xform)
    session = Session(form, clock=lambda: dt.datetime.now(ZoneInfo(ZONE)))
    peer.ask("add", "/data/child[2]")
    session.add_repeat("/data/child")
    for place, text in ANSWERS:
        assert peer.answer(place, text), place
        session.set_path(place, text)
    peer.ask("finish")
    return form, session.finalize().xml, peer.ask("submission")[0]


_OF_THE_MOMENT = ("start", "day", "instanceID")


def _tree(element):
    name = element.tag.rpartition("}")[2]
    text = "" if len(element) or name in _OF_THE_MOMENT else (element.text or "")
    return element.tag, sorted(element.attrib.items()), text, [_tree(child) for child in element]


def test_the_record_sent_is_the_one_that_javarosa_sends(both):
    _, ours, theirs = both
    assert _tree(fromstring(ours)) == _tree(fromstring(theirs))


def test_a_record_made_by_javarosa_reads_as_ours_does(both):
    form, ours, theirs = both
    opened = [Session(form, saved=xml).answers() for xml in (ours, theirs)]
    flat = [tables([FinishedRecord(form, xml)], labels=True) for xml in (ours, theirs)]
    for place in opened[0]:
        if place.rpartition("/")[2] not in _OF_THE_MOMENT:
            assert opened[1][place] == opened[0][place], place
    assert [table.columns for table in flat[0]] == [table.columns for table in flat[1]]
    children = [next(table for table in side if table.name == "visit-child") for side in flat]
    assert [row[:3] for row in children[0].rows] == [row[:3] for row in children[1].rows]
