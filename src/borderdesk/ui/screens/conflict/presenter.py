"""A contradiction in words, without Qt: each value with who said it, where and when."""

from __future__ import annotations

from borderdesk.desk.conflicts import CaseContradictions, ContestedField, Side
from borderdesk.desk.disclosing import item_label
from borderdesk.domain import facts
from borderdesk.domain.disclosure import Item
from borderdesk.domain.settling import outcome_of
from borderdesk.domain.values import Outcome, ReferralStep
from borderdesk.text import language, ntr, tr, translatable
from borderdesk.text.dates import short_moment
from borderdesk.ui.screens.conflict.state import Choice, ConflictState, FieldChoices
from borderdesk.ui.screens.file.sentences import agency
from borderdesk.ui.screens.file.words import form_words, outcome_words, reply_words

_PERSON = {
    "name_as_used": translatable("Name as used"),
    "latin_name": translatable("Name in Latin letters"),
    "birth_year": translatable("Year of birth"),
    "sex": translatable("Sex"),
    "nationality": translatable("Nationality"),
    "contact": translatable("Contact"),
    "document_number": translatable("Document number"),
    "companions": translatable("Names of companions"),
}
_FIELDS = {
    "outcome": translatable("Next step"),
    "outcome.lowering": translatable("Wish to lower"),
    "age_group": translatable("Age group"),
    "intake": translatable("How the record was opened"),
    "refusal": translatable("No referral wanted"),
}
_AGES = {
    "adult": translatable("Adult"),
    "child": translatable("Child"),
    "unsure": translatable("Not sure"),
}
_AGREEMENTS = {
    "record": translatable("Record"),
    "refer": translatable("Refer"),
    "share": translatable("Share"),
    "statistics": translatable("Statistics"),
}
_ANSWERS = {"yes": translatable("Yes"), "no": translatable("No"), "later": translatable("Ask later")}


class ConflictPresenter:
    """The page of one record."""

    def state(self, record: CaseContradictions) -> ConflictState:
        """Everything to decide, with the choices of each field."""
        intro = ntr(
            "{n} thing was written differently by desks that had not seen each other.",
            "{n} things were written differently by desks that had not seen each other.",
            len(record.fields),
        )
        fields = tuple(self._field(each) for each in record.fields)
        return ConflictState(record.code, record.short, intro, fields)

    def settled(self, short: str) -> tuple[str, str]:
        """After applying: headline and what stays."""
        return tr("{code}: decided.", code=short), tr("The other values stay in the record as versions.")

    def _field(self, field: ContestedField) -> FieldChoices:
        sides = list(field.sides)
        if field.name == "outcome":
            sides.sort(key=lambda side: -_rank(side))
        choices = [] if field.before is None else [self._choice(field, field.before, 1, before=True)]
        choices += [self._choice(field, side, number) for number, side in enumerate(sides, len(choices) + 1)]
        return FieldChoices(field.name, self._title(field.name), self._note(field.name), tuple(choices))

    def _choice(self, field: ContestedField, side: Side, number: int, *, before: bool = False) -> Choice:
        where = tr("here") if side.here else side.station
        source = tr(
            "{station}, {user}, {moment}",
            station=where,
            user=side.by,
            moment=short_moment(side.at.astimezone()),
        )
        if before:
            source = tr("Before · {source}", source=source)
        return Choice(side.entry, number, self._value(field.name, side.fact), source)

    def _title(self, name: str) -> str:
        group, _, part = name.partition(".")
        if name in _FIELDS:
            return tr(_FIELDS[name])
        if group == "person":
            return tr(_PERSON[part]) if part in _PERSON else part
        if group == "form":
            return form_words(part)
        if group == "consent":
            return tr("Agreement for {receiver}", receiver=agency(part))
        if group == "referral":
            return tr("Referral {number}", number=part)
        return name

    def _note(self, name: str) -> str:
        if name == "outcome" or name.startswith(("form.", "consent.")) or name == "age_group":
            return tr("Until you decide, the more careful value counts.")
        return ""

    def _value(self, name: str, fact: facts.Fact) -> str:
        match fact:
            case facts.PersonRecorded():
                return str(getattr(fact, name.removeprefix("person."), "")) or tr("left blank")
            case facts.ScreeningCompleted():
                return outcome_words(Outcome(fact.outcome)) if fact.outcome else tr("no next step")
            case facts.LoweringAsked():
                words = outcome_words(Outcome(fact.outcome))
                return tr("asked for: {step}", step=words)
            case facts.LoweringAnswered():
                words = outcome_words(Outcome(fact.outcome))
                if fact.agreed:
                    return tr("agreed: {step}", step=words)
                return tr("not agreed: {step}", step=words)
            case facts.OutcomeConfirmed() | facts.OutcomeRaised() | facts.OutcomeLowered():
                return outcome_words(Outcome(fact.outcome))
            case facts.AgeDoubted() | facts.CaseOpened():
                return tr(_AGES[fact.age_group])
            case facts.ConsentRecorded():
                return self._consent(fact)
            case facts.ConsentWithdrawn():
                return tr("taken back")
            case facts.ReferralAnswered():
                return " · ".join(filter(None, (reply_words(ReferralStep(fact.step)), fact.detail)))
            case facts.ReferralIssued():
                return tr("issued to {receiver}", receiver=agency(fact.receiver))
            case _:
                return tr("noted")

    def _consent(self, fact: facts.ConsentRecorded) -> str:
        said = []
        for name, words in _AGREEMENTS.items():
            given = getattr(fact, name)
            answer = tr(_ANSWERS[given]) if given in _ANSWERS else given
            said.append(f"{tr(words)}: {answer}")
        if fact.withheld:
            items = ", ".join(item_label(Item(item), language()) for item in fact.withheld)
            said.append(tr("without: {items}", items=items))
        return " · ".join(said)


def _rank(side: Side) -> int:
    outcome = outcome_of(side.fact)
    return outcome.rank if outcome else -1
