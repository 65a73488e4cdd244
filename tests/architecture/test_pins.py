"""The pinned requirements serve what pyproject.toml asks for, and no file names a package registry."""

import re
import subprocess
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[\w.]+)(?: ; (?P<marker>.+))?$")
HASH = re.compile(r"^--hash=sha256:[0-9a-f]{64}$")
TARGETS = [(system, python) for system in ("linux", "win32") for python in ("3.11", "3.12", "3.13")]

# Written in pieces, since this file is looked through as well.
REGISTRY_HOSTS = [
    ".".join(pieces)
    for pieces in (
        ("pypi", "org"),
        ("pypi", "python", "org"),
        ("pythonhosted", "org"),
        ("anaconda", "org"),
        ("npmjs", "org"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
        ("pypi", "nvidia", "com"),
        ("download", "pytorch", "org"),
    )
]


def pins(file: str) -> list[tuple[str, str, str | None, list[str]]]:
    """Each pin's name, version, marker and hashes."""
    text = (ROOT / "build" / file).read_text(encoding="utf-8").replace("\\\n", "\n")
    found: list[tuple[str, str, str | None, list[str]]] = []
    for line in (line.strip() for line in text.splitlines()):
        if not line or line.startswith("#"):
            continue
        if line.startswith("--"):
            assert HASH.match(line), line
            found[-1][3].append(line)
        else:
            pin = PIN.match(line)
            assert pin, line
            found.append((canonicalize_name(pin["name"]), pin["version"], pin["marker"], []))
    return found


def place(system: str, python: str) -> dict[str, str]:
    return {
        "sys_platform": system,
        "platform_system": "Windows" if system == "win32" else "Linux",
        "python_version": python,
        "python_full_version": f"{python}.0",
    }


def versions(file: str, target: dict[str, str]) -> dict[str, str]:
    """What a file pins on one system and Python."""
    pinned = [
        (name, version)
        for name, version, marker, _ in pins(file)
        if not marker or Marker(marker).evaluate(target)
    ]
    assert len(dict(pinned)) == len(pinned), "one version of each for one system and Python"
    return dict(pinned)


@pytest.mark.parametrize(
    ("file", "extras"), [("requirements.txt", ()), ("versions.txt", ("postgres", "test", "build"))]
)
@pytest.mark.parametrize(("system", "python"), TARGETS)
def test_every_dependency_is_pinned_to_a_version_that_pyproject_allows(
    system: str, python: str, file: str, extras: tuple[str, ...]
) -> None:
    target = place(system, python)
    pinned = versions(file, target)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = [
        *project["dependencies"],
        *(each for extra in extras for each in project["optional-dependencies"][extra]),
    ]
    for needed in map(Requirement, listed):
        if needed.name != project["name"] and (needed.marker is None or needed.marker.evaluate(target)):
            version = pinned.get(canonicalize_name(needed.name))
            assert version is not None, f"{needed.name} is not pinned"
            assert needed.specifier.contains(version), f"{needed} does not allow {version}"


@pytest.mark.parametrize(("system", "python"), TARGETS)
def test_what_packages_need_on_one_system_only_is_pinned_too(system: str, python: str) -> None:
    target = place(system, python)
    pinned = versions("versions.txt", target)
    needed = {
        canonicalize_name(need.name)
        for each in metadata.distributions()
        if canonicalize_name(each.name) in pinned
        for need in map(Requirement, each.requires or ())
        if need.marker is None or need.marker.evaluate({**target, "extra": ""})
    }
    # Of PySide6 another version is installed here than on the other Pythons.
    assert {name for name in needed - pinned.keys() if not name.startswith("pyside6")} == set()


@pytest.mark.parametrize(("system", "python"), TARGETS)
def test_the_program_is_built_with_the_versions_it_is_tested_with(system: str, python: str) -> None:
    target = place(system, python)
    assert versions("requirements.txt", target).items() <= versions("versions.txt", target).items()


@pytest.mark.parametrize("command", ["Run", "Test"])
def test_the_readme_installs_the_versions_that_were_tried(command: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "pip install -q -c build/versions.txt -e " in readme.split(f"\n## {command}\n")[1].split("```")[1]


def test_every_pin_of_the_program_has_hashes() -> None:
    assert pins("requirements.txt")
    assert [name for name, _, _, hashes in pins("requirements.txt") if not hashes] == []


def test_no_committed_file_names_a_package_registry() -> None:
    naming = []
    for path in committed_files():
        text = path.read_bytes().decode("utf-8", "ignore").lower()
        naming += [f"{path.relative_to(ROOT)}: {host}" for host in REGISTRY_HOSTS if host in text]
    assert naming == []


def test_no_lock_file_is_committed() -> None:
    locks = {"uv.lock", "poetry.lock", "pdm.lock", "pipfile.lock", "pylock.toml", "conda-lock.yml"}
    assert [path.name for path in committed_files() if path.name.lower() in locks] == []


def committed_files() -> list[Path]:
    """What git holds or would add; outside a checkout, the files of the source archive."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, check=True, text=True,
        ).stdout.split("\0")  # fmt: skip
        return [ROOT / name for name in listed if name and (ROOT / name).is_file()]
    folders = [ROOT / name for name in ("src", "resources", "build", "tests")]
    inside = [path for folder in folders for path in folder.rglob("*") if "__pycache__" not in path.parts]
    return [path for path in [*ROOT.glob("*.*"), *inside] if path.is_file()]
