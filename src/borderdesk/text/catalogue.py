"""Program text in the language of the moment; called by every room that shows or prints words.

The English sentence is the key. Catalogues are read once, when a language is first asked for, and
looked up at call time, so a running program can switch. A sentence without a translation is shown in
English: visible to the reader, and to the test that lists what is missing.

The catalogue of a language, ``resources/i18n/<language>/borderdesk.mo``, is compiled from the ``.po``
fragments beside it by ``build/compile_catalogues.py``. Sentences that a content pack brought come before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from struct import unpack_from
from typing import TYPE_CHECKING

from borderdesk.resources import content, of_content, resource

if TYPE_CHECKING:
    from gettext import NullTranslations

SOURCE_LANGUAGE = "en"
LANGUAGES = ("lo", "en")
"""The languages the program itself speaks, the first deployment's own first."""

WRITTEN = (*LANGUAGES, "th", "vi", "zh", "my", "km")
"""The languages in which there are words for the person in front of the desk: card, rights, questions.

Hmong and Khmu are not among them until somebody who reads them has written some: who speaks them is shown
Lao and English, and the officer is told to explain aloud.
"""

NEIGHBOURS = tuple(code for code in WRITTEN if code not in LANGUAGES)
"""Those of them that only the person reads."""

INSTALLED = ("translations", "wording")
"""Files of sentences that packs bring, ``i18n/<language>/<name>.po``; the last one has the last word."""

READ = "reviewed"
"""The context under which a compiled catalogue has the English of each sentence that somebody read, with who
read it and when."""

_UNSIGNED = ""
"""Noted in the place of a sentence where words come from beside the catalogues."""

_noted: ContextVar[set[tuple[str, str]] | None] = ContextVar("noted_sentences", default=None)
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
    _note(code, message)
    return text.format(**fields) if fields else text


def ntr_in(code: str, one: str, many: str, n: int, /, **fields: object) -> str:
    """As ``ntr``, in language ``code`` whatever the current one."""
    _note(code, one)
    return _translations(code).ngettext(one, many, n).format(n=n, **fields)


def _note(code: str, message: str) -> None:
    noted = _noted.get()
    if noted is not None and message:
        noted.add((code, message))


def said_unread(code: str, words: str) -> str:
    """``words`` in ``code`` that stand beside the catalogues and that nobody has signed: the page that says
    them is unchecked.
    """
    noted = _noted.get()
    if noted is not None:
        noted.add((code, _UNSIGNED))
    return words


def as_said(code: str, one: str, many: str = "") -> str:
    """How a sentence is said in ``code`` now, its places not filled; the form for two where it counts."""
    found = _translations(code)
    return found.ngettext(one, many, 2) if many else found.gettext(one)


def translatable(message: str, /) -> str:
    """Mark a sentence kept in a table for translation; it is looked up later with ``tr``."""
    return message


@of_content
def _translations(code: str) -> NullTranslations:
    found = _shipped(code)
    for name in INSTALLED:
        brought = content().installed(f"i18n/{code}/{name}.po")
        if brought is not None:
            from borderdesk.text.sentences import as_catalogue  # late: only where a pack brought some

            over = as_catalogue(brought)
            over.add_fallback(found)
            found = over
    return found


def brought_in(code: str, message: str) -> str:
    """What a pack brought for ``message`` in ``code``; "" where it brought nothing."""
    if not content().has_installed:
        return ""
    said = _translations(code).gettext(message)
    return "" if said in (message, _shipped(code).gettext(message)) else said


@cache
def _shipped(code: str) -> NullTranslations:
    from gettext import GNUTranslations, NullTranslations  # late: not needed to show an English window

    compiled = resource("i18n", code, "borderdesk.mo")
    if code == SOURCE_LANGUAGE or not compiled.is_file():
        return NullTranslations()
    with compiled.open("rb") as stream:
        return GNUTranslations(stream)


def shipped_text(code: str, message: str) -> str:
    """``message`` in ``code`` as it ships, whatever packs brought."""
    return _shipped(code).gettext(message)


def shipped_sentences() -> frozenset[tuple[str, str]]:
    """Every sentence of this program with its plural ("" for none), as its Lao catalogue names them."""
    return frozenset(_listed("lo"))


@contextmanager
def noted_sentences() -> Iterator[set[tuple[str, str]]]:
    """Every sentence that is looked up inside the block, as language and English: what a page or paper
    says.
    """
    noted = set[tuple[str, str]]()
    before = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(before)
        if (around := _noted.get()) is not None:
            around |= noted


def unread(code: str, sentences: Iterable[tuple[str, str]]) -> bool:
    """Whether any of these, as ``noted_sentences`` has them, is said in ``code`` by words that nobody who
    knows the language has signed. Then the page says that they are unchecked.
    """
    return any(spoken == code and not was_read(code, message) for spoken, message in sentences)


def was_read(code: str, message: str) -> bool:
    """Whether the words for a sentence were read by somebody who knows the language, as they ship or as a
    pack has them. Where there are no words there is nothing to read: English stands there.
    """
    if message == _UNSIGNED:
        return False
    brought = _brought_reviews(code)
    if message in brought:
        return brought[message]
    shipped = _shipped(code)
    return shipped.gettext(message) == message or shipped.pgettext(READ, message) != message


@of_content
def _brought_reviews(code: str) -> Mapping[str, bool]:
    """By English, whether what packs brought was read; a file that would not be let in today was not."""
    found: dict[str, bool] = {}
    for name in INSTALLED:
        brought = content().installed(f"i18n/{code}/{name}.po")
        if brought is not None:
            from borderdesk.text.sentences import reviews_in  # late: only where a pack brought some

            found |= reviews_in(brought)
    return found


@cache
def _listed(code: str) -> tuple[tuple[str, str], ...]:
    # gettext gives no list of what it holds, so the compiled file is read here as it was written.
    data = resource("i18n", code, "borderdesk.mo").read_bytes()
    _, _, count, table = unpack_from("<4I", data)
    found = []
    for number in range(count):
        length, place = unpack_from("<2I", data, table + 8 * number)
        one, _, many = data[place : place + length].decode().partition("\0")
        found.append((one, many))
    return tuple(each for each in found if each[0] and "\x04" not in each[0])
