"""Write what the program is built and tested with.

``requirements.txt``: every runtime dependency, its version, the SHA-256 of each wheel that serves, for
``pip install --require-hashes -r``. ``versions.txt``: the versions alone, of these and of what the tests
need, for ``pip install -c``.

``python build/pin.py`` asks pip which wheels it would install for each of SYSTEMS and PYTHONS, without
installing any. Run it when a dependency in pyproject.toml changes, or to move to newer releases. No address
goes into the files, so that they serve whatever index or wheel folder pip is set up to use.
"""

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PYTHONS = ("3.11", "3.12", "3.13")
SYSTEMS = {
    "linux": (*(f"manylinux_2_{minor}_x86_64" for minor in range(34, 4, -1)), "manylinux2014_x86_64"),
    "win32": ("win_amd64",),
}
_REQUIREMENTS = """\
# Every runtime dependency for x86-64 Linux and Windows, pinned:
# pip install --require-hashes -r build/requirements.txt
# Written by build/pin.py from pyproject.toml; a test keeps the two in step.
"""
_VERSIONS = """\
# What the program and its tests were last tried with, here and in the two commands of the README:
# pip install -c build/versions.txt -e '.[test]'
# A newer release of anything arrives by build/pin.py and a commit, never by itself.
"""

Pin = tuple[str, str]
Target = tuple[str, str]


def dependencies(system: str, python: str, *extras: str) -> list[str]:
    """The requirements of pyproject.toml that apply to a system and a Python, without markers."""
    from packaging.requirements import Requirement  # late: the build's environment has it

    project = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = [
        *project["dependencies"],
        *(line for extra in extras for line in project["optional-dependencies"][extra]),
    ]
    place = _place(system, python)
    wanted = [need for line in listed if (need := Requirement(line)).name != project["name"]]
    return [
        f"{need.name}{f'[{chr(44).join(sorted(need.extras))}]' if need.extras else ''}{need.specifier}"
        for need in wanted
        if need.marker is None or need.marker.evaluate(place)
    ]


def _place(system: str, python: str) -> dict[str, str]:
    """What markers are asked about a system and a Python."""
    return {
        "sys_platform": system,
        "platform_system": "Windows" if system == "win32" else "Linux",
        "os_name": "nt" if system == "win32" else "posix",
        "platform_machine": "AMD64" if system == "win32" else "x86_64",
        "python_version": python,
        "python_full_version": f"{python}.0",
    }


def chosen(system: str, python: str, *extras: str) -> dict[Pin, set[str]]:
    """The wheels pip would install, as (name, version) to hashes."""
    asked = dependencies(system, python, *extras)
    while True:
        installs = _answered(system, python, asked)
        missing = _overlooked(system, python, installs)
        if not missing:
            break
        asked += missing
    found: dict[Pin, set[str]] = {}
    for item in installs:
        name = _plain(item["metadata"]["name"])
        digest = item["download_info"]["archive_info"]["hashes"]["sha256"]
        found.setdefault((name, item["metadata"]["version"]), set()).add(digest)
    return found


def _answered(system: str, python: str, asked: list[str]) -> list[dict[str, Any]]:
    """What pip would install, as its report tells."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        platforms = [option for tag in SYSTEMS[system] for option in ("--platform", tag)]
        command = [sys.executable, "-m", "pip", "install", "-qq", "--dry-run", "--ignore-installed",
                   "--only-binary=:all:", "--target", folder, "--python-version", python, *platforms,
                   "--report", str(report), *asked]  # fmt: skip
        subprocess.run(command, check=True)  # noqa: S603 - our own list of arguments
        installs: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))["install"]
    return installs


def _overlooked(system: str, python: str, installs: list[dict[str, Any]]) -> list[str]:
    """What packages need on that system and pip left out: it asks markers about the one it runs on."""
    from packaging.requirements import Requirement  # late: the build's environment has it

    there = {_plain(item["metadata"]["name"]) for item in installs}
    place = _place(system, python)
    found = {}
    for item in installs:
        for line in item["metadata"].get("requires_dist", []):
            need = Requirement(line)
            wanted = need.marker is None or need.marker.evaluate({**place, "extra": ""})
            if wanted and _plain(need.name) not in there:
                found[_plain(need.name)] = f"{need.name}{need.specifier}"
    return list(found.values())


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def marker(targets: set[Target]) -> str:
    """The environment marker for exactly ``targets``, empty where all have the requirement.

    :raises ValueError: where the Pythons differ by system or are no run at one end; none has yet.
    """
    pythons = {system: [python for python in PYTHONS if (system, python) in targets] for system in SYSTEMS}
    systems = [system for system in SYSTEMS if pythons[system]]
    versions = pythons[systems[0]]
    if any(pythons[system] != versions for system in systems):
        raise ValueError(f"write a marker for {sorted(targets)} by hand")
    parts = []
    if len(systems) < len(SYSTEMS):
        parts.append(f"sys_platform == '{systems[0]}'")
    if versions != list(PYTHONS):
        bounds = {PYTHONS[0]: f"< '{PYTHONS[1]}'", PYTHONS[-1]: f">= '{versions[0]}'"}
        edge = PYTHONS[0] if versions == [PYTHONS[0]] else versions[-1]
        parts.append(f"python_version {bounds[edge]}")
    return f" ; {' and '.join(parts)}" if parts else ""


def pins(*extras: str) -> dict[str, set[str]]:
    """All targets asked: each pin with its marker, as a line of requirements, to its hashes."""
    digests: dict[Pin, set[str]] = {}
    targets: dict[Pin, set[Target]] = {}
    for system in SYSTEMS:
        for python in PYTHONS:
            for pin, found in chosen(system, python, *extras).items():
                digests.setdefault(pin, set()).update(found)
                targets.setdefault(pin, set()).add((system, python))
    return {f"{name}=={version}{marker(targets[name, version])}": digests[name, version]
            for name, version in sorted(digests)}  # fmt: skip


def main() -> None:
    """Ask for all targets and write the files."""
    runtime = "".join(
        line + "".join(f" \\\n    --hash=sha256:{digest}" for digest in sorted(digests)) + "\n"
        for line, digests in pins().items()
    )
    (HERE / "requirements.txt").write_text(_REQUIREMENTS + runtime, encoding="utf-8")
    tested = "".join(f"{line}\n" for line in pins("postgres", "test", "build"))
    (HERE / "versions.txt").write_text(_VERSIONS + tested, encoding="utf-8")


if __name__ == "__main__":
    main()
