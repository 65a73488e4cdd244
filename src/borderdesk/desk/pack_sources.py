"""Files and folders of a content author, read into what a pack holds. Called by packs.

Forms are converted here once, so that every desk fills the very same form; all else goes as it is.
"""

from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from borderdesk.desk.directory import FILES
from borderdesk.desk.form_files import read_form_file
from borderdesk.desk.health_limits import FOLDER as HEALTH
from borderdesk.desk.health_limits import is_disease_pack, read_disease_pack
from borderdesk.desk.installed import RECORDINGS
from borderdesk.desk.pack_items import broken
from borderdesk.desk.spoken_words import require_sound
from borderdesk.desk.stories import FOLDER as STORY_FOLDER
from borderdesk.desk.stories import is_story, read_story
from borderdesk.desk.workspace import Progress
from borderdesk.domain.errors import BorderDeskError, RuleBroken, Unavailable
from borderdesk.exchange import ContentFile
from borderdesk.exchange.content import PATH
from borderdesk.files import is_folder
from borderdesk.forms import load_form
from borderdesk.forms.inlining import is_clip
from borderdesk.library.document import read_document
from borderdesk.library.enclosure import ENDINGS, Medium, check_enclosed, ending_of, pdf_text, require_named
from borderdesk.text.sentences import SentencesError, read_sentences

_LARGEST = 16 << 20
_MOST_FILES = 3_000
_FORMS = (".xlsx", ".xlsm", ".xls", ".xml")
_ENCLOSED = frozenset(
    {".jpeg", *(f".{ending}" for endings in ENDINGS.values() for ending in endings)},
)
_MEDIA = "-media"
_LITTER = ("thumbs.db", "desktop.ini")
"""What Windows puts into folders unseen."""
STORIES = STORY_FOLDER.rpartition("/")[2]
"""Where stories lie in an author's folder; one that lies elsewhere tells itself what it is."""


def read_sources(sources: Sequence[Path], progress: Progress) -> tuple[ContentFile, ...]:
    """Every file in these files and folders, by the path it is used under, in order.

    A folder may be laid out like the program's own resources or in any other way: a file says itself what it
    is. The PDF, picture or sound that a document brings lies beside it under the same name; the words of a
    PDF are taken out here, once, so that every desk finds them. Recordings lie in ``recordings/<form>/`` or
    in the form's ``-media`` folder, whose other files and hidden ones are passed over; a file of no known
    kind is refused, so that nothing is left out unseen.

    :raises RuleBroken: ``pack.broken`` with the file and what is wrong, ``pack.unknown_file``,
        ``pack.twice``, ``pack.empty``, ``pack.too_many``. :raises Unavailable: ``pack.source_unreadable``.
    """
    paths = [path for source in sources for path in _files_of(source)]
    if not paths:
        raise RuleBroken("pack.empty")
    if len(paths) > _MOST_FILES:
        raise RuleBroken("pack.too_many", most=_MOST_FILES)
    found: dict[str, ContentFile] = {}
    for done, path in enumerate(paths):
        progress("sources", done, len(paths))
        try:
            files = _read_files(path, progress)
        except SentencesError as error:
            raise broken(path.name, error.code, error.fields) from error
        except OSError as error:
            raise Unavailable("pack.source_unreadable", file=path.name) from error
        except BorderDeskError as error:
            if error.code.startswith("pack."):
                raise
            raise broken(path.name, error.code, error.fields) from error
        for file in files:
            if file.path in found:
                raise RuleBroken("pack.twice", file=path.name, path=file.path)
            found[file.path] = file
    return tuple(found[path] for path in sorted(found))


def _files_of(source: Path) -> list[Path]:
    if not is_folder(source):
        return [source]
    try:
        files = [path for path in source.rglob("*") if path.is_file()]
    except OSError as error:
        raise Unavailable("pack.source_unreadable", file=source.name) from error
    return sorted(path for path in files if _counts(path.relative_to(source)))


