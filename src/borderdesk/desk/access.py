"""Getting in: opening and recovering a workspace, its users and passphrases, and what this PC prefers."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from borderdesk.desk.door import KEYS, UNFINISHED
from borderdesk.desk.forms import changed_forms, install_forms
from borderdesk.desk.hide_pin import check_pin, put_pin
from borderdesk.desk.installed import load_content
from borderdesk.desk.set_back import compare_mark
from borderdesk.desk.workspace import IDENTITY, Clock, Done, Workspace, local_now, permitted
from borderdesk.domain import facts
from borderdesk.domain.errors import Damaged, RuleBroken, Unavailable
from borderdesk.domain.people import User, fold_user
from borderdesk.domain.roles import Act, Post, Role, place_in_list, require
from borderdesk.domain.values import DeviceId, StationCode, UserId
from borderdesk.exchange import DeviceIdentity
from borderdesk.resources import sign_in
from borderdesk.store.database import Transaction, open_store
from borderdesk.store.keyslots import KeyFile

SLIP_KEY = "device.slip_key"
OLDER = "identity.older"
GENERATION = "identity.generation"
_PREFERENCE = "preference."
_SHIFT_ROLES = frozenset({Role.OFFICER, Role.SHIFT_LEAD, Role.HEALTH})


def forget_unfinished(folder: Path) -> None:
    """The keys are there; were the mark left, a workspace that loses its keys would look like a torso."""
    with suppress(OSError):
        (folder / UNFINISHED).unlink(missing_ok=True)


def open_workspace(folder: Path, user: str, passphrase: str, *, clock: Clock = local_now) -> Workspace:
    """Open a workspace and sign in.

    :raises RuleBroken: ``passphrase.wrong`` (which part was wrong is not told).
    :raises Unavailable: ``passphrase.wait`` with ``seconds``, ``workspace.in_use``, ``workspace.missing``.
    :raises Damaged: ``workspace.damaged``, ``workspace.newer``, ``keys.damaged``.
    """
    return _sign_in(folder, key_of(folder, user, passphrase, clock), user, clock)


def key_of(folder: Path, user: str, passphrase: str, clock: Clock) -> bytes:
    """The workspace's key from a user's own slot; misses are counted. For the other desk modules.

    :raises RuleBroken: ``passphrase.wrong``. :raises Unavailable: ``passphrase.wait`` with ``seconds``.
    """
    keys = KeyFile.load(folder / KEYS)
    now = clock().timestamp()
    wait = keys.wait(user, now)
    if wait:
        raise Unavailable("passphrase.wait", seconds=wait)
    try:
        key = keys.open_passphrase(user, passphrase)
    except RuleBroken:
        # Read again: deriving took a while, and nobody's new passphrase may be undone by a miss.
        with suppress(Unavailable):
            KeyFile.load(folder / KEYS).missed(user, now).save(folder / KEYS)
        raise
    if keys.misses and user in keys.misses:
        with suppress(Unavailable):
            KeyFile.load(folder / KEYS).opened(user).save(folder / KEYS)
    return key


def _sign_in(folder: Path, key: bytes, user: str, clock: Clock) -> Workspace:
    store = open_store(folder, key)
    forget_unfinished(folder)
    try:
        with store.read() as transaction:
            setting = transaction.setting
            device = DeviceId(setting("device", ""))
            signed_in = _user(transaction, device, user)
            if signed_in is None:
                raise Damaged("workspace.damaged")
            workspace = Workspace(
                folder,
                store,
                signed_in,
                StationCode(setting("station")),
                Post(setting("post")),
                device,
                bool(setting("practice")),
                bool(setting("private_desk")),
                clock,
                older=tuple(DeviceId(each) for each in setting(OLDER, ())),
                generation=int(setting(GENERATION, 0)),
            )
            new_forms = changed_forms(transaction)
            brought = load_content(transaction)
        compare_mark(workspace)
        if new_forms:
            # Nobody is kept out of their records by a form, or by a disk that is full.
            with suppress(RuleBroken, Unavailable), store.write() as transaction:
                install_forms(transaction, new_forms, workspace.now())
    except BaseException:
        store.close()
        raise
    if brought is not None:
        workspace.content.replace(brought)
    sign_in(workspace.content)
    return workspace


def recover_workspace(
    folder: Path, shares: Sequence[str], user: str, new_passphrase: str, *, clock: Clock = local_now
) -> Workspace:
    """Open with recovery shares and give a user a new passphrase.

    :raises RuleBroken: ``recovery.wrong``, ``passphrase.short``.
    """
    keys = KeyFile.load(folder / KEYS)
    key = keys.open_recovery(shares)
    role = dict(keys.users).get(user)
    if role is None:
        raise RuleBroken("user.malformed")
    changed = keys.with_passphrase(user, role, new_passphrase, key).opened(user)
    workspace = _sign_in(folder, key, user, clock)
    try:
        changed.save(folder / KEYS)
    except Unavailable:
        workspace.close()
        raise
    return workspace


def _user(transaction: Transaction, device: DeviceId, user: str) -> User | None:
    """Only this PC's own word counts: an imported entry can neither make a user nor change a role."""
    entries = transaction.journal.of(user_subject(device, user))
    return fold_user(user, [entry for entry in entries if entry.device == device])


