"""The main job played through, for a first look and for the frozen program's self-test."""

import os
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from borderdesk.desk.access import open_workspace
from borderdesk.desk.door import users, workspace_facts
from borderdesk.desk.forms import form_list
from borderdesk.desk.importing import apply_import
from borderdesk.desk.new_workspace import create_workspace
from borderdesk.desk.outcomes import outcome
from borderdesk.desk.packing import mark_carried, pack, transfer_status
from borderdesk.desk.records import cases
from borderdesk.desk.scripted import refer, save_papers, screen
from borderdesk.desk.trust import own_card, peers, trust_card
from borderdesk.desk.upkeep import rebuild, verify
from borderdesk.desk.workspace import Progress, Workspace, silent
from borderdesk.domain.errors import BorderDeskError, NotAllowed, Unavailable
from borderdesk.domain.roles import Post, Role
from borderdesk.domain.values import Carriage
from borderdesk.resources import resource

PRACTICE_PASSPHRASE = "practice desk only"  # noqa: S105 - opens practice workspaces, printed on purpose
_STEPS = 9


@dataclass(frozen=True)
class Played:
    """What the rehearsal left behind, and where."""

    code: str
    headline: str
    referral: str
    papers: list[Path]
    package: Path
    receipt: Path
    checkpoint: Path
    officer: str
    supervisor: Path
    supervisor_user: str
    passphrase: str


@dataclass(frozen=True)
class Check:
    """One line of the self-test."""

    name: str
    ok: bool
    value: str


def play_main_job(folder: Path, progress: Progress = silent) -> Played:
    """Screen, refer with consent, print, pack, import, and carry the receipt back, in practice workspaces.

    ``folder`` gets ``checkpoint/``, ``supervisor/``, ``stick/`` and ``papers/``. Workspaces that are there
    from an earlier rehearsal are used again.

    :raises NotAllowed: ``demo.not_practice`` when a real workspace is in the way.
    :raises Unavailable: ``store.unwritable``.
    """
    passphrase = os.environ.get("BORDERDESK_PASSPHRASE") or PRACTICE_PASSPHRASE
    story = tomllib.loads(resource("practice", "first_case.toml").read_text(encoding="utf-8"))
    stick = folder / "stick"
    try:
        stick.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable("store.unwritable") from error
    progress("desks", 1, _STEPS)
    with (
        _desk(folder / "checkpoint", Post.CHECKPOINT, "HXY", Role.OFFICER, passphrase) as officer,
        _desk(folder / "supervisor", Post.SUPERVISOR, "VTE", Role.SUPERVISOR, passphrase) as supervisor,
    ):
        progress("trust", 2, _STEPS)
        _introduce(officer, supervisor)
        progress("first sight", 3, _STEPS)
        code = screen(officer, "first_sight", {**story["intake"], **story["first_sight"]}).value.code
        for count, form in enumerate(("preconditions", "adult", "risk_needs"), 4):
            progress(form.replace("_", " "), count, _STEPS)
            screen(officer, form, story[form], code)
        found = outcome(officer, code)
        issued = refer(officer, code, story["referral"]).value
        progress("papers", 7, _STEPS)
        papers = save_papers(officer, code, folder / "papers").value
        progress("stick", 8, _STEPS)
        packed = pack(officer, stick).value
        mark_carried(officer, packed.number)
        progress("import and receipt", 9, _STEPS)
        imported = apply_import(supervisor, packed.path, receipt_to=stick).value
        if imported.receipt is None:
            raise BorderDeskError(imported.receipt_problem)
        apply_import(officer, imported.receipt)
        return Played(
            code,
            " ".join(reason.text + "." for reason in found.reasons[:3]),
            issued.number,
            papers,
            packed.path,
            imported.receipt,
            folder / "checkpoint",
            officer.user.id,
            folder / "supervisor",
            supervisor.user.id,
            passphrase,
        )


def self_test() -> list[Check]:
    """Everything the program is made of, once, in a temporary folder: store, forms, paper, exchange."""
    checks: list[Check] = []
    with tempfile.TemporaryDirectory(prefix="borderdesk-") as name:
        folder = Path(name)
        try:
            played = play_main_job(folder)
            checks.append(Check("main job", True, played.referral))
            checks += _look_back(folder, played)
        except BorderDeskError as problem:
            checks.append(Check("main job", False, str(problem)))
    return checks


def _look_back(folder: Path, played: Played) -> Iterator[Check]:
    with _opened(played.checkpoint, played.officer, played.passphrase) as officer:
        forms = form_list(officer)
        yield Check("forms", len(forms) >= 5, " ".join(f"{form.id}={form.version}" for form in forms))
        confirmed = transfer_status(officer).counts[Carriage.CONFIRMED]
        yield Check("receipt", confirmed == 1, str(confirmed))
        yield Check("history", verify(officer).ok, "unbroken")
        yield Check("projections", not rebuild(officer).different, "equal")
    with _opened(played.supervisor, played.supervisor_user, played.passphrase) as supervisor:
        arrived = [row.code for row in cases(supervisor)]
        yield Check("import", arrived == [played.code], str(len(arrived)))
    papers = [path for path in played.papers if path.read_bytes().startswith(b"%PDF")]
    yield Check("papers", len(papers) == 2, str(len(papers)))


@contextmanager
def _desk(folder: Path, post: Post, station: str, role: Role, passphrase: str) -> Iterator[Workspace]:
    """A practice workspace, made or opened again."""
    if not workspace_facts(folder).exists:
        workspace = create_workspace(
            folder, post=post, station=station, role=role, passphrase=passphrase, practice=True,
            private_desk=True, language="en",
        ).workspace  # fmt: skip
    elif not workspace_facts(folder).practice:
        raise NotAllowed("demo.not_practice")
    else:
        workspace = open_workspace(folder, users(folder)[0].id, passphrase)
    try:
        yield workspace
    finally:
        workspace.close()


@contextmanager
def _opened(folder: Path, user: str, passphrase: str) -> Iterator[Workspace]:
    workspace = open_workspace(folder, user, passphrase)
    try:
        yield workspace
    finally:
        workspace.close()


def _introduce(officer: Workspace, supervisor: Workspace) -> None:
    """The two desks trust each other's cards, once."""
    if not peers(officer):
        trust_card(officer, own_card(supervisor))
    if not peers(supervisor):
        trust_card(supervisor, own_card(officer))
