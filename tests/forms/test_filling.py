"""Filling a form from plain data, as the command line does."""

import pytest

from borderdesk.forms import FormError, fill

from .tables import form, noon

TABLE = """
| survey | | | |
| | type | name | label | relevant |
| | begin_group | person | Person | |
| | text | name | Name | |
| | integer | age | Age | |
| | end_group | | | |
| | select_one yn | papers | Papers | /data/person/age > 17 |
| | select_multiple yn | both | Both | |
| | begin_repeat | child | Child | |
| | text | name | Name | |
| | end_repeat | | | |
| | begin_group | other | Other | |
| | text | town | Town | |
| | text | age | Age | |
| | end_group | | | |
| choices | | |
| | list_name | name | label |
| | yn | yes | Yes |
| | yn | no | No |
"""


def filled(answers):
    return fill(form(TABLE), answers, clock=noon, uid=lambda: "uuid:1")


def test_names_paths_groups_and_repeats():
    session = filled(
        {
            "papers": "yes",
            "/data/person/age": 30,
            "both": ["yes", "no"],
            "child": [{"name": "A"}, {"name": "B"}],
            "other": {"town": "Boten"},
        }
    )
    assert session.answers() == {
        "/data/person/age": "30",
        "/data/papers": "yes",
        "/data/both": "yes no",
        "/data/child[1]/name": "A",
        "/data/child[2]/name": "B",
        "/data/other/town": "Boten",
        "/data/meta/instanceID": "uuid:1",
    }


@pytest.mark.parametrize(
    ("answers", "code", "name"),
    [
        ({"papers2": 1}, "form.answer-name", "papers2"),
        ({"age": 1}, "form.answer-ambiguous", "age"),
        ({"person/age": "old"}, "form.answer-type", "person/age"),
        ({"papers": "perhaps"}, "form.answer-choice", "papers"),
        ({"papers": ["yes", "no"]}, "form.answer-type", "papers"),
        ({"child": {"name": "A"}}, "form.answer-type", "child"),
        ({"child": [{"nome": "A"}]}, "form.answer-name", "nome"),
        ({"person": "A"}, "form.answer-type", "person"),
        ({"town": {"a": "b"}}, "form.answer-type", "town"),
        ({"town": object()}, "form.answer-type", "town"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(answers, code, name):
    with pytest.raises(FormError) as refusal:
        filled(answers)
    assert refusal.value.code == code
    assert refusal.value.fields["name"] == name
    assert name in str(refusal.value)
