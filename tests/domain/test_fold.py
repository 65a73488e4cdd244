"""Order, heads and conflicts: the same set of entries gives the same state in whatever order it comes."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.writing import AT, CASE, CODE, Device

from borderdesk.domain import facts
from borderdesk.domain.case_fold import fold_case
from borderdesk.domain.fold import heads, history
from borderdesk.domain.journal import Entry
from borderdesk.domain.values import Outcome

OPENED = facts.CaseOpened("HXY", "returned", "adult")
AGREES = facts.ConsentRecorded("lwu-bokeo", "yes", "yes", "yes", "no")
FACTS = st.sampled_from(
    [
        facts.PersonRecorded("Noy"),
        facts.PersonRecorded("Keo", contact="020"),
        facts.OutcomeConfirmed("O2"),
        facts.OutcomeRaised("O1", "danger"),
        facts.OutcomeLowered("O4", "mistake"),
        facts.LoweringAsked("O3", "mistake"),
        facts.LoweringAnswered(True, "O3"),
        facts.ScreeningCompleted("adult", "1", "f", "<a/>", "O3", ("LABOUR",)),
        facts.ScreeningCompleted("adult", "1", "f", "<b/>", "O2"),
        AGREES,
        facts.ConsentWithdrawn("lwu-bokeo"),
        facts.ReferralIssued("R1", "lwu-bokeo", "urgent", ("shelter",), "phone", AT),
        facts.ReferralAnswered("R1", "closed"),
        facts.ReferralRefused("talk"),
        facts.CardPrinted("th", 1),
        facts.CardOffered("not_wanted", "O1", ("rights",)),
        facts.SlipPrinted("R1", ("slip",), 1),
        facts.RecordViewed(),
        facts.AgeDoubted("unsure"),
        facts.ContactLogged("child_protection", "duty desk"),
    ]
)
HISTORIES = st.lists(st.tuples(st.integers(0, 2), st.none() | FACTS), max_size=14)


def played(script: list[tuple[int, facts.Fact | None]]) -> list[Entry]:
    """Three devices write; a device with nothing to write sees what the others have."""
    devices = [Device(f"pc-{number}") for number in range(3)]
    devices[0].writes(OPENED)
    for at, fact in script:
        if fact is None:
            for other in devices:
                devices[at].sees(other.chain)
        else:
            devices[at].writes(fact)
    return [entry for device in devices for entry in device.chain]


@given(HISTORIES, st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_the_order_of_arrival_does_not_matter(
    script: list[tuple[int, facts.Fact | None]], chance: random.Random
) -> None:
    entries = played(script)
    shuffled = chance.sample(entries, len(entries))
    assert history(shuffled) == history(entries)
    assert fold_case(CODE, shuffled) == fold_case(CODE, entries)


@given(HISTORIES)
def test_heads_are_the_entries_nobody_has_seen(script: list[tuple[int, facts.Fact | None]]) -> None:
    """Against the plain definition, by walking every base and chain backwards."""
    entries = played(script)
    by_id = {entry.id: entry for entry in entries}
    seen: set[str] = set()
    for entry in entries:
        before = [each.id for each in entries if each.device == entry.device and each.seq < entry.seq]
        todo = [*before, *entry.base]
        while todo:
            at = todo.pop()
            if at not in seen:
                seen.add(at)
                todo.extend(by_id[at].base)
    assert set(heads(entries)) == {entry.id for entry in entries} - seen


def two() -> tuple[Device, Device]:
    """Two PCs that both know the opened case and then work on it apart."""
    a, b = Device("pc-a"), Device("pc-b")
    a.writes(OPENED)
    b.sees(a.chain)
    return a, b


def meet(a: Device, b: Device) -> None:
    a.sees(b.chain)
    b.sees(a.chain)


def test_two_desks_that_wrote_the_same_field_unseen_are_a_conflict_until_a_person_settles_it() -> None:
    a, b = two()
    a.writes(facts.PersonRecorded("Noy"))
    b.writes(facts.PersonRecorded("Noi"))
    meet(a, b)
    state = fold_case(CODE, a.case)
    assert [conflict.field for conflict in state.conflicts] == ["person.name_as_used"]
    assert set(state.conflicts[0].entries) == {"pc-a:2", "pc-b:1"}
    a.writes(facts.PersonRecorded("Noy Keo"))
    state = fold_case(CODE, a.case)
    assert state.conflicts == ()
    assert state.person.name_as_used == "Noy Keo"


def test_a_later_entry_that_saw_only_one_side_leaves_the_conflict_open() -> None:
    a, b = two()
    a.writes(facts.PersonRecorded("Noy"))
    b.writes(facts.PersonRecorded("Noi"))
    a.writes(facts.PersonRecorded("Noy again"))
    meet(a, b)
    assert fold_case(CODE, a.case).conflicts[0].entries == ("pc-a:3", "pc-b:1") or fold_case(
        CODE, a.case
    ).conflicts[0].entries == ("pc-b:1", "pc-a:3")


def test_different_fields_and_equal_words_are_no_conflict() -> None:
    a, b = two()
    a.writes(facts.PersonRecorded("Noy", contact="020"))
    b.writes(facts.OutcomeConfirmed("O3"))
    b.writes(facts.AgeDoubted("child"))
    a.writes(facts.AgeDoubted("child"))
    meet(a, b)
    state = fold_case(CODE, b.case)
    assert state.conflicts == ()
    assert (state.person.contact, state.confirmed) == ("020", Outcome.O3)


def test_a_withdrawal_wins_over_an_agreement_that_had_not_seen_it_in_either_order() -> None:
    for first in ("pc-a", "pc-b"):
        a, b = two()
        a.writes(AGREES)
        b.sees(a.chain)
        withdrawing, agreeing = (a, b) if first == "pc-a" else (b, a)
        withdrawing.writes(facts.ConsentWithdrawn("lwu-bokeo"))
        agreeing.writes(facts.ConsentRecorded("lwu-bokeo", "yes", "yes", "yes", "yes"))
        meet(a, b)
        consent = fold_case(CODE, a.case).consent("lwu-bokeo")
        assert consent and consent.withdrawn and not consent.sharing_allowed
        a.writes(AGREES)
        again = fold_case(CODE, a.case).consent("lwu-bokeo")
        assert again and again.sharing_allowed


def test_while_two_outcomes_contradict_each_other_the_more_protective_counts() -> None:
    for first in (0, 1):
        a, b = two()
        a.writes(facts.ScreeningCompleted("adult", "1", "f", "", "O3"))
        b.sees(a.chain)
        pair = (a, b) if first else (b, a)
        pair[0].writes(facts.OutcomeRaised("O1", "danger"))
        pair[1].writes(facts.OutcomeLowered("O4", "mistake"))
        meet(a, b)
        state = fold_case(CODE, a.case)
        assert state.outcome is Outcome.O1
        assert [conflict.field for conflict in state.conflicts] == ["outcome"]


def test_erased_entries_keep_their_place_and_tell_nothing() -> None:
    a, _ = two()
    named = a.writes(facts.PersonRecorded("Noy"))
    a.writes(facts.OutcomeConfirmed("O2"))
    entries = [entry.without_payload() if entry is named else entry for entry in a.case]
    state = fold_case(CODE, entries)
    assert (state.person.name_as_used, state.hidden_entries, state.entries) == ("", 1, 3)
    assert state.heads == ("pc-a:3",)


def test_one_unreadable_entry_does_not_hold_back_the_rest() -> None:
    a, _ = two()
    a.writes(facts.OutcomeConfirmed("O2"), at="yesterday")
    a.writes(facts.OutcomeConfirmed("O7"))
    a.writes(facts.PersonRecorded("Noy"))
    past = history(a.case)
    assert past.unreadable == ("pc-a:2", "pc-a:3")
    state = fold_case(CODE, a.case)
    assert (state.confirmed, state.person.name_as_used) == (None, "Noy")


def test_a_long_history_of_one_desk_is_folded_without_growing_memory() -> None:
    device = Device("pc-a")
    subject = "station:HXY"
    first = device.writes(facts.NothingNoted("arriving"), subject=subject)
    assert first.subject != CASE
    chain = [first]
    for _ in range(30):
        chain.append(device.writes(facts.NothingNoted("arriving"), subject=subject))
    assert heads(chain) == (chain[-1].id,)
    assert chain[-1].base == (chain[-2].id,)
