"""Writing to a stick: whole or not at all, in a form that ordinary tools open."""

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from tests.exchange.posts import CLEAR_WORDS, NOON, Post, noise, three_entries

from borderdesk.domain.errors import BorderDeskError, Cancelled, Damaged, RuleBroken
from borderdesk.exchange import FileSystem, Limits, list_packages, write_package


def test_a_package_is_called_by_station_and_number_only(
    tmp_path: Path, checkpoint: Post, supervisor: Post
) -> None:
    written = checkpoint.packs(tmp_path, [supervisor])
    assert written.path == tmp_path / "HXY-000042.bdpkg"
    assert [path.name for path in tmp_path.iterdir()] == ["HXY-000042.bdpkg"]
    assert written.size == written.path.stat().st_size
    assert written.sha256 == hashlib.sha256(written.path.read_bytes()).hexdigest()
    assert written.counts == {"entries": 3, "attachments": 0}


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("receipt", "HXY-000042.receipt"),
        ("resend-request", "HXY-000042.resend"),
        ("content", "HXY-000042.content"),
        ("card", "HXY-000042.cards"),
    ],
)
def test_each_kind_has_its_own_ending(
    tmp_path: Path, checkpoint: Post, supervisor: Post, kind: str, name: str
) -> None:
    assert checkpoint.packs(tmp_path, [supervisor], kind=kind).path.name == name
    assert [path.name for path in list_packages(tmp_path)] == [name]


def test_a_package_on_the_stick_is_never_replaced(tmp_path: Path, checkpoint: Post, supervisor: Post) -> None:
    first = checkpoint.packs(tmp_path, [supervisor])
    kept = first.path.read_bytes()
    second = checkpoint.packs(tmp_path, [supervisor])
    assert second.path.name == "HXY-000042-2.bdpkg"
    assert first.path.read_bytes() == kept
    assert list_packages(tmp_path) == (second.path, first.path)


def test_a_folder_that_is_gone_holds_no_packages(tmp_path: Path) -> None:
    assert list_packages(tmp_path / "pulled") == ()


def test_nothing_on_the_stick_can_be_read_without_the_key(
    tmp_path: Path, checkpoint: Post, supervisor: Post
) -> None:
    picture = b"Khamla" * 1000
    checkpoint.packs(
        tmp_path,
        [supervisor],
        three_entries() * 2000,
        attachments=[(hashlib.sha256(picture).hexdigest(), picture)],
        extra={"note": "Khamla"},
    )
    for path in tmp_path.rglob("*"):
        for word in CLEAR_WORDS:
            assert word not in path.read_bytes()
            assert word not in path.name.encode()


