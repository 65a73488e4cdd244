"""Pictures, files, signatures and places as answers; pictures and sounds of the form beside its questions."""

import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.questions.samples import asked, choices, type_text, yes_no
from tests.ui.questions.tables import form_of, session_on

from borderdesk.domain.errors import RuleBroken
from borderdesk.ui.questions.answer_bar import AnswerBar
from borderdesk.ui.questions.card import QuestionCard
from borderdesk.ui.questions.controller import FormController
from borderdesk.ui.questions.files import FileField
from borderdesk.ui.questions.media import MemoryMedia, QuestionMedia, encoded, harmless_picture
from borderdesk.ui.questions.places import PlaceField
from borderdesk.ui.questions.registry import widget_for
from borderdesk.ui.questions.shown import ShownQuestion
from borderdesk.ui.questions.signature import SignaturePad

OnScreen = Callable[..., QWidget]


def _image(width: int = 60, height: int = 40) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    return image


def _camera_jpeg(width: int = 60, height: int = 40) -> bytes:
    """A JPEG with what a camera writes into it: orientation 6 and a comment in place of the coordinates."""
    plain = encoded(_image(width, height), "JPEG")
    orientation = struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0)
    maker = struct.pack(">HHII", 0x010F, 2, 20, 8 + 2 + 24 + 4)
    tiff = b"MM\x00\x2a" + struct.pack(">I", 8) + struct.pack(">H", 2) + maker + orientation
    tiff += struct.pack(">I", 0) + b"17.9757N 102.6331E\x00\x00"
    exif = b"Exif\x00\x00" + tiff
    return plain[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + plain[2:]


def _png_with_text() -> bytes:
    png = encoded(_image(), "PNG")
    body = b"tEXtAuthor\x00Somebody"
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return png[:33] + chunk + png[33:]


# ------------------------------------------------------------------ making pictures harmless
def test_place_and_camera_do_not_stay_in_a_picture() -> None:
    source = _camera_jpeg()
    assert b"17.9757N" in source
    kept = harmless_picture(source)
    assert kept is not None
    assert b"Exif" not in kept
    assert b"17.9757N" not in kept
    turned = QImage.fromData(kept)
    assert (turned.width(), turned.height()) == (40, 60)


def test_words_in_a_png_do_not_stay() -> None:
    kept = harmless_picture(_png_with_text())
    assert kept is not None
    assert b"Somebody" not in kept
    assert QImage.fromData(kept).textKeys() == []


def test_a_large_picture_is_made_smaller_and_what_is_none_is_refused() -> None:
    kept = harmless_picture(encoded(_image(4000, 1000), "PNG"))
    assert kept is not None
    small = QImage.fromData(kept)
    assert (small.width(), small.height()) == (2000, 500)
    assert harmless_picture(b"not a picture") is None


# ------------------------------------------------------------------ files
class FullDisk(MemoryMedia):
    """Keeps nothing."""

    def put(self, content: bytes, media_type: str, *, signature: bool = False) -> str:
        raise RuleBroken("attachment.too_large", most=10)


def _file_field(
    on_screen: OnScreen, media: MemoryMedia, chosen: Path | None = None, media_type: str = "image/*"
) -> FileField:
    question = replace(asked("upload", "binary", "P"), collects="all", media_type=media_type)
    field = FileField(question)
    field.use(QuestionMedia(media, (lambda pattern, take: take(chosen)) if chosen else None))
    field.answered.connect(lambda value, _by_key: field.show_question(replace(field.question, value=value)))
    on_screen(field)
    return field


def test_a_picture_from_a_disk_is_kept_without_its_name(
    qtbot: QtBot, on_screen: OnScreen, tmp_path: Path
) -> None:
    path = tmp_path / "Bounmixay passport.jpg"
    path.write_bytes(_camera_jpeg())
    media = MemoryMedia()
    field = _file_field(on_screen, media, path)
    qtbot.mouseClick(field.choose_button, Qt.MouseButton.LeftButton)
    assert list(media.kept) == [field.question.value]
    assert "Bounmixay" not in field.question.value
    assert b"Exif" not in media.kept[field.question.value]
    assert field.preview.isVisible()


def test_a_picture_that_is_replaced_or_cleared_is_gone(
    qtbot: QtBot, on_screen: OnScreen, tmp_path: Path
) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(encoded(_image(), "PNG"))
    media = MemoryMedia()
    field = _file_field(on_screen, media, path)
    qtbot.mouseClick(field.choose_button, Qt.MouseButton.LeftButton)
    first = field.question.value
    QApplication.clipboard().setImage(_image(30, 30))
    qtbot.mouseClick(field.paste_button, Qt.MouseButton.LeftButton)
    assert field.question.value not in ("", first)
    assert list(media.kept) == [field.question.value]
    qtbot.mouseClick(field.clear_button, Qt.MouseButton.LeftButton)
    assert (field.question.value, media.kept) == ("", {})


def test_what_cannot_be_kept_is_said_and_the_answer_stays(
    qtbot: QtBot, on_screen: OnScreen, tmp_path: Path
) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"no picture")
    said: list[str] = []
    field = _file_field(on_screen, MemoryMedia(), path)
    field.problem_found.connect(said.append)
    qtbot.mouseClick(field.choose_button, Qt.MouseButton.LeftButton)
    QApplication.clipboard().clear()
    qtbot.mouseClick(field.paste_button, Qt.MouseButton.LeftButton)
    path.write_bytes(encoded(_image(), "PNG"))
    full = _file_field(on_screen, FullDisk(), path)
    full.problem_found.connect(said.append)
    qtbot.mouseClick(full.choose_button, Qt.MouseButton.LeftButton)
    assert said == [
        "This is not a picture that can be shown.",
        "There is no picture to paste.",
        "The file is larger than 10 MB.",
    ]
    assert field.question.value == full.question.value == ""


