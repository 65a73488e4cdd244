"""Pictures, sounds and files of questions: where they are kept, how they are made harmless and shown.

The desk gives a keeper for each form (``desk.draft_media``); a preview keeps everything in memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPixmap

from borderdesk.text import tr

LONGEST_SIDE = 2000
"""Pixels; larger pictures are made smaller before they are kept."""

PICTURES = "*.[pjgbw][npime][gpfb]*"
"""File names that may be pictures: .png .jpg .jpeg .gif .bmp .webp."""

MOST_READ = 40 << 20
"""Bytes of a file that is looked at at all; a camera's picture has a fifth of it."""

MOST_DOTS = 250_000_000
"""Of a picture that is looked at; no telephone takes so many, and the window would wait for more."""

_QUALITY = 85


class MediaKeeper(Protocol):
    """Where the files of one form's answers are kept, and the pictures and sounds the form brought."""

    @property
    def allowed(self) -> bool:
        """Whether the form collects pictures, files and places; signatures it always may."""
        ...

    def put(self, content: bytes, media_type: str, *, signature: bool = False) -> str:
        """Keep a file; the name for the answer. Raises BorderDeskError and keeps nothing."""
        ...

    def get(self, name: str) -> bytes | None:
        """The file that an answer names, None where it is not here."""
        ...

    def drop(self, name: str) -> None:
        """No answer names this file any more."""
        ...

    def of_form(self, address: str) -> bytes | None:
        """A picture or sound that the form names, such as ``jr://images/a.png``."""
        ...


ChooseFile = Callable[[str, Callable[[Path], object]], object]
"""Ask for a file whose name fits a pattern, and hand its path on."""


@dataclass(frozen=True)
class QuestionMedia:
    """What questions with pictures and files need from around them."""

    keeper: MediaKeeper
    choose_file: ChooseFile | None = None


@dataclass
class MemoryMedia:
    """Keeps files as long as it lives: for trying a form out."""

    allowed: bool = True
    form_files: Mapping[str, bytes] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)

    def put(self, content: bytes, media_type: str, *, signature: bool = False) -> str:
        """Keep it under its hash."""
        name = f"{hashlib.sha256(content).hexdigest()}.{media_type.rpartition('/')[2]}"
        self.kept[name] = content
        return name

    def get(self, name: str) -> bytes | None:
        """What was kept."""
        return self.kept.get(name)

    def drop(self, name: str) -> None:
        """Forget it."""
        self.kept.pop(name, None)

    def of_form(self, address: str) -> bytes | None:
        """A file of the form."""
        return self.form_files.get(address)


def harmless_picture(content: bytes, longest: int = LONGEST_SIDE) -> bytes | None:
    """The picture drawn anew as JPEG: nothing but its dots is left, neither place nor time nor camera.

    Turned as its camera meant it, its longer side at most ``longest`` px. None where it is no picture.
    """
    image = _read(content, longest)
    return None if image is None else _drawn_anew(image, "JPEG")


def _read(content: bytes, longest: int) -> QImage | None:
    if len(content) > MOST_READ:
        return None
    source = QBuffer()
    source.setData(QByteArray(content))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(source)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() * size.height() > MOST_DOTS:
        return None
    if size.isValid() and max(size.width(), size.height()) > longest:
        reader.setScaledSize(size.scaled(longest, longest, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


def picture_from(path: Path) -> QImage | str:
    """The picture in a file, or in words why there is none."""
    try:
        if path.stat().st_size > MOST_READ:
            return tr("This file is too large.")
        image = _read(path.read_bytes(), LONGEST_SIDE)
    except OSError:
        return tr("This file cannot be read.")
    return tr("This is not a picture that can be shown.") if image is None else image


def smaller(image: QImage, longest: int = LONGEST_SIDE) -> QImage:
    """The picture with its longer side at most ``longest`` px."""
    if max(image.width(), image.height()) <= longest:
        return image
    return image.scaled(
        longest, longest, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def harmless_image(image: QImage, longest: int = LONGEST_SIDE) -> bytes:
    """As :func:`harmless_picture`, for a picture from the clipboard."""
    return _drawn_anew(smaller(image, longest), "JPEG")


def _drawn_anew(image: QImage, kind: str) -> bytes:
    # A fresh image: texts that a file carries along stay with the one it was read into.
    canvas = QImage(image.size(), QImage.Format.Format_RGB32)
    canvas.fill(Qt.GlobalColor.white)
    painter = QPainter(canvas)
    painter.drawImage(0, 0, image)
    painter.end()
    return encoded(canvas, kind)


def encoded(image: QImage, kind: str) -> bytes:
    """The bytes of an image file of this kind (``JPEG``, ``PNG``)."""
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(out, kind, _QUALITY if kind == "JPEG" else -1)  # type: ignore[call-overload]  # Qt takes str
    return bytes(out.data().data())


@lru_cache(maxsize=64)
def picture(content: bytes, width: int, height: int) -> QPixmap:
    """A picture that fits into ``width`` × ``height`` pixels; null where it cannot be drawn."""
    image = QImage.fromData(content)
    if image.isNull():
        return QPixmap()
    bounds = QSize(min(width, image.width()), min(height, image.height()))
    small = image.scaled(
        bounds, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    return QPixmap.fromImage(small)
