"""What somebody with tools and time could do to a package: take it apart and put it together otherwise."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyrage
from tests.exchange.posts import Post

from borderdesk.exchange.container import ContainerWriter
from borderdesk.exchange.sealing import seal
from borderdesk.exchange.signing import sign


def unsealed(path: Path, receiver: Post) -> bytes:
    """The container of a package, as its receiver's key opens it."""
    return bytes(pyrage.decrypt(path.read_bytes(), [receiver.identity.sealing]))


def sealed(clear: bytes, *receivers: Post) -> bytes:
    target = io.BytesIO()
    seal(iter([clear]), target.write, [post.card.recipient for post in receivers])
    return target.getvalue()


def members(clear: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(clear)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "padding"}


def contained(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A container with these members, in the layout BorderDesk writes."""
    writer = ContainerWriter()
    parts: list[bytes] = []
    for name, data in files:
        parts.extend(writer.add(name, [data]))
    parts.extend(writer.finish())
    return b"".join(parts)


def resigned(files: dict[str, bytes], manifest: bytes, signer: Post) -> list[tuple[str, bytes]]:
    """The same files with another manifest, signed by ``signer``."""
    changed = {**files, "manifest.json": manifest}
    changed["manifest.json.minisig"] = sign(signer.identity.signing, manifest, "records HXY-000042")
    return list(changed.items())


def rezipped(files: Sequence[tuple[str, bytes]]) -> bytes:
    """A ZIP of these files as any other program would write it, filled to whole blocks by a comment."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    short = -len(target.getvalue()) % 4096
    with zipfile.ZipFile(target, "a") as archive:
        archive.comment = b" " * short
    return target.getvalue()
