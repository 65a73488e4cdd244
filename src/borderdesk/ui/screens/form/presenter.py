"""What the form player does, without Qt: pages, progress, what is open, what was noted.

Pages are planned when the form opens or its depth or layout changes, not while answering: a question that
appears stays on the page of the one that brought it up, so pages never shift under the officer's hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from borderdesk.forms import Layout, Question, RepeatRange, Screen
from borderdesk.text import language, tr
from borderdesk.ui.questions.reading import control_of
from borderdesk.ui.questions.walk import Item, questions_in, repeats_in
from borderdesk.ui.screens.form.state import (
    Depth,
    Noted,
    OpenQuestion,
    PageState,
    SectionLine,
    Standing,
    Statement,
)

if TYPE_CHECKING:
    from borderdesk.ui.questions.controller import FormController

MOST_PER_PAGE = 6
"""A section with more questions than this is cut into pages of about five."""

_PER_PAGE = 5

UNKNOWN = frozenset({"unsure", "declined", "not_asked", "unobserved", "not_checked", "unknown"})
"""Values that are answers and still leave something not known."""


@dataclass(frozen=True)
class Page:
    """A part of a section that is shown at once."""

    section: int
    title: str
    items: tuple[Item, ...]


class FormPresenter:
    """One form in the player: which page is open and what stands on it."""

    def __init__(self, controller: FormController, *, one_by_one: bool = False) -> None:
        self.controller = controller
        self.one_by_one = one_by_one
        self.place = 0
        self._reached = 0
        self.pages: list[Page] = []
        self.plan()

    # pages

    @property
    def depth(self) -> Depth:
        """How much is asked; a form without the field ``depth`` is always asked in full."""
        return Depth.QUICK if self.controller.named_value("depth") == Depth.QUICK else Depth.FULL

    @property
    def has_quick_set(self) -> bool:
        """Whether the form marks questions for a short set."""
        return any("quick" in question.extra for question in self.controller.questions.values())

    def plan(self) -> None:
        """Cut the form into pages for its present depth, layout and relevance."""
        sections = self.controller.session.screens(Layout.SECTIONS)
        if self.one_by_one:
            self.pages = self._single_pages(sections)
        elif self.depth is Depth.QUICK:
            self.pages = [Page(0, tr("Short set"), tuple(q for s in sections for q in s.questions))]
        else:
            asking = [screen for screen in sections if any(_asks(q) for q in screen.questions)]
            self.pages = [
                Page(number, str(screen.label), part)
                for number, screen in enumerate(asking)
                for part in self._parts(screen.items)
            ]
        self.place = min(self.place, max(len(self.pages) - 1, 0))

    def _single_pages(self, sections: Sequence[Screen]) -> list[Page]:
        """One question a page, under its section's name; notes stand above the question they lead to."""
        home = {q.key: (n, str(s.label)) for n, s in enumerate(sections) for q in s.questions}
        pages: list[Page] = []
        notes: tuple[Item, ...] = ()
        for screen in self.controller.session.screens(Layout.PAGES):
            asking = [question for question in screen.questions if _asks(question)]
            if not asking and not any(isinstance(item, RepeatRange) for item in screen.items):
                notes += screen.items
                continue
            number, title = home.get(asking[0].key, (0, "")) if asking else (0, str(screen.label))
            pages.append(Page(number, title, (*notes, *screen.items)))
            notes = ()
        return pages

    def _parts(self, items: Sequence[Item]) -> list[tuple[Item, ...]]:
        """A section's items on pages; groups, repeats and follow-up questions stay whole."""
        weights = [self._weight(item) for item in items]
        total = sum(weights)
        if total <= MOST_PER_PAGE:
            return [tuple(items)]
        pages = -(-total // _PER_PAGE)
        target = total / pages
        parts: list[list[Item]] = [[]]
        filled = 0.0
        for item, weight in zip(items, weights, strict=True):
            # Nothing asked now (weight 0) belongs to the question before it.
            if weight and parts[-1] and filled + weight > target * len(parts) + 0.5:
                parts.append([])
            parts[-1].append(item)
            filled += weight
        return [tuple(part) for part in parts]

    def _weight(self, item: Item) -> int:
        return sum(1 for question in questions_in([item]) if _asks(question) and question.state.relevant)

    def _asked_now(self, page: Page) -> bool:
        return any(_asks(q) and q.state.relevant for q in questions_in(page.items)) or any(
            repeat.relevant and repeat.can_add for repeat in repeats_in(page.items)
        )

    def visitable(self) -> list[int]:
        """Numbers of the pages that have something to ask at the moment."""
        return [number for number, page in enumerate(self.pages) if self._asked_now(page)]

    @property
    def page(self) -> Page:
        """The page that is open; an empty one for a form that asks nothing."""
        return self.pages[self.place] if self.pages else Page(0, "", ())

    def keys_of(self, page: Page) -> list[str]:
        """Keys of the questions of a page, asked or not; a note beside a question is no question."""
        notes = set(self.controller.note_of.values())
        keys = (self.controller.key_of(q) for q in questions_in(page.items))
        return [key for key in keys if key not in notes]

    def go_to(self, place: int) -> None:
        """Open a page."""
        self.place = max(0, min(place, len(self.pages) - 1))
        self._reached = max(self._reached, self.place)

    def go_on(self) -> bool:
        """Open the next page that asks something; ``False`` on the last."""
        later = [number for number in self.visitable() if number > self.place]
        if later:
            self.go_to(later[0])
        return bool(later)

    def go_back(self) -> bool:
        """Open the page before; ``False`` on the first."""
        earlier = [number for number in self.visitable() if number < self.place]
        if earlier:
            self.go_to(earlier[-1])
        return bool(earlier)

    def page_of(self, key: str) -> int | None:
        """The page a question stands on."""
        return next((n for n, page in enumerate(self.pages) if key in self.keys_of(page)), None)

    def start(self, position: str) -> None:
        """Open the page of a kept position, else the first page that asks something."""
        found = self.page_of(position) if position in self.controller.questions else None
        visitable = self.visitable()
        self.go_to(found if found is not None else (visitable[0] if visitable else 0))

    def begin_with_short_set(self) -> None:
        """Ask the short set first where the form has one and nothing was asked yet."""
        answered = any(self.controller.value(key) for key in self.controller.questions)
        if self.has_quick_set and not answered and self.controller.named_value("depth") == Depth.FULL:
            self.controller.set_named("depth", Depth.QUICK)
            self.plan()

    def ask_more(self) -> None:
        """From the short set to the whole form; every answer stays, the page opens at the first open one."""
        self.controller.set_named("depth", Depth.FULL)
        self.place = self._reached = 0
        self.plan()
        open_pages = [n for n in self.visitable() if self._first_open(self.pages[n]) is not None]
        self.go_to(open_pages[0] if open_pages else 0)

    def _first_open(self, page: Page) -> str | None:
        return next(iter(self._not_answered(page)), None)

    def _not_answered(self, page: Page) -> list[str]:
        ask = self.controller
        return [key for key in self.keys_of(page) if ask.takes_answer(key) and not ask.value(key)]

    def switch_layout(self, one_by_one: bool, at: str) -> None:
        """Sections or one question at a time; the question ``at`` stays in view."""
        self.one_by_one = one_by_one
        self.plan()
        found = self.page_of(at)
        self.go_to(found if found is not None else 0)

    # what is shown

    def page_state(self) -> PageState:
        """Progress and buttons of the open page."""
        visitable = self.visitable()
        open_now = self._not_answered(self.page)
        return PageState(
            progress=self._progress(),
            first=not any(n < self.place for n in visitable),
            last=not any(n > self.place for n in visitable),
            quick=self.depth is Depth.QUICK,
            not_answered=len(open_now),
            note=self._note(some_open=bool(open_now)),
        )

    def _progress(self) -> str:
        if self.depth is Depth.QUICK and not self.one_by_one:
            return self.page.title
        sections = list(dict.fromkeys(self.pages[n].section for n in self.visitable()))
        here = self.page.section
        number = sections.index(here) + 1 if here in sections else 1
        parts = {"number": number, "total": max(len(sections), 1), "title": self.page.title}
        return tr("{number} / {total} {title}", **parts).strip()

    def _note(self, *, some_open: bool) -> str:
        if self.controller.named_value("enough") == "yes":
            return tr("Enough is noted to offer help today. You can stop here or go on.")
        nothing = not self.noted().said and not self.noted().seen
        if self.depth is Depth.QUICK and not some_open and nothing:
            return tr("Nothing noted in the short set. Ask more, or stop: the record stays not completed.")
        return ""

    def sections(self) -> list[SectionLine]:
        """The section list with what is open in each; a section not reached yet shows its name only."""
        lines: list[SectionLine] = []
        for number in self.visitable():
            page = self.pages[number]
            later = number > self._reached
            lines.append(
                SectionLine(
                    page=number,
                    title=page.title,
                    current=number == self.place,
                    later=later,
                    open=() if later else tuple(self._open_in(page)),
                )
            )
        return lines

    def _open_in(self, page: Page) -> Iterator[OpenQuestion]:
        for key in self.keys_of(page):
            if not self.controller.relevant(key):
                continue
            shown = self.controller.shown(key)
            if shown.is_note or shown.readonly:
                continue
            if shown.message:
                yield OpenQuestion(key, shown.code, shown.message, Standing.NEEDS_A_LOOK)
            elif not shown.answered:
                yield OpenQuestion(key, shown.code, shown.label, Standing.NOT_ANSWERED)
            elif shown.value in UNKNOWN:
                yield OpenQuestion(key, shown.code, shown.label, Standing.NOT_KNOWN)

    def noted(self) -> Noted:
        """What was noted, from the names the form itself lists (``signs``, ``stage1`` or ``reasons``)."""
        controller = self.controller
        listed = (controller.named_value(name) for name in ("signs", "stage1", "reasons"))
        names = set(next((text for text in listed if text), "").split())
        said: list[Statement] = []
        seen: list[Statement] = []
        for key, question in controller.questions.items():
            text = question.extra.get(f"reason_{language()}", "") or question.extra.get("reason_en", "")
            if question.name in names and text and question.state.relevant:
                observed = "seen" in question.values
                statement = Statement(key, question.extra.get("code", ""), text)
                (seen if observed else said).append(statement)
        return Noted(tuple(said), tuple(seen), enough=controller.named_value("enough") == "yes")

    def problems(self, keys: Sequence[str]) -> list[OpenQuestion]:
        """Mark what is wrong on these questions and list it, in the words shown beside each."""
        wrong = self.controller.tell_issues(keys)
        shown = [self.controller.shown(key) for key in wrong]
        return [OpenQuestion(q.key, q.code, q.message, Standing.NEEDS_A_LOOK) for q in shown]


def _asks(question: Question) -> bool:
    return control_of(question) != "note"
