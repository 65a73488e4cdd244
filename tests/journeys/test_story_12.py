"""Acceptance story 12: every screen in the smallest window with large text, both languages, all colours."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.journeys.pages.fitness import cut, disordered, settled, sideways, unreachable
from tests.journeys.pages.post import Post
from tests.journeys.pages.shell import PASSPHRASE
from tests.journeys.pages.traveller import referred, screened

from borderdesk import desk
from borderdesk.domain.case import Person
from borderdesk.domain.values import Outcome, Verdict

SMALLEST = (683, 345)
"""A 1366x768 PC at 200 %, less the task bar, in logical pixels."""

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
    ]


def supervisor_routes(workspace: desk.Workspace, package: Path) -> Routes:
    """Every screen that only a supervisor has."""
    return [
        ("inbox", {"folder": package.parent}),
        ("import", {"path": package}),
        ("countersign", {}),
        ("duplicates", {}),
        ("packs", {}),
        ("records", {}),
    ]


@pytest.fixture
def faults(start: Callable[..., Post], posts: Path, stick: Path) -> Callable[..., list[str]]:
    """Looks at every screen in one language, colour scheme and text size; what is wrong, screen by screen."""

    def look(language: str, scheme: str, percent: int) -> list[str]:
        officer = desk.open_workspace(posts / "checkpoint", "O1", PASSPHRASE)
        routes = checkpoint_routes(officer)
        lowered = screened(officer)
        desk.choose_outcome(officer, lowered, Outcome.O4, "The employer came with the contract")
        desk.pack(officer, stick)
        officer.close()
        supervisor = desk.open_workspace(posts / "supervisor", "S1", PASSPHRASE)
        package = next(stick.glob("*.bdpkg"))
        desk.apply_import(supervisor, package)
        supervisor.close()
        found: list[str] = []
        for folder, user, shown in (
            ("checkpoint", "O1", routes),
            ("supervisor", "S1", supervisor_routes(supervisor, package)),
        ):
            post = start(posts / folder, language=language, size=SMALLEST)
            post.unlock(user=user)
            post.look(text_percent=percent, scheme=scheme)
            for screen, params in shown:
                found += [f"{screen}: {fault}" for fault in wrong_with(post, screen, params)]
            post.close()
        return found

    return look


def wrong_with(post: Post, screen: str, params: dict[str, object]) -> Iterator[str]:
    """What is wrong with a screen as it opens, and while Tab walks over it."""
    post.show(screen, **params)
    post.rest()
    settled(lambda: not [*sideways(post), *cut(post)])
    yield from sideways(post)
    yield from cut(post)
    yield from disordered(post)
    yield from unreachable(post)


def test_large_lao_text_fits_the_smallest_window(faults: Callable[..., list[str]]) -> None:
    found = faults("lo", "light", 200)
    assert not found, "\n".join(found)


def test_english_text_fits_the_smallest_window_in_high_contrast(faults: Callable[..., list[str]]) -> None:
    found = faults("en", "high_contrast", 150)
    assert not found, "\n".join(found)


@pytest.mark.long
@pytest.mark.parametrize("language", ["lo", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark", "high_contrast"])
@pytest.mark.parametrize("percent", [150, 200])
def test_every_look_fits_the_smallest_window(
    faults: Callable[..., list[str]], language: str, scheme: str, percent: int
) -> None:
    found = faults(language, scheme, percent)
    assert not found, "\n".join(found)