def test_a_document_is_kept_as_it_is(qtbot: QtBot, on_screen: OnScreen, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(b"%PDF-1.7 paper")
    media = MemoryMedia()
    field = _file_field(on_screen, media, path, "application/*")
    qtbot.mouseClick(field.choose_button, Qt.MouseButton.LeftButton)
    assert list(media.kept.values()) == [b"%PDF-1.7 paper"]
    assert not field.paste_button.isVisible()
    assert field.said.plain_text() == "Kept in the record, 1 kB."


def test_a_file_that_is_not_on_this_pc_is_said(on_screen: OnScreen) -> None:
    field = _file_field(on_screen, MemoryMedia())
    field.show_question(replace(field.question, value=f"{'0' * 64}.jpg"))
    assert field.said.plain_text() == "This file is not on this PC."


# ------------------------------------------------------------------ signature
def _signed(qtbot: QtBot, pad: SignaturePad, to: QPoint) -> None:
    qtbot.mousePress(pad.pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 30))
    qtbot.mouseMove(pad.pad, to)
    qtbot.mouseRelease(pad.pad, Qt.MouseButton.LeftButton, pos=to)


def _pad(on_screen: OnScreen, media: MemoryMedia, value: str = "") -> SignaturePad:
    question = replace(asked("upload", "binary", "S", value, "signature"), collects="signature")
    pad = SignaturePad(question)
    pad.use(QuestionMedia(media))
    pad.answered.connect(lambda given, _by_key: pad.show_question(replace(pad.question, value=given)))
    on_screen(pad)
    return pad


def test_a_signature_is_kept_as_a_picture_and_drawn_again(qtbot: QtBot, on_screen: OnScreen) -> None:
    media = MemoryMedia()
    pad = _pad(on_screen, media)
    _signed(qtbot, pad, QPoint(80, 60))
    _signed(qtbot, pad, QPoint(180, 90))
    assert list(media.kept) == [pad.question.value]
    image = QImage.fromData(media.kept[pad.question.value])
    assert (image.width(), image.height()) == (480, 160)
    dark = [x for x in range(480) for y in range(160) if image.pixelColor(x, y).lightness() < 128]
    assert min(dark) < 30
    assert max(dark) > 150
    assert pad.pad.accessibleName() == "A question, signed"

    again = _pad(on_screen, media, pad.question.value)
    assert again.pad.before.size() == image.size()
    qtbot.mouseClick(again.clear_button, Qt.MouseButton.LeftButton)
    assert (again.question.value, media.kept) == ("", {})


def test_a_signature_that_cannot_be_kept_is_taken_off_the_pad(qtbot: QtBot, on_screen: OnScreen) -> None:
    pad = _pad(on_screen, FullDisk())
    _signed(qtbot, pad, QPoint(80, 60))
    assert pad.question.value == ""
    assert pad.pad.strokes == []


