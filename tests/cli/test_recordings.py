"""Recordings of questions from the command line."""

from pathlib import Path

import pytest
from tests.cli.story import Terminal
from tests.desk import posts
from tests.library import media


def test_a_recording_is_added_listed_and_taken_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BORDERDESK_PASSPHRASE", posts.PASSPHRASE)
    terminal = Terminal()
    here = posts.workspace(tmp_path, "supervisor")
    here.close()
    folder, memo, text = tmp_path / "author", tmp_path / "memo", tmp_path / "note.mp3"
    memo.write_bytes(media.ogg())
    text.write_bytes(b"not a sound")
    which = ("--form", "adult", "--question", "AD_22", "--in-language", "kjg", "--into", folder)
    added = terminal("recording", "add", here.folder, memo, *which, "--json").data
    assert Path(added["file"]).parts[-3:] == ("recordings", "adult", "AD_22.kjg.ogg")
    refused = terminal("recording", "add", here.folder, text, *which)
    assert refused.code == 1 and "[recording.not_sound]" in refused.err
    listing = ("recording", "list", here.folder, "--form", "adult", "--in-language", "kjg")
    assert "AD_22: no recording, AD_22.kjg.ogg added" in terminal(*listing, "--from", folder).out
    assert "AD_22: no recording\n" in terminal(*listing).out
    assert terminal("recording", "remove", here.folder, *which).code == 0
    refused = terminal("recording", "remove", here.folder, *which)
    assert refused.code == 1 and "[recording.missing]" in refused.err
    unknown = ("--form", "nothing", *which[2:])
    assert "[form.missing]" in terminal("recording", "add", here.folder, memo, *unknown).err
