"""The preview inside the desk: ``Route("preview", path=…)`` for a file, ``Route("preview", sha256=…)`` for a
version that is already in the library.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout

from borderdesk import desk
from borderdesk.forms.inlining import media_of
from borderdesk.text import tr
from borderdesk.ui.screens.preview.pane import PreviewPane
from borderdesk.ui.screens.preview.presenter import Previewed
from borderdesk.ui.shell.keys import GlobalKey
from borderdesk.ui.shell.screen import Route, Screen, Surroundings


class PreviewScreen(Screen):
    """The pane in the place of the usual column; the player brings its own buttons."""

    name: ClassVar[str] = "preview"
    wide: ClassVar[bool] = True

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        path = route.get("path")
        self.pane = PreviewPane(
            around,
            Path(path) if path else None,
            None if path else self._from_library,
            on_leave=around.back,
        )
        whole = self.layout()
        if isinstance(whole, QVBoxLayout):
            whole.insertWidget(whole.indexOf(self.foot), self.pane, 1)
        self._middle.hide()
        self.foot.hide()

    def _from_library(self) -> Previewed:
        sha256 = str(self.route["sha256"])
        form = desk.form_by_hash(self.around.workspace, sha256)
        kept = desk.draft_media(self.around.workspace, form)
        found = {address: kept.of_form(address) for address in media_of(form)}
        return Previewed(form.title, form, (), {a: content for a, content in found.items() if content})

    def sop(self) -> str:
        """That of the question shown, so that its author sees which card F1 opens there."""
        player = self.pane.player
        return (player.sop() if player is not None else "") or "S20"

    def title(self) -> str:
        return tr("Preview")

    def enter(self) -> None:
        if self.pane.player is None:
            self.pane.read()
        else:
            self.pane.player.enter()

    def leave(self) -> None:
        self.pane.leave()

    def retranslate(self) -> None:
        self.pane.retranslate()

    def on_key(self, key: GlobalKey) -> bool:
        return self.pane.player is not None and self.pane.player.on_key(key)