# ------------------------------------------------------------------ places
def _place(on_screen: OnScreen, value: str = "") -> PlaceField:
    field = PlaceField(replace(asked("input", "geopoint", "G", value), collects="all"))
    on_screen(field)
    return field


@pytest.mark.parametrize(
    ("typed", "value", "problem"),
    [
        (("17.96", "102.6", "", ""), "17.96 102.6 0 0", ""),
        (("໑໗.໙", "102,6", "170", "5"), "17.9 102.6 170 5", ""),
        (("", "", "", ""), "", ""),
        (("17.9", "", "", ""), "", "Latitude and longitude belong together."),
        (("91", "102", "", ""), "", "Latitude (−90 to 90): this is not in range."),
        (("17", "-181", "", ""), "", "Longitude (−180 to 180): this is not in range."),
        (("17", "102", "", "-1"), "", "Accuracy in metres: this is not in range."),
        (("nan", "102", "", ""), "", "Latitude (−90 to 90): this is not in range."),
    ],
)
def test_a_place_is_typed_and_held_against_its_range(
    on_screen: OnScreen, typed: tuple[str, ...], value: str, problem: str
) -> None:
    field = _place(on_screen)
    for box, text in zip(field.boxes, typed, strict=True):
        box.setFocus()
        type_text(box, text)
    assert field.typed_value() == (value, problem)


def test_a_stored_place_is_shown_without_what_nobody_knew(on_screen: OnScreen) -> None:
    field = _place(on_screen, "17.96 102.6 0.0 0.0")
    assert [box.text() for box in field.boxes] == ["17.96", "102.6", "", ""]


# ------------------------------------------------------------------ pictures and sounds of the form
FORM = """
| survey |
| | type | name | label::English (en) | media::image::English (en) | media::audio::English (en) |
| | select_one way | by | How did you come? | road.png | ask.mp3 |
| | image | photo | Photo | | |
| choices |
| | list_name | name | label::English (en) | media::image::English (en) |
| | way | boat | By boat | boat.png |
| | way | foot | On foot | |
| settings |
| | form_id | version |
| | way | 1 |
"""


def _controller(media: MemoryMedia | None) -> FormController:
    held = None if media is None else QuestionMedia(media)
    return FormController(session_on(form_of(FORM)), media=held)


def test_pictures_and_sounds_of_the_form_reach_its_questions() -> None:
    files = {"jr://images/road.png": b"road", "jr://images/boat.png": b"boat", "jr://audio/ask.mp3": b"ask"}
    shown = _controller(MemoryMedia(form_files=files)).shown("by")
    assert (shown.image, shown.sound) == (b"road", b"ask")
    assert [choice.image for choice in shown.choices] == [b"boat", b""]
    assert _controller(None).shown("by").image == b""


def test_a_form_collects_pictures_only_where_it_may() -> None:
    assert _controller(MemoryMedia(allowed=True)).shown("photo").collects == "all"
    assert _controller(MemoryMedia(allowed=False)).shown("photo").collects == "signature"
    assert _controller(None).shown("photo").collects == ""


def test_a_question_and_its_choices_show_their_pictures(on_screen: OnScreen) -> None:
    picture = encoded(_image(200, 100), "PNG")
    plain = replace(yes_no(), choices=choices("Boat", "Foot"))
    pictured = replace(
        plain, image=picture, choices=tuple(replace(choice, image=picture) for choice in plain.choices)
    )
    assert widget_for(pictured) is AnswerBar

    def height(question: ShownQuestion) -> int:
        card = QuestionCard(question, place="form")
        on_screen(card)
        assert card.picture.isVisible() is bool(question.image)
        return card.field.heightForWidth(600)

    assert height(pictured) > height(plain)


def test_a_sound_that_cannot_be_played_has_no_button(on_screen: OnScreen) -> None:
    from borderdesk.ui.questions.sound import can_play

    card = QuestionCard(replace(yes_no(), sound=b"ask"), place="form")
    on_screen(card)
    assert card.play is not None
    assert card.play.isVisible() is can_play()
    silent = QuestionCard(yes_no(), place="form")
    on_screen(silent)
    assert silent.play is None
