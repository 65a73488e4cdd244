"""TOML from outside: whatever is wrong with it is one error, told at once."""

import pytest

from borderdesk.text.toml_files import TomlError, read_toml


def test_a_file_is_read_as_it_stands() -> None:
    assert read_toml("\ufeffa.b = 'ລາວ'\r\n".encode()) == {"a": {"b": "ລາວ"}}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (b"a = [\n]]", "line 2"),
        (b"a = \xff", "UTF-8"),
        (b"a = 1\na = 2\n", "line 2"),
        (b"a = " + b"[" * 60_000, "[[[["),
        (b"a = " + b"{a=" * 20_000, "[[[["),
        (b"a = " + b"1" * 5_000, "digits"),
        (b"b = 1\n" + b"a." * 60_000 + b"a = 1", "line 2"),
    ],
)
def test_what_would_use_up_the_memory_or_the_stack_is_told_as_any_fault(written: bytes, told: str) -> None:
    with pytest.raises(TomlError, match=told.replace("[", r"\[")):
        read_toml(written)
