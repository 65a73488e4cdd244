"""One row of a reviewed workbook: which text it says, how, and whether it may. Called by translations."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from borderdesk.desk.pack_items import require_fit_for_paper, room_on_paper
from borderdesk.desk.sheet_files import day_in
from borderdesk.desk.translation_book import Line
from borderdesk.desk.translation_sheet import FORMULA, STATUS, Row
from borderdesk.domain.errors import RuleBroken
from borderdesk.text.fragments import Key, Said, Source
from borderdesk.text.lao import without_breaks
from borderdesk.text.reviewers import reviewer as named
from borderdesk.text.sentences import adds_markup, places_to_fill
from borderdesk.text.unseen import SIGNS

_PERCENT = re.compile(r"%\(\w+\)[a-z]|%[dns]")
_MNEMONIC = re.compile(r"&(\w)")
_SCRIPTS = {
    "lo": re.compile("[\u0e80-\u0eff]"),
    "th": re.compile("[\u0e00-\u0e7f]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
    "my": re.compile("[\u1000-\u109f]"),
    "km": re.compile("[\u1780-\u17ff]"),
}
_UNSEEN = re.compile(f"[\t\u200b-\u200d\ufffd{SIGNS}]")


_COLUMNS = {
    **dict.fromkeys(("unknown", "english_changed", "choice_list", "twice"), "english"),
    **dict.fromkeys(("status", "draft_signed", "unsigned"), "status"),
    **dict.fromkeys(("reviewer", "review_again"), "reviewer"),
    "day": "reviewed on",
}
COLUMN_OF = {f"translation.{code}": column for code, column in _COLUMNS.items()}
"""The column to look at when a row is left out; for all other reasons it is the text itself."""


@dataclass(frozen=True)
class Text:
    """A text as it is said now, and the files it stands in."""

    key: Key
    said: Said
    sources: tuple[Source, ...]

    @property
    def sheet(self) -> str:
        return self.sources[0].sheet

    @property
    def missing(self) -> bool:
        """Whether there is no translation yet."""
        return not self.said.forms[0]

    def line(self, language: str) -> Line:
        """Its row of the workbook."""
        code, english, plural = self.key
        said = self.said
        contexts = [source.context(self.key) for source in self.sources]
        where = dict.fromkeys(each.where for each in contexts)
        most = max(each.most for each in contexts) or room_on_paper(english, language)
        on = said.reviewed_on.isoformat() if said.reviewed_on else ""
        about = (STATUS[not said.draft], said.reviewer, on, said.note)
        return Line(", ".join(where), code, english, plural, said.forms[0], most, about)


def checked(
    row: Row, known: Mapping[Key, Text], codes: Collection[str], language: str, today: date
) -> tuple[Text, Said]:
    """Which text a row says, and how; of a row that nobody touched, as it is said now.

    :raises RuleBroken: ``translation.…``, or why a paper could not carry it.
    """
    key = (row["code"], row["english"], row["plural"])
    if key not in known:
        raise RuleBroken("translation.english_changed" if key[0] in codes else _unknown(row))
    found = known[key]
    old = found.said
    if row.untouched:
        return found, old
    if not row.whole:
        raise RuleBroken("translation.unknown")
    text = row["text"]
    if text.startswith(FORMULA):
        raise RuleBroken("translation.formula")
    if text != old.forms[0]:
        if not row.written_from(old.forms[0]):
            raise RuleBroken("translation.newer")
        text = _without_text_mark(without_breaks(text).strip())
        _check_text(text, found, language)
    said = _reviewed(row, (text, *old.forms[1:]), today)
    if not row.has("note"):
        said = replace(said, note=old.note)
    unread = (said.reviewer, said.reviewed_on) == (old.reviewer, old.reviewed_on)
    if said.forms != old.forms and not said.draft and unread:
        raise RuleBroken("translation.review_again")
    if not text:
        raise RuleBroken("translation.empty")
    if found.missing and said.draft:
        raise RuleBroken("translation.unsigned")
    return found, said


def _without_text_mark(text: str) -> str:
    """A text without the apostrophe with which spreadsheets are told that a cell holds text. One that opens
    a quotation has its other half.
    """
    return text[1:] if text.startswith("'") and text.count("'") % 2 else text


def _unknown(row: Row) -> str:
    return "translation.choice_list" if row["code"].endswith(" choice") else "translation.unknown"


def _check_text(text: str, found: Text, language: str) -> None:
    key = found.key
    english = key[2] or key[1]
    if not text:
        raise RuleBroken("translation.empty")
    if _UNSEEN.search(text):
        raise RuleBroken("translation.unseen")
    script, before = _SCRIPTS.get(language), found.said.forms[0] or english
    if script and not script.search(text) and (found.missing or script.search(before)):
        raise RuleBroken("translation.script")
    for same in _SAME:
        wanted, given = same(english), same(text)
        if wanted is not None and given != wanted:
            lost = sorted((wanted - given) if given is not None else wanted) or sorted(given or ())
            raise RuleBroken("translation.places", place=", ".join(lost) or "{ }")
    if adds_markup(english, text) or ("\n" in text and "\n" not in english):
        raise RuleBroken("translation.markup")
    for source in found.sources:
        most = source.context(key).most
        if most and len(text) > most:
            raise RuleBroken("translation.too_long", most=most)
        if code := source.fault(key, text):
            raise RuleBroken(code)
    require_fit_for_paper(key[1], (text,), language)


def _braces(text: str) -> set[str] | None:
    places = places_to_fill(text)
    if places is None:
        return None
    return {f"{{{name}{turned and '!' + turned}{spec and ':' + spec}}}" for name, spec, turned in places}


def _percents(text: str) -> set[str] | None:
    return set(_PERCENT.findall(text))


def _mnemonics(text: str) -> set[str] | None:
    return {f"&{letter.upper()}" for letter in _MNEMONIC.findall(text)}


_SAME: tuple[Callable[[str], set[str] | None], ...] = (_braces, _percents, _mnemonics)
"""What a translation must hold just as its English: places to fill, in both ways to write them, and keys."""


def _reviewed(row: Row, forms: tuple[str, ...], today: date) -> Said:
    status = row["status"].strip().casefold() or STATUS[0]
    reviewer, note = " ".join(row["reviewer"].split()), " ".join(row["note"].split())
    if status not in STATUS:
        raise RuleBroken("translation.status", status=status[:40])
    if _UNSEEN.search(reviewer + note):
        raise RuleBroken("translation.unseen")
    if status == STATUS[0]:
        if reviewer or row["reviewed on"].strip():
            raise RuleBroken("translation.draft_signed")
        return Said(forms, note=note)
    if not named(reviewer):
        raise RuleBroken("translation.reviewer")
    on = day_in(row["reviewed on"].strip())
    if on is None or on > today:
        raise RuleBroken("translation.day", day=row["reviewed on"].strip()[:40] or "–")
    return Said(forms, reviewer, on, note)
