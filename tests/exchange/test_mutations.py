"""Any bytes at all: whatever happens to a package on its way, it is refused with a code or it is the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exchange.forging import sealed, unsealed
from tests.exchange.posts import CHECKPOINT, SUPERVISOR, refusal_of, three_entries

_STICK: dict[str, bytes] = {}


def standing_package(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """One sealed package and its container, made once for all mutations."""
    if not _STICK:
        path = CHECKPOINT.packs(tmp_path_factory.mktemp("stick"), [SUPERVISOR], three_entries()).path
        _STICK.update(sealed=path.read_bytes(), clear=unsealed(path, SUPERVISOR))
    return _STICK["sealed"], _STICK["clear"]


mutations = st.tuples(
    st.sampled_from(["flip", "cut", "insert", "remove", "overwrite"]),
    st.floats(0, 1, exclude_max=True),
    st.integers(0, 7),
    st.binary(min_size=1, max_size=30),
)


def mutated(data: bytes, mutation: tuple[str, float, int, bytes]) -> bytes:
    how, where, bit, more = mutation
    place = int(where * len(data))
    if how == "flip":
        return data[:place] + bytes([data[place] ^ (1 << bit)]) + data[place + 1 :]
    if how == "cut":
        return data[:place]
    if how == "insert":
        return data[:place] + more + data[place:]
    if how == "remove":
        return data[:place] + data[place + len(more) :]
    return data[:place] + more + data[place + len(more) :]


@settings(max_examples=300, deadline=None)
@given(steps=st.lists(mutations, min_size=1, max_size=3))
def test_no_mutation_of_a_package_is_accepted(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, float, int, bytes]]
) -> None:
    original, _ = standing_package(tmp_path_factory)
    data = original
    for mutation in steps:
        data = mutated(data, mutation) if data else data
    if data != original:
        assert refusal_of(data).startswith("package.")


@settings(max_examples=300, deadline=None)
@given(steps=st.lists(mutations, min_size=1, max_size=3), in_blocks=st.booleans())
def test_no_mutation_below_the_seal_is_accepted(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, float, int, bytes]], in_blocks: bool
) -> None:
    """As by a receiver who opens a package, changes it and seals it again."""
    _, original = standing_package(tmp_path_factory)
    data = original
    for mutation in steps:
        data = mutated(data, mutation) if data else data
    if in_blocks:
        data = data[:-22] + bytes(-len(data) % 4096) + data[-22:]
    if data != original:
        assert refusal_of(sealed(data, SUPERVISOR)).startswith("package.")


@settings(max_examples=200, deadline=None)
@given(place=st.integers(0, 4095), byte=st.integers(0, 255))
def test_every_byte_of_the_container_counts(
    tmp_path_factory: pytest.TempPathFactory, place: int, byte: int
) -> None:
    _, original = standing_package(tmp_path_factory)
    if original[place] != byte:
        data = original[:place] + bytes([byte]) + original[place + 1 :]
        assert refusal_of(sealed(data, SUPERVISOR)).startswith("package.")


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=5000), head=st.sampled_from([b"", b"age-encryption.org/v1\n", b"PK\x03\x04"]))
def test_no_bytes_at_all_are_taken_for_a_package(data: bytes, head: bytes) -> None:
    assert refusal_of(head + data).startswith("package.")
