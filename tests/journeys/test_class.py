"""A class of three officers does two stories and a document; only what differs reaches the supervisor."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.desk.test_exercises import play
from tests.journeys.pages.post import Post
from tests.journeys.pages.shell import PASSPHRASE, PIN
from tests.journeys.test_looks import KEPT, otherwise

from borderdesk import desk
from borderdesk.desk.access import device_identity
from borderdesk.desk.scripted import _fill_draft
from borderdesk.desk.stories import reference_answers, stories
from borderdesk.desk.trust import trusted_cards
from borderdesk.domain.roles import Role
from borderdesk.exchange import open_package

DOCUMENT = "14_doc_number"
MISSED = {"travel_document": {"DX_08": ""}}
SHORT_DAYS = {"adult": {"AD_18": "no"}}


def enrol(folder: Path) -> None:
    """Two more officers at the checkpoint."""
    officer = desk.open_workspace(folder, "O1", PASSPHRASE)
    lead = replace(officer, user=replace(officer.user, role=Role.SHIFT_LEAD))
    for user in ("O2", "O3"):
        desk.add_user(lead, user, Role.OFFICER, PASSPHRASE, own_passphrase=PASSPHRASE, hide_pin=PIN)
    officer.close()


def practised(folder: Path, user: str, different: dict[str, dict[str, str]]) -> list[str]:
    """Two stories, and for all but O1 the document too; the codes of the practice records."""
    trainee = desk.open_practice(folder, user, "HXY", language="en")
    codes = [play(trainee, "01_adult", different), play(trainee, "07_refusal")]
    if user != "O1":
        codes.append(play(trainee, DOCUMENT))
    for code in codes:
        desk.finish_drill(trainee, code)
    trainee.close()
    return codes


def examines_the_document(post: Post) -> str:
    """O1 in the window: from the real desk into practice, the document beside the form, the comparison."""
    post.show("practice")
    post.press("practice.enter")
    post.wait(lambda: post.window.desk is not None and post.workspace.practice)
    post.rest()
    assert not post.sees("rail.transfer")
    post.press(f"practice.open.{DOCUMENT}")
    post.press("shell.document")
    assert "UC6188047" in post.find("shell.specimen.area").accessibleDescription()
    post.press("drill.primary")
    post.allow_private()
    post.wait_place("form")
    assert post.sees("shell.specimen.area"), "the document stays above the form"
    code, draft = post.case_code(), str(post.screen.route["draft"])
    answers = reference_answers(stories()[DOCUMENT])["travel_document"]
    post.show("practice")
    _fill_draft(post.workspace, draft, {**answers, **MISSED["travel_document"]})
    desk.complete_form(post.workspace, draft)
    post.show("drill", drill=DOCUMENT)
    post.press("drill.primary")
    post.rest()
    said = post.everything_said()
    assert "the check digit reads 5; these signs give 0" in said
    assert "Looking at travel papers" in said
    return code


@pytest.fixture
def taught(start: Callable[..., Post], posts: Path) -> list[str]:
    """The class has practised and each has added it to their record; the codes of all practice records."""
    folder = posts / "checkpoint"
    enrol(folder)
    codes = practised(folder, "O1", SHORT_DAYS)
    codes += practised(folder, "O2", {})
    codes += practised(folder, "O3", {"adult": {"AD_18": "unsure"}})
    post = start(folder)
    post.unlock(user="O1")
    codes.append(examines_the_document(post))
    post.press("shell.leavePractice")
    for user in ("O1", "O2", "O3"):
        post.unlock(user=user)
        post.show("practice")
        post.rest()
        post.press("practice.add")
        post.rest()
        post.lock()
    post.close()
    return codes


def test_a_class_practises_and_its_supervisor_sees_where_answers_differ_and_gives_a_certificate(
    start: Callable[..., Post], posts: Path, stick: Path, tmp_path: Path, taught: list[str]
) -> None:
    officer = desk.open_workspace(posts / "checkpoint", "O1", PASSPHRASE)
    package = desk.pack(officer, stick).value.path
    officer.close()
    post = start(posts / "supervisor")
    post.unlock(user="S1")
    supervisor = post.workspace
    with supervisor.store.read() as transaction:
        cards = trusted_cards(supervisor, transaction)
        with open_package(package, device_identity(transaction), cards) as opened:
            lines = list(opened.entries())
    assert not any(code.encode() in line for code in taught for line in lines)
    assert not any(b"drill.begun" in line or b"U61880475" in line for line in lines)
    desk.apply_import(supervisor, package)
    assert desk.cases(supervisor) == []

    post.show("practice")
    post.press("practice.class")
    post.rest()
    said = post.everything_said()
    assert all(user in said for user in ("O1 · HXY", "O2 · HXY", "O3 · HXY"))
    assert "No: O1 HXY · Not sure: O3 HXY · In the story: Yes (O2 HXY)" in said
    assert "the lines were not copied: O1 HXY" in said
    assert "No exercise was done 11 times yet" in said
    post.press("class.trainee.1.certificate")
    post.rest()
    post.type("certificate.name", "ບຸນມີ")
    post.wait(lambda: post.sees("certificate.page.1"))
    post.rest()
    post.press("certificate.primary")
    post.rest()
    assert len(post.printers.papers()) == 1
    post.press("class.trainee.1.certificate")
    post.rest()
    post.press("certificate.save")
    post.choose_folder("certificateFolder", tmp_path)
    assert (tmp_path / "certificate-O2.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("language", ["lo", "en"])
def test_document_certificate_and_answer_look_as_they_looked_before(
    start: Callable[..., Post], posts: Path, language: str
) -> None:
    folder = posts / "checkpoint"
    practised(folder, "O1", SHORT_DAYS)
    officer = desk.open_workspace(folder, "O1", PASSPHRASE)
    desk.take_over_drills(officer)
    officer.close()
    post = start(folder, language=language)
    post.unlock()
    changed = []
    post.show("practice")
    post.rest()
    post.press("practice.certificate")
    post.rest()
    changed += otherwise(post, KEPT / language / "sheet_certificate.png")
    post.press("certificate.back")
    post.press("practice.enter")
    post.wait(lambda: post.window.desk is not None and post.workspace.practice)
    post.show("drill", drill=DOCUMENT)
    post.press("shell.document")
    post.rest()
    changed += otherwise(post, KEPT / language / "practice_document.png")
    assert not changed
