"""Papers in the languages of the neighbours: their scripts, their line ends, and the exact text back."""

from dataclasses import replace

import pytest
from tests.slips.reading import CENTRE, card, form, pages, words

from borderdesk.slips import wording
from borderdesk.slips.content import CardPaper, PrintedDocument
from borderdesk.slips.fonts import SCRIPTS, family
from borderdesk.slips.referral_form import draw_referral_form
from borderdesk.slips.service_card import draw_service_card
from borderdesk.slips.sheet import A4, MM, Sheet
from borderdesk.slips.text_layout import Style, fitted_lines, shape
from borderdesk.text import LANGUAGES, WRITTEN, tr_in
from borderdesk.text.lao import line_segments

pytestmark = pytest.mark.usefixtures("qapp")

NEIGHBOURS = tuple(code for code in WRITTEN if code not in LANGUAGES)
every_neighbour = pytest.mark.parametrize("language", NEIGHBOURS)
SENTENCES = (wording.BRING, wording.FREE, wording.MAY_SAY_NO, wording.ASK_AT_DESK, wording.CUT_AND_FOLD)


def paragraph(text: str, width: float, size: float = 12) -> PrintedDocument:
    sheet = Sheet("Service card", A4)
    sheet.new_page()
    sheet.paragraph(text, 20, 20, width, Style(size))
    return sheet.finish()


@every_neighbour
def test_the_words_of_every_paper_are_read_back_as_they_are_written(language: str) -> None:
    for message in sorted(wording.sentences()):
        said = tr_in(language, message)
        document = paragraph(said, 170, 9)  # each on one line
        assert document.unshown == frozenset()
        assert pages(document) == [said]


@every_neighbour
def test_lines_end_between_words_and_lose_no_letter(language: str) -> None:
    text = "".join(tr_in(language, message) for message in SENTENCES)
    segments = line_segments(text, "lo")
    assert len(segments) > 20, "the dictionary of this script is missing"
    ends = {0}
    for segment in segments:
        ends.add(max(ends) + len(segment))
    for width in (40, 70):
        lines = [line.text for line in fitted_lines(text, Style(12), width * MM)]
        assert "".join(lines) == text
        place = 0
        for line in lines:
            place += len(line)
            assert place in ends
    (read,) = pages(paragraph(text, 70))
    assert read.split("\n") == [line.rstrip() for line in lines]


@every_neighbour
@pytest.mark.parametrize("paper", list(CardPaper))
def test_a_card_says_all_in_the_language_of_the_person(paper: CardPaper, language: str) -> None:
    document = draw_service_card(card(language=language), paper)
    text = words(document)
    assert document.unshown == frozenset()
    for message in (wording.SERVICE_CARD, wording.BRING, wording.FREE, wording.MAY_SAY_NO, wording.HELPLINE):
        assert tr_in("lo", message) in text
        assert tr_in(language, message) in text
        assert tr_in("en", message) not in text or paper is not CardPaper.CARD_ONLY
    assert "…" not in text


@every_neighbour
def test_an_unconfirmed_number_prints_in_no_language(language: str) -> None:
    receiver = replace(CENTRE, number_verified_on=None)
    text = words(draw_service_card(card(language=language, receiver=receiver, helpline=None)))
    assert CENTRE.phone not in text
    assert "1000" not in text
    assert tr_in(language, wording.ASK_AT_DESK) in text


@every_neighbour
def test_the_copy_of_the_form_for_the_person_is_in_their_language(language: str) -> None:
    document = draw_referral_form(form(language=language))
    assert document.unshown == frozenset()
    assert tr_in(language, wording.REFERRAL_FORM) in words(document)


@pytest.mark.parametrize("language", ["hmn", "hnj", "mww", "kjg", "xx"])
def test_where_nobody_has_written_a_language_the_paper_is_in_lao_and_english(language: str) -> None:
    assert draw_service_card(card(language=language)).pdf == draw_service_card(card(language="en")).pdf


@every_neighbour
def test_no_paper_says_a_word_that_could_harm(language: str) -> None:
    said = {tr_in(language, message).casefold() for message in wording.sentences()}
    assert [word for word in wording.NEVER_ON_PAPER if any(word in each for each in said)] == []


def test_numbers_and_codes_keep_their_latin_face_among_other_letters() -> None:
    for text in ("โทร 020", "电话 020", "ဖုန်း 020", "ទូរស័ព្ទ 020"):
        first, *_, last = shape(text, "noto", False).glyphs
        assert first.face not in family("noto", False)
        assert last.face is family("noto", False)[1]


def test_every_glyph_of_a_neighbours_face_has_a_character_of_its_own() -> None:
    for _, regular, heavy in SCRIPTS:
        for name in {regular, heavy}:
            face = (
                shape({"Th": "ก", "My": "က", "Kh": "ក", "SC": "中"}[name[8:10]], "noto", name is heavy)
                .glyphs[0]
                .face
            )
            known = face.embedded.face.charToGlyph
            for glyph in range(1, face.shaper.face.glyph_count):
                assert known[face.code_of(glyph)] == glyph
