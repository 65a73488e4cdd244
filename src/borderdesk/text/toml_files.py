"""TOML that somebody brought, read without trusting it: whatever is wrong with it is one error.

Python's reader runs out of stack on brackets within brackets and out of memory on names of endless parts.
"""

import re
import tomllib
from typing import Any

_LINE = re.compile(r"\bline (\d+)")
_MOST_DOTS = 100
"""Points on one line; no name of a table has more than two, and no sentence so many."""


class TomlError(ValueError):
    """What is wrong, as far as the reader can tell, with its line."""

    @property
    def line(self) -> int:
        """The line, counted from 1; the first where the reader cannot tell."""
        found = _LINE.search(str(self))
        return int(found[1]) if found else 1


def read_toml(data: bytes) -> dict[str, Any]:
    """The tables in a file.

    :raises TomlError: for everything that is none.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TomlError("UTF-8") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > _MOST_DOTS:
            raise TomlError(f"line {number}")
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise TomlError("[[[[") from error
    except ValueError as error:  # its own, and those of numbers with too many digits
        raise TomlError(str(error).partition(";")[0]) from error
