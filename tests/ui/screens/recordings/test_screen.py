"""The recordings page: which questions can be heard in a language, adding one, hearing it at a checkpoint."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from tests.desk import content
from tests.ui.screens.desk_window import DeskWindow, seen_traveller

from borderdesk import desk
from borderdesk.ui.questions.recorder import wav_of
from borderdesk.ui.screens.needs.screen import NeedsScreen
from borderdesk.ui.screens.needs.state import Part
from borderdesk.ui.widgets import Choice

Opened = Callable[..., DeskWindow]


def test_a_recording_is_added_from_a_file_and_taken_out_again(
    open_desk: Opened, supervisor: desk.Workspace, tmp_path: Path
) -> None:
    folder, memo = tmp_path / "author", tmp_path / "memo.mp3"
    folder.mkdir()
    memo.write_bytes(b"MZ not a sound")
    window = open_desk(supervisor)
    window.show("forms")
    window.rest()
    window.press("forms.adult.recordings")
    window.rest()
    assert window.text("recordings.title") == "Recordings: Talk with an adult"
    assert window.text("recordings.summary").startswith("Khmu: 0 of ")
    assert "No recording yet" in window.text("recordings.AD_22.detail")
    window.press("recordings.AD_22.add")  # no folder yet: that is asked first
    window.choose_folder("recordings.chooser", folder)
    window.press("recordings.AD_22.add")
    window.press("addRecording.primary")
    window.choose_file("addRecording.chooser", memo)
    assert window.text("addRecording.problem").startswith("This file is no sound")
    memo.write_bytes(wav_of(bytes(1600)))
    window.press("addRecording.primary")
    window.choose_file("addRecording.chooser", memo)
    window.rest()
    assert window.text("recordings.summary").startswith("Khmu: 1 of ")
    assert window.text("recordings.waiting") == "1 recording waits for the next content pack."
    assert (folder / "recordings/adult/AD_22.kjg.wav").is_file()
    window.press("recordings.AD_22.remove")
    window.rest()
    assert not window.sees("recordings.AD_22.remove")
    assert not (folder / "recordings/adult/AD_22.kjg.wav").exists()
    assert not [*window.sideways(), *window.cut(), *window.small_or_nameless()]


def test_what_was_recorded_is_heard_on_the_person_s_screen_and_nothing_elsewhere(
    open_desk: Opened,
    checkpoint: desk.Workspace,
    supervisor: desk.Workspace,
    stick: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("borderdesk.ui.questions.sound.can_play", lambda: True)
    folder = tmp_path / "author"
    desk.add_recording(supervisor, folder, wav_of(bytes(1600)), "adult", "AD_02", "kjg")
    content.key_known(supervisor, checkpoint, folder=stick)
    desk.install_pack(checkpoint, content.on_stick(supervisor, folder, stick))
    window = open_desk(checkpoint)
    code = seen_traveller(checkpoint)
    draft = desk.start_form(checkpoint, code, "adult").value
    window.window.desk.mode.enter_private()  # type: ignore[union-attr]  # it is open
    window.show("form", case=code, draft=draft.id)
    window.key(Qt.Key.Key_F8)
    window.rest()
    choice = window.find("person.language")
    assert isinstance(choice, Choice) and not window.sees("person.play")
    for language, heard in (("kjg", True), ("th", False)):
        choice.choose(language)
        choice.activated.emit(choice.currentIndex())
        window.rest()
        assert window.sees("person.play") is heard
        if heard:
            assert "Listen" in window.find("person.play", QPushButton).text()
    assert not window.sees("person.missing")


def test_the_officer_can_play_it_beside_the_question_and_the_tile(
    open_desk: Opened,
    checkpoint: desk.Workspace,
    supervisor: desk.Workspace,
    stick: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("borderdesk.ui.questions.sound.can_play", lambda: True)
    folder = tmp_path / "author"
    for form, question in (("adult", "AD_02"), ("risk_needs", "IR_03")):
        desk.add_recording(supervisor, folder, wav_of(bytes(1600)), form, question, "kjg")
    content.key_known(supervisor, checkpoint, folder=stick)
    desk.install_pack(checkpoint, content.on_stick(supervisor, folder, stick))
    window = open_desk(checkpoint)
    window.window.desk.mode.enter_private()  # type: ignore[union-attr]  # it is open
    code = desk.start_case(
        checkpoint, direction="arriving", age_group="adult", language="kjg"
    ).value.case_code
    window.show("form", case=code, draft=desk.start_form(checkpoint, code, "adult").value.id)
    window.rest()
    assert window.text("form.aloud") == "No Khmu text: play the recording, and explain it aloud."
    assert window.find("form.play.AD-02").isVisible()
    window.show("needs", case=code, draft=desk.start_form(checkpoint, code, "risk_needs").value.id)
    assert isinstance(window.screen, NeedsScreen)
    window.screen._turn_to(Part.NEEDS)
    window.rest()
    assert window.focused() == "needs.row.IR-03" and window.sees("needs.reading.play")
    window.key(Qt.Key.Key_Down)
    assert not window.sees("needs.reading.play")
