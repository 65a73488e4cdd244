"""Regular expressions of `regex()`, made safe: a pattern of an author must not hang the program."""

from __future__ import annotations

import functools
import re

from borderdesk.forms.errors import ExpressionError

MAX_TEXT = 10_000


@functools.lru_cache(1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise ExpressionError("xpath.regex", pattern=pattern[:200], detail=str(error)) from error


def full_match(pattern: str, text: str) -> bool:
    """Whether the whole text matches. Raises ExpressionError for patterns that cannot be used."""
    if len(text) > MAX_TEXT:
        raise ExpressionError("xpath.value", limit=MAX_TEXT)
    return _compiled(pattern).fullmatch(text) is not None
