"""Numbers that are given out once: how a PC that goes on under a new identity never gives one again.

A PC set back to an old copy cannot know which numbers it gave out since. Each identity after the first
therefore counts from a place of its own, which nobody has reached before.
"""

PACKAGES = 10_000
"""Package numbers of one identity: the first counts from 1, the next from 10,001."""
REFERRALS = 100
"""Referral numbers of one record by one identity: R1 to R99, then R101 to R199."""


def first_package(generation: int) -> int:
    """The number of an identity's first package; ``generation`` is 0 for a PC's first identity."""
    return generation * PACKAGES + 1


def first_of(number: int) -> int:
    """Where the identity began to count that gave this package number."""
    return max(number - 1, 0) // PACKAGES * PACKAGES + 1


def next_referral(given: list[str], generation: int) -> str:
    """The next referral number of a record, e.g. ``R2``; ``given`` are those that are known here."""
    floor = generation * REFERRALS
    taken = set(given)
    # Counted up from this identity's own: what another desk made up, however long, cannot stand in the way.
    own = (at for at in range(floor + REFERRALS, floor, -1) if f"R{at}" in taken)
    number = next(own, floor) + 1
    while f"R{number}" in taken:
        number += 1
    return f"R{number}"
