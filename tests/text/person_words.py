"""Which sentences of the forms are read to the person, and how words for persons are written.

They are every question the person is asked, its answers and probes. What only the officer sees, judges or
does is named here by form and left to Lao and English.
"""

from tests.content.tables import choices, survey

SCRIPT = {
    "th": "[\u0e00-\u0e7f]",
    "vi": "[A-Za-zÀ-ỹ]",
    "zh": "[\u4e00-\u9fff]",
    "my": "[\u1000-\u109f]",
    "km": "[\u1780-\u17ff]",
}
JUDGING = (
    *("ผิดกฎหมาย", "โสเภณี", "ขายบริการ", "ขายตัว", "หลบหนีเข้าเมือง", "สารภาพ"),
    *("bất hợp pháp", "trái phép", "vượt biên", "gái", "thú nhận", "phạm pháp"),
    *("非法", "违法", "偷渡", "妓", "招供", "坦白"),
    *("တရားမဝင်", "ပြည့်တန်ဆာ", "ဝန်ခံ", "ရာဇဝတ်"),
    *("ខុសច្បាប់", "ពេស្យា", "សារភាព", "ជនល្មើស"),
)
"""Words in lower case that nobody is met with; ``NEVER_ON_PAPER`` holds more."""

OFFICERS = {
    "preconditions": {"PRE_3_mode", "override", "override_text"},
    "adult": {"AD_44", "officer_concern", "stopped"},
    "child": {"CH_02", "CH_08_act", "CH_23", "CH_24", "CH_27", "CH_28", "officer_concern", "stopped"},
    "risk_needs": {"IR_02"},
    "mixed_movement": {"VM_14"},
    "referral": {
        *("urgency", "facts", "first_aid", "food_given", "interpreter_used", "items_kept", "receiver"),
        *("handover_mode", "escort_same_sex", "consent_how", "witness_role", "consent_by"),
        *("declined_reason", "override_reason", "override_text", "override_second"),
    },
    "health": {
        *("HS_02", "HS_02_site", "HS_05", "HS_08", "HS_10", "HS_11", "HS_12", "HS_13", "HS_14", "HS_15"),
        "HS_16",
    },
}
"""Questions about the person, by form; observations and notes are the officer's in every form."""

SAID = {"preconditions": {"rights_text"}, "referral": {"consent_text"}}
"""Notes that are read aloud."""

PROBES = {
    "adult": {"AD_02", "AD_09", "AD_10", "AD_12", "AD_13", "AD_22", "AD_38"},
    "child": {"CH_14", "CH_17"},
    "risk_needs": {"IR_01"},
    "referral": {"safe_hour"},
    "health": {"HS_06"},
}
"""Questions whose hint is said too; all other hints tell the officer what to do."""

NOT_ABOUT_THE_PERSON = {"not_asked"}
LABEL, HINT = "label::English (en)", "hint::English (en)"


def asked(form_id: str) -> list[dict[str, str]]:
    """The rows of a form that are said to the person, in its order.

    A question that repeats an answer is another sentence each time, which no catalogue can hold.
    """
    found = []
    for row in survey(form_id):
        kind = row["type"].split()[0]
        if kind in {"hidden", "calculate", "begin", "end"} or row["type"] == "select_one obs":
            continue
        if kind == "note" and row["name"] not in SAID.get(form_id, ()):
            continue
        if row["name"] not in OFFICERS[form_id] and "${" not in row[LABEL]:
            found.append(row)
    return found


def said_by(form_id: str) -> set[str]:
    """The English of everything in a form that is said to the person."""
    found = set()
    for row in asked(form_id):
        found.add(row[LABEL])
        if row["name"] in PROBES.get(form_id, ()):
            found.add(row[HINT])
        kind, _, offered = row["type"].partition(" ")
        if kind.startswith("select"):
            answers = choices(form_id)[offered]
            found |= {words for code, words, *_ in answers if code not in NOT_ABOUT_THE_PERSON}
    return found


def said_to_persons() -> set[str]:
    """The same of all forms."""
    return set().union(*(said_by(form_id) for form_id in OFFICERS))
