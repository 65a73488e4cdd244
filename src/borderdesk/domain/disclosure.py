"""Need to know: which items a receiver gets, and which the person's word takes out.

Used by the consent screen's live list, by the referral form and by the package, so that what is
shown before agreeing is what leaves afterwards. Source of the matrix: the project's content brief
(receivers get only what their task needs; to be confirmed by the deploying authority).
"""

from dataclasses import dataclass
from enum import StrEnum


class Item(StrEnum):
    """One line of the list "what this agency will get"."""

    CODE = "code"
    LANGUAGES = "languages"
    AGE_BAND = "age_band"
    SEX = "sex"
    NAME = "name"
    NATIONALITY = "nationality"
    NEEDS = "needs"
    FACTS = "facts"
    OUTCOME = "outcome"
    SAFETY = "safety"
    CONTACT_WAY = "contact_way"
    DONE = "done"
    HANDOVER = "handover"


class ReceiverKind(StrEnum):
    ATD = "atd"
    WOMENS_UNION = "lwu"
    SOCIAL_WELFARE = "molsw"
    CHILD_PROTECTION = "child_protection"
    SHELTER = "shelter"
    HOSPITAL = "hospital"
    NGO = "ngo"
    CONSULATE = "consulate"
    INTERNATIONAL = "international"


_ALWAYS = (Item.CODE, Item.LANGUAGES, Item.NEEDS)
_SHELTER = (*_ALWAYS, Item.AGE_BAND, Item.SEX, Item.SAFETY, Item.CONTACT_WAY, Item.DONE, Item.HANDOVER)
_AUTHORITY = tuple(Item)

MATRIX: dict[ReceiverKind, tuple[Item, ...]] = {
    ReceiverKind.ATD: _AUTHORITY,
    ReceiverKind.WOMENS_UNION: _AUTHORITY,
    ReceiverKind.SOCIAL_WELFARE: _AUTHORITY,
    ReceiverKind.CHILD_PROTECTION: tuple(item for item in Item if item is not Item.OUTCOME),
    ReceiverKind.SHELTER: (*_SHELTER, Item.NAME),
    ReceiverKind.HOSPITAL: (*_ALWAYS, Item.AGE_BAND, Item.SEX, Item.SAFETY, Item.HANDOVER),
    ReceiverKind.NGO: _ALWAYS,
    ReceiverKind.CONSULATE: _ALWAYS,
    ReceiverKind.INTERNATIONAL: (*_ALWAYS, Item.CONTACT_WAY, Item.HANDOVER),
}

WITHHOLDABLE = frozenset(Item) - {Item.CODE, Item.HANDOVER}
"""The person may keep back everything that is told about them; the code and the way there stay."""


@dataclass(frozen=True)
class DisclosedItem:
    """An item of the receiver's list and whether the person keeps it back."""

    item: Item
    withheld: bool


def disclosed(kind: ReceiverKind, withheld: frozenset[Item], *, sharing: bool) -> tuple[DisclosedItem, ...]:
    """What a receiver of this kind gets, in order; all but the code is struck out without consent."""
    return tuple(
        DisclosedItem(item, item is not Item.CODE and (not sharing or item in withheld & WITHHOLDABLE))
        for item in Item
        if item in MATRIX[kind]
    )
