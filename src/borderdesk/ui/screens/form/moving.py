"""Moving a half-filled form to the newer version: the banner that offers it, the sheet that shows first
what would be lost. Used by the screens over a draft.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from borderdesk import desk
from borderdesk.domain.errors import BorderDeskError
from borderdesk.forms.moving import GONE, NOT_OFFERED, OTHER_TYPE, MovedAnswer
from borderdesk.text import ntr, tr
from borderdesk.ui.screens.form.screen import FormScreen
from borderdesk.ui.screens.steps import draft_route
from borderdesk.ui.widgets import Label, SectionTitle
from borderdesk.ui.widgets.sheets import Sheet


class MoveSheet(Sheet):
    """What goes and why, then what stays; nothing has been done yet."""

    def __init__(self, told: desk.DraftMove, on_act: Callable[[], object]) -> None:
        super().__init__(lambda: tr("Move this draft to the new version"), name="move", width=640)
        self._on_act = on_act
        self._add(
            "move.dropped",
            lambda: (
                ntr("{n} answer will be dropped", "{n} answers will be dropped", len(told.dropped))
                if told.dropped
                else tr("No answer is lost.")
            ),
            [f"{_line(each)} – {_reason(each.reason)}" for each in told.dropped],
        )
        self._add(
            "move.kept",
            lambda: (
                ntr("{n} answer will be kept", "{n} answers will be kept", len(told.kept))
                if told.kept
                else tr("There is no answer to keep.")
            ),
            [_line(each) for each in told.kept],
        )
        self.column.add(
            Label(
                lambda: tr(
                    "The draft stays where it is. Version {before} → {after}.",
                    before=told.before,
                    after=told.after,
                ),
                "small",
                muted=True,
            )
        )
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Keep the old version"), self.dismiss)
        self.foot.set_primary(lambda: tr("Move the draft"), self._act, name="move.primary")

    def _add(self, name: str, title: Callable[[], str], lines: Sequence[str]) -> None:
        self.column.add(SectionTitle(title, name=name))
        if lines:
            self.column.add(Label("\n".join(lines), name=f"{name}.list"))

    def _act(self) -> None:
        self.close_sheet()
        self._on_act()


def _line(answer: MovedAnswer) -> str:
    return tr("{question}: {answer}", question=answer.question.rstrip(" ?:"), answer=answer.answer)


def _reason(reason: str) -> str:
    return {
        GONE: tr("the new version does not ask it"),
        OTHER_TYPE: tr("the new version takes another kind of answer"),
        NOT_OFFERED: tr("the new version does not offer this answer"),
    }[reason]


def offer_newer_version(screen: FormScreen, case: str, draft: str, day: str) -> None:
    """Say in the banner that a newer version is there, with the action that leads to the sheet."""
    screen.banner.show_text(
        lambda: tr("Form of {day} – a newer one is used for new records.", day=day),
        action=(
            lambda: tr("Move this draft to the new version"),
            lambda: _ask(screen, case, draft),
        ),
    )


def _ask(screen: FormScreen, case: str, draft: str) -> None:
    around = screen.around
    screen.leave()
    if screen.controller.unsaved:
        return  # the banner says already that the last answer is not kept
    try:
        told = desk.preview_move(around.workspace, draft)
    except BorderDeskError as error:
        around.notices.show(error)
        return
    MoveSheet(told, lambda: _move(screen, case, draft)).open_in(around.window)


def _move(screen: FormScreen, case: str, draft: str) -> None:
    around = screen.around
    try:
        moved = desk.move_draft(around.workspace, draft)
    except BorderDeskError as error:
        around.notices.show(error)
        return
    around.changed(moved.changes)
    around.navigate(draft_route(case, moved.value.form, draft))
    around.announce(tr("The draft uses the new version now."))
