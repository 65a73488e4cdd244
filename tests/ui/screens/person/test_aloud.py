"""What the officer is told to explain aloud, by what is written, recorded and checked in a language."""

from tests.desk.content import sentences
from tests.ui.questions.tables import form_of, session_on, shipped_form

from borderdesk.forms import FormDefinition
from borderdesk.forms.inlining import clip_address
from borderdesk.resources import Content, ContentInUse, at_work
from borderdesk.text import set_language, tr_in
from borderdesk.ui.questions.controller import FormController
from borderdesk.ui.questions.media import MemoryMedia, QuestionMedia
from borderdesk.ui.screens.person.aloud import aloud_words
from borderdesk.ui.screens.person.asked import WORDS
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


def with_content(files: dict[str, str]) -> ContentInUse:
    in_use = ContentInUse()
    in_use.replace(Content({path: text.encode() for path, text in files.items()}))
    return in_use


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


def test_unchecked_words_are_said_to_be_so_until_all_that_these_pages_say_was_signed() -> None:
    half = form_of(HALF.split("| | text | other")[0] + "| settings |" + HALF.split("| settings |")[1])
    question = "Was the pay different from what you were told?"
    said = {message: tr_in("th", message) for message in (question, *WORDS)}
    unchecked = "Nobody has checked the Thai words yet: explain aloud as well."
    assert told(half, "th") == unchecked
    with at_work(with_content({"i18n/th/translations.po": sentences(said, "th")})):
        assert told(half, "th") == ""
        assert told(shipped_form("adult"), "th") == unchecked
        assert told(half, "vi").startswith("Nobody has checked the Vietnamese words")
    del said["Stop"]
    with at_work(with_content({"i18n/th/translations.po": sentences(said, "th")})):
        assert told(half, "th") == unchecked
