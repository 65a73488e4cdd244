"""Danger, tiles of needs and the proposed urgency over the running form; no Qt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from borderdesk.forms import Layout, Question, Screen
from borderdesk.text import language, tr, translatable
from borderdesk.ui.screens.marks import Mark, OtherAnswer
from borderdesk.ui.screens.needs.state import NeedGroup, NeedsState, UrgencyState

if TYPE_CHECKING:
    from borderdesk.ui.questions.controller import FormController

NONE = "none"
URGENCY = {
    "emergency": translatable("Within 24 hours"),
    "urgent": translatable("Within 72 hours"),
    "normal": translatable("Within two weeks"),
}
DANGER_BLOCK = "danger"
OFFICIAL = "OFFICIAL-INVOLVED"


class NeedsPresenter:
    """Answers the danger block and the tiles; every answer is saved before this returns.

    A yes-no question is one tile that says what is needed; each choice of a pick-many question is a tile.
    """

    def __init__(self, controller: FormController) -> None:
        self._controller = controller

    # what is shown

    def state(self) -> NeedsState:
        """The page as it stands."""
        danger = self.danger_keys()
        return NeedsState(
            danger_open=any(not self._controller.value(key) for key in danger),
            danger_noted=self._sentences("danger_now"),
            groups=tuple(self._group(part) for part in self._sections() if not self._is_danger(part)),
            urgency=self._urgency(),
            kept_apart=OFFICIAL in self._controller.named_value("flags").split(),
            no_embassy=self._controller.named_value("no_embassy") == "yes",
        )

    def danger_keys(self) -> list[str]:
        """Keys of the danger questions, in the order of the form."""
        blocks = [section for section in self._sections() if self._is_danger(section)]
        return [self._controller.key_of(question) for section in blocks for question in _asked(section)]

    def need_keys(self) -> list[str]:
        """Keys of all other questions, in the order of the form."""
        blocks = [section for section in self._sections() if not self._is_danger(section)]
        return [self._controller.key_of(question) for section in blocks for question in _asked(section)]

    def _sections(self) -> list[Screen]:
        return self._controller.session.screens(Layout.SECTIONS)

    def _is_danger(self, section: Screen) -> bool:
        form = self._controller.session.form
        groups = {question.node.path[:-1] for question in section.questions}
        binds = [form.bind(path) for path in groups]
        return any(bind is not None and bind.extra.get("block") == DANGER_BLOCK for bind in binds)

    def _group(self, section: Screen) -> NeedGroup:
        tiles: list[Mark] = []
        lists: list[str] = []
        for question in _asked(section):
            key = self._controller.key_of(question)
            if question.control == "select":
                tiles += self._choice_tiles(key, question)
            elif len(self._controller.choices(key)) <= len(_YES_NO_KEYS):
                tiles.append(self._yes_no_tile(key, question))
            else:
                lists.append(key)
        return NeedGroup(str(section.label), tuple(tiles), tuple(lists))

    def _yes_no_tile(self, key: str, question: Question) -> Mark:
        shown = self._controller.shown(key)
        sign, other = _sign(question)
        words = self._sentence(question.node.path) if sign == "no" else shown.label
        labels = {choice.value: choice.label for choice in shown.choices}
        value = shown.value
        answer = "" if value in ("", sign) else labels["no"] if value == other else labels.get(value, "")
        return Mark(
            key=key,
            lead="",
            words=words,
            full=shown.label,
            hint=shown.hint,
            marked=value == sign,
            answer=answer,
            others=tuple(
                OtherAnswer(digit, choice.value, choice.label)
                for digit, choice in enumerate(shown.choices, start=1)
                if choice.value not in ("yes", "no")
            ),
        )

    def _choice_tiles(self, key: str, question: Question) -> list[Mark]:
        shown = self._controller.shown(key)
        chosen = shown.value.split()
        return [
            Mark(
                key=f"{key}.{choice.value}",
                lead="",
                words=choice.label,
                full=f"{shown.label}: {choice.label}",
                hint=shown.hint,
                marked=choice.value in chosen,
            )
            for choice in shown.choices
            if choice.value != NONE
        ]

    def _urgency(self) -> UrgencyState:
        level = self._controller.named_value("urgency") or "normal"
        return UrgencyState(tr(URGENCY[level]), self._sentences("urgency_reasons"))

    def _sentences(self, field: str) -> tuple[str, ...]:
        root = self._controller.session.form.template.name
        paths = {bind[-1]: bind for bind in self._controller.session.form.binds}
        names = self._controller.named_value(field).split()
        found = (self._sentence(paths.get(name, (root, name))) for name in names)
        return tuple(dict.fromkeys(text for text in found if text))

    def _sentence(self, path: tuple[str, ...]) -> str:
        bind = self._controller.session.form.bind(path)
        extra = bind.extra if bind is not None else {}
        return extra.get(f"reason_{language()}") or extra.get("reason_en", "")

    # answering

    def no_danger(self) -> None:
        """None of these: every danger question nobody answered gets the answer the form names."""
        self._rest(self.danger_keys())

    def rest_not_needed(self) -> None:
        """The rest was asked and is not needed."""
        self._rest(list(self._controller.questions))

    def press(self, key: str) -> None:
        """Mark a tile, or take the mark back."""
        name, _, choice = key.partition(".")
        question = self._controller.questions[name]
        self._controller.stand_at(name)
        if choice:
            self._flip_choice(name, question, choice)
        else:
            sign, _other = _sign(question)
            self._controller.answer(name, "" if self._controller.value(name) == sign else sign)

    def press_digit(self, key: str, digit: int) -> None:
        """A digit on a tile: the answers of its list in order; 0 takes the answer back."""
        name, _, choice = key.partition(".")
        question = self._controller.questions[name]
        self._controller.stand_at(name)
        if choice:
            ticked = choice in self._controller.value(name).split()
            if (digit == 1) != ticked and digit in (0, 1, 2):
                self._flip_choice(name, question, choice)
            return
        values = ["", *(each.value for each in self._controller.choices(name))]
        if 0 <= digit < len(values):
            value = values[digit]
            if _sign(question)[0] == "no" and value in ("yes", "no"):
                # The tile says the contrary of the question, so its own yes is the question's no.
                value = "no" if value == "yes" else "yes"
            self._controller.answer(name, value)

    def _flip_choice(self, key: str, question: Question, choice: str) -> None:
        order = [each.value for each in self._controller.choices(key)]
        chosen = set(self._controller.value(key).split()) ^ {choice}
        chosen.discard(NONE)
        self._controller.answer(key, " ".join(value for value in order if value in chosen))

    def _rest(self, keys: list[str]) -> None:
        for key in keys:
            question = self._controller.questions[key]
            rest = question.extra.get("rest", "")
            if rest and self._controller.relevant(key) and not self._controller.value(key):
                self._controller.answer(key, rest)


_YES_NO_KEYS = ("yes", "no", "unsure", "declined", "not_asked")


def _sign(question: Question) -> tuple[str, str]:
    """The answer that means a need, and its contrary."""
    return ("no", "yes") if question.extra.get("sign") == "no" else ("yes", "no")


def _asked(section: Screen) -> Iterator[Question]:
    return (question for question in section.questions if not question.is_note)
