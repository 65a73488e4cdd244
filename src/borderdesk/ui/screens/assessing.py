"""Beginning an assessment of a border post or a crisis plan, from wherever it is offered: one that was begun
and not finished comes first, so that two halves do not lie beside each other.
"""

from __future__ import annotations

from collections.abc import Callable

from borderdesk import desk
from borderdesk.domain.errors import BorderDeskError
from borderdesk.text import tr
from borderdesk.text.dates import short_moment
from borderdesk.ui.screens.file.words import form_words
from borderdesk.ui.screens.steps import draft_route
from borderdesk.ui.shell.screen import Surroundings
from borderdesk.ui.widgets import Button, Label
from borderdesk.ui.widgets.sheets import Sheet


class BegunSheet(Sheet):
    """One was begun and is not finished: go on with it, or begin another one beside it."""

    def __init__(
        self, begun: desk.DraftView, on_go_on: Callable[[], object], on_another: Callable[[], object]
    ) -> None:
        super().__init__(lambda: tr("One was begun and is not finished"), name="begun")
        self._acts = {"go_on": on_go_on, "another": on_another}
        self.column.add(Label(lambda: _words(begun), name="begun.text"))
        self.column.add(Label(lambda: tr("What is not finished also stands on Today."), "small", muted=True))
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        self.foot.add_secondary(
            Button(
                lambda: tr("Begin another one"), on_click=lambda: self._act("another"), name="begun.another"
            )
        )
        self.foot.set_primary(lambda: tr("Go on with it"), lambda: self._act("go_on"), icon="forward")

    def _act(self, name: str) -> None:
        self.close_sheet()
        self._acts[name]()


def begin_assessment(around: Surroundings, form: str) -> None:
    """Open an assessment in the form player; asks first where the user has begun one already."""
    try:
        begun = desk.begun_assessments(around.workspace, form)
    except BorderDeskError as error:
        around.notices.show(error)
        return
    if not begun:
        _begin(around, form)
        return
    latest = begun[0]
    BegunSheet(
        latest,
        lambda: around.navigate(draft_route(latest.code, latest.form, latest.id)),
        lambda: _begin(around, form),
    ).open_in(around.window)


def _begin(around: Surroundings, form: str) -> None:
    try:
        draft = desk.start_assessment(around.workspace, form).value
    except BorderDeskError as error:
        around.notices.show(error)
        return
    around.navigate(draft_route(draft.case_code, draft.form, draft.id))


def _words(begun: desk.DraftView) -> str:
    left = short_moment(begun.updated_at.astimezone())
    if not begun.position_code:
        return tr("{form}, last changed {moment}.", form=form_words(begun.form), moment=left)
    return tr(
        "{form}, last changed {moment}; it goes on at {question}.",
        form=form_words(begun.form),
        moment=left,
        question=begun.position_code,
    )
