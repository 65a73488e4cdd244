"""What the tests of this room read once and do not need afterwards."""

from collections.abc import Iterator

import pytest
from tests.text import program_source


@pytest.fixture(scope="module", autouse=True)
def source_is_forgotten() -> Iterator[None]:
    """A million nodes of the program's source would stay to the end of the run."""
    yield
    program_source.forget()
