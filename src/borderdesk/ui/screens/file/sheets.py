"""The small sheets of the case file: a reply, an agreement taken back, a name, a contact."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QWidget

from borderdesk.domain.case import Person
from borderdesk.domain.errors import BorderDeskError
from borderdesk.domain.values import ReferralStep
from borderdesk.text import tr
from borderdesk.ui.screens.duplicates.words import SEXES
from borderdesk.ui.screens.file.presenter import Stub
from borderdesk.ui.screens.file.state import Agreement, OpenReferral
from borderdesk.ui.screens.file.words import REPLIES, reply_words
from borderdesk.ui.widgets import Choice, FormRow, Label, RadioTile, Sheet, TextField

Problem = Callable[[BorderDeskError, FormRow], None]
"""Says what is wrong at a field."""


class ReplySheet(Sheet):
    """What the receiver answered: by the code of the part that came back, or by choosing the referral."""

    def __init__(
        self,
        referrals: Sequence[OpenReferral],
        read: Callable[[str], Stub],
        save: Callable[[str, ReferralStep, str], object],
        problem: Problem,
    ) -> None:
        super().__init__(lambda: tr("Note a reply"), name="file.reply")
        self._read, self._save, self._problem = read, save, problem
        self._number = referrals[0].number if len(referrals) == 1 else ""
        self.code = TextField(name="file.reply.code")
        self.code_row = FormRow(
            lambda: tr("Code of the returned part"),
            self.code,
            lambda: tr("Scan it, or type the check code. Leave it empty for a reply by telephone."),
        )
        self.code.returnPressed.connect(self._look)
        self.found = Label("", "small", strong=True, name="file.reply.found")
        self.found.hide()
        self.column.add(self.code_row)
        self.column.add(self.found)
        self._referrals = QButtonGroup(self)
        if len(referrals) > 1:
            for each in referrals:
                tile = RadioTile(f"{each.number} · {each.agency}", name=f"file.reply.for.{each.number}")
                tile.clicked.connect(lambda _on=False, number=each.number: self._choose(number))
                self._referrals.addButton(tile)
                self.column.add(tile)
        self.column.add(Label(lambda: tr("What was answered?"), strong=True))
        self.steps: dict[ReferralStep, RadioTile] = {}
        group = QButtonGroup(self)
        for step in REPLIES:
            tile = RadioTile(partial(reply_words, step), name=f"file.reply.step.{step.value}")
            group.addButton(tile)
            self.steps[step] = tile
            self.column.add(tile)
        self.detail = TextField(name="file.reply.detail")
        self.detail_row = FormRow(
            lambda: tr("Detail"), self.detail, lambda: tr("A reason, or where to. No names.")
        )
        self.column.add(self.detail_row)
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        self.foot.set_primary(lambda: tr("Save the reply"), self._act)

    def first_stop(self) -> QWidget:
        """A scanner types into the code."""
        return self.code

    def _choose(self, number: str) -> None:
        self._number = number

    def _look(self) -> bool:
        """Read the typed code; whether it names a referral of this record."""
        self.code_row.show_problem("")
        try:
            stub = self._read(self.code.text())
        except BorderDeskError as error:
            self.found.hide()
            self._problem(error, self.code_row)
            self.code.setFocus()
            return False
        self._number = stub.number
        self.found.say(lambda: tr("Genuine: {number}, {agency}", number=stub.number, agency=stub.agency))
        self.found.show()
        next(iter(self.steps.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _act(self) -> None:
        if self.code.text().strip() and not self._look():
            return
        step = next((step for step, tile in self.steps.items() if tile.isChecked()), None)
        if not self._number:
            self.code_row.show_problem(lambda: tr("Type the code, or choose the referral."))
            return
        if step is None:
            self.detail_row.show_problem(lambda: tr("Choose what was answered."))
            return
        self.close_sheet()
        self._save(self._number, step, self.detail.text())


class TakeBackSheet(Sheet):
    """The person takes an agreement back; says what cannot be called back any more."""

    def __init__(self, agreements: Sequence[Agreement], save: Callable[[str, str], object]) -> None:
        super().__init__(lambda: tr("Take an agreement back"), name="file.takeBack")
        self._save = save
        self.column.add(
            Label(
                lambda: tr(
                    "From now on nothing more is passed on. This counts at every desk, "
                    "and nobody is asked again."
                )
            )
        )
        self.tiles: dict[str, RadioTile] = {}
        group = QButtonGroup(self)
        for each in agreements:
            tile = RadioTile(each.agency, each.sent, name=f"file.takeBack.{each.receiver}")
            tile.setChecked(len(agreements) == 1)
            group.addButton(tile)
            self.tiles[each.receiver] = tile
            self.column.add(tile)
        self.reason = TextField(name="file.takeBack.reason")
        self.reason_row = FormRow(
            lambda: tr("Reason"), self.reason, lambda: tr("Only if the person wants to say it.")
        )
        self.column.add(self.reason_row)
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        self.foot.set_primary(lambda: tr("Take it back"), self._act)

    def _act(self) -> None:
        receiver = next((id for id, tile in self.tiles.items() if tile.isChecked()), "")
        if not receiver:
            self.reason_row.show_problem(lambda: tr("Choose which agreement."))
            return
        self.close_sheet()
        self._save(receiver, self.reason.text())


class PersonSheet(Sheet):
    """What the person is called, if they want it written down."""

    FIELDS = (
        "name_as_used",
        "latin_name",
        "birth_year",
        "document_number",
        "companions",
        "nationality",
        "contact",
    )

    def __init__(self, person: Person, save: Callable[[Person], object], problem: Problem) -> None:
        super().__init__(lambda: tr("Name as used"), name="file.person")
        self._save, self._problem = save, problem
        self.column.add(
            Label(
                lambda: tr("Only what the person wants written down. Stays in this record."),
                "small",
                muted=True,
            )
        )
        names = {
            "name_as_used": lambda: tr("Name as used"),
            "latin_name": lambda: tr("Name in Latin letters"),
            "birth_year": lambda: tr("Year of birth"),
            "document_number": lambda: tr("Document number"),
            "companions": lambda: tr("Names of companions"),
            "nationality": lambda: tr("Nationality, only if needed"),
            "contact": lambda: tr("Safe contact"),
        }
        self.rows: dict[str, FormRow] = {}
        self.fields: dict[str, TextField] = {}
        for field in self.FIELDS:
            line = TextField(name=f"file.person.{field}")
            line.setText(getattr(person, field))
            self.fields[field] = line
            self.rows[field] = FormRow(names[field], line)
            self.column.add(self.rows[field])
            if field == "birth_year":
                self.sex = Choice(name="file.person.sex")
                known = {**SEXES} if person.sex in SEXES else {**SEXES, person.sex: lambda: person.sex}
                self.sex.show_choices(list(known.items()), person.sex)
                self.column.add(FormRow(lambda: tr("Sex or gender as stated"), self.sex))
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        self.foot.set_primary(lambda: tr("Save"), self._act)

    def first_stop(self) -> QWidget:
        """The name."""
        return self.fields["name_as_used"]

    def _act(self) -> None:
        written = {name: field.text() for name, field in self.fields.items()}
        person = Person(sex=self.sex.key(), **written)
        try:
            self._save(person)
        except BorderDeskError as error:
            self._problem(error, self.rows["name_as_used"])
            return
        self.close_sheet()


class ContactSheet(Sheet):
    """Child protection was told: whom."""

    def __init__(self, save: Callable[[str], object], problem: Problem) -> None:
        super().__init__(lambda: tr("Child protection told"), name="file.contact")
        self._save, self._problem = save, problem
        self.who = TextField(name="file.contact.who")
        self.row = FormRow(
            lambda: tr("Who was told?"), self.who, lambda: tr("Office and post, no personal name.")
        )
        self.column.add(self.row)
        self.column.add_stretch()
        self.foot.set_back(lambda: tr("Go back"), self.dismiss)
        self.foot.set_primary(lambda: tr("Save"), self._act)

    def first_stop(self) -> QWidget:
        """Who."""
        return self.who

    def _act(self) -> None:
        try:
            self._save(self.who.text())
        except BorderDeskError as error:
            self._problem(error, self.row)
            return
        self.close_sheet()
