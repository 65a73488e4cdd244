"""The conformance runner: `python -m tests.conformance DIR [--failures FILE] [--min NAME=SHARE]...`.

Contract: README of the conformance kit, §9. Every case is treated alike; nothing is looked up by its name.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import warnings
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from . import expressions, forms, scripts

PARTS = ("xpath", "scenario", "oracle", "forms")


class Damaged(Exception):
    """A file of the kit is missing or cannot be read."""


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise Damaged(f"{path.name} is missing or damaged: {error}") from error


def _index(folder: Path) -> list[dict[str, Any]]:
    try:
        content = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Damaged(f"forms/index.json is missing or damaged: {error}") from error
    return list(content)


class Tally:
    """Passes and cases of each part, and what failed."""

    def __init__(self) -> None:
        self.passed = dict.fromkeys(PARTS, 0)
        self.total = dict.fromkeys(PARTS, 0)
        self.failures: list[dict[str, object]] = []

    def add(self, part: str, passed: bool, failure: dict[str, object]) -> None:
        self.total[part] += 1
        if passed:
            self.passed[part] += 1
        else:
            self.failures.append({"part": part, **failure})

    def share(self, part: str) -> float:
        return self.passed[part] / self.total[part] if self.total[part] else 0.0


def measure(folder: Path) -> Tally:
    """Run all four parts. Raises Damaged."""
    tally = Tally()
    for part in ("xpath", "oracle"):
        for case in _lines(folder / f"{part}.jsonl.gz"):
            passed, got = expressions.run(case)
            tally.add(
                part,
                passed,
                {"id": case["id"], "expected": case.get("expected", "an error"), "got": _plain(got)},
            )
    for case in _lines(folder / "scenario.jsonl.gz"):
        for step, passed, wanted, got in scripts.run(case):
            tally.add(
                "scenario", passed, {"id": case["id"], "step": step, "expected": wanted, "got": _plain(got)}
            )
    for case in _index(folder / "forms"):
        passed, got = forms.run(folder / "forms", case)
        tally.add("forms", passed, {"id": case["file"], "expected": case["expect"], "got": _plain(got)})
    return tally


def _plain(got: object) -> object:
    if isinstance(got, float):
        return got if abs(got) < float("inf") else str(got)
    return got if isinstance(got, str | bool | int | list) or got is None else str(got)


def _share(text: str) -> tuple[str, float]:
    name, _, share = text.partition("=")
    if name not in PARTS:
        raise argparse.ArgumentTypeError(f"{name} is none of {', '.join(PARTS)}")
    return name, float(share)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.conformance", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--failures", type=Path, metavar="FILE")
    parser.add_argument("--min", type=_share, action="append", default=[], metavar="NAME=SHARE")
    options = parser.parse_args(arguments)
    # Workbooks of the kit make the readers below pyxform warn about styles and the like.
    warnings.simplefilter("ignore")
    try:
        tally = measure(options.folder)
    except Damaged as error:
        print(error)
        return 1
    if options.failures is not None:
        lines = (json.dumps(failure, ensure_ascii=False) for failure in tally.failures)
        options.failures.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    for part in PARTS:
        print(f"{part}: {tally.passed[part]} of {tally.total[part]}")
    return 0 if all(tally.share(part) >= share for part, share in options.min) else 1


if __name__ == "__main__":
    sys.exit(main())
