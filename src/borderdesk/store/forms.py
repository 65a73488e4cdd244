"""Form versions: converted once, kept for ever, found by id and version or by hash."""

import re
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from borderdesk.domain.errors import RuleBroken, Unavailable
from borderdesk.store.schema import form_version


@dataclass(frozen=True)
class FormVersion:
    """A form as it is filled: ``xform`` is the XForm text, ``sha256`` its hash."""

    sha256: str
    form: str
    version: str
    title: str
    xform: str
    added_at: str


@dataclass(frozen=True)
class FormName:
    """A form version without its text, for lists."""

    sha256: str
    form: str
    version: str
    title: str
    added_at: str


def version_order(version: str) -> list[tuple[int, int, str]]:
    """A sort key for versions: runs of digits count as numbers, dated versions as ever."""
    parts = re.findall(r"\d+|\D+", version)
    return [(1, int(part), "") if part.isdecimal() else (0, 0, part) for part in parts]


class FormVersions:
    """Form versions within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, new: FormVersion) -> None:
        """Keep a version; the same one twice changes nothing.

        :raises RuleBroken: ``form.raise_version`` when id and version stand for another content.
        """
        there = self._connection.execute(
            select(form_version.c.sha256).where(
                form_version.c.form == new.form, form_version.c.version == new.version
            )
        ).scalar()
        if there is None:
            self._connection.execute(insert(form_version).values(**new.__dict__))
        elif there != new.sha256:
            raise RuleBroken("form.raise_version", form=new.form, version=new.version)

    def by_hash(self, sha256: str) -> FormVersion:
        """:raises Unavailable: ``form.version_missing``."""
        row = self._connection.execute(
            select(form_version).where(form_version.c.sha256 == sha256)
        ).one_or_none()
        if row is None:
            raise Unavailable("form.version_missing")
        return FormVersion(**row._mapping)

    def missing(self, sha256: str) -> bool:
        """Whether this version is not on this PC."""
        query = select(form_version.c.form).where(form_version.c.sha256 == sha256)
        return self._connection.execute(query).scalar() is None

    def latest(self, form: str) -> FormVersion | None:
        """The newest version of a form; numbers in versions compare as numbers: 10 comes after 9."""
        newest = next(iter(self.names(form)), None)
        return self.by_hash(newest.sha256) if newest else None

    def names(self, form: str | None = None) -> list[FormName]:
        """Every version there is, or those of one form: the newest first, forms by id."""
        query = select(
            form_version.c.sha256,
            form_version.c.form,
            form_version.c.version,
            form_version.c.title,
            form_version.c.added_at,
        )
        if form is not None:
            query = query.where(form_version.c.form == form)
        found = [FormName(**row._mapping) for row in self._connection.execute(query)]
        found.sort(key=lambda each: version_order(each.version), reverse=True)
        return sorted(found, key=lambda each: each.form)
