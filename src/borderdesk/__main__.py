"""Starts the command line, which opens the window when asked to; no work at import time."""

import sys
from pathlib import Path

_QT_NEEDS = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
}
_X11_NEEDS = {
    "libX11.so.6": "libx11-6",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""Libraries that Qt takes from the desktop, with the Debian package that brings each."""


def main() -> int:
    """Without arguments the window opens; see ``borderdesk --help`` for the rest."""
    arguments = sys.argv[1:]
    if not arguments:
        return _open_window(None)
    from borderdesk.cli import Windows, run  # late: the window does not wait for the command line

    return run(arguments, Windows(_open_window, _preview_form))


def _open_window(workspace: Path | None) -> int:
    """Show the program, or say plainly why it cannot be shown here."""
    refused = _no_window()
    if refused is not None:
        return refused
    from borderdesk.ui.app import run  # late: most commands never need Qt

    return run(workspace or _usual_workspace())


def _preview_form(form: Path) -> int:
    """Show a form to its author, or say plainly why it cannot be shown here."""
    refused = _no_window()
    if refused is not None:
        return refused
    from borderdesk.ui.preview_window import run  # late: most commands never need Qt

    return run(form)


def _no_window() -> int | None:
    """The exit code where no window can open, the reason told; None where one can."""
    if not _display_available():
        print("There is no display here, so the window stays closed.", file=sys.stderr)
        return 0
    if sys.platform.startswith("linux"):
        missing = _missing_libraries()
        if missing:
            print(f"The window cannot open: this desktop lacks {', '.join(missing)}.", file=sys.stderr)
            packages = " ".join({**_QT_NEEDS, **_X11_NEEDS}[library] for library in missing)
            print(f"On Debian or Ubuntu: apt install {packages}", file=sys.stderr)
            return 1
    return None


def _display_available() -> bool:
    import os

    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _missing_libraries() -> list[str]:
    import ctypes
    import os

    needs = dict(_QT_NEEDS)
    if os.environ.get("DISPLAY") and not os.environ.get("QT_QPA_PLATFORM"):
        needs |= _X11_NEEDS
    missing = []
    for library in needs:
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(library)
    return missing


def _usual_workspace() -> Path:
    """Where this PC keeps its workspace when nobody says otherwise."""
    import os

    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", Path.home())) / "BorderDesk"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "borderdesk"


if __name__ == "__main__":
    sys.exit(main())
