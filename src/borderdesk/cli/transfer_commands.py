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
@click.option("--from", "again_from", type=click.IntRange(min=1), help="Pack again from this entry on.")
@click.option("--separate", is_flag=True, help="Your separate records, sealed to the other receiver alone.")
@json_option
def export(
    workspace: desk.Workspace, folder: Path, again_from: int | None, separate: bool, as_json: bool
) -> None:
    """Pack the records since the last package, sealed to the trusted supervisors' desks."""
    if separate:
        apart = desk.pack_separate(workspace, folder).value
        words = f"{apart.path}: {apart.records} separate records, read back. Safe to remove."
        report(apart, as_json=as_json, lines=lambda: iter([words]))
        return
    packed = desk.pack(workspace, folder, again_from=again_from).value
    said = f"{packed.path}: {packed.records} records, {packed.entries} entries, read back. Safe to remove."
    report(packed, as_json=as_json, lines=lambda: iter([said]))


@click.command("import")
@on_workspace
@click.argument("packages", metavar="PACKAGE...", nargs=-1, required=True, type=FILE)
@click.option("--dry-run", is_flag=True, help="Only say what would be imported.")
@json_option
def import_(workspace: desk.Workspace, packages: tuple[Path, ...], dry_run: bool, as_json: bool) -> None:
    """Import packages of records, receipts, or requests to send again.

    A receipt for the sender is written beside each package of records.
    """
    content = next((path.name for path in packages if path.suffix == ".content"), "")
    if content:
        raise click.UsageError(f"{content} is a content pack: use 'borderdesk pack install'.")
    if dry_run:
        previews = [desk.preview_import(workspace, path) for path in packages]

        def dry_lines() -> Iterator[str]:
            for seen in previews:
                aside = len(seen.in_state("set_aside"))
                yield (
                    f"{seen.path.name}: {seen.station} {seen.number}, {seen.new} new, "
                    f"{seen.repeated} repeated, {seen.waiting} waiting, {aside} set aside, "
                    f"{len(seen.duplicates)} possible duplicates"
                )
                if seen.past_identity:
                    yield "  new entries under an old identity: ask the checkpoint if it wrote this stick"

        report(previews, as_json=as_json, lines=dry_lines)
        return
    results = [desk.apply_import(workspace, path, receipt_to=path.parent).value for path in packages]

    def lines() -> Iterator[str]:
        for path, done in zip(packages, results, strict=True):
            if done.first:
                yield f"{path.name}: {done.station} asks for everything from entry {done.first} again"
                continue
            receipt = f", receipt {done.receipt.name}" if done.receipt else ""
            receipt += f", sent back {done.returned.name}" if done.returned else ""
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


@click.command()
@on_workspace
@click.option("--silent-after", type=int, help="Days without a package that count as silent, from now on.")
@json_option
def ledger(workspace: desk.Workspace, silent_after: int | None, as_json: bool) -> None:
    """What of each checkpoint arrived, what is missing, and who is silent."""
    if silent_after is not None:
        desk.set_silent_after(workspace, silent_after)
    rows, refused = desk.inbox(workspace), desk.refused_arrivals(workspace)

    def lines() -> Iterator[str]:
        for row in rows:
            yield f"{row.station} {row.device}: {'; '.join(_ledger_parts(row))}"
        for file in refused:
            yield f"refused {file.at:%Y-%m-%d}: {file.station or 'unknown'} {file.number or ''} {file.reason}"

    report({"checkpoints": rows, "refused": refused}, as_json=as_json, lines=lines)


def _ledger_parts(row: desk.InboxRow) -> Iterator[str]:
    yield f"{len(row.numbers)} of {row.expected} packages, {row.held} entries, {row.confirmed} confirmed"
    yield f"{row.told} known there as confirmed"
    if row.missing:
        yield f"packages missing: {' '.join(map(str, row.missing))}"
    if row.gaps:
        yield f"entries missing: {' '.join(f'{first}-{last}' for first, last in row.gaps)}"
    if row.waiting:
        yield f"{row.waiting} waiting"
    if row.repeated:
        yield f"{row.repeated} repeated"
    if row.refused:
        yield f"{row.refused} refused ({row.refused_code})"
    if row.asked:
        yield f"asked again from {row.asked[0]}"
    if row.before or row.after:
        yield f"goes on for {row.before}" if row.before else f"goes on as {row.after}"
    yield f"SILENT for {row.days} days" if row.silent else f"heard {row.days} days ago"


@click.command()
@on_workspace
@click.argument("checkpoint", metavar="STATION|DEVICE")
@click.option("--to", "folder", type=FOLDER, required=True, help="The stick.")
@click.option(
    "--from", "first", type=click.IntRange(min=1), help="From this entry; else the first that is not here."
)
@json_option
def request(
    workspace: desk.Workspace, checkpoint: str, folder: Path, first: int | None, as_json: bool
) -> None:
    """Ask a checkpoint to send again: a sealed and signed request on the stick."""
    found = [row.device for row in desk.inbox(workspace) if checkpoint in (row.device, row.station)]
    if len(found) != 1:
        known = ", ".join(f"{row.station} {row.device}" for row in desk.inbox(workspace))
        raise click.UsageError(f"name one of: {known}")
    asked = desk.ask_again(workspace, found[0], folder, first=first).value
    until = f" to {asked.last}" if asked.last else ""
    said = f"{asked.path}: {asked.station}, entries from {asked.first}{until}"
    report(asked, as_json=as_json, lines=lambda: iter([said]))


@click.command("go-on")
@on_workspace
@json_option
def go_on(workspace: desk.Workspace, as_json: bool) -> None:
    """Give a PC that was set back to an old copy a new identity, linked to the old one."""
    went = desk.go_on(workspace)

    def lines() -> Iterator[str]:
        yield f"{went.before} goes on as {went.device}; {went.written_again} entries were written again."
        yield f"Export to a stick; the supervisor compares aloud: {' '.join(went.words)}"

    report(went, as_json=as_json, lines=lines)


COMMANDS = (export, import_, inspect, ledger, request, go_on)
