"""Pictures and sounds looked at from their first byte to their last: whole, of a size that can be shown, and
nothing else behind them.

A file may begin like a picture and go on as an archive, a page or a program; it may say of itself that it is
as large as a field. Nothing is decoded here: only the frame that every such file has is walked through
(PNG: W3C; JPEG: ITU T.81; WAVE: RIFF; Ogg: RFC 3533; MP3: ISO 11172-3; M4A: ISO 14496-12).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator

from borderdesk.domain.errors import RuleBroken

MOST_PIXELS = 24_000_000
"""A larger picture would take 100 MB of an old PC's memory when it is shown."""

_PIECE = 1 << 20
"""Bytes of a picture that are unpacked at once."""
_DEPTHS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_BITS_OF_DEPTH = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_MOST_SCANS = 32
"""Times that a JPEG goes over the whole picture; cameras go once, those that grow clearer ten times."""
_DEEPEST = 8
"""Boxes within boxes of an M4A; what says that a track is a sound lies three deep."""
_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE = frozenset({0x01, *range(0xD0, 0xD8)})
_WAVES = {1, 3, 6, 7, 0xFFFE}
_VOICES = (b"\x01vorbis", b"OpusHead", b"Speex   ", b"\x7fFLAC")
_BOXES = frozenset((b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"udta", b"moof", b"sidx", b"mfra"))
_NESTED = (b"moov", b"trak", b"mdia")
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_BITS = {
    3: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}


def check_whole(data: bytes, ending: str) -> None:
    """Look a picture or sound through; ``ending`` is what its first bytes say that it is.

    :raises RuleBroken: ``document.media_broken`` or ``document.media_more`` with the byte ``at`` which it
        stops being one; ``document.picture_huge`` (``width``, ``height``); ``document.not_a_sound``.
    """
    try:
        end = _WALKS[ending](data)
    except (struct.error, IndexError, zlib.error) as error:
        raise RuleBroken("document.media_broken", at=len(data)) from error
    if data[end:].strip(b"\0"):
        raise RuleBroken("document.media_more", at=end)


def _broken(at: int) -> RuleBroken:
    return RuleBroken("document.media_broken", at=at)


def _require_shown(width: int, height: int) -> None:
    if not width or not height:
        raise _broken(0)
    if width * height > MOST_PIXELS:
        raise RuleBroken("document.picture_huge", width=width, height=height)


# ------------------------------------------------------------------ pictures
def _png(data: bytes) -> int:
    at, room, least, filled = 8, 0, 0, 0
    unpacked = zlib.decompressobj()
    while True:
        size: int
        size, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + size]
        (stated,) = struct.unpack_from(">I", data, at + 8 + size)
        if zlib.crc32(kind + body) != stated or (not room and kind != b"IHDR"):
            raise _broken(at)
        if kind == b"IHDR":
            width, height, depth, colours = struct.unpack_from(">IIBB", body)
            _require_shown(width, height)
            if depth not in _BITS_OF_DEPTH.get(colours, ()):
                raise _broken(at)
            room = (width * depth * _DEPTHS[colours] + 7) // 8 * height + 8 * height + 1_024
            least = width * depth * _DEPTHS[colours] * height // 8
        elif kind == b"IDAT":
            while body:
                filled += len(unpacked.decompress(body, _PIECE))
                body = unpacked.unconsumed_tail
                if filled >= room:
                    raise _broken(at)
        at += 12 + size
        if kind == b"IEND":
            if not filled or filled < least:
                raise _broken(at)
            return at


def _jpeg(data: bytes) -> int:
    at, shown, scans = 2, False, 0
    while True:
        while data[at] == 0xFF and data[at + 1] == 0xFF:
            at += 1
        if data[at] != 0xFF:
            raise _broken(at)
        mark = data[at + 1]
        if mark == 0xD9:
            if not shown:
                raise _broken(at)
            return at + 2
        if mark in _BARE:
            at += 2
            continue
        (size,) = struct.unpack_from(">H", data, at + 2)
        if size < 2 or mark == 0xD8:
            raise _broken(at)
        if mark in _SIZES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            _require_shown(width, height)
            shown = True
        if mark == 0xDA:
            scans += 1
        if scans > _MOST_SCANS:
            raise _broken(at)
        at += 2 + size
        if mark == 0xDA:
            at = _after_scan(data, at)


