"""The player in a window of its own, with the real parts a screen gets from the window."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.journeys.pages.form import FormPage
from tests.ui.questions.tables import FileKeeper, session_on

from borderdesk.forms import FormDefinition
from borderdesk.text import set_language
from borderdesk.ui import theme
from borderdesk.ui.jobs import Jobs
from borderdesk.ui.notices import Notices
from borderdesk.ui.questions.media import MediaKeeper
from borderdesk.ui.screens.form.opened import OpenedForm
from borderdesk.ui.screens.form.screen import FormScreen
from borderdesk.ui.shell.idle import IdleWatch
from borderdesk.ui.shell.mode import ModeControl
from borderdesk.ui.shell.save_state import SaveState
from borderdesk.ui.shell.screen import Registry, Route, Surroundings

if TYPE_CHECKING:
    from borderdesk.desk import Workspace


@pytest.fixture(autouse=True)
def plain_look(qapp: object) -> Iterator[None]:
    set_language("en")
    theme.apply(theme.Appearance())
    yield
    set_language("en")
    theme.apply(theme.Appearance())


@pytest.fixture
def keeper(tmp_path: Path) -> FileKeeper:
    return FileKeeper(tmp_path)


@pytest.fixture
def opened(qtbot: QtBot, keeper: FileKeeper) -> Iterator[Callable[..., FormPage]]:
    """Open a form in the player: ``opened(form, width=…, height=…, position=…, prefilled={…})``."""
    held: list[QWidget] = []
    jobs = Jobs()

    def open_form(
        form: FormDefinition,
        *,
        width: int = 1182,
        height: int = 640,
        position: str = "",
        saved: str | None = None,
        prefilled: dict[str, str] | None = None,
        private: bool = True,
        readonly: bool = False,
        short_set_first: bool = False,
        media: MediaKeeper | None = None,
        check_pin: Callable[[str], bool] | None = None,
        person_language: str = "",
    ) -> FormPage:
        window = QWidget()
        held.append(window)
        qtbot.addWidget(window)
        session = session_on(form, saved)
        for path, value in (prefilled or {}).items():
            session.set_path(path, value)
        said: list[str] = []
        window.setProperty("said", said)
        around = Surroundings(
            # The player never asks for the workspace: the wiring opens the draft for it.
            workspace=cast("Workspace", None),
            jobs=jobs,
            notices=Notices(window, lambda: screen.banner),
            mode=ModeControl(private),
            save_state=SaveState(),
            idle=IdleWatch(),
            window=window,
            navigate=lambda route: None,
            back=lambda: None,
            changed=lambda changes: None,
            place_changed=lambda: None,
            announce=lambda text, assertive=False: said.append(text),
            registry=Registry(),
        )
        draft = OpenedForm(
            session,
            keeper,
            position=position,
            short_code="7K3QD",
            readonly=readonly,
            short_set_first=short_set_first,
            media=media,
            check_pin=check_pin,
            person_language=person_language,
        )
        screen = FormScreen(around, Route("form"), draft)
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(screen)
        window.resize(width, height)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        screen.enter()
        return FormPage(screen)

    yield open_form
    jobs.stop()
