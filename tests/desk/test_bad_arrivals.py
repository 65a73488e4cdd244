"""Bad input by hand, each kind of the courier's list: a code, a line in the ledger, nothing changed."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.desk import posts
from tests.desk.country import everything
from tests.desk.forged import handed, journal
from tests.desk.posts import new_case, refusal

from borderdesk import desk
from borderdesk.desk.access import device_identity
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.journal import to_line
from borderdesk.exchange import DeviceIdentity

pytestmark = pytest.mark.usefixtures("met")


def lines(here: Workspace) -> list[bytes]:
    return [to_line(entry) for entry in journal(here, here.device)]


def rezipped(path: Path) -> bytes:
    """The same file put into a ZIP by somebody who meant well."""
    target = path.with_suffix(".zip")
    with zipfile.ZipFile(target, "w") as archive:
        archive.write(path, path.name)
    return target.read_bytes()


def bomb(path: Path) -> bytes:
    """A ZIP that would unpack to far more than it is."""
    target = path.with_suffix(".zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("entries.jsonl.gz", bytes(50_000_000))
        archive.writestr("../../outside", b"x")
    return target.read_bytes()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda whole, path: whole[: len(whole) // 2], "package.truncated"),
        (lambda whole, path: whole[:-1], "package.truncated"),
        (lambda whole, path: whole[:900] + bytes([whole[900] ^ 4]) + whole[901:], "package.altered"),
        (lambda whole, path: rezipped(path), "package."),
        (lambda whole, path: bomb(path), "package."),
        (lambda whole, path: b"", "package.not_a_package"),
        (lambda whole, path: b"holiday photo", "package.not_a_package"),
    ],
)
def test_a_spoiled_file_is_named_in_the_ledger_and_changes_nothing(
    checkpoint: Workspace,
    supervisor: Workspace,
    stick: Path,
    spoil: Callable[[bytes, Path], bytes],
    code: str,
) -> None:
    new_case(checkpoint)
    path = desk.pack(checkpoint, stick).value.path
    path.write_bytes(spoil(path.read_bytes(), path))
    before = everything(supervisor)
    for verb in (desk.preview_import, desk.apply_import):
        assert refusal(verb, supervisor, path).startswith(code)
    assert everything(supervisor) == before
    arrivals = desk.refused_arrivals(supervisor)
    assert [(each.station, each.number) for each in arrivals] == [("HXY", 1)], "written down once"


def test_swapped_renumbered_misaddressed_and_strange_packages_are_refused(
    checkpoint: Workspace, supervisor: Workspace, stick: Path, tmp_path: Path
) -> None:
    new_case(checkpoint)
    stranger = posts.workspace(tmp_path, "checkpoint", name="stranger")
    with stranger.store.write() as transaction:
        transaction.set_secret("device.identity", DeviceIdentity.generate("BKO-1").to_bytes())
    with stranger.store.read() as transaction:
        other = device_identity(transaction)
    good = lines(checkpoint)
    seqs = [line.replace(b'"seq":2,', b'"seq":3,') for line in good]
    made = {
        "package.sender_differs": handed(checkpoint, supervisor, stick, good, station="BKO"),
        "package.unknown_sender": handed(stranger, supervisor, stick, good),
        "package.not_for_us": handed(checkpoint, replace(stranger), stick, good),
        "journal.altered": handed(checkpoint, supervisor, stick, seqs),
        "package.altered": handed(checkpoint, supervisor, stick, good, entry_ranges={"BKO-1": (1, 9)}),
    }
    before = everything(supervisor)
    for code, path in made.items():
        assert refusal(desk.apply_import, supervisor, path) == code
    assert everything(supervisor) == before
    assert {each.reason for each in desk.refused_arrivals(supervisor)} == set(made)
    assert other.device_id == "BKO-1"
    stranger.close()


def test_a_replayed_or_renumbered_package_brings_nothing_twice(
    checkpoint: Workspace, supervisor: Workspace, stick: Path
) -> None:
    new_case(checkpoint)
    good = lines(checkpoint)
    desk.apply_import(supervisor, handed(checkpoint, supervisor, stick, good, number=1))
    held = everything(supervisor)
    for number in (1, 2, 999_999):
        done = desk.apply_import(supervisor, handed(checkpoint, supervisor, stick, good, number=number)).value
        assert (done.new, done.repeated) == (0, len(good))
    assert everything(supervisor) == held
