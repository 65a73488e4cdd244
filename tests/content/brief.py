"""The rules of the content brief (its sections 1.3 and 2.0 to 2.6) in plain Python: a second opinion.

Written from the brief and not from the forms. It takes answers by question name, as the forms hold them, and
says what must come of them. Where the brief leaves a choice, the more protective reading stands and is marked
"protective".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Answers = Mapping[str, str]
Signs = Mapping[str, frozenset[str]]
"""What was answered as a sign, with its dimensions and weights, such as ``D4 S``; critical is S there."""

RANK = {"": 0, "O4": 1, "O5": 2, "O3": 3, "O2": 4, "O1": 5}
"""How much an outcome protects."""
UNKNOWN = ("unsure", "declined")
MEANS = ("D1", "D2", "D3", "D5", "D6")

# 2.1 First sight
SIGHT_MEDIUM = {f"FS_{n:02d}" for n in (1, 2, 3, 4, 6, 7, 10, 12, 13, 14, 16)}
SIGHT_WEAK = {f"FS_{n:02d}" for n in (5, 8, 9, 11, 18)}
SIGHT_ACT = {"FS_15", "FS_17"}

# 2.3 Adult
_ADULT = {
    "D1": "02S 03M 04M 05M",
    "D2": "06S 07M 08M 09M 10M 11M",
    "D3": "12M 13M 14M 15M",
    "D4": "18S 19M 20M 21M 32S 33S 34S 35S 36S 38M",
    "D5": "17S 22S 23S 24S 25S 26S 27M 28M 29M 37S",
    "D6": "30M 31M",
    "P": "35S 39M 40M 41S",
    "": "44S",
}
ADULT = {
    f"AD_{number}": frozenset(
        f"{dimension} {entry[2]}"
        for dimension, entries in _ADULT.items()
        for entry in entries.split()
        if entry[:2] == number
    )
    for number in sorted({entry[:2] for entries in _ADULT.values() for entry in entries.split()})
}
ADULT_CRITICAL = {"AD_17", "AD_25", "AD_32", "AD_35", "AD_36", "AD_44"}
ADULT_MODULES = {f"AD_{n}" for n in (32, 33, 34, 35, 36, 37)}
ADULT_LEAVING = ("AD_39", "AD_40")
"""Asked of who leaves or passes through; main questions only for who leaves."""
ADULT_TOLD = ("AD_01", "AD_16", "AD_42", "AD_43")
"""Main questions answered in words or ticks."""
ADULT_MAIN = [f"AD_{n:02d}" for n in (*range(1, 32), 41, 42, 43, 44)]

# 2.4 Child
CHILD = {
    name: frozenset(weights.split(","))
    for name, weights in {
        "CH_04": " M",
        "CH_05": " M",
        "CH_06": " M",
        "CH_09": "D2 M",
        "CH_10": "D1 S",
        "CH_11": "D2 S",
        "CH_12": "D2 M",
        "CH_13": "D2 S,D5 S",
        "CH_14": "D4 S",
        "CH_15": "D4 S",
        "CH_16": "D4 M",
        "CH_17": "D4 M",
        "CH_18": "D5 S",
        "CH_19": "D5 S",
        "CH_20": "D4 S",
        "CH_21": "D4 S",
        "CH_22": "D4 S",
        "CH_23": "P S",
        "CH_24": " M",
        "CH_25": "T M",
    }.items()
}
CHILD_CRITICAL = {"CH_11", "CH_19", "CH_20", "CH_22"}
CHILD_PURPOSE = {"CH_20", "CH_21", "CH_22", "CH_23"}
CHILD_MAIN = [f"CH_{n:02d}" for n in (4, 5, 6, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 22, 25)]
ACTED = {"AD_33", "AD_34", "AD_40", "AD_41"}
"""Beside the means: answers that say themselves that somebody led, used or held the person."""

NO_IS_SIGN = {"AD_22", "AD_39", "AD_41", "CH_09", "CH_17", "CH_18", "IR_10", "VM_03", "VM_04"}
SIGN = {"CH_04": "seen", "CH_05": "seen", "CH_06": "seen", "CH_16": "others", "CH_24": "afraid"}
HARMLESS = {"CH_04": "not_seen", "CH_05": "not_seen", "CH_06": "not_seen", "CH_16": "child", "CH_24": "none"}


def sign_of(name: str) -> str:
    """The answer that is the sign."""
    return SIGN.get(name) or ("no" if name in NO_IS_SIGN else "yes")


def harmless(name: str) -> str:
    """The answer that says plainly that there is no sign."""
    return HARMLESS.get(name) or ("yes" if name in NO_IS_SIGN else "no")


def unknown(name: str) -> tuple[str, ...]:
    """The answers that say nothing either way."""
    if name in ("CH_24", "CH_16"):
        return ("",)
    return ("unobserved", "") if name in SIGN else (*UNKNOWN, "not_asked", "")


@dataclass(frozen=True)
class Decision:
    """What must come of answers: the outcome, reasons that must be named among others, and the flags."""

    outcome: str
    reasons: set[str] = field(default_factory=set)
    flags: set[str] = field(default_factory=set)


def enough(strong: int, medium: int, weak: int = 0) -> bool:
    """When a dimension is positive (1.3): 2 S, 1 S and another, 3 M, or 2 M and 1 W."""
    return strong >= 2 or (strong >= 1 and medium + weak >= 1) or medium >= 3 or (medium >= 2 and weak >= 1)


def positive(signs: Signs, dimension: str) -> bool:
    """Whether a dimension is positive with these signs."""
    return enough(
        sum(f"{dimension} S" in weights for weights in signs.values()),
        sum(f"{dimension} M" in weights for weights in signs.values()),
    )


def at_threshold(stage1: str) -> bool:
    """Whether first sight asks for a private talk (2.1)."""
    seen = set(stage1.split())
    return bool(seen & (SIGHT_ACT | SIGHT_MEDIUM)) or len(seen & SIGHT_WEAK) >= 3


def first_sight(answers: Answers) -> Decision:
    """2.1, with the column of where an observation applies."""
    elsewhere = {
        "FS_04": answers.get("direction", "arriving") not in ("arriving", "departing"),
        "FS_12": answers.get("direction", "arriving") not in ("arriving", "departing"),
        "FS_16": answers.get("direction", "returned") != "returned",
        "FS_06": answers.get("party") == "1",
        "FS_11": answers.get("crossing") == "air",
        "FS_14": answers.get("children") == "no",
        "FS_15": answers.get("children") == "no",
    }
    seen = {name for name in answers if answers[name] == "seen" and not elsewhere.get(name)}
    flags = {
        "MEDICAL": "FS_07" in seen,
        "SCAM": "FS_12" in seen,
        "CHILD": bool(seen & {"FS_14", "FS_15"}),
        "UNACC": "FS_15" in seen,
    }
    return Decision("O3" if seen & SIGHT_ACT else "", seen, _standing(flags))


def adult_signs(answers: Answers) -> Signs:
    """What an adult's answers show."""
    return {name: ADULT[name] for name in ADULT if answers.get(name) == sign_of(name)}


