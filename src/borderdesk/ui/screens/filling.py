"""The form player over the desk: an unfinished form to go on with, or a sealed one to read."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from borderdesk import desk
from borderdesk.domain.codes import short_code
from borderdesk.domain.errors import BorderDeskError, Unavailable
from borderdesk.domain.values import CaseCode
from borderdesk.forms import Session
from borderdesk.text import tr
from borderdesk.text.dates import short_date
from borderdesk.ui.screens.form.moving import offer_newer_version
from borderdesk.ui.screens.form.opened import OpenedForm
from borderdesk.ui.screens.form.screen import FormScreen
from borderdesk.ui.screens.person.turning import pin_check
from borderdesk.ui.screens.steps import after_form, draft_route
from borderdesk.ui.shell.screen import Route, Surroundings
from borderdesk.ui.widgets import Button, Confirm


class FillingScreen(FormScreen):
    """``Route("form", case=…, draft=…)`` goes on with a form; ``Route("form", case=…, form=…,
    question=…)`` reads the sealed answer at that place, ``Route("form", check=…)`` a sealed health check and
    ``Route("form", assessment=…)`` a sealed assessment of a border post or crisis plan.

    :raises Unavailable: ``draft.gone``, ``form.version_missing``, ``case.missing``, ``form.missing``,
        ``assessment.missing``, ``health.missing``.
    """

    def __init__(self, around: Surroundings, route: Route) -> None:
        check, assessment = str(route.get("check", "")), str(route.get("assessment", ""))
        self.case = check or assessment or str(route["case"])
        self._draft = str(route.get("draft", ""))
        if check:
            opened = _sealed_apart(around, desk.read_health_check(around.workspace, check))
        elif assessment:
            opened = _sealed_apart(around, desk.read_assessment(around.workspace, assessment))
        else:
            opened = _unfinished(around, self._draft) if self._draft else _sealed(around, route)
        opened = replace(opened, position=str(route.get("at", "")) or opened.position)
        super().__init__(around, route, opened)
        self.speaks = self.speaks and self.asks_private()
        self.left_first_page.connect(self._go_back)
        if not self._draft:
            if not route.get("at"):
                self._stand_at(str(route.get("question", "")))
            self.finish_requested.connect(around.back)
            return
        if opened.old_version:
            offer_newer_version(self, self.case, self._draft, opened.old_version)
        self.finish_requested.connect(self._finish)
        self.priority_requested.connect(self._danger)
        self.next_form_requested.connect(self._hand_over)
        if opened.session.form.id == "adult":
            self.foot.add_secondary(
                Button(
                    lambda: tr("Under 18 or not sure"),
                    "quiet",
                    on_click=lambda: self._hand_over("child"),
                    name="form.child",
                )
            )
        if opened.session.form.id == "child":
            self.foot.add_secondary(
                Button(lambda: tr("Surely 18 or over"), "quiet", on_click=self._ask_adult, name="form.adult")
            )

    def asks_private(self) -> bool:
        """A border post and its plans are nobody's details."""
        return self.opened.session.form.id not in desk.ABOUT_NOBODY

    def _go_back(self) -> None:
        """A form apart that was begun by mistake leaves nothing behind: it has no record to be found in."""
        if self._draft and desk.is_apart(self.opened.session.form.id):
            self.around.changed(desk.put_away_untouched(self.around.workspace, self._draft))
        self.around.back()

    def _stand_at(self, place: str) -> None:
        questions = self.controller.questions.items()
        position = next((key for key, question in questions if question.path == place), "")
        self.opened = replace(self.opened, position=position)

    def _danger(self) -> None:
        """The steps for danger are ticked in a record; a form that belongs to none has their card."""
        if desk.is_apart(self.opened.session.form.id):
            self.around.navigate(Route("document", id="S07", step=self.step(), record=self.record_code()))
        else:
            self.around.navigate(Route("priority", case=self.case))

    def _finish(self) -> None:
        if desk.is_apart(self.opened.session.form.id):
            self._finish_apart()
            return
        try:
            done = desk.complete_form(self.around.workspace, self._draft)
        except BorderDeskError as error:
            self.around.notices.show(error)
            return
        self.around.changed(done.changes)
        self.around.navigate(after_form(self.around, self.case, done.value.next))

    def _finish_apart(self) -> None:
        try:
            done = desk.complete_apart(self.around.workspace, self._draft)
        except BorderDeskError as error:
            self.around.notices.show(error)
            return
        self.around.changed(done.changes)
        if "health_result" in done.value.results:
            found = done.value.results
            looked, result = found.get("HS_16", ""), found["health_result"]
            practice = self.around.practice
            drill = desk.drill_of_case(self.around.workspace, done.value.code) if practice else ""
            self.around.navigate(
                Route("after_check", code=done.value.short, result=result, looked=looked, drill=drill)
            )
            return
        self.around.navigate(Route("posts") if "posts" in self.around.registry else Route("today"))
        self.around.notices.tell(lambda: tr("Kept. It is in no list of records."))

    def _ask_adult(self) -> None:
        Confirm(
            lambda: tr("Is the person surely 18 or over?"),
            lambda: tr("In doubt, stay with this form: whoever may be a child is treated as one."),
            lambda: tr("Go on as with an adult"),
            lambda: self._hand_over("adult"),
            detail=lambda: tr(
                "What was answered is kept and counts. Your number and the time are written down."
            ),
            name="askAdult",
        ).open_in(self.around.window)

    def _hand_over(self, form: str) -> None:
        """The same talk in the form of the other age, where one is installed: the child's as soon as the age
        is doubted, the adult's only where it is certain."""
        switch = {("adult", "child"): desk.switch_to_child, ("child", "adult"): desk.switch_to_adult}
        wanted = switch.get((self.opened.session.form.id, form))
        if wanted is None:
            return
        self.leave()
        if self.controller.unsaved:
            return  # the banner says already that the last answer is not kept
        try:
            other = wanted(self.around.workspace, self._draft)
        except BorderDeskError as error:
            self.around.notices.show(error)
            return
        self.around.changed(other.changes)
        self.around.navigate(draft_route(self.case, other.value.form, other.value.id))


