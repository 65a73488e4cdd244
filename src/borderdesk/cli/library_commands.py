"""Commands about what the desk knows: documents from files, who has read what, rows of the directory."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from borderdesk import desk
from borderdesk.cli.options import FILE, FOLDER, json_option, on_workspace, read_answers, report
from borderdesk.library.document import Kind

DAY = click.DateTime(["%Y-%m-%d"])
into_option = click.option(
    "--into", "folder", type=FOLDER, required=True, help="The folder that the next content pack is made of."
)


@click.group()
def library() -> None:
    """Documents of the library."""


@library.command()
@on_workspace
@click.argument("file", type=FILE)
@into_option
@click.option("--title", required=True)
@click.option("--neutral-title", default="", help="What a counter may show; the id where there is none.")
@click.option("--text-language", default="lo", help="Language of the document.", show_default=True)
@click.option("--for", "audience", type=click.Choice(["officers", "travellers"]), default="officers")
@click.option("--source", "sources", multiple=True, required=True, help="Where it is from; may be repeated.")
@click.option("--review-date", type=DAY, required=True, help="When somebody looks at it again.")
@click.option("--summary", default="", help="A few words shown above a PDF, picture or sound.")
@click.option("--open", "harmless", is_flag=True, help="Its text may be shown at a counter without asking.")
@click.option("--id", "name", default="", help="The document that it replaces, such as D01.")
@json_option
def add(
    workspace: desk.Workspace,
    file: Path,
    folder: Path,
    title: str,
    neutral_title: str,
    text_language: str,
    audience: str,
    sources: tuple[str, ...],
    review_date: datetime,
    summary: str,
    harmless: bool,
    name: str,
    as_json: bool,
) -> None:
    """Add FILE (plain Markdown, PDF, picture or sound) as a draft to the folder of an author."""
    said = desk.DocumentFacts(
        title,
        text_language,
        sources,
        review_date.date(),
        Kind.SOP if audience == "officers" else Kind.IEC,
        neutral_title,
        not harmless,
        summary,
        name,
    )
    added = desk.add_document(workspace, folder, file, said)
    told = {"id": added.document.id, "version": added.document.version, "files": added.files}
    report(told, as_json=as_json, lines=lambda: iter([f"{added.document.id}: {added.files[-1]}"]))


@library.command("readers")
@on_workspace
@json_option
def who_read(workspace: desk.Workspace, as_json: bool) -> None:
    """Who has read which document, in the version in use or an older one."""
    found = [each for each in desk.readers(workspace) if each.now or each.before]

    def lines() -> Iterator[str]:
        for each in found:
            yield f"{each.id} {each.neutral_title}"
            for state, those in (("read", each.now), ("older version", each.before)):
                for one in those:
                    yield f"  {state} {one.version}: {one.user} on {one.device}, {one.at:%Y-%m-%d}"

    report(found, as_json=as_json, lines=lines)


@click.group()
def directory() -> None:
    """Services a person can be referred to."""


@directory.command("list")
@on_workspace
@click.option("--from", "folder", type=FOLDER, help="An author's folder; else what is in use.")
@json_option
def list_rows(workspace: desk.Workspace, folder: Path | None, as_json: bool) -> None:
    """Every service, those not checked for six months first."""
    rows = desk.directory_rows(workspace, folder)

    def lines() -> Iterator[str]:
        for row in rows:
            day = row.receiver.checked_on
            checked = f"checked {day} {row.receiver.checked_by}".rstrip() if day else "never checked"
            mark = "!" if row.stale else " "
            number = "" if row.number_prints or not row.receiver.phone else ", number does not print"
            yield f"{mark} {row.receiver.id}: {row.receiver.name_en} ({checked}{number})"

    report(rows, as_json=as_json, lines=lines)


@directory.command("set")
@on_workspace
@click.argument("row", type=FILE)
@into_option
@click.option("--checked-by", default="", help="Who called or visited the service today.")
@click.option("--office-number", is_flag=True, help="The number is an office's, not a person's.")
@json_option
def set_row(
    workspace: desk.Workspace, row: Path, folder: Path, checked_by: str, office_number: bool, as_json: bool
) -> None:
    """Add or change the service in the JSON file ROW; facts it does not name stay as they are."""
    changed = read_answers(row)
    made = desk.save_directory_row(
        workspace, folder, changed, checked_by=checked_by, office_number=office_number
    )
    report(made, as_json=as_json, lines=lambda: iter([f"{made.id} saved"]))


@directory.command("remove")
@on_workspace
@click.argument("name")
@into_option
@json_option
def remove_row(workspace: desk.Workspace, name: str, folder: Path, as_json: bool) -> None:
    """Take the service NAME out of the folder of an author."""
    desk.remove_directory_row(workspace, folder, name)
    report({"removed": name}, as_json=as_json, lines=lambda: iter([f"{name} removed"]))


COMMANDS = (library, directory)
