"""Going on after this PC was set back to an old copy of itself: a new identity, linked to the old one.

The PC cannot know what it wrote in the lost time, so it must not write under its old identity: others hold
entries with the numbers it would give. The new identity

- says everything again that this PC holds, with the same content, so that whoever has both chains sees one
  fact (see ``domain.fold``), and keeps of the old chain only what a supervisor's receipt has confirmed;
- counts entries from 1, and packages and referrals from places that the old identity never reached;
- carries a card on which the old key signed for the new one. That alone gives no trust: whoever has an old
  copy has the old key. People compare six words, as with every card.
"""

import secrets
from dataclasses import asdict, dataclass, replace

from borderdesk.desk.access import GENERATION, OLDER, SLIP_KEY, device_identity, list_users, user_subject
from borderdesk.desk.carriage import receipts
from borderdesk.desk.set_back import LINK
from borderdesk.desk.workspace import BEHIND, IDENTITY, Progress, Workspace, need, permitted, silent
from borderdesk.domain import facts
from borderdesk.domain.errors import RuleBroken
from borderdesk.domain.journal import FIRST_DIGEST, Entry, entry_digest
from borderdesk.domain.roles import Act
from borderdesk.domain.values import DeviceId
from borderdesk.exchange import DeviceIdentity
from borderdesk.store.database import Transaction
from borderdesk.store.mark import Mark, read_mark, write_mark
from borderdesk.text import language


@dataclass(frozen=True)
class WentOn:
    """The new identity: its device and six words, the old one, and how many entries were written again."""

    device: str
    before: str
    words: tuple[str, ...]
    kept: int
    written_again: int


@permitted(Act.TRUST)
def go_on(workspace: Workspace, progress: Progress = silent) -> WentOn:
    """Give this PC a new identity and close the workspace; opened again, it works under the new one.

    All or nothing: where it fails, the PC stands still as before.

    :raises RuleBroken: ``identity.not_behind`` where this PC was never set back.
    """
    users = list_users(workspace)
    with workspace.store.write() as transaction:
        noticed = transaction.setting(BEHIND)
        if noticed is None:
            raise RuleBroken("identity.not_behind")
        progress("identity", 0, 0)
        old = device_identity(transaction)
        left = read_mark(workspace.folder, workspace.device, old.to_bytes())
        generation = max(workspace.generation, left.generation if left else 0) + 1
        new = DeviceIdentity.generate(f"{workspace.station}-{secrets.token_hex(4)}")
        kept = max((fact.last for _, fact in receipts(workspace, transaction)), default=0)
        last = transaction.journal.one(workspace.device, kept) if kept else None
        digest = last.digest if last else ""
        again = _written_again(transaction, workspace.device, DeviceId(new.device_id))
        transaction.journal.cut(workspace.device, kept)
        transaction.journal.add_own(again)
        link = old.hand_over_to(new, kept, digest)
        _take_place(workspace, transaction, new, generation)
        transaction.set_setting(LINK, asdict(link))
        renewed = replace(
            workspace,
            device=DeviceId(new.device_id),
            older=(*workspace.older, workspace.device),
            generation=generation,
        )
        slip_key = need(transaction.secret(SLIP_KEY), "workspace.damaged")
        subject = f"device:{new.device_id}"
        registered = facts.DeviceRegistered(
            workspace.station, workspace.post.value, slip_key.hex(), workspace.practice
        )
        going_on = facts.DeviceContinues(workspace.device, kept, digest, generation, str(noticed["by"]))
        renewed.record(transaction, subject, registered, going_on)
        for user in users:
            added = facts.UserAdded(user.role.value, user.trained_child)
            renewed.record(transaction, user_subject(new.device_id, user.id), added)
    # A copy that is restored once more finds that this PC has gone on since, and counts on from there.
    write_mark(workspace.folder, workspace.device, old.to_bytes(), Mark(kept, generation))
    renewed.close()
    words = new.words(language())
    return WentOn(new.device_id, workspace.device, words, kept, len(again))


def _take_place(workspace: Workspace, transaction: Transaction, new: DeviceIdentity, generation: int) -> None:
    """The old keys go: nobody can write under the old identity on this PC any more."""
    transaction.set_secret(IDENTITY, new.to_bytes())
    transaction.set_setting("device", new.device_id)
    transaction.set_setting(OLDER, [*workspace.older, workspace.device])
    transaction.set_setting(GENERATION, generation)
    transaction.set_setting(BEHIND, None)


def _written_again(transaction: Transaction, old: DeviceId, device: DeviceId) -> list[Entry]:
    """The new chain: everything that the old one says here, entry for entry under the same numbers.

    Also what was confirmed, so that a supervisor's desk that had not got it yet, or that is trusted later,
    has it all from the new identity alone.
    """

    def renamed(head: str) -> str:
        author, _, seq = head.rpartition(":")
        return f"{device}:{seq}" if author == old else head

    again: list[Entry] = []
    before: dict[str, str] = {}
    for entry in transaction.journal.chain(old):
        seen = [renamed(head) for head in entry.base]
        if entry.subject in before:  # an author has seen what they wrote themselves
            seen.append(before[entry.subject])
        again.append(_again(entry, device, again[-1] if again else None, [*seen, entry.id]))
        before[entry.subject] = again[-1].id
    return again


def _again(entry: Entry, device: DeviceId, last: Entry | None, seen: list[str]) -> Entry:
    """The same fact at the end of another chain, stamped so that it follows its first writing."""
    seq = last.seq + 1 if last else 1
    lamport = max(entry.lamport, last.lamport if last else 0) + 1
    base = tuple(dict.fromkeys(seen))
    prev = last.digest if last else FIRST_DIGEST
    digest = entry_digest(
        device,
        seq,
        lamport,
        entry.at,
        entry.actor,
        entry.kind,
        entry.subject,
        base,
        entry.payload_digest,
        prev,
    )
    return Entry(
        device, seq, lamport, entry.at, entry.actor, entry.kind, entry.subject, base, entry.payload_digest,
        prev, digest, entry.payload, entry.salt,
    )  # fmt: skip
