"""What an error means to the person at the desk; called by ``ui`` and ``cli`` with the code of an error.

The texts are content, ``resources/i18n/notices/*.toml``, one file per room. Each notice says what
happened, what is safe and what to do next, in every language of the program. A content pack says a notice
otherwise like any other sentence: by its English in a translations file.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from borderdesk.resources import resource
from borderdesk.text.catalogue import SOURCE_LANGUAGE, brought_in
from borderdesk.text.catalogue import language as current_language
from borderdesk.text.role_names import role_name

UNEXPECTED = "unexpected"
"""The notice of a fault nobody foresaw; also given for a code without a text of its own."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice. ``kind`` is ``rule``, ``not_allowed``, ``unavailable``, ``damaged`` or ``cancelled``."""

    kind: str
    happened: str
    safe: str
    next: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.happened, self.safe, self.next) if part)

    @property
    def brief(self) -> str:
        """What happened and what to do next, where the place itself shows what is safe."""
        return f"{self.happened} {self.next}"


class _Fields(dict[str, object]):
    """Fields of a notice; one the raiser forgot leaves a dash, since an error must not hide another."""

    def __missing__(self, name: str) -> str:
        return "–"


def notice(code: str, language: str | None = None, /, **fields: object) -> Notice:
    """The notice of error ``code``, in ``language`` or else the current one, with its fields filled; a field
    ``who`` lists roles, which are called by their names.

    >>> notice(error.code, None, **error.fields).happened
    """
    texts = _texts()
    entry = texts.get(code) or texts[UNEXPECTED]
    code_spoken = language or current_language()
    spoken = {
        part: brought_in(code_spoken, english) or entry.get(code_spoken, {}).get(part, english)
        for part, english in entry[SOURCE_LANGUAGE].items()
    }
    values = _Fields(code=code, **{name: value for name, value in fields.items() if name != "code"})
    if "who" in values:
        values["who"] = ", ".join(role_name(role, code_spoken) for role in str(values["who"]).split(", "))
    happened, safe, what_next = (
        spoken.get(part, "").format_map(values) for part in ("happened", "safe", "next")
    )
    return Notice(entry["kind"], happened, safe, what_next)


def notice_sentences(code: str) -> dict[str, str]:
    """Every part of every notice by its English, as it ships in ``code``: what a pack may say otherwise."""
    return {
        english: entry.get(code, {}).get(part, english)
        for entry in _texts().values()
        for part, english in entry[SOURCE_LANGUAGE].items()
    }


@cache
def _texts() -> dict[str, dict[str, Any]]:
    import tomllib  # late: only a failure needs it

    texts: dict[str, dict[str, Any]] = {}
    for path in sorted(resource("i18n", "notices").glob("*.toml")):
        with path.open("rb") as stream:
            texts.update(tomllib.load(stream))
    return texts
