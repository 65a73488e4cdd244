"""The card for who wants no referral, from the command line."""

import shutil
from pathlib import Path

import pytest
from tests.cli.story import Terminal
from tests.desk import posts
from tests.slips.reading import words

from borderdesk.slips.content import PrintedDocument
from borderdesk.slips.wording import YOUR_RIGHTS
from borderdesk.text import tr_in


def test_the_card_is_written_in_lao_and_the_language_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BORDERDESK_PASSPHRASE", posts.PASSPHRASE)
    checkpoint = tmp_path / "desk"
    shutil.copytree(posts._made("checkpoint"), checkpoint)
    terminal, out = Terminal(), tmp_path / "stick" / "cards"
    written = terminal("rights-card", checkpoint, "--language", "th", "--out", out, "--json")
    assert written.code == 0, written.err
    assert Path(written.data) == out / "rights-th.pdf"
    card = words(PrintedDocument("", (out / "rights-th.pdf").read_bytes(), 1))
    assert tr_in("lo", YOUR_RIGHTS) in card and tr_in("th", YOUR_RIGHTS) in card
    assert [path.name for path in out.iterdir()] == ["rights-th.pdf"], "nothing half written"
    assert terminal("rights-card", checkpoint, "--language", "lo", "--out", out).code == 2
    (tmp_path / "taken").touch()
    refused = terminal("rights-card", checkpoint, "--out", tmp_path / "taken" / "cards")
    assert refused.code == 1 and "cannot be written to" in refused.err
