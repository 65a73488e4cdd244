"""The journal's table: whatever somebody with the key changes behind the program's back is found."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.store.workspaces import AT, CASE, HERE, Stores, new_store, raw, write

from borderdesk.domain.facts import CaseOpened, NothingNoted, OutcomeConfirmed, PersonRecorded
from borderdesk.domain.journal import Entry
from borderdesk.domain.values import DeviceId, UserId
from borderdesk.store.database import Store
from borderdesk.store.journal import ChainReport

OTHER = DeviceId("vte-9")


@pytest.fixture
def store(stores: Stores, tmp_path: Path) -> Iterator[Store]:
    store = stores.new(tmp_path)
    write(store, CASE, CaseOpened("HXY", "returned", "adult"), PersonRecorded("Noy"), OutcomeConfirmed("O2"))
    write(store, "station:HXY", *[NothingNoted("arriving")] * 5)
    write(store, CASE, PersonRecorded("Keo"), device=OTHER)
    yield store
    stores.done(store)


def verified(store: Store) -> dict[str, ChainReport]:
    with store.read() as transaction:
        return {report.device: report for report in transaction.journal.verify()}


def test_unbroken_chains_are_reported_with_their_length(store: Store) -> None:
    found = verified(store)
    assert found == {
        HERE: ChainReport(HERE, 8, 0, AT),
        OTHER: ChainReport(OTHER, 1, 0, AT),
    }


@pytest.mark.parametrize(
    ("tampering", "problem", "seq"),
    [
        ("UPDATE entry SET actor = 'S1' WHERE device = 'hxy-1' AND seq = 2", "journal.altered", 2),
        (
            "UPDATE entry SET at = '2027-01-01T00:00:00Z' WHERE device = 'hxy-1' AND seq = 1",
            "journal.altered",
            1,
        ),
        ("UPDATE entry SET payload = x'7b7d' WHERE device = 'hxy-1' AND seq = 3", "journal.altered", 3),
        ("UPDATE entry SET salt = NULL WHERE device = 'hxy-1' AND seq = 3", "journal.altered", 3),
        ("UPDATE entry SET base = 'nonsense' WHERE device = 'hxy-1' AND seq = 4", "journal.altered", 4),
        ("UPDATE entry SET base = '7' WHERE device = 'hxy-1' AND seq = 4", "journal.altered", 4),
        ("UPDATE entry SET kind = 'outcome.raised' WHERE device = 'hxy-1' AND seq = 3", "journal.altered", 3),
        ("UPDATE entry SET subject = 'case:x' WHERE device = 'hxy-1' AND seq = 2", "journal.altered", 2),
        ("DELETE FROM entry WHERE device = 'hxy-1' AND seq = 1", "journal.gap", 1),
        ("DELETE FROM entry WHERE device = 'hxy-1' AND seq = 5", "journal.gap", 5),
        (
            "UPDATE entry SET seq = seq + 100 WHERE device = 'hxy-1' AND seq IN (4, 5)",
            "journal.gap",
            4,
        ),
        (
            "INSERT INTO entry SELECT device, 9, lamport, at, actor, kind, subject, base, payload_digest,"
            " prev_digest, digest, payload, salt, NULL FROM entry WHERE device = 'hxy-1' AND seq = 8",
            "journal.broken_chain",
            9,
        ),
        (
            "UPDATE entry SET prev_digest = digest, digest = prev_digest WHERE device = 'hxy-1' AND seq = 2",
            "journal.broken_chain",
            2,
        ),
    ],
)
def test_edits_cuts_insertions_and_gaps_are_found(
    store: Store, tampering: str, problem: str, seq: int
) -> None:
    raw(store, tampering)
    found = verified(store)
    assert (found[HERE].problem, found[HERE].problem_seq) == (problem, seq)
    assert found[OTHER].problem == ""


def test_an_erased_payload_is_counted_and_no_damage(store: Store) -> None:
    raw(store, "UPDATE entry SET payload = NULL, salt = NULL WHERE device = 'hxy-1' AND seq = 2")
    assert verified(store)[HERE] == ChainReport(HERE, 8, 1, AT)


def test_an_entry_names_what_its_author_had_seen_and_counts_on_from_it(store: Store) -> None:
    with store.read() as transaction:
        theirs = transaction.journal.one(OTHER, 1)
        mine = transaction.journal.one(HERE, 3)
    assert theirs and theirs.base == (f"{HERE}:3",)
    assert mine and mine.base == (f"{HERE}:2",)
    assert theirs.lamport == 9
    write(store, CASE, OutcomeConfirmed("O3"))
    with store.read() as transaction:
        later = transaction.journal.one(HERE, 9)
    assert later and (later.base, later.lamport) == ((f"{OTHER}:1",), 10)


def test_a_fact_that_sets_nothing_looks_nothing_up(store: Store) -> None:
    with store.read() as transaction:
        counted = [entry.base for entry in transaction.journal.of("station:HXY")]
    assert counted == [()] * 5


def test_several_entries_in_one_transaction_follow_each_other(store: Store) -> None:
    with store.write() as transaction:
        written: list[Entry] = [
            transaction.journal.append(HERE, UserId("O1"), CASE, PersonRecorded(name), at=AT, salt=bytes(16))
            for name in ("a", "b")
        ]
    assert written[1].prev_digest == written[0].digest
    assert written[1].base == (written[0].id,)
    assert written[1].lamport == written[0].lamport + 1


def test_long_chains_are_read_in_order_and_parts(store: Store) -> None:
    write(store, "station:HXY", *[NothingNoted("transit")] * 600)
    with store.read() as transaction:
        assert [entry.seq for entry in transaction.journal.chain(HERE, 5)] == list(range(5, 609))
        assert [entry.seq for entry in transaction.journal.chain(HERE, 7, 9)] == [7, 8, 9]
        assert transaction.journal.devices() == [HERE, OTHER]
        assert transaction.journal.count() == 609


def test_no_question_of_daily_work_walks_the_whole_journal(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    statements = [
        "SELECT max(device) FROM entry WHERE device > 'a'",
        "SELECT seq FROM entry WHERE device = 'hxy-1' ORDER BY seq DESC LIMIT 1",
        "SELECT device FROM entry WHERE subject = 'case:x'",
        "SELECT device FROM entry WHERE subject >= 'peer:' AND subject < 'peer:x' AND kind = 'peer.trusted'",
    ]
    for statement in statements:
        plan = " ".join(str(row) for row in raw(store, f"EXPLAIN QUERY PLAN {statement}"))
        assert "SEARCH" in plan and "SCAN" not in plan, (statement, plan)
    store.close()
