"""A package on its way in, opened with what this desk knows of others; for looking at it and importing it."""

from pathlib import Path

from borderdesk.desk.access import device_identity
from borderdesk.desk.trust import known_cards, revoked_devices
from borderdesk.desk.workspace import Progress, Workspace
from borderdesk.domain.errors import NotAllowed, RuleBroken
from borderdesk.domain.roles import Post
from borderdesk.exchange import (
    OpenPackage,
    PackageKind,
    list_packages,
    open_package,
)
from borderdesk.store.database import Transaction


def packages_in(folder: Path) -> list[Path]:
    """Packages and receipts on a stick, by name.

    :raises Unavailable: ``stick.unreadable``.
    """
    return list(list_packages(folder))


def opened(workspace: Workspace, transaction: Transaction, path: Path, progress: Progress) -> OpenPackage:
    """The package, checked as a whole, from a desk that is trusted here.

    :raises BorderDeskError: any ``package.*`` code.
    """
    return open_package(
        path,
        device_identity(transaction),
        known_cards(workspace, transaction),
        revoked=revoked_devices(workspace, transaction),
        practice=workspace.practice,
        progress=progress,
    )


def require_records(workspace: Workspace, package: OpenPackage) -> None:
    """That it brings records, and from whom this desk takes them.

    :raises RuleBroken: ``package.other_kind``. :raises NotAllowed: ``package.not_from_supervisor``.
    """
    if package.manifest.kind != PackageKind.RECORDS:
        raise RuleBroken("package.other_kind", kind=str(package.manifest.kind))
    if workspace.post is Post.CHECKPOINT and package.sender.role != Post.SUPERVISOR.value:
        # A checkpoint never gets another station's records, whoever meant well.
        raise NotAllowed("package.not_from_supervisor", station=package.sender.station)