def test_clear_text_is_never_written_even_for_a_moment(
    tmp_path: Path, checkpoint: Post, supervisor: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every byte that goes to any file, while packing to oneself and opening again, passes by here."""
    seen: list[bytes] = []

    class Watched(FileSystem):
        def write(self, file: BinaryIO, data: bytes | memoryview) -> int:
            seen.append(bytes(data))
            return super().write(file, data)

    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    stick = tmp_path / "stick"
    stick.mkdir()
    checkpoint.packs(stick, [checkpoint, supervisor], three_entries() * 5000, files=Watched())
    assert sum(map(len, seen)) == (stick / "HXY-000042.bdpkg").stat().st_size
    assert not any(word in b"".join(seen) for word in CLEAR_WORDS)
    assert list((tmp_path / "temporary").iterdir()) == []


def test_records_are_not_packed_without_a_receiver(tmp_path: Path, checkpoint: Post) -> None:
    for kind in ("records", "receipt", "resend-request"):
        with pytest.raises(RuleBroken) as refusal:
            checkpoint.packs(tmp_path, [], kind=kind)
        assert refusal.value.code == "package.no_recipient"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "limits",
    [
        Limits(entries=2),
        Limits(line=20),
        Limits(unpacked=100),
        Limits(manifest=100),
        Limits(package=2000),
        Limits(attachments=0),
        Limits(attachment=3),
    ],
    ids=["entries", "line", "unpacked", "manifest", "package", "attachments", "attachment"],
)
def test_no_package_is_written_that_could_not_be_read(
    tmp_path: Path, checkpoint: Post, supervisor: Post, limits: Limits
) -> None:
    attachment = (hashlib.sha256(b"data").hexdigest(), b"data")
    with pytest.raises(RuleBroken) as refusal:
        checkpoint.packs(tmp_path, [supervisor], attachments=[attachment], limits=limits)
    assert refusal.value.code == "package.too_much"
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_attachment_is_not_sent(tmp_path: Path, checkpoint: Post, supervisor: Post) -> None:
    with pytest.raises(Damaged) as refusal:
        checkpoint.packs(tmp_path, [supervisor], attachments=[("0" * 64, b"data")])
    assert refusal.value.code == "package.attachment_differs"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "mistake",
    [
        {"entries": [b"two\nlines"]},
        {"entries": [b""]},
        {"number": 0},
        {"station": "../x"},
        {"role": ""},
        {"created": NOON.replace(tzinfo=None)},
        {"extra": {"x": float("nan")}},
        {"kind": "letter"},
    ],
    ids=lambda mistake: next(iter(mistake)),
)
def test_a_caller_that_asks_for_nonsense_is_stopped(
    tmp_path: Path, checkpoint: Post, supervisor: Post, mistake: dict[str, object]
) -> None:
    with pytest.raises(ValueError):
        checkpoint.packs(tmp_path, [supervisor], **mistake)
    assert list(tmp_path.iterdir()) == []


def test_packing_keeps_little_in_memory_however_much_is_packed(
    tmp_path: Path, checkpoint: Post, supervisor: Post
) -> None:
    tracemalloc.start()
    try:
        written = write_package(
            tmp_path,
            kind="records",
            sender=checkpoint.identity,
            number=1,
            recipients=[supervisor.card],
            station="HXY",
            role="checkpoint",
            entry_ranges={"hxy-1": (1, 400)},
            entries=(os.urandom(20_000).hex().encode() for _ in range(400)),
            created=NOON,
        )
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert written.size > 8_000_000
    assert most < 3_000_000


def test_cancelling_at_any_moment_leaves_nothing(tmp_path: Path, checkpoint: Post, supervisor: Post) -> None:
    told: list[tuple[str, int, int]] = []
    lines = noise(300)
    picture = (hashlib.sha256(b"data").hexdigest(), b"data")
    checkpoint.packs(
        tmp_path, [supervisor, checkpoint], lines, attachments=[picture],
        progress=lambda *step: told.append(step),
    ).path.unlink()  # fmt: skip
    assert {step for step, _, _ in told} == {"pack", "attach", "verify", "unseal", "check", "read"}
    assert ("pack", 300, 300) in told
    assert all(done <= total for _, done, total in told if total)

    for moment in range(len(told)):
        left = iter(range(moment))

        def cancel(step: str, done: int, total: int, left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise Cancelled

        with pytest.raises(Cancelled):
            checkpoint.packs(
                tmp_path, [supervisor, checkpoint], lines, attachments=[picture], progress=cancel
            )
        assert list(tmp_path.iterdir()) == []


def test_an_error_of_the_store_comes_through_as_it_is(
    tmp_path: Path, checkpoint: Post, supervisor: Post
) -> None:
    def entries() -> Iterator[bytes]:
        yield b"{}"
        raise Damaged("store.damaged")

    with pytest.raises(BorderDeskError) as refusal:
        write_package(
            tmp_path,
            kind="records",
            sender=checkpoint.identity,
            number=1,
            recipients=[supervisor.card],
            station="HXY",
            role="checkpoint",
            entry_ranges={},
            entries=entries(),
            created=NOON,
        )
    assert refusal.value.code == "store.damaged"
    assert list(tmp_path.iterdir()) == []


def test_age_unzip_and_minisign_open_a_package(tmp_path: Path, checkpoint: Post, supervisor: Post) -> None:
    for tool in ("age", "unzip", "minisign"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    picture = os.urandom(100_000)
    digest = hashlib.sha256(picture).hexdigest()
    written = checkpoint.packs(tmp_path, [supervisor], attachments=[(digest, picture)])
    key = tmp_path / "key.txt"
    key.write_text(str(supervisor.identity.sealing))
    clear = tmp_path / "clear.zip"
    subprocess.run(["age", "-d", "-i", key, "-o", clear, written.path], check=True, capture_output=True)
    subprocess.run(["unzip", "-q", clear, "-d", tmp_path / "out"], check=True, capture_output=True)
    manifest = tmp_path / "out" / "manifest.json"
    subprocess.run(
        ["minisign", "-V", "-q", "-P", checkpoint.card.signing_key, "-m", manifest],
        check=True,
        capture_output=True,
    )
    assert (tmp_path / "out" / "attachments" / digest).read_bytes() == picture
    packed = (tmp_path / "out" / "entries.jsonl.gz").read_bytes()
    assert gzip.decompress(packed).splitlines() == three_entries()
    said = json.loads(manifest.read_bytes())
    assert said["files"]["entries.jsonl.gz"]["sha256"] == hashlib.sha256(packed).hexdigest()
    assert (said["kind"], said["number"], said["format"], said["practice"]) == ("records", 42, 1, False)
    assert said["sender"] == {"device": "hxy-1", "role": "checkpoint", "station": "HXY"}
    with zipfile.ZipFile(clear) as archive:
        assert archive.testzip() is None


def test_minisign_checks_a_card(tmp_path: Path, checkpoint: Post) -> None:
    if shutil.which("minisign") is None:
        pytest.skip("minisign is not installed")
    lines = checkpoint.identity.card("checkpoint", "HXY", "PC 1").splitlines(keepends=True)
    (tmp_path / "card").write_bytes(lines[0])
    (tmp_path / "card.minisig").write_bytes(b"".join(lines[1:]))
    command = ["minisign", "-V", "-q", "-P", checkpoint.card.signing_key, "-m", str(tmp_path / "card")]
    subprocess.run(command, check=True, capture_output=True)
