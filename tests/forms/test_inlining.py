"""Lists that come as files become part of the form text, so that a version means the same for ever."""

import pytest

from borderdesk.forms import FormError, Session, import_form, load_form
from borderdesk.forms.inlining import media_of, with_lists

FORM = """
| survey |
| | type | name | label | media::image | media::audio |
| | select_one_from_file village.csv | village | Village | map.png | |
| | text | remark | Remark | | ask.mp3 |
| settings |
| | form_id | version |
| | places | 1 |
"""
CSV = "name,label,label in Thai\nb,Ban A & B,x\nc,<Ban C>,y\n"


def _xform() -> str:
    return import_form(FORM.encode(), "md", {"village.csv": CSV}).xform


def test_a_list_is_written_in_and_offered_without_its_file() -> None:
    session = Session(load_form(with_lists(_xform(), {"village.csv": CSV})))
    choices = session.choices(session.question("/data/village"))
    assert [(choice.value, str(choice.label)) for choice in choices] == [("b", "Ban A & B"), ("c", "<Ban C>")]


def test_another_list_makes_another_version_of_the_form() -> None:
    one, other = (
        load_form(with_lists(_xform(), {"village.csv": rows}))
        for rows in (CSV, CSV.replace("Ban C", "Ban D"))
    )
    assert one.sha256 != other.sha256


def test_a_list_that_is_not_there_stays_named_in_the_form() -> None:
    assert with_lists(_xform(), {}) == _xform()


def test_a_broken_list_is_refused() -> None:
    xform = _xform().replace("jr://file-csv/village.csv", "jr://file/village.geojson")
    with pytest.raises(FormError) as refused:
        with_lists(xform, {"village.geojson": "{"})
    assert refused.value.code == "form.not-a-choice-list"


def test_pictures_and_sounds_are_named_once_each() -> None:
    assert sorted(media_of(load_form(_xform()))) == ["jr://audio/ask.mp3", "jr://images/map.png"]
