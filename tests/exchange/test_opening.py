"""Opening what came on a stick: everything that is not whole, ours and trusted is refused by its name."""

import errno
import gzip
import hashlib
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.exchange.forging import contained, members, resigned, rezipped, sealed, unsealed
from tests.exchange.posts import CHECKPOINT, NOON, STRANGER, SUPERVISOR, refusal_of, three_entries

from borderdesk.domain.errors import Cancelled, Unavailable
from borderdesk.exchange import Limits

PICTURE = os.urandom(90_000)
PICTURE_DIGEST = hashlib.sha256(PICTURE).hexdigest()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return CHECKPOINT.packs(tmp_path, [SUPERVISOR], attachments=[(PICTURE_DIGEST, PICTURE)]).path


@pytest.fixture
def files(package: Path) -> dict[str, bytes]:
    return members(unsealed(package, SUPERVISOR))


def manifest_with(files: dict[str, bytes], /, **changed: object) -> bytes:
    document = {**json.loads(files["manifest.json"]), **changed}
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


# ---- what is well


def test_what_was_packed_comes_out_again(tmp_path: Path) -> None:
    written = CHECKPOINT.packs(
        tmp_path,
        [STRANGER, SUPERVISOR],
        attachments=[(PICTURE_DIGEST, PICTURE), (PICTURE_DIGEST, PICTURE)],
        extra={"note": "ຄຳ", "list": [1, 2.5, None, True]},
        created=NOON.replace(microsecond=123456),
    )
    for source in (written.path, written.path.read_bytes()):
        with SUPERVISOR.opens(source, CHECKPOINT) as package:
            assert list(package.entries()) == three_entries()
            assert list(package.entries()) == three_entries()
            assert package.manifest == written.manifest
            assert package.attachment(PICTURE_DIGEST) == PICTURE
            assert package.manifest.attachments == (PICTURE_DIGEST,)
            assert package.sender == CHECKPOINT.card
            assert package.sha256 == written.sha256
            assert package.manifest.created == NOON.replace(microsecond=123456)
            assert package.manifest.extra == {"note": "ຄຳ", "list": [1, 2.5, None, True]}
            assert package.manifest.entry_ranges == {"hxy-1": (1, 3)}
            with pytest.raises(KeyError):
                package.attachment("0" * 64)


@settings(max_examples=20, deadline=None)
@given(
    lines=st.lists(st.binary(min_size=1, max_size=200).filter(lambda line: b"\n" not in line), max_size=30),
    repeated=st.integers(1, 400),
)
def test_any_lines_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes], repeated: int
) -> None:
    written = CHECKPOINT.packs(tmp_path_factory.mktemp("stick"), [SUPERVISOR], lines * repeated)
    with SUPERVISOR.opens(written.path, CHECKPOINT) as package:
        assert list(package.entries()) == lines * repeated
    assert unsealed(written.path, SUPERVISOR)[-22:-18] == b"PK\x05\x06"
    assert len(unsealed(written.path, SUPERVISOR)) % 4096 == 0


def test_a_package_larger_than_the_memory_of_the_spool_opens(tmp_path: Path) -> None:
    lines = [os.urandom(50_000).hex().encode() for _ in range(400)]
    written = CHECKPOINT.packs(tmp_path, [SUPERVISOR], lines)
    assert written.size > 16 << 20
    with SUPERVISOR.opens(written.path, CHECKPOINT) as package:
        assert list(package.entries()) == lines


def test_an_opened_package_does_not_need_the_stick_any_more(package: Path) -> None:
    with SUPERVISOR.opens(package, CHECKPOINT) as opened:
        package.unlink()
        assert list(opened.entries()) == three_entries()


def test_content_may_travel_unsealed(tmp_path: Path) -> None:
    written = SUPERVISOR.packs(tmp_path, [], kind="content", attachments=[(PICTURE_DIGEST, PICTURE)])
    with CHECKPOINT.opens(written.path, SUPERVISOR) as package:
        assert package.attachment(PICTURE_DIGEST) == PICTURE
        assert package.manifest.recipients == ()


# ---- what is refused


@pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.7" * 1000, bytes(9000), b"\x1f\x8b" * 4096])
def test_another_file_is_named(data: bytes) -> None:
    assert refusal_of(data) == "package.not_a_package"


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "HXY-000001.bdpkg") == "package.not_found"


