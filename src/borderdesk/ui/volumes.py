"""Which volumes are sticks; the only place that asks Windows of its drives.

Called where a folder is chosen and where a paper may be kept. On Windows a second partition, a disc and a
network drive are no sticks, so the drive's kind is asked, and of a fixed disk the plug it hangs on: large
sticks and USB disks say that they are fixed. Network drives are not looked at: one that is gone takes half a
minute to say so.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path, PurePath

from PySide6.QtCore import QStorageInfo

_REMOVABLE, _FIXED = 2, 3
"""``DRIVE_REMOVABLE`` and ``DRIVE_FIXED`` of ``GetDriveTypeW``."""
_USB = 7
"""``BusTypeUsb`` of ``STORAGE_BUS_TYPE``."""
_QUERY_PROPERTY = 0x002D1400
"""``IOCTL_STORAGE_QUERY_PROPERTY``; a ``STORAGE_DEVICE_DESCRIPTOR`` has its bus at byte 28."""
_BUS_AT = 28


def sticks() -> list[QStorageInfo]:
    """The sticks that are plugged in and ready, the system's own volume never."""
    if sys.platform == "win32":
        volumes = [QStorageInfo(root) for root in _drives() if is_stick(Path(root))]
    else:
        volumes = [each for each in QStorageInfo.mountedVolumes() if is_stick(Path(each.rootPath()))]
    return [each for each in volumes if each.isValid() and each.isReady() and not each.isRoot()]


def is_stick(root: Path) -> bool:
    """Whether the root of a volume is that of a stick."""
    if sys.platform == "win32":
        if root.drive.upper() == os.environ.get("SYSTEMDRIVE", "C:").upper():
            return False
        kind = _kind(root.drive)
        return stick_by(kind, _bus(root.drive) if kind == _FIXED else 0)
    if sys.platform == "darwin":
        return root.parts[:2] == ("/", "Volumes")
    return root.parts[1:2] == ("media",) or root.parts[1:3] == ("run", "media") or root.parts[1:2] == ("mnt",)


def on_a_stick(folder: Path) -> bool:
    """Whether a folder lies on a stick, not on this PC."""
    here, home = QStorageInfo(str(folder)), QStorageInfo(str(Path.home()))
    if not here.isValid() or here.isRoot() or here.rootPath() == home.rootPath():
        return False
    return is_stick(Path(here.rootPath())) if sys.platform == "win32" else True


def stick_by(kind: int, bus: int) -> bool:
    """Whether a drive of Windows is a stick, by its kind and, of a fixed one, its bus."""
    return kind == _REMOVABLE or (kind == _FIXED and bus == _USB)


def volume_name(label: str, root: PurePath) -> str:
    """What a stick is called: its label, and on Windows the letter, since many sticks have one label."""
    own = label.strip()
    if not own or type(root)(own) == root:
        return root.name or str(root)
    return f"{own} ({root.drive})" if root.drive else own


def allow_no_system_boxes() -> None:
    """Let Windows answer instead of asking for a disk in a window of its own when a stick is out."""
    if sys.platform == "win32":
        import ctypes

        fail_critical_errors, no_open_file_box = 0x0001, 0x8000
        ctypes.windll.kernel32.SetErrorMode(fail_critical_errors | no_open_file_box)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _KERNEL = ctypes.WinDLL("kernel32", use_last_error=True)
    _KERNEL.GetDriveTypeW.argtypes = [wintypes.LPCWSTR]
    _KERNEL.CreateFileW.restype = wintypes.HANDLE
    _KERNEL.CreateFileW.argtypes = [
        wintypes.LPCWSTR, wintypes.DWORD, wintypes.DWORD, wintypes.LPVOID, wintypes.DWORD, wintypes.DWORD,
        wintypes.HANDLE,
    ]  # fmt: skip
    _KERNEL.DeviceIoControl.argtypes = [
        wintypes.HANDLE, wintypes.DWORD, wintypes.LPVOID, wintypes.DWORD, wintypes.LPVOID, wintypes.DWORD,
        wintypes.LPVOID, wintypes.LPVOID,
    ]  # fmt: skip
    _KERNEL.CloseHandle.argtypes = [wintypes.HANDLE]

    def _drives() -> list[str]:
        """The roots of all drives that have a letter."""
        letters: int = _KERNEL.GetLogicalDrives()
        return [f"{chr(65 + place)}:\\" for place in range(26) if letters >> place & 1]

    def _kind(drive: str) -> int:
        kind: int = _KERNEL.GetDriveTypeW(f"{drive}\\")
        return kind

    def _bus(drive: str) -> int:
        """What a disk hangs on; 0 (unknown) where Windows does not tell. Asking needs no rights."""
        shared, existing = 0x3, 3
        handle = _KERNEL.CreateFileW(f"\\\\.\\{drive}", 0, shared, None, existing, 0, None)
        if handle in (None, wintypes.HANDLE(-1).value):
            return 0
        asked, told, got = (ctypes.c_char * 12)(), ctypes.create_string_buffer(1024), wintypes.DWORD()
        try:
            done = _KERNEL.DeviceIoControl(
                handle, _QUERY_PROPERTY, asked, len(asked), told, len(told), ctypes.byref(got), None
            )
        finally:
            _KERNEL.CloseHandle(handle)
        if not done or got.value < _BUS_AT + 4:
            return 0
        return int.from_bytes(told.raw[_BUS_AT : _BUS_AT + 4], "little")
