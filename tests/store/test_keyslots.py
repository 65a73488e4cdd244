"""Key slots: passphrases, waiting after misses, recovery, damaged and newer key files."""

import itertools
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from borderdesk.domain.errors import BorderDeskError, NotAllowed, RuleBroken
from borderdesk.store import keyslots
from borderdesk.store.keyslots import ARGON2, KeyFile

KEY = bytes(range(32))
GOOD = "quiet river morning"


@pytest.fixture
def keys() -> KeyFile:
    return KeyFile.new().with_passphrase("O1", "officer", GOOD, KEY)


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(BorderDeskError) as refused:
        call()
    return refused.value.code


def test_the_right_passphrase_opens_and_any_other_is_wrong(keys: KeyFile) -> None:
    assert keys.open_passphrase("O1", GOOD) == KEY
    for user, passphrase in (("O1", GOOD + " "), ("O1", ""), ("O2", GOOD)):
        assert refusal(lambda u=user, p=passphrase: keys.open_passphrase(u, p)) == "passphrase.wrong"  # type: ignore[misc]


def test_a_short_passphrase_is_refused_with_how_long_it_must_be() -> None:
    with pytest.raises(RuleBroken) as refused:
        KeyFile.new().with_passphrase("O1", "officer", "short", KEY)
    assert (refused.value.code, refused.value.fields) == ("passphrase.short", {"minimum": 10})


def test_the_cost_of_a_guess_is_that_of_the_design(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyslots, "ARGON2", ARGON2)  # as the program has it; tests have a cheap one
    keys = KeyFile.new().with_passphrase("O1", "officer", GOOD, KEY)
    assert ARGON2 == {"time_cost": 3, "memory_cost": 64 * 1024, "parallelism": 4}
    assert keys.slots[0].argon2 == ARGON2
    assert len(keys.slots[0].salt) == 16


def test_five_misses_are_free_then_the_wait_doubles_up_to_a_minute() -> None:
    keys, now, waits = KeyFile.new(), 1000.0, []
    for _ in range(13):
        waits.append(keys.wait("O1", now))
        keys = keys.missed("O1", now)
    assert waits == [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]
    assert keys.wait("O1", now + 59.5) == 1
    assert keys.wait("O1", now + 60) == 0
    assert keys.wait("O2", now) == 0
    assert keys.opened("O1").wait("O1", now) == 0


def test_setting_the_clock_back_does_not_lengthen_the_wait() -> None:
    keys = KeyFile.new()
    for _ in range(8):
        keys = keys.missed("O1", 10_000.0)
    assert keys.wait("O1", 0.0) == 8


def test_misses_survive_a_restart(keys: KeyFile, tmp_path: Path) -> None:
    for _ in range(7):
        keys = keys.missed("O1", 1000.0)
    keys.save(tmp_path / "keys.json")
    assert KeyFile.load(tmp_path / "keys.json").wait("O1", 1000.0) == 4


def test_changing_a_passphrase_rewrites_that_slot_alone(keys: KeyFile) -> None:
    keys = keys.with_passphrase("O2", "shift_lead", "another good one", KEY)
    changed = keys.with_passphrase("O1", "officer", "a new quiet river", KEY)
    assert changed.open_passphrase("O1", "a new quiet river") == KEY
    assert refusal(lambda: changed.open_passphrase("O1", GOOD)) == "passphrase.wrong"
    assert [slot for slot in changed.slots if slot.name == "O2"] == [
        slot for slot in keys.slots if slot.name == "O2"
    ]
    assert changed.users == (("O2", "shift_lead"), ("O1", "officer"))


def test_any_two_of_three_recovery_shares_open_and_one_does_not(keys: KeyFile) -> None:
    keys, shares = keys.with_recovery(KEY, 2, 3)
    for pair in itertools.combinations(shares, 2):
        assert keys.open_recovery(pair) == KEY
    untidy = ["  " + shares[0].upper() + " \n", shares[2].replace(" ", "  ")]
    assert keys.open_recovery(untidy) == KEY
    wrong: list[list[str]] = [[], [shares[0]], [shares[0], shares[0]], [shares[0], "no such words"]]
    assert {refusal(lambda each=each: keys.open_recovery(each)) for each in wrong} == {"recovery.wrong"}  # type: ignore[misc]
    assert keys.open_passphrase("O1", GOOD) == KEY


def test_all_three_shares_open_too(keys: KeyFile) -> None:
    keys, shares = keys.with_recovery(KEY, 2, 3)
    assert keys.open_recovery(shares) == KEY


