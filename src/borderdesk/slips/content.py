"""What is printed, as plain values; made by ``desk``, drawn by ``service_card`` and its neighbours.

The service card travels with the person and may be seen by anybody, so its values have no place for a
name, a birth date, a nationality or any sentence about the person: what cannot be said cannot leak. The
referral form holds only rows that ``desk`` has prepared by consent and need to know.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import ClassVar

MONTHS_A_NUMBER_HOLDS = 6
"""A telephone number confirmed longer ago than this never prints."""


class Urgency(Enum):
    """How soon the receiver should act."""

    WITHIN_24_HOURS = "24h"
    WITHIN_72_HOURS = "72h"
    WITHIN_2_WEEKS = "2w"


class CopyFor(Enum):
    """Who keeps a copy; the value is the printed copy number."""

    STATION = 1
    RECEIVER = 2
    PERSON = 3


class CardPaper(Enum):
    """How a service card is laid out."""

    A4_THREE_PART = "a4"
    A5_COPIES = "a5"
    CARD_ONLY = "card"


class LeafletPaper(Enum):
    """How leaflets lie on an A4 sheet: one, two of A5, or eight panels of small cards."""

    A4 = "a4"
    A5 = "a5"
    CARDS = "cards"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """Content text in Lao and English, an empty side of which falls back to the other; ``own`` is the same in
    the person's language, where the paper has that one and somebody has written it.
    """

    lo: str
    en: str = ""
    own: str = ""

    def said_in(self, language: str) -> str:
        """The text in ``language``; Lao readers get English only when there is no Lao, others the reverse."""
        if language == "lo":
            return self.lo or self.en
        return (self.own if language != "en" else "") or self.en or self.lo


@dataclass(frozen=True, slots=True)
class Reference:
    """What ties a paper to its record: ``BD-HXY-26-7K3QD-M``, ``R1`` and the eight-letter check."""

    case_code: str
    referral_no: str
    check: str

    @property
    def payload(self) -> str:
        """The one thing a printed square code ever holds."""
        return f"BD1:{self.case_code}:{self.referral_no}:{self.check}"

    @property
    def printed_check(self) -> str:
        """The check in two groups of four, easier to copy by hand."""
        return f"{self.check[:4]}-{self.check[4:]}" if len(self.check) == 8 else self.check


@dataclass(frozen=True, slots=True)
class Helpline:
    """A helpline number and the day somebody confirmed that it answers."""

    number: str
    verified_on: date | None

    def printable_on(self, day: date) -> bool:
        """Whether the number may be printed on ``day``."""
        return bool(self.number) and confirmed_recently(self.verified_on, day)


@dataclass(frozen=True, slots=True)
class Receiver:
    """A directory entry as far as paper may show it.

    ``card_name`` is the neutral name on every slip and on the person's copy of the form; ``name`` stands
    only in the closed envelope and at the station. Of a ``confidential`` receiver no paper prints more than
    ``card_name`` and the number. ``languages`` are codes such as ``"lo"``.
    """

    directory_id: str
    card_name: Bilingual
    name: Bilingual
    address: Bilingual = Bilingual("")
    phone: str = ""
    hours: Bilingual = Bilingual("")
    languages: tuple[str, ...] = ()
    confidential: bool = False
    number_verified_on: date | None = None

    def phone_printable_on(self, day: date) -> bool:
        """Whether the number may be printed on ``day``."""
        return bool(self.phone) and confirmed_recently(self.number_verified_on, day)


@dataclass(frozen=True, slots=True)
class ServiceCard:
    """One service card in all its copies. ``issued_at`` is local time; ``printed_by`` is a role number.

    ``language`` is the person's; where the program has no text in it, Lao and English are printed.
    ``printed_on`` decides which numbers are still confirmed and defaults to the day of issue.
    """

    reference: Reference
    issued_at: datetime
    station: str
    urgency: Urgency
    receiver: Receiver
    printed_by: str
    helpline: Helpline | None = None
    language: str = "lo"
    practice: bool = False
    printed_on: date | None = None

    @property
    def day_of_print(self) -> date:
        return self.printed_on or self.issued_at.date()


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a referral form. A ``withheld`` row prints the word "withheld", never its value."""

    label: Bilingual
    value: Bilingual = Bilingual("")
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A block of a referral form: ``block`` is ``R1`` … ``R6`` or ``R8``; R0 and R7 are drawn anyway."""

    block: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class FormCopy:
    """The copy for one reader with exactly the sections that reader gets."""

    made_for: CopyFor
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class ReferralForm:
    """A referral form in the copies that consent allows. ``version`` counts amendments from 1.

    Without ``signatures`` the boxes for signature and witness on the station's copy are left out.
    """

    reference: Reference
    issued_at: datetime
    station: str
    urgency: Urgency
    receiver: Receiver
    printed_by: str
    copies: tuple[FormCopy, ...]
    version: int = 1
    helpline: Helpline | None = None
    language: str = "lo"
    practice: bool = False
    printed_on: date | None = None
    signatures: bool = True

    @property
    def day_of_print(self) -> date:
        return self.printed_on or self.issued_at.date()


@dataclass(frozen=True, slots=True)
class LeafletText:
    """A leaflet's words in one language: title, the sentence that leads, and its points."""

    language: str
    title: str
    lead: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leaflet:
    """IEC material to hand out, in one or two languages. ``draft`` prints the strip that says so.

    ``pictograms`` are names of shipped drawings; the ``helpline`` prints while it is confirmed lately on
    ``printed_on``. ``document_id`` and ``version`` are blank where no document of the library is printed.
    """

    texts: tuple[LeafletText, ...]
    document_id: str
    version: str
    pictograms: tuple[str, ...] = ()
    helpline: Helpline | None = None
    printed_on: date | None = None
    draft: bool = True
    practice: bool = False