def _after_scan(data: bytes, at: int) -> int:
    """Where the next mark of a JPEG stands behind its packed lines."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            raise _broken(len(data))
        if data[at + 1] == 0 or data[at + 1] in _BARE:
            at += 2
        else:
            return at


# ------------------------------------------------------------------ sounds
def _wave(data: bytes) -> int:
    size: int
    (size,) = struct.unpack_from("<I", data, 4)
    end, at, kinds = 8 + size, 12, set()
    if end > len(data):
        raise _broken(len(data))
    while at + 8 <= end:
        kind, length = struct.unpack_from("<4sI", data, at)
        if kind == b"fmt " and struct.unpack_from("<H", data, at + 8)[0] not in _WAVES:
            raise RuleBroken("document.not_a_sound")
        kinds.add(kind)
        at += 8 + length + length % 2
    if not {b"fmt ", b"data"} <= kinds or at > end + 1:
        raise _broken(min(at, end))
    return end


def _ogg(data: bytes) -> int:
    at, streams = 0, set()
    while data.startswith(b"OggS", at):
        flags = data[at + 5]
        (stream,) = struct.unpack_from("<I", data, at + 14)
        count = data[at + 26]
        start = at + 27 + count
        end = start + sum(data[at + 27 : start])
        if end > len(data):
            raise _broken(at)
        if flags & 2:
            if not data.startswith(_VOICES, start):
                raise RuleBroken("document.not_a_sound")
            streams.add(stream)
        elif stream not in streams:
            raise _broken(at)
        at = end
    return at


def _mp3(data: bytes) -> int:
    at = 0
    if data.startswith(b"ID3"):
        if any(byte & 0x80 for byte in data[6:10]):
            raise _broken(6)
        at = 10 + sum(byte << 7 * place for place, byte in enumerate(reversed(data[6:10])))
        at += 10 if data[5] & 0x10 else 0
        while at < len(data) and not data[at]:
            at += 1
    first, frames = at, 0
    while (size := _frame(data, at)) and at < len(data):
        at += size
        frames += 1
    if not frames:
        raise _broken(first)
    if data.startswith(b"TAG", at):
        at += 128
    if data.startswith(b"APETAGEX", at):
        at += 32 + int(struct.unpack_from("<I", data, at + 12)[0])
    return min(at, len(data))


def _frame(data: bytes, at: int) -> int:
    """How long the frame of an MP3 is that stands here; 0 where none does."""
    if at + 4 > len(data) or data[at] != 0xFF or data[at + 1] & 0xE6 != 0xE2:
        return 0
    version = data[at + 1] >> 3 & 3
    bits, rate = data[at + 2] >> 4, data[at + 2] >> 2 & 3
    if version == 1 or rate == 3 or not 0 < bits < 15:
        return 0
    kilobits = _BITS[3 if version == 3 else 2][bits - 1]
    samples = 144_000 if version == 3 else 72_000
    return samples * kilobits // _RATES[version][rate] + (data[at + 2] >> 1 & 1)


def _m4a(data: bytes) -> int:
    at = 0
    kinds, tracks = set(), set()
    for kind, start, end in _boxes(data, 0, len(data)):
        if kind not in _BOXES:
            return at
        kinds.add(kind)
        if kind == b"moov":
            tracks |= set(_tracks(data, start, end))
        at = end
    if not {b"moov", b"mdat"} <= kinds:
        raise _broken(at)
    if tracks != {b"soun"}:
        raise RuleBroken("document.not_a_sound")
    return at


def _boxes(data: bytes, at: int, until: int) -> Iterator[tuple[bytes, int, int]]:
    while at + 8 <= until:
        size, kind = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, at + 8)
            head = 16
        if size < head or at + size > until:
            raise _broken(at)
        yield kind, at + head, at + size
        at += size


def _tracks(data: bytes, start: int, end: int, depth: int = 0) -> Iterator[bytes]:
    """What each track of a film or sound holds, such as ``soun`` or ``vide``."""
    if depth > _DEEPEST:
        raise _broken(start)
    for kind, inner, after in _boxes(data, start, end):
        if kind in _NESTED:
            yield from _tracks(data, inner, after, depth + 1)
        elif kind == b"hdlr":
            yield data[inner + 8 : inner + 12]


_WALKS: dict[str, Callable[[bytes], int]] = {
    "png": _png,
    "jpg": _jpeg,
    "wav": _wave,
    "ogg": _ogg,
    "mp3": _mp3,
    "m4a": _m4a,
}
