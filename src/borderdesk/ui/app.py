"""Starts the program's window: unlock (or set-up) first, everything else while the officer types.

Called by ``python -m borderdesk`` and ``borderdesk open``. It owns what lives as long as the process: the
application, the jobs, the window, and what to show when a workspace opens or locks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from borderdesk.text import language, set_language, tr
from borderdesk.ui import preferences, theme
from borderdesk.ui.jobs import Jobs
from borderdesk.ui.preferences import Preferences
from borderdesk.ui.shell.door import Door
from borderdesk.ui.shell.idle import IdleTimes
from borderdesk.ui.shell.unlock import UnlockView
from borderdesk.ui.shell.window import TITLE, Window
from borderdesk.ui.volumes import allow_no_system_boxes
from borderdesk.ui.widgets.sheets import Confirm

if TYPE_CHECKING:
    from borderdesk.desk import Workspace
    from borderdesk.ui.shell.screen import Registry
    from borderdesk.ui.shell.setup import SetupWizard


AFTER_FIRST_PAINT_MS = 40
"""Loading starts when the window has been painted, so that it does not compete with it."""


class Program:
    """The window and its way through set-up, unlock, work and lock. Tests make one in a temporary folder."""

    def __init__(self, folder: Path, screens: Callable[[], Registry] | None = None) -> None:
        self.folder = folder
        self._screens = screens or all_screens
        self._unfinished: SetupWizard | None = None
        self._practice: Workspace | None = None
        self._practice_of = ""
        """Who was practising when the desk was locked, and has not been told since."""
        self.door = Door(folder)
        self.jobs = Jobs()
        self.window = Window(self.jobs, hide_pin_check)
        self.window.locked.connect(self._locked)
        self.window.practice_left.connect(self.show_unlock)
        self.window.practising.connect(self.practise)
        self.window.leaving.connect(self._close_unfinished)
        self.window.preferences_changed.connect(self._keep_preferences)
        # The window's own timer: a single shot would keep the program alive and end it inside its own event.
        self._painted = QTimer(self.window, singleShot=True, interval=AFTER_FIRST_PAINT_MS)
        self._painted.timeout.connect(self._warm_up)

    def start(self) -> None:
        """Show set-up where there is no workspace, else unlock; then load the rest."""
        if self.door.exists():
            self.show_unlock()
        else:
            self.show_setup(None)
        self.window.show()
        self._painted.start()

    def show_unlock(self) -> None:
        """Ask for the passphrase."""
        page = UnlockView(self.door, self.jobs)
        page.language_chosen.connect(self.window.speak)
        page.recovery_asked.connect(self.show_recovery)
        page.opened.connect(self.opened)
        self.window.show_door(page)

    def show_recovery(self) -> None:
        """Ask for recovery shares and a new passphrase."""
        from borderdesk.ui.shell.recovery import RecoveryView  # late: hardly ever needed

        page = RecoveryView(self.door, self.jobs)
        page.left.connect(self.show_unlock)
        page.opened.connect(self.opened)
        self.window.show_door(page)

    def show_setup(self, resume: Workspace | None) -> None:
        """Make a workspace, or finish making one."""
        from borderdesk.ui.shell.setup import SetupWizard  # late: a PC is set up once

        page = SetupWizard(self.door, self.jobs, self.window, resume=resume)
        page.language_chosen.connect(self.window.speak)
        page.family_chosen.connect(self._use_family)
        page.hide_asked.connect(lambda check: self.window.practise_hide(check, page.hide_practised))
        page.finished.connect(self._set_up)
        self._unfinished = page
        self.window.show_door(page)

    def opened(self, workspace: Workspace) -> None:
        """A workspace was unlocked: finish its set-up if that was cut off, else work."""
        from borderdesk import desk  # late: loaded while the officer typed
        from borderdesk.ui.shell.setup.wizard import PAGE_PREFERENCE  # late: a PC is set up once

        if desk.preference(workspace, PAGE_PREFERENCE, ""):
            self.show_setup(workspace)
        else:
            self.work(workspace)
            self._tell_of_practice(workspace)

    def work(self, workspace: Workspace) -> None:
        """Show the desk."""
        from borderdesk import desk  # late: see above
        from borderdesk.domain.roles import Act, may  # late: see above

        times = IdleTimes.minutes(
            int(desk.preference(workspace, "cover_minutes", 3)),
            int(desk.preference(workspace, "lock_minutes", 10)),
        )
        opened = self.window.open_desk(workspace, self._screens(), times)
        if may(workspace.user.role, Act.FILL):
            # Read once, after what the first page reads: later no page of a form waits for it.
            self.jobs.run(desk.form_list, workspace, owner=opened, lane="free", on_error=lambda _later: None)

    def practise(self, closed: Workspace, pin: bytes) -> None:
        """Open the practice workspace of who was signed in; leaving it leads back to unlock."""
        from borderdesk import desk  # late: see above

        self.window.show_door(QWidget())
        user, station, spoken = str(closed.user.id), str(closed.station), language()
        self.jobs.run(
            lambda: desk.open_practice(self.folder, user, station, language=spoken, lent_pin=pin),
            owner=self.window,
            title=lambda: tr("Opening practice"),
            on_done=self._practise_in,
            on_error=self._no_practice,
        )

    def _locked(self, closed: Workspace) -> None:
        if closed is self._practice:
            self._practice_of = str(closed.user.id)
        self.show_unlock()

    def _tell_of_practice(self, workspace: Workspace) -> None:
        """Only its own button leaves practice: who was locked out of it must not take this desk for it."""
        real = self.window.desk
        if real is None or str(workspace.user.id) != self._practice_of:
            return
        self._practice_of = ""
        Confirm(
            lambda: tr("This is not practice any more"),
            lambda: tr(
                "The desk was locked while you were practising. What you note here is real work. "
                "What you practised is kept."
            ),
            lambda: tr("Go on practising"),
            real.practise,
            keep=lambda: tr("Stay with real work"),
            name="askPractice",
        ).open_in(self.window)

    def _practise_in(self, workspace: Workspace) -> None:
        from borderdesk.ui.shell.screen import Route  # late: see above

        self._practice = workspace
        self.work(workspace)
        if self.window.desk is not None:
            self.window.desk.navigate(Route("practice"))

    def _no_practice(self, error: Exception) -> None:
        from borderdesk.ui.notices import Notices  # late: see above

        self.show_unlock()
        Notices(self.window, lambda: None).show(error)

    def _close_unfinished(self) -> None:
        """The window closes in the middle of set-up: what was made is kept and closed."""
        if self._unfinished is not None and self._unfinished.workspace is not None:
            self.jobs.after_all(self._unfinished.workspace.close, self.window)

    def _set_up(self, workspace: Workspace) -> None:
        self._unfinished = None
        self._keep_preferences()
        self.work(workspace)

    def _use_family(self, family: str) -> None:
        look = theme.appearance()
        theme.apply(theme.Appearance(look.scheme, look.text_percent, family))

    def _keep_preferences(self) -> None:
        if self.door.exists():
            preferences.save(self.folder, Preferences(language(), theme.appearance()))

    def _warm_up(self) -> None:
        self.jobs.run(self.door.warm_up, owner=self.window, lane="free")


def all_screens() -> Registry:
    """Every screen the program has."""
    from borderdesk.ui.screens import register_screens  # late: they bring in the desk
    from borderdesk.ui.shell.screen import Registry  # late: see above

    registry = Registry()
    register_screens(registry)
    return registry


def hide_pin_check(workspace: Workspace) -> Callable[[str], bool] | None:
    """How a hide-PIN is checked in ``workspace``; ``None`` when its user has none."""
    from borderdesk import desk  # late: see above

    if not desk.has_hide_pin(workspace):
        return None
    return lambda pin: desk.check_hide_pin(workspace, pin)


def application(arguments: Sequence[str] = ()) -> QApplication:
    """The ``QApplication``, made once, without anything a task switcher could tell about."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    allow_no_system_boxes()
    # As an argument: the system's own style is never built, and PySide6 need not wrap the one that is, which
    # makes every enumeration of styles and costs as much as reading all fonts.
    app = QApplication([TITLE, "-style", "Fusion", *arguments])
    app.setProperty(theme.STYLED, True)
    app.setApplicationName(TITLE)
    app.setApplicationDisplayName("")
    app.setDesktopFileName("borderdesk")
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    return app


def run(folder: Path) -> int:
    """Show the program for the workspace in ``folder`` until its window closes; the exit status."""
    app = application()
    kept = preferences.load(folder, theme.system_scheme())
    set_language(kept.language)
    theme.apply(kept.appearance)
    program = Program(folder)
    program.window.resize(1200, 700)
    program.start()
    QTimer.singleShot(0, program.window, lambda: _watch_for_crashes(program))
    return app.exec()


def _watch_for_crashes(program: Program) -> None:
    from borderdesk.ui.notices import Notices, install_crash_hook  # late: after the window is there

    install_crash_hook(Notices(program.window, lambda: None))
