"""A checkpoint set back to an old copy: it notices, and stands still until somebody decides."""

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.desk import posts
from tests.desk.posts import NAME_LAO, entries_of, referral_draft, referred, refusal, screened
from tests.desk.station import Station

from borderdesk import desk
from borderdesk.domain.roles import Role


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


def test_a_name_is_nowhere_in_the_mark(station: Station) -> None:
    import os

    referred(station.here)
    station.here.leave_mark()
    for mark in Path(os.environ["BORDERDESK_STATE"]).glob("*.mark"):
        kept = mark.read_bytes()
        assert NAME_LAO.encode() not in kept and b"HXY" not in kept and b"seq" not in kept
