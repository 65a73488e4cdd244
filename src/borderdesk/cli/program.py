"""The ``borderdesk`` command: its groups, how refusals are told, and the exit codes.

0 done, 1 refused with a coded reason, 2 wrong usage.
"""

import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from borderdesk import __version__
from borderdesk.cli import (
    case_commands,
    desk_commands,
    duplicate_commands,
    form_commands,
    health_commands,
    i18n_commands,
    library_commands,
    pack_commands,
    recording_commands,
    review_commands,
    training_commands,
    transfer_commands,
)
from borderdesk.domain.errors import BorderDeskError, Cancelled
from borderdesk.text import notice, set_language


@dataclass(frozen=True)
class Windows:
    """How commands show something; each gives the exit code when its window closes.

    ``desk`` opens the program on a workspace (None: the usual one), ``preview`` a form file for its author.
    """

    desk: Callable[[Path | None], int]
    preview: Callable[[Path], int]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="borderdesk")
@click.option("--language", type=click.Choice(["en", "lo"]), default="en", help="Language of what is said.")
def program(language: str) -> None:
    """Offline screening, referral and transfer desk for border officers.

    Commands that open a workspace ask for the passphrase, unless --passphrase-file or
    BORDERDESK_PASSPHRASE gives it.
    """
    set_language(language)


for command in (
    *desk_commands.COMMANDS,
    *form_commands.COMMANDS,
    *case_commands.COMMANDS,
    *health_commands.COMMANDS,
    *duplicate_commands.COMMANDS,
    *transfer_commands.COMMANDS,
    *review_commands.COMMANDS,
    *pack_commands.COMMANDS,
    *i18n_commands.COMMANDS,
    *training_commands.COMMANDS,
    *library_commands.COMMANDS,
    *recording_commands.COMMANDS,
):
    program.add_command(command)


def run(arguments: Sequence[str], windows: Windows) -> int:
    """Run one command; what it refuses is told as what happened, what is safe, what to do next."""
    for stream in (sys.stdout, sys.stderr):
        write_any_script(stream)
    try:
        done = program.main(list(arguments), prog_name="borderdesk", standalone_mode=False, obj=windows)
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except (click.Abort, Cancelled):
        click.echo("", err=True)
        return 1
    except BorderDeskError as refused:
        _tell(refused, as_json="--json" in arguments)
        return 1
    return done if isinstance(done, int) else 0


def write_any_script(stream: object) -> None:
    """Let Lao be written to ``stream`` whatever the system's code page.

    A file or another program gets UTF-8, which Windows does not give by itself (cp1252, Thai cp874). A
    terminal, and an encoding that somebody asked for in PYTHONIOENCODING, stay: there a letter that is
    missing becomes an escape.
    """
    if not isinstance(stream, io.TextIOWrapper) or stream.encoding.lower().replace("-", "") == "utf8":
        return
    if stream.isatty() or os.environ.get("PYTHONIOENCODING"):
        stream.reconfigure(errors="backslashreplace")
    else:
        stream.reconfigure(encoding="utf-8")


def _tell(refused: BorderDeskError, *, as_json: bool) -> None:
    said = notice(refused.code, None, **refused.fields)
    if as_json:
        error = {
            "code": refused.code,
            "kind": refused.kind,
            "happened": said.happened,
            "safe": said.safe,
            "next": said.next,
        }
        click.echo(json.dumps({"error": error}, ensure_ascii=False, indent=1))
        return
    for line in (f"{said.happened} [{refused.code}]", said.safe, said.next):
        click.echo(line, file=sys.stderr)
