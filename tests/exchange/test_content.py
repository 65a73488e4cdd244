"""Content packs as files: whole, signed by a content key, within limits; every trick is named and refused."""

import gzip
import hashlib
import io
import json
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.exchange.forging import contained, members, resigned
from tests.exchange.posts import NOON, STRANGER, SUPERVISOR, Post

from borderdesk.domain.errors import BorderDeskError
from borderdesk.exchange import CONTENT_LIMITS, ContentFile, ContentPack, read_content, write_content

Lines = list[dict[str, Any]]
KEY = Post.at("content-1", "VTE", "content")
PACK = ContentPack(
    7,
    "March",
    "ມີນາ",
    draft=False,
    created=NOON,
    withdrawn=(),
    files=(
        ContentFile("forms/extra.xml", b"<form/>", {"jr://images/a.png": b"\x89PNG picture"}),
        ContentFile("library/lo/S07.md", "ບັດ".encode()),
    ),
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("stick")
    return write_content(folder, PACK, key=KEY.identity, station="VTE", practice=False).path.read_bytes()


def read(data: bytes, *known: Post, **asked: Any) -> ContentPack:
    with SUPERVISOR.opens(data, *(known or (KEY,)), limits=CONTENT_LIMITS, **asked) as package:
        return read_content(package)


def refusal(data: bytes, *known: Post, **asked: Any) -> str:
    with pytest.raises(BorderDeskError) as refused:
        read(data, *known, **asked)
    return refused.value.code


def forged(whole: bytes, change: Callable[[dict[str, Any], dict[str, bytes]], None], by: Post = KEY) -> bytes:
    """The same pack with other contents, digests put right, signed again by ``by``."""
    files = members(whole)
    manifest = json.loads(files["manifest.json"])
    change(manifest, files)
    for name in list(manifest["files"]):
        if name not in files:
            del manifest["files"][name]
    for name, data in files.items():
        if not name.startswith("manifest"):
            manifest["files"][name] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
    manifest["counts"]["attachments"] = len(files) - 3
    return contained(resigned(files, packed(manifest), by))


def packed(document: dict[str, Any]) -> bytes:
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def lines_of(files: dict[str, bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in gzip.decompress(files["entries.jsonl.gz"]).splitlines()]


def with_lines(
    change: Callable[[Lines], None],
) -> Callable[[dict[str, Any], dict[str, bytes]], None]:
    def act(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
        lines = lines_of(files)
        change(lines)
        packed = [
            json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
            for line in lines
        ]
        block = b"\n".join(packed) + b"\n"
        files["entries.jsonl.gz"] = gzip.compress(block)
        manifest["counts"]["entries"] = len(lines)
        manifest["entries_size"] = len(block)

    return act


def renamed(path: str) -> Callable[[Lines], None]:
    return lambda lines: lines[1].update(path=path)


def test_a_pack_comes_out_as_it_went_in_and_ordinary_tools_open_it(whole: bytes) -> None:
    assert read(whole) == PACK
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert archive.testzip() is None
        digest = hashlib.sha256("ບັດ".encode()).hexdigest()
        assert archive.read(f"attachments/{digest}").decode() == "ບັດ"


def test_the_same_pack_is_the_same_bytes_and_any_difference_shows_in_its_listing(
    whole: bytes, tmp_path: Path
) -> None:
    again = write_content(tmp_path, PACK, key=KEY.identity, station="VTE", practice=False)
    assert again.path.read_bytes() == whole
    others = [
        replace(PACK, draft=True),
        replace(PACK, withdrawn=("0" * 64,)),
        replace(PACK, title_lo="ເມສາ"),
        replace(PACK, files=PACK.files[:1]),
    ]
    assert len({each.listing for each in (PACK, *others)}) == 5


def test_a_pack_that_was_cut_or_changed_anywhere_is_refused(whole: bytes) -> None:
    chance = random.Random(7)
    for _ in range(60):
        cut = whole[: chance.randrange(len(whole))]
        assert refusal(cut) in ("package.truncated", "package.not_a_package", "package.altered")
    for _ in range(200):
        place = chance.randrange(len(whole))
        flipped = bytearray(whole)
        flipped[place] ^= 1 << chance.randrange(8)
        code = refusal(bytes(flipped))
        assert code.startswith("package."), place


def test_a_pack_signed_again_by_somebody_else_is_refused(whole: bytes) -> None:
    assert refusal(whole, STRANGER) == "package.unknown_sender"
    assert refusal(forged(whole, lambda *_: None, by=STRANGER)) == "package.unknown_sender"
    assert refusal(forged(whole, lambda *_: None, by=STRANGER), KEY, STRANGER) == "package.sender_differs"
    assert refusal(whole, revoked={"content-1"}) == "package.revoked_sender"


def test_a_pack_of_a_newer_program_is_refused_with_a_clear_word(whole: bytes) -> None:
    newer = forged(whole, lambda manifest, _: manifest["extra"].update(content=2))
    assert refusal(newer) == "package.newer_format"
    assert refusal(forged(whole, lambda manifest, _: manifest.update(format=99))) == "package.newer_format"


@pytest.mark.parametrize(
    "path",
    [
        "../../library/lo/S07.md",
        "/library/lo/S07.md",
        "library/lo/S07.md\u0000",
        "library\\lo\\S07.md",
        "i18n/notices/packs.toml",
        "fonts/NotoSans-Bold.ttf",
        "library/lo/S07.py",
        "forms/..xml",
    ],
)
def test_a_path_that_leads_elsewhere_is_refused(whole: bytes, path: str) -> None:
    assert refusal(forged(whole, with_lines(renamed(path)))) == "pack.file_name"


def twice(lines: Lines) -> None:
    lines.append(dict(lines[1]))


def unnamed(lines: Lines) -> None:
    del lines[1]


def elsewhere(lines: Lines) -> None:
    lines[1].update(sha256="0" * 64)


def other_size(lines: Lines) -> None:
    lines[1].update(size=1)


def strange_media(lines: Lines) -> None:
    lines[0]["media"] = {"https://x.example/a.png": next(iter(lines[0]["media"].values()))}


@pytest.mark.parametrize("change", [twice, unnamed, elsewhere, other_size, strange_media])
def test_a_listing_that_does_not_fit_its_files_is_refused(
    whole: bytes, change: Callable[[Lines], None]
) -> None:
    assert refusal(forged(whole, with_lines(change))) == "pack.damaged"


def test_one_large_file_named_by_thousands_of_lines_is_read_once(tmp_path: Path) -> None:
    files = tuple(ContentFile(f"forms/f{number}.xml", bytes(1 << 20)) for number in range(1000))
    written = write_content(
        tmp_path, replace(PACK, files=files), key=KEY.identity, station="VTE", practice=False
    )
    assert written.size < 3 << 20
    with SUPERVISOR.opens(written.path, KEY, limits=CONTENT_LIMITS) as package:
        found = read_content(package).files
    assert len({id(file.data) for file in found}) == 1


def test_more_than_a_pack_may_hold_is_refused_before_it_is_read(whole: bytes, tmp_path: Path) -> None:
    small = replace(CONTENT_LIMITS, package=1000)
    with pytest.raises(BorderDeskError) as refused:
        SUPERVISOR.opens(whole, KEY, limits=small)
    assert refused.value.code == "package.too_large"
    few = replace(CONTENT_LIMITS, attachments=1)
    with pytest.raises(BorderDeskError) as refused:
        SUPERVISOR.opens(whole, KEY, limits=few)
    assert refused.value.code == "package.too_large"
