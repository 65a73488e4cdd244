"""Commands about records and border posts: screen, refer, slip, rights-card, cases, posts."""

from collections.abc import Iterator
from pathlib import Path

import click

from borderdesk import desk
from borderdesk.cli.options import (
    FOLDER,
    answers_option,
    json_option,
    on_workspace,
    read_answers,
    report,
)
from borderdesk.text import WRITTEN
from borderdesk.text.dates import short_date, short_moment


@click.command()
@on_workspace
@click.option("--form", "form_id", required=True, help="Form id, such as first_sight, preconditions, adult.")
@answers_option
@click.option("--case", "code", help="The record to go on with; without it a new one is opened.")
@json_option
def screen(workspace: desk.Workspace, form_id: str, answers: Path, code: str | None, as_json: bool) -> None:
    """Fill a form of a case from answers and finish it; or a health check, poe_assessment or crisis.

    For a new case the answers also hold direction, age_group and, if known, language and party.
    """
    if desk.is_apart(form_id):
        finished = desk.assess(workspace, form_id, read_answers(answers)).value
        said = f"{finished.code}: {finished.form} finished; in no list of records"
        report(finished, as_json=as_json, lines=lambda: iter([said]))
        return
    done = desk.screen(workspace, form_id, read_answers(answers), code).value

    def lines() -> Iterator[str]:
        yield f"{done.code}: {done.form} finished; next: {done.next}"
        if done.outcome:
            yield f"  outcome {done.outcome}, because: {' '.join(done.reasons) or '-'}"

    report(done, as_json=as_json, lines=lines)


@click.command()
@on_workspace
@click.argument("case")
@answers_option
@json_option
def refer(workspace: desk.Workspace, case: str, answers: Path, as_json: bool) -> None:
    """Refer the person of CASE with consent: confirm the outcome, fill the referral form, issue it."""
    issued = desk.refer(workspace, case, read_answers(answers)).value
    said = f"{issued.code} {issued.number}: issued, check {issued.check}, reply due {issued.due}"
    report(issued, as_json=as_json, lines=lambda: iter([said]))


@click.command()
@on_workspace
@click.argument("case")
@click.option("--out", type=FOLDER, required=True, help="Folder for the PDFs, such as a stick.")
@click.option("--referral", help="Referral number (default: the latest).")
@click.option("--size", type=click.Choice(["a4", "a5", "card"]), default="a4")
@json_option
def slip(
    workspace: desk.Workspace, case: str, out: Path, referral: str | None, size: str, as_json: bool
) -> None:
    """Write the service card slip and, where the person agreed, the referral form of CASE as PDF."""
    written = desk.save_papers(workspace, case, out, number=referral, size=size).value
    report(written, as_json=as_json, lines=lambda: (f"{path}" for path in written))


@click.command("rights-card")
@on_workspace
@click.option("--out", type=FOLDER, required=True, help="Folder for the PDF, such as a stick.")
@click.option(
    "--language", type=click.Choice(WRITTEN[1:]), default="en", show_default=True, help="Beside Lao."
)
@click.option("--size", type=click.Choice(["a4", "a5", "cards"]), default="cards")
@json_option
def rights_card(workspace: desk.Workspace, out: Path, language: str, size: str, as_json: bool) -> None:
    """Write the card for who wants no referral as PDF: rights and where help is, the same for everybody."""
    written = desk.save_rights_card(workspace, out, language, size=size)
    report(written, as_json=as_json, lines=lambda: iter([f"{written}"]))


@click.command()
@on_workspace
@click.option("--show", type=click.Choice([each.value for each in desk.CaseFilter]), default="all")
@json_option
def cases(workspace: desk.Workspace, show: str, as_json: bool) -> None:
    """List records: code, date, step, how far carried."""
    rows = desk.cases(workspace, desk.CaseFilter(show))

    def lines() -> Iterator[str]:
        for row in rows:
            due = f"  due {short_moment(row.due)}" if row.due else ""
            yield f"{row.code}  {short_moment(row.opened_at)}  {row.step}  {row.carriage}{due}"
        yield f"{len(rows)} records"

    report(rows, as_json=as_json, lines=lines)


@click.command()
@on_workspace
@click.option("--out", type=FOLDER, help="Folder for the PDFs, such as a stick; else visits are listed.")
@click.option("--visit", default="", help="Number of a visit or plan; without it the posts are compared.")
@click.option("--in", "languages", multiple=True, type=click.Choice(["lo", "en"]), help="Default: both.")
@json_option
def posts(
    workspace: desk.Workspace, out: Path | None, visit: str, languages: tuple[str, ...], as_json: bool
) -> None:
    """List assessments of border posts and crisis plans; write one, or several posts on one page, as PDF."""
    plans = desk.crisis_plans(workspace)
    if out is not None:
        if visit in {plan.code for plan in plans}:
            written = desk.save_crisis_plan(workspace, out, visit, languages=languages or ("lo", "en"))
        else:
            written = desk.save_post_papers(workspace, out, code=visit, languages=languages or ("lo", "en"))
        report(written, as_json=as_json, lines=lambda: (f"{path}" for path in written))
        return
    visits = desk.post_visits(workspace)

    def lines() -> Iterator[str]:
        for each in visits:
            yield f"{each.code}  {short_date(each.day)}  {each.post}  starred gaps: {_codes(each.star_gaps)}"
        for plan in plans:
            said = f"{plan.place}, {plan.phase}  starred gaps: {_codes(plan.star_gaps)}"
            yield f"{plan.code}  {short_date(plan.day)}  {said}"
        yield f"{len(visits)} visits, {len(plans)} crisis plans"

    report([*visits, *plans], as_json=as_json, lines=lines)


def _codes(names: tuple[str, ...]) -> str:
    return " ".join(name.replace("_", "-") for name in names) or "-"


COMMANDS = (screen, refer, slip, rights_card, cases, posts)
