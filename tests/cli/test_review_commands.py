"""What a supervisor does after imports, at the command line."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.story import Terminal
from tests.desk import posts
from tests.desk.posts import PASSPHRASE

from borderdesk import desk
from borderdesk.domain.values import ReferralStep


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, Path, str]]:
    """A supervisor's desk and a stick with two packages, the second of which contradicts it; the record."""
    monkeypatch.setenv("BORDERDESK_PASSPHRASE", PASSPHRASE)
    checkpoint = posts.workspace(tmp_path, "checkpoint")
    supervisor = posts.workspace(tmp_path, "supervisor")
    posts.introduced(checkpoint, supervisor)
    stick = tmp_path / "stick"
    stick.mkdir()
    code = posts.referred(checkpoint)
    desk.apply_import(supervisor, desk.pack(checkpoint, stick).value.path)
    desk.answer_referral(supervisor, code, "R1", ReferralStep.ACKNOWLEDGED)
    desk.answer_referral(checkpoint, code, "R1", ReferralStep.DECLINED, "no bed")
    desk.pack(checkpoint, stick)
    (stick / "HXY-000009.bdpkg").write_bytes(b"holiday photo")
    checkpoint.close()
    supervisor.close()
    yield supervisor.folder, stick, code


def test_a_folder_is_imported_decided_undone_and_answered(two: tuple[Path, Path, str]) -> None:
    office, stick, code = two
    terminal = Terminal()
    dry = terminal("import-all", office, stick, "--dry-run")
    assert "not a BorderDesk package" in dry.out and dry.code == 0
    taken = terminal("import-all", office, stick, "--json")
    assert taken.code == 1, "one was refused"
    assert [bool(item["problem"]) for item in taken.data["items"]] == [False, False, True]
    listed = terminal("contradictions", office)
    assert listed.out.strip() == f"{code} HXY: 1 to decide"
    sides = terminal("contradictions", office, code, "--json").data["fields"][0]["sides"]
    assert {json.dumps(side["fact"])[:80] != "" for side in sides} == {True}
    assert "no bed" in terminal("contradictions", office, code).out
    settled = terminal("resolve", office, code, "--choose", "referral.R1", sides[0]["entry"])
    assert settled.out.strip() == f"{code}: 0 left to decide"
    waiting = terminal("send-back", office, "--json").data
    assert waiting[0]["entries"] == 2
    sent = terminal("send-back", office, waiting[0]["device"], "--to", stick)
    assert "read back. Safe to remove." in sent.out
    names = [line.split()[0] for line in terminal("imports", office).out.splitlines()]
    assert len(names) == 2
    assert terminal("undo-import", office, names[1], "--dry-run").code == 1, "the later one is in the way"
    undone = terminal("undo-import", office, names[0], "--reason", "wrong stick")
    assert undone.code == 0 and undone.out.startswith("HXY 2:")
    assert len(terminal("imports", office).out.splitlines()) == 1
    assert terminal("set-aside", office, "--try-again").out.strip() == "0 can be used now, 0 stay"
    revoked = terminal("revoke", office, waiting[0]["device"], "--reason", "stolen")
    assert revoked.code == 0
    refused = terminal("import", office, stick / "HXY-000002.bdpkg", "--json")
    assert refused.data["error"]["code"] == "package.revoked_sender"
