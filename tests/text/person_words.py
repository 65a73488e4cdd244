"""Which sentences of the forms are read to the person, and how words for persons are written.

They are every question the person is asked, its answers and probes. What only the officer sees, judges or
does is named here by form and left to Lao and English.
"""

from tests.content.tables import choices, survey

from borderdesk.ui.screens.person import asked as asked_screens

SCRIPT = {
    "th": "[\u0e00-\u0e7f]",
    "vi": "[A-Za-zÀ-ỹ]",
    "zh": "[\u4e00-\u9fff]",
    "my": "[\u1000-\u109f]",
    "km": "[\u1780-\u17ff]",
}
JUDGING = (
    *("เหยื่อ", "ผู้เสียหาย", "ค้ามนุษย์", "ผู้ต้องสงสัย", "ผิดกฎหมาย", "หลบหนีเข้าเมือง"),
    *("โสเภณี", "ขายบริการ", "ขายตัว", "สารภาพ"),
    *("nạn nhân", "buôn người", "mua bán người", "nghi phạm", "bất hợp pháp", "trái phép", "vượt biên"),
    *("mại dâm", "thú nhận", "phạm pháp"),
    *("受害", "贩卖", "贩运", "拐卖", "嫌疑", "非法", "违法", "偷渡", "卖淫", "妓", "招供", "坦白"),
    *("တရားမဝင်", "ပြည့်တန်ဆာ", "ဝန်ခံ", "ရာဇဝတ်"),
    *("ខុសច្បាប់", "ពេស្យា", "សារភាព", "ជនល្មើស"),
)
"""Words in lower case that nobody is met with; what goes on paper keeps to ``NEVER_ON_PAPER`` too."""
ENGLISH_TERMS = ("officer", "service card", "receiver", "interpreter", "border desk", "may say no", "free.")
TERMS = {
    "th": ("เจ้าหน้าที่", "บัตรบริการ", "ผู้รับ", "ล่าม", "จุดบริการด่าน", "ปฏิเสธ", "ไม่เสียค่าใช้จ่าย"),
    "vi": ("cán bộ", "thẻ dịch vụ", "nơi nhận", "phiên dịch", "quầy nào ở cửa khẩu", "từ chối", "miễn phí"),
    "zh": ("工作人员", "服务卡", "接收机构", "翻译", "口岸服务台", "拒绝", "免费"),
    "my": ("အရာရှိ", "ဝန်ဆောင်မှုကတ်", "လက်ခံသူ", "စကားပြန်", "နယ်စပ်ဂိတ်ကောင်တာ", "ငြင်း", "အခမဲ့"),
    "km": ("មន្ត្រី", "ប័ណ្ណសេវា", "អ្នកទទួល", "អ្នកបកប្រែ", "តុសេវាព្រំដែន", "បដិសេធ", "ឥតគិតថ្លៃ"),
}
"""What each of the English terms is called, wherever it stands."""
GROWN_UP = {"th": "คุณ", "vi": r"\bbạn\b(?! bè| trên)", "zh": "您"}
A_CHILD = {"th": "หนู", "vi": r"\bcháu\b", "zh": "你(?!们)"}
"""How grown-ups and children are spoken to."""

OFFICERS = {form: set(names) for form, names in asked_screens.OFFICERS.items()} | {
    "preconditions": {"PRE_3_mode", "override", "override_text"},
    "risk_needs": {"IR_02"},
    "referral": {
        *("urgency", "facts", "first_aid", "food_given", "interpreter_used", "items_kept", "receiver"),
        *("handover_mode", "escort_same_sex", "consent_how", "witness_role", "consent_by"),
        *("declined_reason", "override_reason", "override_text", "override_second"),
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
}
"""Questions whose hint is said too; all other hints tell the officer what to do."""

NOT_ABOUT_THE_PERSON = {"not_asked"}
LABEL, HINT = "label::English (en)", "hint::English (en)"


def asked(form_id: str) -> list[dict[str, str]]:
    """The rows of a form that are said to the person, in its order."""
    found = []
    for row in survey(form_id):
        kind = row["type"].split()[0]
        if kind in {"hidden", "calculate", "begin", "end"} or row["type"] == "select_one obs":
            continue
        if kind == "note" and row["name"] not in SAID.get(form_id, ()):
            continue
        if row["name"] not in OFFICERS[form_id]:
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
