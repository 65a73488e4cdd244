"""The languages of the people in front of the desk, also those in which nobody has written words yet.

Hmong and Khmu are mostly spoken: there, recordings come first. Asked for wherever a person's language is
chosen, shown or looked for.
"""

from __future__ import annotations

from borderdesk.text.catalogue import tr_in, translatable

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
_MORE = {"hmn": ("Hmoob", translatable("Hmong"))}
"""Codes that stand for several languages, as forms name them."""

NAMES = {code: name for code, (_, name) in (SPOKEN | _MORE).items()} | {
    "fr": translatable("French"),
    "ru": translatable("Russian"),
    "hi": translatable("Hindi"),
    "ur": translatable("Urdu"),
    "bn": translatable("Bengali"),
    "ne": translatable("Nepali"),
    "id": translatable("Indonesian"),
    "ms": translatable("Malay"),
    "fil": translatable("Filipino"),
    "sw": translatable("Swahili"),
    "am": translatable("Amharic"),
    "sign": translatable("Sign language"),
}
"""Every language that a form or a service can name."""
CODES = (*SPOKEN, *_MORE)
"""Every language that may be chosen, noted or recorded."""


def autonym(code: str) -> str:
    """A language as those who speak it call it; the code itself where it is not one of ours."""
    return (SPOKEN | _MORE)[code][0] if code in CODES else code


def language_name(code: str, said_in: str) -> str:
    """The name of a language, said in another; its code where nobody here knows it."""
    return tr_in(said_in, NAMES[code]) if code in NAMES else code


def shown_instead(asked: str, shown: str, said_in: str) -> str:
    """That there is no text in the language ``asked`` for, and which is shown, said in ``said_in``."""
    return tr_in(
        said_in,
        "No {asked} text yet. Shown in {shown}.",
        asked=language_name(asked, said_in),
        shown=language_name(shown, said_in),
    )


def understood(code: str) -> tuple[str, ...]:
    """The codes of words and recordings that somebody who speaks ``code`` follows, their own first."""
    return code, *_NEAR.get(code, ())
