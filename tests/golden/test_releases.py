"""What earlier releases wrote, real files of theirs, opens, is imported and read by this program.

Each folder of ``releases`` holds a checkpoint's and a supervisor's workspace and the stick between them, as
that release left them, with the passphrase of :data:`tests.desk.posts.PASSPHRASE`. The files never change;
a release that changes what is written adds a folder of its own.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.desk import posts

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.values import Carriage, Outcome
from borderdesk.store import keyslots

RELEASES = sorted((Path(__file__).parent / "releases").iterdir())
REFERRED, SCREENED, OPENED, LATER = (
    "BD-HXY-26-NAKMQ-1",
    "BD-HXY-26-F987J-3",
    "BD-HXY-26-JE8VK-K",
    "BD-HXY-26-10NJN-3",
)

pytestmark = pytest.mark.parametrize("left", RELEASES, ids=[path.name for path in RELEASES], indirect=True)


@pytest.fixture
def left(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of what a release left."""
    return Path(shutil.copytree(request.param, tmp_path / "left"))


@pytest.fixture
def checkpoint(left: Path) -> Iterator[Workspace]:
    here = posts.reopened(left / "checkpoint")
    yield here
    here.close()


@pytest.fixture
def supervisor(left: Path) -> Iterator[Workspace]:
    here = posts.reopened(left / "supervisor")
    yield here
    here.close()


def test_its_records_are_there_and_every_chain_is_whole(checkpoint: Workspace) -> None:
    assert {row.code for row in desk.cases(checkpoint)} == {REFERRED, SCREENED, OPENED, LATER}
    state = desk.case(checkpoint, REFERRED)
    assert (state.person.name_as_used, state.outcome) == ("ຄຳຫຼ້າ ໃໝ່", Outcome.O2)
    assert [referral.number for referral in state.referrals] == ["R1"]
    assert desk.verify(checkpoint).ok
    assert desk.rebuild(checkpoint).different == ()
    assert [row.code for row in desk.search_names(checkpoint, "ຄຳຫລ້າ", purpose="test").value] == [REFERRED]


def test_its_settings_its_hide_pin_and_its_half_filled_form_are_there(
    checkpoint: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A digest does not tell what it cost; this is what the program has always asked.
    real = {"time_cost": 2, "memory_cost": 19 * 1024, "parallelism": 1}
    monkeypatch.setattr(keyslots, "PIN_ARGON2", real)
    assert desk.preference(checkpoint, "text_size") == 130
    assert desk.check_hide_pin(checkpoint, "2468") and not desk.check_hide_pin(checkpoint, "1357")
    today = desk.today(checkpoint)
    assert today.hand_over_note.endswith("cupboard")
    draft = next(draft for draft in today.unfinished if draft.code == OPENED)
    opened = desk.open_draft(checkpoint, draft.id, language="en")
    answers = {node.name: node for node in opened.session.record.root.walk() if not node.children}
    assert opened.session.value(answers["PRE_1"]) == "yes"


def test_work_goes_on_in_it(checkpoint: Workspace, left: Path) -> None:
    code = posts.screened(checkpoint)
    packed = desk.pack(checkpoint, left / "stick").value
    assert (packed.number, packed.records) == (4, 1)
    assert code in {row.code for row in desk.cases(checkpoint)}


def test_its_recovery_shares_open_it(left: Path) -> None:
    shares = (left / "recovery.txt").read_text(encoding="utf-8").splitlines()
    here = desk.recover_workspace(left / "checkpoint", shares[1:], "O1", "another good passphrase")
    assert len(desk.cases(here)) == 4
    here.close()


def test_its_packages_are_imported_and_what_waited_there_finds_its_place(
    supervisor: Workspace, left: Path
) -> None:
    assert [row.code for row in desk.cases(supervisor)] == [REFERRED]
    package = left / "stick" / "HXY-000002.bdpkg"
    assert desk.preview_import(supervisor, package).new > 0
    done = desk.apply_import(supervisor, package, receipt_to=left / "stick").value
    assert (done.waiting, done.set_aside) == (0, 0)
    assert {row.code for row in desk.cases(supervisor)} == {REFERRED, SCREENED, OPENED, LATER}
    again = desk.apply_import(supervisor, left / "stick" / "HXY-000001.bdpkg").value
    assert (again.new, again.repeated > 0) == (0, True)
    assert desk.verify(supervisor).ok and desk.rebuild(supervisor).different == ()


def test_its_receipt_confirms_what_it_names(checkpoint: Workspace, left: Path) -> None:
    carried = {row.code: row.carriage for row in desk.cases(checkpoint)}
    assert Carriage.CONFIRMED not in carried.values()
    desk.apply_import(checkpoint, left / "stick" / "VTE-000001.receipt")
    packages = {row.number: row.carriage for row in desk.transfer_status(checkpoint).packages}
    assert packages[1] is Carriage.CONFIRMED


def test_its_cards_are_read_and_trusted(left: Path, tmp_path: Path) -> None:
    stranger = posts.workspace(tmp_path, "supervisor", name="stranger")
    card = desk.read_card_file(left / "stick" / "HXY.card")
    assert (desk.read_card(card).station, len(desk.read_card(card).words)) == ("HXY", 6)
    assert desk.trust_card(stranger, card).value.station == "HXY"
    stranger.close()
