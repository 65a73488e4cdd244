"""The shipped forms as the tables they are written in, read without the form runtime."""

import functools
import re

from borderdesk.resources import resource

Row = dict[str, str]


@functools.cache
def _sheets(form_id: str) -> dict[str, list[Row]]:
    sheets: dict[str, list[Row]] = {}
    header: list[str] = []
    name = ""
    for line in resource("forms", f"{form_id}.md").read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            continue
        cells = [cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if cells[0]:
            name, header = cells[0], []
            sheets[name] = []
        elif not header:
            header = cells[1:]
        else:
            sheets[name].append(dict(zip(header, cells[1:], strict=True)))
    return sheets


def survey(form_id: str) -> list[Row]:
    """Rows of the questions."""
    return _sheets(form_id)["survey"]


def settings(form_id: str) -> Row:
    """The one settings row."""
    (row,) = _sheets(form_id)["settings"]
    return row


def choices(form_id: str) -> dict[str, list[tuple[str, str, str]]]:
    """Choice lists: code, English, Lao."""
    lists: dict[str, list[tuple[str, str, str]]] = {}
    for row in _sheets(form_id)["choices"]:
        entry = (row["name"], row["label::English (en)"], row["label::Lao (lo)"])
        lists.setdefault(row["list_name"], []).append(entry)
    return lists
