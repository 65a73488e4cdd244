"""The command about records of one person: duplicates."""

from collections.abc import Iterator

import click

from borderdesk import desk
from borderdesk.cli.options import json_option, on_workspace, report
from borderdesk.domain.values import Verdict


@click.command()
@on_workspace
@click.option(
    "--say",
    type=(click.Choice([each.value for each in Verdict]), str, str),
    metavar="same|different|undecided CASE CASE",
    help="Say whether two records are of one person; undecided takes an earlier word back.",
)
@json_option
def duplicates(workspace: desk.Workspace, say: tuple[str, str, str] | None, as_json: bool) -> None:
    """Pairs of records that may be of one person, and why. Codes only; nothing is merged."""
    if say is not None:
        desk.decide_pair(workspace, say[1], say[2], Verdict(say[0]))
    desk.compare_records(workspace)
    found = desk.possible_duplicates(workspace)

    def lines() -> Iterator[str]:
        for pair in found.pairs:
            yield f"{pair.first.code}  {pair.second.code}  {'; '.join(pair.because)}"
            if len(pair.said) > 1:
                yield "  " + "; ".join(f"{each.by} on {each.device}: {each.verdict}" for each in pair.said)
        yield f"to decide: {len(found.pairs) + found.more}"

    report(found, as_json=as_json, lines=lines)


COMMANDS = (duplicates,)
