"""Starts the command line, which opens the window when asked to; no work at import time."""

import sys
from pathlib import Path


def main() -> int:
    """Without arguments the window opens; see ``borderdesk --help`` for the rest."""
    arguments = sys.argv[1:]
    if not arguments:
        return _open_window(None)
    from borderdesk.cli import run  # late: the window does not wait for the command line

    return run(arguments, _open_window)


def _open_window(workspace: Path | None) -> int:
    from borderdesk.ui.app import show  # late: most commands never need Qt

    return show(workspace)


if __name__ == "__main__":
    sys.exit(main())
