"""A checkpoint set back to an old copy: it notices, stands still, goes on under a new identity."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.desk import posts
from tests.desk.posts import NAME_LAO, entries_of, referral_draft, referred, refusal, screened

from borderdesk import desk
from borderdesk.desk.succession import Link
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.errors import BorderDeskError
from borderdesk.domain.roles import Post, Role
from borderdesk.domain.values import Carriage, DeviceId
from borderdesk.exchange import DeviceIdentity


class Station:
    """A checkpoint's PC that can be backed up and set back, and the desk it hands over to."""

    def __init__(self, tmp_path: Path, watch: posts.Watch, supervisor: Workspace) -> None:
        self.watch, self.supervisor = watch, supervisor
        self.stick = tmp_path / "stick"
        self.stick.mkdir()
        self.backup = tmp_path / "backup"
        self.here = posts.workspace(tmp_path, "checkpoint", watch)
        posts.introduced(self.here, supervisor)

    def back_up(self) -> None:
        folder = self.here.folder
        self.here.close()
        shutil.copytree(folder, self.backup)
        self.open(folder)

    def set_back(self, forget: Callable[[], None] = lambda: None) -> None:
        folder = self.here.folder
        self.here.close()
        forget()
        shutil.rmtree(folder)
        shutil.copytree(self.backup, folder)
        self.open(folder)

    def open(self, folder: Path | None = None) -> None:
        self.here = posts.reopened(folder or self.here.folder, self.watch)

    def hand_over(self) -> desk.ImportResult:
        """Pack, carry, import; what comes back lies on the stick."""
        path = desk.pack(self.here, self.stick).value.path
        return desk.apply_import(self.supervisor, path, receipt_to=self.stick).value

    def go_on(self) -> desk.WentOn:
        went = desk.go_on(self.here)
        self.open()
        return went

    def accepted(self) -> None:
        """The supervisor compares the words of the new identity and accepts it."""
        desk.trust_card(self.supervisor, desk.own_card(self.here))


@pytest.fixture
def station(tmp_path: Path, watch: posts.Watch, supervisor: Workspace) -> Iterator[Station]:
    made = Station(tmp_path, watch, supervisor)
    yield made
    made.here.close()


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], None]:
    """The mark outside the database is gone too: the whole PC was restored."""
    return lambda: monkeypatch.setenv("BORDERDESK_STATE", str(tmp_path / "elsewhere"))


def codes(here: Workspace) -> set[str]:
    return {row.code for row in desk.cases(here)}


# ------------------------------------------------------------------ noticing
def test_an_old_copy_notices_by_the_mark_outside_the_database(station: Station) -> None:
    station.back_up()
    assert not desk.standing(station.here).behind
    screened(station.here)
    station.set_back()
    found = desk.standing(station.here)
    assert (found.behind, found.noticed_by) == (True, "mark")


def test_a_moved_or_copied_workspace_is_no_old_copy(station: Station, tmp_path: Path) -> None:
    screened(station.here)
    station.here.close()
    shutil.copytree(station.here.folder, tmp_path / "new PC")
    station.open(tmp_path / "new PC")
    assert not desk.standing(station.here).behind


def test_a_mark_that_was_tampered_with_says_nothing(station: Station, tmp_path: Path) -> None:
    import os

    station.back_up()
    screened(station.here)
    station.here.close()
    for mark in Path(os.environ["BORDERDESK_STATE"]).glob("*.mark"):
        mark.write_bytes(mark.read_bytes()[:-1] + b"x")
    shutil.rmtree(station.here.folder)
    shutil.copytree(station.backup, station.here.folder)
    station.open()
    assert not desk.standing(station.here).behind


def test_an_old_copy_notices_when_a_receipt_knows_more_than_it(
    station: Station, forgetful: Callable[[], None]
) -> None:
    station.back_up()
    screened(station.here)
    receipt = station.hand_over().receipt
    assert receipt
    station.set_back(forgetful)
    assert not desk.standing(station.here).behind
    assert refusal(desk.preview_import, station.here, receipt) == "receipt.ahead"
    found = desk.standing(station.here)
    assert (found.behind, found.noticed_by) == (True, "receipt")


def test_other_entries_under_the_same_numbers_are_noticed_too(
    station: Station, forgetful: Callable[[], None]
) -> None:
    station.back_up()
    screened(station.here)
    receipt = station.hand_over().receipt
    assert receipt
    station.set_back(forgetful)
    for _ in range(3):
        referred(station.here)
    assert refusal(desk.apply_import, station.here, receipt) == "receipt.ahead"
    assert desk.standing(station.here).behind


def test_a_request_to_send_again_tells_it_as_well(station: Station, forgetful: Callable[[], None]) -> None:
    station.back_up()
    screened(station.here)
    station.hand_over()
    asked = desk.ask_again(station.supervisor, station.here.device, station.stick).value
    station.set_back(forgetful)
    assert refusal(desk.preview_import, station.here, asked.path) == "receipt.ahead"
    assert desk.standing(station.here).behind


