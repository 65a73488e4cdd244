"""How fast a person is looked for among 100,000 others, and what keeping them findable costs an import.

Reported, not asserted: ``pytest tests/benchmarks/test_duplicates.py --benchmark-enable``; without it, among a
few. Beside it in the same run: rapidfuzz over all names, which knows neither Lao spellings nor birth years.
"""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz import fuzz, process
from sqlalchemy import update
from tests.store.workspaces import new_store

from borderdesk.domain.case import Person
from borderdesk.store.database import Store
from borderdesk.store.persons import Named
from borderdesk.store.schema import person_row

PERSONS, FEW = 100_000, 1_000
ARRIVING = 1_000
DAY = 739_500
PARTS = """\
ບຸນ ສົມ ຄຳ ວັນ ແສງ ທອງ ພອນ ຈັນ ສີ ແກ້ວ ບົວ ດວງ ໄຊ ມະ ເພັດ ນ້ອຍ ວິ ສຸ ພູ ອຸ່ນ
ມີ ສັກ ພອນ ນາ ໄລ ດາ ຈັນ ໄຊ ໃຈ ແສງ ທອນ ວົງ ພັນ ລີ ສີ ຄຳ ເພັດ ສອນ ທະວີ ຍັງ ມາ ໄພ ເດດ ປະເສີດ
ວົງ ພົມ ສີ ຈັນ ໄຊ ແກ້ວ ອິນ ສຸ ຄຳ ທຳ ບຸບ ລັດ ມະນີ ສະ ດວງ ພະ ນັນ ຫຼວງ ເພັດ ຊາຍ
ສາ ຈັນ ມະຈັນ ວົງ ພັກດີ ທະວົງ ລາດ ຄຳ ສະຫວັນ ດາລາ ວິໄລ ພອນ ສຸກ ທິລາດ ວົງສາ"""
FIRST, SECOND, FAMILY, HOUSE = (line.split() for line in PARTS.splitlines())

Benchmark = Callable[..., Any]


def person(chance: random.Random) -> Person:
    """Common given names are common here too; two of three have a family name, most a birth year."""
    given = "".join(
        chance.choices(parts, [1 / place for place in range(1, len(parts) + 1)])[0]
        for parts in (FIRST, SECOND)
    )
    family = f" {chance.choice(FAMILY)}{chance.choice(HOUSE)}" if chance.random() < 0.67 else ""
    return Person(
        given + family,
        birth_year=str(int(chance.gauss(1995, 9))) if chance.random() < 0.85 else "",
        sex=chance.choice(["woman", "woman", "man", ""]),
        document_number=f"P{chance.randrange(10**7):07d}" if chance.random() < 0.4 else "",
        companions=chance.choice(FIRST) + chance.choice(SECOND) if chance.random() < 0.3 else "",
    )


def put(store: Store, first: int, chance: random.Random, count: int) -> None:
    """Persons as an import writes them, 400 at a time."""
    with store.write() as transaction:
        for start in range(first, first + count, 400):
            ids = range(start, min(first + count, start + 400))
            persons = [Named(id, f"BD-HXY-26-{id:06d}", person(chance), DAY - id % 900) for id in ids]
            transaction.persons.write(ids, persons, fresh=set(ids))


@pytest.fixture(scope="module")
def country(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """100,000 persons, all compared."""
    store = new_store(tmp_path_factory.mktemp("country"))
    put(store, 1, random.Random(7), PERSONS if request.config.getoption("benchmark_enable") else FEW)
    with store.write() as transaction:
        transaction.connection.execute(update(person_row).values(compared=True))
    yield store
    store.close()


@pytest.mark.benchmark(group="one person among 100,000")
def test_one_new_person(benchmark: Benchmark, country: Store) -> None:
    chance = random.Random(11)

    def look() -> None:
        with country.read() as transaction:
            transaction.persons.like(transaction.persons.profile(person(chance), DAY))

    benchmark.pedantic(look, rounds=100, warmup_rounds=3)


@pytest.mark.benchmark(group="one person among 100,000")
def test_the_plain_way_through_all_names(benchmark: Benchmark) -> None:
    chance = random.Random(7)
    names = [person(chance).name_as_used for _ in range(PERSONS)]

    def look() -> None:
        process.extract(person(chance).name_as_used, names, scorer=fuzz.ratio, limit=20, score_cutoff=85)

    benchmark.pedantic(look, rounds=10)


@pytest.mark.benchmark(group="1,000 arriving persons among 100,000")
def test_the_persons_of_an_import(benchmark: Benchmark, country: Store) -> None:
    put(country, PERSONS + 1, random.Random(13), ARRIVING)

    def again() -> None:
        with country.write() as transaction:
            arrived = person_row.c.id > PERSONS
            transaction.connection.execute(update(person_row).where(arrived).values(compared=False))

    def compare() -> None:
        for _ in range(ARRIVING // 500 + 1):
            with country.write() as transaction:
                transaction.persons.compare_some()

    benchmark.pedantic(compare, setup=again, rounds=3)


@pytest.mark.benchmark(group="keeping 10,000 persons findable")
def test_what_an_import_writes_for_them(benchmark: Benchmark, tmp_path: Path) -> None:
    stores = (new_store(tmp_path / str(number)) for number in range(10))

    def fresh() -> tuple[tuple[Any, ...], dict[str, Any]]:
        return (next(stores), 1, random.Random(17), 10_000), {}

    benchmark.pedantic(put, setup=fresh, rounds=3)
