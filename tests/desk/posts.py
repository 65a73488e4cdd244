"""A checkpoint and a supervisor's desk with real workspaces, made once a run and copied for each test."""

import atexit
import functools
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from borderdesk import desk
from borderdesk.desk.workspace import Clock, Workspace
from borderdesk.domain.errors import BorderDeskError
from borderdesk.domain.people import User
from borderdesk.domain.roles import Post, Role
from borderdesk.domain.values import UserId

PASSPHRASE = "quiet river morning"
NOON = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
NAME_LATIN = "Bounmixay Testperson"
NAME_LAO = "ບຸນມີໄຊ ທົດສອບ"
FACTS = "Owes seventeen thousand to a stranger"

NOTHING_SEEN = {f"FS_{number:02d}": "not_seen" for number in range(1, 19)}
READY = {
    "PRE_1": "yes",
    "PRE_2": "yes",
    "PRE_3": "yes",
    "PRE_4": "no",
    "PRE_5": "yes",
    "PRE_6": "yes",
    "PRE_7": "given",
    "PRE_8": "yes",
}
SIGNS = {"AD_02": "yes", "AD_03": "yes", "AD_18": "yes", "AD_19": "yes"}
"""Test vector 4 of the content brief: leads to O2."""
AGREED = {
    "urgency": "urgent",
    "person_name": NAME_LAO,
    "nationality": "Testlandian",
    "age_band": "24-26",
    "sex_stated": "woman",
    "languages": "lo",
    "needs": "shelter medical",
    "facts": FACTS,
    "accepts_help": "yes",
    "receiver": "lwu-bokeo",
    "handover_mode": "accompanied",
    "consent_record": "yes",
    "consent_refer": "yes",
    "consent_share": "yes",
    "consent_statistics": "no",
    "consent_how": "signature",
}


@dataclass
class Watch:
    """A clock that tests set by hand."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@functools.cache
def _made(kind: str) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="borderdesk-posts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    asked: dict[str, Any] = {"passphrase": PASSPHRASE, "clock": Watch()}
    if kind.startswith("supervisor"):
        asked |= {"post": Post.SUPERVISOR, "station": "VTE", "role": Role.SUPERVISOR}
    else:
        asked |= {"post": Post.CHECKPOINT, "station": "HXY", "role": Role.OFFICER}
    made = desk.create_workspace(folder / kind, practice=kind.endswith("practice"), **asked)
    made.workspace.close()
    return folder / kind


def workspace(
    tmp_path: Path, kind: str = "checkpoint", clock: Clock | None = None, name: str = ""
) -> Workspace:
    """A fresh copy of an empty workspace, open: ``checkpoint``, ``supervisor``, or ``…_practice``."""
    folder = tmp_path / (name or kind)
    shutil.copytree(_made(kind), folder)
    return reopened(folder, clock)


def reopened(folder: Path, clock: Clock | None = None) -> Workspace:
    user = desk.users(folder)[0].id
    return desk.open_workspace(folder, user, PASSPHRASE, clock=clock or Watch())


def as_role(here: Workspace, role: Role, user: str = "X1", *, trained_child: bool = False) -> Workspace:
    """The same open workspace with somebody else signed in."""
    return replace(
        here, user=User(UserId(user), role, trained_child), session=f"session of {user}", viewed=set()
    )


def new_case(here: Workspace, seen: Mapping[str, str] | None = None, **intake: Any) -> str:
    """A case opened by a finished first sight."""
    asked: dict[str, Any] = {"direction": "returned", "age_group": "adult", **intake}
    draft = desk.start_case(here, **asked).value
    fill(here, draft.id, {**NOTHING_SEEN, "FS_01": "seen", **(seen or {})})
    return desk.complete_form(here, draft.id).value.code


def fill(here: Workspace, draft_id: str, answers: Mapping[str, str]) -> None:
    """Answer by field name and save after each answer, as the player does."""
    opened = desk.open_draft(here, draft_id, language="en")
    places = {node.name: node for node in opened.session.record.root.walk() if not node.children}
    for name, value in answers.items():
        opened.session.set_value(places[name], value)
        opened.keeper.save(opened.session.draft_xml(), "/" + "/".join(places[name].path))


def finish(here: Workspace, code: str, form: str, answers: Mapping[str, str]) -> Any:
    """Fill and finish a form of a case."""
    draft = desk.start_form(here, code, form).value
    fill(here, draft.id, answers)
    return desk.complete_form(here, draft.id).value


def screened(here: Workspace, signs: Mapping[str, str] | None = None, **intake: Any) -> str:
    """A case screened to O2, or as ``signs`` lead to, the outcome not yet confirmed."""
    code = new_case(here, **intake)
    finish(here, code, "preconditions", READY)
    finish(here, code, "adult", SIGNS if signs is None else signs)
    return code


def referral_draft(here: Workspace, code: str, **changed: str) -> str:
    draft = desk.start_form(here, code, "referral").value
    fill(here, draft.id, {**AGREED, **changed})
    return draft.id


def referred(here: Workspace, code: str | None = None, **changed: str) -> str:
    """A case with an issued referral ``R1``."""
    code = code or screened(here)
    desk.confirm_outcome(here, code)
    desk.issue_referral(here, referral_draft(here, code, **changed))
    return code


def introduced(checkpoint: Workspace, supervisor: Workspace) -> None:
    """Both desks have compared and accepted each other's cards."""
    desk.trust_card(checkpoint, desk.own_card(supervisor))
    desk.trust_card(supervisor, desk.own_card(checkpoint))


def refusal(call: Any, *args: Any, **kwargs: Any) -> str:
    """The code with which a desk function refuses."""
    with pytest.raises(BorderDeskError) as refused:
        call(*args, **kwargs)
    return refused.value.code


def subjects_of(here: Workspace) -> list[str]:
    with here.store.read() as transaction:
        return transaction.journal.subjects("")


COURIER_NOTES = ("package.refused", "package.repeated", "receipt.written")


def entries_of(here: Workspace) -> int:
    """Entries in the journal, without this desk's own notes about sticks that brought nothing new."""
    with here.store.read() as transaction:
        journal = transaction.journal
        notes = sum(len(journal.of_kind(kind, "package:")) for kind in COURIER_NOTES)
        return journal.count() - notes
