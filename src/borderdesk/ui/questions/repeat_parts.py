"""The heading and the foot of repeat items in a question stack."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from borderdesk.text import tr
from borderdesk.ui.questions.blocks import AddBlock, ItemBlock
from borderdesk.ui.questions.controller import FormController
from borderdesk.ui.widgets import Button, Label


class RepeatHead(QWidget):
    """ "Item 2" with Remove."""

    def __init__(self, controller: FormController, block: ItemBlock) -> None:
        super().__init__()
        self._controller, self._block = controller, block
        self.title = Label("", "section", name=f"repeat.title.{block.place + 1}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.title, 1)
        self.remove = Button(
            lambda: tr("Remove"),
            icon="remove",
            on_click=lambda: _remove(controller, block),
            name=f"repeat.remove.{block.place + 1}",
        )
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignRight)
        self.remove.setVisible(block.removable)  # only now: shown before it has a place it would be a window
        self.show_title()

    def show_title(self) -> None:
        """Say which item this is; its label may repeat an answer that has just been given."""
        words = self._controller.item_title(self._block.repeat, self._block.place)
        if words != self.title.plain_text():
            self.title.say(words)
        self.remove.setAccessibleName(tr("Remove {item}", item=words))

    def stops(self) -> list[QWidget]:
        """What the Tab key stops at."""
        return [self.remove]


def _remove(controller: FormController, block: ItemBlock) -> None:
    repeat = controller.repeat(block.repeat)
    if repeat is not None and block.place < len(repeat.instances):
        controller.remove_item(repeat, block.place)


class RepeatFoot(QWidget):
    """Add, and Undo for ten seconds after something was removed."""

    def __init__(self, controller: FormController, block: AddBlock) -> None:
        super().__init__()
        self._controller, self._block = controller, block
        self.add = Button(self._words, icon="add", on_click=self._add, name="repeat.add")
        self.undo = Button(
            lambda: tr("Removed. Take it back"),
            icon="retry",
            on_click=controller.undo_remove,
            name="repeat.undo",
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.add)
        row.addWidget(self.undo)
        row.addStretch(1)
        self.add.setVisible(block.can_add)
        self.show_undo()

    def _words(self) -> str:
        return tr("Add: {name}", name=self._block.text) if self._block.text else tr("Add")

    def _add(self) -> None:
        repeat = self._controller.repeat(self._block.repeat)
        if repeat is not None:
            self._controller.add_item(repeat)

    def show_undo(self) -> None:
        """Offer to take the removed item back, or no longer."""
        removed = self._controller.removed
        self.undo.setVisible(removed is not None and removed.repeat == self._block.repeat)

    def stops(self) -> list[QWidget]:
        """What the Tab key stops at."""
        return [self.add, self.undo]
