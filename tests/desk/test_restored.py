"""A checkpoint set back to an old copy goes on under a new identity; nothing is lost on either side."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.desk import posts
from tests.desk.posts import entries_of, referral_draft, referred, refusal, screened
from tests.desk.station import Station, codes

from borderdesk import desk
from borderdesk.desk.succession import Link
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.roles import Post, Role
from borderdesk.domain.values import Carriage, DeviceId


def test_nothing_is_lost_on_either_side_and_no_number_is_given_twice(
    station: Station, forgetful: Callable[[], None]
) -> None:
    early = screened(station.here)
    first = station.hand_over()
    assert first.receipt
    desk.apply_import(station.here, first.receipt)
    unsent = screened(station.here)
    station.back_up()
    old = station.here.device

    # The lost time: two records, a referral on paper, two packages that the supervisor has.
    referred(station.here, early)
    lost = screened(station.here)
    station.hand_over()
    referred(station.here)
    receipt = station.hand_over().receipt
    assert receipt
    held = journal_of(station.supervisor, old)
    seen_there = codes(station.supervisor)

    # Set back; it notices nothing at first and writes under numbers that others hold for something else.
    station.set_back(forgetful)
    meanwhile = screened(station.here)
    assert refusal(desk.apply_import, station.here, receipt) == "receipt.ahead"

    went = station.go_on()
    assert (went.before, went.device) == (old, station.here.device)
    assert codes(station.here) == {early, unsent, meanwhile}
    assert desk.verify(station.here).ok and desk.rebuild(station.here).different == ()
    assert not desk.standing(station.here).behind
    assert [peer.station for peer in desk.peers(station.here)] == ["VTE"]
    stages = {row.code: row.carriage for row in desk.cases(station.here)}
    assert stages == {
        early: Carriage.CONFIRMED,
        unsent: Carriage.NOT_PACKED,
        meanwhile: Carriage.NOT_PACKED,
    }, "what was confirmed still is"

    packed = desk.pack(station.here, station.stick).value
    assert packed.number == 10_001
    assert refusal(desk.preview_import, station.supervisor, packed.path) == "package.unknown_sender"
    (card,) = desk.new_identities(station.supervisor, station.stick)
    assert (card.before, card.link, card.words) == (old, Link.SIGNED, went.words)
    desk.trust_card(station.supervisor, card.path.read_bytes())
    done = desk.apply_import(station.supervisor, packed.path, receipt_to=station.stick).value
    assert codes(station.supervisor) == seen_there | {meanwhile}
    assert journal_of(station.supervisor, old) == held

    # What the supervisor holds of the lost time comes back with the receipt.
    assert done.receipt and done.returned and done.returned.name == "VTE-000001.returned"
    desk.apply_import(station.here, done.receipt)
    preview = desk.preview_import(station.here, done.returned)
    assert (preview.kind, preview.new > 0) == ("returned", True)
    desk.apply_import(station.here, done.returned)
    assert desk.apply_import(station.here, done.returned).value.new == 0
    assert journal_of(station.here, old) == held
    assert codes(station.here) == codes(station.supervisor)
    assert lost in codes(station.here)
    for code in codes(station.here):
        mine, theirs = desk.case(station.here, code), desk.case(station.supervisor, code)
        assert (mine.screenings, mine.referrals, mine.person) == (
            theirs.screenings, theirs.referrals, theirs.person,
        )  # fmt: skip
        assert (mine.conflicts, theirs.conflicts) == ((), ())
    for here in (station.here, station.supervisor):
        assert desk.verify(here).ok and desk.rebuild(here).different == ()
    assert {row.carriage for row in desk.cases(station.here)} == {Carriage.CONFIRMED}
    assert all(row.mine for row in desk.cases(station.here))
    assert desk.standing(station.here).taken_back

    # From then on nothing more is sent back, and work goes on in the old records as well.
    issued = desk.issue_referral(station.here, referral_draft(station.here, early)).value
    assert issued.number == "R101", "R1 was given in the lost time"
    again = station.hand_over()
    assert again.returned is None
    assert [each.number for each in desk.case(station.supervisor, early).referrals] == ["R1", "R101"]
    assert desk.transfer_status(station.here).packages[0].number == 10_002


def test_a_supervisors_desk_that_is_trusted_later_has_everything_from_the_new_identity_alone(
    station: Station, tmp_path: Path, watch: posts.Watch
) -> None:
    code = referred(station.here)
    receipt = station.hand_over().receipt
    assert receipt
    desk.apply_import(station.here, receipt)
    station.back_up()
    screened(station.here)
    station.set_back()
    station.go_on()
    second = desk.create_workspace(
        tmp_path / "second desk", post=Post.SUPERVISOR, station="PKZ", role=Role.SUPERVISOR,
        passphrase=posts.PASSPHRASE, clock=watch,
    ).workspace  # fmt: skip
    desk.trust_card(second, desk.own_card(station.here))
    desk.trust_card(station.here, desk.own_card(second))
    path = desk.pack(station.here, station.stick).value.path
    desk.apply_import(second, path)
    assert desk.case(second, code).screenings == desk.case(station.here, code).screenings
    assert [each.number for each in desk.case(second, code).referrals] == ["R1"]
    assert desk.verify(second).ok
    second.close()


def test_each_fact_counts_once_where_both_chains_have_it(station: Station) -> None:
    """Handed over but not confirmed when the backup was made: the new chain says it again, the fold once."""
    code = referred(station.here)
    station.hand_over()
    station.back_up()
    screened(station.here)
    station.set_back()
    station.go_on()
    station.accepted()
    station.hand_over()
    there = desk.case(station.supervisor, code)
    assert (len(there.screenings), len(there.referrals)) == (3, 1)
    assert there.conflicts == ()
    noted = [item for item in desk.timeline(station.supervisor, code) if item.by == "O1"]
    assert len(noted) == len(desk.timeline(station.here, code))


def test_what_had_to_stay_here_and_was_agreed_to_since_still_arrives(station: Station) -> None:
    code = screened(station.here)
    desk.refuse_referral(station.here, code, explained_by="talk")
    receipt = station.hand_over().receipt
    assert receipt
    desk.apply_import(station.here, receipt)
    station.back_up()
    screened(station.here)
    station.set_back()
    station.go_on()
    station.accepted()
    referred(station.here, code)
    station.hand_over()
    assert desk.case(station.supervisor, code).screenings == desk.case(station.here, code).screenings
    assert desk.case(station.supervisor, code).hidden_entries == 0


def test_people_keep_their_place_and_old_slips_still_check(station: Station) -> None:
    code = referred(station.here)
    printed = desk.slip_reference(station.here, code, "R1")
    station.back_up()
    screened(station.here)
    station.set_back()
    station.go_on()
    assert [user.id for user in desk.list_users(station.here)] == ["O1"]
    assert desk.slip_reference(station.here, code, "R1") == printed, "printed again, it is the same paper"
    assert desk.check_slip(station.here, f"BD1:{code}:R1:{printed.check}").genuine


def test_a_backup_restored_twice_counts_on_from_the_second_identity(station: Station) -> None:
    station.back_up()
    screened(station.here)
    station.set_back()
    station.go_on()
    station.accepted()
    assert desk.pack(station.here, station.stick).value.number == 10_001
    second = station.here.device
    station.set_back()
    assert desk.standing(station.here).behind, "the mark knows that it went on since"
    station.go_on()
    assert station.here.device != second
    assert desk.pack(station.here, station.stick).value.number == 20_001
    (card,) = desk.new_identities(station.supervisor, station.stick)
    assert card.link is Link.SECOND


def test_a_failure_while_going_on_leaves_the_pc_standing_still_as_before(station: Station) -> None:
    screened(station.here)
    station.back_up()
    screened(station.here)
    station.set_back()
    before = entries_of(station.here), station.here.device

    def fail(step: str, done: int, total: int) -> None:
        raise OSError("power cut")

    with pytest.raises(OSError, match="power cut"):
        desk.go_on(station.here, fail)
    station.here.close()
    station.open()
    assert (entries_of(station.here), station.here.device) == before
    assert desk.standing(station.here).behind
    station.go_on()


def journal_of(here: Workspace, device: str) -> list[str]:
    with here.store.read() as transaction:
        return [entry.digest for entry in transaction.journal.chain(DeviceId(device))]
