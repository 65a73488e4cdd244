"""The command line: the same desk, for scripts, servers and tests. Started by ``borderdesk.__main__``."""

from borderdesk.cli.program import Windows, run

__all__ = ["Windows", "run"]
