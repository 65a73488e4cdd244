"""Form versions: converted once, kept for ever, found by id and version or by hash."""

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

    def latest(self, form: str) -> FormVersion | None:
        """The newest version of a form; versions compare as text, as XLSForm's dated ones do."""
        row = self._connection.execute(
            select(form_version)
            .where(form_version.c.form == form)
            .order_by(form_version.c.version.desc())
            .limit(1)
        ).one_or_none()
        return FormVersion(**row._mapping) if row else None
