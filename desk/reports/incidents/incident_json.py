"""An incident 突发事件 with its chain as JSON, to be checked without the program: docs/incident-chain.md."""

from __future__ import annotations

import json

from desk.books.incidents import chain
from desk.core.words import on_record
from desk.core.work import Work


@on_record()
def json_file(work: Work, incident_id: int) -> bytes:
    """The incident with its chain, for ``desk/books/incidents/verifier.py``."""
    return json.dumps(chain.exported(work, incident_id), ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")
