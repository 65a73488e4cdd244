"""The content packs page at work. Nothing is signed before its author has seen what it changes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ClassVar

from borderdesk import desk
from borderdesk.desk.workspace import Changes
from borderdesk.domain.errors import BorderDeskError, Cancelled
from borderdesk.text import tr
from borderdesk.ui.screens.author_folder import choose_author_folder, remembered_folder
from borderdesk.ui.screens.packs.document_sheet import FILES, DocumentSheet
from borderdesk.ui.screens.packs.presenter import PacksPresenter
from borderdesk.ui.screens.packs.state import KeyLine
from borderdesk.ui.screens.packs.view import ComposeCard, KeysCard, PlacesCard, SignedCard, WithdrawSheet
from borderdesk.ui.screens.page_work import PageWork
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import FolderChooser


@dataclass(frozen=True)
class _Known:
    """What the workspace says of packs."""

    keys: list[desk.ContentKey]
    signed: list[desk.SignedPack]
    places: list[desk.PackPlace]


_KEYS = {"content.key_made", "content.key_withdrawn"}
"""What changes whether, and why, a pack is signed."""


class PacksScreen(Screen):
    """Folder → what it changes and who reviewed it → sign → write to sticks."""

    name: ClassVar[str] = "packs"

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.presenter = PacksPresenter()
        self._known: _Known | None = None
        self._folder: Path | None = None
        self._found: desk.Composition | None = None
        self._refused: BorderDeskError | None = None
        self._written: Path | None = None
        self._just_signed = 0
        self.compose_card = ComposeCard()
        self._work = PageWork(
            self, self.compose_card.work, lambda: tr("Reading the files"), self.presenter.progress
        )
        self.signed_card = SignedCard()
        self.places_card = PlacesCard()
        self.keys_card = KeysCard()
        for part in (self.compose_card, self.signed_card, self.places_card, self.keys_card):
            self.column.add(part)
        self.column.add_stretch()
        self._offer_folder()
        self.compose_card.choose_asked.connect(self.choose)
        self.compose_card.document_asked.connect(self.choose_document)
        self.compose_card.draft_changed.connect(self._compose)
        self.signed_card.write_asked.connect(self._ask_write)
        self.places_card.open_asked.connect(self._ask_open)
        self.keys_card.make_asked.connect(self._make_key)
        self.keys_card.write_asked.connect(self._ask_write_card)
        self.keys_card.withdraw_asked.connect(self._ask_withdraw)

    def sop(self) -> str:
        """Content is brought in and signed as the care of data and devices says."""
        return "S20"

    def title(self) -> str:
        return tr("Content packs")

    def enter(self) -> None:
        if self.primary is not None:
            self.primary.setFocus()
        self._load()
        remembered_folder(self, self.use)

    def refresh(self, changes: Changes) -> None:
        self._load()
        if self._folder is not None and not self._work.running and changes.kinds & _KEYS:
            self._compose()

    def retranslate(self) -> None:
        self._show()
        self._load()

    # What there is

    def _load(self) -> None:
        workspace = self.around.workspace
        self.around.jobs.run(
            lambda: _Known(
                desk.content_keys(workspace), desk.signed_packs(workspace), desk.pack_places(workspace)
            ),
            owner=self,
            lane="free",
            on_done=self._loaded,
        )

    def _loaded(self, known: _Known) -> None:
        self._known = known
        self._show()
        self._go_to_signed()

    def _go_to_signed(self) -> None:
        """What was just signed goes to a stick next: the keyboard waits there."""
        write = self.signed_card.write_button(self._just_signed)
        if write is not None:
            self._just_signed = 0
            write.setFocus()

    def _show(self) -> None:
        known = self._known
        if known is not None:
            self.keys_card.show_state(self.presenter.keys(known.keys))
            self.signed_card.show_packs(self.presenter.signed(known.signed))
            self.places_card.show_places(
                self.presenter.behind(known.places), self.presenter.places(known.places)
            )
        if self._written is not None:
            self.signed_card.written.say(self.presenter.written(self._written))
        self._show_composed()

    # Putting together

    def choose(self) -> None:
        """Ask for the author's folder."""
        choose_author_folder(self, self._folder, self.use, name="packs.chooser")

    def use(self, folder: Path) -> None:
        """Read a folder and show what a pack of it would be."""
        self._folder = folder
        self.compose_card.show_folder(folder.name or str(folder), str(folder))
        if self.primary is not None and self.primary.hasFocus():
            self.compose_card.document.setFocus()  # it cannot be pressed meanwhile: the keyboard stays near
        self._compose()

    def choose_document(self) -> None:
        """Ask for a file that becomes a document in the folder."""
        FolderChooser(
            lambda: tr("Choose the file to add"),
            self._ask_facts,
            self.around.jobs,
            files=FILES,
            name="packs.documentChooser",
        ).open_in(self.around.window)

    def _ask_facts(self, file: Path) -> None:
        if self._folder is not None:
            DocumentSheet(self.around, self._folder, file, self._added).open_in(self.around.window)

    def _added(self, added: desk.AddedDocument) -> None:
        self.compose_card.added.say(lambda: tr("{id} is in the folder, as a draft.", id=added.document.id))
        self.compose_card.added.show()
        self.compose_card.draft.setChecked(True)
        self._compose()

    def _compose(self) -> None:
        folder = self._folder
        if folder is None or self._work.writing:
            return
        draft = self.compose_card.draft.isChecked()
        self._found = self._refused = None
        self._work.start(
            partial(desk.compose_pack, draft=draft),
            [folder],
            on_done=self._composed,
            on_error=self._failed,
            lane="free",
        )

    def _composed(self, found: desk.Composition) -> None:
        self._found = found
        self._show_composed()
        self.column.keep_in_view(self.compose_card.summary)
        self.around.announce(self.presenter.composed(found).summary)
        if self.primary is not None and self.primary.isEnabled():
            self.primary.setFocus()

    def _show_composed(self) -> None:
        self.compose_card.show_problem(self.presenter.refused(self._refused) if self._refused else "")
        found = self._found
        if found is None:
            self.compose_card.clear()
            self._offer_folder()
            return
        state = self.presenter.composed(found)
        self.compose_card.show_state(state)
        primary = self.foot.set_primary(
            lambda: self.presenter.composed(found).act, self._sign, icon="key", name="packs.primary"
        )
        primary.show()
        primary.set_available(not state.blocked, lambda: self.presenter.composed(found).blocked)
        self.foot.show_reasons()

    def _offer_folder(self) -> None:
        first = self._folder is None
        self.foot.set_primary(
            (lambda: tr("Choose the folder")) if first else (lambda: tr("Choose another folder")),
            self.choose,
            icon="folder",
            name="packs.primary",
        ).show()
        self.foot.show_reasons()

    def _sign(self) -> None:
        found, folder = self._found, self._folder
        if found is None or folder is None:
            return
        english, lao = self.compose_card.titles()
        verb = partial(
            desk.sign_pack, title_en=english, title_lo=lao, draft=found.draft, listing=found.listing
        )
        self._work.start(verb, [folder], on_done=self._signed, on_error=self._failed)

    def _signed(self, done: desk.Done[desk.SignedPack]) -> None:
        self._found = None
        number = self._just_signed = done.value.number
        self.around.notices.tell(
            lambda: tr("Content pack {number} is signed.", number=number),
            lambda: tr("It is in use at this desk. Write it to the sticks that go to the checkpoints."),
        )
        self.around.announce(tr("Content pack {number} is signed.", number=number))
        self._show_composed()
        self.around.changed(done.changes)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, BorderDeskError) and not isinstance(error, Cancelled):
            self._refused = error
            self._found = None
            self._show_composed()
            self.column.keep_in_view(self.compose_card.problem)
            self.around.announce(self.compose_card.problem.plain_text())
        elif not isinstance(error, Cancelled):
            self.around.notices.show(error)

    # Sticks

    def _ask_write(self, number: int) -> None:
        FolderChooser(
            lambda: tr("Choose the stick for the pack"),
            lambda folder: self._write(number, folder),
            self.around.jobs,
            name="packs.stick",
        ).open_in(self.around.window)

    def _write(self, number: int, folder: Path) -> None:
        self.around.jobs.run(
            desk.write_pack,
            self.around.workspace,
            number,
            folder,
            owner=self,
            title=lambda: tr("Writing the pack"),
            on_done=self._pack_written,
            on_error=lambda error: self.around.notices.show(error, retry=lambda: self._write(number, folder)),
        )

    def _pack_written(self, written: desk.WrittenPack) -> None:
        self._written = written.path
        self.signed_card.written.show()
        self._show()
        self.around.announce(self.presenter.written(written.path))

    def _ask_open(self) -> None:
        FolderChooser(
            lambda: tr("Choose the content pack"),
            lambda path: self.around.navigate(Route("pack", path=path)),
            self.around.jobs,
            files="*.content",
            name="packs.file",
        ).open_in(self.around.window)

    # Keys

    def _make_key(self) -> None:
        self.around.jobs.run(
            desk.make_content_key,
            self.around.workspace,
            owner=self,
            on_done=self._key_made,
            on_error=self.around.notices.show,
        )

    def _key_made(self, done: desk.Done[desk.ContentKey]) -> None:
        self.around.notices.tell(
            lambda: tr("The content key is made."),
            lambda: tr("Write its key card to a stick; each checkpoint compares the six words once."),
        )
        self.around.changed(done.changes)

    def _ask_write_card(self) -> None:
        FolderChooser(
            lambda: tr("Choose the stick for the key card"),
            self._write_card,
            self.around.jobs,
            name="packs.cardStick",
        ).open_in(self.around.window)

    def _write_card(self, folder: Path) -> None:
        self.around.jobs.run(
            desk.write_content_card,
            self.around.workspace,
            folder,
            owner=self,
            on_done=self._card_written,
            on_error=self.around.notices.show,
        )

    def _card_written(self, path: Path) -> None:
        self.keys_card.written.say(lambda: tr("{file} is on the stick. Safe to remove.", file=path.name))
        self.keys_card.written.show()
        self.around.announce(self.keys_card.written.plain_text())

    def _ask_withdraw(self, key: KeyLine) -> None:
        WithdrawSheet(key, lambda reason: self._withdraw(key, reason)).open_in(self.around.window)

    def _withdraw(self, key: KeyLine, reason: str) -> None:
        self.around.jobs.run(
            desk.withdraw_content_key,
            self.around.workspace,
            key.fingerprint,
            reason,
            owner=self,
            on_done=self._withdrawn,
            on_error=self.around.notices.show,
        )

    def _withdrawn(self, done: desk.Done[None]) -> None:
        self.around.notices.tell(
            lambda: tr("The content key is withdrawn."),
            lambda: tr("The next pack carries the word to the checkpoints. Make another key to sign it."),
        )
        self.around.changed(done.changes)
