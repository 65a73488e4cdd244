"""Every door of the desk against the permission table: who may, who may not, and what needs no leave."""

import inspect
from importlib import import_module
from typing import Any

import pytest
from tests.desk import posts

from borderdesk import desk
from borderdesk.desk.workspace import ACTS, Workspace
from borderdesk.domain.errors import NotAllowed
from borderdesk.domain.roles import PERMISSIONS, Act, Role

OPEN = {"inspect"}
"""Verbs that may be given a workspace and ask nobody: they only read a file from a stick."""

for _home in desk._HOMES:
    import_module(f"borderdesk.desk.{_home}")


def verbs() -> dict[str, Any]:
    """Public functions of the desk by name; classes and values are no verbs."""
    found = {name: getattr(desk, name) for name in dir(desk)}
    return {name: value for name, value in found.items() if inspect.isfunction(value)}


def takes_workspace(function: Any) -> bool:
    parameters = list(inspect.signature(function).parameters.values())
    return any(each.annotation in (Workspace, "Workspace", Workspace | None) for each in parameters)


def act_of(function: Any) -> Act | None:
    return ACTS.get(f"{function.__module__}.{function.__name__}")


def test_every_verb_that_takes_a_workspace_asks_the_table() -> None:
    unguarded = [name for name, verb in verbs().items() if takes_workspace(verb) and act_of(verb) is None]
    assert set(unguarded) <= OPEN, unguarded


@pytest.mark.parametrize("role", list(Role))
def test_a_role_outside_the_table_is_refused_before_anything_happens(
    checkpoint: Workspace, role: Role
) -> None:
    somebody = posts.as_role(checkpoint, role)
    before = posts.entries_of(checkpoint)
    for name, verb in verbs().items():
        act = act_of(verb)
        if act is None or role in PERMISSIONS[act]:
            continue
        with pytest.raises(NotAllowed) as refused:
            verb(somebody)
        assert refused.value.code == "role.not_allowed", name
        assert refused.value.fields["act"] == act.value
    assert posts.entries_of(checkpoint) == before


@pytest.mark.parametrize(
    ("verb", "act"),
    [
        ("start_case", Act.SCREEN),
        ("complete_form", Act.SCREEN),
        ("case", Act.READ_RECORDS),
        ("search_names", Act.SEARCH_NAMES),
        ("issue_referral", Act.REFER),
        ("slip_pdf", Act.PRINT),
        ("referral_form_pdf", Act.PRINT),
        ("answer_referral", Act.ANSWER_REFERRAL),
        ("countersign", Act.COUNTERSIGN),
        ("countersign_list", Act.COUNTERSIGN),
        ("pack", Act.PACK),
        ("apply_import", Act.IMPORT),
        ("preview_import", Act.IMPORT),
        ("trust_card", Act.TRUST),
        ("add_user", Act.ADD_USER),
    ],
)
def test_a_verb_needs_the_act_it_is_named_for(verb: str, act: Act) -> None:
    assert act_of(getattr(desk, verb)) is act
