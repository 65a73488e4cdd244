"""Program text in the language of the moment; called by every room that shows or prints words.

The English sentence is the key. Catalogues are read once, when a language is first asked for, and
looked up at call time, so a running program can switch. A sentence without a translation is shown in
English: visible to the reader, and to the test that lists what is missing.

The catalogue of a language, ``resources/i18n/<language>/borderdesk.mo``, is compiled from the ``.po``
fragments beside it by ``build/compile_catalogues.py``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from borderdesk.resources import resource

if TYPE_CHECKING:
    from gettext import NullTranslations

SOURCE_LANGUAGE = "en"
LANGUAGES = ("lo", "en")
"""The languages the program itself speaks, the first deployment's own first."""

_chosen = {"language": SOURCE_LANGUAGE}


def language() -> str:
    """The language ``tr`` speaks now, as a code of ``LANGUAGES``."""
    return _chosen["language"]


def set_language(code: str) -> None:
    """Speak ``code`` from now on, in every thread; ``ValueError`` when the program does not know it."""
    if code not in LANGUAGES:
        raise ValueError(f"no program text in language {code!r}")
    _chosen["language"] = code


def tr(message: str, /, **fields: object) -> str:
    """``message`` in the current language, with its ``{field}`` places filled."""
    return tr_in(language(), message, **fields)


def ntr(one: str, many: str, n: int, /, **fields: object) -> str:
    """The form of a counted sentence that fits ``n``; ``{n}`` is filled with it."""
    return ntr_in(language(), one, many, n, **fields)


def tr_in(code: str, message: str, /, **fields: object) -> str:
    """``message`` in language ``code`` whatever the current one; English where there is none."""
    text = _translations(code).gettext(message) if message else ""
    return text.format(**fields) if fields else text


def ntr_in(code: str, one: str, many: str, n: int, /, **fields: object) -> str:
    """As ``ntr``, in language ``code`` whatever the current one."""
    return _translations(code).ngettext(one, many, n).format(n=n, **fields)


def translatable(message: str, /) -> str:
    """Mark a sentence kept in a table for translation; it is looked up later with ``tr``."""
    return message


@cache
def _translations(code: str) -> NullTranslations:
    from gettext import GNUTranslations, NullTranslations  # late: not needed to show an English window

    compiled = resource("i18n", code, "borderdesk.mo")
    if code == SOURCE_LANGUAGE or not compiled.is_file():
        return NullTranslations()
    with compiled.open("rb") as stream:
        return GNUTranslations(stream)
