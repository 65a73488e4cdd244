"""A sealed record as an OpenRosa server wants it; only the meta block is touched."""

import pytest

from borderdesk.forms import FormError, Session, fill, import_form
from borderdesk.forms.editions import as_submission, files_named

FORM = import_form(
    b"""
| survey |
| | type | name | label | calculation | relevant |
| | text | a | A | | |
| | text | b | B | | ${a} = 'x' |
| | image | photo | Photo | | |
| | calculate | at | | string(now()) | |
| settings |
| | form_id | version | instance_name |
| | visit | 3 | ${a} |
""",
    "md",
).definition


def _sealed(**answers: object) -> str:
    return fill(FORM, answers, uid=lambda: "uuid:one").finalize().xml


def test_meta_stands_in_the_openrosa_namespace_with_its_identifiers() -> None:
    made = as_submission(FORM, _sealed(a="x", b="y"))
    assert made.xml.startswith('<?xml version="1.0" encoding="UTF-8"?>')
    assert 'id="visit" version="3"' in made.xml
    assert "<orx:meta><orx:instanceID>uuid:one</orx:instanceID>" in made.xml
    assert (made.instance_id, made.instance_name, made.deprecated_id) == ("uuid:one", "x", "")


def test_an_edition_names_the_record_it_replaces() -> None:
    made = as_submission(FORM, _sealed(a="x"), replaces="uuid:before")
    assert "<orx:deprecatedID>uuid:before</orx:deprecatedID>" in made.xml
    assert made.deprecated_id == "uuid:before"
    assert as_submission(FORM, _sealed(a="x"), replaces="uuid:one").deprecated_id == ""


def test_answers_stay_as_they_were_sealed() -> None:
    sealed = _sealed(a="x", b="y")
    before, after = Session(FORM, saved=sealed), Session(FORM, saved=as_submission(FORM, sealed).xml)
    assert after.value("/data/b") == before.value("/data/b") == "y"
    moment = sealed.partition("<at>")[2].partition("</at>")[0]
    assert f"<at>{moment}</at>" in as_submission(FORM, sealed).xml


def test_what_is_not_relevant_is_not_sent() -> None:
    assert "<b" not in as_submission(FORM, _sealed(a="z")).xml


def test_files_of_upload_questions_are_named() -> None:
    assert files_named(FORM, _sealed(a="x", photo="abc.jpg")) == ["abc.jpg"]
    assert files_named(FORM, _sealed(a="photo.jpg")) == []


def test_a_record_of_another_form_or_without_identifier_is_refused() -> None:
    for xml, code in (("<other/>", "instance.other-form"), ("<data><a/></data>", "instance.no-identifier")):
        with pytest.raises(FormError) as refused:
            as_submission(FORM, xml)
        assert refused.value.code == code
