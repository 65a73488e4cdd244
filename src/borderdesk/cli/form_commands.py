"""Commands for form authors: check a form, fill it from answers."""

from collections.abc import Iterator
from pathlib import Path

import click

from borderdesk import desk
from borderdesk.cli.options import (
    FILE,
    FOLDER,
    NEW_FILE,
    answers_option,
    ask_passphrase,
    json_option,
    on_workspace,
    read_answers,
    report,
    write_file,
)


@click.group()
def form() -> None:
    """Check, preview, add, fill and export forms (XLSForm .xlsx, .xls, .md, .csv or XForm .xml)."""


_NO_OPINION = {
    "java_missing": "ODK Validate was not run: there is no Java runtime (java) on this PC",
    "validate_missing": "ODK Validate was not run: it is not part of this installation",
    "not_converted": "ODK Validate was not run: the file cannot be converted to an XForm",
    "timeout": "ODK Validate did not come to an end",
}


@form.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FILE)
@click.option("--oracle", is_flag=True, help="Also run ODK Validate (needs Java) and compare.")
@json_option
def check(files: tuple[Path, ...], oracle: bool, as_json: bool) -> int:
    """Compile every expression and look for what would trouble an officer: sheet, row, what, how to fix."""
    findings = desk.check_forms(files)
    opinions = desk.second_opinions(files) if oracle else []

    def lines() -> Iterator[str]:
        for found in findings:
            yield f"{found.file}: {found.severity}: {found.where}{found.what}"
        for each in opinions:
            yield f"{each.file}: {_opinion(each)}"
        yield f"{len(files)} checked, {sum(found.severity == 'error' for found in findings)} with errors."

    said = {"findings": findings, "oracle": opinions} if oracle else findings
    report(said, as_json=as_json, lines=lines)
    broken = any(found.severity == "error" for found in findings)
    return 1 if broken or not all(each.agrees for each in opinions) else 0


def _opinion(each: desk.SecondOpinion) -> str:
    if each.theirs is None:
        return _NO_OPINION[each.problem]
    if each.agrees:
        return f"ODK Validate {'accepts' if each.theirs else 'refuses'} it too"
    if each.theirs:
        return "DIFFERENT: ODK Validate accepts it"
    return f"DIFFERENT: ODK Validate refuses it: {each.said}"


@form.command()
@click.argument("form_file", metavar="FORM", type=FILE)
@answers_option
@click.option("--out", type=NEW_FILE, required=True, help="Where the finished record goes, as XML.")
@json_option
def fill(form_file: Path, answers: Path, out: Path, as_json: bool) -> None:
    """Fill a form from answers and write the finished record."""
    filled = desk.fill_form(form_file, read_answers(answers))
    write_file(out, filled.xml.encode())
    said = {"out": out, "form": filled.form, "version": filled.version, "results": filled.results}

    def lines() -> Iterator[str]:
        yield f"{out}: {filled.form} {filled.version}"
        yield from (f"  {name}: {value}" for name, value in filled.results.items())

    report(said, as_json=as_json, lines=lines)


@form.command()
@click.argument("form_file", metavar="FORM", type=FILE)
@click.pass_context
def preview(context: click.Context, form_file: Path) -> int:
    """Try a form in a window that stores nothing and reads the file again whenever it changes."""
    return int(context.obj.preview(form_file.resolve()))


@form.command()
@on_workspace
@click.argument("form_file", metavar="FORM", type=FILE)
@json_option
def add(workspace: desk.Workspace, form_file: Path, as_json: bool) -> None:
    """Take a form into WORKSPACE, with the lists, pictures and sounds beside it or in its -media folder."""
    added = desk.add_form_file(workspace, form_file).value
    used = "used for new records" if added.newest else "an older version than the one in use"
    said = f"{added.form} {added.version}: {added.title}; {used}"
    report(added, as_json=as_json, lines=lambda: iter([said]))


@form.command()
@on_workspace
@click.option("--form", "form_id", required=True, help="Form id, such as adult.")
@click.option("--to", "folder", type=FOLDER, required=True, help="Where a new folder is made.")
@click.option("--as", "kind", type=click.Choice([each.value for each in desk.ExportKind]), required=True)
@click.option("--codes", is_flag=True, help="Tables hold names and codes instead of labels.")
@click.option("--reason", required=True, help="Why, and for whom; kept in the audit.")
@click.option("--second", required=True, help="Role number of the second person who stands by.")
@click.option("--second-passphrase-file", type=FILE, help="File whose first line is their passphrase.")
@json_option
def export(
    workspace: desk.Workspace,
    form_id: str,
    folder: Path,
    kind: str,
    codes: bool,
    reason: str,
    second: str,
    second_passphrase_file: Path | None,
    as_json: bool,
) -> None:
    """Write finished records of one form in CLEAR TEXT: for ODK Central and Kobo, or as tables.

    A supervisor and a second user agree with their passphrases. Records that must stay here are left out.
    """
    written = desk.export_records(
        workspace,
        form_id,
        folder,
        desk.ExportKind(kind),
        reason=reason,
        second=second,
        second_passphrase=ask_passphrase(second_passphrase_file, whose=second),
        codes=codes,
    ).value

    def lines() -> Iterator[str]:
        yield f"{written.path}: {written.records} records, {written.files} files, in clear text"
        if written.left_out:
            yield f"  {written.left_out} left out: they must stay here"
        if written.incomplete:
            yield f"  {written.incomplete} not whole: a form version or a file is missing on this PC"

    report(written, as_json=as_json, lines=lines)


COMMANDS = (form,)
