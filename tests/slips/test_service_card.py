"""The service card: what it must say, what it can never say, on every paper and in both fonts."""

from dataclasses import fields, replace
from datetime import date

import pytest
from tests.slips.reading import (
    CENTRE,
    PAYLOAD,
    REFERENCE,
    card,
    pages,
    picture,
    scanned,
    title_and_author,
    words,
)

from borderdesk.domain.errors import RuleBroken
from borderdesk.slips.content import CardPaper, Helpline, Receiver, ServiceCard, Urgency
from borderdesk.slips.fonts import FAMILIES
from borderdesk.slips.service_card import draw_service_card

pytestmark = pytest.mark.usefixtures("qapp")

every_paper = pytest.mark.parametrize("paper", list(CardPaper))
every_family = pytest.mark.parametrize("family", list(FAMILIES))

NEVER = (
    *("traffick", "sex", "victim", "asylum", "suspect", "nationality", "pregnan", "hiv", "score", "%"),
    *("ຄ້າມະນຸດ", "ຜູ້ຖືກເຄາະຮ້າຍ", "ເພດ", "ລີ້ໄພ", "ສົງໄສ", "ສັນຊາດ", "ຖືພາ"),
)


@every_paper
@every_family
def test_every_paper_carries_what_the_person_needs(paper: CardPaper, family: str) -> None:
    text = words(draw_service_card(card(), paper, family))
    for needed in (
        *("ບັດບໍລິການ", "Service card", REFERENCE.case_code, "R1", "4F7Q-9KTX", "5/3/2026"),
        *("ພາຍໃນ 24 ຊົ່ວໂມງ", "ສູນໃຫ້ຄຳປຶກສາ (ຕົວຢ່າງ)", "020 000 0000", "ຈັນ–ສຸກ 8:00–16:00"),
        *("ຖືບັດນີ້ມານຳ. ບໍ່ຕ້ອງມີເອກະສານອື່ນ.", "Bring this card. No other paper is needed."),
        *("ການຊ່ວຍເຫຼືອນີ້ບໍ່ເສຍເງິນ.", "This help is free.", "You may say no at any time."),
        *("ສາຍດ່ວນ 1000", "Helpline 1000", "ສະບັບ 3/3 – ບຸກຄົນ"),
    ):
        assert needed in text, needed


@every_paper
def test_no_paper_says_a_word_that_could_harm(paper: CardPaper) -> None:
    text = words(draw_service_card(card(language="en"), paper)).casefold()
    assert [word for word in NEVER if word in text] == []


def test_a_card_has_no_place_for_anything_about_the_person() -> None:
    assert {field.name for field in fields(ServiceCard)} == {
        *("reference", "issued_at", "station", "urgency", "receiver", "printed_by"),
        *("helpline", "language", "practice", "printed_on"),
    }


def test_the_three_part_sheet_holds_all_copies_on_one_page() -> None:
    document = draw_service_card(card())
    (text,) = pages(document)
    for mark in ("Copy 2 of 3 – receiver", "ສະບັບ 1/3 – ດ່ານ", "ສະບັບ 3/3 – ບຸກຄົນ", "Page 1 of 1"):
        assert mark in text
    assert "tear off and return to HXY" in text
    assert text.count(REFERENCE.case_code) == 4


def test_each_a5_copy_stands_alone() -> None:
    station, receiver, person = pages(draw_service_card(card(), CardPaper.A5_COPIES))
    for text in (station, receiver, person):
        assert REFERENCE.case_code in text
        assert "4F7Q-9KTX" in text
    assert "dir-0112" in station
    assert "HXY-O3" in station
    assert "Acknowledgement" in receiver
    assert "Houayxay District" in receiver
    assert "…" not in receiver
    for text in (receiver, person):
        assert "HXY-O3" not in text
        assert "dir-0112" not in text


