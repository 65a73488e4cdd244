"""Which of the files PyInstaller collected the program really uses; called by borderdesk.spec.

``used`` drops what is known by its place to be unused; ``reachable`` then drops libraries that no kept file
links to any more, such as GTK, which only dropped Qt plugins needed; ``with_small_icu`` cuts ICU's data.
An entry is PyInstaller's (place in the bundle, source file, kind).
"""

import re
import sys
from pathlib import Path, PurePosixPath

from elf import NotShared, shared_object
from prune_icu import NotIcuData, for_breaks, for_windows, pruned
from PyInstaller.depend.bindepend import get_imports

Entry = tuple[str, str, str]
WINDOWS = sys.platform == "win32"

_QT_MODULES = re.compile(r"Qt(Core|Gui|Widgets|Pdf|PrintSupport|Svg|DBus)\.")
_QT_PLUGINS = re.compile(
    r"platforms/(libqxcb|libqwayland|libqoffscreen|qwindows|qoffscreen)"
    r"|platforminputcontexts/(libcompose|libibus)"
    r"|platformthemes/libqxdgdesktopportal"
    r"|(iconengines|imageformats)/(lib)?q(svg|jpeg)|imageformats/qico"
    r"|printsupport/|styles/|xcbglintegrations/"
    r"|wayland-(shell-integration|decoration-client|graphics-integration-client)/"
)
_QT_LEFTOVERS = re.compile(
    r"/(translations|qml|metatypes|typesystems|glue|include|scripts|doc)/|opengl32sw|d3dcompiler"
)
_NOT_RUN = re.compile(r"\.(jar|pyi|cpp|pyx|pxd|po)$|(^|/)py\.typed$|/odk_validate/|pyxform/translators/")
# Only distances are asked for, and the plain build of them runs on every processor.
_RAPIDFUZZ = re.compile(r"rapidfuzz/(fuzz_cpp|process_cpp_impl|distance/metrics_cpp_(avx2|sse2))")
_PILLOW = re.compile(r"PIL/(?!_imaging\.)")

# What every Linux desktop has, and what its graphics driver, fonts and printing are built against: an older
# copy in the bundle would be found before the desktop's own.
_DESKTOPS_OWN = re.compile(
    r"lib(stdc\+\+|gcc_s|z|glib-2\.0|gthread-2\.0|fontconfig|freetype|expat|X11|xcb|Xau|Xdmcp|dbus-1|cups)\.so\.\d+"
)


def used(entry: Entry) -> bool:
    """Whether a collected binary or data file is used at run time, judged by its place."""
    place = _posix(entry[0])
    if _NOT_RUN.search(place) or _PILLOW.match(place) or _RAPIDFUZZ.match(place):
        return False
    if not WINDOWS and _DESKTOPS_OWN.fullmatch(place):
        return False
    if not place.startswith("PySide6/"):
        return True
    if "/plugins/" in place:
        return bool(_QT_PLUGINS.match(place.partition("/plugins/")[2]))
    if place.endswith((".abi3.so", ".pyd")):
        return bool(_QT_MODULES.match(PurePosixPath(place).name))
    return not _QT_LEFTOVERS.search(f"/{place}")


def reachable(binaries: list[Entry]) -> list[Entry]:
    """``binaries`` without the shared libraries that nothing kept links to."""
    by_name = {_name(entry[0]): entry for entry in binaries}
    kept = {name for name, entry in by_name.items() if not _only_linked_to(entry)}
    unread = list(kept)
    while unread:
        found = _linked(Path(by_name[unread.pop()][1])) & by_name.keys() - kept
        kept |= found
        unread += found
    return [entry for entry in binaries if _name(entry[0]) in kept]


def pointing(datas: list[Entry], binaries: list[Entry]) -> list[Entry]:
    """``datas`` without the links to libraries that were left out."""
    places = {_posix(entry[0]) for entry in binaries}
    return [entry for entry in datas if entry[2] != "SYMLINK" or _posix(entry[1]) in places]


def with_small_icu(binaries: list[Entry], folder: Path) -> list[Entry]:
    """``binaries`` with the ICU data libraries cut down in ``folder``; one in an unknown form stays whole.

    The new ones count as data, since ``strip`` can do nothing for a library without sections.
    """
    small = []
    for place, source, kind in binaries:
        entry = (place, source, kind)
        if kind == "BINARY" and Path(place).name.startswith("libicudata"):
            target = folder / Path(place).name
            try:
                pruned(Path(source), target, for_windows if place.startswith("PySide6") else for_breaks)
                entry = (place, str(target), "DATA")
            except NotIcuData as problem:
                print(f"{place} stays whole: {problem}", file=sys.stderr)
        small.append(entry)
    return small


def _only_linked_to(entry: Entry) -> bool:
    """Whether a file is there only because others link to it: neither module, plugin nor interpreter."""
    place = PurePosixPath(_posix(entry[0]))
    folder = str(place.parent)
    if WINDOWS:
        return folder == "PySide6" and place.name.startswith("Qt6")
    in_library_folder = folder in (".", "PySide6/Qt/lib") or folder.endswith(".libs")
    return entry[2] == "BINARY" and in_library_folder and not place.name.startswith("libpython")


def _linked(binary: Path) -> set[str]:
    """The names of the libraries a binary links to by itself."""
    if WINDOWS:
        return {Path(library).name for library, _ in get_imports(str(binary))}
    try:
        return shared_object(binary.read_bytes()).needed()
    except NotShared:
        return set()


def _name(place: str) -> str:
    return PurePosixPath(_posix(place)).name


def _posix(place: str) -> str:
    return place.replace("\\", "/")
