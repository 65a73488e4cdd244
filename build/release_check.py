"""Look over a finished one-folder program and try it: ``release_check.py PROGRAM_FOLDER [PACKED_FILE]``.

Called by bundle.sh. Nothing forbidden or broken may lie in the folder; then the program has to pass its
self-test, check a workbook, speak both languages and hold its window open, all in an environment with none of
this session's settings. Sizes are printed beside their limits. Ends with 1 when a check fails.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from elf import NotShared, shared_object

WINDOWS = sys.platform == "win32"
UNPACKED_LIMIT, PACKED_LIMIT = 160_000_000, 55_000_000
WINDOW_SECONDS = 8

_FORBIDDEN = (
    (re.compile(r"\.(jar|pyi|po|cpp|pyx|pxd|a|lib|pdb|qm|qml)$"), "not used at run time"),
    (re.compile(r"(^|/)(tests?|conftest)(/|\.py)"), "tests"),
    (
        re.compile(r"(lib)?Qt6?(Web|Qml|Quick|Multimedia|Designer|3D|Charts|Sql|Test|VirtualKeyboard)"),
        "unused Qt",
    ),
    (re.compile(r"(^|/)(sqlite3|tkinter|babel|pytest|hypothesis|pip|setuptools)/"), "not the program's"),
    (
        re.compile(r"lib(gtk|gdk|avif|webp|gnutls)|ffmpeg|libav(codec|format)|opengl32sw"),
        "only unused plugins need it",
    ),
)

# Of the C library and of every desktop, so never in the folder.
_FROM_THE_SYSTEM = re.compile(
    r"ld-linux.*|lib(c|m|dl|rt|util|pthread|resolv|stdc\+\+|gcc_s|z|glib-2\.0|gthread-2\.0|fontconfig|freetype|expat"
    r"|X11|xcb|Xau|Xdmcp|dbus-1|cups|GL|EGL|GLX|OpenGL|drm|wayland-(client|cursor|egl))\.so\.\d+"
)


def main(program: Path, packed: Path | None) -> int:
    """Run every check and print a line for each."""
    problems = [*forbidden(program), *broken_links(program), *([] if WINDOWS else missing_libraries(program))]
    print(f"{'FAIL' if problems else 'OK  '} files: {len(problems)} that should not be so")
    for problem in problems:
        print(f"     {problem}")
    with tempfile.TemporaryDirectory(prefix="borderdesk-") as name:
        trials = tried(program, Path(name))
        passed = not problems
        for title, problem in trials:
            print(f"{'FAIL' if problem else 'OK  '} {title}{': ' + problem if problem else ''}", flush=True)
            passed = passed and not problem
    print_size("One-folder program", size(program), UNPACKED_LIMIT)
    if packed is not None:
        print_size("Packed", packed.stat().st_size, PACKED_LIMIT)
    return 0 if passed else 1


def forbidden(program: Path) -> Iterator[str]:
    """Files that must not be shipped, each with the reason."""
    for path in sorted(program.rglob("*")):
        place = path.relative_to(program).as_posix()
        for pattern, reason in _FORBIDDEN:
            if pattern.search(place):
                yield f"{place}: {reason}"


def broken_links(program: Path) -> Iterator[str]:
    """Symbolic links to nothing, or out of the folder."""
    inside = program.resolve()
    for path in sorted(program.rglob("*")):
        if path.is_symlink() and not (path.exists() and path.resolve().is_relative_to(inside)):
            yield f"{path.relative_to(program)}: link to nothing here"


def missing_libraries(program: Path) -> Iterator[str]:
    """Libraries that a binary links to and that are neither in the folder nor every desktop's."""
    files = [path for path in sorted(program.rglob("*")) if path.is_file() and not path.is_symlink()]
    here = {path.name for path in files}
    for path in files:
        with path.open("rb") as file:
            if file.read(4) != b"\x7fELF":
                continue
        try:
            needed = shared_object(path.read_bytes()).needed()
        except NotShared:
            continue
        for library in sorted(needed - here):
            if not _FROM_THE_SYSTEM.fullmatch(library):
                yield f"{path.relative_to(program)}: needs {library}"


