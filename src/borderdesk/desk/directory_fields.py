"""What a row of the directory holds: its fields with their names and words, and what may stand in each.

One table for the form in the window, for the columns of a spreadsheet and for the check of a row. Codes are
what the files hold; people see words in their language.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from borderdesk.desk.directory import HELPLINES, SERVICES, STATIONS, is_one_line, provinces
from borderdesk.desk.receivers import NEED_NAMES
from borderdesk.domain.disclosure import ReceiverKind
from borderdesk.domain.phones import can_be_dialled, looks_personal, number_among_words
from borderdesk.resources import of_content
from borderdesk.slips.wording import NEVER_ON_PAPER
from borderdesk.text import LANGUAGES, Notice, language, notice, tr, tr_in, translatable
from borderdesk.text.collation import sort_key
from borderdesk.text.spoken import NAMES


class Part(StrEnum):
    """A table of the directory."""

    SERVICES = "services"
    HELPLINES = "helplines"
    STATIONS = "stations"


class Holds(StrEnum):
    """What kind of thing a field holds."""

    TEXT = "text"
    NAME = "name"
    CARD_NAME = "card_name"
    NUMBER = "number"
    ONE = "one"
    SOME = "some"
    FLAG = "flag"
    DAY = "day"


@dataclass(frozen=True)
class Field:
    """A field of a row. ``words`` are its closed list: a code and how it is said in English.

    ``for_person`` are names that only who reads a neighbour's language reads.
    """

    name: str
    label: str
    holds: Holds = Holds.TEXT
    needed: bool = False
    words: Callable[[], Mapping[str, str]] | None = None
    hint: str = ""
    for_person: bool = False

    def label_in(self, code: str) -> str:
        """Its name in a language."""
        return tr_in(code, self.label)

    def said(self, value: str) -> str:
        """A code of its closed list in words; any other value as it is."""
        return words_in(self, language()).get(value, value)


@dataclass(frozen=True)
class Problem:
    """A field of a row that cannot stay as it is; ``code`` has its text among the notices."""

    field: str
    code: str
    value: str = ""


_COUNTRIES = {
    "LA": translatable("Lao PDR"),
    "TH": translatable("Thailand"),
    "VN": translatable("Viet Nam"),
    "CN": translatable("China"),
    "MM": translatable("Myanmar"),
    "KH": translatable("Cambodia"),
}
_KINDS = {
    ReceiverKind.ATD.value: translatable("Anti-trafficking department"),
    ReceiverKind.WOMENS_UNION.value: translatable("Women's Union"),
    ReceiverKind.SOCIAL_WELFARE.value: translatable("Labour and social welfare"),
    ReceiverKind.CHILD_PROTECTION.value: translatable("Child protection"),
    ReceiverKind.SHELTER.value: translatable("Shelter"),
    ReceiverKind.HOSPITAL.value: translatable("Hospital or health centre"),
    ReceiverKind.NGO.value: translatable("Aid organisation"),
    ReceiverKind.CONSULATE.value: translatable("Embassy or consulate"),
    ReceiverKind.INTERNATIONAL.value: translatable("International organisation"),
}
_LINES = {
    "helpline": translatable("Helpline"),
    "police": translatable("Police"),
    "ambulance": translatable("Ambulance"),
    "fire": translatable("Fire service"),
}
_CLASSES = {
    "international": translatable("International checkpoint"),
    "local": translatable("Local checkpoint"),
    "traditional": translatable("Traditional checkpoint"),
}
_WAYS = {
    "land": translatable("Road"),
    "river": translatable("River"),
    "rail": translatable("Railway"),
    "air": translatable("Airport"),
}
_SPOKEN = (
    *("lo", "th", "vi", "zh", "my", "km", "hmn", "kjg", "en", "fr", "ru"),
    *("hi", "ur", "bn", "ne", "id", "ms", "fil", "sw", "am", "sign"),
)
_LANGUAGES = {code: NAMES[code] for code in _SPOKEN}
"""Languages that a service can speak: those that the referral form offers."""
_REACH = {"national": translatable("Whole country"), "province": translatable("Its province")}
_SEXES = {"woman": translatable("Women"), "man": translatable("Men")}
_AGES = {"adult": translatable("Adults"), "child": translatable("Children")}


def _neighbours() -> Mapping[str, str]:
    return {code: words for code, words in _COUNTRIES.items() if code != "LA"}


def _province_names() -> Mapping[str, str]:
    return {each.iso: each.name_en for each in provinces()}


_ID = Field("id", translatable("Short name"), Holds.NAME, True, hint=translatable("Small letters, digits, -"))
_NAMES = (
    Field("name_lo", translatable("Name in Lao"), needed=True),
    Field("name_en", translatable("Name in English"), needed=True),
)
_OWN_NAMES = (
    ("name_th", translatable("Name in Thai")),
    ("card_name_th", translatable("Neutral name on the card, in Thai")),
    ("name_vi", translatable("Name in Vietnamese")),
    ("card_name_vi", translatable("Neutral name on the card, in Vietnamese")),
    ("name_zh", translatable("Name in Chinese")),
    ("card_name_zh", translatable("Neutral name on the card, in Chinese")),
    ("name_my", translatable("Name in Burmese")),
    ("card_name_my", translatable("Neutral name on the card, in Burmese")),
    ("name_km", translatable("Name in Khmer")),
    ("card_name_km", translatable("Neutral name on the card, in Khmer")),
)
_PROVINCE = Field("province", translatable("Province"), Holds.ONE, words=_province_names)
_SOURCE = Field(
    "source",
    translatable("Source"),
    needed=True,
    hint=translatable("Who told it, or which page it is from, and when."),
)
_DUTY = Field(
    "duty_line",
    translatable("A mobile that the office hands on, not a person's own"),
    Holds.FLAG,
)
_DAY_AND_NIGHT = Field("open_24h", translatable("Open day and night"), Holds.FLAG)
_CHECKED_BY = Field("checked_by", translatable("Checked by"))

FIELDS: dict[Part, tuple[Field, ...]] = {
    Part.SERVICES: (
        _ID,
        *_NAMES,
        Field(
            "card_name_lo",
            translatable("Neutral name on the card, in Lao"),
            Holds.CARD_NAME,
            True,
            hint=translatable("The only name on a paper that the person carries."),
        ),
        Field("card_name_en", translatable("Neutral name on the card, in English"), Holds.CARD_NAME, True),
        Field("kind", translatable("Kind of service"), Holds.ONE, True, lambda: _KINDS),
        _PROVINCE,
        Field("scope", translatable("Serves"), Holds.ONE, words=lambda: _REACH),
        Field("needs", translatable("Help it gives"), Holds.SOME, True, lambda: NEED_NAMES),
        Field("sexes", translatable("Takes"), Holds.SOME, words=lambda: _SEXES),
        Field("ages", translatable("Ages"), Holds.SOME, words=lambda: _AGES),
        Field("languages", translatable("Languages"), Holds.SOME, words=lambda: _LANGUAGES),
        Field("hours_lo", translatable("Hours in Lao")),
        Field("hours_en", translatable("Hours in English")),
        _DAY_AND_NIGHT,
        Field("phone", translatable("Phone of the office"), Holds.NUMBER),
        _DUTY,
        Field("address_lo", translatable("Address in Lao")),
        Field("address_en", translatable("Address in English")),
        Field(
            "confidential",
            translatable("The address is kept private"),
            Holds.FLAG,
            hint=translatable("No paper prints it. The card says to call."),
        ),
        _SOURCE,
        Field("checked_on", translatable("Checked on"), Holds.DAY),
        _CHECKED_BY,
        Field("phone_verified_on", translatable("Number checked on"), Holds.DAY),
        *(Field(name, label, for_person=True) for name, label in _OWN_NAMES),
    ),
    Part.HELPLINES: (
        _ID,
        *_NAMES,
        Field("country", translatable("Country"), Holds.ONE, words=lambda: _COUNTRIES),
        Field("kind", translatable("Kind of line"), Holds.ONE, words=lambda: _LINES),
        Field("number", translatable("Number"), Holds.NUMBER, True),
        _DUTY,
        _DAY_AND_NIGHT,
        _SOURCE,
        Field("verified_on", translatable("Number checked on"), Holds.DAY),
        _CHECKED_BY,
    ),
    Part.STATIONS: (
        Field("code", translatable("Code"), Holds.NAME, True, hint=translatable("Three capital letters")),
        *_NAMES,
        _PROVINCE,
        Field("class", translatable("Class"), Holds.ONE, words=lambda: _CLASSES),
        Field("kind", translatable("Way"), Holds.ONE, words=lambda: _WAYS),
        Field("border", translatable("Border with"), Holds.ONE, words=_neighbours),
        Field("other_side", translatable("Post on the other side")),
        Field(
            "verified",
            translatable("Confirmed by the authority"),
            Holds.FLAG,
            hint=translatable("Name, class and place are as the Department of Immigration lists them."),
        ),
        _CHECKED_BY,
    ),
}
FILE_OF = {Part.SERVICES: SERVICES, Part.HELPLINES: HELPLINES, Part.STATIONS: STATIONS}
TABLE_OF = {Part.SERVICES: "service", Part.HELPLINES: "helpline", Part.STATIONS: "station"}
KEY_OF = {Part.SERVICES: "id", Part.HELPLINES: "id", Part.STATIONS: "code"}
NUMBER_OF = {Part.SERVICES: "phone", Part.HELPLINES: "number"}
"""Where a row keeps the number that a person would dial."""
CHECKED_OF = {Part.SERVICES: ("checked_on", "phone_verified_on"), Part.HELPLINES: ("verified_on",)}
"""The days that one check of a row sets."""

_LOST = ("??", "\ufffd")
"""What a spreadsheet program leaves of Lao when it saves a table in letters that have none."""
_PRINTED = ("card_name_", "hours_", "address_")
"""Words of a row that papers carry as they are."""
_WORDS = (*_PRINTED, "name_")
_SIGNS = re.compile(r"[{}<>]|%[(ds]")
"""What a program would fill in or take for layout; no name has it."""
_NAME = {"id": re.compile(r"[a-z0-9][a-z0-9-]{1,40}", re.ASCII), "code": re.compile(r"[A-Z]{3}", re.ASCII)}


def told(problem: Problem, part: Part, row: str) -> Notice:
    """A problem in words, with the field by its name."""
    label = next((field.label for field in FIELDS[part] if field.name == problem.field), problem.field)
    return notice(problem.code, None, row=row, field=tr(label), value=problem.value)


def words_in(field: Field, code: str) -> dict[str, str]:
    """The closed list of a field: each of its codes in words; provinces by name."""
    if field.words is _province_names:
        named = sorted(provinces(), key=lambda each: sort_key(each.name(code)))
        return {each.iso: each.name(code) for each in named}
    return {key: tr_in(code, words) for key, words in (field.words() if field.words else {}).items()}


@of_content
def _known(field: Field) -> frozenset[str]:
    """The codes of its closed list."""
    return frozenset(words_in(field, "en"))


@of_content
def _codes_of(field: Field) -> dict[str, str]:
    """What people write for each code: the code, and its words in every language of the program."""
    found: dict[str, str] = {}
    for each in LANGUAGES:
        found |= {words.casefold(): key for key, words in words_in(field, each).items()}
    return found | {key.casefold(): key for key in _known(field)}


def code_of(field: Field, written: str) -> str:
    """The code that was meant by a word of any language; what is unknown stays as it was written."""
    return _codes_of(field).get(written.strip().casefold(), written.strip())


def problems(part: Part, row: Mapping[str, Any], today: date) -> tuple[Problem, ...]:
    """Everything in a row that cannot stay as it is, in the order of its fields."""
    found = (_problem(field, row, today) for field in FIELDS[part])
    return tuple(each for each in found if each is not None)


def _problem(field: Field, row: Mapping[str, Any], today: date) -> Problem | None:
    value = row.get(field.name)
    if field.holds is Holds.DAY:
        if value is not None and type(value) is not date:
            return Problem(field.name, "directory.day", str(value))
        return Problem(field.name, "directory.day_ahead", str(value)) if value and value > today else None
    if field.holds is Holds.FLAG:
        return None if isinstance(value, bool | None) else Problem(field.name, "directory.value", str(value))
    if field.holds is Holds.SOME:
        if not isinstance(value, list | tuple | None) or not all(
            isinstance(each, str) for each in value or ()
        ):
            return Problem(field.name, "directory.value", str(value))
        wrong = next((each for each in value or () if each not in _known(field)), "")
        if wrong:
            return Problem(field.name, "directory.value", wrong)
        return Problem(field.name, "directory.missing_field") if field.needed and not value else None
    return _text_problem(field, row, value)


def _text_problem(field: Field, row: Mapping[str, Any], value: object) -> Problem | None:
    if not isinstance(value, str | None):
        return Problem(field.name, "directory.value", str(value))
    text = (value or "").strip()
    if not text:
        missing = "directory.no_source" if field.name == "source" else "directory.missing_field"
        return Problem(field.name, missing) if field.needed else None
    if not is_one_line(text):
        return Problem(field.name, "directory.long")
    if any(lost in text for lost in _LOST):
        return Problem(field.name, "directory.lost_letters", text)
    if field.holds is Holds.NAME and not _NAME[field.name].fullmatch(text):
        return Problem(field.name, "directory.name", text)
    if field.holds is Holds.ONE and text not in _known(field):
        return Problem(field.name, "directory.value", text)
    if field.name.startswith(_WORDS):
        if number := number_among_words(text):
            return Problem(field.name, "directory.number_elsewhere", number)
    elif field.holds is not Holds.NUMBER and (number := number_among_words(text, personal=True)):
        # Such as the source: no paper prints it, but packs are not sealed.
        return Problem(field.name, "directory.number_of_person", number)
    if field.name.startswith(_PRINTED):
        word = next((word for word in NEVER_ON_PAPER if word in text.casefold()), "")
        if word:
            return Problem(field.name, "directory.card_name", word)
    if field.for_person and (sign := _SIGNS.search(text)):
        return Problem(field.name, "directory.signs", sign[0])
    if field.name.startswith("address_") and row.get("confidential") is True:
        return Problem(field.name, "directory.private_address")
    if field.holds is Holds.NUMBER:
        if not can_be_dialled(text):
            return Problem(field.name, "directory.number", text)
        if looks_personal(text) and row.get("duty_line") is not True:
            return Problem(field.name, "directory.mobile", text)
    return None