def test_the_station_copy_is_in_lao_and_names_the_receiver_by_number_only() -> None:
    station = pages(draw_service_card(card(language="en"), CardPaper.A5_COPIES))[0]
    assert "Service card" not in station
    assert "ສູນໃຫ້ຄຳປຶກສາ" not in station


def test_the_persons_card_leaves_out_the_full_name_and_the_address() -> None:
    person = pages(draw_service_card(card(), CardPaper.A5_COPIES))[2]
    only_card = words(draw_service_card(card(), CardPaper.CARD_ONLY))
    for text in (person, only_card):
        assert "ເມືອງຫ້ວຍຊາຍ" not in text
        assert "Houayxay" not in text
        assert "Counselling and Protection" not in text


@every_paper
def test_no_part_of_a_slip_carries_the_receivers_full_name(paper: CardPaper) -> None:
    text = words(draw_service_card(card(), paper))
    assert "Counselling and Protection" not in text
    assert "ປົກປ້ອງແມ່ຍິງ" not in text


@every_paper
def test_a_confidential_receiver_is_a_number_to_call_and_nothing_more(paper: CardPaper) -> None:
    document = draw_service_card(card(receiver=replace(CENTRE, confidential=True)), paper)
    text = words(document)
    assert "020 000 0000" in text
    for hidden in ("ຫ້ວຍຊາຍ", "Houayxay", "Counselling", "ປົກປ້ອງ", "8:00"):
        assert hidden not in text
    named = {CardPaper.A4_THREE_PART: 1, CardPaper.A5_COPIES: 1, CardPaper.CARD_ONLY: 0}[paper]
    assert text.count("Advice centre") == named, "only the receiver's own copy bears the neutral name"


@pytest.mark.parametrize("verified", [None, date(2025, 9, 4), date(2026, 3, 6)])
@every_paper
def test_a_number_nobody_confirmed_lately_is_replaced_by_where_to_ask(
    verified: date | None, paper: CardPaper
) -> None:
    stale = card(
        receiver=replace(CENTRE, number_verified_on=verified),
        helpline=Helpline("1000", verified),
        language="en",
    )
    text = words(draw_service_card(stale, paper))
    assert "020 000 0000" not in text
    assert "1000" not in text
    assert "Ask at any border desk" in text
    assert "ຖາມຢູ່ໂຕະດ່ານໃດກໍໄດ້" in text


def test_a_number_confirmed_six_months_ago_to_the_day_still_prints() -> None:
    lasting = card(receiver=replace(CENTRE, number_verified_on=date(2025, 9, 5)))
    assert "020 000 0000" in words(draw_service_card(lasting))


def test_a_reprint_drops_a_number_that_has_grown_old_since() -> None:
    later = card(printed_on=date(2026, 9, 1))
    assert "020 000 0000" not in words(draw_service_card(later))


def test_without_a_helpline_the_card_says_where_to_ask() -> None:
    assert "Ask at any border desk" in words(draw_service_card(card(helpline=None)))


@every_paper
@every_family
def test_every_square_code_holds_the_code_and_nothing_else(paper: CardPaper, family: str) -> None:
    document = draw_service_card(card(), paper, family)
    expected = {CardPaper.A4_THREE_PART: [4], CardPaper.A5_COPIES: [1, 2, 1], CardPaper.CARD_ONLY: [1]}[paper]
    assert [scanned(document, page) for page in range(document.pages)] == [[PAYLOAD] * n for n in expected]


@every_paper
def test_square_codes_can_be_practised_through_the_watermark(paper: CardPaper) -> None:
    document = draw_service_card(card(practice=True), paper)
    codes = [code for page in range(document.pages) for code in scanned(document, page)]
    assert codes == [PAYLOAD] * {CardPaper.CARD_ONLY: 1}.get(paper, 4)


def test_codes_too_long_for_the_square_code_are_refused_and_counted() -> None:
    with pytest.raises(RuleBroken) as refused:
        draw_service_card(card(reference=replace(REFERENCE, case_code="BD-HOUAYXAY-26-7K3QD-M")))
    assert refused.value.code == "slip.code_too_long"
    assert refused.value.fields == {"length": 38}


