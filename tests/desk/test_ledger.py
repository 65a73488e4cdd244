"""The ledger: what arrived of each checkpoint, what is missing, who is silent, which stick to ask for."""

from pathlib import Path

import pytest
from tests.desk import posts
from tests.desk.posts import referred, refusal

from borderdesk import desk
from borderdesk.desk.ledger import InboxRow
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.roles import Post, Role

pytestmark = pytest.mark.usefixtures("met")


def row_of(supervisor: Workspace) -> InboxRow:
    (row,) = desk.inbox(supervisor)
    return row


def packages(checkpoint: Workspace, folder: Path, count: int) -> list[Path]:
    paths = []
    for _ in range(count):
        posts.new_case(checkpoint)
        paths.append(desk.pack(checkpoint, folder).value.path)
    return paths


def test_a_checkpoint_that_sent_nothing_is_known_by_its_card_alone(supervisor: Workspace) -> None:
    row = row_of(supervisor)
    assert (row.station, row.numbers, row.expected, row.last_at) == ("HXY", (), 0, None)
    assert (row.held, row.confirmed, row.told) == (0, 0, 0)
    assert row.whole and not row.silent


def test_what_is_confirmed_is_told_apart_from_what_the_checkpoint_knows_of(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    referred(checkpoint)
    packed = desk.pack(checkpoint, stick).value
    receipt = desk.apply_import(supervisor, packed.path, receipt_to=stick).value.receipt
    assert receipt
    row = row_of(supervisor)
    assert (row.held, row.confirmed, row.told) == (packed.entries, packed.entries, 0)

    desk.apply_import(checkpoint, receipt)
    posts.new_case(checkpoint)
    second = desk.pack(checkpoint, stick).value
    desk.apply_import(supervisor, second.path)
    row = row_of(supervisor)
    assert (row.held, row.confirmed) == (packed.entries + second.entries, packed.entries)
    assert row.told == packed.entries, "its own chain says that the first receipt came home"


def test_the_ledger_names_numbers_and_entries_to_ask_for(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    first, second, third, fourth = packages(checkpoint, stick, 4)
    rows = desk.transfer_status(checkpoint).packages[::-1]
    for path in (first, third):
        desk.apply_import(supervisor, path)
    row = row_of(supervisor)
    assert (row.numbers, row.missing, row.expected) == ((1, 3), (2,), 3)
    assert row.gaps == ((rows[1].first, rows[2].first - 1),)
    assert (row.held, row.waiting) == (rows[1].first - 1, rows[2].entries)
    assert not row.whole
    desk.apply_import(supervisor, second)
    row = row_of(supervisor)
    assert (row.missing, row.gaps, row.waiting) == ((), (), 0)
    desk.apply_import(supervisor, fourth)
    assert row_of(supervisor).expected == 4


def test_a_number_whose_entries_came_by_another_package_is_not_missing(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    packages(checkpoint, stick, 3)
    again = desk.pack(checkpoint, stick, again_from=1).value
    desk.apply_import(supervisor, again.path)
    row = row_of(supervisor)
    assert (row.numbers, row.missing, row.gaps, row.expected) == ((4,), (), (), 4)


def test_what_comes_twice_is_counted_and_changes_no_record(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    (path,) = packages(checkpoint, stick, 1)
    for _ in range(3):
        desk.apply_import(supervisor, path)
    row = row_of(supervisor)
    assert (row.numbers, row.repeated) == ((1,), 2)
    assert len(desk.cases(supervisor)) == 1


def test_a_whole_folder_is_read_once_and_its_receipt_counts_as_no_repetition(
    checkpoint: Workspace, supervisor: Workspace, met: None, stick: Path
) -> None:
    packages(checkpoint, stick, 2)
    done = desk.import_folder(supervisor, [stick]).value
    assert [bool(item.result and item.result.receipt) for item in done.items] == [False, True]
    row = row_of(supervisor)
    assert (row.numbers, row.repeated, row.missing) == ((1, 2), 0, ())


def test_a_refused_file_is_a_line_in_the_ledger_once_however_often_it_is_tried(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    (path,) = packages(checkpoint, stick, 1)
    path.write_bytes(path.read_bytes()[:-100])
    named = stick / "Mrs Noy.bdpkg"
    named.write_bytes(b"holiday")
    for _ in range(2):
        assert refusal(desk.preview_import, supervisor, path) == "package.truncated"
        assert refusal(desk.apply_import, supervisor, path) == "package.truncated"
        assert refusal(desk.preview_import, supervisor, named) == "package.not_a_package"
    refused = desk.refused_arrivals(supervisor)
    assert [(file.reason, file.station, file.number) for file in refused] == [
        ("package.not_a_package", "", 0),  # a name may say who somebody is
        ("package.truncated", "HXY", 1),
    ]
    assert (row_of(supervisor).refused, row_of(supervisor).refused_code) == (1, "package.truncated")


def test_a_checkpoint_falls_silent_after_the_chosen_days(
    checkpoint: Workspace, supervisor: Workspace, stick: Path, watch: posts.Watch
) -> None:
    assert desk.silent_after(supervisor) == 7
    (path,) = packages(checkpoint, stick, 1)
    desk.apply_import(supervisor, path)
    watch.forward(days=6)
    assert (row_of(supervisor).days, row_of(supervisor).silent) == (6, False)
    watch.forward(days=1)
    assert (row_of(supervisor).days, row_of(supervisor).silent) == (7, True)
    desk.set_silent_after(supervisor, 10)
    assert not row_of(supervisor).silent
    assert refusal(desk.set_silent_after, supervisor, 0) == "ledger.days"


def test_two_hundred_checkpoints_are_listed_by_station(supervisor: Workspace, tmp_path: Path) -> None:
    from borderdesk.exchange import DeviceIdentity

    for number in range(200):
        station = "A" + chr(65 + number // 26) + chr(65 + number % 26)
        identity = DeviceIdentity.generate(f"{station}-{number:08x}")
        desk.trust_card(supervisor, identity.card("checkpoint", station, "PC"))
    rows = desk.inbox(supervisor)
    assert len(rows) == 201
    assert [row.station for row in rows] == sorted(row.station for row in rows)


def test_an_officer_sees_no_ledger(tmp_path: Path) -> None:
    here = desk.create_workspace(
        tmp_path / "office", post=Post.SUPERVISOR, station="VTE", role=Role.AUDITOR, user="A1",
        passphrase=posts.PASSPHRASE, clock=posts.Watch(),
    ).workspace  # fmt: skip
    assert refusal(desk.inbox, here) == "role.not_allowed"
    here.close()
