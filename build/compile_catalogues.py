"""Compile the translation fragments of each language into the one catalogue the program loads.

``python build/compile_catalogues.py`` after editing a ``.po`` file; ``--check`` only says whether the
compiled catalogues are current. Needs Babel (extra ``test``) to read the fragments. The output holds
nothing but the messages, so that the same fragments always give the same bytes.
"""

from __future__ import annotations

import argparse
import struct
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1] / "resources" / "i18n"
COMPILED = "borderdesk.mo"
REVIEWED = '\n"X-Status: reviewed\\n"\n'
"""What the head of a fragment says once all of it was read; the program is told when all fragments say so."""

Key = tuple[str | None, str, str]
"""Context, sentence, plural sentence (empty when there is none)."""


class TranslationConflictError(Exception):
    """Two fragments translate one sentence differently."""


def merged(folder: Path) -> tuple[Catalog, dict[Key, tuple[str, ...]]]:
    """All translations of a language folder; a ``TranslationConflictError`` names sentence and fragments."""
    catalogue = Catalog(locale=folder.name)
    found: dict[Key, tuple[str, ...]] = {}
    origin: dict[Key, str] = {}
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as stream:
            fragment = read_po(stream, locale=folder.name, abort_invalid=True)
        for message in fragment:
            key, forms = _key(message), _forms(message)
            if not key[1] or not all(forms) or message.fuzzy:
                continue
            if found.get(key, forms) != forms:
                raise TranslationConflictError(
                    f"{key[1]!r} is {' / '.join(found[key])!r} in {origin[key]} "
                    f"but {' / '.join(forms)!r} in {path.name}"
                )
            found[key], origin[key] = forms, path.name
    return catalogue, found


def compiled(folder: Path) -> bytes:
    """The catalogue of a language folder in GNU ``.mo`` form, sentences sorted, no hash table."""
    catalogue, found = merged(folder)
    header = (
        "Content-Type: text/plain; charset=UTF-8\n"
        f"Language: {folder.name}\n"
        f"Plural-Forms: {catalogue.plural_forms}\n"
    )
    if all(REVIEWED in path.read_text(encoding="utf-8") for path in folder.glob("*.po")):
        header += "X-Status: reviewed\n"
    entries = {b"": header.encode()}
    for (context, one, many), forms in found.items():
        source = f"{context}\x04{one}" if context else one
        entries["\0".join([source, many] if many else [source]).encode()] = "\0".join(forms).encode()
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


def _key(message: Message) -> Key:
    if isinstance(message.id, tuple):
        return message.context, message.id[0], message.id[1]
    return message.context, message.id, ""


def _forms(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, tuple) else (message.string,)


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
