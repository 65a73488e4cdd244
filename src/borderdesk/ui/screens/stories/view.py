"""The cards of the page on which a story is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from borderdesk.desk.stories import MODULES
from borderdesk.domain.values import AgeGroup, Direction
from borderdesk.slips.content import ZONE_LINES
from borderdesk.text import language, tr
from borderdesk.text.spoken import NAMES, language_name
from borderdesk.ui import theme
from borderdesk.ui.said import Say
from borderdesk.ui.screens.file.words import form_words
from borderdesk.ui.screens.screening.presenter import AGE_GROUPS, DIRECTIONS
from borderdesk.ui.screens.stories.presenter import PLACES, outcomes, place_words
from borderdesk.ui.screens.stories.state import LANGUAGES, PRINTED, TEXTS, AnswerLine, StoryInHand
from borderdesk.ui.widgets import Button, Card, Choice, Flow, FormRow, Label, TextArea, TextField, TickTile
from borderdesk.ui.widgets.action_row import ActionRow, RowList


class TextsCard(Card):
    """Short name, module, and the three texts in both languages."""

    changed = Signal()

    def __init__(self, short: str, *, fixed: bool) -> None:
        super().__init__(lambda: tr("The story"), name="story.texts")
        self.short = TextField(name="story.name")
        self.short.setText(short)
        self.short.setEnabled(not fixed)
        self.module = Choice(name="story.modules")
        self.module.show_choices([(key, partial(tr, words)) for key, words in MODULES.items()])
        self.fields: dict[tuple[str, str], TextField | TextArea] = {}
        self.add(FormRow(lambda: tr("Short name"), self.short, lambda: tr("Small letters, digits and _.")))
        self.add(FormRow(lambda: tr("Module"), self.module))
        for text in TEXTS:
            for code in LANGUAGES:
                place = f"{text}.{code}"
                field: TextField | TextArea = (
                    TextField(name=f"story.{place}")
                    if text == "title"
                    else TextArea(name=f"story.{place}", lines=3)
                )
                self.fields[text, code] = field
                field.textChanged.connect(lambda *_: self.changed.emit())
                self.add(FormRow(partial(place_words, place), field))
        self.module.activated.connect(lambda _at: self.changed.emit())

    def show_story(self, hand: StoryInHand) -> None:
        """Show what there is."""
        self.module.choose(str(hand.told["modules"][0]))
        for (text, code), field in self.fields.items():
            said = hand.text(text, code)
            field.setText(said) if isinstance(field, TextField) else field.setPlainText(said)

    def take(self, hand: StoryInHand) -> None:
        """Write what was typed into the story."""
        others = [each for each in hand.told["modules"][1:] if each != self.module.key()]
        hand.told["modules"] = [self.module.key(), *others]
        for (text, code), field in self.fields.items():
            hand.set_text(text, code, field.text() if isinstance(field, TextField) else field.toPlainText())


class MetCard(Card):
    """Who is met: direction, age, language, party."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(lambda: tr("Who is met"), name="story.met")
        self.direction = Choice(name="story.intake.direction")
        self.direction.show_choices([(each.value, partial(tr, DIRECTIONS[each])) for each in Direction])
        self.age = Choice(name="story.intake.age_group")
        self.age.show_choices([(each.value, partial(tr, AGE_GROUPS[each])) for each in AgeGroup])
        self.spoken = Choice(name="story.intake.language")
        self.party = TextField(name="story.intake.party")
        self.add(FormRow(lambda: tr("Direction"), self.direction))
        self.add(FormRow(lambda: tr("Age"), self.age))
        self.add(FormRow(partial(tr, PLACES["intake.language"]), self.spoken))
        self.add(FormRow(partial(tr, PLACES["intake.party"]), self.party))
        for choice in (self.direction, self.age, self.spoken):
            choice.activated.connect(lambda _at: self.changed.emit())
        self.party.textChanged.connect(lambda _text: self.changed.emit())

    def show_story(self, hand: StoryInHand) -> None:
        """Show what there is."""
        intake = hand.told["intake"]
        self.direction.choose(str(intake.get("direction", "")))
        self.age.choose(str(intake.get("age_group", "")))
        spoken = str(intake.get("language", ""))
        self.spoken.show_choices(_languages(spoken), spoken)
        self.party.setText(str(intake.get("party", "")))

    def take(self, hand: StoryInHand) -> None:
        """Write what was typed into the story."""
        hand.told["intake"] = {
            "direction": self.direction.key(),
            "age_group": self.age.key(),
            "language": self.spoken.key(),
            "party": self.party.text().strip(),
        }


