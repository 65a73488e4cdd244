"""Packages that travel on a stick: written, sealed, signed, opened, checked and confirmed.

Desk imports from here and from nowhere deeper. This room knows bytes, keys and files; what an entry means
and whether entries form a chain is not its business.
"""

from borderdesk.exchange.content import (
    CONTENT_LIMITS,
    CONTENT_ROLE,
    ContentFile,
    ContentPack,
    read_content,
    write_content,
)
from borderdesk.exchange.filesystem import REAL_FILES, FileSystem
from borderdesk.exchange.fingerprint import fingerprint_words
from borderdesk.exchange.heads import SignedHead, heads_extra, heads_in, sign_head
from borderdesk.exchange.identity import CARD_SUFFIX, Card, Continues, DeviceIdentity, read_card
from borderdesk.exchange.inspection import Inspection, inspect_package
from borderdesk.exchange.manifest import LIMITS, FileRecord, Limits, Manifest, PackageKind
from borderdesk.exchange.opening import OpenPackage, open_package
from borderdesk.exchange.packing import WrittenPackage, list_packages, write_copy, write_package
from borderdesk.exchange.progress import Progress, no_progress
from borderdesk.exchange.receipt import Receipt, SetAside, parse_receipt, write_receipt
from borderdesk.exchange.request import ResendRequest, parse_request, write_request

__all__ = [
    "CARD_SUFFIX",
    "CONTENT_LIMITS",
    "CONTENT_ROLE",
    "LIMITS",
    "REAL_FILES",
    "Card",
    "ContentFile",
    "ContentPack",
    "Continues",
    "DeviceIdentity",
    "FileRecord",
    "FileSystem",
    "Inspection",
    "Limits",
    "Manifest",
    "OpenPackage",
    "PackageKind",
    "Progress",
    "Receipt",
    "ResendRequest",
    "SetAside",
    "SignedHead",
    "WrittenPackage",
    "fingerprint_words",
    "heads_extra",
    "heads_in",
    "inspect_package",
    "list_packages",
    "no_progress",
    "open_package",
    "parse_receipt",
    "parse_request",
    "read_card",
    "read_content",
    "sign_head",
    "write_content",
    "write_copy",
    "write_package",
    "write_receipt",
    "write_request",
]
