"""Files that documents bring: told by their content; nothing that runs, carries or leads out gets in."""

import struct
import zlib
from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image
from tests.library.media import WHOLE, m4a, mp3, ogg, picture
from tests.library.pdfs import by_hand, compressed, drawing, page_drawing, pdf, streamed

from borderdesk.domain.errors import RuleBroken
from borderdesk.library.enclosure import (
    MOST_BYTES,
    Medium,
    check_enclosed,
    ending_of,
    pdf_text,
    read_pages,
    require_named,
)

PNG = WHOLE["png"]


def refusal(data: bytes) -> str:
    with pytest.raises(RuleBroken) as caught:
        check_enclosed(data)
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "ending", "medium"),
    [
        (pdf(), "pdf", Medium.PDF),
        (PNG, "png", Medium.PICTURE),
        (WHOLE["jpg"], "jpg", Medium.PICTURE),
        (WHOLE["mp3"], "mp3", Medium.SOUND),
        (mp3(tag=False), "mp3", Medium.SOUND),
        (WHOLE["ogg"], "ogg", Medium.SOUND),
        (WHOLE["wav"], "wav", Medium.SOUND),
        (WHOLE["m4a"], "m4a", Medium.SOUND),
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


def test_a_picture_with_too_few_dots_to_be_shown_is_broken() -> None:
    whole = picture(size=(8, 6))
    lines = zlib.compress(bytes(40))
    at = whole.index(b"IDAT") - 4
    short = struct.pack(">I", len(lines)) + b"IDAT" + lines + struct.pack(">I", zlib.crc32(b"IDAT" + lines))
    assert refusal(whole[:at] + short + whole[-12:]) == "document.media_broken"


def test_nothing_hides_behind_the_notes_that_a_player_wrote_at_the_end() -> None:
    notes = b"APETAGEX" + struct.pack("<IIII", 2_000, 32, 0, 0) + bytes(8) + bytes(32)
    assert check_enclosed(mp3() + notes) is Medium.SOUND
    assert refusal(mp3() + notes + b"PK\x03\x04 an archive") == "document.media_more"


@pytest.mark.parametrize("kind", [*WHOLE, "pdf"])
@pytest.mark.parametrize(
    "behind", [b"PK\x03\x04 an archive", b"<html><script>alert(1)</script>", b"MZ\x90\0", b"%PDF-1.7 a page"]
)
def test_nothing_hides_behind_the_end_of_a_file(kind: str, behind: bytes) -> None:
    whole = {**WHOLE, "pdf": pdf()}[kind]
    assert refusal(whole + behind) in ("document.media_more", "document.media_broken")
    assert check_enclosed(whole + b"\0\0")


@pytest.mark.parametrize("kind", [*WHOLE])
@pytest.mark.parametrize("other", [*WHOLE])
def test_the_beginning_of_one_kind_before_the_rest_of_another_is_damaged(kind: str, other: str) -> None:
    if kind != other:
        mixed = WHOLE[kind][:12] + WHOLE[other][12:]
        assert refusal(mixed) in ("document.media_broken", "document.media_more", "document.not_a_sound")


def test_half_a_picture_and_one_that_says_it_is_as_large_as_a_field_are_turned_away() -> None:
    huge = bytearray(PNG)
    huge[16:24] = struct.pack(">II", 60_000, 60_000)
    huge[29:33] = struct.pack(">I", zlib.crc32(bytes(huge[12:29])))
    assert refusal(bytes(huge)) == "document.picture_huge"
    jpeg = bytearray(WHOLE["jpg"])
    place = jpeg.index(b"\xff\xc0") + 5
    jpeg[place : place + 4] = struct.pack(">HH", 65_000, 65_000)
    assert refusal(bytes(jpeg)) == "document.picture_huge"
    for whole in (PNG, WHOLE["jpg"], WHOLE["wav"], WHOLE["ogg"], WHOLE["m4a"]):
        assert refusal(whole[: len(whole) * 2 // 3]) == "document.media_broken"
    # A picture of 48 points that unpacks to 64 MB.
    packed = zlib.compress(bytes(64 << 20), 9)
    bomb = PNG[:33] + struct.pack(">I4s", len(packed), b"IDAT") + packed
    bomb += struct.pack(">I", zlib.crc32(b"IDAT" + packed)) + PNG[-12:]
    assert refusal(bomb) == "document.media_broken"
    assert check_enclosed(picture(size=(4_000, 3_000))) is Medium.PICTURE


def test_an_archive_is_not_let_in_as_something_else() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("run.exe", b"MZ")
    hidden = packed.getvalue()
    assert refusal(by_hand("", [streamed("", hidden)])) == "document.media_more"
    remark = struct.pack(">I4s", len(hidden), b"tEXt") + hidden
    inside = PNG[:33] + remark + struct.pack(">I", zlib.crc32(remark[4:])) + PNG[33:]
    assert refusal(inside) == "document.media_more"


def test_a_picture_that_is_drawn_over_and_over_and_a_sound_of_boxes_within_boxes_are_turned_away() -> None:
    made = BytesIO()
    Image.new("L", (8, 8)).save(made, "JPEG", progressive=True)
    whole = made.getvalue()
    scan = whole[whole.rindex(b"\xff\xda") : -2]
    assert check_enclosed(whole) is Medium.PICTURE
    assert refusal(whole[:-2] + scan * 40 + whole[-2:]) == "document.media_broken"
    boxes = b"".join(struct.pack(">I4s", 8 * (5_000 - n), b"moov") for n in range(5_000))
    assert refusal(b"\0\0\0\x10ftypM4A \0\0\0\0" + boxes) == "document.media_broken"


def test_a_film_packed_like_a_sound_is_turned_away() -> None:
    assert refusal(m4a(b"vide")) == "document.not_a_sound"
    assert refusal(ogg(b"\x80theora")) == "document.not_a_sound"


@pytest.mark.parametrize("holds", [*WHOLE, "pdf", "md"])
def test_a_name_that_says_something_else_is_turned_away(holds: str) -> None:
    for says in (*WHOLE, "pdf", "md", "svg", "exe", "docx"):
        if says != holds:
            with pytest.raises(RuleBroken) as caught:
                require_named(f"card.{says}", holds)
            assert caught.value.code == "document.not_its_name"
            told = "Markdown" if holds == "md" else holds
            assert caught.value.fields == {"file": f"card.{says}", "says": says, "holds": told}
    require_named(f"card.{holds.upper()}", holds)
    require_named("card", holds)


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


@pytest.mark.parametrize(("side", "fits"), [("3370", True), ("14400", False), ("0.1", False)])
def test_a_page_larger_than_a_poster_or_too_small_to_be_read_is_turned_away(side: str, fits: bool) -> None:
    sized = by_hand().replace(b"[0 0 200 200]", f"[0 0 {side} 200]".encode())
    if fits:
        assert check_enclosed(sized) is Medium.PDF
    else:
        with pytest.raises(RuleBroken) as refused:
            check_enclosed(sized)
        assert (refused.value.code, refused.value.fields) == ("document.pdf_side", {"page": 1})


@pytest.mark.parametrize(
    ("facts", "packed"),
    [
        ("/Filter/FlateDecode", zlib.compress(bytes(40 << 20), 9)),
        ("/Filter[/Fl/FlateDecode]", zlib.compress(zlib.compress(bytes(40 << 20), 9), 9)),
        ("/Filter[/ASCIIHexDecode/FlateDecode]", zlib.compress(bytes(80 << 20), 9).hex().encode()),
        ("/Subtype/Image/Filter/DCTDecode/Width 60000/Height 60000", b""),
        ("/Subtype 5 0 R/Filter[6 0 R]/Width 60000/Height 60000", b""),
        ("/Subtype 5 0 R/Filter 7 0 R/Width 60000/Height 60000", b""),
    ],
)
def test_a_pdf_that_grows_when_it_is_opened_is_turned_away(facts: str, packed: bytes) -> None:
    part = f"<</Length {len(packed)} {facts}>>stream\n".encode() + packed + b"\nendstream"
    assert refusal(by_hand("", [part, "/Image", "/DCTDecode", "[/DCTDecode]"])) == "document.pdf_unpacks"


_ONE_IN_ANOTHER = [
    *(drawing(b"/X Do /#58 Do", f"/Resources<</XObject<</X {n} 0 R>>>>") for n in range(6, 40)),
    drawing(b"0 0 1 1 re f"),
]
_CELL = streamed("/PatternType 1/BBox[0 0 3000 3000]/XStep .01/YStep .01", b"0 0 1 1 re f")
_SAID_ELSEWHERE = streamed("/PatternType 6 0 R/BBox 7 0 R/XStep .01/YStep .01", b"0 0 1 1 re f")
_LESS = streamed("/Subtype/Image/Width -90000/Height 9000/Filter/DCTDecode", b"")
_USES = b"/Resources<</XObject<</X 5 0 R>>>>"
_FROM_ABOVE = (
    page_drawing(b"/X Do", *_ONE_IN_ANOTHER)
    .replace(_USES, b"", 1)
    .replace(b"<</Type/Pages", b"<</Type/Pages" + _USES, 1)
)
_PICTURE = streamed("/Subtype 6 0 R/Width 4000/Height 4000/Filter/DCTDecode", b"")


@pytest.mark.parametrize(
    "heavy",
    [
        page_drawing(b"/X Do", *_ONE_IN_ANOTHER),
        page_drawing(b"/X Do", drawing(b"/X Do")),
        page_drawing(b"/X Do", drawing(b"/X Do", "/Resources<</XObject<</X 5 0 R>>>>")),
        page_drawing(b"/X Do " * 9_000, drawing(b"0 0 m 9 9 l S " * 99)),
        page_drawing(b"/P scn", _CELL, uses="/Pattern<</P 5 0 R>>"),
        page_drawing(b"/P scn", _SAID_ELSEWHERE, b"1", b"[0 0 3000 3000]", uses="/Pattern<</P 5 0 R>>"),
        page_drawing(b"/X Do " * 99, _PICTURE, b"/Image"),
        page_drawing(
            b"/X Do /Y Do " * 9_000, drawing(b"q Q " * 999), _LESS, uses="/XObject<</Y 6 0 R/X 5 0 R>>"
        ),
        _FROM_ABOVE,
        page_drawing(b"0 0 m 9 9 l S " * 400_000),
        by_hand("", [streamed("", b"q " * 99_000)], f"/Contents[{'4 0 R ' * 99}]"),
        by_hand("", [drawing(b"q " * 2_200_000)], "/Annots[<</AP<</N 4 0 R>>>>]"),
    ],
)
def test_a_page_that_would_keep_the_pc_busy_for_long_is_turned_away(heavy: bytes) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_enclosed(heavy)
    assert (refused.value.code, refused.value.fields) == ("document.pdf_heavy", {"page": 1})


def test_a_pdf_of_very_many_parts_or_that_says_it_has_very_many_pages_is_turned_away() -> None:
    assert refusal(b"%PDF-1.7\n" + b"1 0 obj null endobj\n" * 100_001) == "document.pdf_parts"
    assert refusal(by_hand().replace(b"/Count 1>", b"/Count 999999>")) == "document.pdf_pages"


def test_pages_that_stand_above_themselves_are_looked_through_all_the_same() -> None:
    circle = by_hand().replace(b"<</Type/Pages", b"<</Type/Pages/Parent 2 0 R")
    assert check_enclosed(circle) is Medium.PDF


def test_a_drawing_that_each_page_uses_a_few_times_is_let_in() -> None:
    assert check_enclosed(page_drawing(b"/X Do " * 20, drawing(b"0 0 m 9 9 l S " * 99))) is Medium.PDF


def test_a_packed_page_of_usual_size_is_let_in() -> None:
    packed = zlib.compress(b"0 0 m 1 1 l S " * 1000)
    part = f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode() + packed + b"\nendstream"
    assert check_enclosed(by_hand("", [part])) is Medium.PDF


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


def test_a_page_whose_letters_cannot_be_told_stands_in_the_way_of_no_other() -> None:
    wrong = b"beginbfrange <0000> <FFFFFFFF> <0000> endbfrange"
    font = "/F<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 5 0 R/DescendantFonts[]>>"
    words = page_drawing(b"BT /F 9 Tf (a) Tj ET", streamed("", wrong), uses=f"/Font<<{font}>>")
    assert check_enclosed(words) is Medium.PDF and pdf_text(words) == ""
