"""What lies in a content pack, checked file by file: the same checks before signing and before installing.

A file is what its path says, or the whole pack is turned away with the file named. Called by packs (putting
together) and pack_install (taking in).
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from borderdesk.desk.directory import (
    Helpline,
    Receiver,
    Station,
    read_helplines,
    read_services,
    read_stations,
    rows_in,
)
from borderdesk.desk.directory_fields import FILE_OF, KEY_OF, TABLE_OF, Part, problems
from borderdesk.desk.directory_keeping import unfit
from borderdesk.desk.form_files import MOST_MEDIA
from borderdesk.desk.health_limits import FOLDER, read_disease_pack
from borderdesk.desk.installed import RECORDINGS, PackKind, kind_of
from borderdesk.desk.spoken_words import require_sound
from borderdesk.desk.stories import DRAFT, Story, in_language, read_story
from borderdesk.domain.errors import BorderDeskError, RuleBroken
from borderdesk.exchange import ContentFile
from borderdesk.exchange.content import PATH
from borderdesk.forms import FormDefinition, FormError, import_form
from borderdesk.forms.inlining import media_of
from borderdesk.library.document import read_document
from borderdesk.library.enclosure import Medium, check_enclosed, ending_of, medium_of, read_pages
from borderdesk.library.media_files import check_whole
from borderdesk.slips.wording import NEVER_ON_PAPER, sentences
from borderdesk.text import WRITTEN, notice
from borderdesk.text.catalogue import shipped_text
from borderdesk.text.reviewers import reviewer
from borderdesk.text.sentences import SentencesError, read_sentences
from borderdesk.text.spoken import CODES

REVIEWED_LANGUAGE = "lo"
"""Texts in this language must be reviewed by a named person before they may lose the draft mark."""

_ROOM = 24
"""Letters that any sentence of a paper has room for; a longer one may be twice as long as it ships."""
_READ: dict[Part, Callable[[bytes], Sequence[Receiver | Helpline | Station]]] = {
    Part.SERVICES: read_services,
    Part.HELPLINES: read_helplines,
    Part.STATIONS: read_stations,
}
_HARMFUL = frozenset(
    {
        "directory.day_ahead",
        "directory.mobile",
        "directory.number_elsewhere",
        "directory.number_of_person",
        "directory.private_address",
        "directory.card_name",
        "directory.signs",
    }
)
"""What no desk takes in a row. A day ahead would stretch the half year for which a number prints; the others
tell strangers of a person's number, of a shelter's place, or of why somebody holds the card; or no name has
them."""
_WHOLE = {
    ".png": "png",
    ".jpg": "jpg",
    ".jpeg": "jpg",
    ".ogg": "ogg",
    ".wav": "wav",
    ".mp3": "mp3",
    ".m4a": "m4a",
}
"""Endings of a form's pictures and sounds, and as what each is looked through."""
_BEGINS = {".gif": b"GIF8", ".mp4": b""}
"""Endings of those that are not, and how such a file begins ("" where it may differ)."""


@dataclass(frozen=True)
class Review:
    """Whether the text of a file in one language was reviewed; ``by`` is "" where nobody has signed.

    ``draft`` is whether the file itself says that it is a draft, so that its banner stays.
    """

    file: str
    language: str
    by: str
    draft: bool

    @property
    def waits(self) -> bool:
        """Whether a person has still to read it: every text a traveller's safety rests on, in Lao."""
        return self.language == REVIEWED_LANGUAGE and not self.by


@dataclass(frozen=True)
class PackItem:
    """A checked file. ``parts`` are what differences are told by: rows, sentences or the file as a whole,
    each with what it says.
    """

    file: ContentFile
    kind: PackKind
    title: str
    version: str
    reviews: tuple[Review, ...]
    parts: Mapping[str, object] = field(repr=False)
    form: FormDefinition | None = field(default=None, repr=False)
    story: Story | None = field(default=None, repr=False)

    @property
    def path(self) -> str:
        return self.file.path


