"""What the look over a finished program finds."""

import sys
from pathlib import Path

import pytest


def program(folder: Path, *places: str) -> Path:
    for place in places:
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return folder


def test_files_that_must_not_be_shipped_are_named(tmp_path: Path) -> None:
    from release_check import forbidden

    program(
        tmp_path,
        "_internal/pyxform/validators/ODK-Validate.jar",
        "_internal/PySide6/QtCore.pyi",
        "_internal/PySide6/Qt/lib/libQt6Qml.so.6",
        "_internal/lark/tests/test_lark.py",
        "_internal/resources/forms/adult.md",
        "_internal/PySide6/Qt/lib/libQt6Core.so.6",
    )
    found = {line.split(":")[0].rpartition("/")[2] for line in forbidden(tmp_path)}
    assert found == {"ODK-Validate.jar", "QtCore.pyi", "libQt6Qml.so.6", "test_lark.py"}


@pytest.mark.skipif(sys.platform == "win32", reason="the Windows folder has no links")
def test_a_link_to_a_library_that_was_left_out_is_named(tmp_path: Path) -> None:
    from release_check import broken_links, size

    program(tmp_path, "lib/libkept.so.1")
    (tmp_path / "libkept.so.1").symlink_to("lib/libkept.so.1")
    (tmp_path / "libgone.so.1").symlink_to("lib/libgone.so.1")
    assert [line.split(":")[0] for line in broken_links(tmp_path)] == ["libgone.so.1"]
    assert size(tmp_path) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="reads Linux shared objects")
def test_a_library_that_was_left_out_though_another_needs_it_is_named(tmp_path: Path) -> None:
    import icu4py.breakers
    from release_check import missing_libraries

    module = Path(icu4py.breakers.__file__)
    (tmp_path / module.name).write_bytes(module.read_bytes())
    assert any("libicuuc" in line for line in missing_libraries(tmp_path))
    for library in (module.parents[1] / "icu4py.libs").iterdir():
        (tmp_path / library.name).write_bytes(library.read_bytes())
    assert list(missing_libraries(tmp_path)) == []
