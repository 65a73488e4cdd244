"""The page on which a practice story is written; what is typed is kept at this desk until it is saved."""

from __future__ import annotations

from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from borderdesk.desk import Rehearsal
from borderdesk.domain.errors import BorderDeskError, Cancelled
from borderdesk.text import tr
from borderdesk.ui.paper import Printers, SystemPrinters
from borderdesk.ui.screens.drill.view import FeedbackCard
from borderdesk.ui.screens.paper_sheet import PaperSheet
from borderdesk.ui.screens.stories.answer_sheet import AnswerSheet, Words
from borderdesk.ui.screens.stories.presenter import NEW, StoriesPresenter, refused
from borderdesk.ui.screens.stories.view import AnswersCard, DocumentCard, LeadsCard, MetCard, TextsCard
from borderdesk.ui.shell.practice_strip import StorySheet
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.soon import soon
from borderdesk.ui.widgets import Button, Label


class StoryScreen(Screen):
    """``Route("story", name=…, copy=…, folder=…)``; without a name a new one.

    :raises Unavailable: ``drill.missing``. :raises RuleBroken: ``story.*`` for a file that cannot be read.
    """

    name: ClassVar[str] = "story"

    def __init__(self, around: Surroundings, route: Route, printers: Printers | None = None) -> None:
        super().__init__(around, route)
        self.printers = printers or SystemPrinters()
        self.presenter = StoriesPresenter(around.workspace)
        folder = route.get("folder")
        self._folder = folder if isinstance(folder, Path) else None
        name, copy = str(route.get("name", "")), bool(route.get("copy"))
        self.hand = self.presenter.take_up(self._folder, name, copy=copy)
        self._fixed = bool(name) and name != NEW and not copy
        self._kept_as = name if self._fixed else NEW
        short = name if self._fixed else self.presenter.free_name(self._folder, name if name != NEW else "")
        self._dirty = False
        self._edits = 0
        self._found: Rehearsal | None = None
        self.problem = Label("", strong=True, name="story.problem")
        self.problem.hide()
        self.texts = TextsCard(short, fixed=self._fixed)
        self.met = MetCard()
        self.document = DocumentCard(self._see_document)
        self.answers = AnswersCard(self.presenter.forms(), lambda: self._ask_answer("", ""))
        self.leads = LeadsCard(self._show_says)
        self.feedback = FeedbackCard(lambda: around.navigate(Route("document", id=self.sop())))
        self._cards = (self.texts, self.met, self.document, self.answers, self.leads)
        for part in (self.problem, *self._cards, self.feedback):
            self.column.add(part)
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Back"), lambda: around.navigate(Route("stories")))
        self.try_button = self.foot.add_secondary(
            Button(lambda: tr("Try it out"), icon="play", on_click=self._try, name="story.try")
        )
        self.save_button = self.foot.set_primary(
            lambda: tr("Save it in the folder"), self._save, icon="folder", name="story.primary"
        )
        self.save_button.set_available(
            self._folder is not None, lambda: tr("Choose the folder on the page before.")
        )
        self.foot.show_reasons()
        for card in self._cards:
            card.show_story(self.hand)
        self._show_answers()
        for changed in (self.texts.changed, self.met.changed, self.document.changed, self.leads.changed):
            changed.connect(self._changed)
        self.answers.forms_changed.connect(self._forms_changed)

    def title(self) -> str:
        return tr("A practice story")

    def sop(self) -> str:
        """The card that the story leads to, else the care of content."""
        return self._found.feedback.sop if self._found is not None else "S20"

    def enter(self) -> None:
        self.texts.fields["title", "lo"].setFocus()

    def leave(self) -> None:
        """Keep what is written so far: nothing typed is lost by going elsewhere, hiding or locking."""
        if self._dirty:
            self._take()
            self.presenter.keep(self._kept_as, self.hand)

    def retranslate(self) -> None:
        self._show_answers()
        if self._found is not None:
            self._show_found(self._found)

    # Writing

    def _changed(self) -> None:
        self._dirty = True
        self._edits += 1
        if self._found is not None:
            self._found = None
            self.leads.show_led("")
            self.feedback.hide()

    def _forms_changed(self) -> None:
        self._changed()
        self.answers.take(self.hand)
        self._show_answers()

    def _take(self) -> None:
        for card in self._cards:
            card.take(self.hand)

    def _show_answers(self) -> None:
        self.answers.show_answers(self.presenter.answers(self.hand), self._ask_answer, self._remove_answer)

    def _ask_answer(self, form: str, name: str) -> None:
        self._take()
        AnswerSheet(
            list(self.hand.told["answers"]), self.presenter.asked, self._answered, self._known, form, name
        ).open_in(self.around.window)

    def _known(self, form: str, name: str) -> tuple[str, Words, Words]:
        own = self.hand.told["answers"].get(form, {})
        return str(own.get(name, "")), self.hand.words("says", name), self.hand.words("why", name)

    def _answered(self, form: str, name: str, value: str, says: Words, why: Words) -> None:
        self.hand.set_answer(form, name, value, says, why)
        self._changed()
        self._show_answers()

    def _remove_answer(self, form: str, name: str) -> None:
        self.hand.remove_answer(form, name)
        self._changed()
        self._show_answers()

    # Checking and keeping

    def _try(self) -> None:
        self._take()
        self._say_problem("")
        self.try_button.set_available(False)
        self.around.jobs.run(
            self.presenter.rehearse,
            deepcopy(self.hand.told),  # it is written on meanwhile
            owner=self,
            lane="free",
            title=lambda: tr("Playing the story through"),
            on_done=partial(self._tried, self._edits),
            on_error=self._refused,
        )

    def _tried(self, edits: int, found: Rehearsal) -> None:
        self.try_button.set_available(True)
        if edits != self._edits:
            return  # of a story that was written on since nothing is said
        self._found = found
        self._show_found(found)
        # Once the page has found its new length.
        soon(self, self._bring_up_leads)
        self.around.announce(self.leads.led.plain_text())

    def _bring_up_leads(self) -> None:
        self.column.keep_in_view(self.leads.led)

    def _show_found(self, found: Rehearsal) -> None:
        self.leads.show_led(self.presenter.led(found))
        self.feedback.show_state(self.presenter.feedback(found))

    def _see_document(self) -> None:
        self._take()
        self._say_problem("")
        sheet = PaperSheet(
            self.around,
            lambda: tr("The document for a class"),
            "specimen",
            self.printers,
            partial(self.presenter.document, deepcopy(self.hand.told)),
        )
        sheet.open_in(self.around.window)
        sheet.draw()

    def _show_says(self) -> None:
        if self._found is not None:
            StorySheet(self._found.says).open_in(self.around.window)

    def _save(self) -> None:
        if self._folder is None:
            return
        self._take()
        self._say_problem("")
        self.save_button.set_available(False)
        self.around.jobs.run(
            self.presenter.save,
            self._folder,
            self.texts.short.text().strip(),
            deepcopy(self.hand.told),
            owner=self,
            title=lambda: tr("Playing the story through"),
            on_done=partial(self._saved, self._edits),
            on_error=self._refused,
        )

    def _saved(self, edits: int, path: Path) -> None:
        self.save_button.set_available(True)
        if edits == self._edits:
            self._dirty = False
            self.presenter.keep(self._kept_as, None)
            self.around.navigate(Route("stories"))
        self.around.notices.tell(
            partial(_saved_words, path.name),
            lambda: tr("It is a draft and reaches trainees with the next pack."),
        )

    def _refused(self, error: Exception) -> None:
        self.try_button.set_available(True)
        self.save_button.set_available(self._folder is not None)
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, BorderDeskError):
            self.around.notices.show(error)
            return
        self._say_problem(refused(error))
        place = self.findChild(QWidget, f"story.{error.fields.get('field', '')}")
        if place is not None and place.isVisible():
            place.setFocus()
            self.column.keep_in_view(place)
        else:
            self.column.keep_in_view(self.problem)
        self.around.notices.tell(lambda: refused(error))
        self.around.announce(self.problem.plain_text())

    def _say_problem(self, words: str) -> None:
        self.problem.say(words)
        self.problem.setVisible(bool(words))


def _saved_words(name: str) -> str:
    return tr("{file} is in the folder.", file=name)
