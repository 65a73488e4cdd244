"""Words for the person in the neighbours' languages: whole where it counts, of sentences that exist."""

import re

import pytest
from tests.content.tables import survey
from tests.text.compiling import compiler
from tests.text.person_words import (
    A_CHILD,
    ENGLISH_TERMS,
    GROWN_UP,
    JUDGING,
    OFFICERS,
    PROBES,
    SAID,
    SCRIPT,
    TERMS,
    said_by,
    said_to_persons,
)
from tests.text.program_source import sentences
from tests.text.test_program_text import places

from borderdesk.desk.directory import directory
from borderdesk.resources import resource
from borderdesk.slips import wording
from borderdesk.slips.text_layout import Style, single_line
from borderdesk.text import LANGUAGES, WRITTEN

COMPILER = compiler()
NEIGHBOURS = tuple(code for code in WRITTEN if code not in LANGUAGES)
FORMS = tuple(OFFICERS)
TURNED = ("screens/person/asked.py", "screens/person/question.py")
every_neighbour = pytest.mark.parametrize("language", NEIGHBOURS)


def said(language: str) -> dict[str, str]:
    _, found = COMPILER.merged(COMPILER.ROOT / language)
    return {one: forms[0] for (_, one, _), forms in found.items()}


def form_words() -> set[str]:
    """Every cell of the tables that instruments are made of."""
    tables = "".join(resource("forms", f"{name}.md").read_text(encoding="utf-8") for name in FORMS)
    return {cell.strip() for cell in re.split(r"[|\n]", tables)}


def card_words() -> set[str]:
    """What papers show of the services that ship: names for cards and hours."""
    return {words for each in directory() for words in (each.card_name_en, each.hours_en) if words}


def directory_words() -> set[str]:
    """With the names in full, which who is asked to agree reads on the turned screen."""
    return card_words() | {each.name_en for each in directory()}


def test_every_language_for_persons_has_a_catalogue_and_no_other() -> None:
    assert {folder.name for folder in COMPILER.languages()} == set(WRITTEN) - {"en"}


@every_neighbour
def test_every_sentence_of_the_papers_and_of_the_turned_screen_is_there(language: str) -> None:
    turned = {each.text for each in sentences() if each.place.split(":")[0].endswith(TURNED)}
    officers = {"Officer", "Language"}
    papers = wording.sentences() | directory_words()
    assert sorted((papers | turned - officers) - said(language).keys()) == []


@every_neighbour
def test_what_is_said_is_of_a_sentence_still_there_in_its_script_and_with_its_places(language: str) -> None:
    words = said(language)
    known = {each.text for each in sentences()} | form_words() | directory_words()
    assert sorted(words.keys() - known) == []
    assert [one for one, own in words.items() if places(own) != places(one)] == []
    assert [one for one, own in words.items() if not re.search(SCRIPT[language], own)] == []


@pytest.mark.parametrize("form_id", FORMS)
def test_what_is_told_apart_in_a_form_is_there(form_id: str) -> None:
    named = OFFICERS[form_id] | SAID.get(form_id, set()) | PROBES.get(form_id, set())
    assert named <= {row["name"] for row in survey(form_id)}


@every_neighbour
def test_every_question_answer_and_probe_is_written(language: str) -> None:
    assert sorted(said_to_persons() - said(language).keys()) == []


@every_neighbour
def test_the_fonts_have_every_letter(language: str) -> None:
    words = said(language).values()
    for bold in (False, True):
        style = Style(10, bold=bold)
        assert [own for own in words if single_line(own, style, language).unshown] == []


@every_neighbour
def test_nobody_is_met_with_a_word_that_judges(language: str) -> None:
    offices = {each.name_en for each in directory()}  # who is asked to agree is told the real name
    words = [own.casefold() for one, own in said(language).items() if one not in offices]
    assert [own for own in words if any(word in own for word in JUDGING)] == []


@every_neighbour
def test_papers_hold_no_word_that_gives_away(language: str) -> None:
    words = said(language)
    papers = [words[one].casefold() for one in wording.sentences() | card_words()]
    assert [own for own in papers if any(word in own for word in wording.NEVER_ON_PAPER)] == []


@every_neighbour
def test_a_term_is_said_one_way(language: str) -> None:
    words = said(language)
    for term, own in zip(ENGLISH_TERMS, TERMS[language], strict=True):
        assert [one for one in words if term in one.casefold() and own not in words[one].casefold()] == []


@pytest.mark.parametrize("language", GROWN_UP)
def test_grown_ups_and_children_are_spoken_to_as_such(language: str) -> None:
    words = said(language)
    child, others = said_by("child"), set().union(*(said_by(name) for name in OFFICERS if name != "child"))
    to_child = {one for one in others if "child agree" in one or "stays with the child" in one}
    assert [words[one] for one in child if re.search(GROWN_UP[language], words[one])] == []
    assert [words[one] for one in others - child - to_child if re.search(A_CHILD[language], words[one])] == []


def test_each_language_has_the_same_sentences() -> None:
    assert len({frozenset(said(language)) for language in NEIGHBOURS}) == 1
