"""Device keys, the card others trust them by, and the words read over the telephone."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exchange.posts import Post

from borderdesk.domain.errors import BorderDeskError, Damaged, RuleBroken
from borderdesk.exchange import DeviceIdentity, read_card
from borderdesk.exchange.fingerprint import fingerprint_digits, fingerprint_words

IDENTITY = DeviceIdentity.generate("hxy-1")
CARD = IDENTITY.card("checkpoint", "HXY", "ໂຕະ 1")


def test_an_identity_comes_back_from_the_database_as_it_was() -> None:
    again = DeviceIdentity.from_bytes(IDENTITY.to_bytes())
    assert (again.device_id, again.signing_key, again.recipient, again.fingerprint) == (
        "hxy-1",
        IDENTITY.signing_key,
        IDENTITY.recipient,
        IDENTITY.fingerprint,
    )


def test_a_restored_identity_opens_what_was_sealed_to_the_first(
    tmp_path: Path, checkpoint: Post, supervisor: Post
) -> None:
    written = checkpoint.packs(tmp_path, [supervisor])
    again = Post(DeviceIdentity.from_bytes(supervisor.identity.to_bytes()), supervisor.card)
    with again.opens(written.path, checkpoint) as package:
        assert package.manifest.number == 42


def test_private_keys_do_not_show_when_an_identity_is_printed() -> None:
    secrets = json.loads(IDENTITY.to_bytes())
    shown = f"{IDENTITY!r} {IDENTITY}"
    assert secrets["sealing"] not in shown
    assert secrets["signing"] not in shown


@pytest.mark.parametrize("broken", [b"", b"{}", b"[]", b'{"device":"a","signing":"x","sealing":"y"}'])
def test_broken_keys_are_named(broken: bytes) -> None:
    with pytest.raises(Damaged) as refusal:
        DeviceIdentity.from_bytes(broken)
    assert refusal.value.code == "identity.damaged"


def test_a_card_says_who_and_where() -> None:
    card = read_card(CARD)
    assert (card.device_id, card.role, card.station, card.label) == ("hxy-1", "checkpoint", "HXY", "ໂຕະ 1")
    assert (card.signing_key, card.recipient) == (IDENTITY.signing_key, IDENTITY.recipient)
    assert card.fingerprint == IDENTITY.fingerprint


@pytest.mark.parametrize("label", ["", "two\nlines", "x" * 81])
def test_a_label_is_one_short_line(label: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        IDENTITY.card("checkpoint", "HXY", label)
    assert refusal.value.code == "card.label"


@pytest.mark.parametrize("station", ["", "../HXY", "H XY", "HXY\n", "ຫຊຍ"])
def test_a_station_that_could_not_be_a_file_name_is_not_taken(station: str) -> None:
    with pytest.raises(ValueError):
        IDENTITY.card("checkpoint", station, "PC 1")


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"{}", b'{"kind":"other"}\n', b"\xff\xfe", b"[" * 9_000, CARD * 1000]
)
def test_another_file_is_not_taken_for_a_card(data: bytes) -> None:
    with pytest.raises(Damaged) as refusal:
        read_card(data)
    assert refusal.value.code == "card.not_a_card"


def test_a_card_of_a_newer_program_is_named() -> None:
    with pytest.raises(Damaged) as refusal:
        read_card(CARD.replace(b'"format":1', b'"format":2'))
    assert refusal.value.code == "card.newer_format"


def test_a_card_with_another_station_is_refused() -> None:
    with pytest.raises(Damaged) as refusal:
        read_card(CARD.replace(b'"HXY"', b'"HXZ"'))
    assert refusal.value.code == "card.altered"


def test_a_card_with_the_sealing_key_of_another_is_refused(stranger: Post) -> None:
    swapped = CARD.replace(IDENTITY.recipient.encode(), stranger.identity.recipient.encode())
    with pytest.raises(Damaged) as refusal:
        read_card(swapped)
    assert refusal.value.code == "card.altered"


@given(place=st.integers(0, len(CARD) - 1), bit=st.integers(0, 7))
def test_a_card_with_any_bit_flipped_is_refused(place: int, bit: int) -> None:
    data = bytearray(CARD)
    data[place] ^= 1 << bit
    with pytest.raises(BorderDeskError):
        read_card(bytes(data))


@given(place=st.integers(0, len(CARD) - 1), more=st.binary(min_size=1, max_size=40))
def test_a_card_cut_or_lengthened_anywhere_is_refused(place: int, more: bytes) -> None:
    for data in (CARD[:place], CARD + more, CARD[:place] + more + CARD[place:]):
        if data != CARD:
            with pytest.raises(BorderDeskError):
                read_card(data)


def test_six_words_sound_the_same_in_both_languages() -> None:
    card = read_card(CARD)
    english, lao = card.fingerprint_words("en"), card.fingerprint_words("lo")
    assert len(english) == len(lao) == 6
    spelling = {}
    for latin, script in zip(english, lao, strict=True):
        for one, other in zip(latin.split("-"), script.split("-"), strict=True):
            assert spelling.setdefault(one, other) == other
    assert fingerprint_words("0" * 64, "en") == ("ba-ba",) * 6
    assert fingerprint_words("0" * 64, "lo") == ("ບາ-ບາ",) * 6


def test_words_and_digits_follow_from_the_keys_alone() -> None:
    card = read_card(CARD)
    moved = read_card(IDENTITY.card("supervisor", "VTE", "other"))
    assert card.fingerprint_words("en") == moved.fingerprint_words("en")
    assert card.fingerprint_digits() == moved.fingerprint_digits()
    assert [len(group) for group in card.fingerprint_digits()] == [4] * 6


@given(first=st.integers(0, 60**12 - 1), second=st.integers(0, 60**12 - 1))
def test_different_fingerprints_have_different_words(first: int, second: int) -> None:
    same = first == second
    assert (fingerprint_words(f"{first:064x}", "lo") == fingerprint_words(f"{second:064x}", "lo")) is same
    assert (fingerprint_digits(f"{first:064x}") == fingerprint_digits(f"{second:064x}")) is same
