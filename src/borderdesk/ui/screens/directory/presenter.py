"""Rows of the directory in words and the search among them, without Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from borderdesk import desk
from borderdesk.desk.directory import provinces
from borderdesk.desk.directory_fields import FIELDS, Field, Part, told, words_in
from borderdesk.domain.errors import BorderDeskError
from borderdesk.text import language, notice, ntr, tr
from borderdesk.text.collation import sort_key
from borderdesk.text.dates import short_date
from borderdesk.text.lao import search_key
from borderdesk.ui.screens.directory.state import DirectoryState, RowLine, Show, Tab

FIRST_SHOWN = 40
"""So many rows are shown before *Show more*."""

Choices = list[tuple[str, str | Callable[[], str]]]


class DirectoryPresenter:
    """The list of one table: what is wanted of it, and each row as a line."""

    def __init__(self) -> None:
        self.tab = Tab.SERVICES
        self.words = ""
        self.place = ""
        self.need = ""
        self.show = Show.ALL
        self.all_shown = False

    @property
    def part(self) -> Part | None:
        """The table that is shown; none for provinces."""
        return part_of(self.tab)

    def open_tab(self, tab: Tab) -> None:
        """Another table, all of it."""
        self.tab, self.place, self.need, self.show, self.all_shown = tab, "", "", Show.ALL, False

    def state(self, rows: Sequence[desk.DirectoryRow], *, counter: bool) -> DirectoryState:
        """The rows that are wanted; at a ``counter`` by neutral names, no more."""
        if self.part is None:
            lines = tuple(self._provinces())
            return DirectoryState(tr("Provinces are the same everywhere and only shown."), lines, 0, "")
        wanted = [row for row in rows if self._wanted(row, counter)]
        shown = wanted if self.all_shown else wanted[:FIRST_SHOWN]
        lines = tuple(_neutral(row) if counter else _line(row) for row in shown)
        nothing = "" if wanted else tr("No row is like this.")
        return DirectoryState(_summary(self.part, rows), lines, len(wanted) - len(shown), nothing)

    def _wanted(self, row: desk.DirectoryRow, counter: bool) -> bool:
        if self.place and row.text(_place(row.part)) not in (self.place, ""):
            return False
        if self.need and self.need not in row.some("needs"):
            return False
        fits = {
            Show.ALL: True,
            Show.NEVER: row.stale and row.checked_on is None,
            Show.OLD: row.stale and row.checked_on is not None,
            Show.WRONG: bool(row.problems),
        }[self.show]
        return fits and self._named(_neutral_words(row) if counter else _words(row))

    def _named(self, text: str) -> bool:
        """Whether every word that was typed is in ``text``, in any order."""
        key = search_key(text)
        return all(search_key(word) in key for word in self.words.split())

    def _provinces(self) -> list[RowLine]:
        countries = _field(Part.HELPLINES, "country")
        lines = [
            RowLine(
                each.iso,
                each.name(language()),
                " · ".join(
                    (
                        each.name_en if language() == "lo" else each.name_lo,
                        tr("Borders: {countries}", countries=", ".join(map(countries.said, each.borders)))
                        if each.borders
                        else tr("No border with another country"),
                    )
                ),
                "",
                False,
            )
            for each in sorted(provinces(), key=lambda place: sort_key(place.name(language())))
        ]
        return [each for each in lines if self._named(f"{each.title} {each.detail}")]

    # what can be chosen

    def places(self) -> Choices:
        """Places by which the table is narrowed."""
        if self.part is None:
            return []
        names = words_in(_field(self.part, _place(self.part)), language())
        return [("", tr("All places")), *names.items()]

    def needs(self) -> Choices:
        """Needs by which services are narrowed."""
        if self.part is not Part.SERVICES:
            return []
        return [("", tr("Any help")), *words_in(_field(Part.SERVICES, "needs"), language()).items()]

    def shows(self) -> Choices:
        """Rows by what is to be done with them."""
        if self.part is None:
            return []
        found: Choices = [
            (Show.ALL, tr("All rows")),
            (Show.NEVER, tr("Never checked")),
            (Show.OLD, tr("Checked over six months ago")),
            (Show.WRONG, tr("To be put right")),
        ]
        return [each for each in found if self.part is not Part.STATIONS or each[0] != Show.OLD]


def part_of(tab: Tab) -> Part | None:
    """The table that can be changed; none for provinces."""
    return Part(tab.value) if tab is not Tab.PROVINCES else None


def checked_words(row: desk.DirectoryRow) -> str:
    """When and by whom a row was checked."""
    by = row.text("checked_by")
    if row.checked_on is None:
        if row.part is Part.STATIONS and row.flag("verified"):
            return tr("confirmed by {who}", who=by) if by else tr("confirmed")
        return tr("never checked")
    day = short_date(row.checked_on)
    return tr("checked {day} by {who}", day=day, who=by) if by else tr("checked {day}", day=day)


def check_words(part: Part, *, dialled: bool = True) -> Callable[[], str]:
    """The act of checking a row, with a number or without."""
    if part is Part.STATIONS:
        return lambda: tr("I have confirmed this border post today")
    if not dialled:
        return lambda: tr("I have checked this row today")
    return lambda: tr("I have checked this number today")


def written_down(user: str) -> str:
    """What is kept of a check."""
    return tr("Written down with your role number, {user}, and the day.", user=user)


def problem_words(error: BorderDeskError, part: Part, row: str) -> str:
    """What happened and what to do; the first problem of a row by the name of its field."""
    wrong = error.fields.get("problems")
    fields = {name: value for name, value in error.fields.items() if name != "problems"}
    said = told(wrong[0], part, row) if isinstance(wrong, tuple) else notice(error.code, None, **fields)
    return said.brief


def _summary(part: Part, rows: Sequence[desk.DirectoryRow]) -> str:
    """How many rows need a look."""
    stale = sum(row.stale for row in rows)
    if part is Part.STATIONS:
        said = ntr("{n} border post is not confirmed.", "{n} border posts are not confirmed.", stale)
    else:
        said = ntr(
            "{n} row was not checked in the last six months.",
            "{n} rows were not checked in the last six months.",
            stale,
        )
    wrong = sum(bool(row.problems) for row in rows)
    if not wrong:
        return said
    return f"{said} {ntr('{n} row must be put right.', '{n} rows must be put right.', wrong)}"


def _line(row: desk.DirectoryRow) -> RowLine:
    place = _place(row.part)
    national = row.text("scope") == "national"
    said = _field(row.part, "scope").said("national") if national else _said(row, place)
    parts = [
        _said(row, "kind"),
        said,
        tr("Offers: {needs}", needs=", ".join(map(desk.need_name, row.some("needs"))))
        if row.some("needs")
        else "",
        *desk.takes_words(row.some("sexes"), row.some("ages")),
        tr("Speaks {languages}", languages=", ".join(map(_field(row.part, "languages").said, spoken)))
        if (spoken := row.some("languages"))
        else "",
        row.text(f"hours_{'lo' if language() == 'lo' else 'en'}"),
        row.phone if row.number_prints else "",
        tr("{phone}: does not print", phone=row.phone) if row.phone and not row.number_prints else "",
        checked_words(row),
    ]
    problem = ""
    if row.problems:
        what = told(row.problems[0], row.part, row.name(language()))
        problem = tr("Row {number}: {what}", number=row.number, what=what.happened)
    detail = " · ".join(part for part in parts if part)
    return RowLine(row.id, row.name(language()), detail, problem, row.stale, bool(row.phone))


def _words(row: desk.DirectoryRow) -> str:
    """What a row is found by: what is shown of it, and its names in both languages."""
    line = _line(row)
    return f"{row.id} {row.text('name_lo')} {row.text('name_en')} {line.detail}"


def _neutral_words(row: desk.DirectoryRow) -> str:
    """At a counter no more than its neutral names, in both languages."""
    names = ("card_name_lo", "card_name_en") if row.part is Part.SERVICES else ("name_lo", "name_en")
    return " ".join((row.id, _neutral(row).detail, *map(row.text, names)))


def _neutral(row: desk.DirectoryRow) -> RowLine:
    name = row.name(language())
    if row.part is Part.SERVICES:
        name = row.text("card_name_lo" if language() == "lo" else "card_name_en")
    return RowLine(row.id, name, checked_words(row), "", row.stale)


def _place(part: Part) -> str:
    return "country" if part is Part.HELPLINES else "province"


def _field(part: Part, name: str) -> Field:
    return next(field for field in FIELDS[part] if field.name == name)


def _said(row: desk.DirectoryRow, name: str) -> str:
    value = row.text(name)
    return _field(row.part, name).said(value) if value else ""