def purpose(signs: Signs) -> bool:
    """Exploitation, noted or intended (2.0): D4 positive, a strong module, or 1 S or 2 M of what is ahead."""
    ahead = [weights for weights in signs.values() if weights & {"P S", "P M"}]
    intended = any("P S" in weights for weights in ahead) or len(ahead) >= 2
    return positive(signs, "D4") or bool(signs.keys() & ADULT_MODULES) or intended


def adult(answers: Answers) -> Decision:
    """2.0 and 2.3. Of who may be a child no means are asked, and O4 is not this form's to give."""
    if answers.get("direction") not in ("departing", "transit"):
        answers = {name: answer for name, answer in answers.items() if name not in ADULT_LEAVING}
    stage1 = answers.get("stage1", "")
    minor = answers.get("age_group") in ("child", "unsure")
    signs = adult_signs(answers)
    means = any(positive(signs, dimension) for dimension in MEANS)
    any_strong = any(" S" in weight for weights in signs.values() for weight in weights)
    medium = sum(any(" M" in weight for weight in weights) for weights in signs.values())
    if answers.get("danger_now"):
        outcome = "O1"
    elif signs.keys() & ADULT_CRITICAL or ((means or minor) and purpose(signs)):
        outcome = "O2"
    elif (
        any_strong
        or medium >= 2
        or answers.get("officer_concern") == "yes"
        or _raised_by_unknowns(answers, bool(signs or stage1))
        or "FS_17" in stage1.split()
        or answers.get("AD_42_harm")
        == "yes"  # protective: as VM-06; nobody is returned before it is looked at
        or minor
    ):
        outcome = "O3"
    elif _adult_complete(answers):
        outcome = "O4"
    else:
        outcome = "O3" if at_threshold(stage1) else "O5"
    flags = _talk_flags(signs, answers) | ({"CHILD"} if minor else set())
    return Decision(outcome, set(signs), flags)


