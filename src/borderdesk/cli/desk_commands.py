"""Commands about the workspace itself: demo, init, open, card, trust, verify, rebuild, self-test."""

import os
from collections.abc import Iterator
from pathlib import Path

import click

from borderdesk import desk
from borderdesk.cli.options import (
    FILE,
    FOLDER,
    NEW_FILE,
    ask_passphrase,
    json_option,
    on_workspace,
    passphrase_options,
    report,
    server_address,
    write_file,
)
from borderdesk.domain.roles import Post, Role
from borderdesk.text import language

MOST_SHARES = 16
"""As many as the standard for recovery shares (SLIP-39) has room for."""


@click.command()
@click.argument("folder", type=FOLDER, default=Path("demo"))
@click.option("--no-window", is_flag=True, help="Do not open the program afterwards.")
@json_option
@click.pass_context
def demo(context: click.Context, folder: Path, no_window: bool, as_json: bool) -> int:
    """Play the main job through in a practice workspace, then open the program on it.

    Screens a made-up traveller at a checkpoint, refers with consent, prints the papers, packs the
    stick, imports it at a supervisor's desk and carries the receipt back.
    """
    played = desk.play_main_job(
        folder, progress=lambda step, done, total: None if as_json else click.echo(f"  {done}/{total} {step}")
    )

    def lines() -> Iterator[str]:
        yield f"Case {played.code}, referral {played.referral}: {played.headline}"
        yield from (f"  {path}" for path in played.papers)
        yield f"Package:    {played.package}"
        yield f"Receipt:    {played.receipt}"
        yield f"Checkpoint: {played.checkpoint} (user {played.officer})"
        yield f"Supervisor: {played.supervisor} (user {played.supervisor_user})"
        yield f"Practice passphrase: {played.passphrase}"

    report(played, as_json=as_json, lines=lines)
    # On a platform without a screen nobody could close the window that opens.
    unseen = os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal"))
    return 0 if no_window or as_json or unseen else int(context.obj.desk(played.checkpoint))


@click.command("open")
@click.argument("workspace", type=FOLDER, required=False)
@click.pass_context
def open_(context: click.Context, workspace: Path | None) -> int:
    """Open the program's window on WORKSPACE (without one: this PC's usual workspace)."""
    return int(context.obj.desk(workspace))


@click.command()
@click.argument("workspace", type=FOLDER)
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--station", required=True, help="Three letters, such as HXY.")
@click.option("--user", default="", help="Role number of the first user (default O1, supervisors S1).")
@click.option(
    "--practice", is_flag=True, help="A practice workspace: watermarked, never mixed with real ones."
)
@click.option("--shares", type=(int, int), default=(2, 3), help="Recovery: how many of how many shares.")
@click.option(
    "--database", metavar="URL", default="", help="Supervisors: a PostgreSQL database that desks share."
)
@click.option(
    "--database-password-file",
    type=FILE,
    help="File whose first line is its password; without one PGPASSFILE or PGPASSWORD is asked each time.",
)
@passphrase_options
@json_option
def init(
    workspace: Path,
    role: str,
    station: str,
    user: str,
    practice: bool,
    shares: tuple[int, int],
    database: str,
    database_password_file: Path | None,
    passphrase_file: Path | None,
    as_json: bool,
) -> None:
    """Create a workspace. Its recovery shares are shown once and kept nowhere.

    With --database postgresql+psycopg://USER@HOST/NAME a supervisor's records lie on that server, shared
    with other supervisors' desks; this PC keeps its keys, and the address and password sealed by them.
    """
    if not (2 <= shares[0] <= shares[1] <= MOST_SHARES or shares == (1, 1)):
        raise click.BadParameter(f"from 2 2 to {MOST_SHARES} {MOST_SHARES}, or 1 1", param_hint="--shares")
    created = desk.create_workspace(
        workspace,
        post=Post.SUPERVISOR if role == Role.SUPERVISOR else Post.CHECKPOINT,
        station=station,
        role=Role(role),
        user=user,
        passphrase=ask_passphrase(passphrase_file, confirm=True),
        shares=shares,
        practice=practice,
        language=language(),
        database=server_address(database, database_password_file),
    )
    made = created.workspace
    made.close()

    def lines() -> Iterator[str]:
        yield f"Created {workspace} for {made.user.id} ({role}) at {made.station}."
        yield f"Recovery shares; any {shares[0]} of them open the workspace. Write each on its own paper:"
        yield from created.recovery_shares

    said = {
        "workspace": workspace,
        "user": made.user.id,
        "station": made.station,
        "device": made.device,
        "recovery_shares": created.recovery_shares,
    }
    report(said, as_json=as_json, lines=lines)


@click.command()
@on_workspace
@click.option("--out", type=NEW_FILE, required=True)
@json_option
def card(workspace: desk.Workspace, out: Path, as_json: bool) -> None:
    """Write this desk's key card to a file, to be trusted by another desk."""
    write_file(out, desk.own_card(workspace))
    words = desk.card_words(workspace)
    said = {"card": out, "station": workspace.station, "words": words}
    report(said, as_json=as_json, lines=lambda: iter([f"{out}: compare aloud: {' '.join(words)}"]))


@click.command()
@on_workspace
@click.argument("card_file", metavar="CARD", type=FILE)
@click.option("--separate", is_flag=True, help="As the other receiver: of separate records and nothing else.")
@json_option
def trust(workspace: desk.Workspace, card_file: Path, separate: bool, as_json: bool) -> None:
    """Trust another desk's key card, after comparing its six words aloud."""
    peer = desk.trust_card(workspace, desk.read_card_file(card_file), alternate=separate).value
    said = f"Trusted: {peer.station} ({peer.role}), words: {' '.join(peer.words)}"
    report(peer, as_json=as_json, lines=lambda: iter([said]))


@click.command()
@on_workspace
@json_option
def verify(workspace: desk.Workspace, as_json: bool) -> int:
    """Walk every chain of the journal and say whether it is unbroken."""
    found = desk.verify(workspace)

    def lines() -> Iterator[str]:
        for chain in found.chains:
            state = f"BROKEN at {chain.problem_seq} ({chain.problem})" if chain.problem else "unbroken"
            yield f"{chain.device}: {chain.entries} entries, {state}, last {chain.last_at}"

    report({"ok": found.ok, "chains": found.chains}, as_json=as_json, lines=lines)
    return 0 if found.ok else 1


@click.command()
@on_workspace
@json_option
def rebuild(workspace: desk.Workspace, as_json: bool) -> int:
    """Drop and refold all projections from the journal; nothing should be different."""
    found = desk.rebuild(workspace)
    said = f"{found.cases} records refolded, {len(found.different)} different."
    report(found, as_json=as_json, lines=lambda: iter([said, *found.different]))
    return 1 if found.different else 0


@click.command("self-test")
@json_option
def self_test(as_json: bool) -> int:
    """Open a store, load each form, draw a slip, export and import, in a folder that is removed again."""
    checks = desk.self_test()

    def lines() -> Iterator[str]:
        for check in checks:
            yield f"{'OK  ' if check.ok else 'FAIL'} {check.name}: {check.value}"

    report({"ok": all(check.ok for check in checks), "checks": checks}, as_json=as_json, lines=lines)
    return 0 if all(check.ok for check in checks) else 1


COMMANDS = (demo, open_, init, card, trust, verify, rebuild, self_test)
