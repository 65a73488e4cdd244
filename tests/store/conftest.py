"""What every database has to do is tried on each: SQLCipher, and PostgreSQL where it is installed."""

import pytest
from tests.postgres import cluster
from tests.store.workspaces import Stores


@pytest.fixture(scope="session", params=["sqlcipher", "postgresql"])
def stores(request: pytest.FixtureRequest) -> Stores:
    if request.param == "postgresql":
        cluster()
        return Stores("postgresql", 8)
    return Stores("sqlcipher", 30)
