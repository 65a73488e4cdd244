"""Contradictions: kept, the more protective in force, settled by a person and never by a clock."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domain.test_fold import AGREES, OPENED, meet, two
from tests.domain.writing import AT, CODE, Device

from borderdesk.domain import facts
from borderdesk.domain.case import CaseState
from borderdesk.domain.case_fold import fold_case
from borderdesk.domain.facts import Fact
from borderdesk.domain.journal import canonical, check_chain, check_entry, from_line, to_line
from borderdesk.domain.values import AgeGroup, Outcome, ReferralStep


def apart(one: list[Fact], other: list[Fact]) -> tuple[Device, Device]:
    """Two PCs that wrote these without having seen each other, and then met."""
    a, b = two()
    a.writes(*one)
    b.writes(*other)
    meet(a, b)
    return a, b


def state(device: Device) -> CaseState:
    return fold_case(CODE, device.case)


def issued(receiver: str) -> Fact:
    return facts.ReferralIssued("R1", receiver, "urgent", ("shelter",), "phone", AT)


def screening(outcome: str, *flags: str) -> Fact:
    return facts.ScreeningCompleted("adult", "1", "f", f"<{outcome}/>", outcome, flags)


def agrees(**changed: object) -> Fact:
    return facts.ConsentRecorded(
        **{"receiver": "lwu", "record": "yes", "refer": "yes", "share": "yes", "statistics": "yes", **changed}  # type: ignore[arg-type]  # as the test says
    )


def test_two_desks_that_gave_the_same_number_have_two_referrals() -> None:
    a, b = apart([issued("lwu-bokeo"), facts.SlipPrinted("R1", ("slip",), 1)], [issued("clinic")])
    b.writes(facts.ReferralAnswered("R1", "acknowledged"))
    meet(a, b)
    for device in (a, b):
        found = state(device)
        assert [(each.number, each.on_paper, each.receiver, each.printed) for each in found.referrals] == [
            ("R1", "R1", "lwu-bokeo", 1),
            ("R1b", "R1", "clinic", 0),
        ]
        assert found.conflicts == (), "there is nothing to choose between"


def test_an_answer_goes_to_the_referral_that_its_author_knew() -> None:
    a, b = two()
    a.writes(issued("lwu-bokeo"))
    b.writes(issued("clinic"), facts.ReferralAnswered("R1", "declined", "no bed"))
    a.writes(facts.ReferralAnswered("R1", "acknowledged"))
    meet(a, b)
    steps = {each.receiver: each.step for each in state(a).referrals}
    assert steps == {"lwu-bokeo": ReferralStep.ACKNOWLEDGED, "clinic": ReferralStep.DECLINED}
    a.writes(facts.ReferralAnswered("R1b", "closed"))
    assert {each.number: each.step for each in state(a).referrals}["R1b"] is ReferralStep.CLOSED


def test_two_answers_about_one_referral_are_settled_by_a_person() -> None:
    a, b = two()
    a.writes(issued("lwu-bokeo"))
    b.sees(a.chain)
    a.writes(facts.ReferralAnswered("R1", "acknowledged"))
    refused = b.writes(facts.ReferralAnswered("R1", "declined"))
    meet(a, b)
    assert [conflict.field for conflict in state(a).conflicts] == ["referral.R1"]
    a.writes(facts.ConflictResolved("referral.R1", refused.id))
    assert (state(a).conflicts, state(a).referrals[0].step) == ((), ReferralStep.DECLINED)


@pytest.mark.parametrize("chosen", ["before", "one", "other"])
def test_a_third_entry_settles_a_field_and_leaves_its_neighbours_alone(chosen: str) -> None:
    a, b = two()
    before = a.writes(facts.PersonRecorded("Noy", contact="020"))
    b.sees(a.chain)
    one = a.writes(facts.PersonRecorded("Noi", contact="030"))
    other = b.writes(facts.PersonRecorded("Nui", contact="030"))
    meet(a, b)
    contested = state(a).conflicts
    assert [(each.field, each.before) for each in contested] == [("person.name_as_used", before.id)]
    entry = {"before": before, "one": one, "other": other}[chosen]
    b.writes(facts.ConflictResolved("person.name_as_used", entry.id, "asked again"))
    meet(a, b)
    assert state(a) == state(b)
    assert (state(a).conflicts, state(a).person.contact) == ((), "030")
    assert state(a).person.name_as_used == {"before": "Noy", "one": "Noi", "other": "Nui"}[chosen]


def test_a_resolution_that_had_not_seen_a_third_value_settles_nothing() -> None:
    a, b = apart([facts.PersonRecorded("Noi")], [facts.PersonRecorded("Nui")])
    c = Device("pc-c")
    c.sees(a.chain[:1])
    c.writes(facts.PersonRecorded("Nuy"))
    a.writes(facts.ConflictResolved("person.name_as_used", b.chain[-1].id))
    meet(a, c)
    assert len(state(a).conflicts[0].entries) == 2
    a.writes(facts.ConflictResolved("person.name_as_used", c.chain[-1].id))
    assert (state(a).conflicts, state(a).person.name_as_used) == ((), "Nuy")


def test_withdrawn_consent_needs_nobody_to_choose() -> None:
    a, b = two()
    a.writes(AGREES)
    b.sees(a.chain)
    a.writes(facts.ConsentWithdrawn("lwu-bokeo"))
    b.writes(facts.ConsentRecorded("lwu-bokeo", "yes", "yes", "yes", "yes"))
    meet(a, b)
    consent = state(b).consent("lwu-bokeo")
    assert (state(b).conflicts, consent and consent.withdrawn) == ((), True)


def test_two_agreements_hold_only_where_both_agree_until_a_person_settled_it() -> None:
    a, _ = apart(
        [agrees(share="no", withheld=("name",))], [agrees(statistics="later", withheld=("nationality",))]
    )
    consent = state(a).consent("lwu")
    assert consent
    assert (consent.refer, consent.share, consent.statistics) == ("yes", "no", "later")
    assert consent.withheld == ("name", "nationality") and not consent.sharing_allowed
    a.writes(facts.ConflictResolved("consent.lwu", state(a).conflicts[0].entries[1]))
    settled = state(a).consent("lwu")
    assert settled and settled.sharing_allowed and settled.withheld == ("nationality",)


def test_records_of_one_form_protect_together_until_a_person_settled_it() -> None:
    a, b = apart([screening("O3", "OFFICIAL-INVOLVED")], [screening("O4", "LABOUR")])
    found = state(b)
    assert (found.outcome, found.official_involved) == (Outcome.O3, True)
    a.writes(facts.ConflictResolved("form.adult", b.chain[-1].id))
    assert (state(a).outcome, state(a).flags, len(state(a).screenings)) == (Outcome.O4, ("LABOUR",), 2)


def test_while_the_age_is_contested_the_person_is_taken_for_a_child() -> None:
    a, _ = apart([facts.AgeDoubted("child")], [facts.AgeDoubted("adult")])
    assert state(a).age_group is AgeGroup.CHILD


def test_a_doubt_that_one_desk_lifted_asks_for_child_protection_while_another_has_it() -> None:
    doubt = facts.ScreeningCompleted("preconditions", "1", "f", "<doubt/>", "", ("CHILD",))
    a, b = two()
    a.writes(doubt)
    b.sees(a.chain)
    b.writes(facts.AgeDoubted("adult"))
    assert state(b).flags == ()
    a.writes(facts.AgeDoubted("unsure"))
    meet(a, b)
    assert (state(b).age_group, state(b).flags) == (AgeGroup.UNSURE, ("CHILD",))
    a.writes(facts.ConflictResolved("age_group", b.chain[-1].id))
    assert (state(a).age_group, state(a).flags) == (AgeGroup.ADULT, ())


def test_a_person_may_choose_the_lower_outcome_and_then_it_counts() -> None:
    a, b = two()
    a.writes(screening("O3"))
    b.sees(a.chain)
    raised = a.writes(facts.OutcomeRaised("O1", "danger"))
    lowered = b.writes(facts.OutcomeLowered("O4", "mistake"))
    meet(a, b)
    assert state(a).outcome is Outcome.O1
    assert set(state(a).conflicts[0].entries) == {raised.id, lowered.id}
    a.writes(facts.ConflictResolved("outcome", lowered.id))
    assert (state(a).outcome, state(a).conflicts) == (Outcome.O4, ())


def test_a_choice_that_names_nothing_known_changes_nothing_and_never_fails() -> None:
    a, _ = apart([facts.PersonRecorded("Noi")], [facts.PersonRecorded("Nui")])
    for about in ("person.name_as_used", "outcome", "form.adult", "consent.x", "anything"):
        for chosen in ("", "pc-z:9", a.chain[0].id):
            a.writes(facts.ConflictResolved(about, chosen))
    assert state(a).opened


# ------------------------------------------------------------------ sealed places
def test_a_sealed_place_keeps_the_chain_whole_and_tells_nothing() -> None:
    device = Device("vte-1")
    device.writes(OPENED, facts.PersonRecorded("Noy"), facts.OutcomeConfirmed("O2"))
    hidden = [entry.sealed_place() for entry in device.chain]
    assert list(check_chain([device.chain[0], hidden[1], device.chain[2]]))
    line = to_line(hidden[1])
    assert from_line(line) == hidden[1]
    for told in (b"person", b"case", CODE.encode(), b"O1", b"2026"):
        assert told not in line
    assert (hidden[1].told, device.chain[1].without_payload().told, device.chain[1].told) == (0, 1, 2)


@given(st.randoms(use_true_random=False))
def test_a_sealed_place_that_was_changed_is_found(chance: random.Random) -> None:
    device = Device("vte-1")
    device.writes(OPENED, facts.PersonRecorded("Noy"))
    line = bytearray(to_line(device.chain[1].sealed_place()))
    at = chance.randrange(len(line))
    line[at] ^= 1 << chance.randrange(7)
    try:
        entry = from_line(bytes(line))
        check_entry(entry)
    except Exception as refused:
        assert getattr(refused, "code", "") in ("journal.unreadable", "journal.altered"), refused
    else:
        raise AssertionError(bytes(line))


def test_choices_of_a_field_that_only_a_newer_program_knows_change_nothing_here() -> None:
    device, _ = two()
    device.writes(OPENED, facts.PersonRecorded("Kham"))
    before = state(device)
    for about in ("person.alias", "person.", "", "nothing"):
        device.writes(facts.ConflictResolved(about, ""))
    assert state(device).person == before.person


def test_thousands_of_choices_of_each_other_are_followed_to_their_beginning() -> None:
    device, _ = two()
    device.writes(OPENED)
    said = device.writes(facts.OutcomeConfirmed("O2"))
    first, past = said.id, list(device.chain)
    for number in range(3000):
        chosen = first if not number else f"{device.name}:{len(past)}"
        resolved = facts.ConflictResolved("outcome", chosen)
        past.append(replace(said, seq=len(past) + 1, lamport=len(past) + 1, kind=resolved.kind,
                            payload=canonical(resolved.payload())))  # fmt: skip
    assert fold_case(CODE, past).outcome is Outcome.O2
