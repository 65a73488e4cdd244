"""A walk over every screen of both desks, each with something on it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from tests.journeys.pages.shell import PASSPHRASE
from tests.journeys.pages.traveller import referred, screened

from borderdesk import desk
from borderdesk.domain.case import Person
from borderdesk.domain.values import Outcome, Verdict

Routes = list[tuple[str, dict[str, object]]]


def checkpoint_routes(workspace: desk.Workspace) -> Routes:
    """Every screen of an officer, each with something on it."""
    sent, talked = referred(workspace), screened(workspace)
    fresh = desk.start_case(workspace, direction="arriving", age_group="adult", language="lo").value
    begun = {
        form: desk.start_form(workspace, talked, form).value.id
        for form in ("preconditions", "risk_needs", "adult")
    }
    agreeing = screened(workspace)
    desk.confirm_outcome(workspace, agreeing)
    for code, name in ((sent, "ບຸນມີ ວົງສາ"), (talked, "Bounmy Vongsa"), (agreeing, "Bunmee Wongsa")):
        desk.record_person(workspace, code, Person(name, document_number="P1234567", companions="Somsack"))
    desk.decide_pair(workspace, sent, agreeing, Verdict.SAME)
    group = desk.open_group(workspace, direction="returned", size=3).value
    desk.assess(workspace, "poe_assessment", {"post_name": "ຂົວມິດຕະພາບ 4", "PA_04": "0"})
    return [
        *(
            (name, {})
            for name in (
                "today",
                "screening",
                "records",
                "transfer",
                "settings",
                "about",
                "more",
                "keys",
                "separate",
                "posts",
                "practice",
            )
        ),
        ("group", {"group": group.code}),
        ("sight", {"case": fresh.case_code, "draft": fresh.id}),
        ("pre", {"case": talked, "draft": begun["preconditions"]}),
        ("needs", {"case": talked, "draft": begun["risk_needs"]}),
        ("form", {"case": talked, "draft": begun["adult"]}),
        *((name, {"case": talked}) for name in ("outcome", "priority")),
        *((name, {"case": agreeing}) for name in ("refer", "consent")),
        *((name, {"case": sent}) for name in ("print", "file")),
        ("library", {}),
        *(("document", {"id": name}) for name in ("S01", "I01")),
    ]


def supervisor_routes(package: Path) -> Routes:
    """Every screen that only a supervisor has."""
    return [
        ("inbox", {"folder": package.parent}),
        ("import", {"path": package}),
        ("import_all", {"folder": package.parent}),
        ("review", {}),
        ("send_back", {}),
        ("countersign", {}),
        ("duplicates", {}),
        ("packs", {}),
        ("forms", {}),
        ("readers", {}),
        ("directory", {}),
        ("records", {}),
    ]


def toured(posts: Path, stick: Path) -> Iterator[tuple[str, str, Routes]]:
    """Per desk: its folder's name, who signs in, and the screens to look at; a package lies on the stick."""
    drawn = Random(7)
    officer = replace(
        desk.open_workspace(posts / "checkpoint", "O1", PASSPHRASE), random=drawn.randbytes
    )  # the same codes each time, so that lists keep their order
    routes = checkpoint_routes(officer)
    lowered = screened(officer)
    desk.choose_outcome(officer, lowered, Outcome.O4, "The employer came with the contract")
    desk.pack(officer, stick)
    officer.close()
    supervisor = desk.open_workspace(posts / "supervisor", "S1", PASSPHRASE)
    package = next(stick.glob("*.bdpkg"))
    desk.apply_import(supervisor, package)
    supervisor.close()
    yield "checkpoint", "O1", routes
    yield "supervisor", "S1", supervisor_routes(package)
