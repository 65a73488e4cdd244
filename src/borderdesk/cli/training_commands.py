"""Commands about practice: practice, training."""

import os
from collections.abc import Iterator
from pathlib import Path

import click

from borderdesk import desk
from borderdesk.cli.options import FOLDER, json_option, on_workspace, report
from borderdesk.desk.rehearsal import PRACTICE_PASSPHRASE
from borderdesk.domain.roles import Act, may
from borderdesk.text import language
from borderdesk.text.dates import short_date


@click.command()
@click.argument("workspace", type=FOLDER)
@click.option("--user", required=True, help="Role number of the trainee, such as O3.")
@click.option("--station", required=True, help="Three letters, such as HXY.")
@click.option("--no-window", is_flag=True, help="Make it, and do not open the program.")
@click.pass_context
def practice(context: click.Context, workspace: Path, user: str, station: str, no_window: bool) -> int:
    """Open the practice workspace that lies beside WORKSPACE; nothing of WORKSPACE is opened."""
    opened = desk.open_practice(workspace, user, station, language=language())
    place = opened.folder
    opened.close()
    click.echo(f"{place} (user {user}), practice passphrase: {PRACTICE_PASSPHRASE}")
    # On a platform without a screen nobody could close the window that opens.
    unseen = os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal"))
    return 0 if no_window or unseen else int(context.obj.desk(place))


@click.command()
@on_workspace
@click.option("--add", is_flag=True, help="First add your own finished exercises to your training record.")
@click.option("--certificate", metavar="USER", help="Write the certificate of this role number.")
@click.option("--report", "reported", is_flag=True, help="Write the class report, in --out.")
@click.option("--letters", is_flag=True, help="In the report, letters instead of role numbers.")
@click.option("--out", type=FOLDER, help="Folder for certificate and report, such as a stick.")
@click.option("--name", default="", help="A name to print on it; it is kept nowhere.")
@json_option
def training(
    workspace: desk.Workspace,
    add: bool,
    certificate: str | None,
    reported: bool,
    letters: bool,
    out: Path | None,
    name: str,
    as_json: bool,
) -> None:
    """Who practised what, and where answers differ from the stories; for officers their own record."""
    if (certificate or reported) and out is None:
        raise click.UsageError("--certificate and --report need --out.")
    added = desk.take_over_drills(workspace).value if add else 0
    leads = may(workspace.user.role, Act.READ_TRAINING)
    found = desk.training_class(workspace) if leads else None
    own = desk.own_training(workspace)
    written: list[Path] = []
    if reported and out is not None:
        written.append(desk.save_class_report(workspace, out, language(), named=not letters))
    if certificate and out is not None:
        trainees = found.trainees if found else ()
        device = next((each.device for each in trainees if each.user == certificate), "")
        written.append(desk.save_certificate(workspace, out, certificate, device, name))

    def lines() -> Iterator[str]:
        if add:
            yield f"Added: {added}"
        for done in own:
            yield f"{short_date(done.day)}  {done.title}"
        for trainee in found.trainees if found else ():
            titles = ", ".join(done.title for done in trainee.done)
            yield f"{trainee.user} {trainee.station}: {titles}"
        for each in found.different if found else ():
            yield f"{each.title}, {each.question}: differs for {', '.join(each.who)}"
        yield from map(str, written)

    said = {"added": added, "own": own, "class": found, "written": written}
    report(said, as_json=as_json, lines=lines)


@click.command("story")
@on_workspace
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@json_option
def story_command(workspace: desk.Workspace, file: Path, as_json: bool) -> None:
    """Check the practice story in FILE: play it through the forms of this desk and say where they lead."""
    trial = desk.check_story(workspace, desk.story_file(workspace, file))

    def lines() -> Iterator[str]:
        led = trial.outcome or trial.document or trial.health
        yield f"{file.name}: leads to {led}"
        yield f"flags: {' '.join(trial.flags)}"
        yield f"reasons: {' '.join(trial.reasons)}"

    report(trial, as_json=as_json, lines=lines)


COMMANDS = (practice, training, story_command)
