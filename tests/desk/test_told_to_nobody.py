"""What a person said no to, and separate records, go to nobody by way of others: relayed or returned."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.desk import posts
from tests.desk.country import Country, copied
from tests.desk.posts import new_case, referred, screened
from tests.desk.station import Station
from tests.desk.test_separate import acquainted, separate

from borderdesk import desk
from borderdesk.desk.access import device_identity
from borderdesk.desk.arrivals import OTHER_STATION
from borderdesk.desk.trust import known_cards
from borderdesk.desk.workspace import Workspace, case_subject
from borderdesk.domain import facts
from borderdesk.domain.values import Carriage, ReferralStep
from borderdesk.exchange import open_package


@pytest.fixture
def country(made_country: Path, tmp_path: Path) -> Iterator[Country]:
    found = copied(made_country, tmp_path)
    yield found
    found.close()


@pytest.fixture
def central(tmp_path: Path) -> Iterator[Workspace]:
    here = posts.workspace(tmp_path, "supervisor_other", name="central")
    yield here
    here.close()


def lines(receiver: Workspace, path: Path) -> bytes:
    """Everything that a receiver can read in a package."""
    with receiver.store.read() as transaction:
        cards = known_cards(receiver, transaction)
        with open_package(path, device_identity(transaction), cards) as package:
            return b"\n".join(package.entries())


def follows_up(supervisor: Workspace, code: str) -> None:
    desk.answer_referral(supervisor, code, "R1", ReferralStep.ACKNOWLEDGED, "sleeps at the temple")


def test_what_the_other_receiver_wrote_goes_to_no_supervisor_of_the_station(
    country: Country, central: Workspace
) -> None:
    hxy, vte = country.hxy, country.vte
    acquainted(hxy, central)
    desk.trust_card(vte, desk.own_card(central))
    code = separate(hxy)
    desk.confirm_outcome(hxy, code)
    desk.apply_import(central, desk.pack_separate(hxy, country.stick).value.path)
    with central.store.write() as transaction:
        note = facts.ContactLogged("police", "sleeps at the temple")
        central.record(transaction, case_subject(code), note)
    country.down(central, hxy)
    path = country.up(hxy, vte)
    told = lines(vte, path)
    assert b"temple" not in told and b"contact.logged" not in told
    assert b"package:" + central.device.encode() not in told
    # Nor from desk to desk, unless the other one is for separate records as well.
    desk.trust_card(central, desk.own_card(vte))
    told = lines(vte, desk.pack_for(central, vte.device, country.stick).value.path)
    assert b"temple" not in told and code.encode() not in told
    desk.trust_card(central, desk.own_card(vte), alternate=True)
    again = desk.pack_for(central, vte.device, country.stick, again_from=1).value.path
    assert b"temple" in lines(vte, again)


def test_that_a_separate_record_went_stays_between_its_author_and_the_other_receiver(
    country: Country, central: Workspace
) -> None:
    hxy, vte = country.hxy, country.vte
    acquainted(hxy, central)
    separate(hxy)
    packed = desk.pack_separate(hxy, country.stick).value.path
    receipt = desk.apply_import(central, packed, receipt_to=country.stick).value.receipt
    assert receipt is not None
    desk.apply_import(hxy, receipt)
    path = country.up(hxy, vte)
    told = lines(vte, path)
    assert b"record.carried" not in told and b"receipt.received" not in told
    assert desk.verify(vte).ok and desk.rebuild(vte).different == ()


def test_the_other_receivers_receipt_confirms_nothing_that_it_cannot_read(
    country: Country, central: Workspace
) -> None:
    hxy = country.hxy
    acquainted(hxy, central)
    ordinary = screened(hxy)
    separate(hxy)
    packed = desk.pack_separate(hxy, country.stick).value.path
    receipt = desk.apply_import(central, packed, receipt_to=country.stick).value.receipt
    assert receipt is not None
    desk.apply_import(hxy, receipt)
    assert desk.transfer_status(hxy).counts[Carriage.CONFIRMED] == 0
    way = desk.record_way(hxy, ordinary)
    assert way is not None and way.carriage is Carriage.NOT_PACKED and way.confirmed_at is None


def test_the_other_receiver_learns_nothing_of_the_stations_other_records(
    country: Country, central: Workspace
) -> None:
    hxy = country.hxy
    acquainted(hxy, central)
    other, code = referred(hxy), separate(hxy)
    told = lines(central, desk.pack_separate(hxy, country.stick).value.path)
    assert code.encode() in told
    assert other.encode() not in told


def test_the_other_receiver_stays_that_under_a_new_identity(
    country: Country, central: Workspace, tmp_path: Path
) -> None:
    hxy, folder = country.hxy, central.folder
    acquainted(hxy, central)
    central.close()
    shutil.copytree(folder, tmp_path / "copy")
    later = posts.reopened(folder)
    posts.introduced(country.bko, later)
    later.close()
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "copy", folder)
    here = posts.reopened(folder)
    desk.go_on(here)
    here = posts.reopened(folder)
    desk.trust_card(hxy, desk.own_card(here))
    assert here.device not in {each.device for each in desk.transfer_status(hxy).recipients}
    assert len(desk.alternate_receivers(hxy)) == 1
    here.close()


def test_what_was_followed_up_before_a_person_said_no_is_not_passed_on(country: Country) -> None:
    hxy, vte, lpq = country.hxy, country.vte, country.lpq
    code = referred(hxy)
    country.up(hxy, vte, lpq)
    follows_up(vte, code)
    country.down(vte, hxy)
    refuses(hxy, code)
    told = lines(lpq, country.up(hxy, lpq))
    assert b"temple" not in told and b"referral.answered" not in told
    assert desk.verify(lpq).ok
    agrees(hxy, code)
    told = lines(lpq, country.up(hxy, lpq))
    assert b"temple" in told
    assert desk.case(lpq, code).referrals[0].step is ReferralStep.ACKNOWLEDGED


def refuses(here: Workspace, code: str) -> None:
    says(here, code, "no")


def agrees(here: Workspace, code: str) -> None:
    says(here, code, "yes")


def says(here: Workspace, code: str, record: str) -> None:
    with here.store.write() as transaction:
        said = facts.ConsentRecorded("lwu-bokeo", record, record, record, "no")
        here.record(transaction, case_subject(code), said)


def test_a_checkpoint_hears_nothing_of_anothers_record_by_writing_to_its_code(country: Country) -> None:
    hxy, bko, vte = country.hxy, country.bko, country.vte
    code = referred(hxy)
    country.up(hxy, vte)
    with bko.store.write() as transaction:  # the code stood on a paper
        bko.record(transaction, case_subject(code), facts.RecordViewed("curious"))
    new_case(bko)
    country.up(bko, vte)
    follows_up(vte, code)
    assert {each.station: each.entries for each in desk.desks_to_send(vte)}["BKO"] == 0


def test_a_checkpoint_cannot_overrule_what_another_wrote(country: Country) -> None:
    hxy, bko, vte, lpq = country.hxy, country.bko, country.vte, country.lpq
    code = referred(hxy)
    first = country.up(hxy, vte)
    with bko.store.write() as transaction:
        said = (facts.ConsentWithdrawn("lwu-bokeo"), facts.PersonRecorded("Somebody else"))
        bko.record(transaction, case_subject(code), *said)
    own = new_case(bko)
    before = desk.case(vte, code)
    path = country.up(bko, vte)
    after = desk.case(vte, code)
    assert (after.person, after.consents, after.conflicts) == (before.person, before.consents, ())
    assert desk.case(vte, own).opened
    aside = [(each.code, each.reason) for each in desk.set_aside(vte)]
    assert aside == [(code, OTHER_STATION)] * 2
    assert desk.try_again(vte).value.used == 0
    assert desk.apply_import(vte, path).value.set_aside == 0
    assert desk.verify(vte).ok and desk.rebuild(vte).different == ()
    preview = desk.preview_import(lpq, path)
    assert [(each.code, each.reason) for each in preview.in_state("set_aside")] == [(code, OTHER_STATION)]
    desk.apply_import(lpq, path)
    desk.apply_import(lpq, first)
    assert desk.case(lpq, code).person == before.person


def test_a_no_that_was_forgotten_with_the_lost_time_still_holds(
    tmp_path: Path, watch: posts.Watch, supervisor: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    station = Station(tmp_path, watch, supervisor)
    code = screened(station.here)
    station.hand_over()
    station.back_up()
    refuses(station.here, code)
    station.hand_over()
    station.set_back()
    station.go_on()
    station.accepted()
    answer = station.hand_over()
    assert answer.returned is not None
    desk.apply_import(station.here, answer.returned)
    assert [each.stays_here for each in desk.transfer_status(station.here).records] == [True]
    with station.here.store.write() as transaction:
        note = facts.ContactLogged("police", "sleeps at the temple")
        station.here.record(transaction, case_subject(code), note)
    packed = desk.pack(station.here, station.stick).value
    assert packed.withheld == 1
    assert b"temple" not in lines(supervisor, packed.path)
    agrees(station.here, code)
    packed = desk.pack(station.here, station.stick).value
    assert b"temple" in lines(supervisor, packed.path)
    station.here.close()


def test_trust_that_was_taken_in_the_lost_time_is_not_given_back(
    tmp_path: Path, watch: posts.Watch, supervisor: Workspace
) -> None:
    station = Station(tmp_path, watch, supervisor)
    other = posts.workspace(tmp_path, "supervisor_other", watch, "stolen")
    desk.trust_card(station.here, desk.own_card(other))
    screened(station.here)
    station.hand_over()
    station.back_up()
    lead = posts.as_role(station.here, posts.Role.SHIFT_LEAD, "X2")
    desk.revoke_trust(lead, other.device, "stolen")
    screened(station.here)
    station.hand_over()
    station.set_back()
    station.go_on()
    station.accepted()
    answer = station.hand_over()
    assert answer.returned is not None
    desk.apply_import(station.here, answer.returned)
    assert other.device not in {each.device for each in desk.peers(station.here)}
    other.close()
    station.here.close()
