"""Acceptance story 2: the key that carries "1" answers, whatever letter the Lao keyboard types with it."""

import re

import pytest
from tests.journeys.pages.form import FormPage
from tests.journeys.pages.officer import Officer
from tests.journeys.pages.post import Post
from tests.journeys.pages.shell import PASSPHRASE

from borderdesk import desk


@pytest.mark.parametrize("as_windows", [False, True], ids=["scan code", "virtual key"])
def test_the_first_key_of_a_lao_keyboard_says_yes_and_it_is_kept(checkpoint: Post, as_windows: bool) -> None:
    Officer(checkpoint).screen_to("form")
    form = FormPage(checkpoint.window)
    assert form.at == "AD-02"
    before = form.progress

    checkpoint.keys.digit(1, as_windows=as_windows)

    assert form.chosen("AD-02") == ["yes"]
    assert (form.at, form.progress) == ("AD-03", before)
    assert re.fullmatch(r"Saved \d\d:\d\d", checkpoint.text("shell.saveState"))
    checkpoint.close()
    reopened = desk.open_workspace(checkpoint.folder, "O1", PASSPHRASE)
    draft = next(draft for draft in desk.drafts(reopened) if draft.form == "adult")
    assert desk.open_draft(reopened, draft.id).session.value("/data/promise/AD_02") == "yes"
    reopened.close()