def _languages(written: str) -> list[tuple[str, Say]]:
    """What a person in a story may speak, and what an author has written by hand."""
    codes = [code for code in NAMES if code != "sign"]  # which is no code of a spoken language
    codes += [written] if written and written not in codes else []
    return [(code, partial(_named, code)) for code in codes]


def _named(code: str) -> str:
    return language_name(code, language())


class AnswersCard(Card):
    """The forms it is played with, and every answer that is not the quiet one."""

    forms_changed = Signal()

    def __init__(self, forms: list[str], on_add: Callable[[], object]) -> None:
        super().__init__(lambda: tr("Answers"), name="story.answers")
        self.add(
            Label(
                lambda: tr("Where the story says nothing, nothing is noted and nothing is found."), muted=True
            )
        )
        self.forms = {form: TickTile(partial(form_words, form), name=f"story.form.{form}") for form in forms}
        tiles = QWidget()
        flow = Flow(theme.px(8), parent=tiles)
        for tile in self.forms.values():
            flow.addWidget(tile)
            tile.toggled.connect(lambda _on: self.forms_changed.emit())
        self.add(Label(partial(tr, PLACES["answers"]), strong=True))
        self.add(tiles)
        self.rows = RowList("story.answerRows")
        self.add(self.rows)
        self.add_button = Button(
            lambda: tr("Add an answer"), icon="add", on_click=on_add, name="story.addAnswer"
        )
        self.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_story(self, hand: StoryInHand) -> None:
        """Show which forms it is played with."""
        for form, tile in self.forms.items():
            tile.blockSignals(True)
            tile.setChecked(form in hand.told["answers"])
            tile.blockSignals(False)

    def take(self, hand: StoryInHand) -> None:
        """Play it with the forms that are ticked, in their order; one that is not offered here stays."""
        other = [form for form in hand.told["answers"] if form not in self.forms]
        hand.set_forms([*(form for form, tile in self.forms.items() if tile.isChecked()), *other])

    def show_answers(
        self,
        lines: tuple[AnswerLine, ...],
        on_change: Callable[[str, str], object],
        on_remove: Callable[[str, str], object],
    ) -> None:
        """Show the answers with the acts on each."""

        def acts(line: AnswerLine) -> list[Button]:
            name = f"story.answer.{line.name}"
            change = Button(
                lambda: tr("Change"), "quiet", icon="edit", name=f"{name}.change",
                on_click=partial(on_change, line.form, line.name),
            )  # fmt: skip
            remove = Button(
                lambda: tr("Remove"), "quiet", icon="remove", name=f"{name}.remove",
                on_click=partial(on_remove, line.form, line.name),
            )  # fmt: skip
            for button in (change, remove):
                button.setAccessibleName(f"{button.plain_text()}: {line.title}")
            return [change, remove]

        self.rows.show_rows(
            [
                ActionRow(
                    "note", line.title, line.detail, actions=acts(line), name=f"story.answer.{line.name}",
                    first=not place,
                )
                for place, line in enumerate(lines)
            ]
        )  # fmt: skip


