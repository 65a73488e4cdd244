"""Flags that change what happens: what each one opens or forbids, in words, with the card that says how.

A flag stands beside the outcome and never in its place. Where a flag forbids something, the desk function
that would do it refuses; the sentence here only tells.
"""

from dataclasses import dataclass
from datetime import datetime

from borderdesk.domain.case import CaseState
from borderdesk.text import tr, translatable
from borderdesk.text.dates import short_moment


@dataclass(frozen=True)
class FlagAdvice:
    """One flag: its name, what it asks for, and the procedure card that says how."""

    flag: str
    name: str
    advice: str
    sop: str


_FLAGS: dict[str, tuple[str, str, str]] = {
    "CHILD": (
        translatable("Child protection"),
        translatable(
            "Call child protection today. No return to an adult before the relationship is checked."
        ),
        "S06",
    ),
    "UNACC": (
        translatable("Child without family"),
        translatable("Stay with the child until child protection has come. Only they look for the family."),
        "S06",
    ),
    "ASYLUM": (
        translatable("Fear of going back"),
        translatable("No contact with the person's embassy, no return. Tell the UNHCR or IOM focal point."),
        "S13",
    ),
    "STATELESS": (
        translatable("No nationality"),
        translatable("No country takes the person as its citizen: no return before this is looked at."),
        "S13",
    ),
    "SMUGGLED": (
        translatable("Helped across"),
        translatable("Nobody is charged for having been helped across."),
        "S13",
    ),
    "SMUG_AGG": (
        translatable("Harm on the way"),
        translatable("Medical care first. Do not ask for details."),
        "S13",
    ),
    "MEDICAL": (
        translatable("Medical care"),
        translatable("Offer a doctor today; the person decides."),
        "S08",
    ),
    "GBV": (
        translatable("Care after harm"),
        translatable(
            "Medical help matters within 72 hours of what happened, some help up to 5 days. "
            "The person decides."
        ),
        "S08",
    ),
    "SCAM": (
        translatable("Online work"),
        translatable("No penalty for what a person was made to do. Phones stay with their owner."),
        "S10",
    ),
    "LABOUR": (
        translatable("Pay and work conditions"),
        translatable("Wages and work are looked at too. This never takes the place of the next step."),
        "S09",
    ),
    "RETURNEE": (
        translatable("Stranded or sent back"),
        translatable("A place to sleep, a phone call and help to travel on."),
        "S19",
    ),
    "INTERPRETER": (
        translatable("Interpreter"),
        translatable("Nobody from the group interprets. By phone is better than not at all."),
        "S05",
    ),
    "DISABILITY": (
        translatable("Access and support"),
        translatable("The place must suit the person. Ask what is needed."),
        "S08",
    ),
    "CRISIS": (translatable("Border crisis"), translatable("Follow the plan of the phase."), "S24"),
    "OFFICIAL_INVOLVED": (
        translatable("Kept apart"),
        translatable("In no list of this station. It is sealed to the other receiver only."),
        "S22",
    ),
}


def flag_key(flag: str) -> str:
    """A flag as the table names it: forms write ``OFFICIAL-INVOLVED``."""
    return flag.replace("-", "_").upper()


def flag_name(flag: str) -> str:
    """A flag in words, in the language of the moment."""
    known = _FLAGS.get(flag_key(flag))
    return tr(known[0]) if known else flag


def flag_advice(state: CaseState) -> tuple[FlagAdvice, ...]:
    """What the flags of a case ask for, in the language of the moment and the order they came up."""
    found = []
    for flag in state.flags:
        name, advice, sop = _FLAGS.get(flag_key(flag), (flag, "", ""))
        said = tr(advice)
        if flag_key(flag) == "MEDICAL" and state.medical_by is not None:
            said = _medical_words(state.medical_by)
        found.append(FlagAdvice(flag, tr(name), said, sop))
    return tuple(found)


def _medical_words(by: datetime) -> str:
    return tr("A doctor by {moment}. The person decides.", moment=short_moment(by.astimezone()))
