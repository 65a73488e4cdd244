"""Finished records as flat tables: one for the form, one for each repeat, joined by KEY and PARENT_KEY.

Pure functions over definitions and record XML; column names and keys follow what ODK Central writes
(https://docs.getodk.org/central-submissions/): groups parted by `-`, a repeat's rows keyed
`uuid:…/repeat[2]`, a geopoint in four columns. Called by whatever exports records.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .definition import FormDefinition
from .lexical import canonical
from .markup import read_xml, to_node
from .session import Session
from .tree import Node, Path

KEY, PARENT_KEY = "KEY", "PARENT_KEY"
_PLACE_PARTS = ("Latitude", "Longitude", "Altitude", "Accuracy")
_SHEET_NAME = 31
"""Letters that a workbook allows in the name of a sheet."""


@dataclass(frozen=True)
class FinishedRecord:
    """A record as it was sealed, with its own version of the form; ``about`` are columns put before."""

    form: FormDefinition
    xml: str
    about: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """Rows of text under columns; blank where a row has no answer."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass
class _Sheet:
    """A table while it grows: columns by path, in the order of the forms."""

    name: str
    headings: dict[str, str]
    rows: list[dict[str, str]]


def tables(
    records: Sequence[FinishedRecord], *, labels: bool = False, language: str | None = None
) -> list[Table]:
    """The records of one form, all its versions together: the newest first gives the order of columns.

    With ``labels`` headings and answers read as people read them, in ``language`` where the form has it;
    else names and codes. Raises FormError where a record cannot be read.
    """
    sheets: dict[Path, _Sheet] = {}
    forms = list({record.form.sha256: record.form for record in reversed(records)}.values())
    about = list(dict.fromkeys(name for record in records for name in record.about))
    for form in forms:
        _add_columns(sheets, form, about, labels=labels, language=language)
    for record in records:
        _add_rows(sheets, record, labels=labels, language=language)
    return [_table(sheet, nested=bool(path)) for path, sheet in sheets.items()]


def _add_columns(
    sheets: dict[Path, _Sheet],
    form: FormDefinition,
    about: Sequence[str],
    *,
    labels: bool,
    language: str | None,
) -> None:
    session = Session(form, language=language) if labels else None
    top = sheets.setdefault((), _Sheet(form.id, {name: name for name in about}, []))
    for node in form.template.walk():
        repeat = form.repeat_around(node.path) or form.template.path[:1]
        place = repeat[1:]
        if node.path in form.repeats and place not in sheets:
            sheets[place] = _Sheet("-".join((form.id, *place)), {}, [])
        if node.children or node.path in form.repeats:
            continue
        sheet = sheets.get(place, top)
        for column, part in _columns(form, node.path, repeat):
            sheet.headings.setdefault(column, _heading(session, node.path, column, part))


def _columns(form: FormDefinition, path: Path, repeat: Path) -> Iterator[tuple[str, str]]:
    """The columns of a question and, of a place on earth, what each holds."""
    name = "-".join(path[len(repeat) :])
    if form.type_of(path) == "geopoint":
        yield from ((f"{name}-{part}", part) for part in _PLACE_PARTS)
    else:
        yield name, ""


def _heading(session: Session | None, path: Path, column: str, part: str) -> str:
    control = session.form.controls.get(path) if session is not None else None
    if session is None or control is None:
        return column
    # The wording of a question inside a repeat is read at a pristine item: there may be none yet.
    label = str(session.wording.element(control.label, _pristine(session, path), session.language)).strip()
    return " – ".join(text for text in (label or column, part) if text)


def _pristine(session: Session, path: Path) -> Node:
    node = session.record.root
    for name in path[1:]:
        templates = session.record.templates
        below = node.child(name) or templates.get((*node.path, name))
        if below is None:
            return node
        node = below
    return node


