"""Signed words of other desks about their chains, kept so that their entries can be carried on. Used by
importing and packing.
"""

from dataclasses import asdict

from borderdesk.desk.trust import trusted_cards
from borderdesk.desk.workspace import Workspace
from borderdesk.domain.values import DeviceId
from borderdesk.exchange import OpenPackage, SignedHead, heads_in
from borderdesk.store.database import Transaction

_HEAD = "chain_head."


def keep_heads(
    workspace: Workspace, transaction: Transaction, package: OpenPackage, third: dict[str, SignedHead]
) -> None:
    """Remember the farthest signed word of each desk in this package."""
    sender = heads_in(package.manifest).get(package.manifest.device)
    if sender is not None and sender.signed_by(package.sender):
        _keep(transaction, sender)
    for head in third.values():
        _keep(transaction, head)


def _keep(transaction: Transaction, head: SignedHead) -> None:
    known = transaction.setting(_HEAD + head.device)
    if known is None or known["seq"] < head.seq:
        transaction.set_setting(_HEAD + head.device, asdict(head))


def heads_to_pass_on(workspace: Workspace, transaction: Transaction) -> dict[str, SignedHead]:
    """The signed words of trusted supervisors' desks whose chains are here that far."""
    found = {}
    for device, card in trusted_cards(workspace, transaction).items():
        kept = transaction.setting(_HEAD + device)
        if kept is None or card.role != "supervisor":
            continue
        head = SignedHead(**kept)
        here = transaction.journal.one(DeviceId(device), head.seq)
        if here is not None and here.digest == head.digest:
            found[device] = head
    return found
