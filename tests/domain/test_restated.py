"""A fact that a PC says again under its new identity counts once, in whatever order it arrives."""

from dataclasses import replace
from itertools import permutations

from borderdesk.domain import facts
from borderdesk.domain.case_fold import fold_case
from borderdesk.domain.fold import history
from borderdesk.domain.journal import FIRST_DIGEST, Entry, entry_digest, write_entry
from borderdesk.domain.values import DeviceId, UserId

OLD, NEW, THERE = DeviceId("HXY-1"), DeviceId("HXY-2"), DeviceId("VTE-1")
AT = "2026-03-05T12:00:00Z"
SUBJECT = "case:BD-HXY-26-7K3QD-M"


def entry(device: DeviceId, seq: int, lamport: int, fact: facts.Fact, *base: str) -> Entry:
    return write_entry(
        device=device, seq=seq, lamport=lamport, at=AT, actor=UserId("O1"), kind=fact.kind, subject=SUBJECT,
        base=base, prev_digest=FIRST_DIGEST, payload=fact.payload(), salt=f"{device}{seq}".encode(),
    )  # fmt: skip


def again(first: Entry, seq: int, lamport: int, *base: str) -> Entry:
    """The same fact in the new chain, as ``desk.restored`` writes it."""
    seen = (*base, first.id)
    digest = entry_digest(
        NEW, seq, lamport, first.at, first.actor, first.kind, first.subject, seen, first.payload_digest,
        FIRST_DIGEST,
    )  # fmt: skip
    return replace(first, device=NEW, seq=seq, lamport=lamport, base=seen, digest=digest)


OPENED = entry(OLD, 1, 1, facts.CaseOpened("HXY", "arriving", "adult"))
RAISED = entry(OLD, 2, 2, facts.OutcomeRaised("O2", "more was said"), OPENED.id)
OPENED_AGAIN = again(OPENED, 1, 2)
RAISED_AGAIN = again(RAISED, 2, 3, OPENED_AGAIN.id)


def test_it_counts_once_in_any_order_and_contradicts_nothing() -> None:
    for order in permutations([OPENED, RAISED, OPENED_AGAIN, RAISED_AGAIN]):
        told = history(order)
        assert [step.entry.id for step in told.steps] == [OPENED.id, RAISED.id]
        assert told.conflicts == ()


def test_where_only_the_new_chain_is_here_it_stands_for_the_old_one() -> None:
    told = history([OPENED_AGAIN, RAISED_AGAIN])
    assert [step.fact for step in told.steps] == [step.fact for step in history([OPENED, RAISED]).steps]


def test_it_gives_back_content_that_came_as_an_empty_place() -> None:
    told = history([OPENED.without_payload(), RAISED, OPENED_AGAIN])
    assert [step.entry.id for step in told.steps] == [OPENED.id, RAISED.id]
    assert isinstance(told.steps[0].fact, facts.CaseOpened)


def test_what_was_written_on_top_of_it_has_seen_the_first() -> None:
    """The new chain settles what the old one said: no contradiction, since it had seen it by another name."""
    later = entry(NEW, 3, 9, facts.OutcomeConfirmed("O1"), RAISED_AGAIN.id)
    assert history([OPENED, RAISED, OPENED_AGAIN, RAISED_AGAIN, later]).conflicts == ()
    lost = entry(OLD, 3, 8, facts.OutcomeRaised("O1", "in the lost time"), RAISED.id)
    (conflict,) = history([OPENED, RAISED, lost, OPENED_AGAIN, RAISED_AGAIN, later]).conflicts
    assert set(conflict.entries) == {lost.id, later.id}


def test_a_copy_that_does_not_name_the_first_or_says_otherwise_is_a_fact_of_its_own() -> None:
    stranger = replace(RAISED_AGAIN, base=())
    assert len(history([OPENED, RAISED, stranger]).steps) == 3
    other_author = replace(RAISED_AGAIN, actor=UserId("O2"))
    assert len(history([OPENED, RAISED, other_author]).steps) == 3
    elsewhere = entry(THERE, 1, 5, facts.OutcomeRaised("O2", "more was said"), RAISED.id)
    assert len(history([OPENED, RAISED, elsewhere]).steps) == 3


def test_a_choice_that_was_made_by_the_new_name_is_found_where_the_first_is_here_too() -> None:
    other = entry(THERE, 1, 3, facts.OutcomeRaised("O1", "danger"), OPENED.id)
    chosen = entry(THERE, 2, 9, facts.ConflictResolved("outcome", RAISED_AGAIN.id), RAISED_AGAIN.id, other.id)
    told = history([OPENED, RAISED, OPENED_AGAIN, RAISED_AGAIN, other, chosen])
    assert told.conflicts == ()
    step = told.step(RAISED_AGAIN.id)
    assert step and step.entry.id == RAISED.id
    assert fold_case("BD-HXY-26-7K3QD-M", [s.entry for s in told.steps] + [RAISED_AGAIN]).outcome == "O2"


def test_choices_that_lead_in_a_circle_choose_nothing_and_stop_nobody() -> None:
    """No desk writes such entries; one that is out of order may."""
    first = entry(THERE, 1, 3, facts.ConflictResolved("outcome", f"{THERE}:2"), RAISED.id)
    second = entry(THERE, 2, 4, facts.ConflictResolved("outcome", f"{THERE}:1"), first.id)
    itself = entry(NEW, 9, 5, facts.ConflictResolved("outcome", f"{NEW}:9"), RAISED.id)
    entries = [OPENED, RAISED, first, second, itself]
    past = history(entries)
    assert [past.chosen(step) for step in past.steps[2:]] == [None, None, None]
    assert fold_case("BD-HXY-26-7K3QD-M", entries).outcome == "O2"
