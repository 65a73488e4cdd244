"""The forms decide as the content brief says: held against its rules in plain Python on random answers.

One filling of a form is brought from one set of answers to the next in a random order of questions, so that
each comparison also says that the order in which something is answered makes no difference.
"""

import random
from collections.abc import Callable, Mapping

import pytest
from tests.content import brief
from tests.content.instruments import Refilled

SIGHT = [f"FS_{n:02d}" for n in range(1, 19)]
ADULT, CHILD = sorted(brief.ADULT), sorted(brief.CHILD)
JOURNEY = [f"VM_{n:02d}" for n in (1, 3, 4, 5, 6, 7, 9, 10, 11, 12)]
RISKS = [f"IR_{n:02d}" for n in (1, 2, 3, 4, 6, 7, 8, 9, 10, 13, 15, 17)]
TOLD = {"AD_01": "family", "AD_16": "an uncle", "AD_42": "debt", "AD_43": "to go home"}
HELD = {"direction": "arriving", "privacy": "yes", "agreed": "given"}
CHILDS = {**HELD, "age_group": "child", "agreed": "assent", "trained_child": "yes", "CH_25_danger": "no"}

Answers = dict[str, str]
Draw = Callable[[random.Random], Answers]

FEW = 150
MANY = pytest.param(6000, marks=pytest.mark.long)


def without_blanks(answers: Mapping[str, str]) -> Answers:
    return {name: answer for name, answer in answers.items() if answer}


def some_signs(draw: random.Random, names: list[str]) -> Answers:
    """Mostly harmless answers with a few others, so that every outcome is reached."""
    answers = {name: brief.harmless(name) for name in names} if draw.random() < 0.8 else {}
    for name in draw.sample(names, min(draw.choice((0, 1, 2, 3, 4, 6, 8)), len(names))):
        answers[name] = draw.choice((brief.sign_of(name), brief.harmless(name), *brief.unknown(name)[:2]))
    return answers


def seen_before(draw: random.Random) -> Answers:
    if draw.random() < 0.6:
        return {}
    return with_sight({}, *draw.sample(SIGHT, draw.choice((1, 1, 2, 3))))


def with_sight(answers: Answers, *seen: str) -> Answers:
    """As the desk hands what was seen on to the next form."""
    stage1 = " ".join(sorted({*answers.get("stage1", "").split(), *seen}))
    return {**answers, "stage1": stage1, "stage1_threshold": "yes" if brief.at_threshold(stage1) else "no"}


def an_adult(draw: random.Random) -> Answers:
    known = {
        "age_group": draw.choice(("adult", "adult", "adult", "child", "unsure")),
        "direction": draw.choice(("arriving", "departing", "transit", "returned")),
        "privacy": draw.choice(("yes", "yes", "yes", "no", "")),
        "agreed": draw.choice(("given", "given", "given", "refused")),
        "stopped": draw.choice(("", "", "", "no", "distressed", "no_interpreter")),
        "officer_concern": draw.choice(("", "", "", "no", "yes")),
        "danger_now": draw.choice(("",) * 12 + ("IR_06",)),
        "dx_concern": draw.choice(("", "yes", "no")),
    }
    fear = (
        {"AD_42": "prison", "AD_42_harm": draw.choice(("yes", "no", "unsure"))} if draw.random() < 0.1 else {}
    )
    told = TOLD if draw.random() < 0.5 else {}
    return without_blanks({**known, **some_signs(draw, ADULT), **told, **fear, **seen_before(draw)})


def a_child(draw: random.Random) -> Answers:
    known = {
        **CHILDS,
        "privacy": draw.choice(("yes", "yes", "yes", "no")),
        "agreed": draw.choice(("assent", "assent", "assent", "refused")),
        "stopped": draw.choice(("", "", "", "no", "distressed", "no_interpreter")),
        "officer_concern": draw.choice(("", "", "", "no", "yes")),
        "danger_now": draw.choice(("",) * 12 + ("IR_06",)),
        "CH_08_act": draw.choice(("yes", "no", "unsure", "")),
        "CH_28": draw.choice(("district office", "district office", "")),
        "CH_26_fear": draw.choice(("", "", "", "no", "yes")),
        "CH_25_danger": draw.choice(("no", "unsure", "yes")),
    }
    kept = some_signs(draw, draw.sample(ADULT, 4)) if draw.random() < 0.3 else {}
    return without_blanks({**known, **some_signs(draw, CHILD), **kept, **seen_before(draw)})


