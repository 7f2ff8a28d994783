"""Checks an exported incident without the program: ``python3 verifier.py FILE.json``. Standard library only.

What is hashed and how stands in docs/incident-chain.md. Exit code 0 when everything holds, 1 with one line otherwise.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

FORMAT = "desk-incident/1"
GENESIS = "0" * 64
HASHED = (
    "number",
    "seq",
    "book_seq",
    "kind",
    "happened_at",
    "entered_at",
    "staff_id",
    "author",
    "text",
    "fields",
    "corrects",
    "previous",
    "previous_in_book",
)
"""The members of an entry that its hash is made of, in this order, after the format's name."""


def hash_of(entry: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical form: a JSON array without spaces, names sorted, UTF-8."""
    content = [FORMAT, *(entry[name] for name in HASHED)]
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def first_fault(exported: Mapping[str, Any]) -> str:
    """What is wrong with the first entry that does not hold; empty when all do and the head is the one that was
    printed.
    """
    if exported.get("format") != FORMAT:
        return f"not an export of the format {FORMAT}"
    previous, book_seq = GENESIS, 0
    entries: Sequence[Mapping[str, Any]] = exported["entries"]
    for place, entry in enumerate(entries, 1):
        name = f"entry {place}"
        if missing := [member for member in (*HASHED, "hash") if member not in entry]:
            return f"{name}: {missing[0]} is missing"
        if entry["seq"] != place or entry["book_seq"] <= book_seq:
            return f"{name}: an entry was removed, inserted or moved (it says {entry['seq']})"
        if entry["number"] != exported["number"] or entry["previous"] != previous:
            return f"{name}: it does not follow the entry before it"
        if hash_of(entry) != entry["hash"]:
            return f"{name}: it was changed"
        previous, book_seq = entry["hash"], entry["book_seq"]
    if previous != exported["head"] or len(entries) != exported["count"]:
        return "entries at the end were removed or added: the head is another one"
    return ""


def main(path: str) -> int:
    """Print one line."""
    try:
        exported = json.loads(Path(path).read_text("utf-8"))
        fault = first_fault(exported)
    except (OSError, ValueError, KeyError, TypeError) as error:
        fault = f"cannot be read: {error!r}"
    if fault:
        print(f"{path}: {fault}")
        return 1
    print(f"{path}: {exported['count']} entries hold; head {exported['head']}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else "usage: python3 verifier.py FILE.json")