def _unfinished(around: Surroundings, draft_id: str) -> OpenedForm:
    opened = desk.open_draft(around.workspace, draft_id)
    draft = opened.draft
    latest = desk.form(around.workspace, draft.form)
    newer = latest.sha256 != draft.form_sha256
    return OpenedForm(
        opened.session,
        opened.keeper,
        position=draft.position,
        short_code=short_code(CaseCode(draft.case_code)),
        person_language=opened.spoken,
        old_version=_version_day(opened.session.form.version) if newer else "",
        media=desk.draft_media(around.workspace, opened.session.form, draft.id),
        check_pin=pin_check(around),
    )


def _sealed(around: Surroundings, route: Route) -> OpenedForm:
    case, form_id = str(route["case"]), str(route["form"])
    done = desk.case(around.workspace, case).screening(form_id)
    if done is None:
        raise Unavailable("form.missing", form=form_id)
    form = desk.form_by_hash(around.workspace, done.sha256)
    session = Session(form, saved=done.instance, clock=around.workspace.clock)
    return OpenedForm(
        session,
        None,
        short_code=short_code(CaseCode(case)),
        readonly=True,
        media=desk.draft_media(around.workspace, form),
    )


def _sealed_apart(around: Surroundings, sealed: desk.SealedApart) -> OpenedForm:
    form = desk.form_by_hash(around.workspace, sealed.sha256)
    return OpenedForm(
        Session(form, saved=sealed.instance, clock=around.workspace.clock),
        None,
        short_code=short_code(CaseCode(sealed.code)),
        readonly=True,
        media=desk.draft_media(around.workspace, form),
    )


def _version_day(version: str) -> str:
    """The day in a form version such as ``2026112101``, else the version itself."""
    try:
        moment = dt.datetime.strptime(version[:8], "%Y%m%d").replace(tzinfo=dt.UTC)
    except ValueError:
        return version
    return short_date(moment.date())
