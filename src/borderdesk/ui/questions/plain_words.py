"""Words of a form as they are shown: XLSForm lets authors mark texts up (markdown, a few HTML tags).

Labels here carry words only, so the marks are taken off and nothing an officer reads aloud has asterisks
in it. Used wherever a form's text reaches the screen.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

_TAGS = re.compile(
    r"</?(?:span|p|div|b|i|u|em|strong|small|big|sub|sup|font|center|h[1-6]|ul|ol|a)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ITEM = re.compile(r"^[ \t]*[*+][ \t]+(?=\S)|<li(?:\s[^<>]*)?>\s*|</li>", re.MULTILINE | re.IGNORECASE)
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+", re.MULTILINE)
_LINK = re.compile(r"\[([^\[\]\n]+)\]\(([^()\s]+)\)")
_STRONG = re.compile(r"(?<!\\)(\*\*|__)(?=[^\s*_])(.+?)(?<=[^\s\\])\1")
_STRESSED = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]*?[^\s*\\])\*(?![\w*])")
_UNDERLINED = re.compile(r"(?<![\w\\])_(?=[^\s_])([^_\n]*?[^\s_\\])_(?!\w)")
_ESCAPED = re.compile(r"\\([\\*_#\[\]()<>])")
_MARKS = re.compile(r"[*_#\[<\\&]")


UNWRITTEN = "-"
"""What XLSForm puts where a language has no text."""


@lru_cache(maxsize=4096)
def plain_words(text: str) -> str:
    """``text`` without its marks: ``**now**`` reads now, ``[card](address)`` reads card (address).

    Empty where the language has no text.
    """
    if text.strip() == UNWRITTEN:
        return ""
    if not _MARKS.search(text):
        return text.strip()
    words = _BREAKS.sub("\n", text)
    words = _ITEM.sub(lambda found: "" if found[0].startswith("</") else "• ", words)
    words = _TAGS.sub("", words)
    words = _HEADING.sub("", words)
    words = _LINK.sub(lambda found: f"{found[1]} ({found[2]})" if found[1] != found[2] else found[1], words)
    words = _STRONG.sub(r"\2", words)
    words = _STRESSED.sub(r"\1", words)
    words = _UNDERLINED.sub(r"\1", words)
    words = _ESCAPED.sub(r"\1", words)
    return unescape(words).replace("\u00a0", " ").strip()
