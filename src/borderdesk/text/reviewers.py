"""Who reviewed a text, as its file says."""

from unicodedata import normalize

_NOBODY = ("none", "nobody", "ບໍ່ມີ")
_FILLERS = "\u115f\u1160"
"""Letters of Hangul that show nothing."""


def reviewer(written: str) -> str:
    """The name of the person; "" where nobody has signed, whatever the file calls itself. A name has letters
    that can be seen: a dash or a blank is nobody.
    """
    name = " ".join(written.split())
    seen = "".join(sign for sign in normalize("NFKC", name) if sign.isprintable() and sign not in _FILLERS)
    letters = any(map(str.isalpha, seen))
    return name if letters and seen.strip(" .").lower() not in _NOBODY else ""