def user_subject(device: str, user: str) -> str:
    """The journal's subject for a user of one PC; role numbers repeat from PC to PC."""
    return f"user:{device}:{user}"


@permitted(Act.OWN_ACCESS)
def change_passphrase(workspace: Workspace, old: str, new: str) -> None:
    """Rewrite the signed-in user's slot; the database is not touched.

    :raises RuleBroken: ``passphrase.wrong``, ``passphrase.short``.
    :raises Unavailable: ``passphrase.wait`` with ``seconds``.
    """
    path = workspace.folder / KEYS
    key = key_of(workspace.folder, workspace.user.id, old, workspace.clock)
    KeyFile.load(path).with_passphrase(workspace.user.id, workspace.user.role, new, key).save(path)


@permitted(Act.ADD_USER)
def add_user(
    workspace: Workspace,
    user: str,
    role: Role,
    passphrase: str,
    *,
    own_passphrase: str,
    hide_pin: str = "",
    trained_child: bool = False,
) -> Done[User]:
    """Give somebody else a way in; the one who adds proves to be there with their own passphrase.

    :raises RuleBroken: ``user.malformed``, ``user.exists``, ``passphrase.short``, ``passphrase.wrong``.
    :raises NotAllowed: ``role.not_allowed`` when a shift lead adds more than an officer, a shift lead or
        a health worker. :raises Unavailable: ``passphrase.wait`` with ``seconds``.
    """
    path = workspace.folder / KEYS
    user = read_user_id(user)
    if hide_pin:
        check_pin(hide_pin)
    if role not in _SHIFT_ROLES:
        # Whoever could make a supervisor could countersign their own lowering.
        require(workspace.user.role, Act.ADD_ANY_USER)
    if user in dict(KeyFile.load(path).users):
        raise RuleBroken("user.exists", user=user)
    key = key_of(workspace.folder, workspace.user.id, own_passphrase, workspace.clock)
    keys = KeyFile.load(path)
    with_user = keys.with_passphrase(user, role, passphrase, key)
    try:
        with workspace.store.write() as transaction:
            changes = workspace.record(
                transaction, user_subject(workspace.device, user), facts.UserAdded(role.value, trained_child)
            )
            if hide_pin:
                put_pin(transaction, user, hide_pin)
            with_user.save(path)
    except BaseException:
        with suppress(Unavailable):
            keys.save(path)
        raise
    return Done(User(UserId(user), role, trained_child), changes)


@permitted(Act.OWN_ACCESS)
def list_users(workspace: Workspace) -> list[User]:
    """Everybody of this workspace, by role number."""
    with workspace.store.read() as transaction:
        own = user_subject(workspace.device, "")
        folded = [
            _user(transaction, workspace.device, subject.removeprefix(own))
            for subject in transaction.journal.subjects(own)
        ]
    return sorted((user for user in folded if user), key=lambda user: place_in_list(user.id))


@permitted(Act.OWN_ACCESS)
def preference(workspace: Workspace, name: str, default: Any = None) -> Any:
    """A setting of this PC, such as ``language`` or ``text_size``."""
    with workspace.store.read() as transaction:
        return transaction.setting(_PREFERENCE + name, default)


@permitted(Act.OWN_ACCESS)
def set_preference(workspace: Workspace, name: str, value: Any) -> None:
    """Keep a setting of this PC; ``value`` is anything JSON can hold."""
    with workspace.store.write() as transaction:
        transaction.set_setting(_PREFERENCE + name, value)


def device_identity(transaction: Transaction) -> DeviceIdentity:
    """This installation's keys.

    :raises Damaged: ``workspace.damaged``.
    """
    kept = transaction.secret(IDENTITY)
    if kept is None:
        raise Damaged("workspace.damaged")
    return DeviceIdentity.from_bytes(kept)


def read_user_id(text: str) -> str:
    """A role number as it is kept, such as O1.

    :raises RuleBroken: ``user.malformed``.
    """
    text = text.strip().upper()
    if not (2 <= len(text) <= 6 and text.isascii() and text[0].isalpha() and text[1:].isdigit()):
        raise RuleBroken("user.malformed")
    return text
