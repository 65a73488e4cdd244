"""An ill traveller: the health check with its card, the doctor in time, the hospital with consent, the paper.

Nothing of the health check is in the record, and the health unit finds it where nobody else looks.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.journeys.pages.consent import ConsentPage
from tests.journeys.pages.form import FormPage
from tests.journeys.pages.instrument import InstrumentPage
from tests.journeys.pages.keyboard import settle
from tests.journeys.pages.needs import NeedsPage
from tests.journeys.pages.outcome import OutcomePage
from tests.journeys.pages.post import Post
from tests.journeys.pages.pre import PrePage
from tests.journeys.pages.print import PrintPage
from tests.journeys.pages.refer import ReferPage
from tests.journeys.pages.screening import ScreeningPage
from tests.journeys.pages.shell import PASSPHRASE, PIN
from tests.journeys.pages.sight import SightPage

from borderdesk import desk
from borderdesk.domain.roles import Role
from borderdesk.ui.shell.keys import GlobalKey

ILL = {
    "HS-02": "38.6",
    "HS-03": "cough breathless",
    "HS-13": "seats 4 and 5",
    "HS-15": "hospital",
    "HS-16": "no",
}
SAID = {
    "en": ("Health staff look next", "First sight is still to be done.", "A doctor by "),
    "lo": ("ໃຫ້ພະນັກງານແພດເບິ່ງຕໍ່", "ຍັງຕ້ອງເຮັດການສັງເກດເບື້ອງຕົ້ນ.", "ພົບແພດກ່ອນ "),
}


def with_a_health_worker(folder: Path) -> None:
    """A shift lead brings in a health worker and chooses the limits of the season."""
    here = desk.open_workspace(folder, "O1", PASSPHRASE)
    lead = replace(here, user=replace(here.user, role=Role.SHIFT_LEAD))
    desk.add_user(lead, "H1", Role.HEALTH, PASSPHRASE, own_passphrase=PASSPHRASE, hide_pin=PIN)
    desk.choose_disease_pack(lead, "respiratory")
    here.close()


@pytest.mark.parametrize("language", ["lo", pytest.param("en", marks=pytest.mark.long)])
def test_from_the_fever_to_the_hospital_with_the_check_kept_apart(
    start: Callable[..., Post], posts: Path, language: str
) -> None:
    folder = posts / "checkpoint"
    with_a_health_worker(folder)
    headline, to_do, doctor = SAID[language]

    # An officer checks a traveller; F1 opens the card of this step.
    post = start(folder, language=language)
    post.unlock()
    post.go("screening")
    post.press("answer.direction.arriving")
    post.press("screening.start.health")
    post.allow_private()
    post.wait_place("form")
    page = InstrumentPage(post.screen)
    assert post.window.desk.on_key(GlobalKey.HELP)
    settle()
    assert desk.sop_card("S15", language).title in post.everything_said()
    post.window.desk.on_key(GlobalKey.HELP)
    page.fill(ILL)
    page.finish()
    post.wait_place("after_check")
    assert post.text("after_check.headline") == headline
    assert to_do in post.everything_said()
    (checked,) = (s for s in subjects(post) if s.startswith("health:"))

    # A record of its own leads to the hospital.
    post.press("after_check.primary")
    picker = ScreeningPage(post)
    picker.say(direction="arriving", age="adult", language="lo")
    picker.start()
    SightPage(post).rest_not_seen()
    pre = PrePage(post)
    pre.place_is_private()
    pre.all_in_place()
    pre.agrees()
    NeedsPage(post).no_danger()
    post.wait_place("form")
    form = FormPage(post.window)
    for question in form.questions[:-1]:
        form.screen.stack.focus_question(question)
        form.answer(question, "yes" if question == "AD-22" else "no")  # free to leave, and nothing else
    form.go_on()
    needs = NeedsPage(post)
    needs.mark("IR-05.fever")
    needs.rest_not_needed()
    outcome = OutcomePage(post)
    assert doctor in post.text("outcome.flag.MEDICAL")
    code = post.case_code()
    by = desk.case(post.workspace, code).medical_by
    assert by is not None and by - post.workspace.clock() < timedelta(hours=72, minutes=1)
    assert outcome.code == "O5", "only the short set was asked; being ill says nothing about anything else"
    outcome.confirm()
    refer = ReferPage(post)
    refer.accepts("yes")
    if not post.find("refer.need.medical").isChecked():  # type: ignore[attr-defined]  # a tick tile
        refer.need("medical")
    assert refer.offered()[0] == "hospital-bokeo", "medical care is all that is needed"
    refer.choose_first()
    refer.hand_over("accompanied")
    refer.go_on()
    consent = ConsentPage(post)
    consent.agree_to_all()
    consent.given_by("signature")
    told = " ".join(consent.told().values())
    consent.go_on()
    paper = PrintPage(post)
    post.rest()
    paper.print_now()
    post.wait(lambda: post.sees("print.banner"))
    post.rest()
    (slip,) = post.printers.papers()
    assert slip.startswith(b"%PDF")

    # Nothing of the check is in the record, in what the hospital is told, or in any list of an officer.
    record = b"".join(payloads(post, f"case:{code}"))
    for answer in ("38.6", "seats 4 and 5", checked.removeprefix("health:")):
        assert answer.encode() not in record and answer not in told
    assert [row.code for row in desk.cases(post.workspace)] == [code]
    post.close()

    # The health unit reads it, with the limits it was made with.
    post = start(folder, language=language)
    post.unlock(user="H1")
    post.go("checks")
    post.wait(lambda: post.sees(f"checks.{checked.removeprefix('health:')}"))
    post.press(f"checks.{checked.removeprefix('health:')}.read")
    post.allow_private()
    post.wait_place("form")
    answers = post.screen.opened.session.answers()  # type: ignore[attr-defined]  # the player's own
    assert (answers["/data/pack_id"], answers["/data/look/HS_02"]) == ("respiratory", "38.6")


def subjects(post: Post) -> list[str]:
    with post.workspace.store.read() as transaction:
        return transaction.journal.subjects("")


def payloads(post: Post, subject: str) -> list[bytes]:
    with post.workspace.store.read() as transaction:
        return [entry.payload or b"" for entry in transaction.journal.of(subject)]
