"""Texts on their way to reviewers and back: a workbook out, the same workbook in.

In a source tree what comes back goes into the ``.po`` fragments, notices, tables and documents, where the
next version of the program is made from. An installed program is one signed piece and stays as it is: there
it goes into an author's folder that becomes a content pack, so that it reaches every desk signed, previewed
and reversible. Needs no workspace. Called by the command line, and by translating for the window.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from borderdesk.desk.content_folder import write_whole
from borderdesk.desk.pack_items import checked_item
from borderdesk.desk.review_sources import SHEETS, carried, reading, sources_of
from borderdesk.desk.translation_book import written_book
from borderdesk.desk.translation_rows import COLUMN_OF, Text, checked
from borderdesk.desk.translation_sheet import Row, SheetsRead, bytes_of, read_book
from borderdesk.desk.workspace import Progress, silent
from borderdesk.domain.errors import BorderDeskError, RuleBroken
from borderdesk.exchange import ContentFile
from borderdesk.exchange.content import PATH
from borderdesk.forms import FormError, import_form
from borderdesk.resources import in_source_tree
from borderdesk.text import notice
from borderdesk.text.form_tables import Table
from borderdesk.text.fragments import Catalogue, Key, Pieces, Said, Source
from borderdesk.text.reviews import Reviewed


@dataclass(frozen=True)
class TranslationsWritten:
    """A workbook for reviewers."""

    path: Path
    language: str
    rows: int
    reviewed: int


@dataclass(frozen=True)
class RowFinding:
    """A row that was left out: its place, the heading of the column that is wrong, its code, and in words.

    Row 1 stands for a sheet that could not be read.
    """

    sheet: str
    row: int
    column: str
    code: str
    what: str


@dataclass(frozen=True)
class TextChange:
    """A row that changes something: its words, who read them (""), or both."""

    sheet: str
    row: int
    english: str
    before: str
    after: str
    reviewer: str


@dataclass(frozen=True)
class TranslationsTaken:
    """What comes of a workbook. ``files`` were written (none by a preview); rows that are left out are in
    ``findings``. ``sha256`` is of the workbook.
    """

    language: str
    rows: int
    changed: int
    reviewed: int
    files: tuple[Path, ...]
    findings: tuple[RowFinding, ...]
    changes: tuple[TextChange, ...]
    sha256: str


@dataclass(frozen=True)
class ReviewState:
    """How far the texts of one kind are in one language; ``rooms`` is the same of each file they stand in."""

    kind: str
    drafts: int
    reviewed: int
    missing: int
    rooms: tuple[ReviewState, ...] = ()


def export_translations(
    path: Path,
    language: str = "lo",
    *,
    sources: Path | None = None,
    over: Path | None = None,
    progress: Progress = silent,
) -> TranslationsWritten:
    """Write every text that waits for review to a workbook, as it is said in ``language``.

    ``sources`` is another ``i18n`` folder than the program's own, with what lies beside it; ``over`` an
    author's folder, whose texts come before those of the program.

    :raises RuleBroken: ``translation.language``, ``translation.source``. :raises Unavailable:
        ``content.unwritable``.
    """
    found = _texts(language, sources, over, progress)
    sheets = {
        sheet: [each.line(language) for each in found.values() if each.sheet == sheet] for sheet in SHEETS
    }
    write_whole(path, written_book({name: rows for name, rows in sheets.items() if rows}, language, progress))
    reviewed = sum(not each.said.draft for each in found.values())
    return TranslationsWritten(path, language, len(found), reviewed)


def review_state(
    language: str, *, sources: Path | None = None, over: Path | None = None
) -> list[ReviewState]:
    """How many texts of each kind are drafts, reviewed or missing; errors as of the export."""
    found = list(_texts(language, sources, over, silent, placed=False).values())
    state = []
    for sheet in SHEETS:
        those = [each for each in found if each.sheet == sheet]
        rooms: dict[str, list[Text]] = {}
        for each in those:
            for room in dict.fromkeys(source.room for source in each.sources):
                rooms.setdefault(room, []).append(each)
        if those:
            state.append(_counted(sheet, those, [_counted(*each) for each in sorted(rooms.items())]))
    return state


def _counted(kind: str, texts: Sequence[Text], rooms: Sequence[ReviewState] = ()) -> ReviewState:
    missing = sum(each.missing for each in texts)
    reviewed = sum(not each.said.draft for each in texts)
    return ReviewState(kind, len(texts) - missing - reviewed, reviewed, missing, tuple(rooms))


def import_translations(
    path: Path,
    today: date,
    *,
    sources: Path | None = None,
    to: Path | None = None,
    dry_run: bool = False,
    expected: str = "",
    in_use: Mapping[str, str] | None = None,
    progress: Progress = silent,
) -> TranslationsTaken:
    """Take a reviewed workbook in: every good row, into the sources, or ``to`` an author's folder.

    A row that breaks a rule is left out and told. So is a text that was changed under the review of before:
    nobody has said that they read the new words. In a folder, what an earlier workbook brought stays until a
    later one says the text in yet another way. A ``dry_run`` only tells; ``expected`` is the ``sha256`` that
    it told. ``in_use`` are versions of forms at this desk: an older table than that takes nothing.

    :raises RuleBroken: ``translation.no_sources`` in an installed program without ``to``;
        ``translation.changed_meanwhile``; ``translation.language``, ``translation.source``; as
        :func:`read_book`. :raises Unavailable: ``translation.file``, ``content.unwritable``.
    """
    if to is None and sources is None and not in_source_tree():
        raise RuleBroken("translation.no_sources")
    data = bytes_of(path)
    sha256 = hashlib.sha256(data).hexdigest()
    if expected and sha256 != expected:
        raise RuleBroken("translation.changed_meanwhile", file=path.name)
    book = read_book(data, path.name, progress)
    shipped = _texts(book.language, sources, to, progress, overlay=False)
    before = _brought(to, book.language) if to else {}
    taking = _Taking(book, _overlaid(shipped, before), today, to is not None, in_use or {})
    taking.check_rows(progress)
    taking.put_in(progress)
    files = taking.files()
    if to:
        said = taking.sentences_for_pack(before)
        if said != before:
            files |= dict(_to_folder(to, book.language, said))
    if not dry_run:
        for place, content in files.items():
            write_whole(place, content)
    reviewed = sum(not said.draft for _, _, said in taking.taken.values())
    changes = tuple(taking.changes())
    written = () if dry_run else tuple(files)
    order = {(row.sheet, row.number): place for place, row in enumerate(book.rows)}
    findings = tuple(sorted(taking.findings, key=lambda each: order.get((each.sheet, each.row), -1)))
    return TranslationsTaken(
        book.language, len(book.rows), len(changes), reviewed, written, findings, changes, sha256
    )


# ------------------------------------------------------------------ taking in
@dataclass
class _Taking:
    """A workbook on its way in."""

    book: SheetsRead
    known: Mapping[Key, Text]
    today: date
    in_pack: bool
    in_use: Mapping[str, str]
    taken: dict[Key, tuple[Row, Text, Said]] = field(default_factory=dict)
    findings: list[RowFinding] = field(default_factory=list)

    def check_rows(self, progress: Progress) -> None:
        """Sort the good rows from the others, each by itself."""
        for each in self.book.incomplete:
            what = notice("translation.columns", None, sheet=each.sheet, column=each.column)
            self.findings.append(RowFinding(each.sheet, 1, each.column, "translation.columns", what.brief))
        codes = {key[0] for key in self.known if key[0]}
        for number, row in enumerate(self.book.rows):
            if number % 500 == 0:
                progress("checking", number, len(self.book.rows))
            try:
                text, said = checked(row, self.known, codes, self.book.language, self.today)
                if said != text.said:
                    self._require_carried(text)
                if text.key in self.taken:
                    raise RuleBroken("translation.twice")
            except RuleBroken as wrong:
                self._leave_out(row, wrong.code, wrong.fields)
            else:
                self.taken[text.key] = (row, text, said)

    def _require_carried(self, text: Text) -> None:
        for source in text.sources if self.in_pack else ():
            if not carried(source):
                raise RuleBroken("translation.not_carried")
            if isinstance(source, Table) and source.version < self.in_use.get(source.form, ""):
                raise RuleBroken("translation.form_newer", form=source.form)

    def put_in(self, progress: Progress) -> None:
        """Say the changed texts in their files; those that a file cannot hold are left out after all."""
        by_source: dict[Path, tuple[Source, list[Key]]] = {}
        for key, (_, text, said) in self.taken.items():
            for source in text.sources if said != text.said else ():
                if not (self.in_pack and isinstance(source, Pieces)):
                    by_source.setdefault(source.path, (source, []))[1].append(key)
        for done, (source, keys) in enumerate(by_source.values()):
            progress("files", done, len(by_source))
            self._put(source, keys)

    def _put(self, source: Source, keys: Sequence[Key]) -> None:
        """All of them, or the halves that go: a file is read again as a whole, and that takes its time."""
        keys = [key for key in keys if key in self.taken]
        for key in keys:
            source.say(key, self.taken[key][2])
        wrong = _fault(source, self.today)
        if wrong is None:
            return
        for key in keys:
            source.say(key, self.known[key].said)
        if len(keys) > 1:
            middle = len(keys) // 2
            self._put(source, keys[:middle])
            self._put(source, keys[middle:])
        elif keys:
            row, text, _ = self.taken.pop(keys[0])
            for other in text.sources:
                other.say(keys[0], text.said)
            self._leave_out(row, "translation.breaks_file", {"file": source.path.name, "what": wrong})

    def _leave_out(self, row: Row, code: str, fields: Mapping[str, object]) -> None:
        what = notice(code, None, **fields)
        column = COLUMN_OF.get(code, self.book.heading)
        self.findings.append(RowFinding(row.sheet, row.number, column, code, what.brief))

    def changes(self) -> Iterator[TextChange]:
        """The rows that change something, in the order of the workbook."""
        for row, text, said in self.taken.values():
            if said != text.said:
                before, after = text.said.forms[0], said.forms[0]
                yield TextChange(row.sheet, row.number, text.key[1], before, after, said.reviewer)

    def files(self) -> dict[Path, bytes]:
        """What is to be written, by its place."""
        touched = {
            source.path: source
            for _, text, said in self.taken.values()
            for source in text.sources
            if said != text.said and not (self.in_pack and isinstance(source, Pieces))
        }
        written = {place: data for each in touched.values() for place, data in each.files(self.today)}
        kept = {each.reviews.path: each.reviews for each in touched.values() if isinstance(each, Reviewed)}
        return written | {place: reviews.data() for place, reviews in kept.items()}

    def sentences_for_pack(self, before: Mapping[Key, Said]) -> dict[Key, Said]:
        """Sentences and notices that a pack says otherwise than the program; it knows no codes of notices."""
        found = dict(before)
        for key, (_, text, said) in self.taken.items():
            if isinstance(text.sources[0], Pieces) and said != text.said:
                found[("", *key[1:])] = said
        return found


def _fault(source: Source, today: date) -> str | None:
    """Why a changed file would not be taken by the program, in words; None where it would."""
    if not isinstance(source, Reviewed) or not source.reworded:
        return None
    try:
        for place, data in source.files(today):
            if place != source.path:
                continue
            if isinstance(source, Table):
                import_form(data, "md")
            elif PATH.fullmatch(source.name):
                checked_item(ContentFile(source.name, data), today)
    except FormError as error:
        return notice(error.code, None, **error.fields).happened
    except BorderDeskError as error:
        if error.fields.get("reason") == "pack.file_name":
            return None  # a file that only ships
        return notice(error.code, None, **error.fields).happened
    return None


# ------------------------------------------------------------------ where texts are kept
def _texts(
    language: str,
    sources: Path | None,
    folder: Path | None,
    progress: Progress,
    *,
    overlay: bool = True,
    placed: bool = True,
) -> dict[Key, Text]:
    found: dict[Key, Text] = {}
    progress("texts", 0, 0)
    for source in sources_of(language, sources, folder, placed=placed):
        progress("texts", 0, 0)
        for key, said in source.said.items():
            earlier = found[key].sources if key in found else ()
            found[key] = Text(key, said, (*earlier, source))
    return _overlaid(found, _brought(folder, language)) if folder and overlay else found


def _overlaid(found: Mapping[Key, Text], brought: Mapping[Key, Said]) -> dict[Key, Text]:
    """A pack says a notice by its English too, so what it brings is looked up without the code."""
    return {
        key: Text(key, brought.get(("", *key[1:]), each.said), each.sources)
        if isinstance(each.sources[0], Pieces)
        else each
        for key, each in found.items()
    }


def _file_in(folder: Path, language: str) -> Path:
    return folder / f"translations-{language}.po"


def _brought(folder: Path | None, language: str) -> dict[Key, Said]:
    path = _file_in(folder, language) if folder else None
    if path is None or not path.is_file():
        return {}
    with reading(path.name):
        return dict(Catalogue.read(path).said)


def _to_folder(folder: Path, language: str, said: Mapping[Key, Said]) -> Iterator[tuple[Path, bytes]]:
    """One file with all that was ever taken into this folder: a pack says all of the kind it holds."""
    import polib  # late: only who works on translations needs it

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
    for key, each in sorted(said.items()):
        _, english, plural = key
        about = "\n".join(line.removeprefix("# ") for line in each.about(key))
        entry = polib.POEntry(msgid=english, msgid_plural=plural, tcomment=about)
        if plural:
            entry.msgstr_plural = dict(enumerate(each.forms))
        else:
            entry.msgstr = each.forms[0]
        file.append(entry)
    yield _file_in(folder, language), f"{file}\n".encode()
