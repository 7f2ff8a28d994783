"""5,000 incidents with 100,000 entries: opening one, adding an entry, verifying the whole book."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from typing import Any

from sqlalchemy import insert

from desk.books.incidents import attention, chain, log, queries, report_drafts, verifier
from desk.books.incidents.model import IncidentKind, ReportStage
from desk.core.audit import line_hash
from desk.core.clock import milliseconds
from desk.core.work import Work
from desk.models.audit import audit
from desk.models.incidents import entries, incidents
from desk.services.session import Desk
from tests.bench.conftest import Table, took

INCIDENTS, EACH, GOING_ON = 5_000, 20, 3


def fill(work: Work) -> None:
    """As the log would have written it, in bulk."""
    opened: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    sealed: list[dict[str, Any]] = []
    last = work.rows("SELECT hash FROM audit ORDER BY id DESC LIMIT 1")[0][0]
    before = verifier.GENESIS
    for n in range(INCIDENTS):
        at = work.now - timedelta(hours=INCIDENTS - n)
        set_ = {
            "number": f"旧{n:05d}",
            "drill": 0,
            "kind": "fire",
            "level": "unset",
            "state": "reported" if n >= INCIDENTS - GOING_ON else "reviewed",
            "place": "大厅",
            "reported_by": "",
            "heard_at": milliseconds(at),
            "affected": 0,
            "injured": 0,
            "dead": 0,
            "missing": 0,
            "same_as": "",
            "opened_at": milliseconds(at),
            "closed_at": None,
        }
        opened.append(set_ | {"id": n + 1, "heard_at": at, "opened_at": at})
        previous = verifier.GENESIS
        for seq in range(1, EACH + 1):
            told = {
                "number": set_["number"],
                "seq": seq,
                "book_seq": len(rows) + 1,
                "kind": "open" if seq == 1 else "note",
                "happened_at": milliseconds(at),
                "entered_at": milliseconds(at),
                "staff_id": 1,
                "author": "管理员",
                "text": f"第{seq}步：疏散群众，切断电源，等待救援",
                "fields": set_ if seq == 1 else {},
                "corrects": None,
                "previous": previous,
                "previous_in_book": before,
            }
            previous = before = verifier.hash_of(told)
            row = {name: value for name, value in told.items() if name not in ("number", "book_seq")}
            rows.append(
                row
                | {"id": told["book_seq"], "incident_id": n + 1, "hash": before, "happened_at": at, "entered_at": at}
            )
            line = {
                "at": at,
                "staff_id": 1,
                "action": "incident.entry",
                "subject": f"incident_entries:{told['book_seq']}",
                "before": None,
                "after": json.dumps({"hash": before}, separators=(",", ":")),
                "previous_hash": last,
            }
            last = line_hash(line)
            sealed.append({**line, "hash": last})
    work.connection.execute(insert(incidents), opened)
    work.connection.execute(insert(entries), rows)
    work.connection.execute(insert(audit), sealed)


def test_the_emergency_log(desk: Desk, table: Table) -> None:
    with desk.write() as work:
        fill(work)

    def add() -> None:
        with desk.write() as work:
            log.add(work, 4321, "120 到达现场，伤者已转送医院")

    def bare() -> None:
        with desk.store.writing() as connection:
            connection.exec_driver_sql("INSERT INTO bare(text) VALUES ('120 到达现场，伤者已转送医院')")

    with desk.store.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE bare(id INTEGER PRIMARY KEY, text TEXT)")
    ours, plain = took(add, 40), took(bare, 40)
    table.add(
        "add an entry (100,000 there)",
        f"{1000 * ours:.1f} ms",
        f"{1000 * plain:.1f} ms (bare insert and commit)",
        ours / plain,
    )

    def opened() -> None:
        with desk.write() as work:
            log.open_incident(work, IncidentKind.FIRE, "长者食堂")

    table.add("open an incident, with its plan's steps", f"{1000 * took(opened):.1f} ms")
    with desk.read() as work:
        ours = took(lambda: (queries.find(work, 4321), queries.entries(work, 4321)))
        table.add("read an incident with its log", f"{1000 * ours:.1f} ms")
        table.add("the bar: what has to be seen to", f"{1000 * took(lambda: attention.attention(work)):.1f} ms")
        table.add("after the lock: who has to be named", f"{1000 * took(lambda: queries.unnamed(work)):.1f} ms")
        table.add(
            "draft a report of it", f"{1000 * took(lambda: report_drafts.draft(work, 4321, ReportStage.FIRST)):.1f} ms"
        )
        rows = work.rows(chain.ENTRIES.format(where=""))
        forms = [
            json.dumps([verifier.FORMAT, *(told[name] for name in verifier.HASHED)]).encode()
            for told in map(chain.plain, rows)
        ]
        ours = took(lambda: chain.first_fault(work), 3)
        plain = took(lambda: [hashlib.sha256(form).digest() for form in forms], 3)
        many = len(rows)
        table.add(
            f"verify the whole book ({many:,} entries)",
            f"{ours:.2f} s, {many / ours:,.0f} entries a second",
            f"{plain:.2f} s (SHA-256 of the same bytes)",
            ours / plain,
        )
        assert chain.first_fault(work) is None
