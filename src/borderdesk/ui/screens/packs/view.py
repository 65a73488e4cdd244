"""The content packs page: a pack being put together, signed packs, who has which, content keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from borderdesk.text import tr
from borderdesk.ui import theme
from borderdesk.ui.screens.pack.view import KindRows, OpeningRow
from borderdesk.ui.screens.packs.state import ComposeState, KeyLine, KeysState, PlaceLine, SignedLine
from borderdesk.ui.widgets import Button, Card, Flow, FormRow, Label, Sheet, TextField, TickTile
from borderdesk.ui.widgets.action_row import ActionRow, RowList
from borderdesk.ui.widgets.six_words import SixWords
from borderdesk.ui.widgets.work_line import WorkLine


class ComposeCard(Card):
    """Files of an author on their way into a pack."""

    choose_asked = Signal()
    document_asked = Signal()
    draft_changed = Signal()

    def __init__(self) -> None:
        super().__init__(lambda: tr("Put a pack together"), name="packs.compose")
        self.choose = Button(
            lambda: tr("Choose another folder"),
            icon="folder",
            on_click=self.choose_asked.emit,
            name="packs.choose",
        )
        self.document = Button(
            lambda: tr("Add a document"),
            "quiet",
            icon="add",
            on_click=self.document_asked.emit,
            name="packs.addDocument",
        )
        self.document.hide()
        self.added = Label("", strong=True, name="packs.added")
        self.added.hide()
        self.folder = ActionRow(
            "folder",
            lambda: tr("No folder chosen"),
            lambda: tr("A folder with forms, documents, directory, wording and translations."),
            actions=[self.choose, self.document],
            name="packs.folder",
            first=True,
        )
        self.work = WorkLine("packs.work")
        self.problem = Label("", strong=True, name="packs.problem")
        self.summary = Label("", "section", name="packs.summary")
        self.kinds = KindRows("packs.kind")
        self.reviews = OpeningRow("edit", "packs.reviews")
        self.draft = TickTile(
            lambda: tr("This pack is a draft"),
            lambda: tr("Unreviewed Lao texts may be in it if each is marked as a draft. Their banners stay."),
            name="packs.draft",
        )
        self.title_lo = FormRow(lambda: tr("Title in Lao"), TextField(name="packs.titleLo"))
        self.title_en = FormRow(lambda: tr("Title in English"), TextField(name="packs.titleEn"))
        self._found: tuple[QWidget, ...] = (
            self.summary,
            self.kinds,
            self.reviews,
            self.draft,
            self.title_lo,
            self.title_en,
        )
        for part in (self.folder, self.added, self.work, self.problem, *self._found):
            self.add(part)
        self.draft.clicked.connect(lambda _on: self.draft_changed.emit())
        self.show_problem("")
        self.clear()

    def titles(self) -> tuple[str, str]:
        """The titles as typed, English first."""
        fields = self.title_en.field, self.title_lo.field
        english, lao = (field.text() for field in fields if isinstance(field, TextField))
        return english, lao

    def show_folder(self, name: str, place: str) -> None:
        """The folder in use."""
        self.folder.title.say(lambda: tr("Folder: {name}", name=name))
        self.folder.detail.say(place)
        self.document.show()

    def show_problem(self, text: str) -> None:
        """Why there is no pack; empty takes it away."""
        self.problem.say(text)
        self.problem.setVisible(bool(text))

    def show_state(self, state: ComposeState) -> None:
        """Show what the pack would change."""
        self.summary.say(state.summary)
        self.kinds.show_kinds(state.kinds)
        self.reviews.show_line(state.reviews, "", state.review_lines)
        for part in (self.choose, *self._found):
            part.show()
        self.reviews.setVisible(bool(state.reviews))

    def clear(self) -> None:
        """Nothing is put together: a folder is chosen with the page's own button."""
        for part in (self.choose, *self._found):
            part.hide()


class SignedCard(Card):
    """Packs that were signed here."""

    write_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__(lambda: tr("Signed packs"), name="packs.signed")
        self.written = Label("", strong=True, name="packs.written")
        self.written.hide()
        self.rows = RowList("packs.signedRows")
        self.add(self.written)
        self.add(self.rows)
        self.hide()

    def show_packs(self, packs: Sequence[SignedLine]) -> None:
        """Show the packs, latest first."""
        self.setVisible(bool(packs))
        self.rows.show_rows([self._row(pack, first=not place) for place, pack in enumerate(packs)])

    def write_button(self, number: int) -> Button | None:
        """What writes the pack with this number; ``None`` while it is not listed."""
        return self.rows.findChild(Button, f"packs.pack.{number}.write")

    def _row(self, pack: SignedLine, *, first: bool) -> ActionRow:
        name = f"packs.pack.{pack.number}"
        write = Button(
            lambda: tr("Write to stick"),
            icon="stick",
            on_click=partial(self.write_asked.emit, pack.number),
            name=f"{name}.write",
        )
        actions = [write] if pack.can_write else []
        return ActionRow("packs", pack.title, pack.detail, actions=actions, name=name, first=first)


