"""Commands about sticks: export, import, inspect."""

from collections.abc import Iterator
from pathlib import Path

import click

from borderdesk import desk
from borderdesk.cli.options import FILE, FOLDER, json_option, on_workspace, report
from borderdesk.text import notice


@click.command()
@on_workspace
@click.option("--to", "folder", type=FOLDER, required=True, help="The stick.")
@json_option
def export(workspace: desk.Workspace, folder: Path, as_json: bool) -> None:
    """Pack the records since the last package, sealed to the trusted supervisors' desks."""
    packed = desk.pack(workspace, folder).value
    said = f"{packed.path}: {packed.records} records, {packed.entries} entries, read back. Safe to remove."
    report(packed, as_json=as_json, lines=lambda: iter([said]))


@click.command("import")
@on_workspace
@click.argument("packages", metavar="PACKAGE...", nargs=-1, required=True, type=FILE)
@click.option("--dry-run", is_flag=True, help="Only say what would be imported.")
@json_option
def import_(workspace: desk.Workspace, packages: tuple[Path, ...], dry_run: bool, as_json: bool) -> None:
    """Import packages of records, or receipts. A receipt for the sender is written beside each package."""
    if dry_run:
        previews = [desk.preview_import(workspace, path) for path in packages]

        def dry_lines() -> Iterator[str]:
            for seen in previews:
                aside = len(seen.in_state("set_aside"))
                yield (
                    f"{seen.path.name}: {seen.station} {seen.number}, {seen.new} new, "
                    f"{seen.repeated} repeated, {seen.waiting} waiting, {aside} set aside"
                )

        report(previews, as_json=as_json, lines=dry_lines)
        return
    results = [desk.apply_import(workspace, path, receipt_to=path.parent).value for path in packages]

    def lines() -> Iterator[str]:
        for path, done in zip(packages, results, strict=True):
            receipt = f", receipt {done.receipt.name}" if done.receipt else ""
            yield f"{path.name}: {done.new} new, {done.repeated} repeated, {done.waiting} waiting{receipt}"

    report(results, as_json=as_json, lines=lines)


@click.command()
@click.argument("package", type=FILE)
@json_option
def inspect(package: Path, as_json: bool) -> int:
    """What a package tells without a key: whether it is sealed and whole in form."""
    seen = desk.inspect(package)
    problem = seen["problem"]

    def lines() -> Iterator[str]:
        for name, value in seen.items():
            yield f"{name}: {value}"
        if problem:
            yield str(notice(problem))

    report(seen, as_json=as_json, lines=lines)
    return 1 if problem else 0


COMMANDS = (export, import_, inspect)
