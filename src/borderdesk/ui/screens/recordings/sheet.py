"""Adding a recording: the words to read aloud, a microphone where the PC has one, or a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from borderdesk import desk
from borderdesk.text import tr
from borderdesk.ui.questions.recorder import Recorder, can_record
from borderdesk.ui.screens.page_work import SheetWriting
from borderdesk.ui.screens.recordings.presenter import FILES
from borderdesk.ui.screens.refusal_line import RefusalLine
from borderdesk.ui.shell.screen import Surroundings
from borderdesk.ui.widgets import FolderChooser, Label, Sheet


class RecordingSheet(Sheet):
    """What is to be said, and where it comes from; it closes once the recording lies in the folder."""

    def __init__(
        self,
        around: Surroundings,
        folder: Path,
        recording: desk.Recording,
        words: str,
        language: str,
        on_added: Callable[[], object],
    ) -> None:
        super().__init__(lambda: tr("Add a recording"), name="addRecording", width=640)
        self._around, self._folder, self._recording, self._on_added = around, folder, recording, on_added
        self._writing = SheetWriting(self, around, lambda: tr("Looking the file through"))
        self.problem = RefusalLine(around, self, "addRecording.problem")
        for part in (
            Label(lambda: tr("Say this in {language}:", language=language), muted=True),
            Label(words, "section", name="addRecording.words"),
            Label(
                lambda: tr(
                    "Somebody who speaks it well says it slowly, in a quiet room. No name is said. "
                    "Have another speaker listen before it goes out."
                )
            ),
            self.problem,
        ):
            self.column.add(part)
        self.recorder = Recorder("addRecording") if can_record() else None
        if self.recorder is not None:
            self.recorder.recorded.connect(self.add)
            self.column.add(self.recorder)
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        self.primary_button = self.foot.set_primary(
            lambda: tr("Choose a sound file"), self._choose, icon="folder", name="addRecording.primary"
        )

    def dismiss(self) -> None:
        """Nothing of what was just said is kept, unless it is being written."""
        if self.recorder is not None and not self.writing:
            self.recorder.stop(keep=False)
        super().dismiss()

    def _choose(self) -> None:
        FolderChooser(
            lambda: tr("Choose a sound file"),
            self.add,
            self._around.jobs,
            files=FILES,
            name="addRecording.chooser",
        ).open_in(self._around.window)

    def add(self, source: Path | bytes) -> None:
        """Put it into the folder; a reason stays here where that cannot be."""
        recording = self._recording
        add = partial(
            desk.add_recording,
            self._around.workspace,
            self._folder,
            source,
            recording.form,
            recording.question,
            recording.language,
        )
        self._writing.start(add, self._added, self.problem.show_error)

    def _added(self, _written: Path) -> None:
        self.close_sheet()
        self._on_added()