def ticks(draw: random.Random, *offered: str) -> str:
    return " ".join(draw.sample(offered, draw.choice((0, 0, 1, 2)))) or draw.choice(("none", ""))


def at_risk(draw: random.Random) -> Answers:
    known = {
        "age_group": draw.choice(("adult", "adult", "child", "unsure")),
        "asylum": draw.choice(("", "no", "yes")),
        "screening_outcome": draw.choice(("", "O1", "O2", "O3", "O4", "O5")),
        "IR_05": ticks(draw, "fever", "wound", "medicine", "upset"),
        "IR_11": ticks(draw, "food", "water", "baby"),
        "IR_12": draw.choice(("", "none", "vi", "sign")),
        "IR_14": ticks(draw, "disability", "older"),
        "IR_16": ticks(draw, "family", "embassy", "lawyer"),
        "IR_18": ticks(draw, "transport", "return_assistance"),
    }
    return without_blanks({**known, **some_signs(draw, RISKS)})


def on_a_journey(draw: random.Random) -> Answers:
    known = {
        "age_group": draw.choice(("adult", "adult", "adult", "child", "unsure")),
        "agreed": draw.choice(("given", "given", "refused")),
        "screening_outcome": draw.choice(("", "O1", "O2", "O3", "O4", "O4", "O5")),
        "danger_now": draw.choice(("",) * 12 + ("IR_07",)),
        "dx_concern": draw.choice(("", "yes")),
        "VM_02": draw.choice(("", "nothing", "finished", "later", "family", "work", "unsure")),
        "VM_08": ticks(draw, "sick", "hurt", "pregnant", "disabled", "old"),
    }
    return without_blanks({**known, **some_signs(draw, JOURNEY), **seen_before(draw)})


@pytest.mark.parametrize("cases", [FEW, MANY])
@pytest.mark.parametrize(
    ("form", "draw_answers", "rules"),
    [("adult", an_adult, brief.adult), ("child", a_child, brief.child)],
    ids=["adult", "child"],
)
def test_a_talk_leads_to_what_the_rules_say_with_its_reasons_and_flags(
    form: str, draw_answers: Draw, rules: Callable[[brief.Answers], brief.Decision], cases: int
) -> None:
    draw, talk = random.Random(2026), Refilled(form)
    for _ in range(cases):
        answers = draw_answers(draw)
        result, right = talk.answer(answers, draw), rules(answers)
        assert result["outcome"] == right.outcome, answers
        assert right.reasons <= set(result.words("all_reasons")), answers
        assert result["reasons"] or right.outcome == "O4", answers
        assert set(result.words("flags")) - {"LABOUR"} == right.flags, answers


@pytest.mark.parametrize("cases", [FEW, MANY])
def test_first_sight_opens_what_the_rules_say(cases: int) -> None:
    draw, look = random.Random(2026), Refilled("first_sight")
    for _ in range(cases):
        known = {
            "direction": draw.choice(("arriving", "departing", "transit", "returned")),
            "party": draw.choice(("", "1", "4")),
            "crossing": draw.choice(("", "land", "air", "river")),
            "children": draw.choice(("", "yes", "no")),
        }
        looked = {name: draw.choice(("seen", "not_seen", "unobserved")) for name in draw.sample(SIGHT, 5)}
        answers = without_blanks({**known, **looked})
        result, right = look.answer(answers, draw), brief.first_sight(answers)
        talk_asked_for = "yes" if brief.at_threshold(" ".join(right.reasons)) else "no"
        assert (result["outcome"], set(result.words("stage1"))) == (right.outcome, right.reasons), answers
        assert (result["invite"], result["stage1_threshold"]) == (talk_asked_for, talk_asked_for), answers
        assert set(result.words("flags")) == right.flags, answers


