"""The sheets of the settings page: another passphrase, another hide number, a new user."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit

from borderdesk.text import tr
from borderdesk.ui.screens.settings.state import NewUser
from borderdesk.ui.widgets import Choice, FormRow, SecretField, Sheet, TextField, TickTile


class PassphraseSheet(Sheet):
    """The old passphrase, the new one twice."""

    def __init__(self, on_change: Callable[[str, str, str], object]) -> None:
        super().__init__(lambda: tr("Change the passphrase"), name="passphrase")
        self.old = SecretField(name="passphrase.old")
        self.new = SecretField(name="passphrase.new")
        self.again = SecretField(name="passphrase.again")
        self.rows = {
            "old": FormRow(lambda: tr("Your passphrase now"), self.old),
            "new": FormRow(
                lambda: tr("New passphrase"),
                self.new,
                lambda: tr("A short sentence is good and easy to keep."),
            ),
            "again": FormRow(lambda: tr("New passphrase again"), self.again),
        }
        for row in self.rows.values():
            self.column.add(row)
        self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        self.act = self.foot.set_primary(
            lambda: tr("Change the passphrase"),
            lambda: on_change(self.old.text(), self.new.text(), self.again.text()),
            name="passphrase.change",
        )

    def clear_problems(self) -> None:
        """Take every problem line away."""
        for row in self.rows.values():
            row.show_problem("")


class PinSheet(Sheet):
    """The hide number, twice."""

    def __init__(self, on_change: Callable[[str, str], object]) -> None:
        super().__init__(lambda: tr("Change the hide number"), name="pin")
        self.new = _digits("pin.new")
        self.again = _digits("pin.again")
        self.rows = {
            "new": FormRow(
                lambda: tr("New hide number"), self.new, lambda: tr("4 to 8 digits that you can type blind.")
            ),
            "again": FormRow(lambda: tr("New hide number again"), self.again),
        }
        for row in self.rows.values():
            self.column.add(row)
        self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        self.act = self.foot.set_primary(
            lambda: tr("Change the hide number"),
            lambda: on_change(self.new.text(), self.again.text()),
            name="pin.change",
        )

    def clear_problems(self) -> None:
        """Take every problem line away."""
        for row in self.rows.values():
            row.show_problem("")


class UserSheet(Sheet):
    """A new user: role number and role, first passphrase, and the own passphrase as proof."""

    def __init__(
        self, roles: Sequence[tuple[str, str]], suggested: str, on_add: Callable[[NewUser], object]
    ) -> None:
        super().__init__(lambda: tr("Add a user"), name="user")
        self._on_add = on_add
        self.id = TextField(name="user.id")
        self.id.setText(suggested)
        self.role = Choice(name="user.role")
        self.role.show_choices([(key, text) for key, text in roles])
        self.passphrase = SecretField(name="user.passphrase")
        self.again = SecretField(name="user.again")
        self.pin = _digits("user.pin")
        self.trained = TickTile(lambda: tr("Trained to speak with children"), name="user.trained")
        self.own = SecretField(name="user.own")
        self.rows = {
            "id": FormRow(
                lambda: tr("Role number"), self.id, lambda: tr("One letter and digits, such as O3. No names.")
            ),
            "role": FormRow(lambda: tr("Role"), self.role),
            "passphrase": FormRow(
                lambda: tr("First passphrase"),
                self.passphrase,
                lambda: tr("The new user types it here and changes it later."),
            ),
            "again": FormRow(lambda: tr("First passphrase again"), self.again),
            "pin": FormRow(lambda: tr("Hide number (can wait)"), self.pin),
            "own": FormRow(
                lambda: tr("Your own passphrase"), self.own, lambda: tr("Proof that you are here.")
            ),
        }
        for key, row in self.rows.items():
            if key == "own":
                self.column.add(self.trained)
            self.column.add(row)
        self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        self.act = self.foot.set_primary(lambda: tr("Add this user"), self._add, name="user.add")

    def clear_problems(self) -> None:
        """Take every problem line away."""
        for row in self.rows.values():
            row.show_problem("")

    def _add(self) -> None:
        self._on_add(
            NewUser(
                self.id.text().strip(),
                self.role.key(),
                self.passphrase.text(),
                self.again.text(),
                self.pin.text(),
                self.trained.isChecked(),
                self.own.text(),
            )
        )


def _digits(name: str) -> TextField:
    field = TextField(name=name)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setMaxLength(8)
    return field
