"""Persons are found again by what two records share, on either database, and the same after a rebuild."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.workspaces import Stores, raw, write

from borderdesk.domain import facts
from borderdesk.domain.case import Person
from borderdesk.domain.codes import check_character
from borderdesk.domain.likeness import compare
from borderdesk.domain.pairs import Pair
from borderdesk.domain.values import DeviceId, Verdict
from borderdesk.store.database import Store
from borderdesk.store.persons import document_sign, year_of

CODES = [
    f"BD-HXY-26-{drawn}-{check_character('BDHXY26' + drawn)}"
    for drawn in ("0AAA1", "7K3QD", "7K3QE", "8K3QE")
]
OPENED = facts.CaseOpened("HXY", "returned", "adult")
BOUNMY = facts.PersonRecorded("ບຸນມີ ວົງສາ", birth_year="1995", sex="woman", document_number="P1234567")
BUNMEE = facts.PersonRecorded("Bunmee Wongsa", birth_year="1995", sex="woman")


@pytest.fixture
def store(stores: Stores, tmp_path: Path) -> Iterator[Store]:
    store = stores.new(tmp_path)
    yield store
    store.close()


def record(store: Store, place: int, *written: facts.Fact) -> str:
    write(store, f"case:{CODES[place]}", OPENED, *written)
    return CODES[place]


def found(store: Store) -> list[tuple[str, str]]:
    with store.write() as transaction:
        while transaction.persons.compare_some():
            pass
    with store.read() as transaction:
        return transaction.pairs.open(10)


def test_two_spellings_are_found_and_a_decision_takes_them_off_the_list(store: Store) -> None:
    pair = (record(store, 0, BOUNMY), record(store, 1, BUNMEE))
    record(store, 2, facts.PersonRecorded("ສົມພອນ ແກ້ວ", birth_year="1995"))
    assert found(store) == [pair]
    with store.read() as transaction:
        subject = str(transaction.pairs.subject(*pair))
        assert transaction.pairs.count_open() == 1
    write(store, subject, facts.PairDecided(*pair, "same"))
    assert found(store) == []
    with store.read() as transaction:
        (decided,) = transaction.pairs.decided(10)
        assert (decided.verdict, decided.said[0].by) == (Verdict.SAME, "O1")
        assert transaction.pairs.of([pair[1]]) == [decided]


def test_a_record_kept_apart_leaves_every_table(store: Store) -> None:
    record(store, 0, BOUNMY)
    record(store, 1, BUNMEE)
    assert len(found(store)) == 1
    apart = facts.ScreeningCompleted("adult", "1", "f", "<a/>", "O2", ("OFFICIAL-INVOLVED",))
    write(store, f"case:{CODES[1]}", apart)
    assert found(store) == []
    assert raw(store, "SELECT code FROM person_row") == [(CODES[0],)]
    assert raw(store, "SELECT COUNT(DISTINCT person) FROM person_key") == [(1,)]
    assert raw(store, "SELECT COUNT(*) FROM likeness") == [(0,)]


def test_a_changed_person_leaves_no_key_behind(store: Store) -> None:
    record(store, 0, BOUNMY)
    (keys,) = raw(store, "SELECT COUNT(*) FROM person_key")
    write(store, f"case:{CODES[0]}", facts.RecordViewed())
    assert raw(store, "SELECT COUNT(*) FROM person_key") == [keys]
    write(store, f"case:{CODES[0]}", facts.PersonRecorded("Noy", birth_year="1980"))
    with store.write() as transaction:
        assert transaction.cases.rebuild().different == ()


def test_what_stands_wrongly_in_the_projection_is_told_and_put_right(store: Store) -> None:
    record(store, 0, BOUNMY)
    raw(store, "UPDATE person_row SET birth_year = 1900")
    with store.write() as transaction:
        assert transaction.cases.rebuild().different == (CODES[0],)
        assert transaction.cases.rebuild().different == ()


SAID = st.lists(
    st.tuples(
        st.sampled_from(["hxy-1", "vte-1"]),
        st.sampled_from([(0, 1), (1, 2)]),
        st.sampled_from([each.value for each in Verdict]),
    ),
    max_size=6,
)


@given(SAID)
@settings(max_examples=10, deadline=None)
def test_what_was_said_is_the_same_after_a_rebuild(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[str, tuple[int, int], str]]
) -> None:
    store = Stores("sqlcipher", 1).new(tmp_path_factory.mktemp("said"))
    for place in range(3):
        record(store, place, BOUNMY)
    for device, (first, second), verdict in said:
        with store.read() as transaction:
            subject = str(transaction.pairs.subject(CODES[first], CODES[second]))
        fact = facts.PairDecided(CODES[first], CODES[second], verdict)
        write(store, subject, fact, device=DeviceId(device))
    before: dict[str, Pair]
    with store.write() as transaction:
        before = transaction.pairs.contents()
        assert transaction.pairs.rebuild() == ()
        assert transaction.pairs.contents() == before
    store.close()


@given(
    st.lists(st.sampled_from([BOUNMY, BUNMEE, facts.PersonRecorded("ບຸນມີ", sex="woman", birth_year="1995")]))
)
@settings(max_examples=10, deadline=None)
def test_looking_up_finds_what_comparing_with_everybody_would(
    tmp_path_factory: pytest.TempPathFactory, persons: list[facts.PersonRecorded]
) -> None:
    store = Stores("sqlcipher", 1).new(tmp_path_factory.mktemp("alike"))
    for place, person in enumerate(persons[: len(CODES)]):
        record(store, place, person)
    with store.read() as transaction:
        profiles = dict(transaction.persons._profiles(range(1, len(CODES) + 1)).values())
        everybody = {
            (one, other)
            for one in profiles
            for other in profiles
            if one != other and compare(profiles[one], profiles[other])
        }
        assert {(one, other) for one, other, _ in transaction.persons.alike(profiles)} == everybody
    store.close()


@pytest.mark.parametrize(
    ("one", "other"), [("P 12-345 67", "p1234567"), ("PO123I5", "P0123l5"), ("໑໒໓໔໕", "12345")]
)
def test_one_document_number_however_it_is_written(one: str, other: str) -> None:
    assert document_sign(one) == document_sign(other) != ""


@pytest.mark.parametrize("number", ["", "none", "ບໍ່ມີ", "1234", "unknown", "-----"])
def test_what_is_no_document_number_is_compared_with_nothing(number: str) -> None:
    assert document_sign(number) == ""


@pytest.mark.parametrize(
    ("written", "year"),
    [("1995", 1995), ("2538", 1995), ("໒໕໓໘", 1995), ("5/3/1995", 1995), ("95", 0), ("?", 0), ("0020", 0)],
)
def test_a_birth_year_is_read_as_it_is_written(written: str, year: int) -> None:
    assert year_of(written) == year


def test_a_program_that_hears_names_another_way_goes_through_them_anew(store: Store) -> None:
    pair = (record(store, 0, BOUNMY), record(store, 1, BUNMEE))
    assert found(store) == [pair]
    raw(store, "UPDATE matching_key SET version = 0")
    raw(store, "UPDATE person_row SET names = 'BuN'")
    with store.write() as transaction:
        assert not transaction.persons.complete
        assert transaction.cases.rebuild().different == ()  # nothing was wrong, it was only older
        assert transaction.persons.complete
        assert transaction.persons.waiting() == 2
    assert found(store) == [pair]


def test_names_of_any_length_and_any_letters_are_taken_in(store: Store) -> None:
    endless = "ບຸນມີ" * 20_000
    odd = facts.PersonRecorded(
        endless, "\u0000 | \u202e ; 🙂 '", "9" * 500, "x" * 500, document_number=endless
    )
    record(store, 0, odd, facts.PersonRecorded("Noy", companions=", ".join(f"Keo {n}" for n in range(5000))))
    record(store, 1, odd)
    with store.read() as transaction:
        assert sum(len(key) for key in transaction.persons.contents().values()) < 1000
    assert found(store) == []


def test_a_person_without_a_name_is_found_by_the_document_alone(store: Store) -> None:
    record(store, 0, BOUNMY)
    with store.read() as transaction:
        profile = transaction.persons.profile(Person(document_number="p 1234567"), 0)
        assert [code for code, _ in transaction.persons.like(profile)] == [CODES[0]]