def test_a_stick_that_cannot_be_read_is_named(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *_: object, **__: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(Path, "open", refuse)
    assert refusal_of(package) == "stick.unreadable"


def test_a_package_cut_off_anywhere_is_refused_and_named(package: Path) -> None:
    data = package.read_bytes()
    codes = [refusal_of(data[:size]) for size in range(1, len(data), 331)]
    # Where the cut falls on a whole block, only a broken seal is left to see: about one cut in 4,096.
    assert codes.count("package.truncated") >= len(codes) - 2
    assert set(codes) <= {"package.truncated", "package.altered"}


def test_an_altered_package_is_refused_and_named(package: Path) -> None:
    data = bytearray(package.read_bytes())
    for place in (len(data) // 3, len(data) // 2, len(data) - 1):
        data[place] ^= 1
        assert refusal_of(bytes(data)) == "package.altered"
        data[place] ^= 1


def test_a_package_signed_by_a_stranger_is_refused_and_named(tmp_path: Path, package: Path) -> None:
    assert refusal_of(package, STRANGER) == "package.unknown_sender"
    assert refusal_of(STRANGER.packs(tmp_path, [SUPERVISOR]).path) == "package.unknown_sender"


def test_a_package_of_a_device_no_longer_trusted_is_refused_and_named(package: Path) -> None:
    assert refusal_of(package, revoked={"hxy-1"}) == "package.revoked_sender"


def test_a_package_sealed_to_someone_else_is_refused_and_named(package: Path) -> None:
    assert refusal_of(package, by=STRANGER) == "package.not_for_us"


def test_a_package_sealed_on_to_us_by_its_receiver_is_refused(package: Path) -> None:
    passed_on = sealed(unsealed(package, SUPERVISOR), STRANGER)
    assert refusal_of(passed_on, by=STRANGER) == "package.not_for_us"


def test_a_package_of_a_newer_program_is_refused_and_named(files: dict[str, bytes]) -> None:
    newer = resigned({**files, "news.bin": b"x"}, b'{"format": 2, "all": "otherwise"}', CHECKPOINT)
    assert refusal_of(sealed(contained(newer), SUPERVISOR)) == "package.newer_format"


def test_practice_and_real_records_do_not_mix(tmp_path: Path, package: Path) -> None:
    practice = CHECKPOINT.packs(tmp_path, [SUPERVISOR], practice=True).path
    assert refusal_of(practice) == "package.practice"
    assert refusal_of(package, practice=True) == "package.not_practice"
    with SUPERVISOR.opens(practice, CHECKPOINT, practice=True) as opened:
        assert opened.manifest.practice


def test_records_in_clear_are_refused_and_named(package: Path) -> None:
    assert refusal_of(unsealed(package, SUPERVISOR)) == "package.not_sealed"


def test_a_trusted_device_cannot_speak_for_another_device_or_station(tmp_path: Path) -> None:
    for told in ({"station": "BTN"}, {"role": "supervisor"}):
        swapped = CHECKPOINT.packs(tmp_path, [SUPERVISOR], **told).path
        assert refusal_of(swapped) == "package.sender_differs"
    files = members(unsealed(CHECKPOINT.packs(tmp_path, [SUPERVISOR]).path, SUPERVISOR))
    claim = manifest_with(files, sender={"device": "nob-1", "role": "checkpoint", "station": "HXY"})
    forged = sealed(contained(resigned(files, claim, CHECKPOINT)), SUPERVISOR)
    assert refusal_of(forged, CHECKPOINT, STRANGER) == "package.sender_differs"


def test_a_stranger_cannot_sign_again_what_a_checkpoint_signed(files: dict[str, bytes]) -> None:
    forged = sealed(contained(resigned(files, files["manifest.json"], STRANGER)), SUPERVISOR)
    assert refusal_of(forged) == "package.unknown_sender"


def test_a_signature_of_another_manifest_is_refused(tmp_path: Path, files: dict[str, bytes]) -> None:
    other = members(unsealed(CHECKPOINT.packs(tmp_path, [SUPERVISOR], number=43).path, SUPERVISOR))
    mixed = {**files, "manifest.json.minisig": other["manifest.json.minisig"]}
    assert refusal_of(sealed(contained(mixed.items()), SUPERVISOR)) == "package.altered"


def test_the_comments_of_a_signature_cannot_be_rewritten(files: dict[str, bytes]) -> None:
    for line, text in ((0, b"untrusted comment: all is well"), (2, b"trusted comment: records HXY-000043")):
        lines = files["manifest.json.minisig"].splitlines()
        lines[line] = text
        mixed = {**files, "manifest.json.minisig": b"\n".join(lines) + b"\n"}
        assert refusal_of(sealed(contained(mixed.items()), SUPERVISOR)) == "package.altered"


def test_a_renumbered_package_is_refused(files: dict[str, bytes]) -> None:
    mixed = {**files, "manifest.json": manifest_with(files, number=43)}
    assert refusal_of(sealed(contained(mixed.items()), SUPERVISOR)) == "package.altered"


@pytest.mark.parametrize(
    "name", ["entries.jsonl.gz", f"attachments/{PICTURE_DIGEST}"], ids=["entries", "attachment"]
)
def test_a_file_changed_missing_or_added_inside_is_refused(files: dict[str, bytes], name: str) -> None:
    changed = {**files, name: files[name][:-1] + b"x"}
    shorter = {**files, name: files[name][:-1]}
    missing = {key: data for key, data in files.items() if key != name}
    added = {**files, "attachments/" + "0" * 64: b"x"}
    for forged in (changed, shorter, missing, added):
        assert refusal_of(sealed(contained(forged.items()), SUPERVISOR)) == "package.altered"


@pytest.mark.parametrize("name", ["manifest.json", "manifest.json.minisig"])
def test_a_package_without_manifest_or_signature_is_refused(files: dict[str, bytes], name: str) -> None:
    del files[name]
    assert refusal_of(sealed(contained(files.items()), SUPERVISOR)) == "package.altered"


def test_a_rezipped_package_is_refused(files: dict[str, bytes]) -> None:
    assert refusal_of(sealed(rezipped(list(files.items())), SUPERVISOR)) in (
        "package.altered",
        "package.truncated",
    )


@pytest.mark.parametrize(
    "name", ["../out", "/etc/passwd", "C:\\out", "attachments/../../out", "ENTRIES.JSONL.GZ", "a\x00b"]
)
def test_a_name_that_leads_out_of_the_package_is_refused_even_from_a_trusted_pc(
    files: dict[str, bytes], name: str
) -> None:
    listed = {**json.loads(files["manifest.json"])["files"], name: {"sha256": "0" * 64, "size": 1}}
    forged = resigned({**files, name: b"x"}, manifest_with(files, files=listed), CHECKPOINT)
    assert refusal_of(sealed(contained(forged), SUPERVISOR)) == "package.altered"


def test_a_file_given_twice_is_refused(files: dict[str, bytes]) -> None:
    twice = [*files.items(), ("entries.jsonl.gz", files["entries.jsonl.gz"])]
    assert refusal_of(sealed(contained(twice), SUPERVISOR)) == "package.altered"


@pytest.mark.parametrize(
    "changed",
    [
        {"format": True},
        {"format": "1"},
        {"number": -1},
        {"number": 2**60},
        {"kind": "letter"},
        {"practice": 0},
        {"created": "yesterday"},
        {"created": "2026-03-05T12:00:00"},
        {"entry_ranges": {"hxy-1": [3, 1]}},
        {"entry_ranges": {"hxy-1": [1]}},
        {"entry_ranges": [1, 2]},
        {"recipients": ["x"]},
        {"recipients": "x" * 64},
        {"sender": {"device": "hxy-1", "role": "checkpoint", "station": "../HXY"}},
        {"sender": None},
        {"files": {}},
        {"files": {"entries.jsonl.gz": {"sha256": "x", "size": 1}}},
        {"files": {"entries.jsonl.gz": 1}},
        {"counts": {"attachments": 7, "entries": 3}},
        {"counts": {}},
        {"extra": []},
        {"program": ""},
    ],
    ids=str,
)
def test_a_manifest_that_makes_no_sense_is_refused(
    files: dict[str, bytes], changed: dict[str, object]
) -> None:
    forged = resigned(files, manifest_with(files, **changed), CHECKPOINT)
    assert refusal_of(sealed(contained(forged), SUPERVISOR)) == "package.altered"


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b"\xff",
        b"[" * 100_000,
        b'{"format":1,"x":NaN}',
        b'{"format":1}',
        b'{"format":"\\ud800"}',
    ],
    ids=lambda text: text[:20].decode(errors="replace"),
)
def test_a_manifest_that_is_no_document_is_refused(files: dict[str, bytes], manifest: bytes) -> None:
    forged = resigned(files, manifest, CHECKPOINT)
    assert refusal_of(sealed(contained(forged), SUPERVISOR)) == "package.altered"


