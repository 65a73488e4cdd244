"""Content packs from the command line: key, check, sign, write, look inside, install, who has which."""

from pathlib import Path

import pytest
from tests.cli.story import Said, Terminal
from tests.desk import content, posts


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("BORDERDESK_PASSPHRASE", posts.PASSPHRASE)
    return Terminal()


@pytest.fixture
def desks(tmp_path: Path) -> tuple[Path, Path]:
    """An author's and an officer's workspace, closed."""
    folders = []
    for kind in ("supervisor", "checkpoint"):
        here = posts.workspace(tmp_path, kind)
        here.close()
        folders.append(here.folder)
    return folders[0], folders[1]


def test_a_pack_goes_from_a_folder_to_a_checkpoint(
    terminal: Terminal, desks: tuple[Path, Path], tmp_path: Path
) -> None:
    author, officer = desks
    stick = tmp_path / "stick"
    stick.mkdir()

    def pack(*words: object) -> Said:
        return terminal("pack", *words)

    made = pack("key", "new", author, "--json").data
    assert pack("key", "card", author, "--to", stick).code == 0
    card = stick / "VTE-content.card"
    refused = pack("key", "trust", officer, card, "--words", "ba-ba ba-ba ba-ba ba-ba ba-ba ba-ba")
    assert refused.code == 2
    assert pack("key", "trust", officer, card, "--words", " ".join(made["words"])).code == 0

    folder = content.written(tmp_path / "content", {"S07.md": content.document(words="ຂໍ້ໃໝ່.")})
    checked = pack("check", author, folder)
    assert checked.code == 1
    assert "library/lo/S07.md lo: not reviewed (draft)" in checked.out
    refused = pack("sign", author, folder)
    assert refused.code == 1 and "[pack.unreviewed]" in refused.err
    signed = pack("sign", author, folder, "--draft", "--to", stick, "--title-en", "March", "--json").data
    assert signed["signed"]["number"] == 1

    written = stick / "VTE-000001.content"
    seen = pack("preview", officer, written).out
    assert "pack 1 of VTE, draft: March" in seen and "changed: S07 lo" in seen
    assert pack("install", officer, written).out.strip() == "pack 1: installed"
    assert pack("install", officer, written).out.strip() == "pack 1: in use already"
    assert "HXY" not in pack("where", author).out
    assert pack("write", author, 1, "--to", stick).code == 0
    assert pack("key", "withdraw", author, made["device"], "--reason", "lost").code == 0
    assert "withdrawn" in pack("key", "list", author).out
