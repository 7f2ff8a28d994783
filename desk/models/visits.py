"""Visits: who came, with which queue number, and how long they waited and were served."""

from sqlalchemy import Column, ForeignKey, Index, Integer, UniqueConstraint

from desk.models.base import Day, Flag, Instant, Lines, Words, table

visits = table(
    "visits",
    Column("day", Day, nullable=False),
    Column("queue", Words, nullable=False),
    Column("number", Integer, nullable=False),
    Column("resident_id", ForeignKey("residents.id")),
    Column("priority", Words, nullable=False, server_default=""),
    Column("state", Words, nullable=False),
    Column("arrived_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("calls", Integer, nullable=False, server_default="0"),
    Column("window", Words, nullable=False, server_default=""),
    Column("called_at", Instant),
    Column("turn_at", Instant),
    Column("booked_for", Instant),
    Column("service_id", ForeignKey("services.id")),
    Column("note", Lines, nullable=False, server_default="", info={"personal": "text"}),
    Column("wanted_id", ForeignKey("staff.id")),
    Column("channel", Words, nullable=False, server_default="counter"),
    Column("consultation", Flag, nullable=False, server_default="0"),
    Column("entered_at", Instant),
    Column("agent", Words, nullable=False, server_default="", info={"personal": "name"}),
    Column("agent_relation", Words, nullable=False, server_default="", info={"personal": "in sight"}),
    Column("agent_id_tail", Words, nullable=False, server_default="", info={"personal": "number"}),
    UniqueConstraint("day", "queue", "number"),
    Index(None, "resident_id"),
)
"""``calls``: how often the number was called 叫号、重呼, which tells when somebody may be passed over; ``called_at``
when the last time, ``window`` to which window 窗口. ``turn_at`` is the moment by which it stands in line where that
is not ``arrived_at``, ``booked_for`` the time of its booking 预约. ``wanted_id`` is the colleague to whom it was
handed 转交. ``entered_at``: it was entered afterwards 补录, at this moment. The agent 代办人 is who came for the
resident, with the last four characters of the ID."""
Index("ix_visits_open", visits.c.day, sqlite_where=visits.c.ended_at.is_(None))

periods = table(
    "periods",
    Column("visit_id", ForeignKey("visits.id"), nullable=False),
    Column("kind", Words, nullable=False),
    Column("began_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Index(None, "visit_id"),
)
"""Waiting, serving and hold as spans of time, so that waiting and serving time can be told later."""
