"""Cases brought to a step of the work by the desk's own verbs, for tests of later screens."""

from __future__ import annotations

from collections.abc import Mapping

from borderdesk import desk
from borderdesk.forms import Node, Session

SEEN = ("FS_01", "FS_03", "FS_10")
QUICK_YES = ("AD_02", "AD_03", "AD_18", "AD_19", "AD_22")
QUICK_NO = ("AD_06", "AD_10", "AD_17", "AD_23", "AD_25", "AD_44")


def seen_at_first_sight(workspace: desk.Workspace) -> str:
    """A party of one, arriving, three signs seen; next come the preconditions."""
    draft = desk.start_case(workspace, direction="arriving", age_group="adult", language="lo").value
    fill(workspace, draft.id, dict.fromkeys(SEEN, "seen"))
    return desk.complete_form(workspace, draft.id).value.code


def agreed_to_talk(workspace: desk.Workspace) -> str:
    """Everything is in place and the person agrees; next comes the talk."""
    code = seen_at_first_sight(workspace)
    rows = dict.fromkeys(("PRE_1", "PRE_2", "PRE_3", "PRE_4", "PRE_5", "PRE_6", "PRE_8"), "yes")
    complete(workspace, code, "preconditions", rows | {"PRE_7": "given"})
    return code


def talked(workspace: desk.Workspace, **answers: str) -> str:
    """The short set was asked as in the acceptance story of the whole journey; next come the needs."""
    code = agreed_to_talk(workspace)
    said = dict.fromkeys(QUICK_YES, "yes") | dict.fromkeys(QUICK_NO, "no") | {"depth": "quick"}
    complete(workspace, code, "adult", said | answers)
    return code


def needs_asked(workspace: desk.Workspace, **answers: str) -> str:
    """Needs were asked too; next comes the outcome."""
    code = talked(workspace)
    danger = dict.fromkeys(("IR_01", "IR_02", "IR_06", "IR_07"), "no")
    complete(workspace, code, "risk_needs", danger | {"IR_10": "no", "IR_11": "food"} | answers)
    return code


def complete(workspace: desk.Workspace, code: str, form: str, answers: Mapping[str, str]) -> None:
    """Fill a form of a case by field names, and seal it."""
    draft = desk.start_form(workspace, code, form).value
    fill(workspace, draft.id, answers)
    desk.complete_form(workspace, draft.id)


def fill(workspace: desk.Workspace, draft_id: str, answers: Mapping[str, str]) -> None:
    """Answer questions of a draft by their field names."""
    opened = desk.open_draft(workspace, draft_id)
    for name, value in answers.items():
        opened.session.set_value(_place(opened.session, name), value)
    opened.keeper.save(opened.session.draft_xml(), "")


def _place(session: Session, name: str) -> Node:
    return next(node for node in session.record.root.walk() if node.name == name)
