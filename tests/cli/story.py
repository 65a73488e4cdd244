"""Commands run in this process, and one traveller's story played with them; used by the tests beside it."""

import io
import json
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.desk import posts

from borderdesk.cli import Windows, run

INTAKE = {"direction": "returned", "age_group": "adult", "language": "lo"}
FORMS = {"preconditions": posts.READY, "adult": posts.SIGNS}


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """What ``--json`` told."""
        return json.loads(self.out)


@dataclass
class Terminal:
    """Somebody at the command line; ``opened`` are the workspaces whose window they were shown."""

    opened: list[Path | None] = field(default_factory=list)
    closes_with: int = 0

    def __call__(self, *arguments: object) -> Said:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = run([str(argument) for argument in arguments], Windows(self._show, self._show))
        return Said(code, out.getvalue(), err.getvalue())

    def _show(self, path: Path | None) -> int:
        self.opened.append(path)
        return self.closes_with


def answers(folder: Path, name: str, given: Mapping[str, str]) -> Path:
    """An answers file."""
    path = folder / f"{name}.json"
    path.write_text(json.dumps(given), encoding="utf-8")
    return path


@dataclass(frozen=True)
class Story:
    """Two desks and what each command of the main job said, by a name of its own."""

    folder: Path
    checkpoint: Path
    supervisor: Path
    stick: Path
    said: dict[str, Said]

    @property
    def code(self) -> str:
        """The traveller's case code."""
        return str(self.said["first_sight"].data["code"])

    @property
    def package(self) -> Path:
        """The package on the stick."""
        return Path(self.said["export"].data["path"])


def play(folder: Path) -> Story:
    """Introduce two desks, screen, refer, print, pack, import twice and carry the receipt back."""
    desks = {}
    for kind in ("checkpoint", "supervisor"):
        made = posts.workspace(folder, kind)
        made.close()
        desks[kind] = made.folder
    checkpoint, supervisor = desks["checkpoint"], desks["supervisor"]
    stick = folder / "stick"
    stick.mkdir()
    story = Story(folder, checkpoint, supervisor, stick, {})
    terminal = Terminal()

    def do(name: str, *arguments: object) -> None:
        said = terminal(*arguments, "--json")
        assert said.code == 0, f"{name}: {said.out}{said.err}"
        story.said[name] = said

    do("card", "card", checkpoint, "--out", folder / "HXY.card")
    do("supervisor_card", "card", supervisor, "--out", folder / "VTE.card")
    do("trust", "trust", supervisor, folder / "HXY.card")
    do("supervisor_trusted", "trust", checkpoint, folder / "VTE.card")
    first = answers(folder, "first_sight", {**INTAKE, **posts.NOTHING_SEEN, "FS_01": "seen"})
    do("first_sight", "screen", checkpoint, "--form", "first_sight", "--answers", first)
    for form, given in FORMS.items():
        file = answers(folder, form, given)
        do(form, "screen", checkpoint, "--form", form, "--answers", file, "--case", story.code)
    do("refer", "refer", checkpoint, story.code, "--answers", answers(folder, "referral", posts.AGREED))
    do("slip", "slip", checkpoint, story.code, "--out", folder / "papers", "--size", "a5")
    do("export", "export", checkpoint, "--to", stick)
    do("dry_run", "import", supervisor, story.package, "--dry-run")
    do("cases_before", "cases", supervisor)
    do("import", "import", supervisor, story.package)
    do("import_again", "import", supervisor, story.package)
    do("receipt", "import", checkpoint, story.said["import"].data[0]["receipt"])
    do("cases", "cases", checkpoint)
    return story
