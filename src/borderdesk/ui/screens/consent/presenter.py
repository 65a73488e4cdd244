"""What the consent screen does, without Qt: the live list, what is still open, sealing and refusing."""

from __future__ import annotations

from borderdesk import desk
from borderdesk.desk import AgencyLine, Changes, Done, Issued, Workspace
from borderdesk.domain.disclosure import WITHHOLDABLE, Item
from borderdesk.text import language, tr
from borderdesk.ui.screens.consent.state import Act, ConsentState, PreviewLine
from borderdesk.ui.screens.refer.answers import NamedAnswers

AGREEMENTS = ("consent_record", "consent_refer", "consent_share", "consent_statistics")
"""Four agreements, each asked apart."""

HOW = ("withheld_reason", "consent_how", "witness_role", "consent_by", "child_assent")
OVERRIDE = ("declined_reason", "override_reason", "override_text", "override_second")

_SHARING = ("consent_refer", "consent_share")


class ConsentPresenter:
    """Consent over the referral draft of one case."""

    def __init__(self, workspace: Workspace, code: str, draft_id: str, answers: NamedAnswers) -> None:
        self._workspace = workspace
        self._code = code
        self._draft_id = draft_id
        self.answers = answers

    def state(self) -> ConsentState:
        """The screen now."""
        receiver = self.answers.value("receiver")
        lines = self._lines(receiver) if receiver else []
        told = [line for line in lines if line.value or line.struck]
        silent = [line.label for line in lines if not line.value and not line.struck]
        missing = self.missing()
        return ConsentState(
            agency=desk.receiver(receiver).name(language()) if receiver else "",
            lines=tuple(told),
            empty=", ".join(silent),
            sharing=self.sharing(),
            still_open=self._still_open(missing),
            first_open=missing[0] if missing else "",
            act=self._act(),
        )

    def sharing(self) -> bool:
        """Whether the listed information goes out, as far as was said until now.

        Before anything is said the list shows what would be sent: the person hears it before agreeing.
        """
        if self.answers.value("override_used") == "yes":
            return True
        said = [self.answers.value(name) for name in _SHARING]
        if self.answers.value("child") == "yes":
            said.append(self.answers.value("child_assent"))
        return all(each in ("", "yes") for each in said)

    def _lines(self, receiver: str) -> list[PreviewLine]:
        withheld = self._withheld()
        sharing = self.sharing()
        listed = desk.agency_list(self.answers.session, receiver, withheld, sharing=sharing, code=self._code)
        return [
            PreviewLine(
                each.item.value,
                each.label,
                "" if each.withheld else _said(each),
                # What was never written is only struck where the person named it.
                each.withheld and (bool(each.value) or each.item in withheld),
                sharing and each.item in WITHHOLDABLE,
            )
            for each in listed
        ]

    def agency(self, spoken: str) -> str:
        """The chosen receiver by name, for somebody who reads this language; "" where none was chosen."""
        chosen = self.answers.value("receiver")
        return desk.receiver(chosen).name_for_person(spoken) if chosen else ""

    def listed(self) -> list[tuple[Item, bool]]:
        """The items of the list, and whether each is struck out; nothing of what is written in them."""
        receiver = self.answers.value("receiver")
        lines = self._lines(receiver) if receiver else []
        return [(Item(line.item), line.struck) for line in lines if line.value or line.struck]

    def _withheld(self) -> frozenset[Item]:
        return frozenset(Item(name) for name in self.answers.values("withheld"))

    def take_off(self, item: str, off: bool) -> None:
        """The person keeps an item back, or lets it go after all."""
        now = {each.value for each in self._withheld()} - {item} | ({item} if off else set())
        order = [value for value, _ in self.answers.choices("withheld")]
        self.answers.give("withheld", " ".join(value for value in order if value in now))

    def missing(self) -> list[str]:
        """Names of the questions that must be answered before sealing, in the form's order."""
        if not self.answers.value("receiver"):
            return ["receiver"]
        named = self.answers.values("missing")
        if self.answers.value("may_share") == "yes" or not named:
            return list(named)
        return [name for name in named if name != "needs" or not self.answers.value("needs")]

    def _still_open(self, missing: list[str]) -> str:
        if missing == ["receiver"] and not self.answers.value("receiver"):
            return tr("Choose a receiver first: an agreement is for a named agency.")
        labels = [self.answers.label(name) for name in missing]
        return tr("Still open: {what}", what="; ".join(labels)) if labels else ""

    def _act(self) -> Act:
        if self.answers.value("state") == "refused":
            return Act.REFUSED
        later = [self.answers.value(name) == "later" for name in _SHARING]
        return Act.KEEP if any(later) and self.answers.value("may_share") != "yes" else Act.ISSUE

    def issue(self) -> Done[Issued]:
        """Seal the referral: consent, form and number in one step, before anything is printed."""
        return desk.issue_referral(self._workspace, self._draft_id)

    def refuse(self, explained_by: str) -> Changes:
        """No referral: what was said is kept, nothing about the record leaves the PC."""
        reason = self.answers.value("declined_reason")
        done = desk.refuse_referral(self._workspace, self._code, explained_by=explained_by, reason=reason)
        return done.changes


def _said(line: AgencyLine) -> str:
    """A line's value as it is read aloud; the step itself is a code on paper and has no word here."""
    return tr("The step chosen here, as a code") if line.item is Item.OUTCOME and line.value else line.value
