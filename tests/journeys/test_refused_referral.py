"""Test vector 17: somebody in need of help says no. They get a card, and nothing about it leaves the PC."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from tests.desk.forged import journal
from tests.desk.posts import NOTHING_SEEN, entries_of
from tests.journeys.pages.file import FilePage
from tests.journeys.pages.inbox import InboxPage
from tests.journeys.pages.post import Post
from tests.journeys.pages.refer import ReferPage
from tests.journeys.pages.rights_card import RightsCardPage
from tests.journeys.pages.shell import PIN
from tests.journeys.pages.transfer import TransferPage
from tests.journeys.pages.traveller import PRIVATE_WORDS, screened
from tests.slips.reading import scanned, words

from borderdesk import desk
from borderdesk.domain.case import Person
from borderdesk.slips.content import PrintedDocument
from borderdesk.slips.wording import NEVER_ON_PAPER
from borderdesk.ui.screens.rights_card.sheet import RightsCardSheet
from borderdesk.ui.shell.mode import Mode
from borderdesk.ui.widgets import Choice, Label


def test_a_no_ends_with_a_card_in_hand_and_nothing_in_the_package(
    start: Callable[..., Post], posts: Path, stick: Path
) -> None:
    post = start(posts / "checkpoint")
    post.unlock()
    code = screened(post.workspace, language="th")
    desk.record_person(post.workspace, code, Person(PRIVATE_WORDS[0]))
    desk.confirm_outcome(post.workspace, code)
    post.show("refer", case=code)
    refer = ReferPage(post)
    refer.accepts("no")
    refer.explained_by("interpreter")
    refer.go_on()

    # The screen is turned: in Thai, with what no paper says, and nothing of the record.
    card = RightsCardPage(post)
    assert "Nobody has checked the Thai words yet" in post.text("rights_card.aloud")
    card.show_to_person()
    assert post.screen.around.mode.current is Mode.PERSON
    assert post.find("personText.heading", Label).plain_text() == "สิทธิของคุณที่ด่านนี้"
    turned = turned_words(post)
    assert "บันทึกเบอร์ช่วยเหลือไว้ในชื่ออื่น" in turned
    assert code.split("-")[3] not in turned and PRIVATE_WORDS[0] not in turned
    officer_back(post)

    # The paper: Lao and Thai, the same for everybody.
    card.ask_print()
    sheet = post.find("rightsCard", RightsCardSheet)
    post.wait(lambda: sheet.drawn is not None)
    assert post.find("rightsCard.language", Choice).key() == "th"
    drawn = sheet.drawn
    assert drawn is not None
    for said in ("คุณกลับมาได้ทุกเมื่อ", "ທ່ານກັບມາໄດ້ທຸກເວລາ."):
        assert said in "".join(words(drawn).split())
    post.press("rightsCard.primary")
    post.wait(lambda: "Take 1 page" in post.screen.banner.plain_text())
    (paper,) = post.printers.papers()
    assert [job.docName() for job in post.printers.printed] == ["BorderDesk"]
    read = words(drawn) + words(PrintedDocument("", paper, 1))
    gives_away = (code, *code.split("-")[3:4], "HXY", "O1", "BD1:", *PRIVATE_WORDS, *NEVER_ON_PAPER)
    assert [word for word in gives_away if word.casefold() in read.casefold()] == []
    assert scanned(drawn) == scanned(PrintedDocument("", paper, 1)) == []
    kept = [path for path in posts.rglob("*") if path.is_file() and path.read_bytes()[:4] == b"%PDF"]
    assert [path.parent.name for path in kept] == ["tray"], "a copy lies on this PC"

    # What became of it goes into the record.
    card.explained("rights", "safety")
    card.answer("taken")
    card.save()
    happened = FilePage(post).happened()
    assert happened[:3] == [
        "Service card offered: taken along",
        "Service card without a code printed",
        "The person did not want a referral",
    ]
    assert "Explained by an interpreter: rights, how to keep safe" in post.everything_said()
    assert "stays on this PC" in post.text("file.notes")

    # Nothing of it leaves.
    transfer = TransferPage(post)
    transfer.use_stick(stick)
    transfer.pack()
    device = post.workspace.device
    post.close()
    office = start(posts / "supervisor")
    office.unlock(user="S1")
    inbox = InboxPage(office)
    inbox.use_stick(stick)
    inbox.preview(next(stick.glob("*.bdpkg")).name).import_it()
    assert desk.cases(office.workspace) == []
    arrived = [each for each in journal(office.workspace, device) if each.subject == f"case:{code}"]
    assert arrived and {each.payload for each in arrived} == {None}
    office.rest()
    assert code.split("-")[3] not in office.everything_said()


@pytest.mark.parametrize(("seen", "outcome"), [("not_seen", "O5"), ("seen", "O3")])
def test_who_does_not_want_to_talk_is_offered_the_card_from_the_next_step(
    checkpoint: Post, seen: str, outcome: str
) -> None:
    workspace = checkpoint.workspace
    first = {**NOTHING_SEEN, "FS_01": seen, "FS_03": seen}
    begun = {"direction": "arriving", "age_group": "adult", "language": "lo", **first}
    code = desk.screen(workspace, "first_sight", begun).value.code
    desk.screen(workspace, "preconditions", {"PRE_1": "yes", "PRE_7": "refused"}, code)
    checkpoint.show("outcome", case=code)
    assert checkpoint.screen.property("outcome.code") == outcome
    checkpoint.press("outcome.serviceCard")
    card = RightsCardPage(checkpoint)
    card.explained_by("O1")
    card.answer("not_wanted")
    card.save()
    checkpoint.wait(lambda: checkpoint.place != "rights_card")
    assert desk.case(workspace, code).stays_here
    checkpoint.show("file", case=code)
    assert FilePage(checkpoint).happened()[0] == "Service card offered: not wanted"


def test_anybody_at_the_counter_gets_the_card_from_today_and_nothing_is_written(checkpoint: Post) -> None:
    before = entries_of(checkpoint.workspace)
    checkpoint.show("today")
    checkpoint.keys.tab_to("today.serviceCard")
    checkpoint.keys.enter()
    checkpoint.wait_place("rights_card")
    assert not checkpoint.sees("rights_card.offered") and not checkpoint.sees("rights_card.safety")
    checkpoint.keys.primary()
    sheet = checkpoint.find("rightsCard", RightsCardSheet)
    checkpoint.wait(lambda: sheet.drawn is not None)
    checkpoint.keys.primary()
    checkpoint.wait(lambda: "Take 1 page" in checkpoint.screen.banner.plain_text())
    assert entries_of(checkpoint.workspace) == before


def turned_words(post: Post) -> str:
    """Everything that the turned screen says."""
    seen = post.find("personText").findChildren(QWidget)
    return " ".join(each.accessibleName() for each in seen if each.isVisible())


def officer_back(post: Post) -> None:
    """Escape and the hide-PIN."""
    post.keys.move(Qt.Key.Key_Escape)
    for digit in PIN:
        post.keys.digit(int(digit))
    post.keys.enter()
    post.wait(lambda: not post.sees("personText"))