def checked_items(
    files: Sequence[ContentFile], made_on: date, progress: Callable[[str, int, int], None]
) -> tuple[PackItem, ...]:
    """Check every file of a pack made on this day, that none stands for another under a name of other
    capitals, and that documents and what they bring belong together.

    :raises RuleBroken: ``pack.broken`` with the file, what is wrong, and its code as ``reason``.
    """
    items, seen = [], dict[str, str]()
    for done, file in enumerate(files):
        progress("content", done, len(files))
        items.append(checked_item(file, made_on))
        sound = kind_of(file.path) is PackKind.RECORDING  # one for a question, whatever it ends in
        place = (file.path.rpartition(".")[0] if sound else file.path).casefold()
        if place in seen:
            raise broken(file.path, "pack.twice", {"file": file.path, "path": seen[place]})
        seen[place] = file.path
    _check_enclosed(files)
    return tuple(items)


def checked_item(file: ContentFile, made_on: date) -> PackItem:
    """Check one file; errors as :func:`checked_items`."""
    try:
        if not PATH.fullmatch(file.path):
            raise RuleBroken("pack.file_name", file=file.path[:80])
        return _CHECKS[kind_of(file.path)](file, made_on)
    except SentencesError as error:
        raise broken(file.path, error.code, error.fields) from error
    except FormError as error:
        raise broken(file.path, error.code, error.fields) from error
    except BorderDeskError as error:
        raise broken(file.path, error.code, error.fields) from error


def _check_enclosed(files: Sequence[ContentFile]) -> None:
    """Each file beside a document is the one that the document names, and none is missing."""
    named: dict[str, Medium | None] = {}
    brought: dict[str, Medium] = {}
    for file in files:
        place, _, ending = file.path.rpartition(".")
        if kind_of(file.path) is not PackKind.DOCUMENT or ending == "txt":
            continue
        if ending == "md":
            named[place] = read_document(file.data).medium
        elif place in brought:
            raise broken(file.path, "document.file_twice", {})
        else:
            brought[place] = medium_of(file.data)
    for place in sorted(named.keys() | brought.keys()):
        if named.get(place) is not brought.get(place):
            raise broken(f"{place}.md", "document.file_differs", {})
    for file in files:
        place, _, ending = file.path.rpartition(".")
        if ending == "txt" and brought.get(place) is not Medium.PDF:
            raise broken(file.path, "document.file_differs", {})


def broken(path: str, code: str, fields: Mapping[str, object]) -> RuleBroken:
    """The refusal of a whole pack because of one file."""
    what = notice(code, None, **fields).happened
    place = ", ".join(str(fields[name]) for name in ("sheet", "row", "column") if fields.get(name))
    if place and code.startswith("form."):
        what = f"{place}: {what}"
    return RuleBroken("pack.broken", file=path, what=what, reason=code)


def waiting_reviews(items: Sequence[PackItem]) -> tuple[Review, ...]:
    """Texts that nobody has reviewed, and must be."""
    return tuple(review for item in items for review in item.reviews if review.waits)


def blocking_reviews(items: Sequence[PackItem], draft: bool) -> tuple[Review, ...]:
    """Texts for which a pack cannot be signed: all unreviewed ones, or, in a pack that is marked as a draft,
    those that do not say themselves that they are drafts: their banner would be missing.
    """
    return tuple(review for review in waiting_reviews(items) if not (draft and review.draft))


def require_reviewed(items: Sequence[PackItem], draft: bool) -> None:
    """That no text of a pack goes without the banner that it needs.

    :raises RuleBroken: ``pack.unreviewed``, or ``pack.not_marked`` in a draft (``file``, ``count``).
    """
    blocking = blocking_reviews(items, draft)
    if blocking:
        code = "pack.not_marked" if draft else "pack.unreviewed"
        raise RuleBroken(code, file=blocking[0].file, count=len(blocking))


