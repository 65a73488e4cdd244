"""Commands for form authors: check a form, fill it from answers."""

from collections.abc import Iterator
from pathlib import Path

import click

from borderdesk import desk
from borderdesk.cli.options import FILE, NEW_FILE, answers_option, json_option, read_answers, report


@click.group()
def form() -> None:
    """Check and fill forms (XLSForm .xlsx, .xls, .md, .csv or XForm .xml)."""


@form.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FILE)
@json_option
def check(files: tuple[Path, ...], as_json: bool) -> int:
    """Compile every expression and look for what would trouble an officer: sheet, row, what, how to fix."""
    findings = desk.check_forms(files)

    def lines() -> Iterator[str]:
        for found in findings:
            yield f"{found.file}: {found.severity}: {found.where}{found.what}"
        yield f"{len(files)} checked, {sum(found.severity == 'error' for found in findings)} with errors."

    report(findings, as_json=as_json, lines=lines)
    return 1 if any(found.severity == "error" for found in findings) else 0


@form.command()
@click.argument("form_file", metavar="FORM", type=FILE)
@answers_option
@click.option("--out", type=NEW_FILE, required=True, help="Where the finished record goes, as XML.")
@json_option
def fill(form_file: Path, answers: Path, out: Path, as_json: bool) -> None:
    """Fill a form from answers and write the finished record."""
    filled = desk.fill_form(form_file, read_answers(answers))
    out.write_text(filled.xml, encoding="utf-8")
    said = {"out": out, "form": filled.form, "version": filled.version, "results": filled.results}

    def lines() -> Iterator[str]:
        yield f"{out}: {filled.form} {filled.version}"
        yield from (f"  {name}: {value}" for name, value in filled.results.items())

    report(said, as_json=as_json, lines=lines)


COMMANDS = (form,)
