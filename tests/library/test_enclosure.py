"""Files that documents bring: told by their content; nothing that runs, carries or leads out gets in."""

import pytest
from tests.library.pdfs import by_hand, compressed, pdf

from borderdesk.domain.errors import RuleBroken
from borderdesk.library.enclosure import (
    MOST_BYTES,
    Medium,
    check_enclosed,
    ending_of,
    pdf_text,
    read_pages,
)

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def refusal(data: bytes) -> str:
    with pytest.raises(RuleBroken) as caught:
        check_enclosed(data)
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "ending", "medium"),
    [
        (pdf(), "pdf", Medium.PDF),
        (PNG, "png", Medium.PICTURE),
        (b"\xff\xd8\xff\xe0" + bytes(20), "jpg", Medium.PICTURE),
        (b"ID3" + bytes(20), "mp3", Medium.SOUND),
        (b"OggS" + bytes(20), "ogg", Medium.SOUND),
        (b"RIFF\0\0\0\0WAVE" + bytes(20), "wav", Medium.SOUND),
        (b"\0\0\0\x20ftypM4A " + bytes(20), "m4a", Medium.SOUND),
    ],
)
def test_a_file_is_what_it_holds(data: bytes, ending: str, medium: Medium) -> None:
    assert (ending_of(data), check_enclosed(data)) == (ending, medium)


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"MZ\x90", b"<svg onload='x'>", b"GIF89a", b"RIFF\0\0\0\0AVI ", b"\n%PDF-1.4"],
)
def test_anything_else_is_turned_away_whatever_its_name(data: bytes) -> None:
    assert refusal(data) == "document.kind_unknown"


def test_a_file_that_is_too_large_is_turned_away() -> None:
    assert refusal(PNG + bytes(MOST_BYTES[Medium.PICTURE])) == "document.file_too_large"


@pytest.mark.parametrize(
    ("catalog", "code"),
    [
        ("/OpenAction<</S/JavaScript/JS(app.alert)>>", "document.pdf_active"),
        ("/OpenAction<</S/Named/N/Print>>", "document.pdf_active"),
        ("/OpenAction 4 0 R", "document.pdf_active"),
        ("/AA<</WC 4 0 R>>", "document.pdf_active"),
        ("/Names<</J#61vaScript 4 0 R>>", "document.pdf_active"),
        ("/Names<</EmbeddedFiles 4 0 R>>", "document.pdf_carries"),
        ("/AcroForm<</XFA 4 0 R>>", "document.pdf_active"),
        ("/X[<</S/URI/URI(https:)>>]", "document.pdf_leads_out"),
        ("/X<</S/GoToR/F(other.pdf)>>", "document.pdf_leads_out"),
    ],
)
def test_a_pdf_that_does_more_than_show_pages_is_turned_away(catalog: str, code: str) -> None:
    assert refusal(by_hand(catalog, ["<</S/Named>>"])) == code


def test_what_no_page_leads_to_is_looked_at_as_well() -> None:
    assert refusal(by_hand("", ["<</S/Launch/F(calc)>>"])) == "document.pdf_active"


def test_what_lies_compressed_is_looked_at_as_well() -> None:
    assert check_enclosed(compressed("<</Quiet true>>")) is Medium.PDF
    assert refusal(compressed("<</S/JavaScript>>")) == "document.pdf_active"


def test_opening_at_a_page_as_office_programs_have_it_is_let_in() -> None:
    assert check_enclosed(by_hand("/OpenAction[3 0 R/Fit]")) is Medium.PDF
    assert check_enclosed(by_hand("/OpenAction<</S/GoTo/D[3 0 R/Fit]>>")) is Medium.PDF


def test_a_locked_or_broken_pdf_is_a_coded_error() -> None:
    whole = by_hand()
    locked = whole.replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/O(12345678901234567890123456789012)"
        b"/U(12345678901234567890123456789012)/P -4>>/ID[(a)(a)]",
    )
    assert refusal(locked) == "document.pdf_locked"
    for data in (b"%PDF-1.7\n", whole[:200], b"%PDF-" + bytes(range(256)) * 8):
        assert refusal(data) == "document.pdf_unreadable"


def test_the_words_of_a_pdf_are_taken_out_page_by_page() -> None:
    pages = read_pages(pdf_text(pdf(3)).encode())
    assert [page.strip() for page in pages] == [f"Page {n}: the stamp and the photograph" for n in (1, 2, 3)]
    assert pdf_text(by_hand()) == ""
