"""The way out for separate records: under the open list only, to a desk whose six words were compared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.ui.screens.office import Office
from tests.ui.screens.referred import PASSPHRASE, new_case

from borderdesk import desk
from borderdesk.domain.roles import Post, Role


@pytest.fixture(scope="module")
def central(tmp_path_factory: pytest.TempPathFactory) -> Iterator[desk.Workspace]:
    """The other receiver's practice desk."""
    made = desk.create_workspace(
        tmp_path_factory.mktemp("central") / "desk",
        post=Post.SUPERVISOR,
        station="VTE",
        role=Role.SUPERVISOR,
        passphrase=PASSPHRASE,
        practice=True,
    ).workspace
    yield made
    made.close()


def test_separate_records_are_packed_for_the_other_receiver_after_comparing_six_words(
    office: Office, central: desk.Workspace, tmp_path: Path
) -> None:
    code = new_case(office.workspace, needs={"IR_09": "yes"})
    desk.trust_card(central, desk.own_card(office.workspace))
    card = desk.write_card(central, tmp_path)
    office.desk.mode.enter_private()
    office.show("separate")
    assert not office.sees("separate.other")
    office.type("separate.passphrase", PASSPHRASE)
    office.press("separate.primary")
    office.find("separate.other")
    assert "Nobody receives separate records yet" in office.text("separate.other.words")
    assert not office.sees("separate.other.pack")

    carry = office.screen.carry  # type: ignore[attr-defined]  # the screen's own part
    carry._read(card)  # the chooser of files has tests of its own
    office.find("compare.words")
    office.press("compare.trust")
    office.find("separate.other.pack")
    assert "sealed to VTE and to nobody else" in office.text("separate.other.words")

    stick = tmp_path / "out"
    stick.mkdir()
    carry._pack(stick)
    office._qtbot.waitUntil(lambda: office.sees("separate.other.written"))
    (package,) = stick.iterdir()
    desk.apply_import(central, package)
    assert desk.case(central, code).official_involved