@pytest.mark.parametrize("cases", [FEW, MANY])
def test_danger_and_needs_open_what_the_rules_say(cases: int) -> None:
    draw, form = random.Random(2026), Refilled("risk_needs")
    for _ in range(cases):
        answers = at_risk(draw)
        result, right = form.answer(answers, draw), brief.risk_needs(answers)
        found = (result["outcome"], result["urgency"], result["medical_hours"])
        assert found == (right.outcome, right.urgency, right.medical_hours), answers
        assert set(result.words("needs")) == right.needs, answers
        assert set(result.words("flags")) == right.flags, answers
        assert result["reasons"] or not right.outcome, answers


@pytest.mark.parametrize("cases", [FEW, MANY])
def test_the_questions_on_the_journey_lead_on_as_the_rules_say(cases: int) -> None:
    draw, form = random.Random(2026), Refilled("mixed_movement")
    for _ in range(cases):
        answers = on_a_journey(draw)
        result, right = form.answer(answers, draw), brief.mixed_movement(answers)
        assert (result["outcome"], result["next_form"]) == (right.outcome, right.next_form), answers
        assert set(result.words("flags")) == right.flags, answers
        assert result["reasons"] or not right.outcome, answers


def named(part: object) -> str:
    return part if isinstance(part, str) else ""


TALKS = [("adult", an_adult, ADULT), ("child", a_child, CHILD), ("mixed_movement", on_a_journey, JOURNEY)]


@pytest.mark.parametrize("cases", [FEW // 3, MANY])
@pytest.mark.parametrize(
    ("form", "draw_answers", "names"),
    [*TALKS, ("risk_needs", at_risk, RISKS)],
    ids=named,
)
def test_a_further_sign_never_lowers_and_not_knowing_is_never_less_than_no(
    form: str, draw_answers: Draw, names: list[str], cases: int
) -> None:
    draw, talk = random.Random(9303), Refilled(form)
    for _ in range(cases):
        answers = draw_answers(draw)
        name = draw.choice(names)
        no, *others = [
            brief.RANK[talk.answer(without_blanks({**answers, name: answer}), draw)["outcome"]]
            for answer in (brief.harmless(name), brief.unknown(name)[0], brief.sign_of(name))
        ]
        assert no <= min(others), (name, answers)


@pytest.mark.parametrize("cases", [FEW // 3, MANY])
@pytest.mark.parametrize(("form", "draw_answers", "names"), TALKS, ids=named)
def test_a_concern_about_papers_and_whatever_was_seen_never_lowers(
    form: str, draw_answers: Draw, names: list[str], cases: int
) -> None:
    draw, talk = random.Random(9303), Refilled(form)
    for _ in range(cases):
        answers = draw_answers(draw)
        before = talk.answer(answers, draw)["outcome"]
        assert talk.answer({**answers, "dx_concern": "yes"}, draw)["outcome"] == before, answers
        seen = draw.choice(("FS_18", *SIGHT))
        more = talk.answer(with_sight(answers, seen), draw)["outcome"]
        assert brief.RANK[more] >= brief.RANK[before], (seen, answers)


@pytest.mark.parametrize("cases", [FEW // 3, MANY])
def test_a_doubt_about_the_age_never_lowers_what_an_adult_told(cases: int) -> None:
    draw, talk, childs = random.Random(9303), Refilled("adult"), Refilled("child")
    for _ in range(cases):
        answers = an_adult(draw)
        told = brief.RANK[talk.answer({**answers, "age_group": "adult"}, draw)["outcome"]]
        doubted = brief.RANK[talk.answer({**answers, "age_group": "unsure"}, draw)["outcome"]]
        kept = {name: answer for name, answer in answers.items() if name in childs}
        asked = {
            **kept,
            "age_group": "unsure",
            "trained_child": "yes",
            "CH_08_act": draw.choice(("yes", "unsure")),
        }
        as_child = brief.RANK[childs.answer(asked, draw)["outcome"]]
        assert told <= doubted <= as_child, answers
