"""What the commands share: the passphrase, the workspace, answers from a file, reports as text or JSON."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from functools import update_wrapper
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import click

from borderdesk import desk
from borderdesk.domain.errors import RuleBroken, Unavailable

P = ParamSpec("P")
T = TypeVar("T")

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
NEW_FILE = click.Path(path_type=Path, dir_okay=False)

workspace_argument = click.argument("workspace", type=FOLDER)
json_option = click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
user_option = click.option("--user", help="Role number; needed where several people use the workspace.")
answers_option = click.option(
    "--answers", type=FILE, required=True, help="JSON file: answers by question name."
)


def passphrase_options(function: Callable[P, T]) -> Callable[P, T]:
    """``--passphrase-file``, else BORDERDESK_PASSPHRASE, else a prompt."""
    return click.option("--passphrase-file", type=FILE, help="File whose first line is the passphrase.")(
        function
    )


def first_line(file: Path) -> str:
    """What a passphrase file holds."""
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()  # Notepad puts a byte order mark in front
    except (OSError, ValueError) as error:
        raise click.UsageError("The passphrase file cannot be read as UTF-8 text.") from error
    return lines[0] if lines else ""


def ask_passphrase(passphrase_file: Path | None, *, confirm: bool = False, whose: str = "") -> str:
    """The passphrase from where the person chose to give it.

    That of a second person, ``whose`` role number is named, never comes from the environment.
    """
    if passphrase_file:
        return first_line(passphrase_file)
    from_environment = click.get_current_context().lookup_default("passphrase") or _environment()
    if from_environment and not whose:
        return str(from_environment)
    asked = f"Passphrase of {whose}" if whose else "Passphrase"
    given: str = click.prompt(asked, hide_input=True, confirmation_prompt=confirm, err=True)
    return given


def server_address(url: str, password_file: Path | None) -> str:
    """A database's address with the password from its file. On the command line anybody at this PC could
    read it.
    """
    from sqlalchemy import make_url  # late: few commands need it
    from sqlalchemy.exc import ArgumentError

    try:
        address = make_url(url) if url else None
    except (ArgumentError, ValueError) as error:
        raise RuleBroken("database.malformed") from error
    if address is None:
        return ""
    if address.password or "password" in address.query:
        raise click.UsageError("Give the database's password by --database-password-file, not in the URL.")
    if password_file:
        address = address.set(password=first_line(password_file))
    return address.render_as_string(hide_password=False)


def _environment() -> str | None:
    import os

    return os.environ.get("BORDERDESK_PASSPHRASE")


@contextmanager
def opened(folder: Path, passphrase_file: Path | None, user: str | None) -> Iterator[desk.Workspace]:
    """An open workspace for the length of a command."""
    known = [each.id for each in desk.users(folder)]
    if user is None and len(known) > 1:
        raise click.UsageError(f"--user is needed: {', '.join(known)}")
    workspace = desk.open_workspace(folder, user or known[0], ask_passphrase(passphrase_file))
    try:
        yield workspace
    finally:
        workspace.close()


def on_workspace(
    function: Callable[Concatenate[desk.Workspace, P], T],
) -> Callable[..., T]:
    """Give a command its open workspace, with the arguments and options that this needs."""

    def command(
        workspace: Path, passphrase_file: Path | None, user: str | None, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        with opened(workspace, passphrase_file, user) as found:
            return function(found, *args, **kwargs)

    update_wrapper(command, function)
    return workspace_argument(user_option(passphrase_options(command)))


def read_answers(path: Path) -> dict[str, Any]:
    """Answers by question name or path.

    :raises RuleBroken: ``form.answers_broken`` when the file is not a JSON object.
    """
    try:
        answers = json.loads(path.read_text(encoding="utf-8-sig"))
        json.dumps(answers, ensure_ascii=False).encode()  # half a surrogate pair cannot be kept
    except (ValueError, RecursionError) as error:
        raise RuleBroken("form.answers_broken", what=f"{path.name}: {error}") from error
    if not isinstance(answers, dict):
        raise RuleBroken("form.answers_broken", what=path.name)
    return answers


def write_file(path: Path, content: bytes) -> None:
    """Write what a command was asked to write.

    :raises Unavailable: ``store.unwritable``.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Unavailable("store.unwritable") from error


def report(value: object, *, as_json: bool, lines: Callable[[], Iterator[str]]) -> None:
    """Say what was done: as JSON for programs, as lines for people."""
    if as_json:
        click.echo(json.dumps(plain(value), ensure_ascii=False, indent=1))
    else:
        for line in lines():
            click.echo(line)


def plain(value: object) -> object:
    """A value as JSON can hold it."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(each) for each in value]
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    return value