# ------------------------------------------------------------------ one file
def _form(file: ContentFile, made_on: date) -> PackItem:
    try:
        file.data.decode()
    except UnicodeDecodeError as error:
        raise FormError("form.encoding", detail="UTF-8") from error
    form = import_form(file.data, "xml").definition
    _require_name(file.path, f"forms/{form.id}.xml")
    if not form.version:
        raise RuleBroken("pack.field", field="version")
    if form.missing_lists:
        raise RuleBroken("pack.form_list", list=form.missing_lists[0])
    _check_media(form, file.media)
    status = form.extra.get("status") or "draft-unvalidated"
    reviews = [
        Review(file.path, code, reviewer(form.extra.get("reviewed_by", "")), status.startswith("draft"))
        for code in sorted({_code(name) for name in form.languages})
    ]
    said = hashlib.sha256(file.data).hexdigest()
    return PackItem(
        file, PackKind.FORM, form.title, form.version, tuple(reviews), {form.id: (form.version, said)}, form
    )


def _code(language: str) -> str:
    """``lo`` of ``Lao (lo)``."""
    return language.rpartition("(")[2].rstrip(")").strip()


def _check_media(form: FormDefinition, media: Mapping[str, bytes]) -> None:
    named = set(media_of(form))
    for address, data in media.items():
        if address not in named or not _is_medium(address[address.rfind(".") :].lower(), data):
            raise RuleBroken("pack.media", address=address)
    if sum(map(len, media.values())) > MOST_MEDIA:
        raise RuleBroken("form.media_too_large", most=MOST_MEDIA >> 20)


def _is_medium(ending: str, data: bytes) -> bool:
    if ending not in _WHOLE:
        return ending in _BEGINS and data.startswith(_BEGINS[ending])
    with suppress(RuleBroken):
        phone = ending == ".m4a" and data[4:8] == b"ftyp"
        if phone or ending_of(data) == _WHOLE[ending]:
            check_whole(data, _WHOLE[ending])
            return True
    return False


def _document(file: ContentFile, made_on: date) -> PackItem:
    place, _, ending = file.path.rpartition(".")
    if ending != "md":
        _, language, name = place.split("/")
        if ending == "txt":
            read_pages(file.data)
        else:
            check_enclosed(file.data)
            _require_name(file.path, f"{place}.{ending_of(file.data)}")
        return PackItem(file, PackKind.DOCUMENT, name, "", (), {f"{name}.{ending} {language}": file.sha256})
    document = read_document(file.data)
    _require_name(file.path, f"library/{document.language}/{document.id}.md")
    marked = document.status.startswith("draft")
    review = Review(file.path, document.language, reviewer(document.reviewed_by), marked)
    name = f"{document.id} {document.language}"
    return PackItem(
        file, PackKind.DOCUMENT, document.neutral_title, document.version, (review,), {name: file.sha256}
    )


def _directory(file: ContentFile, made_on: date) -> PackItem:
    name = file.path.removeprefix("directory/")
    part = next((part for part, called in FILE_OF.items() if called == name), None)
    if part is None:
        raise RuleBroken("pack.file_name", file=file.path)
    made: Sequence[Receiver | Helpline | Station] = _READ[part](file.data)
    for row in rows_in(file.data, TABLE_OF[part]):
        wrong = [each for each in problems(part, row, made_on) if each.code in _HARMFUL]
        if wrong:
            raise unfit(str(row[KEY_OF[part]]), wrong)
    parts = {each.code if isinstance(each, Station) else each.id: each for each in made}
    return PackItem(file, PackKind.DIRECTORY, name, "", (), parts)


def _disease(file: ContentFile, made_on: date) -> PackItem:
    pack = read_disease_pack(file.data)
    _require_name(file.path, f"{FOLDER}/{pack.id}.toml")
    marked = pack.status != "validated"
    review = Review(file.path, REVIEWED_LANGUAGE, reviewer(pack.reviewed_by), marked)
    return PackItem(file, PackKind.DISEASE, pack.id, pack.version, (review,), {pack.id: pack})


