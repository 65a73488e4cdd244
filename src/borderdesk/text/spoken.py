"""The languages of the people in front of the desk, also those in which nobody has written words yet.

Hmong and Khmu are mostly spoken: there, recordings come first. Asked for wherever a person's language is
chosen, shown or looked for.
"""

from __future__ import annotations

from borderdesk.text.catalogue import translatable

SPOKEN = {
    "lo": ("ລາວ", translatable("Lao")),
    "en": ("English", translatable("English")),
    "th": ("ไทย", translatable("Thai")),
    "vi": ("Tiếng Việt", translatable("Vietnamese")),
    "zh": ("中文", translatable("Chinese")),
    "my": ("မြန်မာ", translatable("Burmese")),
    "km": ("ខ្មែរ", translatable("Khmer")),
    "hnj": ("Moob Leeg", translatable("Hmong Njua")),
    "mww": ("Hmoob Dawb", translatable("Hmong Daw")),
    "kjg": ("Kmhmu", translatable("Khmu")),
}
"""By code: as those who speak it call it, and as the program does."""

_NEAR = {"hmn": ("mww", "hnj"), "hnj": ("hmn", "mww"), "mww": ("hmn", "hnj")}
_MORE = {"hmn": "Hmoob"}
"""Codes that stand for several languages, as forms name them."""

CODES = (*SPOKEN, *_MORE)
"""Every language that may be chosen, noted or recorded."""


def autonym(code: str) -> str:
    """A language as those who speak it call it; the code itself where it is not one of ours."""
    return SPOKEN[code][0] if code in SPOKEN else _MORE.get(code, code)


def understood(code: str) -> tuple[str, ...]:
    """The codes of words and recordings that somebody who speaks ``code`` follows, their own first."""
    return code, *_NEAR.get(code, ())
