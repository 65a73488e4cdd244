"""The compiled catalogues are what their fragments say, and fragments cannot disagree unseen."""

from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import pytest
from tests.text.compiling import compiler

from borderdesk.text.catalogue import READ
from borderdesk.text.fragments import digest_read

COMPILER = compiler()
HEADER = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=1; plural=0;\n"

"""


def fragment(folder: Path, name: str, entries: str) -> None:
    (folder / name).write_text(HEADER + entries, encoding="utf-8")


@pytest.fixture
def lao(tmp_path: Path) -> Path:
    folder = tmp_path / "lo"
    folder.mkdir()
    return folder


def loaded(folder: Path) -> GNUTranslations:
    return GNUTranslations(BytesIO(COMPILER.compiled(folder)))


def test_the_committed_catalogues_are_current() -> None:
    folders = COMPILER.languages()
    assert [folder.name for folder in folders] == ["km", "lo", "my", "th", "vi", "zh"]
    for folder in folders:
        assert (folder / COMPILER.COMPILED).read_bytes() == COMPILER.compiled(folder), (
            "run python build/compile_catalogues.py"
        )


def test_fragments_of_several_people_become_one_catalogue(lao: Path) -> None:
    fragment(lao, "a.po", 'msgid "Continue"\nmsgstr "ຕໍ່ໄປ"\n')
    fragment(lao, "b.po", 'msgid "Back"\nmsgstr "ກັບຄືນ"\n\nmsgid "Continue"\nmsgstr "ຕໍ່ໄປ"\n')
    assert [loaded(lao).gettext(text) for text in ("Continue", "Back")] == ["ຕໍ່ໄປ", "ກັບຄືນ"]


def test_two_translations_of_one_sentence_are_refused_and_both_files_named(lao: Path) -> None:
    fragment(lao, "a.po", 'msgid "Print"\nmsgstr "ພິມ"\n')
    fragment(lao, "b.po", 'msgid "Print"\nmsgstr "ພິມອອກ"\n')
    with pytest.raises(COMPILER.TranslationConflictError, match=r"(?s)Print.*a\.po.*b\.po"):
        COMPILER.compiled(lao)


def test_counted_sentences_keep_their_plural(lao: Path) -> None:
    fragment(lao, "a.po", 'msgid "{n} page"\nmsgid_plural "{n} pages"\nmsgstr[0] "{n} ໜ້າ"\n')
    assert loaded(lao).ngettext("{n} page", "{n} pages", 3) == "{n} ໜ້າ"


def test_a_language_counts_as_its_fragments_say_and_no_library(lao: Path) -> None:
    two = HEADER.replace("nplurals=1; plural=0;", "nplurals=2; plural=(n != 1);")
    counted = 'msgid "{n} page"\nmsgid_plural "{n} pages"\nmsgstr[0] "one"\nmsgstr[1] "more"\n'
    (lao / "a.po").write_text(two + counted, encoding="utf-8")
    assert [loaded(lao).ngettext("{n} page", "{n} pages", n) for n in (1, 2)] == ["one", "more"]
    fragment(lao, "b.po", 'msgid "Two"\nmsgstr "ສອງ"\n')
    with pytest.raises(COMPILER.TranslationConflictError, match=r"lo counts.*a\.po.*b\.po"):
        COMPILER.compiled(lao)


def test_a_sentence_without_translation_is_left_out_and_falls_back(lao: Path) -> None:
    fragment(lao, "a.po", 'msgid "Hide"\nmsgstr ""\n\n#, fuzzy\nmsgid "Lock"\nmsgstr "ລັອກບໍ"\n')
    assert [loaded(lao).gettext(text) for text in ("Hide", "Lock")] == ["Hide", "Lock"]


def test_the_same_fragments_give_the_same_bytes(lao: Path) -> None:
    fragment(lao, "a.po", 'msgid "Print"\nmsgstr "ພິມ"\n')
    assert COMPILER.compiled(lao) == COMPILER.compiled(lao)


def test_it_says_of_each_sentence_who_read_it_and_of_none_that_was_changed_afterwards(lao: Path) -> None:
    one = digest_read(("", "One", ""), ("ໜຶ່ງ",))
    days = digest_read(("", "{n} day", "{n} days"), ("{n} ວັນ",))
    counted = 'msgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "{n} ວັນ"\n'
    fragment(
        lao,
        "a.po",
        f'# reviewed-by: Noy, 2026-11-25, {one}\nmsgid "One"\nmsgstr "ໜຶ່ງ"\n\n'
        f"# reviewed-by: Noy, Kham, 2026-11-25, {days}\n{counted}\n"
        f'# reviewed-by: Noy, 2026-11-25, {one}\nmsgid "Two"\nmsgstr "ສອງ"\n\n'
        'msgid "Three"\nmsgstr "ສາມ"\n',
    )

    def read() -> dict[str, str]:
        found = loaded(lao)
        said = {text: found.pgettext(READ, text) for text in ("One", "{n} day", "Two", "Three")}
        return {text: who for text, who in said.items() if who != text}

    assert read() == {"One": "Noy, 2026-11-25", "{n} day": "Noy, Kham, 2026-11-25"}
    written = (lao / "a.po").read_bytes().replace(b"\r\n", b"\n")
    (lao / "a.po").write_bytes(written.replace(b"\n", b"\r\n"))  # as an editor on Windows leaves it
    assert read() == {"One": "Noy, 2026-11-25", "{n} day": "Noy, Kham, 2026-11-25"}
    changed = (lao / "a.po").read_text(encoding="utf-8").replace("{n} ວັນ", "{n} ມື້")
    (lao / "a.po").write_text(changed, encoding="utf-8")
    assert read() == {"One": "Noy, 2026-11-25"}
    fragment(lao, "b.po", 'msgid "One"\nmsgstr "ໜຶ່ງ"\n')
    assert read() == {}
