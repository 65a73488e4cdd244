"""Lists and search are drawn from the journal: dropped and folded again they are the same."""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.workspaces import AT, CASE, HERE, Stores, new_store, raw, write

from borderdesk.domain import facts
from borderdesk.domain.codes import check_character
from borderdesk.domain.journal import Entry
from borderdesk.domain.values import DeviceId, UserId
from borderdesk.store.database import Store

CASES = tuple(
    f"case:BD-HXY-26-{drawn}-{check_character('BDHXY26' + drawn)}" for drawn in ("7K3QD", "7K3QE", "0AAA1")
)
FACTS: list[facts.Fact] = [
    facts.CaseOpened("HXY", "returned", "adult"),
    facts.CaseOpened("VTE", "arriving", "child"),
    facts.PersonRecorded("ບຸນມີ", "Bounmy"),
    facts.PersonRecorded("Keo"),
    facts.ScreeningCompleted("adult", "1", "f", "<a/>", "O2", ("OFFICIAL-INVOLVED",)),
    facts.ScreeningCompleted("adult", "1", "f", "<a/>", "O3"),
    facts.OutcomeConfirmed("O2"),
    facts.LoweringAsked("O4", "x"),
    facts.ConsentRecorded("x", "no", "no", "no", "no"),
    facts.ReferralIssued("R1", "x", "urgent", (), "phone", AT),
    facts.ReferralAnswered("R1", "closed"),
    facts.ReferralRefused("talk"),
    facts.RecordViewed(),
]
SCRIPT = st.lists(
    st.tuples(st.sampled_from(["hxy-1", "hxy-2", "vte-1"]), st.sampled_from(CASES), st.sampled_from(FACTS)),
    max_size=20,
)


def contents(store: Store) -> tuple[object, object]:
    """Rows and words by code; row numbers are of no interest."""
    with store.read() as transaction:
        return transaction.cases._everything()


@pytest.fixture
def store(stores: Stores, tmp_path: Path) -> Iterator[Store]:
    store = stores.new(tmp_path)
    yield store
    stores.done(store)


def test_projections_are_the_same_after_a_rebuild(stores: Stores) -> None:
    @given(SCRIPT)
    @settings(max_examples=stores.examples, deadline=None)
    def written(script: list[tuple[str, str, facts.Fact]]) -> None:
        with tempfile.TemporaryDirectory() as name:
            store = stores.new(Path(name))
            for device, subject, fact in script:
                write(store, subject, fact, device=DeviceId(device))
            before = contents(store)
            with store.write() as transaction:
                rebuilt = transaction.cases.rebuild()
            assert rebuilt.different == ()
            assert contents(store) == before
            stores.done(store)

    written()


def test_the_order_in_which_chains_arrive_does_not_matter(stores: Stores) -> None:
    @given(SCRIPT, st.randoms(use_true_random=False))
    @settings(max_examples=stores.examples, deadline=None)
    def arriving(script: list[tuple[str, str, facts.Fact]], chance: random.Random) -> None:
        with tempfile.TemporaryDirectory() as name:
            author = new_store(Path(name) / "author")
            for device, subject, fact in script:
                write(author, subject, fact, device=DeviceId(device))
            with author.read() as transaction:
                chains = [list(transaction.journal.chain(device)) for device in transaction.journal.devices()]
            other = stores.new(Path(name) / "other")
            pieces = [(chain, at) for chain in chains for at in range(0, len(chain), 3)]
            order = sorted(pieces, key=lambda piece: piece[1] + chance.random() * 0.5)
            for chain, at in order:
                with other.write() as transaction:
                    transaction.journal.take_in(chain[at : at + 3], 1)
            assert contents(other) == contents(author)
            author.close()
            stores.done(other)

    arriving()


def arrived(device: str, *written: facts.Fact, subject: str = CASE) -> list[Entry]:
    with tempfile.TemporaryDirectory() as name:
        author = new_store(Path(name))
        write(author, subject, *written, device=DeviceId(device))
        with author.read() as transaction:
            entries = list(transaction.journal.chain(DeviceId(device)))
        author.close()
    return entries


def test_a_tampered_row_is_found_and_put_right_by_a_rebuild(store: Store) -> None:
    write(store, CASE, facts.CaseOpened("HXY", "returned", "adult"), facts.PersonRecorded("Noy"))
    raw(store, "UPDATE case_row SET outcome = 'O4'")
    with store.write() as transaction:
        assert transaction.cases.rebuild().different == ("BD-HXY-26-7K3QD-S",)
    with store.write() as transaction:
        assert transaction.cases.rebuild().different == ()


