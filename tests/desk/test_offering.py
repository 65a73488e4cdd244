"""The card without a code at the desk: the same for everybody, offered in the record, kept on this PC."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.desk import posts
from tests.desk.forged import journal
from tests.desk.posts import FACTS, NAME_LAO, refusal, screened
from tests.slips.reading import words

from borderdesk import desk
from borderdesk.desk.paper import MOST_SERVICES, services_for_paper
from borderdesk.desk.workspace import Workspace
from borderdesk.domain import facts
from borderdesk.domain.values import CardAnswer, CardTopic
from borderdesk.resources import Content, ContentInUse, at_work

TODAY = date(2026, 3, 5)
ROW = """
[[service]]
id = "{id}"
kind = "{kind}"
name_en = "Never on a card {id}"
name_lo = "ບໍ່ຢູ່ໃນບັດ {id}"
card_name_en = "Desk {id}"
card_name_lo = "ໂຕະ {id}"
province = "{province}"
scope = "{scope}"
address_en = ""
address_lo = ""
needs = ["shelter"]
accepts = ["woman", "man", "girl", "boy"]
sexes = {sexes}
ages = {ages}
languages = ["lo"]
hours = ""
hours_en = ""
hours_lo = ""
open_24h = false
phone = "021 {number}"
phone_verified_on = {verified}
checked_on = {verified}
confidential = {confidential}
written_on = 2026-03-01
source = "made up for this test"
"""
USUAL = {
    "kind": "ngo", "province": "LA-BK", "scope": "province", "sexes": '["woman", "man"]',
    "ages": '["adult", "child"]', "verified": "2026-02-01", "confidential": "false",
}  # fmt: skip


def rows(*changed: dict[str, str]) -> ContentInUse:
    """A directory of these services only."""
    text = "".join(
        ROW.format(**USUAL | {"id": f"row-{place}", "number": f"{place}00 {place}00"} | row)
        for place, row in enumerate(changed, start=1)
    )
    slot = ContentInUse()
    slot.replace(Content({"directory/services.toml": text.encode()}))
    return slot


@pytest.fixture
def refused(checkpoint: Workspace) -> str:
    code = screened(checkpoint)
    posts.finish(checkpoint, code, "risk_needs", {"IR_10": "no"})
    desk.confirm_outcome(checkpoint, code)
    posts.referral_draft(checkpoint, code)
    desk.refuse_referral(checkpoint, code, explained_by="O1")
    return code


def test_after_a_no_the_next_step_is_the_card_until_it_was_offered(
    checkpoint: Workspace, refused: str
) -> None:
    assert desk.next_step(checkpoint, refused) is desk.NextStep.CARD
    desk.mark_card_printed(checkpoint, refused, "th", 1)
    assert desk.next_step(checkpoint, refused) is desk.NextStep.CARD, "printed is not offered"
    explained = (CardTopic.RIGHTS, CardTopic.SAFETY)
    state = desk.offer_card(
        checkpoint, refused, CardAnswer.NOT_WANTED, explained_by="interpreter", explained=explained
    ).value
    assert (state.card, state.stays_here) == (CardAnswer.NOT_WANTED, True)
    assert desk.next_step(checkpoint, refused) is desk.NextStep.DONE
    assert [item.fact for item in desk.timeline(checkpoint, refused)[:2]] == [
        facts.CardOffered("not_wanted", "interpreter", ("rights", "safety")),
        facts.CardPrinted("th", 1),
    ]


def test_who_explained_it_is_asked(checkpoint: Workspace, refused: str) -> None:
    before = posts.entries_of(checkpoint)
    asked = refusal(desk.offer_card, checkpoint, refused, CardAnswer.TAKEN, explained_by=" ")
    assert asked == "offer.who_missing"
    assert posts.entries_of(checkpoint) == before


@pytest.mark.usefixtures("met")
def test_that_a_card_was_offered_stays_here_with_the_refusal(
    checkpoint: Workspace, supervisor: Workspace, stick: Path, refused: str
) -> None:
    desk.mark_card_printed(checkpoint, refused, "th", 1)
    desk.offer_card(checkpoint, refused, CardAnswer.TAKEN, explained_by="helper")
    packed = desk.pack(checkpoint, stick).value
    desk.apply_import(supervisor, packed.path)
    about = [each for each in journal(supervisor, checkpoint.device) if each.subject == f"case:{refused}"]
    assert {each.payload for each in about} == {None}
    assert not {"referral.refused", "card.printed", "card.offered"} & {each.kind for each in about}


@pytest.mark.usefixtures("qapp")
def test_the_card_is_the_same_whoever_is_asked_about(checkpoint: Workspace) -> None:
    before = desk.rights_card_pdf(checkpoint, "th").pdf
    code = posts.referred(checkpoint)
    after = desk.rights_card_pdf(checkpoint, "th")
    text = words(after)
    assert after.pdf == before
    assert [told for told in (code, code[-7:-2], NAME_LAO, FACTS, "HXY", "O1") if told in text] == []


def test_a_card_for_anybody_names_services_in_reach_that_take_everybody() -> None:
    named = rows(
        {},
        {"scope": "national", "province": "LA-VT"},
        {"province": "LA-CH"},
        {"verified": "2025-08-01"},
        {"confidential": "true"},
        {"kind": "consulate"},
        {"kind": "atd"},
        {"sexes": '["woman"]'},
        {"ages": '["child"]'},
        {"kind": "atd", "scope": "national", "province": "LA-VT"},
    )
    with at_work(named):
        found = [each.directory_id for each in services_for_paper(TODAY, "LA-BK", "en")]
    assert found == ["row-1", "row-10", "row-2"]


def test_a_small_card_names_few_services_the_nearest_first() -> None:
    far = {"scope": "national", "province": "LA-VT"}
    with at_work(rows(far, far, far, {}, {})):
        found = [each.directory_id for each in services_for_paper(TODAY, "LA-BK", "en")]
    assert found == ["row-4", "row-5", "row-1"] and len(found) == MOST_SERVICES


def test_no_shipped_service_is_confirmed_so_none_is_named() -> None:
    assert services_for_paper(TODAY, "LA-BK", "en") == ()


@pytest.mark.usefixtures("qapp")
def test_a_confirmed_service_is_on_the_card_by_its_neutral_name(checkpoint: Workspace) -> None:
    here = replace(checkpoint, content=rows({}))
    text = words(desk.rights_card_pdf(here, "en", size="a4")).replace("\u00a0", " ")
    said = desk.rights_card(here, "en").printed.points[-1].replace("\u00a0", " ")
    assert said == "Desk row-1 · Call 021 100 100"
    assert said in text and "Never on a card" not in text
