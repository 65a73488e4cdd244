"""Commands for translations: out to reviewers as a workbook, and back."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from borderdesk import desk
from borderdesk.cli.options import FILE, FOLDER, NEW_FILE, json_option, report

sources_option = click.option(
    "--sources", type=FOLDER, help="The i18n folder of another source tree than the program's own."
)


@click.group()
def i18n() -> None:
    """Texts in a workbook, for people who review them: program, forms, documents, names, exercises.

    A row is a text: change its Lao, set its status to reviewed, give reviewer and date (2026-11-26).
    Rows may be filtered and hidden, columns added.
    """


@i18n.command("export")
@click.argument("file", metavar="FILE.xlsx", type=NEW_FILE)
@click.option("--language", default="lo", show_default=True, help="Language the sentences are said in.")
@click.option("--over", type=FOLDER, help="A folder that import --to wrote; its texts come first.")
@sources_option
@json_option
def export_sheet(file: Path, language: str, over: Path | None, sources: Path | None, as_json: bool) -> None:
    """Write every text that waits for review to FILE.xlsx, with who reviewed it."""
    if file.suffix.lower() != ".xlsx":  # a sheet may come back as CSV; all of them do not fit into one
        raise click.BadParameter(f"{file.name} must end in .xlsx", param_hint="FILE.xlsx")
    done = desk.export_translations(file, language, sources=sources, over=over)
    said = f"{file}: {done.rows} texts, {done.reviewed} reviewed"
    report(done, as_json=as_json, lines=lambda: iter([said]))


@i18n.command("state")
@click.option("--language", default="lo", show_default=True, help="Language the texts are said in.")
@click.option("--over", type=FOLDER, help="A folder that import --to wrote; its texts come first.")
@click.option("--rooms", is_flag=True, help="Tell it of each file too.")
@sources_option
@json_option
def state_of_review(
    language: str, over: Path | None, rooms: bool, sources: Path | None, as_json: bool
) -> None:
    """How many texts of each kind are drafts, reviewed or missing."""
    found = desk.review_state(language, sources=sources, over=over)

    def said(each: desk.ReviewState) -> str:
        return f"{each.kind}: {each.drafts} drafts, {each.reviewed} reviewed, {each.missing} missing"

    def lines() -> Iterator[str]:
        for each in found:
            yield said(each)
            yield from (f"  {said(room)}" for room in each.rooms if rooms)

    report(found, as_json=as_json, lines=lines)


@i18n.command("import")
@click.argument("file", metavar="FILE.xlsx", type=FILE)
@click.option("--to", type=FOLDER, help="Write a folder for 'borderdesk pack' instead of the sources.")
@click.option("--dry-run", is_flag=True, help="Only tell what would come of it.")
@sources_option
@json_option
def import_sheet(file: Path, to: Path | None, dry_run: bool, sources: Path | None, as_json: bool) -> int:
    """Take a reviewed workbook in, or a sheet of it as CSV: the good rows are taken, the others told with
    sheet, row and column.
    """
    today = datetime.now().astimezone().date()
    done = desk.import_translations(file, today, sources=sources, to=to, dry_run=dry_run)

    def lines() -> Iterator[str]:
        for each in done.findings:
            yield f"{each.sheet}, row {each.row}, {each.column}: {each.what} [{each.code}]"
        yield from (f"{path} written" for path in done.files)
        if done.files and not to:
            yield "run python build/compile_catalogues.py to use it"
        counts = f"{done.rows} rows, {done.changed} changed, {done.reviewed} reviewed"
        yield f"{counts}, {len(done.findings)} left out"

    report(done, as_json=as_json, lines=lines)
    return 1 if done.findings else 0


COMMANDS = (i18n,)
