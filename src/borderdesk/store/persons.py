"""What persons are found again by: sounds of names, birth years and keyed hashes, one row a named person.

Projected from the journal beside the case rows. ``person_key`` holds hashes of what two records of one person
are likely to share (blocking): looking a person up reads the few rows that share one, not all of them.
``likeness`` holds the pairs that were found worth a look; it is worked out again whenever a person changes.
No table here holds a readable document number, and keys are hashed with a secret of this workspace, since
records are compared within one workspace only.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, or_, select, text, update

from borderdesk.domain.case import CaseState, Person
from borderdesk.domain.likeness import Match, Profile, Words, compare
from borderdesk.store.dialects import Rows
from borderdesk.store.schema import case_row, likeness, matching_key, person_key, person_row
from borderdesk.text.lao import ascii_digits
from borderdesk.text.names import VERSION, name_sounds, sound_code

_CHUNK = 400
"""Bound values a query: below every database's limit."""
_COMPARED_TOGETHER = 500
_KEY_BYTES = 8
_LONG_CODE, _LONG_WORD = 4, 6
"""Consonants from which a name of several words, or of one, is rare enough to be looked up by itself."""
_LEAST_DOCUMENT, _LEAST_DIGITS = 5, 3
_ALIKE_SIGNS = str.maketrans("OIL", "011")
_MOST_WORDS = 4
_LONGEST_NAME, _MOST_COMPANIONS = 120, 12
"""Letters of a name, and companions, that are compared: what comes on a stick may be of any length."""
_COMMAS = re.compile(r"[\n,;/،、]+")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_NO_SIGNS = re.compile(r"[\W_]+")
_BUDDHIST_ERA = 543
_SEXES = {"woman": "f", "f": "f", "female": "f", "man": "m", "m": "m", "male": "m"}
"""What is compared; whatever else was said contradicts nothing."""
_ADD_ROW = Rows("person_row", tuple(column.name for column in person_row.c))
_ADD_KEY = Rows("person_key", ("key", "person"))
_ADD_PAIR = text(
    "INSERT INTO likeness (first, second, rank) VALUES (:first, :second, :rank) ON CONFLICT DO NOTHING"
)
_Row = dict[str, Any]
_FORGET_KEY = delete(person_key).where(
    person_key.c.key == bindparam("of_key"), person_key.c.person == bindparam("of_person")
)


@dataclass(frozen=True)
class Named:
    """A case whose person can be found again; ``id`` is that of its case row."""

    id: int
    code: str
    person: Person
    day: int


def named(id: int, state: CaseState) -> Named | None:
    """What is compared of a case; None where nothing is to be: no name, kept apart, or not to be recorded."""
    person = state.person
    if not (person.name_as_used or person.latin_name or person.document_number):
        return None
    if state.official_involved or state.recording == "no" or state.opened_at is None:
        return None
    return Named(id, state.code, person, state.opened_at.toordinal())


def document_sign(number: str) -> str:
    """A document number as it is compared: no blanks, no signs, O as 0 and I as 1; "" where it is none."""
    sign = _NO_SIGNS.sub("", ascii_digits(number)).upper()
    if len(sign) < _LEAST_DOCUMENT or sum(each.isdigit() for each in sign) < _LEAST_DIGITS:
        return ""
    return sign.translate(_ALIKE_SIGNS)


def year_of(written: str) -> int:
    """The birth year in what was written, Buddhist era as Gregorian; 0 where there is none."""
    found = _YEAR.search(ascii_digits(written))
    year = int(found[0]) if found else 0
    if year > 2400:
        year -= _BUDDHIST_ERA
    return year if 1850 <= year <= 2150 else 0


