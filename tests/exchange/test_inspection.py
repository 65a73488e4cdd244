"""What can be told about a file on a stick by anybody who holds it."""

import hashlib
from pathlib import Path

import pytest
from tests.exchange.posts import CHECKPOINT, STRANGER, SUPERVISOR

from borderdesk.exchange import inspect_package


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return CHECKPOINT.packs(tmp_path, [SUPERVISOR]).path


def test_without_a_key_only_the_outside_is_told(package: Path) -> None:
    told = inspect_package(package)
    assert (told.name, told.size, told.sealed) == ("HXY-000042.bdpkg", package.stat().st_size, True)
    assert told.manifest is None and told.sender is None and told.problem is None


def test_with_the_key_the_manifest_and_the_sender_are_told(package: Path) -> None:
    told = inspect_package(package, SUPERVISOR.identity, {"hxy-1": CHECKPOINT.card})
    assert told.manifest is not None and told.manifest.number == 42
    assert told.sender == CHECKPOINT.card
    assert told.problem is None
    assert told.sha256 == hashlib.sha256(package.read_bytes()).hexdigest()


def test_what_a_stranger_claims_is_told_but_not_vouched_for(package: Path) -> None:
    told = inspect_package(package, SUPERVISOR.identity, {})
    assert told.manifest is not None and told.manifest.station == "HXY"
    assert told.sender is None
    assert told.problem is not None and told.problem.code == "package.unknown_sender"


def test_an_unsealed_package_tells_what_it_claims_to_anybody(tmp_path: Path) -> None:
    path = SUPERVISOR.packs(tmp_path, [], kind="content").path
    told = inspect_package(path)
    assert told.sealed is False
    assert told.manifest is not None and told.manifest.kind == "content" and told.sender is None


def test_inspecting_never_stumbles(tmp_path: Path, package: Path) -> None:
    data = package.read_bytes()
    for name, contents, code in (
        ("cut", data[:-1], "package.truncated"),
        ("changed", data[:-1] + b"x", "package.altered"),
        ("other", b"hello", "package.not_a_package"),
    ):
        path = tmp_path / name
        path.write_bytes(contents)
        told = inspect_package(path, SUPERVISOR.identity, {"hxy-1": CHECKPOINT.card})
        assert told.problem is not None and told.problem.code == code
    assert inspect_package(tmp_path / "missing").problem is not None
    assert inspect_package(package, STRANGER.identity).problem is not None
