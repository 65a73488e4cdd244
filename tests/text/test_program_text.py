"""Every sentence the program shows has its Lao, and every Lao sentence is shown somewhere."""

import re
from string import Formatter

import polib
import pytest
from tests.text.compiling import compiler
from tests.text.program_source import SOURCE, kept_sentences, read_names, sentences

COMPILER = compiler()
_, TRANSLATED = COMPILER.merged(COMPILER.ROOT / "lo")
LAO = re.compile("[\u0e80-\u0eff]")
SAME_IN_BOTH = re.compile(r"[^A-Za-z]*|BorderDesk|PDF|QR|USB|LO|EN|English|F\d+")
PLACE = re.compile(r"\{[^}]*\}")
"""What needs no Lao letters in its translation."""


def places(text: str) -> set[str]:
    """The names of the places to fill."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_sentence_shown_has_a_lao_translation() -> None:
    known = {(one, many) for _, one, many in TRANSLATED}
    missing = sorted({f"{s.place} {s.text!r}" for s in sentences() if (s.text, s.plural) not in known})
    assert missing == []


def test_every_translation_is_of_a_sentence_still_shown() -> None:
    shown = {(sentence.text, sentence.plural) for sentence in sentences()}
    assert sorted(one for _, one, many in TRANSLATED if (one, many) not in shown) == []


def test_the_fragments_hold_no_leftovers() -> None:
    """Nothing set aside, unsure or empty: the compiled catalogue would leave it out unseen."""
    assert [
        f"{path.name}:{entry.linenum} {entry.msgid}"
        for path in sorted((COMPILER.ROOT / "lo").glob("*.po"))
        for entry in polib.pofile(str(path))
        if entry.obsolete or entry.fuzzy or not entry.translated()
    ] == []


def test_every_sentence_kept_under_a_name_is_used() -> None:
    """A constant or table of sentences that nothing reads would keep its translations alive."""
    read = read_names()
    assert sorted(f"{place} {name}" for name, place in kept_sentences().items() if name not in read) == []


def test_a_translation_fills_the_same_places() -> None:
    apart = {
        one: forms
        for (_, one, many), forms in TRANSLATED.items()
        for form in forms
        if places(form) != places(many or one)
    }
    assert apart == {}


def test_a_translation_is_written_in_lao() -> None:
    assert [
        one
        for (_, one, _), (form, *_) in TRANSLATED.items()
        if not LAO.search(form) and not SAME_IN_BOTH.fullmatch(PLACE.sub("", one))
    ] == []


def test_no_sentence_is_made_of_parts_before_it_is_translated() -> None:
    """An f-string as the sentence could never be found in a catalogue."""
    made = [
        f"{path.relative_to(SOURCE).as_posix()}:{number}"
        for path in SOURCE.rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if re.search(r"""\bn?tr\(\s*f["']|\btr_in\([^,()]+,\s*f["']""", line)
    ]
    assert made == []


@pytest.mark.parametrize(
    "word",
    ["victim", "illegal", "cleared", "confirmed victim", "high risk", "refused to", "score", "per cent", "%"],
)
def test_program_text_avoids_words_that_judge(word: str) -> None:
    assert [sentence for sentence in sentences() if word in sentence.text.casefold()] == []
