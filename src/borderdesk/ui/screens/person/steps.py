"""What each officer's step says to the person: the pages of first sight, preconditions, needs, referral and
consent. The form player asks whatever its form asks. No Qt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from borderdesk.domain.disclosure import Item
from borderdesk.text import LANGUAGES, tr_in
from borderdesk.ui.questions.controller import FormController
from borderdesk.ui.questions.reading import code_of
from borderdesk.ui.questions.shown import ShownChoice
from borderdesk.ui.screens.person.asked import FIRST_NEEDS, GETS, GETS_NOTHING, INVITE, ITEMS
from borderdesk.ui.screens.person.talk import ListLine, PersonTalk, own_words, program_words

_AGREES = {"given": ("adult",), "assent": ("child", "unsure")}
REFERRAL = ("accepts_help", "handover_mode", "danger_near", "do_not_contact", "safe_way")
CONSENT = (
    "consent_text",
    "consent_record",
    "consent_refer",
    "withheld",
    "consent_share",
    "consent_statistics",
    "child_assent",
)
_LISTED = ("consent_refer", "consent_share")


def invitation(controller: FormController) -> PersonTalk:
    """At first sight nobody is asked anything: a routine reason to come along."""
    return PersonTalk(controller, [INVITE])


class BeforeTheTalk(PersonTalk):
    """Rights and agreement. Asking whom the person prefers is itself the row PRE-4."""

    def __init__(self, controller: FormController) -> None:
        names = ("rights_text", "PRE_6", FIRST_NEEDS, "PRE_4_choice", "PRE_8", "PRE_7")
        super().__init__(controller, names if controller.value(self._place(controller)) else [INVITE])

    @staticmethod
    def _place(controller: FormController) -> str:
        return controller.key_for_name("PRE_1")

    def _is_asked(self, key: str) -> bool:
        # It is asked here and now, whatever the row above it says.
        return self._is(key, "PRE_4_choice") or super()._is_asked(key)

    def choices(self, key: str, language: str) -> list[ShownChoice]:
        """A child assents, an adult agrees."""
        found = super().choices(key, language)
        if not self._is(key, "PRE_7"):
            return found
        age = self.controller.named_value("age_group") or "adult"
        return [choice for choice in found if age in _AGREES.get(choice.value, (age,))]

    def give(self, key: str, value: str) -> None:
        if self._is(key, "PRE_4_choice"):
            self.controller.answer(self.controller.key_for_name("PRE_4"), "yes")
        super().give(key, value)

    def _is(self, key: str, name: str) -> bool:
        return key == self.controller.key_for_name(name)


def needs(controller: FormController, keys: Sequence[str]) -> PersonTalk:
    """Danger, or the needs: the questions that stand on the officer's page."""
    return PersonTalk(controller, [controller.questions[key].name for key in keys])


def referral(controller: FormController) -> PersonTalk:
    """Whether help is wanted, and what is safe."""
    return PersonTalk(controller, REFERRAL)


class Agreements(PersonTalk):
    """Each agreement for itself, and the list of what the agency gets, which shrinks before the person's
    eyes. ``listed`` gives the items and whether each is struck; ``sharing`` whether anything is passed on.
    """

    def __init__(
        self,
        controller: FormController,
        agency: Callable[[str], str],
        listed: Callable[[], list[tuple[Item, bool]]],
        take_off: Callable[[str, bool], object],
    ) -> None:
        super().__init__(controller, CONSENT if agency("lo") else [])
        self._agency, self._listed, self._take_off = agency, listed, take_off

    def pages(self) -> list[str]:
        """Taking things off stands between agreeing to a referral and to the list."""
        left_out = () if self._removable() else ("withheld",)
        return [key for key in super().pages() if self._name(key) not in left_out]

    def _name(self, key: str) -> str:
        return self.controller.questions[key].name

    def _removable(self) -> list[str]:
        """Items of the list that the person may take off, as the form names them."""
        key = self.controller.key_for_name("withheld")
        offered = {choice.value for choice in self.controller.choices(key)}
        return [item.value for item, _struck in self._listed() if item.value in offered]

    def choices(self, key: str, language: str) -> list[ShownChoice]:
        """What can be taken off: only what is on the list, in simple words."""
        if self._name(key) != "withheld":
            return super().choices(key, language)
        words = {item.value: program_words(code_of(language), ITEMS[item]) for item in ITEMS}
        return [ShownChoice(value, words[value]) for value in self._removable()]

    def chosen(self, key: str) -> str:
        """What was taken off stays to be seen: it is the person's own list."""
        return self.controller.value(key) if self._name(key) == "withheld" else ""

    def give(self, key: str, value: str) -> None:
        if self._name(key) != "withheld":
            super().give(key, value)
            return
        wanted, now = set(value.split()), set(self.controller.value(key).split())
        for item in self._removable():
            if (item in wanted) != (item in now):
                self._take_off(item, item in wanted)

    def lines(self, key: str, language: str) -> tuple[str, tuple[ListLine, ...]]:
        """What the agency gets, with what is taken off struck out."""
        if self._name(key) not in (*_LISTED, "withheld"):
            return "", ()
        code = code_of(language)
        listed = self._listed()
        if all(struck for item, struck in listed if item is not Item.CODE):
            # Whoever is asked to agree reads with whom, also where the agency gets nothing but the code.
            title = f"{self._agency(code)}\n{program_words(code, GETS_NOTHING)}"
        else:
            title = self._gets(code)
        return title, tuple(ListLine(program_words(code, ITEMS[item]), struck) for item, struck in listed)

    def _gets(self, code: str) -> str:
        """What stands above the list, with the agency by name; in Lao and English each with its own name."""
        own = own_words(code, GETS)
        if own:
            return own.replace("{agency}", self._agency(code))
        return "\n".join(tr_in(each, GETS, agency=self._agency(each)) for each in LANGUAGES)
