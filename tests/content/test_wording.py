"""Texts of the forms: both languages everywhere, neutral words, all questions there, draft status shown."""

import re

import pytest
from tests.content.instruments import FORMS, imported
from tests.content.tables import choices, settings, survey

from borderdesk.resources import resource

LAO = re.compile(r"[\u0e80-\u0eff]")
PAIRS = (
    ("label::English (en)", "label::Lao (lo)"),
    ("hint::English (en)", "hint::Lao (lo)"),
    ("constraint_message::English (en)", "constraint_message::Lao (lo)"),
    ("bind::bd:reason_en", "bind::bd:reason_lo"),
    ("bind::bd:tag_en", "bind::bd:tag_lo"),
)
AVOIDED_ANYWHERE = (
    "victim",
    "traffick",
    "suspect",
    "illegal",
    "score",
    "cleared",
    "positive",
    "confirmed",
    "high risk",
    "no risk",
    "confess",
    "admitted",
    "uncooperative",
    "refused",
    "prostitut",
    "scammer",
    "client",
    "labour dispute",
    "immigration offence",
    "%",
    "!",
    "ຄ້າມະນຸດ",
    "ເຄາະຮ້າຍ",
    "ເຫຍື່ອ",
    "ສົງໄສ",
    "ຄະແນນ",
    "ຄົນຜິດກົດໝາຍ",
    "ສາລະພາບ",
    "ໂສເພນີ",
)
AVOIDED_IN_REASONS = ("evidence", "detected", "failed", "invalid", "risk level", "police record", "ຫຼັກຖານ")


def texts(form_id: str) -> list[tuple[str, str]]:
    """Where a text stands and the text, of a whole form."""
    found = [
        (f"{row['name']} {column}", row[column])
        for row in survey(form_id)
        for pair in PAIRS
        for column in pair
        if row.get(column)
    ]
    found += [
        (f"{name}.{code}", text)
        for name, entries in choices(form_id).items()
        for code, *labels in entries
        for text in labels
    ]
    return [
        *found,
        ("title", settings(form_id)["form_title"]),
        ("title lo", settings(form_id)["attribute::bd:title_lo"]),
    ]


@pytest.mark.parametrize("form_id", FORMS)
def test_every_text_is_there_in_both_languages(form_id: str) -> None:
    for row in survey(form_id):
        for english, lao in PAIRS:
            assert bool(row.get(english)) == bool(row.get(lao)), (row["name"], english)
            if row.get(lao):
                assert LAO.search(row[lao]), (row["name"], lao)
                assert not LAO.search(row[english]), (row["name"], english)
    for name, entries in choices(form_id).items():
        for code, english, lao in entries:
            assert english, (name, code)
            assert LAO.search(lao), (name, code)


@pytest.mark.parametrize("form_id", FORMS)
def test_every_question_and_section_has_a_label_and_every_question_a_code_and_a_procedure(
    form_id: str,
) -> None:
    for row in survey(form_id):
        kind = row["type"].split()[0]
        if kind in {"hidden", "calculate", "end"}:
            continue
        assert row["label::English (en)"], row
        if kind not in {"note", "begin"}:
            assert row["bind::bd:code"], row["name"]
        if kind != "note":
            sop = row["bind::bd:sop"]
            for language in ("en", "lo"):
                assert resource("library", language, f"{sop}.md").is_file(), (row["name"], sop)


@pytest.mark.parametrize("form_id", FORMS)
def test_no_text_uses_a_word_of_the_avoid_list(form_id: str) -> None:
    for where, text in texts(form_id):
        for word in AVOIDED_ANYWHERE:
            assert word not in text.lower(), (where, text)
        if "reason" in where:
            for word in AVOIDED_IN_REASONS:
                assert word not in text.lower(), (where, text)


@pytest.mark.parametrize("form_id", FORMS)
def test_reasons_are_sentences_without_sums_or_shares(form_id: str) -> None:
    for row in survey(form_id):
        for language in ("en", "lo"):
            reason = row.get(f"bind::bd:reason_{language}", "")
            digits = re.findall(r"\d+", reason)
            # "under 18" is an age, not a sum.
            assert digits in ([], ["18"]), (row["name"], reason)
            assert len(reason) <= 100, (row["name"], reason)


