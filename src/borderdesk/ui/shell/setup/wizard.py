"""The wizard itself: pages in order, Back and Continue, and the calls to the desk between them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from borderdesk.domain.errors import Unavailable
from borderdesk.text import tr, translatable
from borderdesk.ui.jobs import Jobs, leave
from borderdesk.ui.notices import Notices
from borderdesk.ui.shell.door import Door, NewWorkspace, StationChoice
from borderdesk.ui.shell.keys import GlobalKey, global_key
from borderdesk.ui.shell.setup.answers import (
    AFTER_CREATION,
    Answers,
    Page,
    clock_looks_wrong,
    pages,
    problems,
)
from borderdesk.ui.shell.setup.first_pages import LanguagePage, PostPage, SetupPage, StationPage, UserPage
from borderdesk.ui.shell.setup.later_pages import (
    HidePage,
    SharesPage,
    SupervisorPage,
    TextPage,
    read_card_file,
)
from borderdesk.ui.shell.setup.share_print import print_share
from borderdesk.ui.widgets.chooser import FolderChooser
from borderdesk.ui.widgets.column import FootBar, ScrollColumn
from borderdesk.ui.widgets.frames import Banner
from borderdesk.ui.widgets.labels import Label, PageTitle

if TYPE_CHECKING:
    from borderdesk.desk import CardView, Workspace

TITLES = {
    Page.LANGUAGE: translatable("Language"),
    Page.POST: translatable("What is this PC for?"),
    Page.STATION: translatable("Where does this PC stand?"),
    Page.USER: translatable("The first user"),
    Page.SHARES: translatable("Recovery shares"),
    Page.SUPERVISOR: translatable("The supervisor's card"),
    Page.TEXT: translatable("Can you read this?"),
    Page.HIDE: translatable("Practise Hide once"),
}
ROW_OF_CODE = {
    "station.malformed": (Page.STATION, "station"),
    "user.malformed": (Page.USER, "user"),
    "passphrase.short": (Page.USER, "passphrase"),
    "pin.malformed": (Page.USER, "hide_pin"),
}
"""Where a rule that the desk finds broken is said."""

PAGE_PREFERENCE = "setup_page"
"""Kept in the workspace while set-up is not finished, so that it can go on after a power cut."""
REMINDER_PREFERENCE = "recovery_reminder"
REMINDER_AFTER = timedelta(days=7)


class SetupWizard(QWidget):
    """From an empty folder to a workspace; ``resume`` goes on with one that was made but not finished."""

    finished = Signal(object)
    """The open workspace."""
    language_chosen = Signal(str)
    family_chosen = Signal(str)
    hide_asked = Signal(object)
    """Practise Hide: the check of the PIN just set."""

    def __init__(self, door: Door, jobs: Jobs, window: QWidget, *, resume: Workspace | None = None) -> None:
        super().__init__()
        self.setObjectName("setup")
        self._door, self._jobs, self._window = door, jobs, window
        self.answers = Answers()
        self.workspace = resume
        self._shares: tuple[str, ...] = ()
        self._page: SetupPage | None = None
        self.page = Page.LANGUAGE
        self.banner = Banner(name="setup.banner")
        self.notices = Notices(window, lambda: self.banner)
        self.step = Label("", "small", muted=True, name="setup.step")
        self.heading = PageTitle("", name="setup.title")
        self.column = ScrollColumn(640)
        self.column.centre()
        self.column.add(self.step)
        self.column.add(self.heading)
        self._place = QVBoxLayout()
        self.column.body.addLayout(self._place)
        self.column.add_stretch()
        self.foot = FootBar("setup")
        self._back = self.foot.set_back(lambda: tr("Back"), self.go_back)
        self.primary = self.foot.set_primary(self._primary_text, self.go_on, icon="forward")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.banner)
        whole.addWidget(self.column, 1)
        whole.addWidget(self.foot)
        if resume is not None:
            self.answers = Answers(post=resume.post)
        self._show(Page.LANGUAGE if resume is None else self._resume_page(resume))

    # Going on and back

    def go_on(self) -> None:
        """Leave the page if it may be left."""
        page = self._page
        if page is None:
            return
        self.banner.clear()
        self.answers = page.collect(self.answers)
        found = problems(self.page, self.answers)
        page.show_problems(found)
        if found:
            return
        if isinstance(page, SharesPage):
            if page.next_share():
                self._show_foot()
                return
            if page.later:
                self._remember(REMINDER_PREFERENCE, self._reminder_date())
        if self.page is Page.USER and self.workspace is None:
            self._create()
            return
        self._next()

    def go_back(self) -> None:
        """The page before; once there is a workspace its first pages stay as they are."""
        page = self._page
        if page is None or (isinstance(page, SharesPage) and page.previous_share()):
            self._show_foot()
            return
        self.answers = page.collect(self.answers)
        order = pages(self.answers.post)
        here = order.index(self.page)
        if here > 0:
            self._show(order[here - 1])

    def hide_practised(self) -> None:
        """The window came back from the cover."""
        if isinstance(self._page, HidePage):
            self._page.came_back()
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter presses the one act of the page, as everywhere; F9 hides where hiding is practised."""
        key = global_key(event)
        if key is GlobalKey.HIDE and self.page is Page.HIDE:
            self._practise()
        elif key is not GlobalKey.PRIMARY:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.primary.click()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._page is not None:
            self._show_foot()

    # Inside

    def _next(self) -> None:
        order = pages(self.answers.post)
        here = order.index(self.page)
        if here + 1 < len(order):
            self._show(order[here + 1])
            return
        self._remember(PAGE_PREFERENCE, "")
        self.finished.emit(self.workspace)

    def _show(self, page: Page) -> None:
        self.page = page
        if self._page is not None:
            self._place.removeWidget(self._page)
            leave(self._page)
            self._page.hide()
            self._page.deleteLater()
        made = self._make(page)
        self._page = made
        self._place.addWidget(made)
        self.heading.say(lambda: tr(TITLES[page]))
        order = pages(self.answers.post)
        self.step.say(lambda: tr("Step {number} of {count}", number=order.index(page) + 1, count=len(order)))
        made.show_answers(self.answers)
        self._show_foot()
        self.column.verticalScrollBar().setValue(0)
        QTimer.singleShot(0, made, lambda: made.first_field().setFocus(Qt.FocusReason.OtherFocusReason))
        if self.workspace is not None:
            self._remember(PAGE_PREFERENCE, page.value)
        if page is Page.LANGUAGE and clock_looks_wrong(self._now()):
            self.banner.show_text(
                lambda: tr("The date of this PC looks wrong"),
                lambda: tr("Set the PC's date and time first: every record carries them."),
                kind="problem",
            )

    def _make(self, page: Page) -> SetupPage:
        if page is Page.LANGUAGE:
            return LanguagePage(self.language_chosen.emit)
        if page is Page.POST:
            return PostPage()
        if page is Page.STATION:
            station = StationPage()
            self._jobs.run(
                self._door.stations,
                owner=station,
                lane="free",
                on_done=lambda found: self._stations_read(station, found),
                on_error=self.notices.show,
            )
            return station
        if page is Page.USER:
            return UserPage()
        if page is Page.SHARES:
            return SharesPage(self._shares, self._print)
        if page is Page.SUPERVISOR:
            return SupervisorPage(self._choose_card)
        if page is Page.TEXT:
            return TextPage(lambda other: self.family_chosen.emit("phetsarath" if other else "noto"))
        return HidePage(self._practise)

    def _stations_read(self, page: StationPage, found: list[StationChoice]) -> None:
        given = page.collect(self.answers)  # the list may come after the first choice
        page.show_stations(found)
        page.show_answers(given)

    def _show_foot(self) -> None:
        order = pages(self.answers.post)
        before = order[order.index(self.page) - 1]
        if isinstance(self._page, SharesPage):
            can_go_back = self._page.can_go_back()
        elif self.workspace is None:
            can_go_back = self.page is not Page.LANGUAGE
        else:
            # What was created stays, and shares are shown once.
            can_go_back = before in AFTER_CREATION and before is not Page.SHARES
        self._back.setVisible(can_go_back)
        self.primary.say(self._primary_text)

    def _primary_text(self) -> str:
        if self.page is Page.HIDE:
            return tr("Finish")
        if self.page is Page.USER and self.workspace is None:
            return tr("Create this desk")
        if isinstance(self._page, SupervisorPage) and not self._page.trusted:
            return tr("Add later")
        return tr("Continue")

    def _create(self) -> None:
        given = self.answers
        if given.post is None:
            return
        self._let(False)
        self.primary.say(lambda: tr("Creating…"))
        self._jobs.run(
            self._door.create,
            given.post,
            given.station.strip().upper(),
            given.role,
            given.user_number(),
            given.passphrase,
            given.hide_pin,
            given.private_desk,
            given.language,
            owner=self,
            on_done=self._created,
            on_error=self._not_created,
        )

    def _let(self, act: bool) -> None:
        self.primary.setEnabled(act)
        self._back.setEnabled(act)

    def _created(self, made: NewWorkspace) -> None:
        self._let(True)
        self.workspace, self._shares = made.workspace, made.shares
        pin = self.answers.hide_pin
        self.answers = Answers(self.answers.language, self.answers.post, self.answers.station, hide_pin=pin)
        self._next()

    def _not_created(self, error: Exception) -> None:
        self._let(True)
        page, row = ROW_OF_CODE.get(getattr(error, "code", ""), (self.page, ""))
        if page is not self.page:
            self._show(page)
        shown = self._page
        self.notices.show(error, row=shown.rows.get(row) if shown is not None else None)
        self._show_foot()

    def _choose_card(self) -> None:
        FolderChooser(
            lambda: tr("Choose the supervisor's card"),
            self._card_chosen,
            self._jobs,
            files="*.card",
            name="setup.chooser",
        ).open_in(self._window)

    def _card_chosen(self, path: Path) -> None:
        page = self._page
        if not isinstance(page, SupervisorPage):
            return

        def read() -> tuple[bytes, CardView]:
            from borderdesk import desk  # late: loaded while the officer typed

            try:
                data = read_card_file(path)
            except OSError as error:
                raise Unavailable("card.unreadable") from error
            return data, desk.read_card(data)

        def show(found: tuple[bytes, CardView]) -> None:
            data, card = found
            page.show_words(card.words, lambda: self._trust(page, data))

        self._jobs.run(read, owner=page, lane="free", on_done=show, on_error=self.notices.show)

    def _trust(self, page: SupervisorPage, data: bytes) -> None:
        workspace = self.workspace
        if workspace is None:
            return

        def trust() -> object:
            from borderdesk import desk  # late: see above

            return desk.trust_card(workspace, data)

        def trusted(_done: object) -> None:
            page.show_trusted()
            self._show_foot()
            self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

        self._jobs.run(trust, owner=page, on_done=trusted, on_error=self.notices.show)

    def _practise(self) -> None:
        workspace = self.workspace

        def check(pin: str) -> bool:
            from borderdesk import desk  # late: see above

            return workspace is not None and desk.check_hide_pin(workspace, pin)

        self.hide_asked.emit(check)

    def _print(self, number: int, words: str) -> None:
        if not print_share(number, words):
            self.notices.show(Unavailable("printer.missing"))

    def _remember(self, name: str, value: str) -> None:
        workspace = self.workspace
        if workspace is None:
            return

        def keep() -> None:
            from borderdesk import desk  # late: see above

            desk.set_preference(workspace, name, value)

        self._jobs.run(keep, owner=self, on_error=self.notices.show)

    def _resume_page(self, workspace: Workspace) -> Page:
        from borderdesk import desk  # late: see above

        kept = desk.preference(workspace, PAGE_PREFERENCE, "")
        order = pages(workspace.post)
        found = next((page for page in order if page.value == kept), Page.TEXT)
        if found is Page.SHARES:
            # They are shown once and kept nowhere: what was not copied is done anew later.
            self._remember(REMINDER_PREFERENCE, self._reminder_date())
            found = order[order.index(Page.SHARES) + 1]
        return found

    def _reminder_date(self) -> str:
        return (self._now().date() + REMINDER_AFTER).isoformat()

    def _now(self) -> datetime:
        return self.workspace.clock() if self.workspace is not None else datetime.now(UTC).astimezone()
