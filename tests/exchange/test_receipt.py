"""The receipt that comes back: only what it confirms has arrived."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exchange.posts import NOON, Post

from borderdesk.domain.errors import BorderDeskError, Damaged, RuleBroken
from borderdesk.exchange import Receipt, SetAside, WrittenPackage, parse_receipt, write_receipt

RECEIPT = Receipt(
    device="hxy-1",
    number=42,
    sha256="ab" * 32,
    confirmed={"hxy-1": (7, 12), "hxy-0": (1, 1)},
    by="S1",
    at=NOON,
    set_aside=(SetAside("hxy-1", 9, "journal.unreadable"), SetAside("hxy-1", 10, "journal.altered")),
    heads={"hxy-1": (12, "cd" * 32)},
)


def written(folder: Path, receipt: Receipt, supervisor: Post, checkpoint: Post) -> WrittenPackage:
    return write_receipt(
        folder,
        receipt,
        sender=supervisor.identity,
        number=7,
        recipients=[checkpoint.card],
        station="VTE",
        role="supervisor",
    )


def test_a_receipt_comes_home_as_it_was_given(tmp_path: Path, checkpoint: Post, supervisor: Post) -> None:
    path = written(tmp_path, RECEIPT, supervisor, checkpoint).path
    assert path.name == "VTE-000007.receipt"
    with checkpoint.opens(path, supervisor) as package:
        assert parse_receipt(package) == RECEIPT
        assert package.sender.role == "supervisor"
        assert package.manifest.entry_ranges == {}


def test_a_receipt_for_another_checkpoint_cannot_be_read(
    tmp_path: Path, checkpoint: Post, supervisor: Post, stranger: Post
) -> None:
    path = written(tmp_path, RECEIPT, supervisor, checkpoint).path
    with pytest.raises(BorderDeskError) as refusal:
        stranger.opens(path, supervisor)
    assert refusal.value.code == "package.not_for_us"


def test_a_record_is_confirmed_only_if_it_is_in_the_range_and_not_set_aside() -> None:
    assert [seq for seq in range(1, 20) if RECEIPT.confirms("hxy-1", seq)] == [7, 8, 11, 12]
    assert not RECEIPT.confirms("hxy-2", 7)


@given(first=st.integers(1, 50), length=st.integers(0, 50), aside=st.sets(st.integers(1, 100)))
def test_what_is_confirmed_and_what_is_set_aside_make_the_range(
    first: int, length: int, aside: set[int]
) -> None:
    last = first + length
    receipt = replace(
        RECEIPT,
        confirmed={"a": (first, last)},
        set_aside=tuple(SetAside("a", seq, "x") for seq in sorted(aside)),
    )
    assert {seq for seq in range(1, 120) if receipt.confirms("a", seq)} == set(range(first, last + 1)) - aside


def test_a_package_of_records_is_not_taken_for_a_receipt(
    tmp_path: Path, checkpoint: Post, supervisor: Post
) -> None:
    path = checkpoint.packs(tmp_path, [supervisor]).path
    with supervisor.opens(path, checkpoint) as package, pytest.raises(RuleBroken) as refusal:
        parse_receipt(package)
    assert refusal.value.code == "receipt.not_a_receipt"


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [b"[]"],
        [b"{}"],
        [b'{"at":"x","by":"S1","confirmed":{},"device":"d","heads":{},"number":1,"sha256":"x"}'],
        [
            b'{"at":"2026-03-05T12:00:00Z","by":"S1","confirmed":{},"device":"d","heads":{"d":[1]},"number":1,"sha256":"x"}'
        ],
        [
            b'{"at":"2026-03-05T12:00:00Z","by":"S1","confirmed":{},"device":"d","heads":{},"number":1,"sha256":"x"}',
            b'{"code":"x","device":"d","seq":"1"}',
        ],
    ],
    ids=["empty", "list", "nothing", "time", "heads", "set aside"],
)
def test_a_receipt_that_makes_no_sense_is_named(
    tmp_path: Path, checkpoint: Post, supervisor: Post, lines: list[bytes]
) -> None:
    path = supervisor.packs(tmp_path, [checkpoint], lines, kind="receipt").path
    with checkpoint.opens(path, supervisor) as package, pytest.raises(Damaged) as refusal:
        parse_receipt(package)
    assert refusal.value.code == "receipt.damaged"
