"""The audit chain: every line carries the hash of the one before it, so that none can be changed or taken out
unseen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from desk.core.clock import milliseconds
from desk.models.audit import audit
from desk.text import mended_content

GENESIS = "0" * 64


LAST_LINE = "SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1"
"""Number and hash of the chain's end, in plain SQL: every action asks it while it holds the write lock."""


def canonical(content: Mapping[str, Any] | None) -> str | None:
    """JSON with sorted keys and no spaces, so that the same content always hashes the same; texts as they are kept."""
    if content is None:
        return None
    return _CANONICAL.encode(mended_content(content))


_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
_SEALED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""Made once: ``json.dumps`` makes another with every call, which takes longer than the encoding."""


def line_hash(line: Mapping[str, Any]) -> str:
    """SHA-256 over the line's fields and the hash of the line before it."""
    fields = [
        milliseconds(line["at"]),
        *(line[name] for name in ("staff_id", "action", "subject", "before", "after", "previous_hash")),
    ]
    return hashlib.sha256(_SEALED.encode(fields).encode()).hexdigest()


def first_broken_line(connection: Connection) -> int | None:
    """The id of the first audit line that was changed, removed, inserted or reordered; None when the chain holds."""
    previous, expected = GENESIS, 1
    for row in connection.execute(select(audit).order_by(audit.c.id)):
        if row.id != expected or row.previous_hash != previous or row.hash != line_hash(row._asdict()):
            return expected
        previous, expected = row.hash, expected + 1
    return None