def _add_rows(
    sheets: dict[Path, _Sheet], record: FinishedRecord, *, labels: bool, language: str | None
) -> None:
    root = to_node(read_xml(record.xml), None)
    key = _identifier(root)
    said = Session(record.form, saved=record.xml, language=language) if labels else None
    row = {**record.about, KEY: key}
    sheets[()].rows.append(row)
    _fill(sheets, record.form, root, said.record.root if said else None, said, row, key)


def _identifier(root: Node) -> str:
    meta = root.child("meta")
    identifier = meta.child("instanceID") if meta is not None else None
    return identifier.text.strip() if identifier is not None else ""


def _fill(
    sheets: dict[Path, _Sheet],
    form: FormDefinition,
    node: Node,
    twin: Node | None,
    said: Session | None,
    row: dict[str, str],
    key: str,
) -> None:
    """Put everything below ``node`` into ``row``; each repeat item gets a row of its own.

    ``twin`` is the same place in the running session that knows the labels.
    """
    counts: dict[str, int] = {}
    for child in node.children:
        counts[child.name] = counts.get(child.name, 0) + 1
        same = twin.named(child.name)[counts[child.name] - 1 : counts[child.name]] if twin else []
        beside = same[0] if same else None
        if child.path in form.repeats:
            item = f"{key}/{child.name}[{counts[child.name]}]"
            inner = {PARENT_KEY: key, KEY: item}
            sheets[child.path[1:]].rows.append(inner)
            _fill(sheets, form, child, beside, said, inner, item)
        elif child.children:
            _fill(sheets, form, child, beside, said, row, key)
        else:
            _put(form, child, beside, said, row)


def _put(
    form: FormDefinition, node: Node, twin: Node | None, said: Session | None, row: dict[str, str]
) -> None:
    repeat = form.repeat_around(node.path) or form.template.path[:1]
    text = canonical(node.text, form.type_of(node.path)) or node.text
    columns = list(_columns(form, node.path, repeat))
    if len(columns) > 1:
        for (column, _), part in zip(columns, text.split(), strict=False):
            row[column] = part
    elif said is not None and twin is not None:
        row[columns[0][0]] = said.answer_text(twin) or text
    else:
        row[columns[0][0]] = text


def _table(sheet: _Sheet, *, nested: bool) -> Table:
    keys = (PARENT_KEY, KEY) if nested else (KEY,)
    places = (*sheet.headings, *keys)
    headings: list[str] = []
    for place in places:
        heading = sheet.headings.get(place, place)
        headings.append(heading if heading not in headings else f"{heading} ({place})")
    rows = tuple(tuple(row.get(place, "") for place in places) for row in sheet.rows)
    return Table(sheet.name, tuple(headings), rows)


# ------------------------------------------------------------------ files
_RISKY = (*"=+-@＝＋－＠", "\t", "\r")
"""How a cell begins that a spreadsheet may run; in East Asia the wide signs do too."""


def to_csv(table: Table) -> str:
    """The table as RFC 4180 text with a byte order mark, so that spreadsheets read Lao rightly.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay as they are.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in (table.columns, *table.rows):
        writer.writerow([_harmless(cell) for cell in row])
    return "\ufeff" + out.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RISKY) and not _is_number(cell) else cell


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def to_xlsx(found: Iterable[Table]) -> bytes:
    """The tables as the sheets of a workbook; every cell is text, so that no code or phone number is bent."""
    # Late import: openpyxl takes a quarter of a second and is needed for workbooks only.
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    names: set[str] = set()
    for table in found:
        sheet = book.create_sheet(_sheet_name(table.name, names))
        for row in (table.columns, *table.rows):
            cells = []
            for text in row:
                cell = WriteOnlyCell(sheet, value=text)
                cell.data_type = "s"  # a text that begins with "=" is a text
                cells.append(cell)
            sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_name(name: str, taken: set[str]) -> str:
    plain = "".join("_" if letter in "[]:*?/\\" else letter for letter in name)
    found, number = plain[-_SHEET_NAME:], 1
    while found.lower() in taken:
        number += 1
        ending = f"-{number}"
        found = plain[-_SHEET_NAME + len(ending) :] + ending
    taken.add(found.lower())
    return found