def _story(file: ContentFile, made_on: date) -> PackItem:
    story = read_story(file.data)
    name = file.path.rpartition("/")[2].removesuffix(".toml")
    review = Review(
        file.path,
        REVIEWED_LANGUAGE,
        reviewer(story.get("reviewed_by", "")),
        story.get("status", DRAFT) == DRAFT,
    )
    title = in_language(story["title"])
    parts = {name: file.sha256}
    return PackItem(file, PackKind.STORY, title, story["version"], (review,), parts, story=story)


def _recording(file: ContentFile, made_on: date) -> PackItem:
    _, form, name = file.path.split("/")
    question, language, _ = name.split(".")
    if language not in CODES:
        raise RuleBroken("recording.language", language=language)
    ending = require_sound(file.data)
    _require_name(file.path, f"{RECORDINGS}/{form}/{question}.{language}.{ending}")
    title = f"{form} {question}"
    return PackItem(file, PackKind.RECORDING, title, "", (), {f"{title} {language}": file.sha256})


def _sentences(file: ContentFile, made_on: date) -> PackItem:
    kind = kind_of(file.path)
    read = read_sentences(file.data)
    name = "wording" if kind is PackKind.WORDING else "translations"
    _require_name(file.path, f"i18n/{read.language}/{name}.po")
    if read.language not in WRITTEN:
        raise RuleBroken("pack.language", language=read.language)
    _check_wording(read.said, read.language, all_on_paper=kind is PackKind.WORDING)
    review = Review(file.path, read.language, read.reviewed_by, read.draft)
    parts = {f"{one}\0{many}" if many else one: forms for (one, many), forms in read.said.items()}
    return PackItem(file, kind, read.language, "", (review,), parts)


def _check_wording(
    said: Mapping[tuple[str, str], tuple[str, ...]], language: str, *, all_on_paper: bool
) -> None:
    for (one, _), forms in said.items():
        if all_on_paper and one not in sentences():
            raise RuleBroken("pack.not_on_paper", sentence=one[:80])
        require_fit_for_paper(one, forms, language)


def room_on_paper(one: str, language: str) -> int:
    """Letters that a sentence of a paper may have in a language; 0 for what no paper carries."""
    if one not in sentences():
        return 0
    return max(_ROOM, 2 * len(one), 2 * len(shipped_text(language, one)))


def require_fit_for_paper(one: str, forms: Sequence[str], language: str) -> None:
    """Never a word on a paper that would mark out the person who carries it, and none that has no room.

    :raises RuleBroken: ``pack.too_long``, ``pack.never_on_paper``; never for what no paper carries.
    """
    most = room_on_paper(one, language)
    if not most:
        return
    if any(len(form) > most for form in forms):
        raise RuleBroken("pack.too_long", sentence=one[:80], most=most)
    for word in NEVER_ON_PAPER:
        if any(word in form.casefold() for form in forms):
            raise RuleBroken("pack.never_on_paper", sentence=one[:80], word=word)


def _require_name(path: str, named: str) -> None:
    if path != named:
        raise RuleBroken("pack.name_differs", named=named)


_CHECKS: dict[PackKind, Callable[[ContentFile, date], PackItem]] = {
    PackKind.FORM: _form,
    PackKind.DOCUMENT: _document,
    PackKind.DIRECTORY: _directory,
    PackKind.DISEASE: _disease,
    PackKind.STORY: _story,
    PackKind.RECORDING: _recording,
    PackKind.WORDING: _sentences,
    PackKind.TRANSLATION: _sentences,
}


def by_kind(items: Sequence[PackItem]) -> Iterator[tuple[PackKind, list[PackItem]]]:
    """Items of each kind that there are any of."""
    for kind in PackKind:
        found = [item for item in items if item.kind is kind]
        if found:
            yield kind, found
