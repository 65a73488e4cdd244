"""A practice desk with a case that is ready to be referred, and the window around its screens."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

from borderdesk import desk
from borderdesk.domain.roles import Post, Role
from borderdesk.domain.values import Outcome
from borderdesk.forms import Layout, Session
from borderdesk.ui.screens.refer.answers import NamedAnswers

PASSPHRASE = "practice passphrase"
PLACE = timezone(timedelta(hours=7))

NAME = "Somchai Boonmee"
NATIONALITY = "Siamese"
BIRTH_YEAR = "1994"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 14, 5, tzinfo=PLACE)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **length: float) -> None:
        self.now += timedelta(**length)


def open_desk(folder: Path, clock: Clock | None = None) -> desk.Workspace:
    """A fresh practice workspace with officer O1 signed in."""
    return desk.create_workspace(
        folder / "desk",
        post=Post.CHECKPOINT,
        station="HXY",
        role=Role.OFFICER,
        passphrase=PASSPHRASE,
        hide_pin="2468",
        practice=True,
        clock=clock or Clock(),
    ).workspace


def fill(workspace: desk.Workspace, draft_id: str, answers: dict[str, str]) -> Session:
    """Answer a draft by field name and save it."""
    opened = desk.open_draft(workspace, draft_id)
    named = answers_of(opened)
    for name, value in answers.items():
        named.give(name, value)
    opened.keeper.save(opened.session.draft_xml(), "")
    return opened.session


def answers_of(opened: desk.OpenDraft) -> NamedAnswers:
    """A draft by field name, each answer saved, without any window."""
    paths = {q.name: q for screen in opened.session.screens(Layout.SECTIONS) for q in screen.questions}

    def give(name: str, value: str) -> None:
        opened.session.set_value(paths[name], value)
        opened.keeper.save(opened.session.draft_xml(), "")

    return NamedAnswers(opened.session, give)


def new_case(
    workspace: desk.Workspace,
    *,
    age_group: str = "adult",
    language: str = "lo",
    needs: dict[str, str] | None = None,
) -> str:
    """A case whose outcome is confirmed: the next step is the referral."""
    begun = desk.start_case(workspace, direction="arriving", age_group=age_group, language=language).value
    code = begun.case_code
    _complete(workspace, begun.id, {"FS_01": "seen", "FS_03": "seen", "FS_10": "seen"})
    steps: list[tuple[str, dict[str, str]]] = [
        ("preconditions", {f"PRE_{n}": "yes" for n in (1, 2, 3, 4, 5, 6, 8)} | {"PRE_7": "given"}),
        ("risk_needs", needs or {}),
        (
            "adult",
            {"AD_02": "yes", "AD_03": "yes", "AD_18": "yes", "AD_19": "yes", "AD_22": "yes"},
        ),
    ]
    for form, answers in steps:
        draft = desk.start_form(workspace, code, form).value
        _complete(workspace, draft.id, answers)
    desk.choose_outcome(workspace, code, Outcome.O2, "Asked for help at the counter")
    return code


def _complete(workspace: desk.Workspace, draft_id: str, answers: dict[str, str]) -> None:
    fill(workspace, draft_id, answers)
    desk.complete_form(workspace, draft_id)


AGREED = {
    "accepts_help": "yes",
    "needs": "shelter",
    "receiver": "lwu-bokeo",
    "handover_mode": "accompanied",
    "person_name": NAME,
    "nationality": NATIONALITY,
    "consent_record": "yes",
    "consent_refer": "yes",
    "consent_share": "yes",
    "consent_statistics": "yes",
    "consent_how": "signature",
}


def issued_case(workspace: desk.Workspace, *, language: str = "lo", **more: str) -> str:
    """A case whose referral R1 is sealed and not printed yet."""
    code = new_case(workspace, language=language)
    draft = desk.start_form(workspace, code, "referral").value
    fill(workspace, draft.id, AGREED | more)
    desk.issue_referral(workspace, draft.id)
    return code
