"""One form of a practice record beside the same form as its story has it, and what each difference changes.

What stands on a document is read, compared and forgotten by its form, so that only what the form found is
compared here, not the signs that were typed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from borderdesk.desk.exercises import code_of, give_as_told, words_of
from borderdesk.desk.form_said import card_of, computed, reason_of, result_of
from borderdesk.desk.stories import READ_OFF, ZONE, Story, in_language, quiet_answers
from borderdesk.domain import facts
from borderdesk.domain.case import Screening
from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.values import Outcome
from borderdesk.forms import Node, Session
from borderdesk.text import language as spoken
from borderdesk.text import tr, tr_in, translatable

_FREE = frozenset({"PRE_3", "PRE_3_mode", "PRE_4", "PRE_4_choice", "PRE_4_met", "IR_11", "IR_16", "IR_18"})
"""Depends on how the exercise is played and not on the story: not compared."""
_ZONE_STATES = {
    "": translatable("the lines were not copied"),
    "fits": translatable("every check digit fits"),
    "differs": translatable("a check digit does not fit"),
    "unreadable": translatable("the lines could not be read"),
}
_NOTHING = translatable("nothing noted")
_AGREES, _DIFFERS = translatable("no difference"), translatable("differs from the zone")

Finished = Screening | facts.HealthChecked
"""A form of a practice record as it was sealed."""


@dataclass(frozen=True)
class Leads:
    """What a form comes to: the step it proposes, its flags, and its word about a document."""

    outcome: Outcome | None
    flags: tuple[str, ...]
    document: str


@dataclass(frozen=True)
class Alone:
    """What one answer changes by itself, all others being as the story has them.

    ``outcome`` is the step of the whole story then, the same as its own where it does not change it;
    ``document`` the word about the document where that changes, else "".
    """

    outcome: Outcome | None
    changes_step: bool
    not_marked: tuple[str, ...] = ()
    marked_too: tuple[str, ...] = ()
    document: str = ""


@dataclass(frozen=True)
class Difference:
    """An answer that was noted otherwise than the story has it, why that matters and what it changes.

    ``alone`` is None where that cannot be told.
    """

    form: str
    name: str
    question: str
    text: str
    noted: str
    reference: str
    why: str
    alone: Alone | None = None
    sop: str = ""
    values: tuple[str, str] = ("", "")


class Comparison:
    """One finished form beside the same form as the story has it."""

    def __init__(
        self,
        story: Story,
        told: Session,
        noted: Session,
        finished: Finished,
        answers: Mapping[str, str],
    ) -> None:
        self.story, self.told, self.noted, self.finished, self.answers = story, told, noted, finished, answers
        self.named = {node.name: node for node in noted.record.root.walk()}
        self.values = {name: node.text for name, node in self.named.items() if not node.children}
        self.quiet = quiet_answers(told.form.id)

    def differences(self) -> Iterator[Difference]:
        """In the order of the form."""
        for node in self.told.record.root.walk():
            if node.name not in self.answers or node.name in _FREE:
                continue
            if node.name == ZONE or node.name in READ_OFF.values():
                if "specimen" in self.story:
                    yield from self._read_off(node)
            elif self._differs(node.name):
                here = self.named.get(node.name)
                said = self.noted.answer_text(here) if here is not None and here.text else tr(_NOTHING)
                values = (self.values.get(node.name, ""), self.answers[node.name])
                yield self._difference(node, said, words_of(self.told, node)[1], values)

    def _differs(self, name: str) -> bool:
        """Left blank is no difference where nothing was to be noted: the short set asks fewer."""
        noted, expected = self.values.get(name, ""), self.answers[name]
        return set(noted.split()) != set(expected.split()) and bool(noted or self.quiet.get(name) != expected)

    def _read_off(self, node: Node) -> Iterator[Difference]:
        """What the form found on the document; the signs themselves are not kept."""
        if node.name == ZONE:
            values = (self.finished.results.get("zone_state", ""), computed(self.told, "zone_state"))
        else:
            found = (getattr(self.finished, "reasons", ()), tuple(computed(self.told, "differs").split()))
            values = ("differs" if node.name in found[0] else "", "differs" if node.name in found[1] else "")
        if values[0] != values[1]:
            words = [_found_in_words(node.name, value, spoken()) for value in values]
            yield self._difference(node, words[0], words[1], values)

    def _difference(self, node: Node, noted: str, expected: str, values: tuple[str, str]) -> Difference:
        return Difference(
            self.told.form.id,
            node.name,
            code_of(self.told.form, node),
            words_of(self.told, node)[0],
            noted,
            expected,
            why_it_matters(self.story, self.told, node.name),
            sop=card_of(self.told.form, node),
            values=values,
        )


def why_it_matters(story: Story, told: Session, name: str, language: str = "") -> str:
    """Why a question matters in a story: its own words, else the form's; for the class view too."""
    why = in_language(story.get("why", {}).get(name, {}), language)
    return why or next(iter(reason_of(told, name, language)), "")