@dataclass(frozen=True, slots=True)
class RightsCard:
    """A card for somebody who wants no referral: rights and where help is, the same for everybody that day.

    It has no place for a code, a name or a date: a paper somebody else finds leads to no record. ``services``
    are those whose number may print; ``language`` is the second one beside Lao.
    """

    PICTOGRAMS: ClassVar[tuple[str, ...]] = ("talk_alone", "interpreter", "choose")
    """Those of the leaflet on rights, whose title the card bears."""

    language: str
    printed_on: date
    services: tuple[Receiver, ...] = ()
    helpline: Helpline | None = None
    draft: bool = True
    practice: bool = False


@dataclass(frozen=True, slots=True)
class RightsWords:
    """What that card says in one language, where to ask, and what is only said and shown, never printed."""

    printed: LeafletText
    ask: str
    unprinted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """A finished PDF, in memory only. ``unshown`` lists characters no shipped font could draw."""

    title: str
    pdf: bytes = field(repr=False)
    pages: int
    unshown: frozenset[str] = frozenset()


def confirmed_recently(verified_on: date | None, day: date) -> bool:
    """Whether a number confirmed on ``verified_on`` may still print on ``day``: six months, not more.

    A date still to come is a mistake and counts as never confirmed.
    """
    if verified_on is None or verified_on > day:
        return False
    months = (day.year - verified_on.year) * 12 + day.month - verified_on.month
    return months < MONTHS_A_NUMBER_HOLDS or (months == MONTHS_A_NUMBER_HOLDS and day.day <= verified_on.day)


ZONE_LINES = {"TD1": (3, 30), "TD2": (2, 36), "TD3": (2, 44), "MRV-A": (2, 44), "MRV-B": (2, 36)}
"""How many lines the machine-readable zone of each size of document has, and how many signs a line."""


@dataclass(frozen=True, slots=True)
class Specimen:
    """What stands on the document. Dates are as printed, year first; years may be of the Buddhist era."""

    NAMES: ClassVar[frozenset[str]] = frozenset(
        {"kind", "issuer", "family", "given", "number", "nationality", "birth", "sex", "expiry", "zone"}
        | {"child", "name"}
    )

    kind: str
    issuer: str
    family: str
    given: str
    number: str
    nationality: str
    birth: str
    sex: str
    expiry: str
    zone: tuple[str, ...]
    child: str = ""
    name: str = ""
