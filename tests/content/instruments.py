"""The shipped forms as the tests of this folder use them: converted once, filled by question name."""

import functools
import random
from typing import Any

from borderdesk.forms import fill, import_form
from borderdesk.resources import resource

FORMS = (
    "first_sight",
    "preconditions",
    "adult",
    "child",
    "mixed_movement",
    "travel_document",
    "risk_needs",
    "referral",
    "health",
    "poe_assessment",
    "crisis",
)
LANGUAGES = ("English (en)", "Lao (lo)")

CORE_SIGNS = {f"AD_{n:02d}": "no" for n in (*range(2, 16), *range(17, 32), 41, 44)} | {
    "AD_22": "yes",
    "AD_41": "yes",
}
"""Every main question of the adult form answered so that nothing is noted."""

PRIVATE = {"direction": "arriving", "age_group": "adult", "privacy": "yes", "agreed": "given"}
"""An adult arriving who agreed to talk in a private place."""


@functools.cache
def imported(form_id: str) -> Any:
    """A shipped form after import; it stays the same for all tests of a run."""
    return import_form(resource("forms", f"{form_id}.md").read_bytes(), "md")


def session(form_id: str, answers: dict[str, str]) -> Any:
    """A filling of a form with these answers."""
    return fill(imported(form_id).definition, answers)


class Result:
    """Values of a filled form by name; blank where the form holds nothing."""

    def __init__(self, values: dict[str, str]) -> None:
        self._values = values

    def __getitem__(self, name: str) -> str:
        return self._values.get(name, "")

    def words(self, name: str) -> list[str]:
        return self[name].split()


def filled(form_id: str, answers: dict[str, str]) -> Result:
    """What a form computes from these answers."""
    values = session(form_id, answers).answers()
    return Result({path.rsplit("/", 1)[-1]: value for path, value in values.items()})


def adult(**answers: str) -> Result:
    """An adult in a private place, nothing noted except what is given here; the full set of questions."""
    return filled("adult", {**PRIVATE, **CORE_SIGNS, **answers})


def adult_only(**answers: str) -> Result:
    """An adult in a private place who answered nothing but what is given here."""
    return filled("adult", {**PRIVATE, **answers})


class Refilled:
    """One filling of a form that is brought from one set of answers to the next."""

    def __init__(self, form_id: str) -> None:
        self._session = session(form_id, {})
        self._nodes = {node.name: node for node in self._session.record.root.walk() if not node.children}
        self._given: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name in self._nodes

    def answer(self, answers: dict[str, str], draw: random.Random) -> Result:
        """What the form computes of these answers alone, given in a random order."""
        names = sorted(self._given | answers.keys())
        for name in draw.sample(names, len(names)):
            if self._nodes[name].text != answers.get(name, ""):
                self._session.set_value(self._nodes[name], answers.get(name, ""))
        self._given = set(answers)
        return Result({name: node.text for name, node in self._nodes.items() if node.relevant})