@pytest.mark.parametrize("form_id", FORMS)
def test_whatever_can_be_named_as_a_reason_has_its_sentence(form_id: str) -> None:
    with_reason = {row["name"] for form in FORMS for row in survey(form) if row.get("bind::bd:reason_en")}
    for row in survey(form_id):
        if row["name"] in {
            "reasons",
            "all_reasons",
            "signs",
            "not_complete",
            "urgent_reasons",
            "emergency_reasons",
        }:
            quoted = re.findall(r"'([A-Za-z][A-Za-z_0-9]+) ?'", row["calculation"])
            named = set(quoted) - {
                "yes",
                "no",
                "refused",
                "quick",
                "O1",
                "O2",
                "O3",
                "O5",
                "none",
                "unsure",
                "child",
                "seen",
                "others",
                "differs",
                "unreadable",
                "not_asked",
            }
            assert named <= with_reason, named - with_reason


@pytest.mark.parametrize("form_id", FORMS)
def test_forms_import_without_a_warning_or_a_finding_that_stops(form_id: str) -> None:
    form = imported(form_id)
    assert list(form.warnings) == []
    assert [finding for finding in form.findings if finding.severity == "error"] == []


@pytest.mark.parametrize("form_id", FORMS)
def test_forms_say_that_they_are_drafts_and_name_their_sources(form_id: str) -> None:
    row = settings(form_id)
    assert row["form_id"] == form_id
    assert re.fullmatch(r"20\d{8}", row["version"])
    assert row["attribute::bd:status"] == "draft-unvalidated"
    assert row["attribute::bd:sources"]


@pytest.mark.parametrize("form_id", FORMS)
def test_forms_compute_the_names_the_program_reads(form_id: str) -> None:
    computed = {row["name"] for row in survey(form_id) if row["type"] == "calculate"}
    wanted = (
        {"missing", "may_share", "state"}
        if form_id == "referral"
        else {"outcome", "flags", "reasons", "unknowns"}
    )
    assert wanted <= computed


@pytest.mark.parametrize(
    ("form_id", "prefix", "numbers"),
    [
        ("first_sight", "FS", range(1, 19)),
        ("preconditions", "PRE", range(1, 9)),
        ("adult", "AD", range(1, 45)),
        ("child", "CH", range(1, 28)),
        ("mixed_movement", "VM", range(1, 15)),
        ("travel_document", "DX", range(1, 20)),
        ("risk_needs", "IR", range(1, 18)),
        ("health", "HS", range(1, 17)),
        ("poe_assessment", "PA", range(1, 48)),
        ("crisis", "CC", range(1, 27)),
    ],
)
def test_all_questions_of_the_content_brief_are_there(form_id: str, prefix: str, numbers: range) -> None:
    codes = {row["bind::bd:code"].split()[0] for row in survey(form_id) if row.get("bind::bd:code")}
    width = 1 if prefix == "PRE" else 2
    assert {f"{prefix}-{n:0{width}d}" for n in numbers} <= codes


@pytest.mark.parametrize("form_id", FORMS)
def test_a_name_is_its_code_with_an_underscore(form_id: str) -> None:
    for row in survey(form_id):
        if re.match(r"(FS|AD|CH|VM|DX|IR|HS|PA|CC|PRE)_\d+$", row["name"]):
            assert row["bind::bd:code"].split()[0] == row["name"].replace("_", "-")


@pytest.mark.parametrize("form_id", FORMS)
def test_no_two_questions_of_a_form_share_a_code(form_id: str) -> None:
    codes = [row["bind::bd:code"].replace(" ", "") for row in survey(form_id) if row.get("bind::bd:code")]
    assert len(codes) == len(set(codes))


def test_counter_tags_are_short_and_one_of_a_kind() -> None:
    for column in ("bind::bd:tag_en", "bind::bd:tag_lo"):
        tags = [row[column] for row in survey("first_sight") if row.get(column)]
        assert len(tags) == len(set(tags)) == 18
        assert max(map(len, tags)) <= 14


def test_sections_hold_at_most_five_questions() -> None:
    size = 0
    for row in survey("adult"):
        if row["type"] == "begin group":
            size = 0
        elif row["bind::bd:code"]:
            size += "AD" in row["bind::bd:code"] and " " not in row["bind::bd:code"]
        assert size <= 5, row["name"]


def test_questions_are_short_enough_for_a_card() -> None:
    for form_id in FORMS:
        for row in survey(form_id):
            if row["type"] != "note":
                assert len(row["label::English (en)"]) <= 150, row["name"]
