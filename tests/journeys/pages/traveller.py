"""A made-up traveller whose answers lead to "Offer referral today"; nobody real."""

from __future__ import annotations

import tomllib
from typing import Any

from borderdesk import desk
from borderdesk.resources import resource

NAME = "Bounmixay Testperson"
NAME_LAO = "ບຸນມີໄຊ ທົດສອບ"
NATIONALITY = "Testlandian"
FACTS = "Owes seventeen thousand to a stranger"
PRIVATE_WORDS = (NAME, "Bounmixay", NAME_LAO, "ບຸນມີໄຊ", NATIONALITY, FACTS, "seventeen thousand")


def screened(workspace: desk.Workspace, language: str = "lo") -> str:
    """A record with every form filled and its outcome not yet confirmed; its code."""
    told: dict[str, dict[str, Any]] = tomllib.loads(
        resource("practice", "first_case.toml").read_text("utf-8")
    )
    begun = {**told["intake"], **told["first_sight"], "language": language}
    code = desk.screen(workspace, "first_sight", begun).value.code
    for form in ("preconditions", "adult", "risk_needs"):
        desk.screen(workspace, form, told[form], code)
    return code


def referred(workspace: desk.Workspace) -> str:
    """A record with an issued referral that holds the name and everything else; its code."""
    code = screened(workspace)
    desk.refer(
        workspace,
        code,
        {
            "accepts_help": "yes",
            "handover_mode": "accompanied",
            "person_name": f"{NAME} {NAME_LAO}",
            "nationality": NATIONALITY,
            "facts": FACTS,
            "consent_record": "yes",
            "consent_refer": "yes",
            "consent_share": "yes",
            "consent_statistics": "yes",
            "consent_how": "signature",
        },
    )
    return code
