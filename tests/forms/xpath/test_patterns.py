"""Patterns of `regex()`: they match whole texts as in Collect, and none can hang the program."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borderdesk.forms import ExpressionError
from borderdesk.forms.xpath.pattern_syntax import Reader
from borderdesk.forms.xpath.patterns import _Machine, full_match


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("b", "abc", False),
        ("[A-Z]{2}[0-9]{6,8}", "PA1234567", True),
        (r"\d{2}/\d{2}", "12/3", False),
        ("(a|b)*c", "ababc", True),
        ("^a$|^b$", "b", True),
        (r"[^,]+(,[^,]+)*", "a,b,c", True),
        (r"\p{L}+", "ລາວ"[:1], True),
        (r"[\w.-]+@[\w-]+\.[a-z]+", "a.b@c-d.la", True),
        (r"\x41B", "AB", True),
        (r"[a\-z]+", "-", True),
        (r"[]a]+", "]a", True),
        (r"(?:ab){2}", "abab", True),
        (r"(?=.*\d)[a-z0-9]+", "abc1", True),
        (r"\++", "++", True),
        ("", "", True),
        ("a{0}", "", True),
        ("[a[0-9]]+", "a7", True),
        ("[a-z&&[^bc]]+", "adz", True),
        ("[a-z&&[^bc]]+", "abz", False),
        ("[^a[b]]", "b", False),
        (r"\Qa.b\E+", "a.b", True),
        (r"\p{IsLao}+", "ລາວ", True),
    ],
)
def test_patterns_authors_write(pattern, text, matches):
    assert full_match(pattern, text) is matches


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|aa)*b", "(a*)*b", "(.*a){12}", "(x+x+)+y", "(a|a?)+b"])
def test_patterns_that_explode_elsewhere_end_at_once(pattern):
    assert full_match(pattern, "a" * 3000 + "x") is False


@pytest.mark.parametrize(
    "pattern",
    ["(", "[a", "a{3,1}", "*a", "a\\", "(?=(a+)+b)c", r"(a+)+\1", "((a{1,90}){1,90}){1,90}", "[b-a]"],
)
def test_patterns_that_cannot_be_used_are_refused(pattern):
    with pytest.raises(ExpressionError) as refusal:
        full_match(pattern, "aaa")
    assert refusal.value.code == "xpath.regex"


def test_a_very_long_text_is_not_matched():
    with pytest.raises(ExpressionError):
        full_match("a*", "a" * 20_000)


def test_a_pattern_that_needs_too_many_steps_is_ended_with_an_error():
    with pytest.raises(ExpressionError) as refusal:
        full_match("(a{0,40}b?){0,40}", "a" * 9_000)
    assert refusal.value.code == "xpath.regex"
    assert refusal.value.fields["detail"] == "takes too long"


atoms = st.sampled_from(
    ["a", "b", ".", "[ab]", "[^a]", r"\d", "(a|b)", "(ab)", "a?", "(a*b)*", "b{1,2}", "^", "$"]
)
patterns = st.lists(st.tuples(atoms, st.sampled_from(["", "*", "+", "?"])), max_size=4)


@given(patterns, st.text(alphabet="ab1", max_size=8))
def test_the_machine_agrees_with_re(parts, text):
    pattern = "".join(atom if atom in "^$" else f"(?:{atom}){sign}" if sign else atom for atom, sign in parts)
    machine = _Machine(Reader(pattern).whole(), pattern)
    assert machine.matches(text) is (re.fullmatch(pattern, text) is not None)


@given(
    st.text(alphabet=string.printable, max_size=12) | st.text(alphabet="ab[]^-&|()?*+{1,}\\", max_size=12),
    st.text(max_size=6),
)
def test_any_text_as_a_pattern_matches_or_is_refused(pattern, text):
    try:
        full_match(pattern, text)
    except ExpressionError as error:
        assert str(error)
