"""Every instrument is opened from its tile and filled to the end in the window, in Lao and in English."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton
from tests.journeys.pages.fitness import cut, sideways
from tests.journeys.pages.instrument import InstrumentPage
from tests.journeys.pages.keyboard import settle
from tests.journeys.pages.post import Post

from borderdesk import desk

HARMLESS = ("no", "not_seen", "ok", "2", "none", "before", "international", "passport", "lo", "low")
TYPED = {
    "DX-08": "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    "DX-09a": "Erikson",
    "HS-02": "38.4",
}
ENDS = {
    "child": "needs",
    "mixed_movement": "needs",
    "travel_document": "sight",
    "health": "after_check",
    "poe_assessment": "posts",
    "crisis": "posts",
}
"""Where the window stands once the form is sealed."""


def pages(page: InstrumentPage) -> Iterator[InstrumentPage]:
    """Each page of the form, every choice on it made, Continue pressed in between."""
    while True:
        for key in list(page.form.questions):
            page.screen.go_to_question(key)
            options = [
                option
                for option in page.screen.findChildren(QAbstractButton)
                if option.objectName().startswith(f"answer.{key}.") and option.isEnabled()
            ]
            by_value = {option.objectName().rsplit(".", 1)[1]: option for option in options}
            wanted = next((by_value[value] for value in HARMLESS if value in by_value), None)
            if key in TYPED:
                page.answer(key, TYPED[key])
            elif wanted is not None and not any(option.isChecked() for option in options):
                wanted.click()
        settle()
        yield page
        if page.state.last:
            return
        before = page.screen.presenter.place
        page.form.go_on()
        settle()
        assert page.screen.presenter.place != before, (page.form.progress, page.form.lines("form.summary"))


def begun(post: Post, form: str) -> InstrumentPage:
    """The form open in the player, from its tile on."""
    post.show("screening")
    post.press("answer.direction.returned")
    post.press("answer.age_group.adult")
    if form in ("child", "mixed_movement"):
        code = desk.start_case(post.workspace, direction="returned", age_group="child").value.case_code
        draft = desk.start_form(post.workspace, code, "preconditions").value
        opened = desk.open_draft(post.workspace, draft.id)
        for node in list(opened.session.record.root.walk()):
            if node.name.startswith("PRE_") and node.name[-1].isdigit():
                opened.session.set_value(node, "assent" if node.name == "PRE_7" else "yes")
        opened.keeper.save(opened.session.draft_xml(), "")
        desk.complete_form(post.workspace, draft.id)
        started = desk.start_form(post.workspace, code, form).value
        post.show("form", case=code, draft=started.id)
    else:
        post.press(f"screening.start.{form}")
        post.allow_private()
    post.wait_place("form")
    return InstrumentPage(post.screen)


@pytest.mark.parametrize("language", ["lo", pytest.param("en", marks=pytest.mark.long)])
def test_every_instrument_opens_and_is_filled_to_the_end_with_nothing_cut(
    start: Callable[..., Post], posts: Path, language: str, tmp_path: Path
) -> None:
    post = start(posts / "checkpoint", language=language)
    post.unlock()
    for form, end in ENDS.items():
        page = begun(post, form)
        for number, shown in enumerate(pages(page)):
            assert not [*cut(post), *sideways(post)], (form, shown.form.progress)
            look(post, f"{form}_{language}_{number}")
        page.finish()
        post.wait_place(end)


def look(post: Post, name: str) -> None:
    """For a person to look at: nothing is kept unless a folder is named."""
