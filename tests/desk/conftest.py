"""Open workspaces for the tests of this room, closed afterwards."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.desk import content, country, posts
from tests.desk.station import Station

from borderdesk.desk.workspace import Workspace
from borderdesk.resources import at_work


@pytest.fixture
def watch() -> posts.Watch:
    return posts.Watch()


@pytest.fixture
def checkpoint(tmp_path: Path, watch: posts.Watch) -> Iterator[Workspace]:
    here = posts.workspace(tmp_path, "checkpoint", watch)
    yield here
    here.close()


@pytest.fixture
def supervisor(tmp_path: Path, watch: posts.Watch) -> Iterator[Workspace]:
    here = posts.workspace(tmp_path, "supervisor", watch)
    yield here
    here.close()


@pytest.fixture
def met(checkpoint: Workspace, supervisor: Workspace) -> None:
    """The two desks trust each other."""
    posts.introduced(checkpoint, supervisor)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def author(supervisor: Workspace, checkpoint: Workspace, met: None, stick: Path) -> Workspace:
    """The supervisor's desk, whose content key the checkpoint knows."""
    content.key_known(supervisor, checkpoint, folder=stick)
    return supervisor


@pytest.fixture
def writer(supervisor: Workspace) -> Iterator[Workspace]:
    """The supervisor's desk with its own content in use, as while its window is open."""
    with at_work(supervisor.content):
        yield supervisor


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where an author's files will lie; not there yet."""
    return tmp_path / "content"


@pytest.fixture(scope="session")
def made_country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two checkpoints and two supervisors, closed; tests copy them."""
    return country.make(tmp_path_factory.mktemp("country"), country.CHECKPOINTS, country.SUPERVISORS)


@pytest.fixture
def station(tmp_path: Path, watch: posts.Watch, supervisor: Workspace) -> Iterator[Station]:
    made = Station(tmp_path, watch, supervisor)
    yield made
    made.here.close()


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], None]:
    """The mark outside the database is gone too: the whole PC was restored."""
    return lambda: monkeypatch.setenv("BORDERDESK_STATE", str(tmp_path / "elsewhere"))
