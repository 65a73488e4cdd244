"""Half-filled forms: saved at every answer, local to this PC, gone once the form is finished."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Row, delete, insert, select, update

from borderdesk.domain.errors import Unavailable
from borderdesk.store.schema import draft

TELLS_OFFICIAL = "OFFICIAL-INVOLVED"
"""What stands in a half-filled form that keeps its record apart."""


@dataclass(frozen=True)
class Draft:
    """A half-filled form. ``intake`` holds what was asked before the first form; ``at`` fields are UTC."""

    id: str
    case_code: str
    form: str
    form_sha256: str
    instance: str
    position: str
    user: str
    intake: Mapping[str, str]
    session: str
    created_at: str
    updated_at: str

    @property
    def official_involved(self) -> bool:
        """Whether an answer in it keeps its record apart, as ``cases`` asks the database."""
        return TELLS_OFFICIAL in self.instance.upper()


class Drafts:
    """Drafts within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: Draft) -> None:
        """Keep a new draft."""
        values = {**new.__dict__, "intake": json.dumps(dict(new.intake))}
        self._connection.execute(insert(draft).values(**values))

    def save(self, id: str, instance: str, position: str, at: str, session: str) -> None:
        """Replace what is filled in.

        :raises Unavailable: ``draft.gone``.
        """
        done = self._connection.execute(
            update(draft)
            .where(draft.c.id == id)
            .values(instance=instance, position=position, updated_at=at, session=session)
        )
        if done.rowcount != 1:
            raise Unavailable("draft.gone")

    def move(self, id: str, form_sha256: str, instance: str, at: str) -> None:
        """Put a draft on another version of its form, with what could be kept of it."""
        self._connection.execute(
            update(draft)
            .where(draft.c.id == id)
            .values(form_sha256=form_sha256, instance=instance, updated_at=at)
        )

    def one(self, id: str) -> Draft:
        """:raises Unavailable: ``draft.gone``."""
        row = self._connection.execute(select(draft).where(draft.c.id == id)).one_or_none()
        if row is None:
            raise Unavailable("draft.gone")
        return _draft(row)

    def of_case(self, code: str) -> list[Draft]:
        """A case's drafts, oldest first."""
        query = select(draft).where(draft.c.case_code == code).order_by(draft.c.created_at, draft.c.id)
        return [_draft(row) for row in self._connection.execute(query)]

    def all(self) -> list[Draft]:
        """Every draft, the one last worked on first."""
        query = select(draft).order_by(draft.c.updated_at.desc(), draft.c.id)
        return [_draft(row) for row in self._connection.execute(query)]

    def remove(self, id: str) -> None:
        """Forget a draft, finished or put away."""
        self._connection.execute(delete(draft).where(draft.c.id == id))


def _draft(row: Row[tuple[str, ...]]) -> Draft:
    values = dict(row._mapping)
    values["intake"] = json.loads(values["intake"])
    return Draft(**values)
