"""What the officer is told to explain aloud, by what is written, recorded and checked in a language."""

import pytest
from tests.ui.questions.tables import form_of, session_on, shipped_form

from borderdesk.forms import FormDefinition
from borderdesk.forms.inlining import clip_address
from borderdesk.text import set_language
from borderdesk.ui.questions.controller import FormController
from borderdesk.ui.questions.media import MemoryMedia, QuestionMedia
from borderdesk.ui.screens.person.aloud import aloud_words
from borderdesk.ui.screens.person.talk import PersonTalk

HALF = """
| survey |
| | type | name | label::Lao (lo) | label::English (en) |
| | text | pay | ຄ່າຈ້າງ? | Was the pay different from what you were told? |
| | text | other | ອື່ນໆ? | Nothing that anybody has written |
| settings |
| | form_title | form_id | version | default_language |
| | Half | half | 1 | Lao (lo) |
"""


def told(form: FormDefinition, language: str, clips: tuple[str, ...] = ()) -> str:
    set_language("en")
    media = MemoryMedia(True, {clip_address(name, language): b"OggS" for name in clips})
    controller = FormController(session_on(form), person_language=language, media=QuestionMedia(media))
    return aloud_words(PersonTalk(controller))


def test_nothing_is_said_in_lao_and_english() -> None:
    assert told(shipped_form("adult"), "lo") == told(shipped_form("adult"), "en") == ""
    assert told(shipped_form("adult"), "") == ""


def test_what_is_missing_is_named_and_a_recording_is_pointed_to() -> None:
    adult = shipped_form("adult")
    assert told(adult, "kjg") == "No Khmu text here: explain it aloud, with an interpreter."
    assert told(adult, "hmn") == "No Hmong text here: explain it aloud, with an interpreter."
    assert told(adult, "fr") == "No French text here: explain it aloud, with an interpreter."
    said = "No Khmu text: play the recording, and explain it aloud."
    assert told(adult, "kjg", ("AD_22",)) == said
    assert told(form_of(HALF), "th") == "Some of this has no Thai text: explain that aloud."


def test_unchecked_words_are_said_to_be_so_until_somebody_has_signed_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    adult = shipped_form("adult")
    assert told(adult, "th") == "Nobody has checked the Thai words yet: explain aloud as well."
    monkeypatch.setattr("borderdesk.ui.screens.person.aloud.is_reviewed", lambda code: code == "th")
    assert told(adult, "th") == ""
    assert told(adult, "vi").startswith("Nobody has checked the Vietnamese words")