def test_a_manifest_in_a_second_spelling_is_refused(files: dict[str, bytes]) -> None:
    text = files["manifest.json"]
    for spelling in (text + b"\n", text.replace(b",", b", ", 1), b'{"number":41,' + text[1:]):
        forged = resigned(files, spelling, CHECKPOINT)
        assert refusal_of(sealed(contained(forged), SUPERVISOR)) == "package.altered"


# ---- what is too large


@pytest.mark.parametrize(
    "limits",
    [
        Limits(package=50_000),
        Limits(manifest=100),
        Limits(attachments=0),
        Limits(attachment=80_000),
        Limits(entries=2),
        Limits(line=20),
        Limits(unpacked=100),
    ],
    ids=["package", "manifest", "attachments", "attachment", "entries", "line", "unpacked"],
)
def test_a_package_past_a_limit_is_refused_and_named(package: Path, limits: Limits) -> None:
    assert refusal_of(package, limits=limits) == "package.too_large"


def with_entries(files: dict[str, bytes], packed: bytes, entries: int, size: int) -> bytes:
    record = {"sha256": hashlib.sha256(packed).hexdigest(), "size": len(packed)}
    listed = {**json.loads(files["manifest.json"])["files"], "entries.jsonl.gz": record}
    manifest = manifest_with(
        files, files=listed, counts={"attachments": 1, "entries": entries}, entries_size=size
    )
    return sealed(
        contained(resigned({**files, "entries.jsonl.gz": packed}, manifest, CHECKPOINT)), SUPERVISOR
    )


