"""Words for the person in the neighbours' languages: whole where it counts, of sentences that exist."""

import re

import pytest
from tests.content.tables import survey
from tests.text.compiling import compiler
from tests.text.person_words import OFFICERS, PROBES, SAID, SCRIPT, said_to_persons
from tests.text.program_source import sentences
from tests.text.test_program_text import places

from borderdesk.resources import resource
from borderdesk.slips import wording
from borderdesk.text import LANGUAGES, WRITTEN

COMPILER = compiler()
NEIGHBOURS = tuple(code for code in WRITTEN if code not in LANGUAGES)
FORMS = tuple(OFFICERS)
WHOLE = ("my", "km")
"""The languages in which all that is asked is written; the others fall back here and there."""
every_neighbour = pytest.mark.parametrize("language", NEIGHBOURS)


def said(language: str) -> dict[str, str]:
    _, found = COMPILER.merged(COMPILER.ROOT / language)
    return {one: forms[0] for (_, one, _), forms in found.items()}


def form_words() -> set[str]:
    """Every cell of the tables that instruments are made of."""
    tables = "".join(resource("forms", f"{name}.md").read_text(encoding="utf-8") for name in FORMS)
    return {cell.strip() for cell in re.split(r"[|\n]", tables)}


def test_every_language_for_persons_has_a_catalogue_and_no_other() -> None:
    assert {folder.name for folder in COMPILER.languages()} == set(WRITTEN) - {"en"}


@every_neighbour
def test_every_sentence_of_the_papers_and_of_the_turned_screen_is_there(language: str) -> None:
    turned = {each.text for each in sentences() if "screens/form/person.py" in each.place}
    officers = {"Officer", "Language"}
    assert sorted((wording.sentences() | turned - officers) - said(language).keys()) == []


@every_neighbour
def test_what_is_said_is_of_a_sentence_still_there_in_its_script_and_with_its_places(language: str) -> None:
    words = said(language)
    known = {each.text for each in sentences()} | form_words()
    assert sorted(words.keys() - known) == []
    assert [one for one, own in words.items() if places(own) != places(one)] == []
    assert [one for one, own in words.items() if not re.search(SCRIPT[language], own)] == []


@pytest.mark.parametrize("form_id", FORMS)
def test_what_is_told_apart_in_a_form_is_there(form_id: str) -> None:
    named = OFFICERS[form_id] | SAID.get(form_id, set()) | PROBES.get(form_id, set())
    assert named <= {row["name"] for row in survey(form_id)}


def test_every_question_answer_and_probe_is_written_where_a_language_is_whole() -> None:
    wanted = said_to_persons()
    missing = {language: sorted(wanted - said(language).keys()) for language in WHOLE}
    assert [language for language, sentences in missing.items() if sentences] == [], missing


def test_all_are_drafts_of_which_each_language_has_the_same_sentences() -> None:
    for some in (WHOLE, [language for language in NEIGHBOURS if language not in WHOLE]):
        assert len({frozenset(said(language)) for language in some}) < 2
    for language in NEIGHBOURS:
        for fragment in (COMPILER.ROOT / language).glob("*.po"):
            assert "X-Status: draft, not validated" in fragment.read_text(encoding="utf-8")
