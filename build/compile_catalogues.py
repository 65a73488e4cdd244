"""Compile the translation fragments of each language into the one catalogue the program loads.

``python build/compile_catalogues.py`` after editing a ``.po`` file; ``--check`` only says whether the
compiled catalogues are current. The output holds nothing but the messages, who read which of them, and how
the fragments say they count, so that the same fragments always give the same bytes.
"""

from __future__ import annotations

import argparse
import struct
import sys
from pathlib import Path

import polib

from borderdesk.text.catalogue import READ
from borderdesk.text.fragments import Catalogue

ROOT = Path(__file__).resolve().parents[1] / "resources" / "i18n"
COMPILED = "borderdesk.mo"
Key = tuple[str | None, str, str]
"""Context, sentence, plural sentence (empty when there is none)."""


class TranslationConflictError(Exception):
    """Two fragments translate one sentence, or count, differently."""


def merged(folder: Path) -> tuple[str, dict[Key, tuple[str, ...]]]:
    """The plural rule and all translations of a language folder.

    A ``TranslationConflictError`` names the sentence and the fragments. The rule is the fragments' own:
    what libraries know of languages changes from release to release (Burmese did).
    """
    found: dict[Key, tuple[str, ...]] = {}
    origin: dict[Key, str] = {}
    rules: dict[str, str] = {}
    for path in sorted(folder.glob("*.po")):
        fragment = polib.pofile(str(path), encoding="utf-8")
        rules.setdefault(fragment.metadata.get("Plural-Forms", "none"), path.name)
        for entry in fragment:
            key, forms = _key(entry), _forms(entry)
            if entry.obsolete or entry.fuzzy or not all(forms):
                continue
            if found.get(key, forms) != forms:
                raise TranslationConflictError(
                    f"{key[1]!r} is {' / '.join(found[key])!r} in {origin[key]} "
                    f"but {' / '.join(forms)!r} in {path.name}"
                )
            found[key], origin[key] = forms, path.name
    if len(rules) > 1:
        raise TranslationConflictError(
            f"{folder.name} counts by " + ", ".join(f"{rule!r} in {name}" for rule, name in rules.items())
        )
    return next(iter(rules), "none"), found


def compiled(folder: Path) -> bytes:
    """The catalogue of a language folder in GNU ``.mo`` form, sentences sorted, no hash table."""
    rule, found = merged(folder)
    header = f"Content-Type: text/plain; charset=UTF-8\nLanguage: {folder.name}\nPlural-Forms: {rule}\n"
    entries = {b"": header.encode()}
    for (context, one, many), forms in found.items():
        source = f"{context}\x04{one}" if context else one
        entries["\0".join([source, many] if many else [source]).encode()] = "\0".join(forms).encode()
    for english, who in read_by(folder).items():
        entries[f"{READ}\x04{english}".encode()] = who.encode()
    sources = sorted(entries)
    texts = [*sources, *(entries[source] for source in sources)]
    tables = 28  # the length of the fixed header: magic, revision, count, two offsets, empty hash table
    place = tables + 8 * len(texts)
    index = b""
    for text in texts:
        index += struct.pack("<II", len(text), place)
        place += len(text) + 1
    fixed = struct.pack("<7I", 0x950412DE, 0, len(sources), tables, tables + 8 * len(sources), 0, place)
    return fixed + index + b"".join(text + b"\0" for text in texts)


def read_by(folder: Path) -> dict[str, str]:
    """Who read each sentence of a language folder, and when; those of several fragments in all of them."""
    found: dict[str, str] = {}
    drafts = set[str]()
    for path in sorted(folder.glob("*.po")):
        for (_, english, _), said in Catalogue.read(path).said.items():
            if said.draft:
                drafts.add(english)
            else:
                found[english] = f"{said.reviewer}, {said.reviewed_on}"
    return {english: who for english, who in found.items() if english not in drafts}


def _key(entry: polib.POEntry) -> Key:
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def _forms(entry: polib.POEntry) -> tuple[str, ...]:
    if entry.msgid_plural:
        return tuple(form for _, form in sorted(entry.msgstr_plural.items()))
    return (entry.msgstr,)


def languages() -> list[Path]:
    """The folders that hold translation fragments."""
    return sorted({path.parent for path in ROOT.glob("*/*.po")})


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when one is not current")
    check = parser.parse_args().check
    stale = []
    for folder in languages():
        target = folder / COMPILED
        try:
            wanted = compiled(folder)
        except TranslationConflictError as conflict:
            print(conflict, file=sys.stderr)
            return 1
        if target.is_file() and target.read_bytes() == wanted:
            continue
        stale.append(target.parent.name)
        if not check:
            beside = target.with_suffix(".part")
            beside.write_bytes(wanted)
            beside.replace(target)
    print(f"{'not current' if check else 'compiled'}: {', '.join(stale)}" if stale else "current")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
