"""A finished record on its way out: OpenRosa submission XML and the multipart body servers accept.

Format: https://docs.getodk.org/openrosa-form-submission/. Nothing here talks to a network.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Submission:
    """`xml` holds what is relevant only; `deprecated_id` is set on a new edition of a sent record."""

    xml: str
    form_id: str
    version: str
    instance_id: str
    instance_name: str = ""
    deprecated_id: str = ""


@dataclass(frozen=True, slots=True)
class Multipart:
    """The body of a POST and its headers."""

    body: bytes
    headers: Mapping[str, str]


def multipart(submission: Submission, attachments: Mapping[str, bytes] | None = None) -> Multipart:
    """The submission with its files, as `multipart/form-data`; the XML part comes first."""
    boundary = f"form-{secrets.token_hex(16)}"
    parts = [("xml_submission_file", "submission.xml", "text/xml; charset=utf-8", submission.xml.encode())]
    for name, content in (attachments or {}).items():
        parts.append((name, name, "application/octet-stream", content))
    lines: list[bytes] = []
    for field, filename, kind, content in parts:
        quoted = [
            text.replace('"', "%22").replace("\r", " ").replace("\n", " ") for text in (field, filename)
        ]
        lines += [
            f"--{boundary}".encode(),
            f'Content-Disposition: form-data; name="{quoted[0]}"; filename="{quoted[1]}"'.encode(),
            f"Content-Type: {kind}".encode(),
            b"",
            content,
        ]
    lines += [f"--{boundary}--".encode(), b""]
    headers = {
        "Content-Type": f"multipart/form-data; boundary={boundary}",
        "X-OpenRosa-Version": "1.0",
    }
    return Multipart(b"\r\n".join(lines), headers)
