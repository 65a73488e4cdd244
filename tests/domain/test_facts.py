"""Every kind of fact goes out and comes back; what this program cannot read is kept or set aside."""

import json
from dataclasses import fields
from typing import Any, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borderdesk.domain import facts
from borderdesk.domain.errors import Damaged
from borderdesk.domain.facts import Fact, PersonRecorded, UnknownFact, decode
from borderdesk.domain.journal import canonical

KINDS = sorted((cls for cls in Fact.__subclasses__() if cls is not UnknownFact), key=lambda cls: cls.kind)
GOOD = {
    "age_group": "unsure",
    "outcome": "O2",
    "urgency": "urgent",
    "step": "closed",
    "role": "officer",
    "post": "checkpoint",
    "due": "2026-03-05T12:00:00Z",
    "day": "2026-03-05",
    "slip_key": "ab" * 32,
    "verdict": "same",
    "withheld": ("name", "facts"),
    "answer": "taken",
    "explained": ("rights", "safety"),
}


def example(cls: type[Fact]) -> Fact:
    """A fact of this kind with every field filled."""
    values: dict[str, Any] = {}
    for spec in fields(cls):
        kind = get_origin(spec.type) or spec.type
        fill: Any = {str: "ຄຳ x", int: 7, bool: True, tuple: ("a", "b")}.get(kind, {"agreed": "given"})
        if spec.name in GOOD and not (cls is facts.PackageExported and spec.name == "withheld"):
            fill = GOOD[spec.name]
        if cls is facts.StepDone:
            fill = "safe"
        values[spec.name] = fill
    return cls(**values)


@pytest.mark.parametrize("cls", KINDS, ids=lambda cls: cls.kind)
def test_a_fact_comes_back_as_it_was(cls: type[Fact]) -> None:
    fact = example(cls)
    assert decode(fact.kind, canonical(fact.payload())) == fact


@pytest.mark.parametrize("cls", KINDS, ids=lambda cls: cls.kind)
def test_fields_of_a_newer_program_are_passed_over(cls: type[Fact]) -> None:
    fact = example(cls)
    assert decode(fact.kind, canonical({**fact.payload(), "from_tomorrow": [1, {"x": None}]})) == fact


def test_a_kind_of_a_newer_program_is_kept_as_it_is() -> None:
    fact = decode("case.moved", canonical({"to": "VTE"}))
    assert fact == UnknownFact("case.moved", {"to": "VTE"})
    assert fact.touches() == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=4,
)


@given(st.sampled_from(KINDS), st.data())
def test_a_value_of_another_type_makes_a_fact_unreadable_and_nothing_worse(
    cls: type[Fact], data: st.DataObject
) -> None:
    payload = example(cls).payload()
    if not payload:
        return
    name = data.draw(st.sampled_from(sorted(payload)))
    value = data.draw(JSON)
    try:
        again = decode(cls.kind, json.dumps({**payload, name: value}).encode())
    except Damaged as refused:
        assert refused.code == "fact.unreadable"
    else:
        assert type(getattr(again, name)) is type(payload[name] if payload[name] != [] else ()) or isinstance(
            value, list
        )


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("case.opened", {"station": "HXY", "direction": "returned", "age_group": "elder"}),
        ("outcome.confirmed", {"outcome": "O9"}),
        (
            "screening.completed",
            {"form": "a", "version": "1", "sha256": "x", "instance": "", "outcome": "victim"},
        ),
        ("referral.answered", {"number": "R1", "step": "vanished"}),
        ("user.added", {"role": "king"}),
        ("person.recorded", {"name_as_used": "\ud800"}),
        ("person.recorded", {"name_as_used": "Noy\0"}),
        ("case.moved", {"where": [{"to": "\0"}]}),
        ("case.opened", []),
        ("record.viewed", []),
        ("case.moved", 7),
        ("case.moved", "text"),
    ],
)
def test_what_this_program_has_no_word_for_is_unreadable(kind: str, payload: object) -> None:
    with pytest.raises(Damaged) as refused:
        decode(kind, json.dumps(payload).encode())
    assert refused.value.code == "fact.unreadable"


def test_a_text_that_only_spells_such_a_character_is_read() -> None:
    fact = decode("person.recorded", json.dumps({"name_as_used": "Noy\\u0000"}).encode())
    assert isinstance(fact, PersonRecorded) and fact.name_as_used == "Noy\\u0000"


def test_a_due_moment_without_a_zone_is_unreadable() -> None:
    issued = facts.ReferralIssued("R1", "x", "urgent", (), "phone", "2026-03-05T12:00:00")
    with pytest.raises(Damaged):
        decode(issued.kind, canonical(issued.payload()))
