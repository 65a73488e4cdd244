"""Translations on their way to reviewers and back: a workbook out, the same workbook in.

In a source tree what comes back goes into the ``.po`` fragments and the notices, where the next version of
the program is made from. An installed program is one signed piece and stays as it is: there it goes into
a folder that ``borderdesk pack`` takes into a content pack, so that it reaches every desk signed, previewed
and reversible. Needs no workspace. Called by the command line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from borderdesk.desk.pack_items import require_fit_for_paper
from borderdesk.desk.translation_sheet import (
    NOTICES,
    SENTENCES,
    STATUS,
    Row,
    read_book,
    written_book,
)
from borderdesk.domain.errors import RuleBroken, Unavailable
from borderdesk.resources import in_source_tree, resource
from borderdesk.text import WRITTEN, notice
from borderdesk.text.fragments import Catalogue, Key, Said, Source, read_catalogues, read_notices
from borderdesk.text.lao import without_breaks
from borderdesk.text.sentences import places_to_fill

_PERCENT = re.compile(r"%\(\w+\)[a-z]|%[dns]")
_MNEMONIC = re.compile(r"&(\w)")
_LAO = re.compile("[\u0e80-\u0eff]")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200c-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]")


@dataclass(frozen=True)
class TranslationsWritten:
    """A workbook for reviewers."""

    path: Path
    language: str
    rows: int
    reviewed: int


@dataclass(frozen=True)
class RowFinding:
    """A row that was left out: its code, and in words."""

    sheet: str
    row: int
    code: str
    what: str


@dataclass(frozen=True)
class TranslationsTaken:
    """What came of a workbook. ``files`` were written; rows that were left out are in ``findings``."""

    language: str
    rows: int
    changed: int
    reviewed: int
    files: tuple[Path, ...]
    findings: tuple[RowFinding, ...]


@dataclass(frozen=True)
class _Sentence:
    key: Key
    said: Said
    sources: tuple[Source, ...]

    def cells(self) -> tuple[str, ...]:
        code, english, plural = self.key
        rooms = ", ".join(source.room for source in self.sources)
        said = self.said
        on = said.reviewed_on.isoformat() if said.reviewed_on else ""
        about = (STATUS[not said.draft], said.reviewer, on, said.note)
        return (rooms, code, english, plural, said.forms[0], *about)


def export_translations(
    path: Path, language: str = "lo", *, sources: Path | None = None, over: Path | None = None
) -> TranslationsWritten:
    """Write every sentence of the program and every notice to a workbook, as it is said in ``language``.

    ``sources`` is another ``i18n`` folder than the program's own; ``over`` a folder that an earlier import
    wrote, whose sentences come before those of the program.

    :raises RuleBroken: ``translation.language``. :raises Unavailable: ``store.unwritable``.
    """
    found = _sentences(sources or resource("i18n"), language)
    found = _overlaid(found, _brought(over, language)) if over else found
    sheets = {
        SENTENCES: [each.cells() for key, each in found.items() if not key[0]],
        NOTICES: [each.cells() for key, each in found.items() if key[0]],
    }
    _write(path, written_book(sheets, language))
    reviewed = sum(not each.said.draft for each in found.values())
    return TranslationsWritten(path, language, len(found), reviewed)


def import_translations(
    path: Path, today: date, *, sources: Path | None = None, to: Path | None = None
) -> TranslationsTaken:
    """Take a reviewed workbook in: every good row, into the sources, or ``to`` a folder for a content pack.

    A row that breaks a rule is left out and told. So is a sentence that was changed under the review of
    before: nobody has said that they read the new words. In a folder, what an earlier workbook brought stays
    until a later one says the sentence in yet another way.

    :raises RuleBroken: ``translation.no_sources`` in an installed program without ``to``;
        ``translation.language``; as :func:`read_book`. :raises Unavailable: ``store.unwritable``.
    """
    if to is None and sources is None and not in_source_tree():
        raise RuleBroken("translation.no_sources")
    book = read_book(path)
    shipped = _sentences(sources or resource("i18n"), book.language)
    before = _brought(to, book.language) if to else {}
    known = _overlaid(shipped, before)
    findings: list[RowFinding] = []
    taken: dict[Key, Said] = {}
    for row in book.rows:
        try:
            key, said = _checked(row, known, taken, book.language, today)
        except RuleBroken as wrong:
            findings.append(_finding(row, wrong))
        else:
            taken[key] = said
    changed = {key: said for key, said in taken.items() if said != shipped[key].said}
    if to:
        changed = {("", *key[1:]): said for key, said in changed.items()}
        changed = {key: said for key, said in changed.items() if before.get(key) != said}
    files = _to_folder(to, book.language, {**before, **changed}) if to else _to_sources(shipped, changed)
    reviewed = sum(not said.draft for said in taken.values())
    return TranslationsTaken(
        book.language, len(book.rows), len(changed), reviewed, tuple(files), tuple(findings)
    )


def _finding(row: Row, wrong: RuleBroken) -> RowFinding:
    what = notice(wrong.code, None, **wrong.fields)
    return RowFinding(row.sheet, row.number, wrong.code, f"{what.happened} {what.next}")


# ------------------------------------------------------------------ where sentences are kept
def _sentences(folder: Path, language: str) -> dict[Key, _Sentence]:
    if language not in WRITTEN or not any((folder / language).glob("*.po")):
        raise RuleBroken("translation.language", language=language)
    found: dict[Key, _Sentence] = {}
    for source in (*read_catalogues(folder, language), *read_notices(folder, language)):
        for key, said in source.said.items():
            earlier = found[key].sources if key in found else ()
            found[key] = _Sentence(key, said, (*earlier, source))
    return found


def _overlaid(found: Mapping[Key, _Sentence], brought: Mapping[Key, Said]) -> dict[Key, _Sentence]:
    """A pack says a notice by its English too, so what it brings is looked up without the code."""
    return {
        key: _Sentence(key, brought.get(("", *key[1:]), each.said), each.sources)
        for key, each in found.items()
    }


def _file_in(folder: Path, language: str) -> Path:
    return folder / f"translations-{language}.po"


def _brought(folder: Path | None, language: str) -> dict[Key, Said]:
    path = _file_in(folder, language) if folder else None
    return dict(Catalogue.read(path).said) if path and path.is_file() else {}


def _to_sources(known: Mapping[Key, _Sentence], changed: Mapping[Key, Said]) -> Iterator[Path]:
    touched: dict[Path, Source] = {}
    for key, said in changed.items():
        for source in known[key].sources:
            source.say(key, said)
            touched[source.path] = source
    for path, source in touched.items():
        _write(path, source.text().encode())
        yield path


def _to_folder(folder: Path, language: str, said: Mapping[Key, Said]) -> Iterator[Path]:
    """One file with all that was ever taken into this folder: a pack says all of the kind it holds."""
    import polib  # late: only who works on translations needs it

    if not said:
        return
    reviewed = [each for each in said.values() if each.reviewer and each.reviewed_on]
    signed = len(reviewed) == len(said)
    latest = max((each.reviewed_on for each in reviewed if each.reviewed_on), default=None)
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Language": language,
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
        "X-Reviewed-By": ", ".join(sorted({each.reviewer for each in reviewed})) if signed else "none",
        "X-Reviewed-On": str(latest) if signed else "",
        "X-Status": "reviewed" if signed else "draft",
    }
    for (_, english, plural), each in sorted(said.items()):
        about = "\n".join(line.removeprefix("# ") for line in each.about())
        entry = polib.POEntry(msgid=english, msgid_plural=plural, tcomment=about)
        if plural:
            entry.msgstr_plural = dict(enumerate(each.forms))
        else:
            entry.msgstr = each.forms[0]
        file.append(entry)
    path = _file_in(folder, language)
    _write(path, f"{file}\n".encode())
    yield path


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        raise Unavailable("store.unwritable") from error


# ------------------------------------------------------------------ one row
def _checked(
    row: Row, known: Mapping[Key, _Sentence], taken: Mapping[Key, Said], language: str, today: date
) -> tuple[Key, Said]:
    """Which sentence a row says, and how.

    :raises RuleBroken: ``translation.…``, or why a paper could not carry it.
    """
    key = (row["code"], row["english"], row["plural"])
    if key not in known:
        code = row["code"]
        moved = code and any(each[0] == code for each in known)
        raise RuleBroken("translation.english_changed" if moved else "translation.unknown")
    if key in taken:
        raise RuleBroken("translation.twice")
    old = known[key].said
    text = row["text"]
    if text != old.forms[0]:
        text = without_breaks(text).strip()
        if _LAO.search(old.forms[0]) and text and not _LAO.search(text):
            raise RuleBroken("translation.not_lao")
        _check_text(text, key, language)
    said = _reviewed(row, (text, *old.forms[1:]), today)
    unread = (said.reviewer, said.reviewed_on) == (old.reviewer, old.reviewed_on)
    if said.forms != old.forms and not said.draft and unread:
        raise RuleBroken("translation.review_again")
    return key, said


def _check_text(text: str, key: Key, language: str) -> None:
    english = key[2] or key[1]
    if not text:
        raise RuleBroken("translation.empty")
    if _UNSEEN.search(text):
        raise RuleBroken("translation.unseen")
    for same in _SAME:
        wanted, given = same(english), same(text)
        if wanted is not None and given != wanted:
            lost = sorted((wanted - given) if given is not None else wanted) or sorted(given or ())
            raise RuleBroken("translation.places", place=", ".join(lost) or "{ }")
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
    if status == STATUS[0]:
        if reviewer or row["reviewed on"].strip():
            raise RuleBroken("translation.draft_signed")
        return Said(forms, note=note)
    try:
        on = date.fromisoformat(row["reviewed on"].strip())
    except ValueError:
        on = None
    if not reviewer or on is None or on > today:
        raise RuleBroken("translation.reviewer")
    return Said(forms, reviewer, on, note)
