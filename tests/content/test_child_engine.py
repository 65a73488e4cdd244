"""The child form's calculations against the same rules written a second time, on random answers."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.content.instruments import Result, filled

# Questions as the content brief's table gives them; the answer that is the sign, and what it weighs.
STRONG_WORK = {"CH_14": "yes", "CH_15": "yes", "CH_20": "yes", "CH_21": "yes", "CH_22": "yes"}
MEDIUM_WORK = {"CH_16": "others", "CH_17": "no"}
PURPOSE = {"CH_21": "yes", "CH_22": "yes", "CH_23": "yes"}
CRITICAL = {"CH_11": "yes", "CH_19": "yes", "CH_20": "yes", "CH_22": "yes"}
OTHERS = {
    "CH_04": "seen",
    "CH_05": "seen",
    "CH_06": "seen",
    "CH_09": "no",
    "CH_10": "yes",
    "CH_12": "yes",
    "CH_13": "yes",
    "CH_18": "no",
    "CH_24": "afraid",
    "CH_25": "yes",
}
SIGNS = {**OTHERS, **STRONG_WORK, **MEDIUM_WORK, **PURPOSE, **CRITICAL}
CORE = [f"CH_{n:02d}" for n in (4, 5, 6, 9, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 22, 25)]
KNOWN = {"yes", "no", "seen", "not_seen"}
OBSERVED, TICKS, MONEY = ("CH_04", "CH_05", "CH_06"), ("CH_24",), ("CH_16",)


def harmless(name: str) -> str:
    if name in TICKS:
        return "none"
    if name in MONEY:
        return "family"
    if name in OBSERVED:
        return "not_seen"
    return "yes" if SIGNS[name] == "no" else "no"


def open_answers(name: str) -> tuple[str, ...]:
    """What says nothing either way."""
    if name in TICKS:
        return ("",)
    if name in MONEY:
        return ("unsure", "not_asked", "")
    return ("unobserved", "") if name in OBSERVED else ("unsure", "declined", "not_asked", "")


def expected(answers: dict[str, str], *, brought: str, private: bool, told: bool, seen: bool) -> str:
    """The outcome by the rules of the content brief, sections 2.0 and 2.4."""
    relevant = {
        name: answer
        for name, answer in answers.items()
        if name not in ("CH_15", "CH_16") or answers["CH_14"] != "no"
    }

    def fired(signs: dict[str, str]) -> int:
        return sum(relevant.get(name) == sign for name, sign in signs.items())

    strong, medium = fired(STRONG_WORK), fired(MEDIUM_WORK)
    work = strong >= 2 or (strong >= 1 and medium >= 1) or medium >= 3
    if fired(CRITICAL) or (brought != "no" and (work or fired(PURPOSE))):
        return "O2"
    if fired(SIGNS) or seen or not told or relevant.get("CH_20") == "not_asked":
        return "O3"
    core = [name for name in CORE if name != "CH_15" or answers["CH_14"] != "no"]
    known = sum(relevant.get(name) in KNOWN for name in core)
    enough = private and relevant.get("CH_20") != "" and known * 10 >= len(core) * 8
    return "O4" if enough else "O5"


def outcome(answers: dict[str, str], *, brought: str, private: bool, told: bool, seen: bool) -> Result:
    known = {
        "direction": "arriving",
        "age_group": "child",
        "agreed": "assent",
        "trained_child": "yes",
        "privacy": "yes" if private else "no",
        "stage1": "FS_07" if seen else "",
        "stage1_threshold": "yes" if seen else "no",
        "CH_08_act": brought,
        "CH_28": "District office, 14:00" if told else "",
    }
    return filled("child", {name: value for name, value in {**known, **answers}.items() if value})


@st.composite
def answer_sets(draw: st.DrawFn) -> dict[str, str]:
    """Mostly harmless answers with a few others, so that every outcome is reached."""
    answers = {name: harmless(name) for name in SIGNS}
    for name in draw(st.lists(st.sampled_from(sorted(SIGNS)), max_size=4, unique=True)):
        answers[name] = draw(st.sampled_from((SIGNS[name], *open_answers(name))))
    return answers


@settings(max_examples=60, deadline=None, derandomize=True)
@given(answer_sets(), st.sampled_from(("yes", "no", "unsure")), st.booleans(), st.booleans(), st.booleans())
def test_the_form_decides_about_a_child_as_the_rules_say(
    answers: dict[str, str], brought: str, private: bool, told: bool, seen: bool
) -> None:
    result = outcome(answers, brought=brought, private=private, told=told, seen=seen)
    assert result["outcome"] == expected(answers, brought=brought, private=private, told=told, seen=seen)
    assert bool(result["reasons"]) or result["outcome"] == "O4"
