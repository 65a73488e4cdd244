"""The posts of this room as fixtures."""

import pytest
from tests.exchange.posts import CHECKPOINT, STRANGER, SUPERVISOR, Post


@pytest.fixture
def checkpoint() -> Post:
    return CHECKPOINT


@pytest.fixture
def supervisor() -> Post:
    return SUPERVISOR


@pytest.fixture
def stranger() -> Post:
    return STRANGER
