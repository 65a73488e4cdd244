"""New identities of PCs that were set back: who believes them, and what the ledger makes of them."""

import shutil
from dataclasses import replace
from pathlib import Path

from tests.desk import posts
from tests.desk.posts import refusal, screened
from tests.desk.station import Station, codes

from borderdesk import desk
from borderdesk.desk.succession import Link
from borderdesk.domain.roles import Role
from borderdesk.exchange import DeviceIdentity


def test_no_new_identity_is_trusted_by_itself(station: Station) -> None:
    """Whoever took a backup has the old key, so its signature is no reason to trust."""
    station.back_up()
    screened(station.here)
    station.hand_over()
    station.set_back()
    station.go_on()
    path = desk.pack(station.here, station.stick).value.path
    before = codes(station.supervisor)
    for call in (desk.preview_import, desk.apply_import):
        assert refusal(call, station.supervisor, path) == "package.unknown_sender"
    assert codes(station.supervisor) == before
    assert len(desk.peers(station.supervisor)) == 1


def test_a_new_identity_of_a_pc_that_lost_trust_is_refused(station: Station) -> None:
    """Trust was taken because the PC was stolen: the thief can make such a card."""
    station.back_up()
    screened(station.here)
    old = station.here.device
    station.set_back()
    station.go_on()
    desk.revoke_trust(station.supervisor, old, "stolen")
    card = desk.own_card(station.here)
    assert desk.card_link(station.supervisor, card)[0] is Link.REVOKED
    desk.pack(station.here, station.stick)
    assert desk.new_identities(station.supervisor, station.stick) == []
    assert refusal(desk.trust_card, station.supervisor, card) == "card.continues_revoked"


def test_what_a_pc_without_trust_sends_is_refused_in_plain_words_and_noted(station: Station) -> None:
    screened(station.here)
    receipt = station.hand_over().receipt
    assert receipt
    screened(station.here)
    path = desk.pack(station.here, station.stick).value.path
    desk.revoke_trust(station.supervisor, station.here.device, "stolen")
    assert refusal(desk.preview_import, station.supervisor, path) == "package.revoked_sender"
    assert desk.refused_arrivals(station.supervisor)[0].reason == "package.revoked_sender"
    lead = posts.as_role(station.here, Role.SHIFT_LEAD)
    desk.revoke_trust(lead, station.supervisor.device, "desk closed")
    assert refusal(desk.preview_import, station.here, receipt) == "package.revoked_sender"


def test_a_link_that_the_old_key_did_not_sign_is_refused(station: Station) -> None:
    thief = DeviceIdentity.generate("HXY-thief")
    own_link = thief.hand_over_to(thief, 5, "ab" * 32)
    forged = replace(own_link, device=str(station.here.device))
    card = thief.card("checkpoint", "HXY", "PC", continues=forged)
    (station.stick / "HXY.card").write_bytes(card)
    assert desk.card_link(station.supervisor, card)[0] is Link.BROKEN
    assert desk.new_identities(station.supervisor, station.stick) == []
    assert refusal(desk.trust_card, station.supervisor, card) == "card.link_broken"
    assert len(desk.peers(station.supervisor)) == 1


def test_a_link_to_a_desk_that_is_not_known_is_said_to_be_unchecked(station: Station) -> None:
    old, new = DeviceIdentity.generate("HXY-old"), DeviceIdentity.generate("HXY-new")
    card = new.card("checkpoint", "HXY", "PC", continues=old.hand_over_to(new, 3, "ab" * 32))
    assert desk.card_link(station.supervisor, card)[0] is Link.UNKNOWN
    assert desk.card_link(station.supervisor, desk.own_card(station.here))[0] is Link.NONE


def test_nothing_is_sealed_to_the_old_identity_once_the_new_one_is_accepted(station: Station) -> None:
    """Whoever has the backup has the old key."""
    station.back_up()
    screened(station.here)
    station.hand_over()
    old = station.here.device
    station.set_back()
    station.go_on()
    station.accepted()
    station.hand_over()
    assert refusal(desk.ask_again, station.supervisor, old, station.stick) == "package.unknown_sender"
    assert refusal(desk.pack_for, station.supervisor, old, station.stick) == "card.unknown"
    assert old not in {each.device for each in desk.desks_to_send(station.supervisor)}


def test_a_supervisors_desk_that_was_set_back_goes_on_too_and_keeps_its_ledger(
    station: Station, tmp_path: Path
) -> None:
    screened(station.here)
    station.hand_over()
    there = station.supervisor
    folder, kept = there.folder, tmp_path / "backup of the desk"
    there.close()
    shutil.copytree(folder, kept)
    again = posts.reopened(folder, station.watch)
    desk.ask_again(again, station.here.device, station.stick)
    again.close()
    shutil.rmtree(folder)
    shutil.copytree(kept, folder)
    there = posts.reopened(folder, station.watch)
    assert desk.standing(there).behind
    desk.go_on(there)
    there = posts.reopened(folder, station.watch)
    (row,) = desk.inbox(there)
    assert (row.numbers, row.missing, row.whole) == ((1,), (), True)
    assert desk.verify(there).ok and desk.rebuild(there).different == ()

    # The checkpoint accepts it the same way, seals to the new identity alone, and what it packs is read.
    card = desk.own_card(there)
    assert desk.card_link(station.here, card)[0] is Link.SIGNED
    desk.trust_card(station.here, card)
    assert [peer.device for peer in desk.transfer_status(station.here).recipients] == [there.device]
    screened(station.here)
    path = desk.pack(station.here, station.stick).value.path
    assert desk.apply_import(there, path).value.waiting == 0
    there.close()


def test_the_ledger_shows_the_new_identity_and_expects_nothing_of_the_old_one(station: Station) -> None:
    station.back_up()
    screened(station.here)
    station.hand_over()
    old = station.here.device
    station.set_back()
    station.go_on()
    station.accepted()
    station.hand_over()
    station.watch.forward(days=30)
    rows = {row.device: row for row in desk.inbox(station.supervisor)}
    assert (rows[old].after, rows[old].silent) == (station.here.device, False)
    new = rows[str(station.here.device)]
    assert (new.before, new.silent) == (old, True)
    assert (new.numbers, new.missing, new.expected) == ((10_001,), (), 1)
