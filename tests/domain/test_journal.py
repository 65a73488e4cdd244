"""Entries: what is hashed, how the chain holds, how hostile lines are refused."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.writing import Device

from borderdesk.domain.errors import Damaged
from borderdesk.domain.facts import CaseOpened, OutcomeConfirmed, PersonRecorded
from borderdesk.domain.journal import Entry, check_chain, check_entry, from_line, to_line


def chain() -> list[Entry]:
    device = Device("hxy-1")
    device.writes(
        CaseOpened("HXY", "returned", "adult"), PersonRecorded("ບຸນມີ", "Bounmy"), OutcomeConfirmed("O2")
    )
    return device.chain


def problem(entries: list[Entry]) -> tuple[str, object]:
    with pytest.raises(Damaged) as found:
        list(check_chain(entries))
    return found.value.code, found.value.fields["seq"]


def test_an_unbroken_chain_passes_whole() -> None:
    assert list(check_chain(chain())) == chain()


@pytest.mark.parametrize(
    "change",
    [
        {"at": "2026-03-05T12:00:01Z"},
        {"actor": "S1"},
        {"kind": "outcome.raised"},
        {"subject": "case:BD-HXY-26-00000-0"},
        {"lamport": 77},
        {"base": ("hxy-1:1",)},
        {"payload": b'{"outcome":"O4"}'},
        {"salt": b"another salt 123"},
        {"salt": None},
        {"payload_digest": "0" * 64},
    ],
)
def test_every_edit_is_found(change: dict[str, object]) -> None:
    edited = chain()
    edited[2] = replace(edited[2], **change)
    assert problem(edited) == ("journal.altered", 3)


def test_cuts_gaps_and_insertions_are_found() -> None:
    first, second, third = chain()
    assert problem([first, third]) == ("journal.gap", 2)
    assert problem([second, third]) == ("journal.gap", 1)
    other = Device("hxy-1")
    other.writes(CaseOpened("HXY", "arriving", "adult"), PersonRecorded("x"))
    assert problem([first, other.chain[1], third]) == ("journal.broken_chain", 2)


def test_an_entry_whose_content_was_erased_still_verifies() -> None:
    erased = [entry.without_payload() for entry in chain()]
    assert [entry.payload for entry in check_chain(erased)] == [None, None, None]
    assert from_line(to_line(erased[1])) == erased[1]


def test_entries_travel_as_lines_without_loss() -> None:
    assert [from_line(to_line(entry)) for entry in chain()] == chain()


LINE = json.loads(to_line(chain()[1]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def refused_or_safe(line: bytes) -> None:
    """A hostile line is either refused with its code, or an entry that can be checked and written again."""
    try:
        entry = from_line(line)
    except Damaged as refused:
        assert refused.code == "journal.unreadable"
        return
    try:
        check_entry(entry)
    except Damaged as refused:
        assert refused.code == "journal.altered"
    else:
        assert from_line(to_line(entry)) == entry


@given(st.sampled_from(sorted(LINE)), JSON)
def test_a_line_with_any_other_value_in_a_field_is_refused(name: str, value: object) -> None:
    refused_or_safe(json.dumps({**LINE, name: value}).encode())


@given(st.binary(max_size=60) | JSON.map(lambda value: json.dumps(value).encode()))
def test_a_line_of_anything_is_refused(line: bytes) -> None:
    refused_or_safe(line)


@pytest.mark.parametrize(
    "change",
    [
        {"base": "hxy-1:1"},
        {"base": {"hxy-1:1": 1}},
        {"base": ["x"] * 1001},
        {"kind": "x" * 121},
        {"actor": "\ud800"},
        {"subject": "case:\0"},
        {"digest": "\ud800" * 64},
        {"seq": True},
        {"seq": 0},
        {"lamport": 2**53},
        {"payload": {}},
        {"salt": "zz"},
    ],
)
def test_lines_made_to_trip_are_unreadable(change: dict[str, object]) -> None:
    with pytest.raises(Damaged) as refused:
        from_line(json.dumps({**LINE, **change}).encode())
    assert refused.value.code == "journal.unreadable"


def test_deeply_nested_and_endless_numbers_are_unreadable() -> None:
    for line in (b"[" * 100_000, b'{"seq": ' + b"9" * 10_000 + b"}", b"\xff\xfe"):
        with pytest.raises(Damaged):
            from_line(line)
