"""A whole case end to end: no file it leaves behind holds the name or an answer in clear."""

import tempfile
from pathlib import Path

import pytest
from tests.desk import posts
from tests.desk.posts import FACTS, NAME_LAO, NAME_LATIN, PASSPHRASE

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.case import Person

SECRETS = (
    NAME_LATIN,
    NAME_LAO,
    "Bounmixay",
    "ບຸນມີໄຊ",
    FACTS,
    "Testlandian",
    PASSPHRASE,
    "<FS_01>",
    "AD_02",
    "screening.completed",
    "preconditions",
    "020 5555 9876",
    "kept for the second shift",
)


def spelled(word: str) -> list[bytes]:
    return [word.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be")] + [
        "".join(f"\\u{ord(letter):04x}" for letter in word).encode()
    ]


def in_clear(folder: Path) -> list[tuple[str, str]]:
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            found += [(path.name, word) for word in SECRETS for bytes_ in spelled(word) if bytes_ in content]
            found += [(path.name, "the file's name") for word in SECRETS if word in path.name]
    return found


@pytest.mark.usefixtures("met")
def test_nothing_a_case_leaves_behind_is_in_clear(
    checkpoint: Workspace, supervisor: Workspace, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    code = posts.screened(checkpoint)
    desk.record_person(checkpoint, code, Person(NAME_LAO, NAME_LATIN, contact="020 5555 9876"))
    desk.set_hand_over_note(checkpoint, "kept for the second shift")
    half = desk.start_form(checkpoint, code, "risk_needs").value
    posts.fill(checkpoint, half.id, {"IR_10": "no"})
    posts.referred(checkpoint, code)
    desk.slip_pdf(checkpoint, code, "R1")
    desk.referral_form_pdf(checkpoint, code, "R1")
    desk.search_names(checkpoint, NAME_LAO, purpose="test of the day")
    desk.write_card(checkpoint, stick)
    path = desk.pack(checkpoint, stick).value.path
    desk.preview_import(supervisor, path)
    receipt = desk.apply_import(supervisor, path, receipt_to=stick).value.receipt
    assert receipt
    desk.apply_import(checkpoint, receipt)
    assert desk.search_names(supervisor, NAME_LATIN, purpose="check").value[0].code == code

    for when in ("open", "closed"):
        assert in_clear(tmp_path) == [], when
        if when == "open":
            checkpoint.close()
            supervisor.close()
    assert sum(path.is_file() for path in tmp_path.rglob("*")) >= 6
    assert (checkpoint.folder / "workspace.db").stat().st_size > 100_000


def test_the_search_for_clear_text_would_find_it(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(f"seen {NAME_LAO}", encoding="utf-16-le")
    assert in_clear(tmp_path)