class DocumentCard(Card):
    """The document of a story, where it has one: what is printed, and the lines with the arrows."""

    changed = Signal()

    def __init__(self, on_see: Callable[[], object]) -> None:
        super().__init__(lambda: tr("The document"), name="story.document")
        self.see = Button(
            lambda: tr("The document for a class"),
            "quiet",
            icon="eye",
            on_click=on_see,
            name="story.seeDocument",
        )
        self.has = TickTile(
            lambda: tr("The story has a document to examine"),
            lambda: tr("Drawn as a specimen of Utopia, a state that does not exist."),
            name="story.hasDocument",
        )
        self.add(self.has)
        self.kind = Choice(name="story.specimen.kind")
        self.kind.show_choices([(kind, kind) for kind in ZONE_LINES])
        self.kind_row = FormRow(lambda: tr("Size"), self.kind)
        self.fields = {name: TextField(name=f"story.specimen.{name}") for name in PRINTED}
        self.zone = TextArea(name="story.specimen.zone", lines=3)
        self.rows = [self.kind_row]
        self.rows += [
            FormRow(partial(tr, PLACES[f"specimen.{name}"]), field) for name, field in self.fields.items()
        ]
        self.rows.append(FormRow(partial(tr, PLACES["specimen.zone"]), self.zone))
        for row in self.rows:
            self.add(row)
        self.body.addWidget(self.see, 0, Qt.AlignmentFlag.AlignLeft)
        self.has.toggled.connect(self._flip)
        self.kind.activated.connect(lambda _at: self.changed.emit())
        for field in self.fields.values():
            field.textChanged.connect(lambda _text: self.changed.emit())
        self.zone.textChanged.connect(self.changed.emit)
        self._flip(False)

    def _flip(self, shown: bool) -> None:
        for part in (*self.rows, self.see):
            part.setVisible(shown)
        self.changed.emit()

    def show_story(self, hand: StoryInHand) -> None:
        """Show what there is."""
        specimen = hand.told.get("specimen", {})
        self.has.setChecked(bool(specimen))
        self.kind.choose(str(specimen.get("kind", "TD3")))
        for name, field in self.fields.items():
            field.setText(str(specimen.get(name, "")))
        self.zone.setPlainText("\n".join(map(str, specimen.get("zone", ()))))

    def take(self, hand: StoryInHand) -> None:
        """Write what was typed into the story."""
        hand.told.pop("specimen", None)
        if self.has.isChecked():
            printed = {name: field.text().strip() for name, field in self.fields.items()}
            hand.told["specimen"] = {
                "kind": self.kind.key(),
                "issuer": "UTO",
                **{name: text for name, text in printed.items() if text or name not in ("name", "child")},
                "zone": self.zone.toPlainText().upper().split(),
            }


class LeadsCard(Card):
    """Where the story is meant to lead, and where the forms lead when it is tried out."""

    changed = Signal()

    def __init__(self, on_says: Callable[[], object]) -> None:
        super().__init__(lambda: tr("Where it leads"), name="story.leads")
        self.outcome = Choice(name="story.expected.outcome")
        self.outcome.show_choices([(key, partial(_outcome_words, key)) for key, _ in outcomes()])
        self.add(FormRow(lambda: tr("Expected step"), self.outcome))
        self.led = Label("", strong=True, name="story.led")
        self.led.hide()
        self.add(self.led)
        self.says = Button(
            lambda: tr("What the person says"), "quiet", icon="person", on_click=on_says, name="story.says"
        )
        self.says.hide()
        self.body.addWidget(self.says, 0, Qt.AlignmentFlag.AlignLeft)
        self.outcome.activated.connect(lambda _at: self.changed.emit())

    def show_story(self, hand: StoryInHand) -> None:
        """Show what is expected."""
        self.outcome.choose(hand.expected())

    def take(self, hand: StoryInHand) -> None:
        """Write what is expected into the story; flags and reasons come from the forms."""
        hand.expect(self.outcome.key())

    def show_led(self, words: str) -> None:
        """Say where the forms led."""
        self.led.say(words)
        self.led.setVisible(bool(words))
        self.says.setVisible(bool(words))


def _outcome_words(key: str) -> str:
    return dict(outcomes())[key]
