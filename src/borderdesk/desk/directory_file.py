"""A file of the directory in an author's folder, changed row by row; what its author wrote beside stays.

Comments, order and unknown facts are the author's own: a row that is saved here changes only what it says.
Called by directory_keeping and directory_sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from borderdesk.desk.directory import rows_in
from borderdesk.desk.directory_fields import FILE_OF, KEY_OF, TABLE_OF, Part
from borderdesk.domain.errors import RuleBroken
from borderdesk.resources import content


def place_of(folder: Path, part: Part) -> Path:
    """Where a folder keeps a part of the directory; the place for it where it has none yet."""
    return next(iter(sorted(folder.rglob(FILE_OF[part]))), folder / "directory" / FILE_OF[part])


def read_part(folder: Path | None, part: Part) -> bytes:
    """A part of a folder; where it holds none, or there is no folder, the one in use here."""
    if folder is not None:
        with suppress(OSError):
            return place_of(folder, part).read_bytes()
    return content().read(f"directory/{FILE_OF[part]}") or b""


def changed_file(
    data: bytes, part: Part, put: Iterable[Mapping[str, Any]] = (), removed: Iterable[str] = ()
) -> bytes:
    """The file with some rows put in place of those of the same name, or after the last, and some taken out.

    Of two rows with one name the lower is taken out: it is the one that is too many.

    :raises RuleBroken: ``directory.unreadable``, also where no row would be left.
    """
    table, key = TABLE_OF[part], KEY_OF[part]
    names = [str(row.get(key, "")) for row in rows_in(data, table)]
    head, blocks, tail = _blocks(data.decode("utf-8-sig").replace("\r\n", "\n"), table)
    if len(blocks) != len(names):
        raise RuleBroken("directory.unreadable", what=f"[[{table}]]")
    for facts in put:
        name = str(facts[key])
        if name not in names:
            names.append(name)
            blocks.append(f"[[{table}]]\n")
        place = names.index(name)
        blocks[place] = _filled(blocks[place], table, facts)
    for name in removed:
        place = len(names) - 1 - names[::-1].index(name)
        del names[place], blocks[place]
    kept = [block.strip("\n") for block in blocks]
    text = "\n\n".join(filter(None, (head.strip("\n"), *kept, tail.strip("\n")))) + "\n"
    rows_in(text.encode(), table)
    return text.encode()


def _blocks(text: str, table: str) -> tuple[str, list[str], str]:
    """What stands before the rows, each row with the comments right above it, and what stands below all.

    The comments above the first row are the head of the file unless no empty line parts them from the row.
    """
    head: list[str] = []
    blocks: list[list[str]] = []
    for line in text.rstrip("\n").split("\n"):
        if line.split("#")[0].replace(" ", "").strip() == f"[[{table}]]":
            above = _taken_above(blocks[-1] if blocks else head)
            blocks.append([*above, line])
        else:
            (blocks[-1] if blocks else head).append(line)
    tail = _taken_above(blocks[-1]) if blocks else []
    return "\n".join(head), ["\n".join(lines) for lines in blocks], "\n".join(tail)


def _taken_above(lines: list[str]) -> list[str]:
    """Take the comments off the end of some lines, up to an empty one."""
    first = len(lines)
    while first and not lines[first - 1].strip():
        first -= 1
    if first == len(lines):
        while first and lines[first - 1].lstrip().startswith("#"):
            first -= 1
    above = lines[first:]
    del lines[first:]
    return above


def _filled(block: str, table: str, facts: Mapping[str, Any]) -> str:
    """A row with these facts; ``None`` takes one out. All else stays where and as it is."""
    import tomlkit  # late: only who keeps the directory needs it
    from tomlkit.items import AoT

    document = tomlkit.parse(block.strip("\n") + "\n")
    rows = document[table]
    if not isinstance(rows, AoT):
        raise RuleBroken("directory.unreadable", what=f"[[{table}]]")
    row = rows[0]
    for name, value in facts.items():
        plain = list(value) if isinstance(value, tuple) else value
        if plain is None:
            if name in row:
                del row[name]
        elif name not in row or row[name] != plain:
            row[name] = plain
    return tomlkit.dumps(document)
