"""Text on its way to a widget; used by every widget that shows words.

A widget is given either a plain string or a function returning one. A function is asked again when the
language changes, so a running window can switch. Lao, Thai, Khmer and Burmese have no spaces: break
points are put in when text is shown and taken out when it is read back.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from borderdesk.text import language

Say = str | Callable[[], str]
"""A text, or how to get it in the language of the moment."""

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{16}")
"""A run long enough to need a line end within it; a shorter one fits on any line."""
_BURMESE = re.compile("[\u1000-\u109f]")
_BREAK = "\u200b"


def said(say: Say) -> str:
    """The plain text of ``say`` now."""
    return say if isinstance(say, str) else say()


def shown(text: str) -> str:
    """``text`` with its break points, where its script has no spaces."""
    if not _UNSPACED.search(text):
        return text
    from borderdesk.text.lao import with_breaks  # late: ICU is not needed to show an English window

    return with_breaks(text, language() if language() != "en" else "lo")


def lines_are_ours(text: str) -> bool:
    """Whether Qt would end lines of ``text`` inside syllables: it does so in Burmese, whatever is marked."""
    return _BURMESE.search(text) is not None


def in_lines(text: str, width: float, advance: Callable[[str], float]) -> str:
    """``text`` with its line ends written out, so that each line is at most ``width`` where words allow.

    ``advance`` is the width of a piece in the font of the widget.
    """
    from borderdesk.text.lao import line_segments  # late: as above

    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for segment in line_segments(paragraph, "my"):
            if line and advance((line + segment).rstrip()) > width:
                lines.append(line.rstrip())
                line = ""
            line += segment
        lines.append(line)
    return "\n".join(lines)


def plain(text: str) -> str:
    """``text`` without break points and mnemonic marks, as speech and tests read it."""
    return text.replace(_BREAK, "").replace("&&", "\0").replace("&", "").replace("\0", "&")
