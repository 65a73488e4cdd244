"""What the page of border posts shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class VisitLine:
    """One visit or crisis plan: the post, its day and how many starred gaps it found, in words."""

    code: str
    post: str
    detail: str


@dataclass(frozen=True)
class PostsState:
    """The page. ``posts`` is the number of different posts: two can be compared."""

    visits: tuple[VisitLine, ...]
    plans: tuple[VisitLine, ...]
    posts: int
    may_assess: bool