def _raised_by_unknowns(answers: Answers, noted: bool) -> bool:
    """Three unknowns in one dimension, where anything was noted (vector 15)."""
    unknown_in = [
        sum(answers.get(f"AD_{entry[:2]}") in UNKNOWN for entry in entries.split())
        for entries in _ADULT.values()
    ]
    return noted and max(unknown_in) >= 3


def _adult_complete(answers: Answers) -> bool:
    main = [*ADULT_MAIN, *(ADULT_LEAVING if answers.get("direction") == "departing" else ())]
    return _held(answers) and answers.get("depth") != "quick" and _most_known(answers, main)


def _held(answers: Answers) -> bool:
    return (
        answers.get("privacy") == "yes"
        and answers.get("agreed") != "refused"
        and answers.get("stopped", "no") == "no"
    )


def _most_known(answers: Answers, main: Iterable[str]) -> bool:
    """Four in five of the main questions have an answer; not sure is none."""
    known = [
        answers.get(name, "not_said") not in ("", "not_said")
        if name in ADULT_TOLD
        else answers.get(name) in ("yes", "no", "seen", "not_seen")
        for name in main
    ]
    return sum(known) * 5 >= len(known) * 4


def child_signs(answers: Answers) -> Signs:
    """What a child's answers show; what work and whose money is asked only of who may have worked."""
    found = {name: CHILD[name] for name in CHILD if answers.get(name) == sign_of(name)}
    if set(answers.get("CH_24", "").split()) - {"none"}:
        found["CH_24"] = CHILD["CH_24"]
    if answers.get("CH_14") == "no":
        found = {name: weights for name, weights in found.items() if name not in ("CH_15", "CH_16")}
    return found


def child(answers: Answers) -> Decision:
    """2.0 and 2.4. What the adult form held before the age was doubted counts too; means are not needed."""
    seen = set(answers.get("stage1", "").split())
    told, kept = child_signs(answers), adult_signs(answers)
    signs = {**told, **kept}
    acted = answers.get("CH_08_act") != "no" or any(
        name in ACTED or any(weight[:2] in ("D1", "D2", "D3", "D5") for weight in weights)
        for name, weights in signs.items()
    )  # protective: a No to having been brought does not outweigh such a sign
    if answers.get("danger_now") or (answers.get("CH_25") == answers.get("CH_25_danger") == "yes"):
        outcome = "O1"
    elif signs.keys() & (CHILD_CRITICAL | ADULT_CRITICAL) or (
        acted and (purpose(signs) or told.keys() & CHILD_PURPOSE)
    ):
        outcome = "O2"
    elif (
        signs
        or seen & {"FS_14", "FS_15"}
        or at_threshold(answers.get("stage1", ""))  # protective: what was seen of a child counts as a sign
        or answers.get("CH_20") == "not_asked"
        or answers.get("officer_concern") == "yes"
        or "yes" in (answers.get("CH_26_fear"), answers.get("AD_42_harm"))  # protective: as for adults
        or not (answers.get("CH_28") or answers.get("contact_logged") == "yes")
    ):
        outcome = "O3"
    else:
        main = [name for name in CHILD_MAIN if name != "CH_15" or answers.get("CH_14") != "no"]
        complete = _held(answers) and answers.get("CH_20") and _most_known(answers, main)
        outcome = "O4" if complete else "O5"
    flags = {
        "UNACC": "CH_06" in told or "FS_15" in seen,
        "ASYLUM": answers.get("CH_26_fear") == "yes",
        "MEDICAL": bool(told.keys() & {"CH_19", "CH_20"})
        or bool(set(answers.get("CH_24", "").split()) & {"injury", "thin", "sleepy"}),
        "GBV": bool(told.keys() & {"CH_20", "CH_21"}),
        "SCAM": "CH_22" in told,
    }
    return Decision(outcome, set(signs), _standing(flags) | _talk_flags(kept, answers) | {"CHILD"})


def _talk_flags(signs: Signs, answers: Answers) -> set[str]:
    """Flags that either talk raises (2.0, 2.3), without LABOUR, which may stand beside anything."""
    seen = set(answers.get("stage1", "").split())
    return _standing(
        {
            "CHILD": bool(seen & {"FS_14", "FS_15"}),
            "UNACC": "FS_15" in seen,
            "ASYLUM": answers.get("AD_42_harm") == "yes",
            "MEDICAL": bool(signs.keys() & {"AD_25", "AD_32"}) or "FS_07" in seen,
            "GBV": bool(signs.keys() & {"AD_32", "AD_33"}),
            "SCAM": bool(signs.keys() & {"AD_36", "AD_37"}) or "FS_12" in seen,
            "INTERPRETER": answers.get("stopped") == "no_interpreter",
        }
    )