# ------------------------------------------------------------------ standing still
def test_while_it_stands_still_nothing_is_recorded_and_no_answer_is_lost(station: Station) -> None:
    code = screened(station.here)
    station.back_up()
    screened(station.here)
    station.set_back()
    before = entries_of(station.here)
    assert refusal(desk.confirm_outcome, station.here, code) == "identity.behind"
    assert refusal(desk.pack, station.here, station.stick) == "identity.behind"
    draft = referral_draft(station.here, code)
    assert refusal(desk.issue_referral, station.here, draft) == "identity.behind"
    assert entries_of(station.here) == before
    station.go_on()
    desk.confirm_outcome(station.here, code)
    assert desk.issue_referral(station.here, draft).value.number == "R101"


def test_going_on_is_only_for_a_pc_that_was_set_back_and_not_for_everybody(station: Station) -> None:
    assert refusal(desk.go_on, station.here) == "identity.not_behind"
    reader = posts.as_role(station.here, Role.AUDITOR)
    assert refusal(desk.go_on, reader) == "role.not_allowed"


# ------------------------------------------------------------------ going on
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


# ------------------------------------------------------------------ trust
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


def test_a_late_stick_of_the_old_identity_still_arrives(station: Station) -> None:
    station.back_up()
    late = screened(station.here)
    path = desk.pack(station.here, station.stick).value.path
    station.set_back()
    station.go_on()
    station.accepted()
    station.hand_over()
    desk.apply_import(station.supervisor, path)
    assert late in codes(station.supervisor)
    returned = station_returned(station)
    desk.apply_import(station.here, returned)
    assert late in codes(station.here)


def station_returned(station: Station) -> Path:
    screened(station.here)
    returned = station.hand_over().returned
    assert returned
    return returned


def test_returned_records_are_only_taken_from_a_supervisor_for_this_very_pc(
    station: Station, tmp_path: Path
) -> None:
    from tests.desk.test_transfer import handed

    path = handed(station.supervisor, station.here, station.stick, [], kind="returned", entry_ranges={})
    for call in (desk.preview_import, desk.apply_import):
        assert refusal(call, station.here, path) == "returned.not_ours"
    path = handed(station.here, station.supervisor, station.stick, [], kind="returned", number=78)
    assert refusal(desk.preview_import, station.supervisor, path) == "returned.not_from_supervisor"


def test_returned_records_that_were_changed_on_the_way_are_refused(station: Station) -> None:
    from tests.desk.test_transfer import handed

    station.back_up()
    screened(station.here)
    station.hand_over()
    old = station.here.device
    station.set_back()
    kept = station.go_on().kept
    lines = [
        line.replace(b"O1", b"O7", 1) if number == 3 else line
        for number, line in enumerate(lines_of(station.supervisor, old, kept + 1))
    ]
    path = handed(
        station.supervisor, station.here, station.stick, lines, kind="returned", entry_ranges={old: (1, 9)}
    )
    before = entries_of(station.here)
    with pytest.raises(BorderDeskError) as refused:
        desk.apply_import(station.here, path)
    assert refused.value.code.startswith("journal.")
    assert entries_of(station.here) == before


def test_a_returned_stamp_that_no_desk_can_have_reached_drags_nobody_along(station: Station) -> None:
    from tests.desk.test_transfer import handed

    from borderdesk.domain import facts
    from borderdesk.domain.journal import to_line, write_entry
    from borderdesk.domain.values import UserId

    screened(station.here)
    station.hand_over()
    station.back_up()
    screened(station.here)
    station.hand_over()
    old = station.here.device
    station.set_back()
    station.go_on()
    with station.here.store.read() as transaction:
        end, newest = transaction.journal.end(old), transaction.journal.newest()
    seen = facts.RecordViewed()
    invented = write_entry(
        device=old,
        seq=end.seq + 1,
        lamport=2**53 - 1,
        at="2026-03-05T12:00:00Z",
        actor=UserId("O1"),
        kind=seen.kind,
        subject="case:BD-HXY-26-00000-0",
        base=(),
        prev_digest=end.digest,
        payload=seen.payload(),
        salt=bytes(16),
    )
    lines = [to_line(invented)]
    ranges = {old: (invented.seq, invented.seq)}
    path = handed(
        station.supervisor, station.here, station.stick, lines, kind="returned", entry_ranges=ranges
    )
    assert refusal(desk.apply_import, station.here, path) == "journal.stamp_too_far"
    with station.here.store.read() as transaction:
        assert transaction.journal.newest() < newest + 10


def lines_of(here: Workspace, device: str, first: int) -> list[bytes]:
    from borderdesk.domain.journal import to_line

    with here.store.read() as transaction:
        return [to_line(entry) for entry in transaction.journal.chain(DeviceId(device), first)]


def journal_of(here: Workspace, device: str) -> list[str]:
    with here.store.read() as transaction:
        return [entry.digest for entry in transaction.journal.chain(DeviceId(device))]


def test_a_name_is_nowhere_in_the_mark(station: Station) -> None:
    import os

    referred(station.here)
    station.here.leave_mark()
    for mark in Path(os.environ["BORDERDESK_STATE"]).glob("*.mark"):
        kept = mark.read_bytes()
        assert NAME_LAO.encode() not in kept and b"HXY" not in kept and b"seq" not in kept
