"""Pictures and files that answers name: put into the encrypted store, read back, and sent along with records.

The name in the record is the hash of the content with an ending (``<64 hexadecimal digits>.jpg``): nothing
of the original name, which often tells about a person. Called by the player, packing and importing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from borderdesk.desk.forms import collects_media, definition
from borderdesk.desk.spoken_words import installed_names, installed_sound
from borderdesk.desk.versions import form_media, form_media_names
from borderdesk.desk.whose_case import case_to_work_on
from borderdesk.desk.workspace import Changes, Done, Workspace, permitted
from borderdesk.domain.errors import NotAllowed, RuleBroken, Unavailable
from borderdesk.domain.roles import Act
from borderdesk.exchange import OpenPackage
from borderdesk.forms import FormDefinition
from borderdesk.forms.inlining import clip_address, is_clip
from borderdesk.store.attachments import Attachment
from borderdesk.store.database import Transaction

MOST_BYTES = 10 << 20
"""Bytes of one attachment; pictures are made smaller before they come here."""

_ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "application/pdf": "pdf",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "video/mp4": "mp4",
    "text/csv": "csv",
    "text/plain": "txt",
}
_NAMED = re.compile(rb"\b([0-9a-f]{64})\.([a-z0-9]{2,4})\b")


@permitted(Act.SCREEN)
def attach(
    workspace: Workspace, draft_id: str, content: bytes, media_type: str, *, signature: bool = False
) -> Done[str]:
    """Keep a file for a draft and return the name for its answer.

    :raises RuleBroken: ``attachment.too_large``. :raises NotAllowed: ``attachment.not_allowed`` where the
        form does not collect media. :raises Unavailable: ``draft.gone``, ``store.full``.
    """
    if len(content) > MOST_BYTES:
        raise RuleBroken("attachment.too_large", most=MOST_BYTES >> 20)
    with workspace.store.write() as transaction:
        draft = transaction.drafts.one(draft_id)
        case_to_work_on(workspace, transaction, draft.case_code)
        if not signature and not collects_media(definition(transaction.forms.by_hash(draft.form_sha256))):
            raise NotAllowed("attachment.not_allowed")
        sha256 = transaction.attachments.put(content, media_type)
    return Done(f"{sha256}.{_ENDINGS.get(media_type, 'bin')}", Changes(frozenset({"attachment"})))


@permitted(Act.READ_RECORDS)
def attachment(workspace: Workspace, name: str) -> Attachment:
    """The file that an answer names.

    :raises Unavailable: ``attachment.missing``.
    """
    with workspace.store.read() as transaction:
        return transaction.attachments.get(name.partition(".")[0])


@permitted(Act.SCREEN)
def detach(workspace: Workspace, draft_id: str, name: str) -> Done[None]:
    """An answer no longer names this file: it goes for good, unless another draft or record names it."""
    sha256 = name.partition(".")[0]
    with workspace.store.write() as transaction:
        # The draft itself counts too: another of its answers may hold the same picture.
        named = any(sha256 in draft.instance for draft in transaction.drafts.all())
        named = named or transaction.settings_mention(sha256)
        if not named and not transaction.journal.mentions(sha256):
            transaction.attachments.remove([sha256])
    return Done(None, Changes(frozenset({"attachment"})))


@dataclass(frozen=True)
class DraftMedia:
    """What the player needs for one form: the draft's own files, and those the form brought.

    ``draft`` is empty for a sealed record, which can only be read; ``here`` are the addresses there are.
    """

    workspace: Workspace
    draft: str
    form_sha256: str
    allowed: bool
    form: str
    here: frozenset[str]

    def put(self, content: bytes, media_type: str, *, signature: bool = False) -> str:
        """Keep a file; its name for the answer. Errors as :func:`attach`."""
        return attach(self.workspace, self.draft, content, media_type, signature=signature).value

    def get(self, name: str) -> bytes | None:
        """The content of a file that an answer names; None where it is not on this PC."""
        try:
            return attachment(self.workspace, name).content
        except Unavailable:
            return None

    def drop(self, name: str) -> None:
        """The answer was cleared or replaced."""
        detach(self.workspace, self.draft, name)

    def of_form(self, address: str) -> bytes | None:
        """A picture or sound that the form names, or a recording of its questions."""
        if address not in self.here:
            return None
        with self.workspace.store.read() as transaction:
            name = address.rpartition("/")[2] if is_clip(address) else ""
            brought = installed_sound(transaction, self.form, name) if name else b""
        return brought or form_media(self.workspace, self.form_sha256, address)


@permitted(Act.READ_CONTENT)
def draft_media(workspace: Workspace, form: FormDefinition, draft_id: str = "") -> DraftMedia:
    """The files of a form being filled, or of a sealed record."""
    with workspace.store.read() as transaction:
        brought = installed_names(transaction, form.id)
        clips = {clip_address(*name.split(".")) for name in brought}
        here = form_media_names(transaction, form.sha256) | clips
    return DraftMedia(workspace, draft_id, form.sha256, collects_media(form), form.id, here)


# ------------------------------------------------------------------ travelling
def named_in(payload: bytes) -> set[str]:
    """Names of files that a sealed fact mentions."""
    return {f"{found[1].decode()}.{found[2].decode()}" for found in _NAMED.finditer(payload)}


def files_to_send(transaction: Transaction, names: set[str]) -> Iterator[tuple[str, bytes]]:
    """(hash, content) of those files that are here; asked for only after ``names`` is complete."""
    for name in sorted(names):
        sha256 = name.partition(".")[0]
        if transaction.attachments.has(sha256):
            yield sha256, transaction.attachments.get(sha256).content


def take_in_files(transaction: Transaction, package: OpenPackage) -> None:
    """Keep the files of a package; its reader has held each against its hash."""
    for sha256 in package.manifest.attachments:
        if not transaction.attachments.has(sha256):
            content = package.attachment(sha256)
            transaction.attachments.put(content, _kind_of(content))


_BEGINNINGS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"%PDF-", "application/pdf"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
)


def _kind_of(content: bytes) -> str:
    """The media type by how a file begins; names do not travel."""
    kinds = (kind for beginning, kind in _BEGINNINGS if content.startswith(beginning))
    return next(kinds, "application/octet-stream")
