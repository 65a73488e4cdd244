"""Commands about what the desk knows: documents from files, who has read what, rows of the directory."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from borderdesk import desk
from borderdesk.cli.options import FILE, FOLDER, json_option, on_workspace, read_answers, report
from borderdesk.desk.directory_fields import Part, told
from borderdesk.library import pictograms
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
@click.option(
    "--pictogram",
    "drawings",
    multiple=True,
    type=click.Choice(pictograms.names()),
    help="What says the same to who does not read; may be repeated.",
)
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
    drawings: tuple[str, ...],
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
        drawings,
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
            yield from (f"  not read: {user} on {device}" for user, device in each.missing)

    report(found, as_json=as_json, lines=lines)


@click.group()
def directory() -> None:
    """Services a person can be referred to, help lines, and border posts."""


part_option = click.option(
    "--part",
    type=click.Choice([part.value for part in Part]),
    default=Part.SERVICES.value,
    show_default=True,
    callback=lambda _context, _option, value: Part(value),
)
from_option = click.option("--from", "folder", type=FOLDER, help="An author's folder; else what is in use.")


@directory.command("list")
@on_workspace
@from_option
@part_option
@json_option
def list_rows(workspace: desk.Workspace, folder: Path | None, part: Part, as_json: bool) -> None:
    """Every row: those with something to put right first, then those not checked for six months."""
    rows = desk.directory_rows(workspace, folder, part)

    def lines() -> Iterator[str]:
        for row in rows:
            day = row.checked_on
            checked = f"checked {day} {row.text('checked_by')}".rstrip() if day else "never checked"
            mark = "!" if row.stale or row.problems else " "
            number = "" if row.number_prints or not row.phone else ", number does not print"
            yield f"{mark} {row.id}: {row.name('en')} ({checked}{number})"
            yield from (f"    row {row.number}: {told(each, part, row.id).happened}" for each in row.problems)

    report(rows, as_json=as_json, lines=lines)


@directory.command("set")
@on_workspace
@click.argument("row", type=FILE)
@into_option
@part_option
@click.option("--checked-for", default=None, help="You called or visited it today, for this organisation.")
@click.option("--office-number", is_flag=True, help="The number is an office's, not a person's.")
@json_option
def set_row(
    workspace: desk.Workspace,
    row: Path,
    folder: Path,
    part: Part,
    checked_for: str | None,
    office_number: bool,
    as_json: bool,
) -> None:
    """Add or change the row in the JSON file ROW; facts it does not name stay as they are."""
    changed = read_answers(row)
    made = desk.save_directory_row(
        workspace, folder, changed, part=part, checked_for=checked_for, office_number=office_number
    )
    report(made, as_json=as_json, lines=lambda: iter([f"{made.id} saved"]))


@directory.command("remove")
@on_workspace
@click.argument("name")
@into_option
@part_option
@json_option
def remove_row(workspace: desk.Workspace, name: str, folder: Path, part: Part, as_json: bool) -> None:
    """Take the row NAME out of the folder of an author."""
    desk.remove_directory_row(workspace, folder, name, part=part)
    report({"removed": name}, as_json=as_json, lines=lambda: iter([f"{name} removed"]))


@directory.command("export")
@on_workspace
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@from_option
@part_option
@json_option
def write_sheet(
    workspace: desk.Workspace, file: Path, folder: Path | None, part: Part, as_json: bool
) -> None:
    """Write a part of the directory to FILE, a workbook or CSV by its ending."""
    path = desk.export_directory(workspace, file, folder=folder, part=part)
    report({"file": path}, as_json=as_json, lines=lambda: iter([str(path)]))


@directory.command("import")
@on_workspace
@click.argument("file", type=FILE)
@into_option
@part_option
@click.option("--office-numbers", is_flag=True, help="All numbers in it are offices', not persons'.")
@click.option("--dry-run", is_flag=True, help="Say what it would change, and change nothing.")
@json_option
def read_sheet(
    workspace: desk.Workspace,
    file: Path,
    folder: Path,
    part: Part,
    office_numbers: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take the good rows of FILE (XLSX or CSV) into an author's folder; say what is wrong with others."""
    verb = desk.preview_directory_sheet if dry_run else desk.import_directory_sheet
    found = verb(workspace, folder, file, part=part, office_numbers=office_numbers)

    def lines() -> Iterator[str]:
        yield f"{len(found.new)} new, {len(found.changed)} changed, {found.same} the same"
        yield from (f"row {each.row} left out: {each.what}" for each in found.findings)

    report(found, as_json=as_json, lines=lines)


COMMANDS = (library, directory)
