"""A walk over every screen of both desks, each with something on it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from tests.desk.content import key_known, on_stick, reviewed
from tests.desk.test_class_view import did
from tests.desk.test_exercises import play
from tests.journeys.pages.shell import PASSPHRASE, PIN
from tests.journeys.pages.traveller import referred, screened

from borderdesk import desk
from borderdesk.domain.case import Person
from borderdesk.domain.people import User
from borderdesk.domain.roles import Post, Role
from borderdesk.domain.values import Outcome, ReferralStep, UserId, Verdict
from borderdesk.resources import resource

DOCUMENT_STORY = "14_doc_number"
CODE_SIZE = 5
"""Bytes that are drawn for a case code."""
Routes = list[tuple[str, dict[str, object]]]
Walk = Callable[[], Iterator[tuple[str, str, Routes]]]
"""Per desk: its folder's name, who signs in, and the screens to look at."""


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
        *((name, {"case": agreeing}) for name in ("refer", "consent", "rights_card")),
        *((name, {"case": sent}) for name in ("print", "file")),
        ("library", {}),
        *(("document", {"id": name}) for name in ("S01", "I01")),
        ("after_check", {"code": "K3Q7D", "result": "isolate", "looked": "no"}),
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
        ("recordings", {"form": "risk_needs"}),
        ("preview", {"path": resource("forms", "risk_needs.md")}),
        ("readers", {}),
        ("directory", {}),
        ("translations", {}),
        ("records", {}),
        ("limits", {}),
        ("practice", {}),
        ("class", {}),
        ("stories", {}),
        ("story", {"name": DOCUMENT_STORY, "copy": True}),
    ]


def falling_codes() -> Callable[[int], bytes]:
    """Random bytes that make each case code digits alone and less than the code before, in every year.

    Lists show the latest change first, and by code what changed within a second. Which drawn codes are passed
    over depends on the year, through the check character; digits are all of one width.
    """
    drawn, fronts = Random(7), iter(range(99, 0, -1))

    def some(size: int) -> bytes:
        return drawn.randbytes(size) if size != CODE_SIZE else bytes([*divmod(next(fronts), 10), 4, 7, 2])

    return some


@dataclass(frozen=True)
class Tour:
    """Desks made for the walk, closed: where they are, the stick and the names of two packages on it, the
    checkpoint's screens, and a case about which the desks disagree."""

    desks: Path
    stick: Path
    routes: Routes
    contested: str
    package: str
    content: str


def made_tour(posts: Path, stick: Path) -> Tour:
    """Work on the desks in ``posts`` until every screen has something on it; packages lie on the stick."""
    officer = replace(desk.open_workspace(posts / "checkpoint", "O1", PASSPHRASE), random=falling_codes())
    routes = checkpoint_routes(officer)
    lowered, contested = screened(officer), referred(officer)
    desk.choose_outcome(officer, lowered, Outcome.O4, "The employer came with the contract")
    package = desk.pack(officer, stick).value.path
    supervisor = desk.open_workspace(posts / "supervisor", "S1", PASSPHRASE)
    desk.apply_import(supervisor, package)
    desk.answer_referral(supervisor, contested, "R1", ReferralStep.ACKNOWLEDGED, "by phone")
    desk.answer_referral(officer, contested, "R1", ReferralStep.DECLINED, "no bed")
    desk.apply_import(supervisor, desk.pack(officer, stick).value.path)
    taught(supervisor)
    key_known(supervisor, officer, folder=posts)
    content = on_stick(supervisor, reviewed(posts / "author"), stick)
    officer.close()
    supervisor.close()
    practice = desk.create_workspace(
        posts / "practice", post=Post.CHECKPOINT, station="HXY", role=Role.OFFICER, user="O1",
        passphrase=PASSPHRASE, hide_pin=PIN, practice=True,
    ).workspace  # fmt: skip
    play(practice, "01_adult", {"adult": {"AD_18": "no"}})
    practice.close()
    return Tour(posts, stick, routes, contested, package.name, content.name)


def toured(made: Tour, posts: Path, stick: Path) -> Iterator[tuple[str, str, Routes]]:
    """Per desk, copied into ``posts``: its folder's name, who signs in, and the screens to look at."""
    shutil.copytree(made.desks, posts, ignore=shutil.ignore_patterns("lock"), dirs_exist_ok=True)
    shutil.copytree(made.stick, stick, dirs_exist_ok=True)
    yield "checkpoint", "O1", [*made.routes, ("pack", {"path": stick / made.content})]
    package = stick / made.package
    yield "supervisor", "S1", [*supervisor_routes(package), ("conflict", {"case": made.contested})]
    set_back(posts, "checkpoint", "restored")
    yield "restored", "O1", [("goingon", {})]
    yield "practice", "O1", [("practice", {}), ("drill", {"drill": "01_adult"})]
    yield "checkpoint", "H1", health_routes(posts / "checkpoint")


def taught(supervisor: desk.Workspace) -> None:
    """A class whose answers differ, one exercise done often enough to be drawn."""
    did(supervisor, "O1", "01_adult", "adult/AD_18|no|yes", noted="O3")
    did(supervisor, "O2", "01_adult", "adult/AD_18|unsure|yes")
    did(supervisor, "O2", DOCUMENT_STORY, "travel_document/DX_08||differs")
    for number in range(11):
        did(
            supervisor,
            f"O{number % 3 + 1}",
            "07_refusal",
            *["first_sight/FS_02|not_seen|seen"] * (number % 2),
        )


def health_routes(folder: Path) -> Routes:
    """A health worker comes to the desk: every screen that only they have, once other limits were chosen."""
    officer = replace(desk.open_workspace(folder, "O1", PASSPHRASE), random=Random(8).randbytes)
    lead = replace(officer, user=replace(officer.user, role=Role.SHIFT_LEAD))
    desk.add_user(lead, "H1", Role.HEALTH, PASSPHRASE, own_passphrase=PASSPHRASE, hide_pin=PIN)
    nurse = replace(officer, user=User(UserId("H1"), Role.HEALTH))
    ill = {"HS_02": "38.4", "HS_03": "cough", "HS_15": "second"}
    for answers in (ill, {"HS_05": "yes", "HS_15": "hospital"}, {"HS_02": "36.5", "HS_03": "none"}):
        desk.assess(nurse, "health", answers)
    desk.choose_disease_pack(nurse, "respiratory")
    officer.close()
    return [("checks", {}), ("limits", {})]


def set_back(posts: Path, copied: str, name: str) -> None:
    """A desk called ``name`` like ``copied``, whose latest record was lost with a restored backup."""
    here, backup = posts / name, posts / f"{name}_backup"
    shutil.copytree(posts / copied, here, ignore=shutil.ignore_patterns("lock"))
    shutil.copytree(here, backup)
    workspace = desk.open_workspace(here, "O1", PASSPHRASE)
    screened(workspace)
    workspace.close()
    shutil.rmtree(here)
    backup.rename(here)
