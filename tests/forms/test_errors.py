"""Every error of the runtime says in plain words what is wrong."""

import re
from pathlib import Path

import borderdesk.forms
from borderdesk.forms import FormError
from borderdesk.forms.errors import PLAIN

SOURCES = Path(borderdesk.forms.__file__).parent


def raised():
    pattern = re.compile(
        r"""(?:FormError|ExpressionError)\(\s*"([a-z.\-]+)"|super\(\).__init__\(\s*"([a-z.\-]+)\""""
    )
    return {
        code
        for path in SOURCES.rglob("*.py")
        for pair in pattern.findall(path.read_text(encoding="utf-8"))
        for code in pair
        if code
    }


def test_every_code_has_its_text_and_every_text_its_code():
    assert raised() == set(PLAIN)


def test_the_text_names_the_place():
    error = FormError("form.cycle", ring="/a, /b", sheet="survey", row=7)
    assert str(error) == "[sheet survey] [row 7] These questions depend on each other in a ring: /a, /b"


def test_a_text_never_fails_for_want_of_a_field():
    assert str(FormError("form.cycle")) == "form.cycle"
