"""Commands for what needs a look after imports: folders, undo, the shelf, contradictions, the way back."""

from collections.abc import Iterator
from pathlib import Path

import click

from borderdesk import desk
from borderdesk.cli.options import FOLDER, json_option, on_workspace, report
from borderdesk.text import notice

_ANYTHING = click.Path(exists=True, path_type=Path)


@click.command("import-all")
@on_workspace
@click.argument("places", metavar="FOLDER...", nargs=-1, required=True, type=_ANYTHING)
@click.option("--dry-run", is_flag=True, help="Only say what would be imported.")
@json_option
def import_all(workspace: desk.Workspace, places: tuple[Path, ...], dry_run: bool, as_json: bool) -> int:
    """Import every package in these folders, each for itself; a refused one holds back none of the others."""
    if dry_run:
        previews = desk.preview_folder(workspace, places)

        def dry_lines() -> Iterator[str]:
            for each in previews:
                seen = each.preview
                said = f"{seen.new} new, {seen.waiting} waiting" if seen else _why(each.problem)
                yield f"{each.path.name}: {said}"

        report(previews, as_json=as_json, lines=dry_lines)
        return 0
    done = desk.import_folder(workspace, places).value

    def lines() -> Iterator[str]:
        for item in done.items:
            result = item.result
            said = (
                f"{result.new} new, {result.repeated} repeated, {result.waiting} waiting"
                if result
                else _why(item.problem)
            )
            yield f"{item.path.name}: {said}"
        for path in done.not_reached:
            yield f"{path.name}: not reached"

    report(done, as_json=as_json, lines=lines)
    return 1 if done.refused or done.stopped_by else 0


def _why(code: str) -> str:
    return f"refused, {notice(code).happened} [{code}]"


@click.command()
@on_workspace
@json_option
def imports(workspace: desk.Workspace, as_json: bool) -> None:
    """The imports that stand, the latest first; their names are for undo-import."""
    found = desk.imports(workspace)
    report(
        found,
        as_json=as_json,
        lines=lambda: (
            f"{line.sha256[:16]}  {line.station} {line.number}, {line.at:%Y-%m-%d %H:%M}, {line.new} new"
            for line in found
        ),
    )


@click.command("undo-import")
@on_workspace
@click.argument("name", metavar="IMPORT")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@click.option("--reason", default="", help="Kept in the audit.")
@json_option
def undo_import(workspace: desk.Workspace, name: str, dry_run: bool, reason: str, as_json: bool) -> int:
    """Take out all that an import brought; its name as `imports` lists it. The audit stays."""
    whole = [line.sha256 for line in desk.imports(workspace) if line.sha256.startswith(name)]
    sha256 = whole[0] if len(whole) == 1 else name
    if dry_run:
        seen = desk.preview_undo(workspace, sha256)
    else:
        seen = desk.undo_import(workspace, sha256, reason).value

    def lines() -> Iterator[str]:
        yield f"{seen.line.station} {seen.line.number}: {seen.entries} entries, {seen.waiting} that wait"
        yield f"records gone: {', '.join(seen.gone) or 'none'}; as before: {', '.join(seen.back) or 'none'}"
        if seen.wait_again:
            yield f"{seen.wait_again} entries of other packages wait again"
        if seen.problem:
            yield str(notice(seen.problem, None, **dict(seen.fields or {})))

    report(seen, as_json=as_json, lines=lines)
    return 1 if seen.problem else 0


@click.command("set-aside")
@on_workspace
@click.option("--try-again", is_flag=True, help="Use what can be used now.")
@json_option
def set_aside(workspace: desk.Workspace, try_again: bool, as_json: bool) -> None:
    """Entries that this program cannot use, or not fully, and why."""
    tried = desk.try_again(workspace).value if try_again else None
    items = desk.set_aside(workspace)

    def lines() -> Iterator[str]:
        if tried:
            yield f"{tried.used} can be used now, {tried.left} stay"
        for item in items:
            about = item.code or item.kind
            yield f"{item.station} {item.device}:{item.seq} {about}: {item.reason}"

    report({"tried": tried, "items": items}, as_json=as_json, lines=lines)


@click.command()
@on_workspace
@click.argument("code", metavar="[CASE]", required=False, default="")
@json_option
def contradictions(workspace: desk.Workspace, code: str, as_json: bool) -> None:
    """Records on which desks disagree; of one record, every side of every field."""
    if not code:
        found = desk.contradictions(workspace)
        report(
            found,
            as_json=as_json,
            lines=lambda: (f"{each.code} {each.station}: {each.fields} to decide" for each in found),
        )
        return
    record = desk.contradiction(workspace, code)

    def lines() -> Iterator[str]:
        for field in record.fields:
            yield field.name
            sides = [("before", field.before)] if field.before else []
            for title, side in [*sides, *(("", side) for side in field.sides)]:
                where = "here" if side.here else side.station
                said = ", ".join(f"{name} {value}" for name, value in side.fact.payload().items())
                yield f"  {side.entry}  {title} {where} {side.by} {side.at:%Y-%m-%d %H:%M}: {said}"

    report(record, as_json=as_json, lines=lines)


@click.command()
@on_workspace
@click.argument("code", metavar="CASE")
@click.option("--choose", "choices", nargs=2, multiple=True, required=True, metavar="FIELD ENTRY")
@click.option("--reason", default="", help="Kept with the choice.")
@json_option
def resolve(
    workspace: desk.Workspace, code: str, choices: tuple[tuple[str, str], ...], reason: str, as_json: bool
) -> None:
    """Settle contested fields of a record; the other values stay as versions."""
    state = desk.resolve(workspace, code, dict(choices), reason).value
    left = len(state.conflicts)
    report(
        {"code": code, "left": left}, as_json=as_json, lines=lambda: iter([f"{code}: {left} left to decide"])
    )


@click.command("send-back")
@on_workspace
@click.argument("device", metavar="[DEVICE]", required=False, default="")
@click.option("--to", "folder", type=FOLDER, help="The stick.")
@click.option("--from", "again_from", type=click.IntRange(min=1), help="Pack again from this entry on.")
@json_option
def send_back(
    workspace: desk.Workspace, device: str, folder: Path | None, again_from: int | None, as_json: bool
) -> None:
    """Pack what concerns one desk, sealed to it alone; without a desk, say what waits for whom."""
    if not device or folder is None:
        waiting = desk.desks_to_send(workspace)
        report(
            waiting,
            as_json=as_json,
            lines=lambda: (f"{each.device} {each.station}: {each.entries} new" for each in waiting),
        )
        return
    packed = desk.pack_for(workspace, device, folder, again_from=again_from).value
    said = f"{packed.path}: {packed.records} records, {packed.entries} entries, read back. Safe to remove."
    report(packed, as_json=as_json, lines=lambda: iter([said]))


@click.command()
@on_workspace
@click.argument("device", metavar="DEVICE")
@click.option("--reason", required=True, help="Why; kept in the audit.")
@json_option
def revoke(workspace: desk.Workspace, device: str, reason: str, as_json: bool) -> None:
    """Take trust from a desk for good. What it brought before stays."""
    desk.revoke_trust(workspace, device, reason)
    report({"device": device}, as_json=as_json, lines=lambda: iter([f"{device} is not trusted any more"]))


COMMANDS = (
    import_all,
    imports,
    undo_import,
    set_aside,
    contradictions,
    resolve,
    send_back,
    revoke,
)
