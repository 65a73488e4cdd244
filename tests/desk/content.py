"""An author's files, desks that know a content key, and packs on sticks, for the tests of packs."""

from collections.abc import Sequence
from pathlib import Path

from borderdesk import desk
from borderdesk.desk.workspace import Workspace
from borderdesk.resources import resource

HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"X-Reviewed-By: {reviewer}\\n"
"X-Reviewed-On: 2026-02-20\\n"
"X-Status: {status}\\n"

"""


def document(
    name: str = "S07", language: str = "lo", *, words: str = "", reviewer: str = "none", status: str = ""
) -> str:
    """A shipped card, said otherwise."""
    text = resource("library", language, f"{name}.md").read_text(encoding="utf-8")
    text = text.replace('reviewed_by = "none"', f'reviewed_by = "{reviewer}"')
    if status:
        text = text.replace('status = "draft-unvalidated"', f'status = "{status}"')
    return f"{text.rstrip()}\n\n{words}\n" if words else text


def sentences(said: dict[str, str], language: str = "lo", reviewer: str = "Somchit", status: str = "") -> str:
    pairs = (f'msgid "{one}"\nmsgstr "{other}"\n' for one, other in said.items())
    return HEADER.format(language=language, reviewer=reviewer, status=status or "reviewed") + "\n".join(pairs)


def form(version: str = "2026120101", label: str = "Anything else?", form_id: str = "extra") -> str:
    return f"""| survey | | | | |
| | type | name | label::English (en) | label::Lao (lo) |
| | text | more | {label} | ມີຫຍັງອີກບໍ່? |
| settings | | | | | | | |
| | form_title | form_id | version | namespaces | attribute::bd:status | attribute::bd:reviewed_by |
| | Extra talk | {form_id} | {version} | bd="https://borderdesk.example/ns" | validated | Somchit |
"""


def service(name: str = "lwu-bokeo", source: str = "Visit of 3 March 2026", **changed: str) -> str:
    row = {
        "id": name,
        "kind": "lwu",
        "name_en": "Women's Union, Bokeo",
        "name_lo": "ສະຫະພັນແມ່ຍິງ ບໍ່ແກ້ວ",
        "card_name_en": "Service desk, Bokeo",
        "card_name_lo": "ໂຕະບໍລິການ ບໍ່ແກ້ວ",
        "source": source,
        **changed,
    }
    rows = "\n".join(f'{key} = "{value}"' for key, value in row.items() if value)
    return f'[[service]]\n{rows}\nneeds = ["shelter"]\n'


def written(folder: Path, files: dict[str, str | bytes]) -> Path:
    """A folder with these files."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def reviewed(folder: Path, words: str = "ຂໍ້ໃໝ່.") -> Path:
    """A folder that may be signed: one card, reviewed."""
    return written(
        folder, {"library/lo/S07.md": document(words=words, reviewer="Somchit", status="validated")}
    )


def on_stick(author: Workspace, sources: Sequence[Path] | Path, stick: Path, *, draft: bool = False) -> Path:
    """Sign a pack and write it."""
    paths = [sources] if isinstance(sources, Path) else list(sources)
    signed = desk.sign_pack(author, paths, draft=draft).value
    return desk.write_pack(author, signed.number, stick).path


def key_known(author: Workspace, *desks: Workspace, folder: Path) -> None:
    """The author's desk has a content key, and these desks have compared its words and accepted it."""
    desk.make_content_key(author)
    card = desk.read_card_file(desk.write_content_card(author, folder))
    for here in desks:
        desk.trust_content_key(here, card)
