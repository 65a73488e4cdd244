"""The shipped library: every card in both languages, every topic also in the neighbours'; short, drafts."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest
from tests.content.tables import survey
from tests.text.person_words import JUDGING, SCRIPT

import borderdesk
from borderdesk.library import catalogue, pictograms
from borderdesk.library.document import Document, Kind
from borderdesk.library.markup import Shape
from borderdesk.resources import resource
from borderdesk.slips.text_layout import Style, single_line
from borderdesk.slips.wording import NEVER_ON_PAPER
from borderdesk.text.lao import search_tokens

CARDS = tuple(f"S{number:02d}" for number in range(1, 27))
TOPICS = tuple(f"I{number:02d}" for number in range(1, 23))
LANGUAGES = ("en", "lo")
NEIGHBOURS = ("th", "vi", "zh", "my", "km")
"""Languages of the topics that persons read, each with a font that has its script."""
MOST_STEPS = 9
MOST_WORDS = 60
LAO = re.compile("[\u0e80-\u0eff]")
AVOIDED = (
    *("victim", "traffick", "suspect", "illegal", "score", "cleared", "client", "positive", "confirmed"),
    *("high risk", "no risk", "risk level", "detected", "evidence", "confess", "admitted", "negative"),
    *("refused", "uncooperative", "failed", "invalid", "prostitut", "scam", "corrupt", "rejected"),
    *("labour dispute", "immigration offence", "kingpin", "%", "!"),
    *("ຄ້າມະນຸດ", "ເຄາະຮ້າຍ", "ເຫຍື່ອ", "ສົງໄສ", "ຄະແນນ", "ຄົນຜິດກົດໝາຍ", "ສາລະພາບ", "ໂສເພນີ", "ຫຼັກຖານ"),
)
NOT_AT_THE_COUNTER = (
    *("danger", "forced", "penalty", "control", "protection", "sex", "hurt", "egg", "organ", "locked"),
    *("ອັນຕະລາຍ", "ບັງຄັບ", "ລົງໂທດ", "ຄວບຄຸມ", "ທຳຮ້າຍ", "ອະໄວຍະວະ"),
    *("อันตราย", "บังคับ", "ลงโทษ", "ควบคุม", "ทำร้าย", "อวัยวะ", "กักคน"),
    *("nguy hiểm", "ép", "phạt", "kiểm soát", "làm hại", "nội tạng", "giữ người"),
    *("危险", "强迫", "逼", "惩罚", "控制", "伤害", "器官", "困"),
    *("အန္တရာယ်", "အတင်း", "အပြစ်", "ချုပ်", "နာကျင်", "အင်္ဂါ", "ပိတ်လှောင်"),
    *("គ្រោះថ្នាក់", "បង្ខំ", "ទោស", "ត្រួតត្រា", "ធ្វើបាប", "សរីរាង្គ", "បង្ខាំង"),
)
TELEPHONE = re.compile(r"(?<!\d)(?:\+?\d[\d -]{4,}\d|1\d{2,3})(?!\d)")
ERA_YEARS = {"2400", "543"}


def text(document_id: str, language: str) -> Document:
    found = catalogue.text_of(document_id, language)
    assert found is not None, (document_id, language)
    return found


every_document = pytest.mark.parametrize("document_id", CARDS + TOPICS)


def languages_of(document_id: str) -> tuple[str, ...]:
    """Those a document is written in."""
    return LANGUAGES if document_id in CARDS else (*LANGUAGES, *NEIGHBOURS)


def test_the_library_is_twenty_six_cards_and_twenty_two_topics() -> None:
    assert catalogue.ids(Kind.SOP) == CARDS
    assert catalogue.ids(Kind.IEC) == TOPICS
    assert set(catalogue.languages()) == {*LANGUAGES, *NEIGHBOURS}
    assert [name for name in CARDS for code in NEIGHBOURS if catalogue.text_of(name, code)] == []


@every_document
def test_a_document_says_what_it_is_and_that_it_is_a_draft(document_id: str) -> None:
    for language in languages_of(document_id):
        one = text(document_id, language)
        assert (one.id, one.language, one.kind.value[0].upper()) == (document_id, language, document_id[0])
        assert one.status == "draft-unvalidated"
        assert one.draft
        assert one.changed_on is not None
        assert one.changed_on < one.review_date
        assert isinstance(one.review_date, date)
        assert one.markdown.startswith(f"# {one.title}\n")
        assert language != "en" or (one.translation, one.reviewed_by) == ("original", "none")


@every_document
def test_a_document_is_written_in_its_language(document_id: str) -> None:
    for language in languages_of(document_id):
        one = text(document_id, language)
        for words in (
            one.title,
            one.neutral_title,
            *(line.text for part in one.sections for line in part.lines),
        ):
            assert bool(LAO.search(words)) == (language == "lo"), words
            assert language not in SCRIPT or re.search(SCRIPT[language], words), words


@pytest.mark.parametrize("language", [*LANGUAGES, *NEIGHBOURS])
@pytest.mark.parametrize("document_id", TOPICS)
def test_the_fonts_have_every_letter_of_a_topic(document_id: str, language: str) -> None:
    for line in text(document_id, language).markdown.splitlines():
        for bold in (False, True):
            assert single_line(line, Style(10, bold=bold), language).unshown == frozenset(), line


@every_document
def test_all_languages_are_one_document(document_id: str) -> None:
    english, *others = (text(document_id, language) for language in languages_of(document_id))
    for other in others:
        assert [[line.shape for line in part.lines] for part in english.sections] == [
            [line.shape for line in part.lines] for part in other.sections
        ]
        for name in ("version", "sensitive", "audience", "direction", "sources", "review_date", "pictograms"):
            assert getattr(english, name) == getattr(other, name)
        assert set(english.named()) == set(other.named())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document_id", CARDS)
def test_a_card_has_the_same_parts_and_at_most_nine_steps(document_id: str, language: str) -> None:
    parts = text(document_id, language).sections
    assert [len(part.lines) for part in (*parts[:3], *parts[4:])] == [1] * 6
    steps = parts[3].lines
    assert 1 < len(steps) <= MOST_STEPS
    assert [(step.shape, step.number) for step in steps] == [
        (Shape.NUMBERED, number) for number in range(1, len(steps) + 1)
    ]
    assert [part.title for part in parts] == [part.title for part in text("S01", language).sections]


@pytest.mark.parametrize("document_id", TOPICS)
def test_a_topic_is_at_most_sixty_words_in_any_language(document_id: str) -> None:
    for language in (*LANGUAGES, *NEIGHBOURS):
        one = text(document_id, language)
        assert [part.title for part in one.sections] == [""]
        message = " ".join(line.text for part in one.sections for line in part.lines)
        assert len(search_tokens(message)) <= MOST_WORDS, language


@pytest.mark.parametrize("document_id", TOPICS)
def test_a_topic_is_said_in_pictograms_too(document_id: str) -> None:
    assert 2 <= len(text(document_id, "en").pictograms) <= (4 if document_id == "I13" else 3)


def test_every_pictogram_is_used() -> None:
    used = {name for one in CARDS + TOPICS for name in text(one, "en").pictograms}
    assert used == set(pictograms.names())


@every_document
def test_a_document_uses_no_word_of_the_avoid_list(document_id: str) -> None:
    for language in languages_of(document_id):
        one = text(document_id, language)
        whole = f"{one.title} {one.neutral_title} {one.markdown}".casefold()
        assert [word for word in AVOIDED if word in whole] == [], language
        if one.kind is Kind.IEC:
            assert [word for word in (*NEVER_ON_PAPER, *JUDGING) if word in whole] == [], language


@every_document
def test_a_neutral_title_gives_nothing_away_at_the_counter(document_id: str) -> None:
    for language in languages_of(document_id):
        neutral = text(document_id, language).neutral_title.casefold()
        assert [word for word in NOT_AT_THE_COUNTER if word in neutral] == [], language


@every_document
def test_no_document_holds_a_telephone_number(document_id: str) -> None:
    for language in languages_of(document_id):
        found = set(TELEPHONE.findall(text(document_id, language).markdown))
        assert found <= ERA_YEARS, language


@every_document
def test_a_document_names_only_documents_that_exist(document_id: str) -> None:
    for language in languages_of(document_id):
        assert set(text(document_id, language).named()) <= set(CARDS + TOPICS), language


FORMS = sorted(path.stem for path in resource("forms").glob("*.md"))


@pytest.mark.parametrize("form_id", FORMS)
def test_the_card_of_every_question_is_there(form_id: str) -> None:
    named = {row["bind::bd:sop"] for row in survey(form_id) if row.get("bind::bd:sop")}
    assert named
    assert named <= set(CARDS)


def _cards_of_screens() -> dict[str, set[str]]:
    """The card ids in the ``sop`` function of each screen."""
    found = {}
    for path in sorted((Path(borderdesk.__file__).parent / "ui" / "screens").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name == "sop":
                strings = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant)]
                ids = {each for each in strings if isinstance(each, str) and re.fullmatch(r"S\d+", each)}
                found[f"{path.parent.name}/{path.name}"] = ids
    return found


def test_the_card_of_every_screen_is_there() -> None:
    cards = _cards_of_screens()
    assert {"today/screen.py", "transfer/screen.py", "pre/screen.py", "print/screen.py"} <= set(cards)
    assert {name: ids - set(CARDS) for name, ids in cards.items() if ids - set(CARDS)} == {}
