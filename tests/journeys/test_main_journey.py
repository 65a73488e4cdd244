"""The main job in the window: two PCs are set up, a traveller is screened, the stick goes and comes back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.journeys.pages.cards import CardsPart
from tests.journeys.pages.consent import ConsentPage
from tests.journeys.pages.form import FormPage
from tests.journeys.pages.inbox import InboxPage
from tests.journeys.pages.needs import NeedsPage
from tests.journeys.pages.officer import NO, SAID, SEEN
from tests.journeys.pages.outcome import OutcomePage
from tests.journeys.pages.post import Post
from tests.journeys.pages.pre import PrePage
from tests.journeys.pages.print import PrintPage
from tests.journeys.pages.records import RecordsPage
from tests.journeys.pages.refer import ReferPage
from tests.journeys.pages.screening import ScreeningPage
from tests.journeys.pages.shell import PASSPHRASE
from tests.journeys.pages.sight import SightPage
from tests.journeys.pages.today import TodayPage
from tests.journeys.pages.transfer import TransferPage

from borderdesk import desk
from borderdesk.domain.values import Carriage, Outcome

NAME = {"en": "Bounmixay Testperson", "lo": "ບຸນມີໄຊ ທົດສອບ"}
HEADLINE = {"en": "Offer referral today", "lo": "ສະເໜີສົ່ງຕໍ່ໃນມື້ນີ້"}


@pytest.mark.parametrize("language", ["lo", pytest.param("en", marks=pytest.mark.long)])
def test_from_two_empty_folders_to_a_confirmed_record_on_the_supervisors_desk(
    start: Callable[..., Post], tmp_path: Path, stick: Path, language: str
) -> None:
    # The supervisor's PC is set up; its key card goes on the stick.
    office = start(tmp_path / "supervisor", language=language)
    office.set_up(station="VTE", post="supervisor", user="S1")
    cards = CardsPart(office, office.place)
    cards.write_to(stick)
    words = cards.own_words
    card = next(stick.glob("*.card"))
    office.close()

    # The checkpoint's PC is set up with that card: the six words are the same aloud. Its own card comes back.
    post = start(tmp_path / "checkpoint", language=language)
    assert post.set_up(card=card) == words
    assert post.place == "today"
    TransferPage(post)
    CardsPart(post, "transfer").write_to(stick)
    post.go("today")

    # A traveller.
    code = screen_a_traveller(post, language)
    assert post.workspace.user.id == "O1"
    print_everything(post)

    # The records go on the stick.
    transfer = TransferPage(post)
    transfer.use_stick(stick)
    transfer.pack()
    assert transfer.counts == {"not_packed": 0, "packed": 1, "carried": 0, "confirmed": 0}
    transfer.hand_over()
    assert transfer.counts["carried"] == 1
    post.close()

    # The supervisor trusts the checkpoint, looks before importing, imports, and finds the record.
    office = start(tmp_path / "supervisor", language=language)
    office.unlock(user="S1")
    cards = CardsPart(office, "inbox")
    cards.load(next(path for path in stick.glob("*.card") if path != card))
    assert len(cards.compared_words) == 6
    cards.trust()
    inbox = InboxPage(office)
    inbox.use_stick(stick)
    preview = inbox.preview(next(stick.glob("*.bdpkg")).name)
    assert preview.counts == {"new": 1, "changed": 0, "same": 0, "decision": 0, "set_aside": 0}
    assert desk.cases(office.workspace) == []
    preview.import_it()
    assert list(stick.glob("*.receipt"))
    office.go("records")
    records = RecordsPage(office)
    assert [code[-7:-2] in row for row in records.rows()] == [True]
    imported = desk.case(office.workspace, code)
    assert (imported.person.name_as_used, imported.outcome) == (NAME[language], Outcome.O2)
    office.close()

    # The receipt comes home, and only now the record counts as received.
    post = start(tmp_path / "checkpoint", language=language)
    post.unlock()
    transfer = TransferPage(post)
    transfer.use_stick(stick)
    transfer.take_in(next(stick.glob("*.receipt")).name)
    assert transfer.counts == {"not_packed": 0, "packed": 0, "carried": 0, "confirmed": 1}
    assert desk.transfer_status(post.workspace).counts[Carriage.CONFIRMED] == 1
    post.close()

    for folder, user in (("checkpoint", "O1"), ("supervisor", "S1")):
        workspace = desk.open_workspace(tmp_path / folder, user, PASSPHRASE)
        assert desk.verify(workspace).ok
        assert not desk.rebuild(workspace).different
        workspace.close()


def screen_a_traveller(post: Post, language: str) -> str:
    """From Today to a sealed referral, by mouse; the record's code."""
    TodayPage(post).new_first_sight()
    picker = ScreeningPage(post)
    picker.say(direction="arriving", age="adult", language="lo")
    picker.start()
    sight = SightPage(post)
    for row in SEEN:
        sight.see(row)
    sight.rest_not_seen()
    pre = PrePage(post)
    pre.place_is_private()
    pre.all_in_place()
    pre.agrees()
    NeedsPage(post).no_danger()
    post.wait_place("form")
    form = FormPage(post.window)
    for question in form.questions[:-1]:
        form.screen.stack.focus_question(question)
        form.answer(question, "no" if SAID.get(question, NO) == NO else "yes")
    form.go_on()
    needs = NeedsPage(post)
    needs.mark("IR-03")
    needs.mark("IR-10")
    needs.rest_not_needed()
    outcome = OutcomePage(post)
    assert outcome.headline == HEADLINE[language]
    assert outcome.code == "O2"
    code = post.case_code()
    outcome.confirm()
    refer = ReferPage(post)
    refer.accepts("yes")
    refer.choose_first()
    refer.hand_over("accompanied")
    refer.open_details()
    post.screen.details.focus_question("R1e")  # type: ignore[attr-defined]  # cards are built where they are seen
    post.type("answer.R1e.text", NAME[language])
    refer.go_on()
    consent = ConsentPage(post)
    consent.agree_to_all()
    consent.given_by("signature")
    assert NAME[language] in " ".join(consent.told().values())
    consent.go_on()
    return code


def print_everything(post: Post) -> None:
    """The slip and the referral form come out of the printer; nothing else is left behind."""
    paper = PrintPage(post)
    post.rest()
    paper.print_now()
    post.wait(lambda: post.sees("print.banner"))
    post.rest()
    paper.paper("form")
    post.rest()
    paper.print_now()
    post.rest()
    assert len(post.printers.papers()) == 2
    assert all(pdf.startswith(b"%PDF") for pdf in post.printers.papers())