def test_a_bomb_that_says_so_is_refused_before_it_is_unpacked(files: dict[str, bytes]) -> None:
    bomb = gzip.compress((b" " * 999 + b"\n") * 200_000)
    assert refusal_of(with_entries(files, bomb, 200_000, 200_000_000)) == "package.too_large"


def test_a_bomb_that_lies_is_stopped_while_unpacking(files: dict[str, bytes]) -> None:
    bomb = gzip.compress((b" " * 999 + b"\n") * 200_000)
    assert refusal_of(with_entries(files, bomb, 3, 3000)) == "package.altered"


def test_a_line_without_end_is_stopped(files: dict[str, bytes]) -> None:
    endless = gzip.compress(b" " * 10_000_000)
    assert refusal_of(with_entries(files, endless, 1, 10_000_000)) == "package.too_large"


@pytest.mark.parametrize(
    ("text", "entries", "size"),
    [(b"a\nb\n", 3, 4), (b"a\nb\n", 1, 4), (b"a\nb\n", 2, 5), (b"a\nb", 1, 3), (b"a\nb", 2, 3), (b"", 1, 0)],
)
def test_entries_other_than_the_manifest_says_are_refused(
    files: dict[str, bytes], text: bytes, entries: int, size: int
) -> None:
    assert refusal_of(with_entries(files, gzip.compress(text), entries, size)) == "package.altered"


@pytest.mark.parametrize(
    "packed",
    [b"", b"not gzip", gzip.compress(b"a\n")[:-1], gzip.compress(b"a\n") * 2, gzip.compress(b"a\n") + b"x"],
    ids=["empty", "other", "cut", "twice", "longer"],
)
def test_entries_that_do_not_unpack_are_refused(files: dict[str, bytes], packed: bytes) -> None:
    assert refusal_of(with_entries(files, packed, 1, 2)) == "package.altered"


def test_a_temporary_folder_without_room_is_named(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    lines = [os.urandom(50_000).hex().encode() for _ in range(400)]
    written = CHECKPOINT.packs(tmp_path, [SUPERVISOR], lines)
    with pytest.raises(Unavailable) as refusal:
        SUPERVISOR.opens(written.path, CHECKPOINT)
    assert refusal.value.code == "package.no_room"


def test_cancelling_while_opening_comes_through(package: Path) -> None:
    for wanted in ("unseal", "check", "read"):

        def cancel(step: str, done: int, total: int, wanted: str = wanted) -> None:
            if step == wanted:
                raise Cancelled

        with pytest.raises(Cancelled), SUPERVISOR.opens(package, CHECKPOINT, progress=cancel) as opened:
            list(opened.entries())
