"""Where the content lies that ships with the program; read by every room, holds no Python."""

import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """The path of a shipped file or folder, e.g. ``resource("forms", "adult.md")``.

    Looked for beside the frozen program, inside an installed wheel, then in the source tree.
    """
    return _root().joinpath(*parts)


def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / "resources"
    installed = Path(__file__).with_name("_resources")
    if installed.is_dir():
        return installed
    return Path(__file__).parents[2] / "resources"
