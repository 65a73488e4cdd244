"""Codes a person reads aloud, types and scans: case codes, referral checks, the QR payload."""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.values import CaseCode, StationCode

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 without I, L, O and U (Douglas Crockford)."""
_ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_VALUE = {character: value for value, character in enumerate(_ALPHANUMERIC)}
_CASE = re.compile(r"BD-([A-Z]{3})-([0-9]{2})-([0-9A-HJKMNP-TV-Z]{5})-([0-9A-HJKMNP-TV-Z])")
_QR = re.compile(r"BD1:([A-Z0-9-]+):(R[0-9]{1,3}):([0-9A-HJKMNP-TV-Z]{8})")

RandomBytes = Callable[[int], bytes]


def check_character(text: str) -> str:
    """ISO/IEC 7064, MOD 37,36: finds every wrong character and all but 1 in 600 swaps of neighbours."""
    total = 36
    for character in text:
        total = (total + _VALUE[character]) % 36 or 36
        total = total * 2 % 37
    return _ALPHANUMERIC[(37 - total) % 36]


def new_case_code(station: StationCode, year: int, random: RandomBytes) -> CaseCode:
    """A case code such as ``BD-HXY-26-7K3QD-M``; random, since serial codes tell volume and order.

    Draws again while the check character would be one that is easily misread (I, L, O, U), or would miss a
    swap of two neighbours in the drawn part.
    """
    front = f"BD{station}{year % 100:02d}"
    while True:
        drawn = "".join(CROCKFORD[byte % 32] for byte in random(5))
        check = check_character(front + drawn)
        if check in CROCKFORD and not _misses_a_swap(front + drawn + check, len(front) - 1):
            return CaseCode(f"BD-{station}-{year % 100:02d}-{drawn}-{check}")


def _misses_a_swap(plain: str, first: int) -> bool:
    for at in range(first, len(plain) - 1):
        swapped = plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]
        if swapped != plain and check_character(swapped[:-1]) == swapped[-1]:
            return True
    return False


def read_case_code(text: str) -> CaseCode:
    """The case code in what somebody typed: any case, spaces or no hyphens, I/L for 1, O for 0, Lao digits.

    :raises RuleBroken: ``case_code.malformed`` or ``case_code.check`` (a character is wrong).
    """
    plain = _ascii_digits(re.sub(r"[\s-]", "", text).upper())
    if len(plain) == 13 and plain.startswith("BD"):
        random = plain[7:].replace("I", "1").replace("L", "1").replace("O", "0")
        plain = plain[:7] + random
        text = f"BD-{plain[2:5]}-{plain[5:7]}-{plain[7:12]}-{plain[12]}"
    found = _CASE.fullmatch(text)
    if not found:
        raise RuleBroken("case_code.malformed")
    if check_character("BD" + "".join(found.groups()[:3])) != found[4]:
        raise RuleBroken("case_code.check")
    return CaseCode(text)


def _ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in text)


def station_of(code: str) -> str:
    """The station that a case code names; "" for what is no case code."""
    parts = code.split("-", 5)
    return parts[1] if len(parts) == 5 else ""


def short_code(code: CaseCode) -> str:
    """The five characters shown where space is short: ``7K3QD``."""
    return code.split("-")[3]


def slip_check(slip_key: bytes, code: CaseCode, referral: str) -> str:
    """Eight characters (40 bits) that only the issuing station and its supervisors can compute.

    HMAC-SHA-256 over case code and referral number. The key travels sealed in the first package.
    """
    mac = hmac.digest(slip_key, f"BD1:{code}:{referral}".encode(), hashlib.sha256)
    number = int.from_bytes(mac[:5], "big")
    return "".join(CROCKFORD[number >> shift & 31] for shift in range(35, -1, -5))


@dataclass(frozen=True)
class SlipCode:
    """All that a slip's QR code holds."""

    case: CaseCode
    referral: str
    check: str

    def payload(self) -> str:
        """``BD1:<case code>:<referral no>:<check>``."""
        return f"BD1:{self.case}:{self.referral}:{self.check}"


def read_slip_code(text: str) -> SlipCode:
    """What a scanner typed from a slip.

    :raises RuleBroken: ``slip_code.malformed``, or as :func:`read_case_code`.
    """
    found = _QR.fullmatch(_ascii_digits(text.strip()).upper())
    if not found:
        raise RuleBroken("slip_code.malformed")
    return SlipCode(read_case_code(found[1]), found[2], found[3])


def shown_code(code: str) -> str:
    """A code for people: the short form of a case code, the beginning of anything else."""
    parts = code.split("-")
    return short_code(CaseCode(code)) if len(parts) == 5 else code[:12]