def _counts(path: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in path.parts) or path.name.lower() in _LITTER
    beside_a_form = any(part.endswith(_MEDIA) for part in path.parts[:-1])
    return not (hidden or beside_a_form)


def _read_files(path: Path, progress: Progress) -> tuple[ContentFile, ...]:
    """A file, and what goes with it under paths of its own."""
    if path.suffix.lower() in _ENCLOSED:
        in_place = path.parent.parent.name == RECORDINGS
        return (
            (_recording(path.parent.name, path.stem, path),) if in_place else _read_enclosed(path, progress)
        )
    file = _read(path)
    clips = {address: data for address, data in file.media.items() if is_clip(address)}
    own = {address: data for address, data in file.media.items() if address not in clips}
    form = Path(file.path).stem
    beside = (_recording(form, address.rpartition("/")[2], data) for address, data in clips.items())
    return (replace(file, media=own) if clips else file, *beside)


def _recording(form: str, name: str, source: Path | bytes) -> ContentFile:
    """A recording of a question, by its form's folder or from beside its form."""
    if isinstance(source, Path):
        _require_size(source)
    data = source if isinstance(source, bytes) else source.read_bytes()
    file = ContentFile(f"{RECORDINGS}/{form}/{name}.{require_sound(data)}", data)
    if not PATH.fullmatch(file.path):
        raise RuleBroken("pack.file_name", file=name)
    return file


def _read(path: Path) -> ContentFile:
    ending = path.suffix.lower()
    _require_size(path)
    if ending in _FORMS:
        return _form(path)
    data = path.read_bytes()
    if ending == ".md":
        return _form(path) if _is_table(data) else _document(data)
    if path.name in FILES:
        return ContentFile(f"directory/{path.name}", data)
    if ending == ".toml" and (path.parent.name == HEALTH or is_disease_pack(data)):
        return ContentFile(f"{HEALTH}/{read_disease_pack(data).id}.toml", data)
    if ending == ".toml" and (path.parent.name == STORIES or is_story(data)):
        read_story(data)
        return ContentFile(f"{STORY_FOLDER}/{path.stem}.toml", data)
    if ending == ".po":
        language = read_sentences(data).language
        name = "wording" if "wording" in (path.stem, *_above(path)) else "translations"
        return ContentFile(f"i18n/{language}/{name}.po", data)
    raise RuleBroken("pack.unknown_file", file=path.name)


def _is_table(data: bytes) -> bool:
    """Whether Markdown is the table of a form; whatever else it is is told as of a document."""
    return not data.removeprefix(BOM_UTF8).startswith(b"+++") and b"\n|" in b"\n" + data


def _above(path: Path) -> Iterator[str]:
    yield from path.parts[-3:-1]


def _document(data: bytes) -> ContentFile:
    document = read_document(data)
    return ContentFile(f"library/{document.language}/{document.id}.md", data)


def _read_enclosed(path: Path, progress: Progress) -> tuple[ContentFile, ...]:
    """What a document brings, under that document's path, if it is what its name says."""
    beside = path.with_suffix(".md")
    _require_size(path)
    if not beside.is_file():
        raise RuleBroken("pack.file_alone", file=path.name, document=beside.name)
    document = read_document(beside.read_bytes())
    data = path.read_bytes()
    medium = check_enclosed(data)
    require_named(path.name, ending_of(data))
    place = f"library/{document.language}/{document.id}"
    files = [ContentFile(f"{place}.{ending_of(data)}", data)]
    if medium is Medium.PDF and (words := pdf_text(data, progress)):
        files.append(ContentFile(f"{place}.txt", words.encode()))
    return tuple(files)


def _require_size(path: Path) -> None:
    if path.stat().st_size > _LARGEST:
        raise RuleBroken("pack.source_too_large", file=path.name, megabytes=_LARGEST >> 20)


def _form(path: Path) -> ContentFile:
    read = read_form_file(path)
    form = load_form(read.xform)
    return ContentFile(f"forms/{form.id}.xml", read.xform.encode(), read.media)
