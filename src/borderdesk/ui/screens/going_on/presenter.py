"""A PC that was set back to an old copy, explained calmly: what happened, what is safe, what to do next."""

from __future__ import annotations

from collections.abc import Sequence

from borderdesk.desk.set_back import Standing
from borderdesk.domain.roles import Act, Role, may
from borderdesk.text import tr
from borderdesk.ui.screens.going_on.state import GoingOnState


class GoingOnPresenter:
    """The page for a user of ``role``."""

    def __init__(self, role: Role) -> None:
        self._role = role

    def state(self, standing: Standing, words: Sequence[str] = ()) -> GoingOnState:
        """Before going on, and after; ``words`` are this PC's own six."""
        if standing.behind:
            return self._before(standing)
        return self._after(tuple(words))

    def title(self, standing: Standing | None) -> str:
        """The place in the header; neutral for whoever looks over the counter."""
        if standing is not None and not standing.behind:
            return tr("This PC goes on")
        return tr("This PC was set back")

    def _before(self, standing: Standing) -> GoingOnState:
        noticed = tr("The program noticed it by itself: it had written more on this PC than is here now.")
        if standing.noticed_by == "receipt":
            noticed = tr("The supervisor's desk holds entries of this PC that are not here now.")
        allowed = may(self._role, Act.TRUST)
        return GoingOnState(
            title=tr("This PC was set back to an old copy"),
            happened=(
                tr("Somebody restored a backup, or the disk lost its latest work. You did nothing wrong."),
                noticed,
            ),
            safe=(
                tr("Everything that is on this PC stays: records, drafts and answers."),
                tr("What was handed over before is safe at the supervisor's desk and comes back from there."),
                tr("Until you go on, nothing is written. Otherwise two records could get the same number."),
            ),
            steps=(
                tr("Press Go on safely. This PC gets a new identity; you unlock again."),
                tr("Pack to a stick as usual. The key card of the new identity goes along."),
                tr("Call the supervisor's desk. Compare six words; then it accepts this PC."),
                tr("Take in what comes back on the stick: the receipt, and your records of the lost time."),
            ),
            words=(),
            act=tr("Go on safely"),
            reason="" if allowed else tr("An officer, a shift lead or a supervisor does this."),
        )

    def _after(self, words: tuple[str, ...]) -> GoingOnState:
        return GoingOnState(
            title=tr("This PC goes on under a new identity"),
            happened=(tr("No number is given twice: packages and referrals count from a new place."),),
            safe=(
                tr("Your records are here. All are packed once more; what arrived before counts once."),
                tr("Papers printed before stay valid."),
            ),
            steps=(
                tr("Pack to a stick as usual. The key card of the new identity goes along."),
                tr("Call the supervisor's desk. Both read the six words below aloud."),
                tr("Take in what comes back on the stick: the receipt, and your records of the lost time."),
            ),
            words=words,
            act=tr("Go to Transfer"),
            reason="",
        )
