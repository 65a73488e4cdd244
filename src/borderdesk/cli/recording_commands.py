"""Commands about recordings of what is said to a person: which there are, adding and taking out."""

from collections.abc import Iterator
from pathlib import Path

import click

from borderdesk import desk
from borderdesk.cli.library_commands import into_option
from borderdesk.cli.options import FILE, FOLDER, json_option, on_workspace, report
from borderdesk.text.spoken import CODES

spoken_option = click.option(
    "--in-language", "code", type=click.Choice(list(CODES)), required=True, help="Spoken in it."
)
form_option = click.option("--form", "form_id", required=True, help="The form, such as adult.")
question_option = click.option("--question", required=True, help="Its name in the list, such as AD_02.")


@click.group()
def recording() -> None:
    """Recordings of what is said to a person, by question and language."""


@recording.command("list")
@on_workspace
@form_option
@spoken_option
@click.option("--from", "folder", type=FOLDER, help="An author's folder, looked at as well.")
@json_option
def list_recordings(
    workspace: desk.Workspace, form_id: str, code: str, folder: Path | None, as_json: bool
) -> None:
    """Every question of a form, and whether it can be heard in a language."""
    rows = desk.recordings(workspace, form_id, code, folder)

    def lines() -> Iterator[str]:
        for row in rows:
            state = "in use" if row.in_use else "no recording"
            added = f", {row.added.name} added" if row.added else ""
            yield f"{row.question}: {state}{added}"
        yield f"{sum(row.there for row in rows)} of {len(rows)} in {code}"

    report(rows, as_json=as_json, lines=lines)


@recording.command("add")
@on_workspace
@click.argument("file", type=FILE)
@form_option
@question_option
@spoken_option
@into_option
@json_option
def put_recording(
    workspace: desk.Workspace, file: Path, form_id: str, question: str, code: str, folder: Path, as_json: bool
) -> None:
    """Put FILE (MP3, OGG, M4A or WAV, by what is in it) into the folder of an author."""
    written = desk.add_recording(workspace, folder, file, form_id, question, code)
    report({"file": written}, as_json=as_json, lines=lambda: iter([f"{written} written"]))


@recording.command("remove")
@on_workspace
@form_option
@question_option
@spoken_option
@into_option
@json_option
def drop_recording(
    workspace: desk.Workspace, form_id: str, question: str, code: str, folder: Path, as_json: bool
) -> None:
    """Take a recording out of the folder of an author."""
    desk.remove_recording(workspace, folder, form_id, question, code)
    told = {"form": form_id, "question": question, "language": code}
    report(told, as_json=as_json, lines=lambda: iter([f"{form_id} {question} {code} removed"]))


COMMANDS = (recording,)
