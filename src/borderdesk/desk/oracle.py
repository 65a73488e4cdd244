"""A second opinion on forms: ODK Validate, as it lies in the pyxform package, run where there is Java.

Called by ``borderdesk form check --oracle``. The peer runs on this PC; nothing goes to a network.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from borderdesk.desk.form_files import form_source, lists_beside
from borderdesk.desk.workspace import Progress, silent
from borderdesk.forms import FormError, import_form
from borderdesk.forms.importer import xform_of
from borderdesk.forms.inlining import with_lists

_SECONDS = 120
"""ODK Validate starts a Java machine for every form; large forms take it a minute."""

_NOISE = ("Xform parsing completed!", ">> Something broke", "Result: Invalid", "The following files failed")


@dataclass(frozen=True)
class SecondOpinion:
    """What both say of one form.

    ``problem`` is a code where there is no second opinion: ``java_missing``, ``validate_missing``,
    ``not_converted`` (there is no XForm to ask about), ``timeout``. ``theirs`` is None then.
    """

    file: str
    ours: bool
    theirs: bool | None
    said: str = ""
    problem: str = ""

    @property
    def agrees(self) -> bool:
        """Whether both came to the same; without a second opinion nothing contradicts."""
        return self.theirs is None or self.theirs == self.ours


def second_opinions(paths: Sequence[Path], progress: Progress = silent) -> list[SecondOpinion]:
    """ODK Validate's word on each form beside our own."""
    java = shutil.which("java")
    if java is None:
        return [SecondOpinion(path.name, _accepted(path), None, problem="java_missing") for path in paths]
    found = []
    with as_file(files("pyxform") / "validators" / "odk_validate" / "bin" / "ODK_Validate.jar") as jar:
        for done, path in enumerate(paths):
            progress("validate", done, len(paths))
            found.append(_asked(path, java, jar))
    return found


def _accepted(path: Path) -> bool:
    try:
        import_form(form_source(path), path.suffix, lists_beside(path))
    except FormError:
        return False
    return True


def _asked(path: Path, java: str, jar: Path) -> SecondOpinion:
    ours = _accepted(path)
    if not jar.is_file():
        return SecondOpinion(path.name, ours, None, problem="validate_missing")
    try:
        xform = with_lists(xform_of(form_source(path), path.suffix), lists_beside(path))
    except FormError:
        return SecondOpinion(path.name, ours, None, problem="not_converted")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "form.xml"
        file.write_text(xform, encoding="utf-8")
        try:
            done = subprocess.run(  # noqa: S603  # the program's own jar, on a file it wrote itself
                [java, "-Djava.awt.headless=true", "-jar", str(jar), str(file)],
                capture_output=True,
                text=True,
                errors="replace",
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return SecondOpinion(path.name, ours, None, problem="timeout")
    lines = (line.strip() for line in done.stderr.splitlines())
    said = next((line for line in lines if line and not line.startswith(_NOISE)), "")
    accepted = done.returncode == 0
    return SecondOpinion(path.name, ours, accepted, "" if accepted else said.replace(str(file), path.name))
