"""A new workspace: its key, its tables, its first user and the forms that ship."""

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from borderdesk.desk.access import SLIP_KEY, forget_unfinished, read_user_id, set_preference, user_subject
from borderdesk.desk.door import KEYS, UNFINISHED, workspace_exists
from borderdesk.desk.forms import changed_forms, install_forms
from borderdesk.desk.hide_pin import check_pin, keep_pin
from borderdesk.desk.workspace import IDENTITY, Clock, Progress, Workspace, local_now, silent
from borderdesk.domain import facts
from borderdesk.domain.errors import BorderDeskError, NotAllowed, RuleBroken, Unavailable
from borderdesk.domain.people import User
from borderdesk.domain.roles import Post, Role
from borderdesk.domain.values import DeviceId, StationCode, UserId
from borderdesk.exchange import DeviceIdentity
from borderdesk.resources import sign_in
from borderdesk.store.database import FILES, Store, clear_away, create
from borderdesk.store.keyslots import KEY_BYTES, KeyFile


@dataclass(frozen=True)
class Created:
    """A new workspace, open, and its recovery shares, which are shown once and kept nowhere."""

    workspace: Workspace
    recovery_shares: list[str]


def create_workspace(
    folder: Path,
    *,
    post: Post,
    station: str,
    role: Role,
    passphrase: str,
    user: str = "",
    hide_pin: str = "",
    shares: tuple[int, int] = (2, 3),
    practice: bool = False,
    private_desk: bool = False,
    language: str = "lo",
    database: str = "",
    clock: Clock = local_now,
    progress: Progress = silent,
) -> Created:
    """A new workspace in ``folder`` (made if missing) with its first user, signed in.

    ``database`` puts a supervisor's tables on a PostgreSQL server that other supervisors' desks share:
    ``postgresql+psycopg://user@host/name``; ``""`` leaves them in an encrypted file in ``folder``.

    :raises RuleBroken: ``station.malformed``, ``user.malformed``, ``passphrase.short``, ``pin.malformed``,
        ``database.malformed``, ``database.in_clear``.
    :raises NotAllowed: ``database.supervisors_only``.
    :raises Unavailable: ``workspace.exists``, ``store.unwritable``, ``store.full``, ``database.*``.
    """
    if database and post is not Post.SUPERVISOR:
        raise NotAllowed("database.supervisors_only")
    station = _station(station)
    user = read_user_id(user or ("S1" if role is Role.SUPERVISOR else "O1"))
    if hide_pin:
        check_pin(hide_pin)
    if workspace_exists(folder):
        raise Unavailable("workspace.exists")
    key = secrets.token_bytes(KEY_BYTES)
    keys = KeyFile.new(practice=practice).with_passphrase(user, role, passphrase, key)
    keys, recovery = keys.with_recovery(key, *shares)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if (folder / UNFINISHED).is_file():
            clear_away(folder)
        _mark_unfinished(folder)
    except OSError as error:
        raise Unavailable("store.unwritable") from error
    try:
        store = create(folder, key, server=database, practice=practice)
    except BorderDeskError as refused:
        if refused.code != "workspace.in_use":  # then it is another's mark
            forget_unfinished(folder)
        raise
    try:
        workspace = _furnish(
            store, folder, post, station, user, role, practice, private_desk, clock, progress
        )
        if hide_pin:
            keep_pin(workspace, hide_pin)
        set_preference(workspace, "language", language)
        keys.save(folder / KEYS)
        forget_unfinished(folder)
    except BaseException:
        store.remove()
        _remove_unfinished(folder)
        raise
    sign_in(workspace.content)
    return Created(workspace, recovery)


def _furnish(
    store: Store,
    folder: Path,
    post: Post,
    station: str,
    user: str,
    role: Role,
    practice: bool,
    private_desk: bool,
    clock: Clock,
    progress: Progress,
) -> Workspace:
    """Device identity, first entries and the shipped forms, in one transaction."""
    device = DeviceId(f"{station}-{secrets.token_hex(4)}")
    slip_key = secrets.token_bytes(32)
    workspace = Workspace(
        folder,
        store,
        User(UserId(user), role),
        StationCode(station),
        post,
        device,
        practice,
        private_desk,
        clock,
    )
    with store.write() as transaction:
        transaction.set_secret(IDENTITY, DeviceIdentity.generate(device).to_bytes())
        transaction.set_secret(SLIP_KEY, slip_key)
        transaction.set_setting("device", device)
        transaction.set_setting("station", station)
        transaction.set_setting("post", post.value)
        transaction.set_setting("practice", practice)
        transaction.set_setting("private_desk", private_desk)
        registered = facts.DeviceRegistered(station, post.value, slip_key.hex(), practice)
        workspace.record(transaction, f"device:{device}", registered)
        workspace.record(transaction, user_subject(device, user), facts.UserAdded(role.value))
        install_forms(transaction, changed_forms(transaction), workspace.now(), progress)
    return workspace


def _mark_unfinished(folder: Path) -> None:
    """On the disk before the database is, as keys come last: a power cut in between is no dead end."""
    with (folder / UNFINISHED).open("wb") as file:
        file.flush()
        os.fsync(file.fileno())


def _remove_unfinished(folder: Path) -> None:
    for name in (*FILES, KEYS, UNFINISHED):
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)


def _station(code: str) -> str:
    code = code.strip().upper()
    if not (len(code) == 3 and code.isascii() and code.isalpha()):
        raise RuleBroken("station.malformed")
    return code
