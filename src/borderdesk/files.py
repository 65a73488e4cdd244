"""Putting a finished file where it belongs, under a name that may be; used by every room above.

On Windows a virus scanner or indexer opens what was just written, and for that moment it can be neither
renamed nor replaced. And a stick that was pulled answers a plain question with an error.
"""

import errno
import re
import threading
from collections.abc import Callable
from pathlib import Path

_OTHERS_LOOK = (5, 32, 33)
"""``ERROR_ACCESS_DENIED``, ``ERROR_SHARING_VIOLATION``, ``ERROR_LOCK_VIOLATION``."""
_PAUSES = (0.01, 0.03, 0.1, 0.2, 0.4)
"""Seconds between the tries: most scans are over in the first; a folder that may not be written stays so."""
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_FULL_ON_WINDOWS = (39, 112)
"""``ERROR_HANDLE_DISK_FULL``, which Python has no errno for, and ``ERROR_DISK_FULL``."""


def put(part: Path, target: Path) -> None:
    """Give a finished file its name, over the one before. Waits up to 0.8 s for others to let go of it.

    :raises OSError: as ``os.replace``.
    """
    _patiently(lambda: part.replace(target))


def rename(source: Path, target: Path) -> None:
    """As ``put``, but Windows refuses where something is at ``target``. :raises OSError: as ``os.rename``."""
    _patiently(lambda: source.rename(target))


def is_folder(place: Path) -> bool:
    """Whether there is a folder that can be reached; a broken or pulled stick is none."""
    try:
        return place.is_dir()
    except OSError:
        return False


def is_there(place: Path) -> bool:
    """Whether something is there that can be reached."""
    try:
        return place.exists()
    except OSError:
        return False


def names_device(name: str) -> bool:
    """Whether Windows takes a name for a device, whatever comes after the point; no file can have it."""
    return _DEVICE.fullmatch(name) is not None


def says_full(refusal: OSError) -> bool:
    """Whether an error means that there is no room; EFBIG is what FAT32 says at 4 GiB, a limit anywhere."""
    full = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
    return refusal.errno in full or getattr(refusal, "winerror", None) in _FULL_ON_WINDOWS


def _patiently(act: Callable[[], object]) -> None:
    for pause in _PAUSES:
        try:
            act()
        except OSError as refusal:
            if getattr(refusal, "winerror", None) not in _OTHERS_LOOK:
                raise
            threading.Event().wait(pause)
        else:
            return
    act()
