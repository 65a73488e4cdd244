"""The referral form: marked copies, each with exactly what its reader may know."""

from dataclasses import replace
from datetime import date

import pytest
from tests.slips.reading import (
    CENTRE,
    PAYLOAD,
    REFERENCE,
    SECTIONS,
    form,
    pages,
    scanned,
    title_and_author,
    words,
)

from borderdesk.slips.content import Bilingual, CopyFor, FormCopy, Row, Section
from borderdesk.slips.fonts import FAMILIES
from borderdesk.slips.referral_form import draw_referral_form

pytestmark = pytest.mark.usefixtures("qapp")


def copies(document_pages: list[str]) -> tuple[str, str, str, str]:
    """The one-page copies of ``form()``: station, receiver, envelope, person."""
    station, receiver, envelope, person = document_pages
    return station, receiver, envelope, person


@pytest.mark.parametrize("family", list(FAMILIES))
def test_every_page_repeats_the_code_the_copy_and_the_page(family: str) -> None:
    station, receiver, _, person = copies(pages(draw_referral_form(form(language="en"), family)))
    for text, copy, page in (
        (station, "ສະບັບ 1/3 – ດ່ານ", "ໜ້າ 1/1"),
        (receiver, "Copy 2 of 3 – receiver", "Page 1 of 1"),
        (person, "Copy 3 of 3 – person", "Page 1 of 1"),
    ):
        assert copy in text
        assert page in text
        assert REFERENCE.case_code in text
        assert "4F7Q-9KTX" in text


def test_a_withheld_value_never_reaches_the_paper() -> None:
    document = draw_referral_form(form())
    text = words(document)
    assert "ສົມໃຈ" not in text
    assert "Somchai" not in text
    assert "ບໍ່ໃຫ້ເປີດເຜີຍ · withheld" in text
    assert "Somchai".encode("utf-16-be").hex().upper().encode() not in document.pdf


def test_a_copy_shows_its_own_sections_and_no_other() -> None:
    station, receiver, _, person = copies(pages(draw_referral_form(form())))
    for text in (station, receiver):
        assert "ຊ່ວງອາຍຸ" in text
        assert "R8" in text
    assert "ຄວາມຕ້ອງການ" in person
    assert "ຊ່ວງອາຍຸ" not in person
    assert "R8" not in person


def test_a_section_without_rows_is_left_out() -> None:
    assert "R4" not in words(draw_referral_form(form()))


def test_the_station_reads_lao_the_receiver_lao_and_english() -> None:
    station, receiver, _, _ = copies(pages(draw_referral_form(form())))
    assert "Age band" not in station
    assert "ຊ່ວງອາຍຸ · Age band" in receiver
    assert "Papers kept by somebody else. Wages taken each month for a debt." in receiver


@pytest.mark.parametrize(("language", "english"), [("lo", False), ("en", True), ("kjg", True)])
def test_the_person_gets_lao_and_where_needed_a_second_language(language: str, english: bool) -> None:
    person = pages(draw_referral_form(form(language=language)))[-1]
    assert "ການຊ່ວຍເຫຼືອນີ້ບໍ່ເສຍເງິນ." in person
    assert ("This help is free." in person) is english


def test_only_the_station_keeps_who_printed_and_the_signatures() -> None:
    station, *others = copies(pages(draw_referral_form(form())))
    assert "HXY-O3" in station
    assert "dir-0112" in station
    assert "ພະຍານ" in station
    for text in others:
        assert "HXY-O3" not in text
        assert "ພະຍານ" not in text


def test_the_receiver_tears_off_a_reply_and_gets_an_envelope_with_the_code_only() -> None:
    station, receiver, envelope, person = copies(pages(draw_referral_form(form())))
    for text in (
        "Acknowledgement: tear off and return to HXY",
        "accepted",
        "not able",
        "redirected to",
        "Signature",
    ):
        assert text in receiver
        assert text not in station + person
    assert envelope == REFERENCE.case_code


def test_the_person_is_told_their_rights_and_one_helpline() -> None:
    station, receiver, _, person = copies(pages(draw_referral_form(form(language="en"))))
    for text in ("This help is free.", "You may say no at any time.", "Helpline 1000"):
        assert text in person
        assert text not in station + receiver


def test_a_long_form_runs_on_without_losing_or_splitting_a_row() -> None:
    rows = tuple(
        Row(Bilingual(f"ຂໍ້ {n}", f"Item {n}"), Bilingual(f"ຄຳຕອບ {n}", f"Answer {n}")) for n in range(70)
    )
    copy = FormCopy(CopyFor.RECEIVER, (Section("R2", rows[:35]), Section("R3", rows[35:])))
    *shown, envelope = pages(draw_referral_form(form(copies=(copy,))))
    assert len(shown) == 3
    for number, text in enumerate(shown, start=1):
        assert f"Page {number} of 3" in text
        assert REFERENCE.case_code in text
    together = "\n".join(shown)
    assert all(f"Answer {n}\n" in together + "\n" for n in range(70))
    assert "Acknowledgement" in shown[-1]
    assert "Acknowledgement" not in shown[0]
    assert "Answer" not in envelope


def test_a_section_title_never_stands_alone_at_the_foot_of_a_page() -> None:
    for count in range(26, 40):
        filling = tuple(Row(Bilingual("ຂໍ້"), Bilingual("ຄຳຕອບ")) for _ in range(count))
        copy = FormCopy(CopyFor.PERSON, (Section("R2", filling), SECTIONS[3]))
        for text in pages(draw_referral_form(form(copies=(copy,)))):
            assert ("R8" in text) == ("ໂທກວດ" in text)


def test_the_copy_the_person_carries_names_the_receiver_neutrally() -> None:
    station, person = (
        words(draw_referral_form(form(copies=(copy,), language="en")))
        for copy in (form().copies[0], form().copies[2])
    )
    assert "ປົກປ້ອງແມ່ຍິງ" in station
    assert "ປົກປ້ອງແມ່ຍິງ" not in person
    assert "Advice centre" in person


def test_a_confidential_receivers_place_stays_off_every_copy() -> None:
    text = words(draw_referral_form(form(receiver=replace(CENTRE, confidential=True))))
    assert "Houayxay" not in text
    assert "ຫ້ວຍຊາຍ" not in text
    assert "020 000 0000" in text


def test_numbers_nobody_confirmed_lately_never_print() -> None:
    stale = form(receiver=replace(CENTRE, number_verified_on=date(2025, 1, 1)), helpline=None, language="en")
    text = words(draw_referral_form(stale))
    assert "020 000 0000" not in text
    assert "Ask at any border desk" in text


def test_every_square_code_reads_back_to_the_code_alone() -> None:
    document = draw_referral_form(form())
    assert [scanned(document, page) for page in range(4)] == [[PAYLOAD], [PAYLOAD, PAYLOAD], [], [PAYLOAD]]


def test_practice_forms_say_so_on_every_page_the_reply_and_the_envelope() -> None:
    practice = pages(draw_referral_form(form(practice=True)))
    assert [text.count("PRACTICE") for text in practice] == [1, 2, 1, 1]


def test_the_same_form_gives_the_same_bytes_under_a_neutral_title() -> None:
    document = draw_referral_form(form())
    assert document.pdf == draw_referral_form(form()).pdf
    assert title_and_author(document) == ("Service card", "")
