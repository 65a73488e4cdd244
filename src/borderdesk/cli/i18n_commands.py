"""Commands for translations: out to reviewers as a workbook, and back."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from borderdesk import desk
from borderdesk.cli.options import FILE, FOLDER, NEW_FILE, json_option, report

sources_option = click.option(
    "--sources", type=FOLDER, help="An i18n folder of .po and notice files; else the program's own."
)


@click.group()
def i18n() -> None:
    """Translations in a workbook, for people who review them.

    A row is a sentence: change its Lao, set its status to reviewed, give reviewer and date (2026-11-26).
    Rows may be sorted and hidden, columns added.
    """


@i18n.command("export")
@click.argument("file", metavar="FILE.xlsx", type=NEW_FILE)
@click.option("--language", default="lo", show_default=True, help="Language the sentences are said in.")
@click.option("--over", type=FOLDER, help="A folder that import --to wrote; its sentences come first.")
@sources_option
@json_option
def export_sheet(file: Path, language: str, over: Path | None, sources: Path | None, as_json: bool) -> None:
    """Write every sentence of the program and every notice to FILE.xlsx, with who reviewed it."""
    done = desk.export_translations(file, language, sources=sources, over=over)
    said = f"{file}: {done.rows} sentences, {done.reviewed} reviewed"
    report(done, as_json=as_json, lines=lambda: iter([said]))


@i18n.command("import")
@click.argument("file", metavar="FILE.xlsx", type=FILE)
@click.option("--to", type=FOLDER, help="Write a folder for 'borderdesk pack' instead of the sources.")
@sources_option
@json_option
def import_sheet(file: Path, to: Path | None, sources: Path | None, as_json: bool) -> int:
    """Take a reviewed workbook in: the good rows are taken, the others told with sheet and row."""
    done = desk.import_translations(file, datetime.now().astimezone().date(), sources=sources, to=to)

    def lines() -> Iterator[str]:
        for each in done.findings:
            yield f"{each.sheet}, row {each.row}: {each.what} [{each.code}]"
        yield from (f"{path} written" for path in done.files)
        if done.files and not to:
            yield "run python build/compile_catalogues.py to use it"
        counts = f"{done.rows} rows, {done.changed} changed, {done.reviewed} reviewed"
        yield f"{counts}, {len(done.findings)} left out"

    report(done, as_json=as_json, lines=lines)
    return 1 if done.findings else 0


COMMANDS = (i18n,)
