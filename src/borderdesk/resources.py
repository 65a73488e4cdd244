"""Where the content lies: what ships with the program, overlaid by what content packs installed here.

``resource`` is for what no pack can replace: fonts, icons, themes. Documents, directory, wording and
translations are asked of ``content()``, which is that of the workspace at work, so that a pack is used as
soon as it is installed and nothing of it lies in clear on a disk. Read by every room.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import update_wrapper
from pathlib import Path
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def resource(*parts: str) -> Path:
    """The path of a shipped file or folder, e.g. ``resource("forms", "adult.md")``.

    Looked for beside the frozen program, inside an installed wheel, then in the source tree.
    """
    return _root().joinpath(*parts)


def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / "resources"
    installed = Path(__file__).with_name("_resources")
    if installed.is_dir():
        return installed
    return Path(__file__).parents[2] / "resources"


def in_source_tree() -> bool:
    """Whether the program runs where it is written, so that its content can be edited."""
    return _root() == Path(__file__).parents[2] / "resources"


class Content:
    """The shipped files overlaid by ``installed`` ones, by path below ``resources``; it never changes.

    What is made of it (documents read, words indexed) is kept with it, so other content starts afresh.
    """

    def __init__(self, installed: Mapping[str, bytes] | None = None) -> None:
        self._installed = dict(installed or {})
        self.made: dict[tuple[object, ...], Any] = {}

    def read(self, path: str) -> bytes | None:
        """The file at ``path``, such as ``library/lo/S07.md``: the installed one before the shipped one."""
        return self._installed[path] if path in self._installed else self.shipped(path)

    def shipped(self, path: str) -> bytes | None:
        """The file at ``path`` as it ships, whatever a pack brought."""
        place = resource(*path.split("/"))
        return place.read_bytes() if place.is_file() else None

    def installed(self, path: str) -> bytes | None:
        """The file at ``path`` that a pack brought, if one did."""
        return self._installed.get(path)

    @property
    def has_installed(self) -> bool:
        """Whether a pack brought anything."""
        return bool(self._installed)

    def names(self, folder: str, suffix: str = "") -> list[str]:
        """The names of the files below ``folder`` that end so, shipped and installed, in order."""
        place = resource(*folder.split("/"))
        shipped = [path.name for path in place.glob(f"*{suffix}") if path.is_file()]
        return sorted({*shipped, *self._brought(folder, suffix)})

    def folders(self, folder: str) -> list[str]:
        """The names of the folders below ``folder``, shipped and installed, in order."""
        shipped = [path.name for path in resource(*folder.split("/")).iterdir() if path.is_dir()]
        below = f"{folder}/"
        deep = (path.removeprefix(below) for path in self._installed if path.startswith(below))
        brought = {path.split("/")[0] for path in deep if "/" in path}
        return sorted({*shipped, *brought})

    def _brought(self, folder: str, suffix: str) -> Iterator[str]:
        for path in self._installed:
            parent, _, name = path.rpartition("/")
            if parent == folder and name.endswith(suffix):
                yield name


SHIPPED = Content()
"""What there is before anybody signed in, and in a workspace that no pack was installed in."""


class ContentInUse:
    """The content of one open workspace; ``replace`` it and everything read afterwards is the new one."""

    def __init__(self) -> None:
        self.now = SHIPPED

    def replace(self, content: Content) -> None:
        self.now = content


_signed_in: list[ContentInUse] = []
_at_work: ContextVar[ContentInUse | None] = ContextVar("content at work", default=None)


def content() -> Content:
    """The content of the workspace at work: that of the verb running, else of who signed in last."""
    here = _at_work.get() or next(reversed(_signed_in), None)  # a lock takes it away in another thread
    return SHIPPED if here is None else here.now


def sign_in(slot: ContentInUse) -> None:
    """Use the content of a workspace that was opened."""
    _signed_in.append(slot)


def sign_out(slot: ContentInUse) -> None:
    """Forget the content of a workspace that was closed."""
    _signed_in[:] = [each for each in _signed_in if each is not slot]
    slot.replace(SHIPPED)


@contextmanager
def at_work(slot: ContentInUse) -> Iterator[None]:
    """Whatever is asked for within is asked of this workspace's content, in this thread."""
    token = _at_work.set(slot)
    try:
        yield
    finally:
        _at_work.reset(token)


class of_content(Generic[P, T]):  # noqa: N801  a decorator
    """Keeps what a function makes of the content for as long as that content is in use."""

    def __init__(self, function: Callable[P, T]) -> None:
        self._function = function
        update_wrapper(self, function)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        here = content()
        key = (self._function, *args, *sorted(kwargs.items()))
        if key not in here.made:
            # All of it is made of the content it is kept with, also where another comes into use meanwhile.
            slot = ContentInUse()
            slot.replace(here)
            with at_work(slot):
                here.made[key] = self._function(*args, **kwargs)
        found: T = here.made[key]
        return found
