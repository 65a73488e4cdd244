"""Numbers of the directory: whether one can be dialled, and whether it looks like a person's own mobile.

A list that was copied from public pages may carry an officer's mobile number; such a number must never reach
a paper that a stranger holds. Mobile ranges are those of the numbering plans of Lao PDR and its neighbours.
"""

import re
from unicodedata import decimal, normalize

DIALLED = re.compile(r"\+?[0-9][0-9 ()-]{1,24}", re.ASCII)
"""How a number is written."""
_SHORT = 6
"""So many digits at most has a number that is dialled as it is, such as 1191."""
_MOBILE = re.compile(
    r"""
    (?:\+856|00856|0) (?: 20\d{7,8} | 30\d{7} )     # Lao PDR: 020, and 030 at home or in the hand
    | (?:\+66|0066|0) [689]\d{8}                    # Thailand
    | (?:\+84|0084|0) [35789]\d{8}                  # Viet Nam
    | (?:\+855|00855) (?:1[0-9]|[6-9]\d)\d{6,7}     # Cambodia
    | (?:\+95|0095|0) 9\d{7,10}                     # Myanmar
    | (?:\+86|0086)? 1[3-9]\d{9}                    # China
    """,
    re.VERBOSE | re.ASCII,
)

_AMONG_WORDS = re.compile(r"\+?\d(?:[ ().-]{0,2}\d){6,}")
"""Digits of any script: a number may be written in Lao ones."""
_HOUR = r"(?:[0-2]?\d[.:][0-5]\d|[0-2]\d[0-5]\d)"
_HOURS = re.compile(rf"(?<!\d){_HOUR} ?[-–] ?{_HOUR}(?!\d)")


def number_among_words(text: str, *, personal: bool = False) -> str:
    """A number to be dialled that stands within words; hours are none. With ``personal`` only a mobile one:
    where a day or a law may be named, other digits are no number.
    """
    found = (match[0] for match in _AMONG_WORDS.finditer(_HOURS.sub("", normalize("NFKC", text))))
    meant = looks_personal if personal else re.compile(r"\d{3}").search
    return next((each for each in found if meant(each)), "")


def can_be_dialled(number: str) -> bool:
    """Whether it is a number as people dial it here: a short one, or one that begins with 0 or +.

    A table that took away the 0 in front would otherwise send a person to nobody.
    """
    digits = _digits(number)
    return bool(DIALLED.fullmatch(number.strip())) and (
        len(digits) <= _SHORT or digits.startswith(("0", "+"))
    )


def looks_personal(number: str) -> bool:
    """Whether it is a mobile number, which belongs to a person unless somebody says otherwise."""
    return bool(_MOBILE.fullmatch(_digits(number)))


def _digits(number: str) -> str:
    """In ASCII, without what stands between."""
    return "".join("+" if sign == "+" else str(decimal(sign, "")) for sign in number)
