"""Write requirements.txt: every runtime dependency, its version, the SHA-256 of each wheel that serves.

``python build/pin.py`` asks pip which wheels it would install for each system and Python of TARGETS, without
installing any. Run it when a dependency in pyproject.toml changes. No address goes into the file, so that it
serves whatever index or wheel folder pip is set up to use: ``pip install --require-hashes -r``.
"""

import json
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
PYTHONS = ("3.11", "3.12", "3.13")
SYSTEMS = {
    "linux": (*(f"manylinux_2_{minor}_x86_64" for minor in range(34, 4, -1)), "manylinux2014_x86_64"),
    "win32": ("win_amd64",),
}
_HEAD = """\
# Every runtime dependency for x86-64 Linux and Windows, pinned:
# pip install --require-hashes -r build/requirements.txt
# Written by build/pin.py from pyproject.toml; a test keeps the two in step.
"""

Pin = tuple[str, str]
Target = tuple[str, str]


def dependencies(system: str, python: str) -> list[str]:
    """The runtime requirements of pyproject.toml that apply to a system and a Python, without markers."""
    from packaging.requirements import Requirement  # late: the build's environment has it

    listed = tomllib.loads((HERE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "dependencies"
    ]
    place = {
        "sys_platform": system,
        "platform_system": "Windows" if system == "win32" else "Linux",
        "python_version": python,
        "python_full_version": f"{python}.0",
    }
    wanted = [Requirement(line) for line in listed]
    return [
        f"{need.name}{need.specifier}"
        for need in wanted
        if need.marker is None or need.marker.evaluate(place)
    ]


def chosen(system: str, python: str) -> dict[Pin, set[str]]:
    """The wheels pip would install, as (name, version) to hashes."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        platforms = [option for tag in SYSTEMS[system] for option in ("--platform", tag)]
        command = [sys.executable, "-m", "pip", "install", "-qq", "--dry-run", "--ignore-installed",
                   "--only-binary=:all:", "--target", folder, "--python-version", python, *platforms,
                   "--report", str(report), *dependencies(system, python)]  # fmt: skip
        subprocess.run(command, check=True)  # noqa: S603 - our own list of arguments
        installs = json.loads(report.read_text(encoding="utf-8"))["install"]
    found: dict[Pin, set[str]] = {}
    for item in installs:
        name = re.sub(r"[-_.]+", "-", item["metadata"]["name"]).lower()
        digest = item["download_info"]["archive_info"]["hashes"]["sha256"]
        found.setdefault((name, item["metadata"]["version"]), set()).add(digest)
    return found


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


def main() -> None:
    """Ask for all targets and write the file."""
    digests: dict[Pin, set[str]] = {}
    targets: dict[Pin, set[Target]] = {}
    for system in SYSTEMS:
        for python in PYTHONS:
            for pin, found in chosen(system, python).items():
                digests.setdefault(pin, set()).update(found)
                targets.setdefault(pin, set()).add((system, python))
    lines = [_HEAD]
    for name, version in sorted(digests):
        pin = (name, version)
        hashes = "".join(f" \\\n    --hash=sha256:{digest}" for digest in sorted(digests[pin]))
        lines.append(f"{name}=={version}{marker(targets[pin])}{hashes}\n")
    (HERE / "requirements.txt").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
