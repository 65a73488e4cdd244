"""Small whole pictures and sounds for tests, as cameras and recorders make them."""

import struct
import wave
from io import BytesIO

from PIL import Image


def picture(kind: str = "PNG", size: tuple[int, int] = (8, 6)) -> bytes:
    """A picture of one colour."""
    made = BytesIO()
    Image.new("RGB", size, (11, 88, 118)).save(made, kind)
    return made.getvalue()


def wav() -> bytes:
    """A tenth of a second of silence."""
    made = BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8_000)
        sound.writeframes(bytes(1_600))
    return made.getvalue()


def mp3(frames: int = 3, tag: bool = True) -> bytes:
    """Frames of MPEG 1 layer 3, 128 kbit/s, 44.1 kHz, with a tag of 20 bytes in front."""
    head = b"ID3\x03\0\0\0\0\0\x14" + bytes(20) if tag else b""
    return head + (b"\xff\xfb\x90\x00" + bytes(413)) * frames


def ogg(voice: bytes = b"OpusHead") -> bytes:
    """Two pages of one stream."""

    def page(flags: int, number: int, body: bytes) -> bytes:
        head = b"OggS\0" + struct.pack("<BQIIIB", flags, 0, 7, number, 0, 1)
        return head + bytes([len(body)]) + body

    return page(2, 0, voice + bytes(11)) + page(4, 1, bytes(40))


def m4a(handler: bytes = b"soun") -> bytes:
    """A file of one track."""

    def box(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I4s", len(body) + 8, kind) + body

    hdlr = box(b"hdlr", bytes(8) + handler + bytes(13))
    moov = box(b"moov", box(b"mvhd", bytes(100)) + box(b"trak", box(b"mdia", hdlr)))
    return box(b"ftyp", b"M4A \0\0\0\0") + moov + box(b"mdat", bytes(30))


WHOLE = {
    "png": picture(),
    "jpg": picture("JPEG"),
    "wav": wav(),
    "mp3": mp3(),
    "ogg": ogg(),
    "m4a": m4a(),
}
