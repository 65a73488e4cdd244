"""The author's folder on every page that makes content: chosen on one, there on all, used here at once.

A page puts :class:`AuthorFolder` into its column, calls ``load`` when it is entered and gets the folder.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from borderdesk import desk
from borderdesk.desk.workspace import Changes
from borderdesk.domain.errors import BorderDeskError, Cancelled
from borderdesk.text import tr
from borderdesk.ui.jobs import Job
from borderdesk.ui.said import Say
from borderdesk.ui.screens.pack.view import KindRows, OpeningRow
from borderdesk.ui.screens.packs.presenter import PacksPresenter
from borderdesk.ui.shell.screen import Screen, Surroundings
from borderdesk.ui.widgets import Button, Confirm, FolderChooser, Label, Sheet
from borderdesk.ui.widgets.action_row import ActionRow

OnFolder = Callable[[Path], object]


def remembered_folder(
    screen: Screen, on_folder: OnFolder, otherwise: Callable[[], object] = lambda: None
) -> None:
    """Call ``on_folder`` with the author's folder, if one was chosen before and is there."""
    around = screen.around

    def found(folder: Path | None) -> None:
        if folder is not None:
            on_folder(folder)
        else:
            otherwise()

    around.jobs.run(
        desk.author_folder,
        around.workspace,
        owner=screen,
        lane="free",
        on_done=found,
        on_error=around.notices.show,
    )


def choose_author_folder(screen: Screen, start: Path | None, on_folder: OnFolder, *, name: str) -> None:
    """Ask for the folder, remember it for every page of this desk, and call ``on_folder``."""
    around = screen.around

    def chosen(folder: Path) -> None:
        around.jobs.run(
            desk.set_author_folder,
            around.workspace,
            folder,
            owner=screen,
            on_done=lambda _none: on_folder(folder),
            on_error=around.notices.show,
        )

    FolderChooser(
        lambda: tr("Choose the folder with the content"), chosen, around.jobs, start=start, name=name
    ).open_in(around.window)


def ask_remove(
    screen: Screen, question: Say, kept: Say, remove: Callable[[], object], after: Callable[[], object]
) -> None:
    """Ask before something is taken out of the author's folder; ``kept`` says who has it until when.

    ``after`` reads the folder again, also where nothing could be taken out.
    """
    around = screen.around

    def refused(error: Exception) -> None:
        around.notices.show(error)
        after()

    def act() -> None:
        around.jobs.run(remove, owner=screen, on_done=lambda _none: after(), on_error=refused)

    Confirm(question, kept, lambda: tr("Remove"), act, name="askRemove").open_in(around.window)


class AuthorFolder(ActionRow):
    """The folder in use, *Choose another*, and *Use it here now*; ``on_folder`` is told of every change.

    ``also`` are acts of the page that concern the folder.
    """

    def __init__(self, screen: Screen, on_folder: OnFolder, *, also: Sequence[Button] = ()) -> None:
        self.folder: Path | None = None
        self._screen, self._on_folder = screen, on_folder
        name = screen.name
        self.choose_button = Button(
            lambda: tr("Choose the folder"),
            "quiet",
            icon="folder",
            on_click=self.choose,
            name=f"{name}.chooseFolder",
        )
        self.use_button = Button(
            lambda: tr("Use it here now"), icon="saved", on_click=self._ask_use, name=f"{name}.useHere"
        )
        self.use_button.hide()
        super().__init__(
            "folder",
            lambda: tr("No folder chosen"),
            lambda: tr("Choose once where the content of this desk is kept. All pages then work there."),
            actions=[self.choose_button, *also, self.use_button],
            name=f"{name}.folder",
            first=True,
        )

    def load(self, otherwise: Callable[[], object] = lambda: None) -> None:
        """Look which folder was chosen, here or on another page; ``otherwise`` there is none."""
        before = self.folder

        def found(folder: Path) -> None:
            if self.folder is before:  # else it was chosen anew while this looked
                self._use(folder)

        remembered_folder(self._screen, found, otherwise)

    def choose(self) -> None:
        """Ask for a folder."""
        choose_author_folder(self._screen, self.folder, self._use, name=f"{self._screen.name}.chooser")

    def _use(self, folder: Path) -> None:
        self.folder = folder
        self.title.say(lambda: tr("Folder: {name}", name=folder.name or str(folder)))
        self.detail.say(
            lambda: tr("What you change goes into this folder, and to the checkpoints with a pack.")
        )
        self.choose_button.say(lambda: tr("Choose another folder"))
        self.use_button.show()
        self._on_folder(folder)

    def _ask_use(self) -> None:
        if self.folder is not None:
            UseHereSheet(self._screen.around, self.folder).open_in(self._screen.around.window)


