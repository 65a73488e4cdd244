"""The library and the directory from the command line."""

import json
from pathlib import Path

import pytest
from tests.cli.story import Terminal
from tests.desk import posts
from tests.library.pdfs import by_hand, pdf


def test_documents_and_services_go_into_the_folder_of_an_author(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BORDERDESK_PASSPHRASE", posts.PASSPHRASE)
    terminal = Terminal()
    here = posts.workspace(tmp_path, "supervisor")
    here.close()
    folder, book, bad = tmp_path / "author", tmp_path / "book", tmp_path / "bad.pdf"
    book.write_bytes(pdf())
    bad.write_bytes(by_hand("/AA<<>>"))
    facts = ("--into", folder, "--title", "ປຶ້ມ", "--source", "DoI", "--review-date", "2030-01-01")
    added = terminal("library", "add", here.folder, book, *facts, "--json").data
    assert (added["id"], len(added["files"])) == ("D01", 2)
    refused = terminal("library", "add", here.folder, bad, *facts)
    assert refused.code == 1 and "[document.pdf_active]" in refused.err
    assert terminal("library", "readers", here.folder).code == 0

    row = tmp_path / "row.json"
    row.write_text(json.dumps({"id": "atd-bokeo", "phone": "084 211 000"}))
    into = ("--into", folder)
    refused = terminal("directory", "set", here.folder, row, *into)
    assert refused.code == 1 and "[directory.personal_number]" in refused.err
    assert terminal("directory", "set", here.folder, row, *into, "--office-number").code == 0
    listed = terminal("directory", "list", here.folder, "--from", folder).out
    assert "! atd-bokeo" in listed and "number does not print" in listed
    assert terminal("directory", "remove", here.folder, "atd-bokeo", *into).code == 0
    table = tmp_path / "lines.csv"
    lines = ("--part", "helplines")
    assert terminal("directory", "export", here.folder, table, "--from", folder, *lines).code == 0
    with table.open("a", encoding="utf-8") as file:
        file.write("new-line,,,,,call me\r\n")
    found = terminal(
        "directory", "import", here.folder, table, *into, *lines, "--office-numbers", "--dry-run"
    )
    assert "10 the same" in found.out and "row 12 left out" in found.out
    assert "pack" in terminal("pack", "check", here.folder, folder, "--draft").out
