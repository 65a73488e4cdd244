"""Two records are worth a look when enough agrees; whichever comes first, and however often it is asked."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borderdesk.domain.likeness import Agreement, NameLikeness, Profile, Rank, compare

BOUNMY = ("BuNMi",)
FULL = ("BuNMi", "VoGSa")
WORDS = st.text(st.sampled_from("BDKGMNSTVaeiou"), min_size=1, max_size=8)
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(tuple)
PROFILES = st.builds(
    Profile,
    st.lists(st.one_of(st.sampled_from([BOUNMY, FULL, ("BuNMa", "VoGSa")]), NAMES), max_size=2).map(tuple),
    st.sampled_from([0, 1994, 1995, 1996, 1999]),
    st.sampled_from(["", "f", "m"]),
    st.sampled_from(["", "aa", "bb"]),
    st.lists(st.sampled_from([BOUNMY, ("KeO",)]), max_size=2).map(tuple),
    st.integers(739000, 739100),
)
PERSON = Profile((FULL,), 1995, "f", "", (), 739000)


@given(PROFILES, PROFILES)
def test_it_does_not_matter_which_record_comes_first(first: Profile, second: Profile) -> None:
    assert compare(first, second) == compare(second, first) == compare(first, second)


@given(PROFILES, PROFILES)
def test_what_contradicts_is_only_worth_a_look_with_the_same_document(
    first: Profile, second: Profile
) -> None:
    match = compare(first, second)
    if match and Agreement.DIFFERENT in (match.sex, match.birth):
        assert match.document is Agreement.SAME


@given(PROFILES)
def test_a_full_name_is_like_itself(profile: Profile) -> None:
    match = compare(profile, profile)
    full = profile.document or any(len(words) > 1 for words in profile.names)
    assert match is not None or not full


def test_the_same_document_is_always_worth_a_look_and_comes_first() -> None:
    one = replace(PERSON, document="aa")
    other = Profile((("SoMSaK",),), 1970, "m", "aa", (), 700000)
    match = compare(one, other)
    assert match is not None
    assert (match.rank, match.name) == (Rank.DOCUMENT, NameLikeness.OTHER)


@pytest.mark.parametrize(
    ("other", "rank"),
    [
        (PERSON, Rank.NAME_AND_YEAR),
        (replace(PERSON, names=(("VoGSa", "BuNMi"),)), Rank.NAME_AND_YEAR),
        (replace(PERSON, names=(("BuN", "Mi", "VoGSa"),)), Rank.NAME_AND_YEAR),
        (replace(PERSON, birth_year=1996), Rank.NAME),
        (replace(PERSON, birth_year=0), Rank.NAME),
        (replace(PERSON, sex=""), Rank.NAME_AND_YEAR),
        (replace(PERSON, names=(("BuNMa", "VoGSa"),)), Rank.HINT),
        (replace(PERSON, names=(BOUNMY,)), Rank.HINT),
        (replace(PERSON, names=(BOUNMY,), day=PERSON.day + 46), None),
        (replace(PERSON, names=(BOUNMY,), sex=""), None),
        (replace(PERSON, names=(("BuNMa",),)), None),
        (replace(PERSON, names=(("BuNMa", "VoGSa"),), birth_year=1996), None),
        (replace(PERSON, birth_year=1998), None),
        (replace(PERSON, sex="m"), None),
        (replace(PERSON, names=(("SoMSaK", "KeO"),)), None),
        (replace(PERSON, names=()), None),
    ],
)
def test_what_is_worth_a_look(other: Profile, rank: Rank | None) -> None:
    match = compare(PERSON, other)
    assert (match.rank if match else None) == rank


def test_a_single_name_needs_a_companion_or_the_same_weeks() -> None:
    one = Profile((BOUNMY,), 0, "", "", (("SoMSaK",),), 739000)
    assert compare(one, replace(one, companions=())) is None
    match = compare(one, one)
    assert match is not None and match.companion and match.rank is Rank.NAME


def test_a_sibling_with_the_same_companion_is_a_hint_at_most() -> None:
    one = Profile((BOUNMY,), 1995, "f", "", (("SoMSaK",),), 739000)
    match = compare(one, replace(one, names=(("BuNMa",),)))
    assert match is not None and (match.rank, match.vowels, match.consonants) == (Rank.HINT, 1, 0)


def test_a_near_name_with_another_document_is_another_person() -> None:
    one = replace(PERSON, document="aa")
    other = replace(PERSON, names=(("BuNMa", "VoGSa"),), document="bb")
    assert compare(one, other) is None
    assert compare(one, replace(PERSON, document="bb")) is not None


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (FULL, ("BuNMa", "VoGSa"), (1, 0)),
        (FULL, ("BuNMi", "WoGSa"), (0, 1)),
        (FULL, ("BuNMi", "VoGXa"), (0, 1)),
        (FULL, ("BoNMi", "VaGSa"), (2, 0)),
        (("WoMaCaN", "SoMSaK"), ("PoMaCaN", "SoMSaK"), (0, 1)),
    ],
)
def test_what_differs_in_the_names_is_counted(
    one: tuple[str, ...], other: tuple[str, ...], differ: tuple[int, int]
) -> None:
    match = compare(replace(PERSON, names=(one,)), replace(PERSON, names=(other,)))
    assert match is not None
    assert (match.vowels, match.consonants) == differ


@pytest.mark.parametrize(("one", "other"), [(("QaM", "KeO"), ("QoM", "KeO")), (("MaN", "Di"), ("MaN", "Da"))])
def test_in_a_short_word_one_letter_makes_another_name(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert compare(replace(PERSON, names=(one,)), replace(PERSON, names=(other,))) is None
