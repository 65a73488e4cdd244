"""The command line: the same desk, for scripts, servers and tests. Started by ``borderdesk.__main__``."""

from borderdesk.cli.program import OpenWindow, run

__all__ = ["OpenWindow", "run"]
