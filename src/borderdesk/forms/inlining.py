"""Lists that come as files beside a form, written into the form itself, so that one text holds all of it.

A stored form version must mean the same for ever: its lists are part of it and of its hash. Called where
forms are taken in.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from .attachments import Attachments, read_list
from .choices import is_plain_name
from .definition import FormDefinition
from .markup import write_xml

_OUTSIDE = re.compile(
    r"""<(?P<tag>(?:\w+:)?instance)\b(?P<before>[^>]*?)\bsrc\s*=\s*["'](?P<src>jr://file[^"']*)["']"""
    r"""(?P<after>[^>]*?)(?:/>|>.*?</(?P=tag)\s*>)""",
    re.DOTALL,
)
_ID = re.compile(r"""\bid\s*=\s*["']([^"']*)["']""")
_MEDIA = ("image", "big-image", "audio", "video")


def with_lists(xform: str, files: Attachments) -> str:
    """The XForm with every list whose file is given written into it; others stay as they are.

    ``files`` holds texts by address or by file name. Raises FormError for a list that cannot be read.
    """

    def inside(found: re.Match[str]) -> str:
        address = found["src"]
        if files.get(address, files.get(address.rpartition("/")[2])) is None:
            return found[0]
        attributes = f"{found['before']} {found['after']}"
        identifier = _ID.search(attributes)
        rows = read_list(identifier[1] if identifier else "", address, files)
        # A column whose heading is no XML name cannot be asked for by any expression.
        content = "".join(write_xml(child, lambda node: is_plain_name(node.name)) for child in rows.children)
        plain = " ".join(attributes.split())
        return f"<{found['tag']} {plain}>{content}</{found['tag']}>"

    return _OUTSIDE.sub(inside, xform)


_CLIPS = "jr://audio/clips/"
CLIP_ENDINGS = (".mp3", ".m4a", ".ogg", ".wav")


def clip_address(question: str, code: str) -> str:
    """Where a recording of a question in a language is kept that the form itself does not name."""
    return f"{_CLIPS}{question}.{code}"


def is_clip(address: str) -> bool:
    """Whether an address is that of a recording which the form itself does not name."""
    return address.startswith(_CLIPS)


def clips_of(form: FormDefinition, more: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """(address, file name without ending) of every recording that may lie beside a form: one for each
    question and language, such as ``AD_02.lo``; languages are the form's and ``more``.
    """
    codes = {name.rpartition("(")[2].rstrip(") ") for name in form.languages} or {""}
    codes |= set(more)
    for path in form.controls:
        for code in sorted(codes):
            yield clip_address(path[-1], code), f"{path[-1]}.{code}".rstrip(".")


def media_of(form: FormDefinition) -> Iterator[str]:
    """The addresses of pictures and sounds that the texts of a form name, each once."""
    seen: set[str] = set()
    for texts in form.texts.values():
        for values in texts.values():
            for medium in _MEDIA:
                element = values.get(medium)
                address = "" if element is None else "".join(element.itertext()).strip()
                if address and address not in seen:
                    seen.add(address)
                    yield address