def value_in_words(story: Story, told: Session, node: Node, noted: str | None, language: str = "") -> str:
    """What was noted at a question of a story, or without ``noted`` what the story has; for the others."""
    language = language or spoken()
    if node.name in {ZONE, *READ_OFF.values()} and "specimen" in story:
        if node.name == ZONE:
            there = computed(told, "zone_state")
        else:
            there = "differs" if node.name in computed(told, "differs").split() else ""
        return _found_in_words(node.name, there if noted is None else noted, language)
    if noted is None:
        return told.answer_text(node)
    labels = {each.value: str(each.label) for each in told.choices(told.question(node))}
    said = [labels.get(value, value) for value in noted.split()]
    return ", ".join(said) or tr_in(language, _NOTHING)


def _found_in_words(name: str, value: str, language: str) -> str:
    """What the form found on a document."""
    if name == ZONE:
        return tr_in(language, _ZONE_STATES.get(value, value))
    return tr_in(language, _DIFFERS if value else _AGREES)


def leads_with(scratch: Session, answers: Mapping[str, str], each: Difference) -> Leads | None:
    """What the story's form comes to when this one answer is the noted one; None where nobody can tell.

    ``scratch`` is the form as the story has it, and is so again afterwards.
    """
    read_off = each.name == ZONE or each.name in READ_OFF.values()
    if read_off and each.values[0]:
        return None  # what was typed is not kept
    try:
        give_as_told(scratch, {each.name: "" if read_off else each.values[0]})
    except RuleBroken:
        return None  # an answer of another version of the form
    leads = come_to(scratch)
    give_as_told(scratch, {each.name: answers[each.name]})
    return leads


def alone_changes(told: Mapping[str, Leads], form: str, leads: Leads | None) -> Alone | None:
    """What it changes in the whole story that ``form`` comes to ``leads`` instead of what it tells."""
    if leads is None:
        return None
    then = {**told, form: leads}
    here, there = (frozenset(flag for each in all_.values() for flag in each.flags) for all_ in (told, then))
    outcome = _weightiest(then)
    return Alone(
        outcome,
        outcome != _weightiest(told),
        tuple(sorted(here - there)),
        tuple(sorted(there - here)),
        leads.document if leads.document != told[form].document else "",
    )


def _weightiest(forms: Mapping[str, Leads]) -> Outcome | None:
    """The most protective step that any form proposes, as in a record."""
    outcomes = [each.outcome for each in forms.values() if each.outcome]
    return max(outcomes, key=lambda outcome: outcome.rank, default=None)


def come_to(session: Session) -> Leads:
    """What the form of ``session`` comes to as it is filled."""
    outcome = computed(session, "outcome")
    flags = tuple(computed(session, "flags").split())
    return Leads(Outcome(outcome) if outcome in set(Outcome) else None, flags, result_of(session))