@pytest.mark.parametrize("language", ["lo", "en", "hmn", "kjg"])
def test_a_language_without_program_text_gets_lao_and_english(language: str) -> None:
    assert words(draw_service_card(card(language=language))) == words(draw_service_card(card(language="en")))


@every_paper
def test_practice_paper_says_so_on_every_page(paper: CardPaper) -> None:
    practice = pages(draw_service_card(card(practice=True), paper))
    assert all("PRACTICE" in text and "ຝຶກຫັດ" in text for text in practice)
    assert "PRACTICE" not in words(draw_service_card(card(), paper))


def test_each_piece_of_a_practice_sheet_is_marked_after_cutting() -> None:
    marks = [
        text.count("PRACTICE")
        for paper in CardPaper
        for text in pages(draw_service_card(card(practice=True), paper))
    ]
    three_part, card_only = 5, 2
    assert marks == [three_part, 1, 2, 1, card_only]


@every_paper
def test_the_same_card_gives_the_same_bytes(paper: CardPaper) -> None:
    assert draw_service_card(card(), paper).pdf == draw_service_card(card(), paper).pdf


def test_the_file_has_a_neutral_title_and_no_author() -> None:
    assert title_and_author(draw_service_card(card())) == ("Service card", "")


def test_urgency_is_told_by_shape_and_words() -> None:
    shown = {urgency: draw_service_card(card(urgency=urgency)) for urgency in Urgency}
    for urgency, sentence in (
        (Urgency.WITHIN_24_HOURS, "within 24 hours"),
        (Urgency.WITHIN_72_HOURS, "within 72 hours"),
        (Urgency.WITHIN_2_WEEKS, "within 2 weeks"),
    ):
        assert sentence in words(shown[urgency])
    millimetre = 300 / 25.4
    marks = [
        picture(document, dpi=300).crop(
            (round(57 * millimetre), round(46 * millimetre), round(66 * millimetre), round(52 * millimetre))
        )
        for document in shown.values()
    ]
    assert len({mark.tobytes() for mark in marks}) == 3


def test_long_directory_texts_stay_inside_their_part() -> None:
    long = Receiver(
        directory_id="dir-0113",
        card_name=replace(CENTRE.card_name, lo=CENTRE.name.lo * 3, en=CENTRE.name.en * 3),
        name=replace(CENTRE.name, lo=CENTRE.name.lo * 4, en=CENTRE.name.en * 4),
        address=replace(CENTRE.address, lo=CENTRE.address.lo * 3, en=CENTRE.address.en * 3),
        phone="020 000 0000",
        hours=replace(CENTRE.hours, lo=CENTRE.hours.lo * 5, en=CENTRE.hours.en * 5),
        languages=("lo", "en", "th", "vi", "zh", "my", "km", "hnj", "mww", "kjg"),
        number_verified_on=date(2026, 1, 10),
    )
    drawn = picture(draw_service_card(card(receiver=long)), dpi=100)
    cut_lines = [127.8, 167.6, 202]
    for place in cut_lines:
        for offset in (-1.2, 1.2):
            y = round((place + offset) * 100 / 25.4)
            strip = drawn.crop((0, y, drawn.width, y + 1))
            assert strip.getextrema()[0] > 200, f"something crosses the cut line at {place} mm"


def test_nothing_is_printed_in_the_margin_a_printer_cannot_reach() -> None:
    edge = round(7.6 * 100 / 25.4)
    for paper in CardPaper:
        document = draw_service_card(card(), paper)
        for page in range(document.pages):
            drawn = picture(document, page, dpi=100)
            for strip in (
                drawn.crop((0, 0, drawn.width, edge)),
                drawn.crop((0, drawn.height - edge, drawn.width, drawn.height)),
            ):
                assert strip.getextrema() == (255, 255)
