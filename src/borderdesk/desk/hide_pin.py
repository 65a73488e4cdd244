"""The short number that brings the covered screen back, one for each user of a PC."""

import hmac
import secrets

from borderdesk.desk.workspace import Workspace, permitted
from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.roles import Act
from borderdesk.store.database import Transaction
from borderdesk.store.keyslots import pin_digest

_PIN = "hide_pin."


@permitted(Act.OWN_ACCESS)
def set_hide_pin(workspace: Workspace, pin: str) -> None:
    """The short number that brings the covered screen back.

    :raises RuleBroken: ``pin.malformed`` (4 to 8 digits).
    """
    check_pin(pin)
    keep_pin(workspace, pin)


@permitted(Act.OWN_ACCESS)
def check_hide_pin(workspace: Workspace, pin: str) -> bool:
    """Whether this is the signed-in user's hide-PIN."""
    kept = kept_hide_pin(workspace)
    return bool(kept) and hmac.compare_digest(kept[16:], pin_digest(pin, kept[:16]))


@permitted(Act.OWN_ACCESS)
def has_hide_pin(workspace: Workspace) -> bool:
    """Whether the signed-in user has set a hide-PIN."""
    return bool(kept_hide_pin(workspace))


@permitted(Act.OWN_ACCESS)
def kept_hide_pin(workspace: Workspace) -> bytes:
    """What the signed-in user's hide-PIN is checked by; empty where there is none. In practice it is that of
    the real desk, lent for as long as practice is open.
    """
    with workspace.store.read() as transaction:
        return transaction.secret(_PIN + workspace.user.id) or workspace.lent_pin


def keep_pin(workspace: Workspace, pin: str) -> None:
    """Make ``pin`` the signed-in user's own."""
    with workspace.store.write() as transaction:
        put_pin(transaction, workspace.user.id, pin)


def put_pin(transaction: Transaction, user: str, pin: str) -> None:
    """Keep what a PIN can be checked by, never the PIN itself."""
    salt = secrets.token_bytes(16)
    transaction.set_secret(_PIN + user, salt + pin_digest(pin, salt))


def check_pin(pin: str) -> None:
    """:raises RuleBroken: ``pin.malformed`` unless it is 4 to 8 digits."""
    if not (pin.isascii() and pin.isdigit() and 4 <= len(pin) <= 8):
        raise RuleBroken("pin.malformed")
