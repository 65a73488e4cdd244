"""What a program of Windows says of itself: its icon and its version; called by borderdesk.spec there.

The icon is drawn from the program's own: an ICO file of PNG pictures, as Windows takes since Vista. The
version resource is what a person sees in the file's properties, and virus scanners ask for.
"""

import os
import struct
import tomllib
from pathlib import Path
from typing import Any

SIZES = (256, 64, 48, 32, 16)
COMPANY, TITLE = "BorderDesk", "BorderDesk"


def application_icon(resources: Path, folder: Path) -> str:
    """The path of an icon file made in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / "app.ico"
    place.write_bytes(ico(drawn((resources / "icons" / "app.svg").read_bytes())))
    return str(place)


def drawn(svg: bytes) -> list[tuple[int, bytes]]:
    """A drawing in each of SIZES, as PNG."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    pictures = []
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        QSvgRenderer(QByteArray(svg)).render(painter)
        painter.end()
        out = QBuffer()
        out.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(out, "PNG")
        pictures.append((size, bytes(out.data().data())))
    return pictures


def ico(pictures: list[tuple[int, bytes]]) -> bytes:
    """An ICO file: a head, a row for each picture (0 is 256 pixels), the pictures."""
    place = 6 + 16 * len(pictures)
    rows = b""
    for size, png in pictures:
        rows += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(png), place)
        place += len(png)
    return struct.pack("<HHH", 0, 1, len(pictures)) + rows + b"".join(png for _, png in pictures)


def version_resource(project: Path) -> Any:
    """The program's version in the form that PyInstaller takes."""
    from PyInstaller.utils.win32 import versioninfo  # on Windows only

    version = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"]
    numbers = four(version)
    said = {
        "CompanyName": COMPANY,
        "FileDescription": TITLE,
        "FileVersion": version,
        "InternalName": "borderdesk",
        "OriginalFilename": "borderdesk.exe",
        "ProductName": TITLE,
        "ProductVersion": version,
    }
    strings = [versioninfo.StringStruct(name, text) for name, text in said.items()]
    english_unicode = ("040904B0", [0x0409, 0x04B0])
    return versioninfo.VSVersionInfo(
        ffi=versioninfo.FixedFileInfo(filevers=numbers, prodvers=numbers),
        kids=[
            versioninfo.StringFileInfo([versioninfo.StringTable(english_unicode[0], strings)]),
            versioninfo.VarFileInfo([versioninfo.VarStruct("Translation", english_unicode[1])]),
        ],
    )


def four(version: str) -> tuple[int, int, int, int]:
    """A version as the four numbers that Windows wants; what comes after the first three counts as 0."""
    parts = [int(part) for part in version.split(".")[:3] if part.isdigit()]
    first, second, third = (*parts, 0, 0, 0)[:3]
    return first, second, third, 0