def _standing(flags: Mapping[str, bool]) -> set[str]:
    return {flag for flag, stands in flags.items() if stands}


@dataclass(frozen=True)
class Needs:
    """What danger and needs must lead to (2.5)."""

    outcome: str
    urgency: str
    medical_hours: str
    needs: set[str]
    flags: set[str]


def risk_needs(answers: Answers) -> Needs:
    """2.5; the embassy is a need only of who does not fear going back."""

    def yes(*names: str) -> bool:
        return any(answers.get(name) == "yes" for name in names)

    def ticks(name: str) -> set[str]:
        return set(answers.get(name, "").split()) - {"none"}

    child = yes("IR_13") or answers.get("age_group") in ("child", "unsure")
    danger = yes("IR_01", "IR_02", "IR_06", "IR_07")
    outcome = "O1" if danger else "O2" if yes("IR_08") else ""
    worst = max(outcome, answers.get("screening_outcome", ""), key=lambda each: RANK[each])
    medical = yes("IR_01", "IR_03", "IR_04") or bool(ticks("IR_05"))
    no_embassy = yes("IR_17", "asylum")
    spoken = answers.get("IR_12", "none") != "none"
    unsheltered = answers.get("IR_10") == "no"
    needs = {
        "medical": medical,
        "shelter": unsheltered or yes("IR_06", "IR_08"),  # protective: not where they are looked for
        "child_protection": child,
        "food": bool(ticks("IR_11")),
        "interpreter": spoken,
        "legal": "lawyer" in ticks("IR_16"),
        "family_contact": "family" in ticks("IR_16"),
        "consular": "embassy" in ticks("IR_16") and not no_embassy,
        "full_identification": worst in ("O1", "O2", "O3"),
    }
    flags = {
        "CHILD": child,
        "MEDICAL": medical,
        "GBV": yes("IR_04"),
        "ASYLUM": yes("IR_17"),
        "INTERPRETER": spoken,
        "DISABILITY": "disability" in ticks("IR_14"),
        "OFFICIAL-INVOLVED": answers.get("IR_09") in ("yes", "unsure"),  # protective
    }
    if worst == "O1" or yes("IR_03", "IR_04", "IR_08", "IR_13") or unsheltered:
        urgency = "emergency"
    elif worst in ("O2", "O3") or ticks("IR_05") or yes("IR_09", "IR_17"):
        urgency = "urgent"
    else:
        urgency = "normal"
    hours = "1" if yes("IR_01") else "24" if yes("IR_03", "IR_04") else "72" if ticks("IR_05") else ""
    return Needs(outcome, urgency, hours, _standing(needs) | ticks("IR_18"), _standing(flags))


@dataclass(frozen=True)
class Movement:
    """What the questions on the journey must lead to (2.6)."""

    outcome: str
    next_form: str
    flags: set[str]


def mixed_movement(answers: Answers) -> Movement:
    """2.6: the talk comes first, and labour is a label only after it noted nothing."""

    def yes(name: str) -> bool:
        return answers.get(name) == "yes"

    ill = set(answers.get("VM_08", "").split())
    minor = answers.get("age_group") in ("child", "unsure")
    held = answers.get("VM_02") in ("later", "family", "work") or yes("VM_05")
    held = held or "no" in (answers.get("VM_03"), answers.get("VM_04"))
    seen = at_threshold(answers.get("stage1", ""))
    noted_nothing = answers.get("screening_outcome") == "O4"
    afraid = yes("VM_06") or yes("VM_09")  # protective: no return, and somebody trained hears it
    flags = {
        "CHILD": minor,
        "SMUGGLED": yes("VM_01"),
        "SMUG-AGG": yes("VM_05"),
        "ASYLUM": yes("VM_06"),
        "STATELESS": yes("VM_07"),
        "MEDICAL": yes("VM_05") or yes("VM_09") or bool(ill & {"sick", "hurt", "pregnant"}),
        "GBV": yes("VM_09"),
        "DISABILITY": "disabled" in ill,
        "LABOUR": yes("VM_10") and noted_nothing and not held and not afraid,
        "RETURNEE": yes("VM_11"),
    }
    if answers.get("danger_now"):
        outcome = "O1"
    elif held or afraid or minor or (answers.get("agreed") == "refused" and seen):
        outcome = "O3"
    else:
        outcome = ""
    talk = held or seen or (yes("VM_10") and not noted_nothing)
    return Movement(outcome, "child" if minor else "adult" if talk else "", _standing(flags))
