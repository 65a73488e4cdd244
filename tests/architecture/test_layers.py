"""The house holds: arrows run down, only windows know Qt, importing costs little, names mean something."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter import cli

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "borderdesk"
MODULES = sorted(SOURCE.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Every module a file imports, also inside functions, relative ones spelled out."""
    names: set[str] = set()
    package = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".")
            up = parts[: len(parts) - node.level + 1] if node.level else []
            names.add(".".join([*up, node.module] if node.module else up))
    return names


def test_the_contracts_between_rooms_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert cli.lint_imports(config_filename="pyproject.toml", no_cache=True) == 0


def test_only_the_windows_know_qt() -> None:
    named = [path for path in MODULES if "PySide6" in path.read_text(encoding="utf-8")]
    knows = [path for path in named if any(name.split(".")[0] == "PySide6" for name in imported(path))]
    assert {path.relative_to(SOURCE).parts[0] for path in knows} <= {"ui"}


def test_presenters_and_states_know_no_qt() -> None:
    for path in MODULES:
        if path.name in ("presenter.py", "state.py"):
            assert not any(name.startswith("PySide6") for name in imported(path)), path


def test_the_form_runtime_stands_on_its_own() -> None:
    for path in (SOURCE / "forms").rglob("*.py"):
        outside = {
            name
            for name in imported(path)
            if name.startswith("borderdesk") and not name.startswith("borderdesk.forms")
        }
        assert not outside, (path, outside)


def loaded_by(statement: str) -> set[str]:
    program = f"import sys\n{statement}\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stdout.split()} | set(done.stdout.split())


@pytest.mark.parametrize(
    ("statement", "late"),
    [
        (
            "import borderdesk",
            {"sqlalchemy", "reportlab", "pyxform", "PySide6", "icu4py", "click", "cryptography"},
        ),
        (
            "import borderdesk.desk",
            {"sqlalchemy", "sqlcipher3", "reportlab", "pyxform", "uharfbuzz", "pyrage", "icu4py", "PySide6"},
        ),
        (
            "from borderdesk import desk; desk.users, desk.workspace_facts",
            {
                *(
                    "sqlalchemy",
                    "sqlcipher3",
                    "reportlab",
                    "pyxform",
                    "uharfbuzz",
                    "pyrage",
                    "icu4py",
                    "PySide6",
                ),
                *("borderdesk.domain.facts", "borderdesk.store.keyslots"),
            },
        ),
        (
            "from borderdesk import desk; desk.open_workspace",
            {"reportlab", "pyxform", "uharfbuzz", "PySide6"},
        ),
        ("import borderdesk.store.database", {"sqlalchemy.orm", "reportlab", "pyxform", "argon2", "PySide6"}),
        ("import borderdesk.slips.rights_words", {"reportlab", "uharfbuzz", "PySide6"}),
        ("import borderdesk.forms", {"pyxform", "sqlalchemy", "reportlab", "PySide6", "borderdesk.desk"}),
        (
            "import borderdesk.domain.case",
            {"sqlalchemy", "pyxform", "cryptography", "PySide6", "borderdesk.store"},
        ),
    ],
)
def test_importing_does_not_load_what_is_not_needed_yet(statement: str, late: set[str]) -> None:
    assert loaded_by(statement) & late == set()


BANNED = re.compile(r"(^|_)(manager|helper|util|handler|base|common)s?(_|$)")


def test_names_of_files_say_what_is_in_them() -> None:
    places = [*MODULES, *(ROOT / "tests").rglob("*.py")]
    vague = {path.stem for path in places if BANNED.search(path.stem)}
    assert not vague


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        path.relative_to(SOURCE)
        for path in MODULES
        if path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent


def test_every_exported_name_of_the_desk_is_there() -> None:
    from borderdesk import desk

    assert {name for name in dir(desk) if getattr(desk, name, None) is None} == set()
