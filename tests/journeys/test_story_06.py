"""Acceptance story 6: an adult who may be a child; nothing said is lost, and nobody is let go unseen."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.journeys.pages.instrument import InstrumentPage
from tests.journeys.pages.officer import Officer
from tests.journeys.pages.post import Post
from tests.journeys.pages.shell import PASSPHRASE, PIN

from borderdesk import desk
from borderdesk.domain.roles import Role

QUIET = {
    **{f"CH-{n:02d}": "not_seen" for n in (4, 5, 6)},
    **{f"CH-{n:02d}": "no" for n in (2, 10, 11, 12, 13, 14, 19, 20, 21, 22, 23, 25)},
    **{f"CH-{n:02d}": "yes" for n in (9, 17, 18)},
    "CH-24": "none",
    "CH-29": "no",
}
CONTACT = "District office, 14:00"


@pytest.fixture
def trained(start: Callable[..., Post], posts: Path) -> Post:
    """The same desk with O2 at it, who was trained to talk with children."""
    folder = posts / "checkpoint"
    here = desk.open_workspace(folder, "O1", PASSPHRASE)
    lead = replace(here, user=replace(here.user, role=Role.SHIFT_LEAD))
    desk.add_user(
        lead, "O2", Role.OFFICER, PASSPHRASE, own_passphrase=PASSPHRASE, hide_pin=PIN, trained_child=True
    )
    here.close()
    post = start(folder)
    post.unlock(user="O2")
    return post


def doubted(post: Post) -> InstrumentPage:
    """An adult's talk has begun, then the age is doubted."""
    officer = Officer(post)
    officer.begin()
    officer.look_at(())
    officer.prepare()
    officer.no_danger()
    officer.ask({}, until="AD-03")
    post.press("form.child")
    post.wait(lambda: post.place == "form" and post.screen.presenter.page.title.startswith("Before"))  # type: ignore[attr-defined]  # the player's own
    return InstrumentPage(post.screen)


def test_the_form_becomes_the_childs_and_keeps_and_lists_what_was_said(checkpoint: Post) -> None:
    page = doubted(checkpoint)
    assert page.value("AD_02") == page.value("AD_03") == "no"
    assert "AD-02 AD-03" in checkpoint.everything_said()
    case = checkpoint.case_code()
    assert desk.case(checkpoint.workspace, case).age_group.value == "unsure"
    assert [each.form for each in desk.drafts(checkpoint.workspace, case)].count("adult") == 0


def test_nothing_found_stays_with_a_specialist_until_child_protection_was_told(trained: Post) -> None:
    page = doubted(trained)
    page.fill(QUIET)
    assert (page.value("outcome"), page.value("reasons")) == ("O3", "contact")
    page.answer("CH-28", CONTACT)
    assert page.value("outcome") == "O4"
    page.finish()
    trained.wait_place("needs")
    assert desk.case(trained.workspace, trained.case_code()).contacts == ("child_protection",)
    Officer(trained).note_needs(())
    assert trained.screen.property("outcome.code") == "O4"
    assert "not a clearance" in trained.text("outcome.headline")


def test_who_was_not_trained_leaves_one_question_to_a_specialist(checkpoint: Post) -> None:
    page = doubted(checkpoint)
    page.fill({**QUIET, "CH-28": CONTACT})
    page.screen.go_to_question("CH-20")
    assert page.form.chosen("CH-20") == ["not_asked"]
    assert not page.screen.controller.takes_answer("CH-20")
    page.fill({})
    page.finish()
    checkpoint.wait_place("needs")
    Officer(checkpoint).note_needs(())
    assert checkpoint.screen.property("outcome.code") == "O3"
    assert "specialist has to talk with the child" in checkpoint.everything_said()