def tried(program: Path, folder: Path) -> Iterator[tuple[str, str]]:
    """What was tried, and what was wrong with it, empty when nothing."""
    workbook, broken = folder / "trial.xlsx", folder / "broken.xlsx"
    _write_workbook(workbook, "${age} > 17")
    _write_workbook(broken, "${nobody} > 17")
    yield "self-test", _run(program, folder, "self-test")
    yield "help", _run(program, folder, "--help", says="Commands:")
    yield "Lao catalogue", _run(program, folder, "--language", "lo", "form", "check", str(workbook))
    yield "workbook is checked", _run(program, folder, "form", "check", str(workbook))
    yield (
        "broken workbook is refused",
        _run(program, folder, "form", "check", str(broken), code=1, says="nobody"),
    )
    yield "window opens and stays", _open_window(program, folder)


def _executable(program: Path, *, window: bool = False) -> str:
    """The program; of Windows' two the one with a window or the command line."""
    name = "borderdesk" if window or not WINDOWS else "borderdesk-cli"
    return str(program / f"{name}{'.exe' if WINDOWS else ''}")


def _scrubbed(folder: Path) -> dict[str, str]:
    """An environment in which nothing but the folder itself can help the program."""
    if WINDOWS:
        return {"SYSTEMROOT": os.environ["SYSTEMROOT"], "TEMP": str(folder), "USERPROFILE": str(folder)}
    return {"HOME": str(folder), "PATH": "/usr/bin:/bin", "TMPDIR": str(folder)}


def _run(program: Path, folder: Path, *arguments: str, code: int = 0, says: str = "") -> str:
    done = subprocess.run(  # noqa: S603 - the program just built
        [_executable(program), *arguments],
        env=_scrubbed(folder),
        cwd=folder,
        capture_output=True,
        timeout=300,
        check=False,
    )
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    if done.returncode != code or says not in said or "Traceback" in said:
        return f"ended with {done.returncode}\n{said}"
    return ""


def _open_window(program: Path, folder: Path) -> str:
    """Open the window without a display; it has to stay open until it is ended from here."""
    environment = _scrubbed(folder) | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(  # noqa: S603 - the program just built
        [_executable(program, window=True), "open", str(folder / "workspace")], env=environment, cwd=folder,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as window:  # fmt: skip
        try:
            said, _ = window.communicate(timeout=WINDOW_SECONDS)
        except subprocess.TimeoutExpired:
            window.terminate()
            said, _ = window.communicate(timeout=60)
            return said.decode("utf-8", "replace") if b"Traceback" in said else ""
    return f"ended with {window.returncode} by itself\n{said.decode('utf-8', 'replace')}"


def _write_workbook(path: Path, constraint: str) -> None:
    from openpyxl import Workbook  # late: pyxform brings it into the build's environment

    book = Workbook()
    survey = book.active
    survey.title = "survey"
    survey.append(["type", "name", "label::English (en)", "label::ລາວ (lo)", "relevant"])
    survey.append(["integer", "age", "Age", "ອາຍຸ", None])
    survey.append(["select_one yes_no", "work", "Work agreed?", "ຕົກລົງເຮັດວຽກບໍ?", constraint])
    choices = book.create_sheet("choices")
    choices.append(["list_name", "name", "label::English (en)", "label::ລາວ (lo)"])
    choices.append(["yes_no", "yes", "Yes", "ແມ່ນ"])
    choices.append(["yes_no", "no", "No", "ບໍ່"])
    settings = book.create_sheet("settings")
    settings.append(["form_title", "form_id", "version", "default_language"])
    settings.append(["Trial", "trial", "1", "English (en)"])
    book.save(path)


def size(folder: Path) -> int:
    """Bytes of the files in a folder, links not counted."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def print_size(title: str, size: int, limit: int) -> None:
    """One line, with the limit it is measured against."""
    verdict = "within" if size <= limit else "OVER"
    print(f"{title}: {size / 1e6:.1f} MB ({verdict} the {limit / 1e6:.0f} MB aimed at)")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]) if len(sys.argv) > 2 else None))
