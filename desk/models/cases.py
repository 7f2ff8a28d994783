"""The cases handled in visits, and everything that happened to a case."""

from sqlalchemy import Column, ForeignKey, Index, and_, literal_column

from desk.models.base import Day, Flag, Instant, Json, Lines, Words, table

cases = table(
    "cases",
    Column("number", Words, nullable=False, unique=True),
    Column("visit_id", ForeignKey("visits.id"), nullable=False),
    Column("resident_id", ForeignKey("residents.id"), nullable=False),
    Column("service_id", ForeignKey("services.id"), nullable=False),
    Column("mode", Words, nullable=False),
    Column("department", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("day", Day, nullable=False),
    Column("accepted_at", Instant, nullable=False),
    Column("due_on", Day, nullable=False),
    Column("finished_at", Instant),
    Column("finished_on", Day),
    Column("assistance", Words, nullable=False, server_default="none"),
    Column("authoriser", Words, nullable=False, server_default="", info={"personal": "name"}),
    Column("handed_in", Json, nullable=False, server_default="[]"),
    Column("missing", Json, nullable=False, server_default="[]"),
    Column("remark", Lines, nullable=False, server_default="", info={"personal": "text"}),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("evaluation", Words, nullable=False, server_default="not_asked"),
    Column("vulnerable", Flag, nullable=False, server_default="0"),
    Index(None, "visit_id"),
    Index(None, "resident_id"),
    Index(None, "day"),
    Index(None, "due_on"),
    Index(None, "finished_on"),
    Index(None, "service_id", "day"),
    Index(None, "state", "day"),
    Index(None, "state", "due_on"),
    Index(None, "mode", "day"),
    Index(None, "department", "day"),
    Index(None, "staff_id", "day"),
    Index(None, "evaluation", "day"),
)
"""``vulnerable``: the person was elderly or disabled on that day, so that figures outlive the person's data.
``due_on``: the promised day 承诺办结日; the last day of all (9999-12-31) while papers are missing.
``handed_in`` holds the materials received 已交材料, ``Case.materials_received``; a month's hand-in is a submission."""

moves = table(
    "case_moves",
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("was", Words),
    Column("state", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("remark", Lines, nullable=False, server_default="", info={"personal": "text"}),
    Index(None, "case_id"),
)

corrections = table(
    "case_corrections",
    Column("case_id", ForeignKey("cases.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("wrong", Lines, nullable=False, info={"personal": "text"}),
    Column("right", Lines, nullable=False, info={"personal": "text"}),
    Index(None, "case_id"),
)

callbacks = table(
    "callbacks",
    Column("reason", Lines, nullable=False, info={"personal": "text"}),
    Column("asked_at", Instant, nullable=False),
    Column("done_at", Instant),
    Column("staff_id", ForeignKey("staff.id")),
    Column("result", Lines, nullable=False, server_default="", info={"personal": "text"}),
    key=lambda: Column("case_id", ForeignKey("cases.id"), primary_key=True),
)
"""One per case whose evaluation was one of the lower two: the reason given, and the call-back owed or made."""

TAKEN_REMARKED = cases.c.remark != literal_column("''")
"""The cases that were taken with a remark."""
MOVED_REMARKED = and_(
    moves.c.remark != literal_column("''"),
    moves.c.was.is_not(None),
    ~and_(moves.c.was == literal_column("'waiting'"), moves.c.state == literal_column("'in_progress'")),
)
"""The steps with a remark; of a case handled at once, whose steps all bear the same one, the last. Written out, as the
index has it: for bound values SQLite would not use it.
"""
Index("ix_cases_remark", cases.c.remark, sqlite_where=TAKEN_REMARKED)
Index("ix_case_moves_remark", moves.c.remark, sqlite_where=MOVED_REMARKED)