class PlacesCard(Card):
    """Which desk uses which pack."""

    open_asked = Signal()

    def __init__(self) -> None:
        super().__init__(lambda: tr("Who has which pack"), name="packs.places")
        self.behind = Label("", name="packs.behind")
        self.rows = RowList("packs.placeRows")
        self.open = Button(
            lambda: tr("Open a pack from a stick"),
            icon="eye",
            on_click=self.open_asked.emit,
            name="packs.open",
        )
        self.add(self.behind)
        self.add(self.rows)
        self.body.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)

    def show_places(self, behind: str, places: Sequence[PlaceLine]) -> None:
        """Show the desks, those without the newest pack first."""
        self.behind.say(behind)
        self.rows.show_rows(
            [
                ActionRow(
                    place.icon, place.title, place.detail, name=f"packs.place.{place.device}", first=not count
                )
                for count, place in enumerate(places)
            ]
        )


class KeysCard(Card):
    """The key that signs, its words, and the other content keys known here."""

    make_asked = Signal()
    write_asked = Signal()
    withdraw_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(lambda: tr("Content keys"), name="packs.keys")
        self.explain = Label("", name="packs.keysExplain")
        self.words = SixWords(name="packs.words")
        self.make = Button(
            lambda: tr("Make a content key"), icon="key", on_click=self.make_asked.emit, name="packs.makeKey"
        )
        self.write = Button(
            lambda: tr("Write its key card to a stick"),
            icon="stick",
            on_click=self.write_asked.emit,
            name="packs.writeCard",
        )
        self.written = Label("", strong=True, name="packs.cardWritten")
        self.written.hide()
        acts = QWidget()
        flow = Flow(theme.px(8), parent=acts)
        flow.addWidget(self.write)
        flow.addWidget(self.make)
        self.rows = RowList("packs.keyRows")
        for part in (self.explain, self.words, acts, self.written, self.rows):
            self.add(part)

    def show_state(self, state: KeysState) -> None:
        """Show the keys."""
        self.explain.say(state.explain)
        self.words.show_words(state.words)
        self.words.setVisible(bool(state.words))
        self.write.setVisible(bool(state.words))
        self.make.say(
            (lambda: tr("Make another content key")) if state.keys else lambda: tr("Make a content key")
        )
        self.rows.show_rows([self._row(key, first=not place) for place, key in enumerate(state.keys)])

    def _row(self, key: KeyLine, *, first: bool) -> ActionRow:
        name = f"packs.key.{key.device}"
        acts = []
        if key.can_withdraw:
            acts.append(
                Button(
                    lambda: tr("Withdraw"),
                    "quiet",
                    icon="remove",
                    on_click=partial(self.withdraw_asked.emit, key),
                    name=f"{name}.withdraw",
                )
            )
        return ActionRow("key", key.title, key.detail, actions=acts, name=name, first=first)


class WithdrawSheet(Sheet):
    """Asks why a key is withdrawn: it is for good."""

    def __init__(self, key: KeyLine, on_withdraw: Callable[[str], object]) -> None:
        super().__init__(lambda: tr("Withdraw this content key?"), name="withdraw", width=640)
        self._on_withdraw = on_withdraw
        self.column.add(Label(f"{key.title} · {key.detail}"))
        self.column.add(
            Label(
                lambda: tr(
                    "No desk takes a pack of it any more once it has heard of this. It cannot be taken back. "
                    "What is installed stays in use."
                )
            )
        )
        self.reason = TextField(name="withdraw.reason")
        self.row = FormRow(lambda: tr("Why is it withdrawn?"), self.reason)
        self.column.add(self.row)
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        self.foot.set_primary(lambda: tr("Withdraw the key"), self._withdraw, name="withdraw.primary")

    def _withdraw(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.row.show_problem(lambda: tr("Write why, in a few words."))
            self.reason.setFocus()
            return
        self.close_sheet()
        self._on_withdraw(reason)