def test_shares_of_another_workspace_do_not_open(keys: KeyFile) -> None:
    keys, _ = keys.with_recovery(KEY, 2, 3)
    _, foreign = KeyFile.new().with_recovery(KEY, 2, 3)
    assert refusal(lambda: keys.open_recovery(foreign[:2])) == "recovery.wrong"


def test_a_slot_copied_into_another_workspace_or_to_another_user_does_not_open(keys: KeyFile) -> None:
    elsewhere = KeyFile("0123456789abcdef", keys.slots)
    assert refusal(lambda: elsewhere.open_passphrase("O1", GOOD)) == "passphrase.wrong"


def test_the_last_way_in_is_never_taken_away(keys: KeyFile) -> None:
    keys, _ = keys.with_recovery(KEY, 2, 3)
    with pytest.raises(NotAllowed) as refused:
        keys.without("passphrase", "O1")
    assert refused.value.code == "keys.last_slot"
    two = keys.with_passphrase("O2", "officer", "another good one", KEY)
    assert [slot.name for slot in two.without("passphrase", "O1").slots] == ["recovery", "O2"]


def test_the_key_file_comes_back_as_saved_and_is_for_its_owner_only(keys: KeyFile, tmp_path: Path) -> None:
    keys, _ = keys.with_recovery(KEY, 2, 3)
    path = tmp_path / "keys.json"
    keys.save(path)
    loaded = KeyFile.load(path)
    assert (loaded.workspace, loaded.slots, loaded.practice) == (keys.workspace, keys.slots, False)
    assert loaded.open_passphrase("O1", GOOD) == KEY
    assert sys.platform == "win32" or path.stat().st_mode & 0o077 == 0
    assert [each.name for each in tmp_path.iterdir()] == ["keys.json"]
    text = path.read_text()
    assert GOOD not in text and KEY.hex() not in text


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json",
        b"[]",
        b"null",
        b"{}",
        b'{"format": "x"}',
        b"\xff\xfe\x00",
        b"[" * 200_000,
        b'{"format": 1, "workspace": "x", "practice": false, "slots": [], "misses": {}}',
        b'{"format": 1, "workspace": "x", "practice": false, "slots": [{}], "misses": {}}',
        b'{"format": 1, "workspace": "x", "practice": false, "slots": [1], "misses": {"O1": [1e999, 2]}}',
    ],
)
def test_a_damaged_key_file_is_named(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_bytes(content)
    assert refusal(lambda: KeyFile.load(tmp_path / "keys.json")) == "keys.damaged"


@pytest.mark.parametrize(
    "change",
    [
        {"argon2": {"time_cost": 3, "memory_cost": 1 << 40, "parallelism": 4}},
        {"argon2": {"time_cost": "3", "memory_cost": 65536, "parallelism": 4}},
        {"argon2": {"time_cost": 3}},
        {"salt": "not base64!"},
    ],
)
def test_a_slot_that_was_tampered_with_is_damage_and_does_not_eat_the_memory(
    keys: KeyFile, tmp_path: Path, change: dict[str, Any]
) -> None:
    path = tmp_path / "keys.json"
    keys.save(path)
    content = json.loads(path.read_text())
    content["slots"][0] |= change
    path.write_text(json.dumps(content))
    assert refusal(lambda: KeyFile.load(path)) == "keys.damaged"


def test_too_short_a_salt_is_damage(keys: KeyFile, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    keys.save(path)
    content = json.loads(path.read_text())
    content["slots"][0]["salt"] = "AAAA"
    path.write_text(json.dumps(content))
    assert refusal(lambda: KeyFile.load(path).open_passphrase("O1", GOOD)) == "keys.damaged"


def test_a_key_file_of_a_newer_program_says_so(keys: KeyFile, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    keys.save(path)
    path.write_text(path.read_text().replace('"format": 1', '"format": 2'))
    assert refusal(lambda: KeyFile.load(path)) == "workspace.newer"


def test_a_missing_key_file_is_a_missing_workspace(tmp_path: Path) -> None:
    assert refusal(lambda: KeyFile.load(tmp_path / "keys.json")) == "workspace.missing"


def test_a_key_file_that_cannot_be_written_leaves_the_old_one(keys: KeyFile, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    keys.save(path)
    (tmp_path / "keys.json.new").mkdir()
    before = path.read_bytes()
    assert refusal(lambda: keys.missed("O1", 1.0).save(path)) == "keys.unwritable"
    assert path.read_bytes() == before
