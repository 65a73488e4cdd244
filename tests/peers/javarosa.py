"""JavaRosa, the library inside ODK Collect, as a peer: compiled and started where a JDK is there.

Its classes lie in the ODK Validate archive of the pyxform package; nothing is downloaded.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

SOURCE = Path(__file__).with_name("JavaRosaPeer.java")
ARCHIVE = Path(str(files("pyxform"))) / "validators" / "odk_validate" / "bin" / "ODK_Validate.jar"


def missing() -> str:
    """Why there is no peer here; '' where there is one."""
    for program in ("java", "javac"):
        if shutil.which(program) is None:
            return f"no {program} on this machine"
    return "" if ARCHIVE.is_file() else "no ODK Validate archive in the pyxform package"


class PeerError(Exception):
    """What JavaRosa said against a request."""


@dataclass(frozen=True)
class PeerNode:
    """One node of JavaRosa's record."""

    relevant: bool
    enabled: bool
    required: bool
    holds: bool
    text: str


class JavaRosa:
    """A running JavaRosa with one form open."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, *fields: str) -> list[str]:
        """One request. Raises PeerError."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("\t".join(map(_escaped, fields)) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise PeerError("JavaRosa has ended")
        answer = [_unescaped(field) for field in line.rstrip("\n").split("\t")]
        if answer[0] == "!":
            raise PeerError(": ".join(answer[1:]))
        return answer[1:]

    def read(self, path: Path) -> None:
        self.ask("read", str(path))

    def evaluate(self, expression: str, place: str = "") -> tuple[str, str, str, bool]:
        """(Java type, as text, as number or '!', as truth value)."""
        kind, text, number, truth = self.ask("evaluate", place, expression)
        return kind, text, number, truth == "true"

    def answer(self, place: str, text: str) -> bool:
        """Give an answer; False where the text is none of the question's type."""
        return self.ask("answer", place, text) == ["true"]

    def values(self) -> dict[str, PeerNode]:
        """Every node of the record by place."""
        told = self.ask("values")
        found = {}
        for place, states, text in zip(told[::3], told[1::3], told[2::3], strict=True):
            found[place] = PeerNode(*(state == "true" for state in states.split()), text=text)
        return found


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _unescaped(text: str) -> str:
    out: list[str] = []
    letters = iter(text)
    for letter in letters:
        if letter == "\\":
            following = next(letters, "")
            letter = {"t": "\t", "n": "\n", "r": "\r"}.get(following, following)
        out.append(letter)
    return "".join(out)


@contextmanager
def javarosa(classes: Path, options: Sequence[str] = ()) -> Iterator[JavaRosa]:
    """A JavaRosa of its own, ended on the way out; ``classes`` is a folder for what is compiled."""
    if not (classes / f"{SOURCE.stem}.class").exists():
        subprocess.run(
            ["javac", "-nowarn", "-cp", str(ARCHIVE), "-d", str(classes), str(SOURCE)],
            check=True,
            capture_output=True,
        )
    process = subprocess.Popen(
        ["java", "-Dfile.encoding=UTF-8", "-Djava.awt.headless=true", "-Xss2m", *options,
         "-cp", f"{classes}:{ARCHIVE}", SOURCE.stem],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )  # fmt: skip
    try:
        yield JavaRosa(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
        assert process.stdout is not None
        process.stdout.close()
