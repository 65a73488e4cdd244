"""What the form player does, without Qt: pages, progress, what is open, what was noted.

Pages are planned when the form opens or its depth or layout changes, not while answering: a question that
appears stays on the page of the one that brought it up, so pages never shift under the officer's hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from borderdesk.forms import Layout, Question, RepeatRange, Screen
from borderdesk.text import language, tr
from borderdesk.ui.questions.plain_words import plain_words
from borderdesk.ui.questions.reading import control_of
from borderdesk.ui.questions.walk import Item, questions_in, repeats_in
from borderdesk.ui.screens.form.state import (
    Depth,
    HiddenQuestion,
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

MOST_OPEN = 30
MOST_OPEN_ELSEWHERE = 8
"""Lines of the section list: of the section that is open, and of each other one."""

UNKNOWN = frozenset({"unsure", "declined", "not_asked", "unobserved", "not_checked", "unknown"})
"""Values that are answers and still leave something not known."""


@dataclass(frozen=True)
class Page:
    """A part of a section that is shown at once.

    ``overview`` is the page of a repeat whose items have pages of their own: only their names, Remove, Add.
    """

    section: int
    title: str
    items: tuple[Item, ...]
    overview: bool = False

    @property
    def key(self) -> str:
        """What it begins with: the same page keeps it when pages are planned again."""
        return self.items[0].key if self.items else ""


class FormPresenter:
    """One form in the player: which page is open and what stands on it."""

    def __init__(self, controller: FormController, *, one_by_one: bool = False) -> None:
        self.controller = controller
        self.one_by_one = one_by_one
        self.place = 0
        self._reached = 0
        self._keys: list[list[str]] = []
        self._home: dict[str, int] = {}
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
            self.pages = [
                Page(number, title, part)
                for number, (title, items) in enumerate(_with_notes(sections))
                for part in self._parts(items)
            ]
        self.place = min(self.place, max(len(self.pages) - 1, 0))
        self._keys = [self._keys_on(page) for page in self.pages]
        self._home = {}
        for number, keys in enumerate(self._keys):
            for key in keys:
                self._home.setdefault(key, number)

    def _single_pages(self, sections: Sequence[Screen]) -> list[Page]:
        """One question a page, under its section's name; notes stand above the question they lead to."""
        home = {q.key: (n, title_of(s)) for n, s in enumerate(sections) for q in s.questions}
        pages: list[Page] = []
        notes: tuple[Item, ...] = ()
        for screen in self.controller.session.screens(Layout.PAGES):
            asking = [question for question in screen.questions if _asks(question)]
            if not asking and not any(isinstance(item, RepeatRange) for item in screen.items):
                notes += screen.items
                continue
            overview = any(isinstance(item, RepeatRange) and item.key == screen.key for item in screen.items)
            if asking:
                number, title = home.get(asking[0].key, (0, ""))
            else:
                number, title = (pages[-1].section if pages else 0), title_of(screen)
            items = screen.items if overview else (*notes, *screen.items)
            notes = notes if overview else ()
            pages.append(Page(number, title, items, overview))
        if notes and pages:
            pages.append(replace(pages[-1], items=notes, overview=False))
        return pages

    def replan(self, at: str) -> None:
        """Plan again after repeat items came or went; the page with question ``at``, else the same page,
        stays open.
        """
        before = self.page
        self.plan()
        same = (
            n
            for n, page in enumerate(self.pages)
            if (page.key, page.overview) == (before.key, before.overview)
        )
        found = next(same, None)
        asked_at = self.page_of(at) if at in self.controller.questions else None
        moved = asked_at is not None and self.pages[asked_at].section == before.section
        if found is None or (moved and at not in self.keys_at(found) and not before.overview):
            found = asked_at if asked_at is not None else found
        if found is not None:
            self.go_to(found)

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
        if page.overview:
            return any(repeat.relevant and repeat.can_add for repeat in repeats_in(page.items))
        words = asking = False
        for question in questions_in(page.items):
            if not _asks(question):
                words = words or question.relevant
            elif question.relevant:
                return True
            else:
                asking = True
        return (words and not asking) or any(
            repeat.relevant and repeat.can_add for repeat in repeats_in(page.items)
        )

    def visitable(self) -> list[int]:
        """Numbers of the pages that have something to ask at the moment."""
        return [number for number, page in enumerate(self.pages) if self._asked_now(page)]

    @property
    def page(self) -> Page:
        """The page that is open; an empty one for a form that asks nothing."""
        return self.pages[self.place] if self.pages else Page(0, "", ())

    def keys_at(self, place: int) -> list[str]:
        """Keys of the questions of a page, asked or not; a note beside a question is no question."""
        return self._keys[place] if place < len(self._keys) else []

    def _keys_on(self, page: Page) -> list[str]:
        if page.overview:
            return []
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
        return self._home.get(key)

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
        open_pages = [n for n in self.visitable() if self._not_answered(n)]
        self.go_to(open_pages[0] if open_pages else 0)

    def _not_answered(self, place: int) -> list[str]:
        return self.controller.open_keys(self.keys_at(place))

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
        open_now = self._not_answered(self.place)
        return PageState(
            progress=self._progress(visitable),
            first=not any(n < self.place for n in visitable),
            last=not any(n > self.place for n in visitable),
            quick=self.depth is Depth.QUICK,
            not_answered=len(open_now),
            note=self._note(some_open=bool(open_now)),
        )

    def _progress(self, visitable: Sequence[int]) -> str:
        if self.depth is Depth.QUICK and not self.one_by_one:
            return self.page.title
        sections = list(dict.fromkeys(self.pages[n].section for n in visitable))
        here = self.page.section
        number = sections.index(here) + 1 if here in sections else 1
        parts = {"number": number, "total": max(len(sections), 1), "title": self.page.title}
        return tr("{number} / {total} {title}", **parts).strip()

    def _note(self, *, some_open: bool) -> str:
        if self.controller.named_value("enough") == "yes":
            return tr("Enough is noted to offer help today. You can stop here or go on.")
        if self.depth is Depth.QUICK and not some_open and not any(self._statements()):
            return tr("Nothing noted in the short set. Ask more, or stop: the record stays not completed.")
        return ""

    def sections(self) -> list[SectionLine]:
        """The section list with what is open in each; a section not reached yet shows its name only."""
        by_section: dict[int, list[int]] = {}
        for number in self.visitable():
            by_section.setdefault(self.pages[number].section, []).append(number)
        return [self._section(pages) for pages in by_section.values()]

    def _section(self, pages: Sequence[int]) -> SectionLine:
        title = self.pages[pages[0]].title or tr("Questions")
        current, reached = self.place in pages, [n for n in pages if n <= self._reached]
        if not reached:
            return SectionLine(pages[0], title, current=current, later=True, open=())
        most = MOST_OPEN if current else MOST_OPEN_ELSEWHERE
        found = list(islice((line for n in reached for line in self._open_in(n)), most + 1))
        hidden = list(islice((line for n in reached for line in self._hidden_in(n)), MOST_OPEN))
        return SectionLine(
            pages[0],
            title,
            current=current,
            later=False,
            open=tuple(found[:most]),
            more=len(found) > most,
            hidden=tuple(hidden),
        )

    def _open_in(self, place: int) -> Iterator[OpenQuestion]:
        for key in self.keys_at(place):
            if not self.controller.takes_answer(key):
                continue
            shown = self.controller.shown(key)
            if shown.message:
                yield OpenQuestion(key, shown.code, shown.message, Standing.NEEDS_A_LOOK)
            elif not shown.answered:
                yield OpenQuestion(key, shown.code, shown.label, Standing.NOT_ANSWERED)
            elif shown.value in UNKNOWN:
                yield OpenQuestion(key, shown.code, shown.label, Standing.NOT_KNOWN)

    def _hidden_in(self, place: int) -> Iterator[HiddenQuestion]:
        for key in self.keys_at(place):
            if not self.controller.relevant(key) and key not in self.controller.notes:
                reasons = self.controller.reasons.hidden(key)
                if reasons:
                    name = self.controller.short_name(key)
                    yield HiddenQuestion(key, name, reasons[0].key, "; ".join(r.text for r in reasons))

    def noted(self) -> Noted:
        """What was noted, from the names the form itself lists (``signs``, ``stage1`` or ``reasons``)."""
        statements = list(self._statements())
        said = tuple(statement for statement, observed in statements if not observed)
        seen = tuple(statement for statement, observed in statements if observed)
        return Noted(said, seen, enough=self.controller.named_value("enough") == "yes")

    def _statements(self) -> Iterator[tuple[Statement, bool]]:
        """(sentence, whether it was seen) of what was noted, in the order of the form."""
        controller = self.controller
        listed = (controller.named_value(name) for name in ("signs", "stage1", "reasons"))
        names = set(next((text for text in listed if text), "").split())
        if not names:
            return
        for key, question in controller.questions.items():
            if question.name in names and question.relevant:
                text = question.extra.get(f"reason_{language()}", "") or question.extra.get("reason_en", "")
                if text:
                    yield Statement(key, question.extra.get("code", ""), text), "seen" in question.values

    def problems(self, keys: Sequence[str]) -> list[OpenQuestion]:
        """Mark what is wrong on these questions and list it, in the words shown beside each."""
        wrong = self.controller.tell_issues(keys)
        shown = [self.controller.shown(key) for key in wrong]
        return [OpenQuestion(q.key, q.code, q.message, Standing.NEEDS_A_LOOK) for q in shown]


def _with_notes(sections: Sequence[Screen]) -> Iterator[tuple[str, tuple[Item, ...]]]:
    """(title, items) of each section. Words between sections stand above the next one; a section of words
    alone is a page to read.
    """
    notes: tuple[Item, ...] = ()
    for screen in sections:
        title = title_of(screen)
        if not title and not any(_asks(question) for question in screen.questions) and not _repeats(screen):
            notes += screen.items
            continue
        yield title, (*notes, *screen.items)
        notes = ()
    if notes:
        yield "", notes


def _repeats(screen: Screen) -> bool:
    return any(True for _ in repeats_in(screen.items))


def title_of(screen: Screen) -> str:
    """The name of a section; one that repeats an answer ("Companion: Noy") loses the empty end."""
    return plain_words(str(screen.label)).rstrip(" :–-")


def _asks(question: Question) -> bool:
    return control_of(question) != "note"
