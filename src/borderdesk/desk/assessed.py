"""What a finished assessment says, as its paper tells it; called by ``posts`` and ``plans``."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import Field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

from borderdesk.desk.forms import form_language
from borderdesk.domain import facts
from borderdesk.domain.errors import Unavailable
from borderdesk.forms import FormDefinition, Session
from borderdesk.text.dates import short_date

if TYPE_CHECKING:
    from borderdesk.slips.assessment import Gap, Since


class _Followed(Protocol):
    """One of several that follow each other; ``before`` is the code of the one before it, or ""."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def code(self) -> str: ...
    @property
    def before(self) -> str: ...


_Finished = TypeVar("_Finished", bound=_Followed)


def linked(found: Iterable[_Finished], same: Callable[[_Finished], Hashable]) -> list[_Finished]:
    """These, given the oldest first, each with the one before it of the ``same``; the latest first."""
    last: dict[Hashable, str] = {}
    made = []
    for each in found:
        made.append(replace(each, before=last.get(same(each), "")))
        last[same(each)] = each.code
    return made[::-1]


def with_the_one_before(found: Iterable[_Finished], code: str) -> tuple[_Finished, _Finished | None]:
    """The one of this number, and the one before it.

    :raises Unavailable: ``assessment.missing``.
    """
    known = {each.code: each for each in found}
    if code not in known:
        raise Unavailable("assessment.missing")
    return known[code], known.get(known[code].before)


class Told:
    """What one finished assessment says, in a language."""

    def __init__(self, record: facts.AssessmentCompleted, form: FormDefinition, language: str) -> None:
        self._language = language
        self._session = Session(form, saved=record.instance, language=form_language(form, language))
        self._nodes = {node.name: node for node in self._session.record.root.walk()}

    def value(self, name: str) -> str:
        """An answer as it is stored; empty where there is none."""
        node = self._nodes.get(name)
        return node.text if node is not None else ""

    def day(self, name: str) -> str:
        """A date as people write it."""
        text = self.value(name)
        return short_date(date.fromisoformat(text)) if text else ""

    def label(self, name: str) -> str:
        """What a question asks."""
        return str(self._session.question(self._nodes[name]).label()) if name in self._nodes else name

    def chosen(self, name: str) -> str:
        """An answer in words."""
        return self._session.answer_text(self._nodes[name])

    def ask(self, name: str) -> str:
        """What to ask for where an item is missing."""
        return self._extra(name).get(f"ask_{self._language}") or self._extra(name).get("ask_en", "") or name

    def gap(self, name: str, *, star: bool) -> "Gap":
        """An item at nothing or partly."""
        from borderdesk.slips.assessment import Gap  # late: reportlab and HarfBuzz

        return Gap(
            name.replace("_", "-"),
            self.label(name),
            self.chosen(name),
            self.ask(name),
            self.value(f"{name}_note"),
            star,
        )

    def items(self, part: str) -> list[str]:
        """The items that count in one part of the form (``bd:dim``)."""
        return [node.name for _, node in self._session.asked() if self._extra(node.name).get("dim") == part]

    def said_besides(self) -> Iterator[tuple[str, str]]:
        """``(name, "question: answer")`` of what was answered beside the items and the notes on them."""
        for _, node in self._session.asked():
            extra = self._extra(node.name)
            if node.text and node.relevant and not (extra.get("dim") or extra.get("note_for")):
                yield node.name, f"{self.label(node.name)}: {self.chosen(node.name)}"

    def _extra(self, name: str) -> dict[str, str]:
        bind = self._session.form.binds.get(self._nodes[name].path) if name in self._nodes else None
        return dict(bind.extra) if bind is not None else {}


def since(day: date, old: Iterable[str], now: Iterable[str], not_seen: Iterable[str]) -> "Since":
    """What became of the gaps of ``day``: closed, new, still open, or not looked at this time."""
    from borderdesk.slips.assessment import Since  # late: as above

    old, now, not_seen = tuple(old), tuple(now), tuple(not_seen)
    return Since(
        short_date(day),
        codes(name for name in old if name not in now and name not in not_seen),
        codes(name for name in now if name not in old),
        codes(name for name in now if name in old),
        codes(name for name in old if name in not_seen),
    )


def codes(names: Iterable[str]) -> tuple[str, ...]:
    """The codes of items as papers write them."""
    return tuple(name.replace("_", "-") for name in names)


def mean(text: str) -> float | None:
    """A mean of items from 0 to 3; nothing where none was looked at, or it is no number."""
    try:
        return min(3.0, max(0.0, float(text)))
    except ValueError:
        return None
