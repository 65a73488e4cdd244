"""The directory as its author keeps it: rows with what is wrong or old in each, changed in a folder.

A row that breaks a rule is shown with its field and keeps nobody from the others. Nothing is in use before a
pack of the folder was signed. Called by the directory page and the command line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from borderdesk.desk.content_folder import require_there, write_whole
from borderdesk.desk.directory import directory, helplines, rows_in
from borderdesk.desk.directory_fields import (
    CHECKED_OF,
    KEY_OF,
    NUMBER_OF,
    TABLE_OF,
    Part,
    Problem,
    problems,
)
from borderdesk.desk.directory_file import changed_file, place_of, read_part
from borderdesk.desk.workspace import Workspace, permitted
from borderdesk.domain.errors import RuleBroken, Unavailable
from borderdesk.domain.roles import Act
from borderdesk.slips.content import confirmed_recently
from borderdesk.text import language
from borderdesk.text.collation import sort_key

_ORGANISATION = "directory.organisation."


@dataclass(frozen=True)
class DirectoryRow:
    """A row as it stands in the folder, or in use.

    ``checked_on`` is the day it was last checked, ``stale`` where that is never or over six months ago;
    ``number_prints`` whether its number may stand on a paper today; ``problems`` are what must be put right.
    """

    part: Part
    number: int
    facts: Mapping[str, Any]
    problems: tuple[Problem, ...]
    checked_on: date | None
    stale: bool
    number_prints: bool

    @property
    def id(self) -> str:
        """What it is named by in files and records."""
        return self.text(KEY_OF[self.part])

    @property
    def phone(self) -> str:
        """The number that a person would dial."""
        return self.text(NUMBER_OF.get(self.part, ""))

    def text(self, name: str) -> str:
        """A fact as text; "" where there is none."""
        value = self.facts.get(name)
        return value if isinstance(value, str) else ""

    def some(self, name: str) -> tuple[str, ...]:
        """A fact that holds several codes."""
        value = self.facts.get(name)
        return tuple(str(each) for each in value) if isinstance(value, list | tuple) else ()

    def flag(self, name: str) -> bool:
        """A fact that is true or not."""
        return self.facts.get(name) is True

    def name(self, language: str) -> str:
        """Its name, in the other language where there is none; its short name where there is no other."""
        lao, english = self.text("name_lo"), self.text("name_en")
        return ((lao or english) if language == "lo" else (english or lao)) or self.id


@dataclass(frozen=True)
class DirectoryAge:
    """How old the directory in use is: ``rows`` services and help lines, of these ``never`` checked, ``old``
    over six months ago, ``prints`` with a number that prints; the ``newest`` day of a check.
    """

    rows: int
    never: int
    old: int
    prints: int
    newest: date | None


@permitted(Act.READ_CONTENT)
def directory_age(workspace: Workspace) -> DirectoryAge:
    """How old the services and help lines in use are."""
    today = workspace.clock().date()
    days = [each.checked_on for each in directory()] + [each.verified_on for each in helplines()]
    numbers = [each.phone_verified_on for each in directory() if each.phone]
    numbers += [each.verified_on for each in helplines()]
    known = [day for day in days if day is not None]
    return DirectoryAge(
        len(days),
        len(days) - len(known),
        sum(not confirmed_recently(day, today) for day in known),
        sum(confirmed_recently(day, today) for day in numbers),
        max(known, default=None),
    )


@permitted(Act.EDIT_CONTENT)
def directory_rows(
    workspace: Workspace, folder: Path | None = None, part: Part = Part.SERVICES
) -> list[DirectoryRow]:
    """A part of the directory as it stands in an author's folder, else as it is in use.

    First what must be put right, then what was not checked for six months, each by name in the language of
    the program.

    :raises RuleBroken: ``directory.unreadable`` where the file is no table at all.
    """
    today = workspace.clock().date()
    rows = [
        made_row(part, number, facts, today)
        for number, facts in enumerate(rows_in(read_part(folder, part), TABLE_OF[part]), start=1)
    ]
    names = [row.id for row in rows]
    rows = [
        replace(row, problems=(Problem(KEY_OF[part], "directory.twice", row.id), *row.problems))
        if row.id in names[: row.number - 1]
        else row
        for row in rows
    ]
    return sorted(rows, key=lambda row: (not row.problems, not row.stale, sort_key(row.name(language()))))


def made_row(part: Part, number: int, facts: object, today: date) -> DirectoryRow:
    """A row of a file with what is to be said of it today."""
    row = dict(facts) if isinstance(facts, dict) else {}
    days = [row.get(name) for name in CHECKED_OF.get(part, ())]
    checked, dialled = (days[0], days[-1]) if days else (None, None)
    checked_on = checked if type(checked) is date else None
    stale = not (row.get("verified") is True if part is Part.STATIONS else _fresh(checked, today))
    prints = part in NUMBER_OF and bool(row.get(NUMBER_OF[part])) and _fresh(dialled, today)
    return DirectoryRow(part, number, row, problems(part, row, today), checked_on, stale, prints)


def _fresh(day: object, today: date) -> bool:
    return type(day) is date and confirmed_recently(day, today)


# ------------------------------------------------------------------ changing
@permitted(Act.EDIT_CONTENT)
def save_directory_row(
    workspace: Workspace,
    folder: Path,
    changed: Mapping[str, object],
    *,
    part: Part = Part.SERVICES,
    checked_for: str | None = None,
    office_number: bool = False,
    there: bool | None = None,
) -> DirectoryRow:
    """Add a row to an author's folder, or change some facts of one; the folder then holds the whole part.

    ``checked_for`` names the organisation for which the signed-in user has called the number, or looked the
    row through, today. A number that is new and was not called counts as never checked. A number is taken
    only with the word that it is an office's, not a person's own. ``there`` says whether its author has seen
    the row in the folder: a new one does not write over one of its name, and a change makes none anew.

    :raises RuleBroken: with the code of the first problem, ``row``, ``field``, and all of them in
        ``problems``; ``directory.unreadable``, ``directory.row_gone``.
    :raises Unavailable: ``content.unwritable``, ``content.folder_gone``.
    """
    require_there(workspace, folder)
    key = KEY_OF[part]
    name = str(changed.get(key, "")).strip()
    data = read_part(folder, part)
    before: Mapping[str, Any] = next(
        (row for row in rows_in(data, TABLE_OF[part]) if row.get(key) == name), {}
    )
    if there is False and before:
        raise unfit(name, [Problem(key, "directory.twice", name)])
    if there and not before:
        raise RuleBroken("directory.row_gone", row=name)
    put = {**changed, key: name}
    if checked_for is not None:
        put |= _check_of(workspace, part, checked_for, bool({**before, **put}.get(NUMBER_OF.get(part, ""))))
    put, wrong = row_change(part, before, put, workspace.clock().date(), office_number=office_number)
    if checked_for is not None and not checked_for.strip():
        wrong = (*wrong, Problem("checked_by", "directory.no_organisation"))
    if wrong:
        raise unfit(name, wrong)
    write_whole(place_of(folder, part), changed_file(data, part, [put]))
    if checked_for is not None:
        _remember(workspace, checked_for)
    return made_row(part, 0, _merged(before, put), workspace.clock().date())


def row_change(
    part: Part, before: Mapping[str, Any], changed: Mapping[str, Any], today: date, *, office_number: bool
) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """What to write for a row that changes from ``before``, and what is wrong with it then.

    A number that is new, or gone, takes the day with it on which the old one was called.
    """
    put = {name: value for name, value in changed.items() if _says(before, name, value)}
    number = NUMBER_OF.get(part, "")
    dialled = str(_merged(before, put).get(number, ""))
    new_number = bool(dialled) and dialled != before.get(number, "")
    day = CHECKED_OF.get(part, ("",))[-1]
    if number and (new_number or not dialled) and day not in put and day in before:
        put[day] = None
    wrong = list(problems(part, _merged(before, put), today))
    if new_number and not office_number and all(each.field != number for each in wrong):
        wrong.append(Problem(number, "directory.personal_number", dialled))
    return put, tuple(wrong)


def unfit(name: str, wrong: Sequence[Problem]) -> RuleBroken:
    """The refusal of a row."""
    first = wrong[0]
    return RuleBroken(first.code, row=name, field=first.field, value=first.value, problems=tuple(wrong))


def _says(before: Mapping[str, Any], field: str, value: object) -> bool:
    """Whether a fact is worth writing: a blank one is not where there was none."""
    return field in before or value not in ("", (), [], None, False)


def _merged(before: Mapping[str, Any], put: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**before, **put}.items() if value is not None}


def _check_of(workspace: Workspace, part: Part, organisation: str, dialled: bool) -> dict[str, Any]:
    """The facts of one check, today, by the signed-in user."""
    today = workspace.clock().date()
    facts: dict[str, Any] = {"checked_by": f"{workspace.user.id}, {organisation.strip()}"}
    facts |= dict.fromkeys(CHECKED_OF.get(part, ())[: 2 if dialled else 1], today)
    return facts | ({"verified": True} if part is Part.STATIONS else {})


@permitted(Act.EDIT_CONTENT)
def check_directory_row(
    workspace: Workspace, folder: Path, name: str, organisation: str, *, part: Part = Part.SERVICES
) -> DirectoryRow:
    """Write down that the signed-in user has called the number of a row today and that all of it is right.

    :raises Unavailable: ``directory.missing``. :raises RuleBroken: as :func:`save_directory_row`.
    """
    if all(row.get(KEY_OF[part]) != name for row in rows_in(read_part(folder, part), TABLE_OF[part])):
        raise Unavailable("directory.missing", id=name)
    return save_directory_row(
        workspace, folder, {KEY_OF[part]: name}, part=part, checked_for=organisation, office_number=True
    )


@permitted(Act.EDIT_CONTENT)
def checking_organisation(workspace: Workspace) -> str:
    """The organisation that the signed-in user last checked a row for; "" before the first time."""
    with workspace.store.read() as transaction:
        return str(transaction.setting(_ORGANISATION + workspace.user.id, ""))


def _remember(workspace: Workspace, organisation: str) -> None:
    with workspace.store.write() as transaction:
        transaction.set_setting(_ORGANISATION + workspace.user.id, organisation.strip())


@permitted(Act.EDIT_CONTENT)
def remove_directory_row(
    workspace: Workspace, folder: Path, name: str, *, part: Part = Part.SERVICES
) -> None:
    """Take a row out of an author's folder.

    :raises Unavailable: ``directory.missing``, ``content.unwritable``. :raises RuleBroken:
        ``directory.unreadable`` for the last one.
    """
    require_there(workspace, folder)
    data = read_part(folder, part)
    if all(row.get(KEY_OF[part]) != name for row in rows_in(data, TABLE_OF[part])):
        raise Unavailable("directory.missing", id=name)
    write_whole(place_of(folder, part), changed_file(data, part, removed=[name]))
