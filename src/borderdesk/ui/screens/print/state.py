"""What the print preview shows and may be told, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Paper(StrEnum):
    """The two documents; each is previewed and printed for itself."""

    SLIP = "slip"
    FORM = "form"


class Size(StrEnum):
    """How the slip is laid out; the values are those of ``desk.slip_pdf``."""

    A4 = "a4"
    A5 = "a5"
    CARD = "card"


ALL_COPIES = (1, 2, 3)
"""Station, receiver, person."""


@dataclass(frozen=True)
class Wishes:
    """What the officer chose for the paper."""

    paper: Paper = Paper.SLIP
    size: Size = Size.A4
    copies: tuple[int, ...] = ALL_COPIES
    second_language: str = "en"


@dataclass(frozen=True)
class Drawn:
    """A document ready to be shown and printed, in memory only. ``pages`` count from 0.

    ``unchecked`` is the code of its second language where nobody has checked some of its words.
    """

    paper: Paper
    pdf: bytes = field(repr=False)
    pages: tuple[int, ...]
    documents: tuple[str, ...]
    unchecked: str = ""


@dataclass(frozen=True)
class PrintState:
    """The options as they stand.

    ``note`` says what follows from them; ``unspoken`` names the person's language where no paper speaks it,
    ``unchecked`` the chosen one where nobody has checked its words; ``reference`` is the code to copy by
    hand, in its three parts;
    ``printed`` tells that this document was printed before.
    """

    wishes: Wishes
    no_person_copy: bool
    printed: bool
    note: str
    languages: tuple[tuple[str, str], ...]
    unspoken: str
    unchecked: str
    reference: tuple[str, str, str]
    form_refused: str