class UseHereSheet(Sheet):
    """What this desk would get from the folder; one press signs it as a pack and installs it here."""

    def __init__(self, around: Surroundings, folder: Path) -> None:
        super().__init__(lambda: tr("Use the folder at this desk"), name="useHere", width=640)
        self._around, self._folder = around, folder
        self._found: desk.Composition | None = None
        self._job: Job | None = None
        self._presenter = PacksPresenter()
        self.explain = Label(
            lambda: tr(
                "It is signed as the next content pack and used at this desk at once. "
                "Checkpoints get it from the page Content packs."
            ),
            name="useHere.explain",
        )
        self.problem = Label("", strong=True, name="useHere.problem")
        self.summary = Label(lambda: tr("Reading the files"), "section", name="useHere.summary")
        self.kinds = KindRows("useHere.kind")
        self.reviews = OpeningRow("edit", "useHere.reviews")
        for part in (self.explain, self.problem, self.summary, self.kinds, self.reviews):
            self.column.add(part)
        self.problem.hide()
        self.reviews.hide()
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        self._set_primary(lambda: tr("Use it here"), self._sign).set_available(False)
        self._compose()

    def dismiss(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self.close_sheet()

    def _set_primary(self, say: Callable[[], str], act: Callable[[], object]) -> Button:
        return self.foot.set_primary(say, act, icon="saved", name="useHere.primary")

    def _compose(self) -> None:
        self._run(partial(desk.compose_pack, draft=True), [self._folder], on_done=self._composed)

    def _composed(self, found: desk.Composition) -> None:
        self._found = found
        state = self._presenter.composed(found)
        self.summary.say(lambda: self._presenter.composed(found).summary)
        self.kinds.show_kinds(state.kinds)
        self.reviews.show_line(state.reviews, "", state.review_lines)
        self.reviews.setVisible(bool(state.reviews))
        self._show_problem(lambda: self._presenter.composed(found).blocked)
        if found.missing == "pack.no_key":
            self._set_primary(lambda: tr("Make a content key"), self._make_key).setFocus()
        else:
            primary = self._set_primary(lambda: tr("Use it here"), self._sign)
            primary.set_available(not state.blocked)
            if not state.blocked:
                primary.setFocus()
        self._around.announce(state.blocked or state.summary)

    def _make_key(self) -> None:
        self._run(desk.make_content_key, on_done=lambda done: self._changed(done.changes, self._compose))

    def _sign(self) -> None:
        found = self._found
        if found is None:
            return
        draft = any(review.waits for review in found.reviews)
        self._run(
            partial(desk.sign_pack, draft=draft, listing=found.listing),
            [self._folder],
            on_done=lambda done: self._changed(done.changes, lambda: self._signed(done.value.number)),
        )

    def _signed(self, number: int) -> None:
        self.close_sheet()
        self._around.notices.tell(
            lambda: tr("In use at this desk, as content pack {number}.", number=number),
            lambda: tr("For the checkpoints, write it to sticks on the page Content packs."),
        )
        self._around.announce(tr("In use at this desk, as content pack {number}.", number=number))

    def _changed(self, changes: Changes, after: Callable[[], object]) -> None:
        after()
        self._around.changed(changes)

    def _run(self, verb: Callable[..., object], *arguments: object, on_done: Callable[..., object]) -> None:
        if self.foot.primary is not None:
            self.foot.primary.set_available(False)
        self._job = self._around.jobs.run(
            verb,
            self._around.workspace,
            *arguments,
            owner=self,
            title=lambda: tr("Reading the files"),
            on_done=on_done,
            on_error=self._refused,
        )

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, BorderDeskError):
            self.close_sheet()
            self._around.notices.show(error)
        elif not isinstance(error, Cancelled):
            self.summary.hide()
            self._show_problem(lambda: self._presenter.refused(error))
            self._around.announce(self.problem.plain_text())

    def _show_problem(self, say: Callable[[], str]) -> None:
        self.problem.say(say)
        self.problem.setVisible(bool(say()))
        if say():
            self.column.keep_in_view(self.problem)
