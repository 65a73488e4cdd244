"""Numbers are given out once, also by a PC that has forgotten some of them."""

from hypothesis import given
from hypothesis import strategies as st

from borderdesk.domain.numbering import PACKAGES, first_of, first_package, next_referral


def test_every_identity_counts_packages_from_a_place_of_its_own() -> None:
    assert [first_package(generation) for generation in (0, 1, 2)] == [1, 10_001, 20_001]
    assert [first_of(number) for number in (0, 1, 7, 10_000, 10_001, 20_345)] == [1, 1, 1, 1, 10_001, 20_001]


@given(generation=st.integers(0, 99), number=st.integers(1, PACKAGES))
def test_where_counting_began_is_found_from_any_number(generation: int, number: int) -> None:
    assert first_of(first_package(generation) + number - 1) == first_package(generation)


def test_referrals_go_on_after_the_highest_of_this_identity() -> None:
    assert next_referral([], 0) == "R1"
    assert next_referral(["R1", "R2"], 0) == "R3"
    assert next_referral(["R1", "R3"], 0) == "R4"
    assert next_referral(["R1", "R2"], 1) == "R101"
    assert next_referral(["R1", "R101"], 1) == "R102"
    assert next_referral(["R1", "R101", "R201"], 2) == "R202"


def test_numbers_that_another_desk_made_up_stand_in_nobodys_way() -> None:
    assert next_referral(["R1", "R" + "9" * 6000], 0) == "R2"
    assert next_referral(["R1", "R999"], 0) == "R2"
    assert next_referral([f"R{number}" for number in range(1, 103)], 0) == "R103"
