"""What a content pack would change at this desk, kind by kind, against what is used here now.

Called by packs (against the last pack, before signing) and pack_install (before installing).
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from borderdesk.desk.forms import shipped_forms
from borderdesk.desk.health_limits import (
    DiseasePack,
    choice_words,
    disease_packs,
    limits_in_words,
)
from borderdesk.desk.installed import PackKind, files_of_kind, installed, kind_of
from borderdesk.desk.pack_items import PackItem, by_kind, checked_item
from borderdesk.domain.errors import RuleBroken
from borderdesk.exchange import ContentFile
from borderdesk.resources import content
from borderdesk.store.database import Transaction
from borderdesk.store.forms import version_order
from borderdesk.text.catalogue import as_said, language, shipped_sentences
from borderdesk.text.notices import notice_sentences

_WORDS = ".txt"
_FACTS = ".md"
_FAR = date.max
"""What is here was checked before: no date in it is too late."""


@dataclass(frozen=True)
class PackChange:
    """One part that is not as it is here now: a form, a document in a language, a row, a sentence.

    ``name`` is its id, or the English of a sentence; ``title`` what people call it; ``before`` and ``after``
    are versions or wordings, "" where there is none.
    """

    name: str
    title: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class KindChanges:
    """What one kind of content would become. ``unused`` counts sentences this program does not show;
    ``lower`` names forms of which a higher version stays in use.
    """

    kind: PackKind
    new: tuple[PackChange, ...] = ()
    changed: tuple[PackChange, ...] = ()
    removed: tuple[PackChange, ...] = ()
    same: int = 0
    unused: int = 0
    lower: tuple[str, ...] = field(default=())

    @property
    def any(self) -> bool:
        return bool(self.new or self.changed or self.removed)


def pack_changes(transaction: Transaction, items: Sequence[PackItem]) -> tuple[KindChanges, ...]:
    """For every kind that the pack holds: a pack says all of a kind, and leaves other kinds as they are."""
    told = []
    for kind, those in by_kind(items):
        if kind is PackKind.FORM:
            told.append(_forms(transaction, those))
        elif kind is PackKind.DOCUMENT:
            told.append(_documents(transaction, those))
        elif kind is PackKind.RECORDING:
            told.append(_recordings(transaction, those))
        elif kind is PackKind.DIRECTORY:
            told.append(_rows(transaction, those))
        elif kind is PackKind.DISEASE:
            told.append(_diseases(transaction, those))
        elif kind is PackKind.STORY:
            told.append(_stories(transaction, those))
        else:
            told.append(_sentences(transaction, kind, those))
    return tuple(told)


def _forms(transaction: Transaction, items: Sequence[PackItem]) -> KindChanges:
    new, changed, lower, same = list[PackChange](), list[PackChange](), list[str](), 0
    for item in items:
        assert item.form is not None
        there = transaction.forms.names(item.form.id)
        if any(each.sha256 == item.form.sha256 for each in there):
            same += 1
            continue
        newest = there[0].version if there else ""
        change = PackChange(item.form.id, item.title, newest, item.version)
        (changed if there else new).append(change)
        if there and version_order(newest) > version_order(item.version):
            lower.append(item.form.id)
    kept = {item.form.id for item in items if item.form is not None} | shipped_forms(transaction)
    removed = tuple(PackChange(name) for name in installed(transaction).forms if name not in kept)
    return KindChanges(PackKind.FORM, tuple(new), tuple(changed), removed, same, lower=tuple(lower))


def _documents(transaction: Transaction, items: Sequence[PackItem]) -> KindChanges:
    """A document in a language is one, with the PDF, picture or film that it brings."""
    new, changed, same = list[PackChange](), list[PackChange](), 0
    brought: dict[str, list[PackItem]] = {}
    for item in items:
        if not item.path.endswith(_WORDS):  # taken out of the PDF beside it
            brought.setdefault(_place(item.path), []).append(item)
    for place, parts in brought.items():
        document = next(item for item in parts if item.path == f"{place}{_FACTS}")
        here = content().read(document.path)
        change = PackChange(_document_name(place), document.title, "", document.version)
        if here is None:
            new.append(change)
        elif all(content().read(item.path) == item.file.data for item in parts):
            same += 1
        else:
            before = _as_here(document.path, here)
            version = before.version if before else ""
            changed.append(PackChange(change.name, change.title, version, change.after))
    kept = {item.path for item in items}
    gone = {_place(path) for path in _gone(transaction, PackKind.DOCUMENT, kept)} - brought.keys()
    removed = [PackChange(_document_name(place)) for place in sorted(gone)]
    return KindChanges(PackKind.DOCUMENT, tuple(new), tuple(changed), tuple(removed), same)


def _place(path: str) -> str:
    """``library/lo/fire`` of ``library/lo/fire.pdf``."""
    return path.rpartition(".")[0]


def _recordings(transaction: Transaction, items: Sequence[PackItem]) -> KindChanges:
    here = {
        _place(path): sha256
        for path, sha256 in installed(transaction).files.items()
        if kind_of(path) is PackKind.RECORDING
    }
    brought = {_place(item.path): item for item in items}
    new = [path for path in brought if path not in here]
    changed = [path for path, item in brought.items() if here.get(path, item.file.sha256) != item.file.sha256]
    gone = [path for path in here if path not in brought]
    same = len(brought) - len(new) - len(changed)
    return KindChanges(PackKind.RECORDING, _named(new), _named(changed), _named(gone), same)


def _named(paths: Sequence[str]) -> tuple[PackChange, ...]:
    return tuple(PackChange(" ".join(path.replace(".", "/").split("/")[1:])) for path in paths)


def _as_here(path: str, data: bytes) -> PackItem | None:
    """What is in use at a path; None where an earlier program took what this one cannot read."""
    with suppress(RuleBroken):
        return checked_item(ContentFile(path, data), _FAR)
    return None


def _document_name(place: str) -> str:
    _, language, name = place.split("/")
    return f"{name} {language}"


def _rows(transaction: Transaction, items: Sequence[PackItem]) -> KindChanges:
    new, changed, removed, same = list[PackChange](), list[PackChange](), list[PackChange](), 0
    for item in items:
        there = _as_here(item.path, content().read(item.path) or b"")
        before = there.parts if there else {}
        for name, row in item.parts.items():
            change = PackChange(name, _row_name(row))
            if name not in before:
                new.append(change)
            elif before[name] == row:
                same += 1
            else:
                changed.append(change)
        removed += [
            PackChange(name, _row_name(row)) for name, row in before.items() if name not in item.parts
        ]
    kept = {item.path for item in items}
    removed += [PackChange(path) for path in _gone(transaction, PackKind.DIRECTORY, kept)]
    return KindChanges(PackKind.DIRECTORY, tuple(new), tuple(changed), tuple(removed), same)


def _diseases(transaction: Transaction, items: Sequence[PackItem]) -> KindChanges:
    new, changed, same = list[PackChange](), list[PackChange](), 0
    here = {pack.id: pack for pack in disease_packs()}
    names = choice_words(transaction)

    def said(pack: DiseasePack) -> str:
        return f"{pack.version}: {limits_in_words(pack, names)}"

    for item in items:
        pack, before = _disease_of(item), here.get(item.title)
        if before is None:
            new.append(PackChange(pack.id, pack.title(language()), "", said(pack)))
        elif content().read(item.path) == item.file.data:
            same += 1
        else:
            changed.append(PackChange(pack.id, pack.title(language()), said(before), said(pack)))
    kept = {item.path for item in items}
    gone = [_disease_id(path) for path in _gone(transaction, PackKind.DISEASE, kept)]
    removed = tuple(PackChange(name, here[name].title(language())) for name in gone if name in here)
    return KindChanges(PackKind.DISEASE, tuple(new), tuple(changed), removed, same)


def _stories(transaction: Transaction, items: Sequence[PackItem]) -> KindChanges:
    new, changed, same = list[PackChange](), list[PackChange](), 0
    for item in items:
        name = next(iter(item.parts))
        before = content().read(item.path)
        if before is None:
            new.append(PackChange(name, item.title, "", item.version))
        elif before == item.file.data:
            same += 1
        else:
            there = _as_here(item.path, before)
            changed.append(PackChange(name, item.title, there.version if there else "", item.version))
    gone = _gone(transaction, PackKind.STORY, {item.path for item in items})
    removed = tuple(PackChange(path.rpartition("/")[2].removesuffix(".toml")) for path in gone)
    return KindChanges(PackKind.STORY, tuple(new), tuple(changed), removed, same)


def _disease_of(item: PackItem) -> DiseasePack:
    (pack,) = item.parts.values()
    assert isinstance(pack, DiseasePack)
    return pack


def _disease_id(path: str) -> str:
    """``respiratory`` of ``health/respiratory.toml``."""
    return path.rpartition("/")[2].partition(".")[0]


def _row_name(row: object) -> str:
    """What a row is called at a counter: the neutral name that its cards carry, where it has one."""
    code = "lo" if language() == "lo" else "en"
    return str(getattr(row, f"card_name_{code}", "") or getattr(row, f"name_{code}", ""))


def _sentences(transaction: Transaction, kind: PackKind, items: Sequence[PackItem]) -> KindChanges:
    new, changed, removed, same = list[PackChange](), list[PackChange](), list[PackChange](), 0
    known = shipped_sentences()
    unused = 0
    for item in items:
        language = item.title
        notices = notice_sentences(language)
        for name, forms in item.parts.items():
            assert isinstance(forms, tuple)
            one, _, many = name.partition("\0")
            unused += (one, many) not in known and one not in notices
            now, after = as_said(language, one, many), forms[-1]
            if now == one:  # a notice ships in a file of its own
                now = notices.get(one, now)
            if now == after:
                same += 1
            elif now in (one, many):
                new.append(PackChange(one, language, "", after))
            else:
                changed.append(PackChange(one, language, now, after))
    kept = {item.path: set(item.parts) for item in items}
    for path, data in files_of_kind(transaction, kind).items():
        before = _as_here(path, data)
        if before is not None:
            gone = set(before.parts) - kept.get(path, set())
            removed += [PackChange(name.partition("\0")[0], before.title) for name in sorted(gone)]
    return KindChanges(kind, tuple(new), tuple(changed), tuple(removed), same, unused)


def _gone(transaction: Transaction, kind: PackKind, kept: set[str]) -> Iterator[str]:
    yield from (path for path in sorted(files_of_kind(transaction, kind)) if path not in kept)
