"""Workbooks (XLSX) that somebody brought, looked at before anything opens them.

A file of some kilobytes may unpack to what takes a reader minutes or gigabytes.
"""

import io
import re
from zipfile import BadZipFile, ZipFile, ZipInfo

MOST_UNPACKED = 48 << 20
_MOST_BESIDE = 2 << 20
"""Bytes of a part that holds no cells: styles become objects, and a small file may unpack to millions."""
_CELLS = ("xl/worksheets/", "xl/sharedStrings.xml")
_MEDIA = "xl/media/"
_MOST_TAGS = 2_000_000
"""Of the parts that hold cells; more take the reader minutes. The largest workbook of texts has a third."""
_XML = re.compile(rb"[\xef\xbb\xbf\xfe\xff\x00\s]*<")
_ENDLESS_TAG = re.compile(rb"<[^<>]{8192}")


def swollen(data: bytes) -> bool:
    """Whether a workbook unpacks to more than one may. What is none, or is damaged, its reader tells."""
    try:
        packed = ZipFile(io.BytesIO(data))
    except (BadZipFile, ValueError, NotImplementedError):
        return False
    with packed:
        # What it says that it unpacks to; the unpacking never goes beyond that.
        if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
            return True
        tags = 0
        for part in packed.infolist():
            if not part.filename.startswith((*_CELLS, _MEDIA)):
                if part.file_size > _MOST_BESIDE:
                    return True
                continue
            text = _text(packed, part)
            if part.filename.startswith(_MEDIA) and not _XML.match(text):
                continue  # a picture; cells lie wherever the workbook says, so also there
            tags += text.count(b"<")
            if tags > _MOST_TAGS or _ENDLESS_TAG.search(text):
                return True
    return False


def _text(packed: ZipFile, part: ZipInfo) -> bytes:
    try:
        return packed.read(part)
    except Exception:
        # zipfile and zlib raise many kinds of errors on damaged or hostile parts; the reader gets no further.
        return b""
