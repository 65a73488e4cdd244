"""A second opinion from ODK Validate, where there is Java; a clear line where there is none."""

import shutil
from pathlib import Path

import pytest

from borderdesk import desk
from borderdesk.resources import resource

GOOD = "| survey |\n| | type | name | label |\n| | text | a | A |\n| settings |\n| | form_id |\n| | good |\n"
SELF = """
| survey |
| | type | name | label | relevant |
| | text | a | A | |
| | text | b | B | nosuch(${a}) |
| settings |
| | form_id |
| | bad |
"""
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java on this PC")


def _form(folder: Path, name: str, table: str) -> Path:
    path = folder / f"{name}.md"
    path.write_text(table, encoding="utf-8")
    return path


def test_without_java_it_says_so_and_contradicts_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (told,) = desk.second_opinions([_form(tmp_path, "good", GOOD)])
    assert (told.theirs, told.problem, told.ours, told.agrees) == (None, "java_missing", True, True)


@needs_java
def test_both_accept_a_good_form_and_refuse_a_bad_one(tmp_path: Path) -> None:
    good, bad = desk.second_opinions([_form(tmp_path, "good", GOOD), _form(tmp_path, "bad", SELF)])
    assert (good.ours, good.theirs) == (True, True)
    assert (bad.ours, bad.theirs) == (False, False)
    assert "/data/b" in bad.said
    assert good.agrees
    assert bad.agrees


@needs_java
def test_what_cannot_be_converted_is_not_asked_about(tmp_path: Path) -> None:
    (told,) = desk.second_opinions(
        [_form(tmp_path, "none", "| survey |\n| | type | name |\n| | what | a |\n")]
    )
    assert (told.ours, told.problem) == (False, "not_converted")


@needs_java
def test_the_program_s_own_forms_are_good_odk_forms() -> None:
    told = desk.second_opinions(sorted(resource("forms").glob("*.md")))
    assert [(each.file, each.said) for each in told if not each.agrees] == []
    assert all(each.theirs for each in told)
