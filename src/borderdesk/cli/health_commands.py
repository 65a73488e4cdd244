"""Health checks: the sealed ones, and the limits that new ones begin with."""

from collections.abc import Iterator

import click

from borderdesk import desk
from borderdesk.cli.options import json_option, on_workspace, report
from borderdesk.forms import Session
from borderdesk.text import language
from borderdesk.text.dates import short_moment


@click.command()
@on_workspace
@click.option("--pack", default="", help="Disease pack that new checks begin with from now on.")
@click.option("--packs", is_flag=True, help="The disease packs there are, and which is in use.")
@click.option("--read", "code", default="", help="One sealed check with its answers, by its whole code.")
@json_option
def health(workspace: desk.Workspace, pack: str, packs: bool, code: str, as_json: bool) -> None:
    """List or read sealed health checks (health role only); or show or choose the disease pack of new ones.

    That a check was read is written down.
    """
    if pack:
        desk.choose_disease_pack(workspace, pack)
    if pack or packs:
        _limits(workspace, desk.disease_packs() if packs else (), as_json)
        return
    if code:
        _read(workspace, code, as_json)
        return
    checks = desk.health_checks(workspace)

    def lines() -> Iterator[str]:
        for each in checks:
            said = each.results.get("health_result", "-")
            limits = f"{each.results.get('pack_id', '-')} {each.results.get('pack_version', '-')}"
            yield f"{each.code}  {short_moment(each.at)}  {said}  {limits}"
        yield f"{len(checks)} checks"

    report(checks, as_json=as_json, lines=lines)


def _read(workspace: desk.Workspace, code: str, as_json: bool) -> None:
    sealed = desk.read_health_check(workspace, code)
    form = desk.form_by_hash(workspace, sealed.sha256)
    spoken = next((name for name in form.languages if f"({language()})" in name), None)
    session = Session(form, saved=sealed.instance, clock=workspace.clock, language=spoken)
    answered = [(node.name, session.answer_text(node)) for _, node in session.asked() if node.text]

    def lines() -> Iterator[str]:
        for name, answer in answered:
            yield f"{name.replace('_', '-')}  {answer}"

    report({"code": sealed.code, "answers": dict(answered)}, as_json=as_json, lines=lines)


def _limits(workspace: desk.Workspace, packs: tuple[desk.DiseasePack, ...], as_json: bool) -> None:
    chosen = desk.disease_pack(workspace)
    names = desk.check_words(workspace, "HS_03")

    def line(each: desk.DiseasePack) -> str:
        draft = "  draft, not validated" if each.draft else ""
        limits = desk.limits_in_words(each, names)
        return f"{each.id}  {each.title(language())}  {each.version}  {limits}{draft}"

    def lines() -> Iterator[str]:
        yield from map(line, packs)
        who = f"chosen by {chosen.by} {short_moment(chosen.at)}" if chosen.at else "nobody has chosen yet"
        yield f"in use: {line(chosen.pack)}  {who}"
        if chosen.gone:
            yield f"{chosen.gone} was chosen and is not on this PC any more"
        if chosen.changed:
            yield f"version {chosen.changed} was chosen; a content pack has replaced it since"

    report({"chosen": chosen, "packs": packs}, as_json=as_json, lines=lines)


COMMANDS = (health,)
