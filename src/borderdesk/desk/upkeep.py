"""Whether everything holds: the chains, the projections, the disk and the clock."""

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, timedelta

from borderdesk.desk.many_objects import many_objects
from borderdesk.desk.workspace import Workspace, permitted
from borderdesk.domain.roles import Act
from borderdesk.domain.values import moment
from borderdesk.store.cases import Rebuilt
from borderdesk.store.journal import ChainReport

LOW_SPACE = 200 * 1024 * 1024
"""Bytes below which the PC is said to be nearly full."""


@dataclass(frozen=True)
class Verification:
    """Every device's chain, walked from its first entry."""

    chains: list[ChainReport]

    @property
    def ok(self) -> bool:
        """Whether no chain is broken."""
        return not any(chain.problem for chain in self.chains)


@dataclass(frozen=True)
class HealthLine:
    """One line of the health page: a code, and whether it is as it should be."""

    code: str
    ok: bool
    value: str = ""


@permitted(Act.CHECK_STORE)
def verify(workspace: Workspace) -> Verification:
    """Walk every chain: gaps, cuts, insertions and edits are found."""
    with workspace.store.read() as transaction:
        return Verification(transaction.journal.verify())


@permitted(Act.CHECK_STORE)
@many_objects()
def rebuild(workspace: Workspace) -> Rebuilt:
    """Drop and refold every projection and say which were different; none should be."""
    with workspace.store.write() as transaction:
        rebuilt = transaction.cases.rebuild()
        different = transaction.pairs.rebuild()
        return replace(rebuilt, different=(*rebuilt.different, *different))


@permitted(Act.CHECK_STORE)
def health(workspace: Workspace) -> list[HealthLine]:
    """Space, clock, chain and keys, each with what it says."""
    verification = verify(workspace)
    free = shutil.disk_usage(workspace.folder).free
    last = max((chain.last_at for chain in verification.chains if chain.last_at), default="")
    # The clock stands behind what was last written: dates on slips would be wrong.
    behind = bool(last) and workspace.clock().astimezone(UTC) < moment(last) - timedelta(hours=24)
    return [
        HealthLine("chain", verification.ok, str(sum(chain.entries for chain in verification.chains))),
        HealthLine("space", free > LOW_SPACE, str(free // (1024 * 1024))),
        HealthLine("clock", not behind, workspace.now()),
    ]
