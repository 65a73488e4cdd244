"""Every sentence the papers carry, and the two languages they are said in; called by the two documents.

Paper is read by people who do not share a language with each other, so it speaks Lao and a second
language at once, whatever language the program is switched to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from borderdesk.slips.content import Bilingual, CopyFor, Helpline, Urgency
from borderdesk.text.catalogue import WRITTEN, tr_in, translatable

LAO = "lo"
ENGLISH = "en"

SERVICE_CARD = translatable("Service card")
REFERRAL_FORM = translatable("Referral form")

CODE = translatable("Code")
CHECK_CODE = translatable("Check code")
VERSION = translatable("Version")
DATE = translatable("Date")
ISSUED_BY = translatable("Issued by")
PRIORITY = translatable("Priority")
GO_TO = translatable("Go to")
CALL = translatable("Call")
HOURS = translatable("Hours")
LANGUAGES_SPOKEN = translatable("Languages")
RECEIVER = translatable("Receiver")
PRINTED_BY = translatable("Printed by")
HELPLINE = translatable("Helpline")
ASK_AT_DESK = translatable("Ask at any border desk")
BRING = translatable("Bring this card. No other paper is needed.")
FREE = translatable("This help is free.")
MAY_SAY_NO = translatable("You may say no at any time.")
CUT_AND_FOLD = translatable("Cut along the dashed lines. Fold the card in the middle.")
KEEP_LOCKED = translatable("keep locked")
PAGE = translatable("Page {page} of {pages}")
COPY = translatable("Copy {number} of 3")

ACKNOWLEDGEMENT = translatable("Acknowledgement: tear off and return to {station}")
ACCEPTED = translatable("accepted")
NOT_ABLE = translatable("not able")
REDIRECTED = translatable("redirected to")
DATE_AND_TIME = translatable("Date and time")
STARTED = translatable("Help started on")
POST = translatable("Post")
SIGNATURE = translatable("Signature")
WITNESS = translatable("Witness")
PERSON_OR_THUMB = translatable("Person: signature or thumb print")
REASON = translatable("Reason")
WITHHELD = translatable("withheld")

DRAFT = translatable("Draft content, not validated")
ASK = translatable("Ask at any border desk. It is free.")

YOUR_RIGHTS = translatable("Your rights at this border")
HELP_IS_FREE = translatable("Help here is free.")
COME_BACK = translatable("You can come back any time.")
TALK_ALONE = translatable("You may talk alone with an officer.")
CHOOSE_WHOM = translatable("You may ask for a woman or a man, and for an interpreter.")
KEEP_PAPERS = translatable("Keep your papers and phone with you.")
NUMBER_BY_HEART = translatable("Learn one number by heart.")
# Never printed: what a card that is found must not say, the turned screen may.
LOCATION_OFF = translatable("Turn location off when somebody should not find you.")
OTHER_NAME = translatable("Save help under another name.")
NEED_NOT_TAKE = translatable("You need not take this card.")

COPIES = {
    CopyFor.STATION: translatable("station"),
    CopyFor.RECEIVER: translatable("receiver"),
    CopyFor.PERSON: translatable("person"),
}
URGENCIES = {
    Urgency.WITHIN_24_HOURS: translatable("within 24 hours"),
    Urgency.WITHIN_72_HOURS: translatable("within 72 hours"),
    Urgency.WITHIN_2_WEEKS: translatable("within 2 weeks"),
}
BLOCKS = {
    "R0": translatable("Reference"),
    "R1": translatable("Person"),
    "R2": translatable("Help needed"),
    "R3": translatable("Safety"),
    "R4": translatable("Done so far"),
    "R5": translatable("Consent"),
    "R6": translatable("Handover"),
    "R7": translatable("Reply"),
    "R8": translatable("Follow-up"),
}
LANGUAGE_NAMES = {
    "lo": translatable("Lao"),
    "en": translatable("English"),
    "th": translatable("Thai"),
    "vi": translatable("Vietnamese"),
    "zh": translatable("Chinese"),
    "my": translatable("Burmese"),
    "km": translatable("Khmer"),
    "hnj": translatable("Hmong Njua"),
    "mww": translatable("Hmong Daw"),
    "kjg": translatable("Khmu"),
}


NEVER_ON_PAPER = (
    "traffick",
    "victim",
    "asylum",
    "suspect",
    "sexual",
    "prostitut",
    "ຄ້າມະນຸດ",
    "ເຄາະຮ້າຍ",
    "ລີ້ໄພ",
    "ຜູ້ຕ້ອງສົງໄສ",
    "ທາງເພດ",
    *("ค้ามนุษย์", "เหยื่อ", "ลี้ภัย", "ผู้ต้องสงสัย", "ทางเพศ"),
    *("buôn người", "mua bán người", "nạn nhân", "tị nạn", "nghi phạm", "tình dục", "mại dâm"),
    *("贩运", "贩卖", "拐卖", "受害", "庇护", "难民", "嫌疑", "性侵", "卖淫"),
    *("လူကုန်ကူး", "သားကောင်", "ခိုလှုံ", "သံသယ", "လိင်"),
    *("ជួញដូរ", "រងគ្រោះ", "ជ្រកកោន", "សង្ស័យ", "ផ្លូវភេទ"),
)
"""Words in lower case that no wording of a paper may bring: somebody else may read what a person carries."""


def sentences() -> frozenset[str]:
    """Every sentence of the papers, in English: what the wording of a content pack may say otherwise."""
    constants = [value for name, value in globals().items() if name.isupper()]
    tables = [value for value in constants if isinstance(value, dict)]
    found = {value for value in constants if isinstance(value, str)}
    found |= {value for table in tables for value in table.values()}
    return frozenset(found - {LAO, ENGLISH})


@dataclass(frozen=True, slots=True)
class Said:
    """The same words twice; ``other`` is empty where it would only repeat ``lao``."""

    lao: str
    other: str

    def joined(self, separator: str = "  ") -> str:
        """Both on one line."""
        return separator.join(part for part in (self.lao, self.other) if part)


@dataclass(frozen=True, slots=True)
class Tongues:
    """The languages of one paper: always Lao, and ``second`` (a code of ``WRITTEN``) or none."""

    second: str | None

    def said(self, message: str, **fields: object) -> Said:
        """A sentence of this module in both."""
        lao = tr_in(LAO, message, **fields)
        return Said(lao, _unless_same(tr_in(self.second, message, **fields), lao) if self.second else "")

    def content(self, text: Bilingual) -> Said:
        """A directory or form text in both."""
        lao = text.said_in(LAO)
        return Said(lao, _unless_same(text.said_in(self.second), lao) if self.second else "")

    def languages(self, codes: tuple[str, ...]) -> Said:
        """The names of languages, listed; a code without a name stands for itself."""
        names = [self.said(LANGUAGE_NAMES.get(code, code)) for code in codes]
        return Said(
            ", ".join(name.lao for name in names), ", ".join(name.other or name.lao for name in names)
        )


def with_person(language: str) -> Tongues:
    """Lao and the person's language; English where that is Lao or there is no text in it."""
    spoken = language in WRITTEN and language != LAO
    return Tongues(language if spoken else ENGLISH)


def where_to_ask(helpline: Helpline | None, day: date | None, language: str) -> str:
    """The help line while somebody has confirmed it lately, else where to ask."""
    if helpline is not None and day is not None and helpline.printable_on(day):
        return f"{tr_in(language, HELPLINE)} {helpline.number}"
    return tr_in(language, ASK)


def copy_mark(made_for: CopyFor, tongues: Tongues) -> Said:
    """``ສະບັບ 2/3 – ຜູ້ຮັບ`` and ``Copy 2 of 3 – receiver``."""
    number = tongues.said(COPY, number=made_for.value)
    reader = tongues.said(COPIES[made_for])
    other = f"{number.other} – {reader.other}" if number.other else ""
    return Said(f"{number.lao} – {reader.lao}", other)


def _unless_same(text: str, other: str) -> str:
    return "" if text == other else text