def test_a_case_with_a_code_nobody_could_issue_is_kept_and_never_listed(store: Store) -> None:
    subjects = ["case:x", "case:", "case:BD-HXY-26-7K3QD-M", "case:bd-hxy-26-7k3qd-s"]
    for number, subject in enumerate(subjects):
        entries = arrived(f"pc-{number}", facts.CaseOpened("HXY", "returned", "adult"), subject=subject)
        with store.write() as transaction:
            transaction.journal.take_in(entries, 1)
    with store.read() as transaction:
        assert transaction.journal.count() == len(subjects)
        assert transaction.cases.all() == []


def test_two_desks_that_open_the_same_case_are_listed_the_same_whoever_came_first(
    stores: Stores, tmp_path: Path
) -> None:
    a = arrived("pc-a", facts.CaseOpened("HXY", "returned", "adult"))
    b = arrived("pc-b", facts.CaseOpened("VTE", "arriving", "child"))
    found = []
    for name, order in (("one", (a, b)), ("two", (b, a))):
        store = stores.new(tmp_path / name)
        for entries in order:
            with store.write() as transaction:
                transaction.journal.take_in(entries, 1)
        found.append(contents(store))
        stores.done(store)
    assert found[0] == found[1]


def test_a_name_whose_content_is_gone_is_no_longer_found(store: Store) -> None:
    write(store, CASE, facts.CaseOpened("HXY", "returned", "adult"), facts.PersonRecorded("Noy"))
    with store.write() as transaction:
        transaction.connection.exec_driver_sql(
            "UPDATE entry SET payload = NULL, salt = NULL WHERE kind = 'person.recorded'"
        )
        transaction.journal.touched(CASE)
    with store.write() as transaction:
        assert transaction.search.find("Noy") == []
        assert transaction.cases.rebuild().different == ()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ບຸນມີ ແສງຈັນ", "ບຸນມີ"),
        ("ບຸນມີ ແສງຈັນ", "ແສງຈັນ ບຸນມີ"),
        ("ກ້ອນ ຄຳຫຼ້າ", "ກອນ"),
        ("ກອນ", "ກ້ອນ"),
        ("ຄຳຫລ້າ", "ຄໍາຫຼ້າ"),
        ("Somphone Sengchan", "somph"),
        ("Somphone Sengchan", "SENG som"),
        ("José", "JOSÉ"),
        ("O'Neil", "o'neil"),
        ("O'Neil", "neil"),
        ("a_b U.S.A 3.14", "u.s.a a_b 3.14"),
        ("ຄົນ ໑໒", "12"),
    ],
)
def test_names_are_found_in_lao_and_latin_without_tones_by_beginnings(
    store: Store, name: str, words: str
) -> None:
    write(store, CASE, facts.CaseOpened("HXY", "returned", "adult"), facts.PersonRecorded(name))
    with store.read() as transaction:
        assert [row.code for row in transaction.cases.found(words)] == ["BD-HXY-26-7K3QD-S"]
        assert transaction.cases.found(words + " zzz") == []


def test_anything_may_be_typed_into_the_search(store: Store) -> None:
    @given(st.text(max_size=12))
    @settings(max_examples=60, deadline=None)
    def typed(words: str) -> None:
        with store.read() as transaction:
            assert transaction.cases.found(words) == []

    typed()


def test_the_latin_form_is_found_too_and_an_older_name_is_not(store: Store) -> None:
    write(store, CASE, facts.CaseOpened("HXY", "returned", "adult"), facts.PersonRecorded("ບຸນມີ", "Bounmy"))
    write(store, CASE, facts.PersonRecorded("ແກ້ວ", "Keo"))
    with store.read() as transaction:
        assert len(transaction.search.find("keo")) == len(transaction.search.find("ແກ້ວ")) == 1
        assert transaction.search.find("bounmy") == []


def test_waiting_entries_keep_the_copy_that_has_content(store: Store) -> None:
    whole = arrived("pc-a", facts.CaseOpened("HXY", "returned", "adult"), facts.PersonRecorded("Noy"))[1]
    with store.write() as transaction:
        transaction.shelf.wait([whole], 1)
        transaction.shelf.wait([whole.without_payload()], 1)
        assert b"Noy" in next(iter(transaction.shelf.waiting_lines("pc-a", 1)))
        transaction.shelf.drop_waiting("pc-a", 2)
        transaction.shelf.wait([whole.without_payload()], 1)
        transaction.shelf.wait([whole], 1)
        assert b"Noy" in next(iter(transaction.shelf.waiting_lines("pc-a", 1)))
        assert len(list(transaction.shelf.waiting_lines("pc-a", 1))) == 1
        assert list(transaction.shelf.waiting_lines("pc-a", 3)) == []


def test_who_wrote_is_the_one_signed_in(store: Store) -> None:
    with store.write() as transaction:
        entry = transaction.journal.append(HERE, UserId("L7"), CASE, FACTS[0], at=AT, salt=bytes(16))
    assert entry.actor == "L7"
