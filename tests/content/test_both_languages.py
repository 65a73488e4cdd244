"""Everything shipped that is written in English and Lao is there in both: forms, names, exercises, packs."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.content.tables import choices, settings, survey

from borderdesk.resources import resource

LAO = re.compile("[\u0e80-\u0eff]")
FORMS = sorted(path.stem for path in resource("forms").glob("*.md"))
ROWS = sorted(
    path for folder in ("directory", "practice", "health") for path in resource(folder).rglob("*.toml")
)
Pair = tuple[str, str, str]
"""Where a text stands, its English, its Lao; "" for one that is not there."""


def of_form(form_id: str) -> Iterator[Pair]:
    row = settings(form_id)
    yield "title", row["form_title"], row["attribute::bd:title_lo"]
    for listed, entries in choices(form_id).items():
        for code, english, lao in entries:
            yield f"{listed} {code}", english, lao
    for row in survey(form_id):
        for column, text in row.items():
            if column.endswith("::English (en)"):
                yield f"{row['name']} {column}", text, row.get(column.replace("English (en)", "Lao (lo)"), "")
            elif column.endswith("_en"):
                yield f"{row['name']} {column}", text, row.get(f"{column[:-2]}lo", "")


def of_rows(value: Any, place: str = "") -> Iterator[Pair]:
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from of_rows(each, f"{place}[{number}]")
    if isinstance(value, dict):
        if {"en", "lo"} & value.keys() and all(isinstance(each, str) for each in value.values()):
            yield place, value.get("en", ""), value.get("lo", "")
            return
        for name in {key[:-3] for key in value if key.endswith(("_en", "_lo"))}:
            yield f"{place}.{name}", value.get(f"{name}_en", ""), value.get(f"{name}_lo", "")
        for name, each in value.items():
            yield from of_rows(each, f"{place}.{name}")


def in_one_only(pairs: Iterator[Pair]) -> list[str]:
    """Texts without Lao letters where there is English, or with them where there is none."""
    return [place for place, english, lao in pairs if bool(english) != bool(LAO.search(lao))]


@pytest.mark.parametrize("form_id", FORMS)
def test_a_form_says_all_in_both_languages(form_id: str) -> None:
    assert in_one_only(of_form(form_id)) == []


@pytest.mark.parametrize("path", ROWS, ids=lambda path: path.stem)
def test_names_and_exercises_are_in_both_languages(path: Path) -> None:
    assert in_one_only(of_rows(tomllib.loads(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize("form_id", FORMS)
def test_no_text_of_a_form_is_never_shown(form_id: str) -> None:
    rows = survey(form_id)
    offered = {row["type"].split()[1] for row in rows if row["type"].startswith("select")}
    assert choices(form_id).keys() - offered == set(), "choices that no question offers"
    said = "constraint_message::English (en)"
    assert [row["name"] for row in rows if row.get(said) and not row.get("constraint")] == []