class PersonRows:
    """Persons within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._key: bytes | None = None

    # keeping

    def write(self, ids: Collection[int], persons: Iterable[Named], *, fresh: Collection[int] = ()) -> None:
        """Bring the rows of these cases up to date; of ``fresh`` ids none was here before."""
        named_here = list(persons)
        if named_here and not self._secret():
            self._make_secret(len(ids))
        wanted = {each.id: self._row(each) for each in named_here}
        known = self._known([id for id in ids if id not in fresh])
        gone = [id for id, before in known.items() if before != wanted.get(id)]
        self._forget(gone, known)
        new = [row for id, row in wanted.items() if id in gone or id not in known]
        if new:
            _ADD_ROW.add(self._connection, [tuple(row[name] for name in _ADD_ROW.columns) for row in new])
            keys = [(key, row["id"]) for row in new for key in _unpacked(row["hashes"])]
            _ADD_KEY.add(self._connection, keys)

    def clear(self) -> None:
        """Forget everything, before a rebuild."""
        for table in (likeness, person_key, person_row):
            self._connection.execute(delete(table))

    def contents(self) -> dict[str, tuple[object, ...]]:
        """Every person by code, to compare a rebuilt projection with; row numbers are of no interest."""
        keys: dict[int, list[int]] = {}
        for key in self._connection.execute(select(person_key).order_by(person_key.c.key)):
            keys.setdefault(key.person, []).append(key.key)
        return {
            row.code: (*list(_plain(row).values())[1:], *keys.get(row.id, ()))
            for row in self._connection.execute(select(person_row))
        }

    @property
    def complete(self) -> bool:
        """Whether every case was gone through; not so where an older program wrote some of them, or heard
        names another way."""
        return self._connection.execute(select(matching_key.c.version)).scalar() == VERSION

    def set_complete(self) -> None:
        """Every case was gone through: all are compared anew, in their own time."""
        if not self._secret():
            self._make_secret(0)
        if not self.complete:
            self._connection.execute(update(matching_key).values(version=VERSION))
            self._connection.execute(update(person_row).values(compared=False))

    def _secret(self) -> bytes:
        """The key for hashing; b"" while nobody was ever written, and then nobody can be found."""
        if self._key is None:
            self._key = self._connection.execute(select(matching_key.c.value)).scalar()
        return bytes(self._key or b"")

    def _make_secret(self, cases: int) -> None:
        """Where these are the first cases of all, the projection begins complete."""
        self._key = secrets.token_bytes(32)
        first = self._connection.execute(select(func.count()).select_from(case_row)).scalar_one() <= cases
        version = VERSION if first else 0
        self._connection.execute(insert(matching_key).values(id=1, value=self._key, version=version))

    def _known(self, ids: Sequence[int]) -> dict[int, _Row]:
        known: dict[int, _Row] = {}
        for some in _chunks(ids):
            query = select(person_row).where(person_row.c.id.in_(some))
            known |= {row.id: _plain(row) for row in self._connection.execute(query)}
        return known

    def _forget(self, ids: Sequence[int], known: dict[int, _Row]) -> None:
        if not ids:
            return
        keys = [{"of_key": key, "of_person": id} for id in ids for key in _unpacked(known[id]["hashes"])]
        if keys:
            self._connection.execute(_FORGET_KEY, keys)
        codes = [str(known[id]["code"]) for id in ids]
        self._forget_pairs(codes)
        for some in _chunks(ids):
            self._connection.execute(delete(person_row).where(person_row.c.id.in_(some)))

    def _forget_pairs(self, codes: Sequence[str]) -> None:
        for some in _chunks(codes):
            self._connection.execute(
                delete(likeness).where(or_(likeness.c.first.in_(some), likeness.c.second.in_(some)))
            )

    def _row(self, each: Named) -> _Row:
        profile = self.profile(each.person, each.day)
        return {
            "id": each.id,
            "code": each.code,
            "names": _joined(profile.names),
            "birth_year": profile.birth_year,
            "sex": profile.sex,
            "document": profile.document,
            "companions": _joined(profile.companions),
            "day": profile.day,
            "hashes": _packed(self._keys(profile)),
            "compared": False,
        }

    # comparing

    def profile(self, person: Person, day: int) -> Profile:
        """What is compared of a person."""
        written = (person.name_as_used, person.latin_name)
        names = dict.fromkeys(name_sounds(each[:_LONGEST_NAME]) for each in written if each)
        others = _COMMAS.split(person.companions[: _LONGEST_NAME * _MOST_COMPANIONS])[:_MOST_COMPANIONS]
        companions = (name_sounds(each[:_LONGEST_NAME]) for each in others)
        sign = document_sign(person.document_number)
        document = hmac.digest(self._secret(), sign.encode(), "sha256")[:16].hex() if sign else ""
        return Profile(
            tuple(words for words in names if words),
            year_of(person.birth_year),
            _SEXES.get(person.sex.strip().casefold(), ""),
            document,
            tuple(dict.fromkeys(words for words in companions if words)),
            day,
        )

    def like(self, profile: Profile, *, but: str = "") -> list[tuple[str, Match]]:
        """Codes of the cases that may be of this person, the likeliest first; ``but`` is left out."""
        found = [(other, match) for _, other, match in self.alike({but: profile}) if other != but]
        return sorted(found, key=lambda each: (-each[1].rank, each[0]))

    def alike(self, profiles: Mapping[str, Profile]) -> Iterator[tuple[str, str, Match]]:
        """These persons, by the codes of their cases, with every other one here that each may be."""
        if not self._secret():
            return
        seekers: dict[int, list[str]] = {}
        for code, profile in profiles.items():
            for key in self._keys(profile):
                seekers.setdefault(key, []).append(code)
        met: dict[int, set[str]] = {}
        for some in _chunks(list(seekers)):
            holders = select(person_key).where(person_key.c.key.in_(some))
            for key, person in self._connection.execute(holders):
                met.setdefault(person, set()).update(seekers[key])
        for some in _chunks(list(met)):
            for person, (other, there) in self._profiles(some).items():
                for code in met[person]:
                    if code != other and (match := compare(profiles[code], there)):
                        yield code, other, match

    def waiting(self) -> int:
        """How many persons have not been compared with the others yet."""
        query = select(func.count()).select_from(person_row).where(person_row.c.compared.is_(False))
        return self._connection.execute(query).scalar_one()

    def compare_some(self) -> int:
        """Compare up to 500 persons that wait for it with everybody, and keep the pairs worth a look.

        How many were compared; 0 when none waits.
        """
        query = select(person_row.c.id).where(person_row.c.compared.is_(False)).limit(_COMPARED_TOGETHER)
        ids = list(self._connection.execute(query).scalars())
        if not ids:
            return 0
        new = dict(self._profiles(ids).values())
        pairs = {
            (min(code, other), max(code, other)): int(match.rank) for code, other, match in self.alike(new)
        }
        self._forget_pairs(list(new))
        if pairs:
            rows = [{"first": a, "second": b, "rank": rank} for (a, b), rank in sorted(pairs.items())]
            self._connection.execute(_ADD_PAIR, rows)
        for some in _chunks(ids):
            self._connection.execute(
                update(person_row).where(person_row.c.id.in_(some)).values(compared=True)
            )
        return len(ids)

    def _profiles(self, ids: Sequence[int]) -> dict[int, tuple[str, Profile]]:
        found: dict[int, tuple[str, Profile]] = {}
        columns = [column for column in person_row.c if column.name not in ("hashes", "compared")]
        for some in _chunks(ids):
            for row in self._connection.execute(select(*columns).where(person_row.c.id.in_(some))):
                id, code, names, birth_year, sex, document, companions, day = row
                profile = Profile(_split(names), birth_year, sex, document, _split(companions), day)
                found[id] = code, profile
        return found

    def _keys(self, profile: Profile) -> list[int]:
        """Signed 64-bit numbers, small in the index and readable to nobody."""
        secret = self._secret()
        return [
            int.from_bytes(
                hashlib.blake2b(sign.encode(), key=secret, digest_size=_KEY_BYTES).digest(),
                "big",
                signed=True,
            )
            for sign in dict.fromkeys(_signs(profile))
        ]


def _signs(profile: Profile) -> Iterator[str]:
    """What another record of the same person is likely to share, for each rule of ``likeness.compare``:
    the document; all of a name, or two words of it; one word, with a birth year or a companion.
    """
    if profile.document:
        yield f"d {profile.document}"
    companions = {sound_code(word) for words in profile.companions for word in words[:_MOST_WORDS]}
    for words in profile.names:
        codes = [sound_code(word) for word in words[:_MOST_WORDS]]
        whole = "".join(codes)
        if len(whole) >= (_LONG_CODE if len(codes) > 1 else _LONG_WORD):
            yield f"a {whole}"
        different = sorted(set(codes))
        for place, code in enumerate(different):
            yield from (f"p {code} {other}" for other in different[place + 1 :])
            yield from (f"c {code} {other}" for other in companions)
            if profile.birth_year:
                yield f"y {code} {profile.birth_year}"


_Value = TypeVar("_Value", int, str)


def _chunks(values: Sequence[_Value]) -> Iterator[Sequence[_Value]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]


def _joined(names: Iterable[Words]) -> str:
    return "|".join(" ".join(words) for words in names)


@lru_cache(maxsize=16384)
def _split(written: str) -> tuple[Words, ...]:
    return tuple(tuple(words.split(" ")) for words in written.split("|")) if written else ()


def _packed(keys: Iterable[int]) -> bytes:
    return b"".join(key.to_bytes(_KEY_BYTES, "big", signed=True) for key in keys)


def _unpacked(keys: bytes) -> list[int]:
    return [
        int.from_bytes(keys[at : at + _KEY_BYTES], "big", signed=True)
        for at in range(0, len(keys), _KEY_BYTES)
    ]


def _plain(row: Row[*tuple[Any, ...]]) -> _Row:
    """A row as it would be written now: whether it was compared with others does not matter."""
    return {**row._asdict(), "hashes": bytes(row.hashes), "compared": False}
