"""The duplicates page at work: new persons are compared, then one pair after the other is decided.

Opened with ``Route("duplicates")`` from the rail, the inbox and after an import; ``pair`` names two codes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from borderdesk import desk
from borderdesk.desk import Changes, Done, Duplicates, PairView, PossiblePair
from borderdesk.domain.errors import BorderDeskError, Cancelled
from borderdesk.domain.values import Verdict
from borderdesk.text import ntr, tr
from borderdesk.ui.jobs import Job, Progress
from borderdesk.ui.screens.duplicates.presenter import DuplicatesPresenter, codes_of
from borderdesk.ui.screens.duplicates.view import PairCard, PairsCard
from borderdesk.ui.screens.page_work import PageReading
from borderdesk.ui.shell.screen import Route, Screen, Surroundings
from borderdesk.ui.widgets import Button, Label
from borderdesk.ui.widgets.work_line import WorkLine


class DuplicatesScreen(Screen):
    """The likeliest pair is open; *Same person*, *Not the same* or *Decide later*."""

    name: ClassVar[str] = "duplicates"
    needs_private: ClassVar[bool] = True

    def __init__(self, around: Surroundings, route: Route) -> None:
        super().__init__(around, route)
        self.presenter = DuplicatesPresenter()
        self._found = Duplicates((), 0, 0)
        self._decided: list[PossiblePair] = []
        self._open: PossiblePair | None = None
        self._view: PairView | None = None
        self._job: Job | None = None
        self._read = self._greeted = False
        self._reading = PageReading(self)
        self.intro = Label("", name="duplicates.intro")
        self.work = WorkLine("duplicates.work")
        self.pair_card = PairCard()
        self.waiting_card = PairsCard(lambda: tr("More pairs"), lambda: tr("Open"), name="duplicates.waiting")
        self.decided_card = PairsCard(
            lambda: tr("Decided"), lambda: tr("Take back"), name="duplicates.decided"
        )
        for part in (self.intro, self.work, self.pair_card, self.waiting_card, self.decided_card):
            self.column.add(part)
        self.column.add_stretch()
        for card in (self.pair_card, self.waiting_card, self.decided_card):
            card.hide()
        self.later = self.foot.add_secondary(
            Button(lambda: tr("Decide later"), on_click=self._put_off, name="duplicates.later")
        )
        self.different = self.foot.add_secondary(
            Button(
                lambda: tr("Not the same"),
                on_click=lambda: self._decide(Verdict.DIFFERENT),
                name="duplicates.different",
            )
        )
        self.same = self.foot.set_primary(
            lambda: tr("Same person"),
            lambda: self._decide(Verdict.SAME),
            icon="saved",
            name="duplicates.same",
        )
        self.foot.hide()
        self.pair_card.opened.connect(lambda code: around.navigate(Route("file", case=code)))
        self.waiting_card.chosen.connect(self._open_codes)
        self.decided_card.chosen.connect(self._take_back)

    def title(self) -> str:
        return tr("Duplicates")

    def sop(self) -> str:
        """The card about taking records to the supervisor."""
        return "S21"

    def enter(self) -> None:
        self._load()
        self._compare()

    def refresh(self, changes: Changes) -> None:
        self._load()
        if "import" in changes.kinds:
            self._compare()

    def retranslate(self) -> None:
        self._load()

    # reading

    def _compare(self) -> None:
        """Persons that came since the last time are compared with all others, in the writing lane."""
        if self._job is not None:
            return
        self._job = self.around.jobs.run(
            desk.compare_records,
            self.around.workspace,
            owner=self,
            title=lambda: tr("Comparing records"),
            on_done=self._compared,
            on_error=self._not_compared,
            on_progress=self._moved,
        )

    def _moved(self, progress: Progress) -> None:
        say = lambda: self.presenter.progress(progress.step, progress.done, progress.total)  # noqa: E731
        if self._job is not None and progress.done and self.work.isHidden():
            self.work.start(say, self._job.cancel)
        self.work.move_on(say, progress.done, progress.total)

    def _compared(self, done: Done[int]) -> None:
        self._not_working()
        if done.value:
            self._load()

    def _not_compared(self, error: Exception) -> None:
        self._not_working()
        if not isinstance(error, Cancelled):
            self.around.notices.show(error, retry=self._compare)
        self._load()

    def _not_working(self) -> None:
        self._job = None
        self.work.end()

    def _load(self) -> None:
        workspace = self.around.workspace

        def both() -> tuple[Duplicates, list[PossiblePair]]:
            return desk.possible_duplicates(workspace), desk.decided_pairs(workspace)

        self._reading.start(both, self._loaded)

    def _loaded(self, lists: tuple[Duplicates, list[PossiblePair]]) -> None:
        self._found, self._decided = lists
        self._read = True
        wanted = codes_of(self._open) if self._open is not None else self.route.get("pair")
        self._open_pair(self._among(wanted))
        if not self._greeted and self._open is not None:
            # Not an act that writes: a stray Enter must decide nothing.
            self._greeted = True
            self.later.setFocus()

    def _among(self, codes: object) -> PossiblePair | None:
        return next((pair for pair in self._found.pairs if codes_of(pair) == codes), None)

    def _open_codes(self, first: str, second: str) -> None:
        self._open_pair(self._among((first, second)))
        self.column.keep_in_view(self.pair_card)
        self.later.setFocus()

    def _open_pair(self, pair: PossiblePair | None) -> None:
        """Open ``pair``, or else the first of the list."""
        ordered = self.presenter.ordered(self._found.pairs)
        chosen = pair or (ordered[0] if ordered else None)
        if chosen is None or self._open is None or codes_of(chosen) != codes_of(self._open):
            self._view = None
        self._open = chosen
        self._show()
        if chosen is not None and self._view is None:
            # It is written down that somebody looks, so it stands in the writing lane.
            self.around.jobs.run(
                desk.pair,
                self.around.workspace,
                *codes_of(chosen),
                owner=self,
                on_done=self._viewed,
            )

    def _viewed(self, view: PairView) -> None:
        if self._open is not None and codes_of(view.pair) == codes_of(self._open):
            self._view = view
            self._show()

    def _show(self) -> None:
        state = self.presenter.state(self._found, self._decided)
        self.intro.say(state.intro if self._read else "")
        open_codes = codes_of(self._open) if self._open is not None else None
        others = [line for line in state.waiting if (line.first, line.second) != open_codes]
        hidden = self._found.more
        self.waiting_card.show_lines(
            others,
            ntr("{n} more after these.", "{n} more after these.", hidden) if hidden else "",
        )
        self.decided_card.show_lines(state.decided)
        self.pair_card.setVisible(self._open is not None)
        self.foot.setVisible(self._open is not None)
        if self._open is not None:
            self.pair_card.show_detail(self.presenter.detail(self._open, self._view))

    # acts

    def _put_off(self) -> None:
        if self._open is not None:
            self.presenter.put_off(codes_of(self._open))
            self._open = None
            self._open_pair(None)
            self.later.setFocus()

    def _decide(self, verdict: Verdict) -> None:
        if self._open is not None:
            self._write(self._open, verdict)

    def _take_back(self, first: str, second: str) -> None:
        pair = next((each for each in self._decided if codes_of(each) == (first, second)), None)
        if pair is not None:
            self._write(pair, Verdict.UNDECIDED)

    def _write(self, pair: PossiblePair, verdict: Verdict) -> None:
        self._allow(False)
        self.around.jobs.run(
            desk.decide_pair,
            self.around.workspace,
            *codes_of(pair),
            verdict,
            owner=self,
            on_done=self._written(pair, verdict),
            on_error=self._refused,
        )

    def _written(self, pair: PossiblePair, verdict: Verdict) -> Callable[[Done[None]], None]:
        def done(result: Done[None]) -> None:
            self._allow(True)
            self._open = None
            self.around.notices.tell(
                lambda: self.presenter.decided(pair, verdict)[0],
                lambda: self.presenter.decided(pair, verdict)[1],
            )
            self.around.announce(self.presenter.decided(pair, verdict)[0])
            self.around.changed(result.changes)
            self.later.setFocus()

        return done

    def _refused(self, error: Exception) -> None:
        self._allow(True)
        self.around.notices.show(error)
        if isinstance(error, BorderDeskError):
            self._load()

    def _allow(self, allowed: bool) -> None:
        for button in (self.same, self.different, self.later):
            button.setEnabled(allowed)
