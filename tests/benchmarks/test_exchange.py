"""How fast packages are written and opened, beside the bare chain of libraries in the same run.

Reported, not asserted: ``pytest tests/benchmarks/test_exchange.py --benchmark-enable``.
"""

import hashlib
import itertools
import json
import random
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyrage
import pytest

from borderdesk.exchange import DeviceIdentity, open_package, read_card, write_package

COUNT = 10_000
CHECKPOINT = DeviceIdentity.generate("hxy-1")
SUPERVISOR = DeviceIdentity.generate("vte-1")
CHECKPOINT_CARD = read_card(CHECKPOINT.card("checkpoint", "HXY", "PC 1"))
SUPERVISOR_CARD = read_card(SUPERVISOR.card("supervisor", "VTE", "PC 1"))

Benchmark = Callable[..., Any]


def entry(number: int, chance: random.Random) -> dict[str, object]:
    """About 1 KB that packs like a journal entry: digests that do not shrink, answers that do."""
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    return {
        "actor": f"O{chance.randrange(1, 9)}",
        "at": f"2026-03-{chance.randrange(1, 29):02d}T{chance.randrange(24):02d}:05:00Z",
        "base": [f"hxy-1:{max(1, number - 1)}"],
        "device": "hxy-1",
        "digest": digest,
        "kind": "screening.completed",
        "lamport": number,
        "payload": {
            f"AD-{question:02d}": chance.choice(["yes", "no", "unsure", "declined", "not_asked"])
            for question in range(1, 33)
        },
        "payload_digest": digest[::-1],
        "prev_digest": hashlib.sha256(str(number - 1).encode()).hexdigest(),
        "salt": chance.randbytes(16).hex(),
        "seq": number,
        "subject": f"case:{chance.randbytes(8).hex()}",
    }


@pytest.fixture(scope="module")
def documents() -> list[dict[str, object]]:
    chance = random.Random(7)
    return [entry(number, chance) for number in range(1, COUNT + 1)]


@pytest.fixture(scope="module")
def lines(documents: list[dict[str, object]]) -> list[bytes]:
    made = [json.dumps(document).encode() for document in documents]
    assert 900 < sum(map(len, made)) / COUNT < 1200
    return made


def bare_chain(documents: list[dict[str, object]], target: Path) -> None:
    """JSON, zlib and age, as one would write it on the back of an envelope: no container, no check."""
    text = b"\n".join(json.dumps(document).encode() for document in documents)
    recipient = pyrage.x25519.Recipient.from_str(SUPERVISOR.recipient)
    target.write_bytes(pyrage.encrypt(zlib.compress(text), [recipient]))


@pytest.mark.benchmark(group="export of 10,000 entries")
def test_the_bare_chain_json_zlib_age(
    benchmark: Benchmark, documents: list[dict[str, object]], tmp_path: Path
) -> None:
    benchmark(bare_chain, documents, tmp_path / "bare.age")
    assert (tmp_path / "bare.age").stat().st_size


@pytest.mark.benchmark(group="export of 10,000 entries")
def test_writing_a_package_json_included(
    benchmark: Benchmark, documents: list[dict[str, object]], tmp_path: Path
) -> None:
    numbers = itertools.count(1)

    def export() -> None:
        pack(tmp_path, next(numbers), (json.dumps(document).encode() for document in documents))

    benchmark(export)
    assert list(tmp_path.glob("HXY-*.bdpkg"))


@pytest.mark.benchmark(group="opening of 10,000 entries")
def test_opening_a_package_and_reading_all_entries(
    benchmark: Benchmark, lines: list[bytes], tmp_path: Path
) -> None:
    path = pack(tmp_path, 1, lines)

    def read() -> int:
        with open_package(path, SUPERVISOR, {"hxy-1": CHECKPOINT_CARD}) as package:
            return sum(1 for _ in package.entries())

    assert benchmark(read) == COUNT


@pytest.mark.benchmark(group="opening of 10,000 entries")
def test_the_bare_chain_age_zlib_lines(
    benchmark: Benchmark, documents: list[dict[str, object]], tmp_path: Path
) -> None:
    path = tmp_path / "bare.age"
    bare_chain(documents, path)

    def read() -> int:
        return len(zlib.decompress(pyrage.decrypt(path.read_bytes(), [SUPERVISOR.sealing])).split(b"\n"))

    assert benchmark(read) == COUNT


def pack(folder: Path, number: int, entries: Any) -> Path:
    return write_package(
        folder,
        kind="records",
        sender=CHECKPOINT,
        number=number,
        recipients=[SUPERVISOR_CARD],
        station="HXY",
        role="checkpoint",
        entry_ranges={"hxy-1": (1, COUNT)},
        entries=entries,
        created=datetime(2026, 3, 5, tzinfo=UTC),
    ).path
