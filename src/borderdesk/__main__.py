"""Starts the command line, which opens the window when asked to; no work at import time."""

import sys
from pathlib import Path

_QT_NEEDS = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
}
_X11_NEEDS = {
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
    from borderdesk.cli import run  # late: the window does not wait for the command line

    return run(arguments, _open_window)


def _open_window(workspace: Path | None) -> int:
    """Show the program, or say plainly why it cannot be shown here."""
    if sys.platform.startswith("linux"):
        missing = _missing_libraries()
        if missing:
            print(f"The window cannot open: this desktop lacks {', '.join(missing)}.", file=sys.stderr)
            packages = " ".join({**_QT_NEEDS, **_X11_NEEDS}[library] for library in missing)
            print(f"On Debian or Ubuntu: apt install {packages}", file=sys.stderr)
            return 1
    from borderdesk.ui.app import display_available, run  # late: most commands never need Qt

    if not display_available():
        print("There is no display here, so the window stays closed.", file=sys.stderr)
        return 0
    return run(workspace or _usual_workspace())


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
