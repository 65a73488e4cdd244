"""Machine-readable zones after ICAO Doc 9303 (parts 3 to 7), made and checked without the forms.

Check digits: a digit is worth itself, A to Z 10 to 35 and the filler 0, times 7, 3, 1 in turn, modulo 10.
TD1 is 3 lines of 30, TD2 and MRV-B 2 of 36, TD3 and MRV-A 2 of 44; visas have no digit over the whole.
"""

import random
import string
from dataclasses import dataclass

DIGITS, LETTERS = string.digits, string.ascii_uppercase
SIGNS = DIGITS + LETTERS + "<"
STATES = ("LAO", "THA", "VNM", "CHN", "MMR", "KHM", "D<<", "UTO", "XXA", "UNO")
FORMATS = ("TD1", "TD2", "TD3", "MRV-A", "MRV-B")


@dataclass(frozen=True)
class Zone:
    """A zone with what it says."""

    format: str
    lines: tuple[str, ...]
    number: str = ""
    family: str = ""
    given: str = ""
    birth: str = ""
    expiry: str = ""

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def misread(self, line: int, place: int, sign: str) -> "Zone":
        """The same zone with one sign read wrongly."""
        text = self.lines[line]
        wrong = text[:place] + sign + text[place + 1 :]
        return Zone(self.format, (*self.lines[:line], wrong, *self.lines[line + 1 :]))


def digit(text: str) -> str:
    """The check digit over these signs."""
    worth = {sign: value for value, sign in enumerate(DIGITS + LETTERS)} | {"<": 0}
    return str(sum(worth[sign] * (7, 3, 1)[place % 3] for place, sign in enumerate(text)) % 10)


def digits_of(zone: Zone) -> dict[str, tuple[str, str]]:
    """Each field with a check digit: the digit that stands in the zone and the one that belongs there."""
    first, second = zone.lines[:2]
    if zone.format == "TD1":
        covered = {
            "number": _number(first[5:14], first[14], first[15:30]),
            "birth": (second[0:6], second[6]),
            "expiry": (second[8:14], second[14]),
            "whole": (first[5:30] + second[0:7] + second[8:15] + second[18:29], second[29]),
        }
    else:
        run_on = second[28:35] if zone.format == "TD2" else ""
        covered = {
            "number": _number(second[0:9], second[9], run_on),
            "birth": (second[13:19], second[19]),
            "expiry": (second[21:27], second[27]),
        }
        if zone.format == "TD3":
            covered["optional"] = (second[28:42], second[42])
        if zone.format in ("TD2", "TD3"):
            covered["whole"] = (second[0:10] + second[13:20] + second[21:-1], second[-1])
    return {name: (stands, digit(text)) for name, (text, stands) in covered.items()}


def _number(principal: str, stands: str, optional: str) -> tuple[str, str]:
    """A number longer than nine signs has a filler for its digit and runs on into the optional data."""
    rest = optional.split("<")[0]
    if stands == "<" and len(rest) > 1:
        return principal + rest[:-1], rest[-1]
    return principal, stands


def random_zone(draw: random.Random) -> Zone:
    """A valid zone of any format; days, sex and optional data may be unknown, numbers on cards long."""

    def some(most: int, signs: str = LETTERS + DIGITS, least: int = 1) -> str:
        return "".join(draw.choices(signs, k=draw.randint(least, most)))

    def day() -> str:
        year, rest = f"{draw.randrange(100):02}", f"{draw.randint(1, 12):02}{draw.randint(1, 28):02}"
        return draw.choice((year + rest,) * 8 + (year + rest[:2] + "<<", year + "<<<<", "<<<<<<"))

    kind = draw.choice(FORMATS)
    number, rest = some(9).ljust(9, "<"), ""
    if kind in ("TD1", "TD2") and draw.random() < 0.3:
        number, rest = some(9, least=9), some(5)
    birth, expiry, sex = day(), day(), draw.choice("MF<")
    state, nation = draw.choice(STATES), draw.choice(STATES)
    family = " ".join(some(8, LETTERS) for _ in range(draw.choice((1, 1, 2))))
    given = " ".join(some(7, LETTERS) for _ in range(draw.choice((0, 1, 2))))
    name = (family + ("<<" + given if given else "")).replace(" ", "<")
    stands, optional = digit(number), draw.choice(("", some(7)))
    if rest:
        stands, optional = "<", rest + digit(number + rest) + "<"
    mid = sex + expiry + digit(expiry)
    if kind == "TD1":
        upper = draw.choice("IAC") + draw.choice("<<PDR") + state + number + stands + optional.ljust(15, "<")
        lower = birth + digit(birth) + mid + nation + draw.choice(("", some(11))).ljust(11, "<")
        lower += digit(upper[5:30] + lower[0:7] + lower[8:15] + lower[18:29])
        lines = (upper, lower, name[:30].ljust(30, "<"))
    else:
        width = 44 if kind in ("TD3", "MRV-A") else 36
        first = {"TD3": "P", "TD2": draw.choice("IAC")}.get(kind, "V")
        upper = (first + draw.choice("<<SDE") + state + name)[:width].ljust(width, "<")
        lower = number + stands + nation + birth + digit(birth) + mid
        if kind == "TD3":
            extra = draw.choice(("", some(14))).ljust(14, "<")
            lower += extra + (digit(extra) if extra.strip("<") else draw.choice("0<"))
        else:
            lower += optional.ljust(width - 1 - len(lower), "<")
        if kind.startswith("MRV"):
            lower += "<"
        else:
            lower += digit(lower[0:10] + lower[13:20] + lower[21:])
        lines = (upper, lower)
    return Zone(kind, lines, (number + rest).rstrip("<"), family, given, birth, expiry)
