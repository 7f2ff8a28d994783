"""The duty roster: shifts, who takes turns and when not, the months planned, every duty with what became of it."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, UniqueConstraint

from desk.models.base import Day, Flag, Instant, Json, Lines, Words, table

shifts = table(
    "shifts",
    Column("name", Words, nullable=False),
    Column("post", Words, nullable=False),
    Column("begins", Integer, nullable=False),
    Column("ends", Integer, nullable=False),
    Column("days", Json, nullable=False),
    Column("needs", Integer, nullable=False),
    Column("skill", Words, nullable=False, server_default=""),
    Column("percent", Integer, nullable=False, server_default="100"),
    Column("extended", Flag, nullable=False, server_default="0"),
    Column("ended_on", Day),
    CheckConstraint("0 <= begins and begins < 1440 and begins < ends and ends - begins <= 1440", name="in_a_day"),
)
"""``begins`` and ``ends`` in minutes since midnight, ``ends`` past 1440 on the next day. ``days`` are weekdays from
0 (Monday) to 6, and 7 for public holidays. ``percent`` is what a duty counts of a whole one."""

takers = table(
    "takers",
    Column("posts", Json, nullable=False),
    Column("share", Integer, nullable=False, server_default="100"),
    Column("per_week", Integer, nullable=False),
    Column("in_row", Integer, nullable=False),
    Column("first_on", Day),
    Column("last_on", Day),
    Column("place", Integer, nullable=False),
    key=lambda: Column("staff_id", ForeignKey("staff.id"), primary_key=True),
)
"""Who takes turns, with limits; ``place`` is the order of 轮流."""

absences = table(
    "absences",
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("kind", Words, nullable=False),
    Column("first_on", Day, nullable=False),
    Column("last_on", Day, nullable=False),
    Column("begins", Integer, nullable=False, server_default="0"),
    Column("ends", Integer, nullable=False, server_default="1440"),
    Column("weekdays", Json, nullable=False),
    Column("shift_id", ForeignKey("shifts.id")),
    Column("reason", Lines, nullable=False, server_default=""),
    Column("made_by", ForeignKey("staff.id"), nullable=False),
    Column("made_at", Instant, nullable=False),
    Index(None, "staff_id", "last_on"),
)
"""Leave, unavailability, and wishes for or against duty."""

pairs = table(
    "pairs",
    Column("one_id", ForeignKey("staff.id"), nullable=False),
    Column("other_id", ForeignKey("staff.id"), nullable=False),
    Column("together", Flag, nullable=False),
    UniqueConstraint("one_id", "other_id"),
)

rosters = table(
    "rosters",
    Column("month", Words, nullable=False, unique=True),
    Column("way", Words, nullable=False),
    Column("quality", Json, nullable=False, server_default="{}"),
    Column("planned_at", Instant, nullable=False),
    Column("published_at", Instant),
    Column("published_by", ForeignKey("staff.id")),
)
"""One month; published once ``published_at`` is set. ``quality`` is what the planner knew of its plan."""

fair_shares = table(
    "fair_shares",
    Column("month", Words, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("points", Integer, nullable=False),
    Column("weekend", Integer, nullable=False),
    Column("holiday", Integer, nullable=False),
    Column("evening", Integer, nullable=False),
    UniqueConstraint("month", "staff_id"),
)
"""What would have been fair for each person in a published month, kept as it was reckoned then."""

duties = table(
    "duties",
    Column("day", Day, nullable=False),
    Column("shift_id", ForeignKey("shifts.id"), nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("planned_id", ForeignKey("staff.id")),
    Column("begins_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("points", Integer, nullable=False),
    Column("kind", Words, nullable=False),
    Column("pinned", Flag, nullable=False, server_default="0"),
    Column("cancelled", Flag, nullable=False, server_default="0"),
    Column("came_at", Instant),
    Column("left_at", Instant),
    Column("note", Lines, nullable=False, server_default=""),
    Index(None, "day"),
    Index(None, "staff_id", "day"),
)
"""``planned_id`` is who was published; ``staff_id`` is who has it now. ``note`` says why times were put right."""
Index(
    "uq_duties_present",
    duties.c.day,
    duties.c.shift_id,
    duties.c.staff_id,
    unique=True,
    sqlite_where=~duties.c.cancelled,
)

changes = table(
    "duty_changes",
    Column("kind", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("duty_id", ForeignKey("duties.id"), nullable=False),
    Column("other_id", ForeignKey("duties.id")),
    Column("from_id", ForeignKey("staff.id"), nullable=False),
    Column("to_id", ForeignKey("staff.id")),
    Column("reason", Lines, nullable=False),
    Column("asked_by", ForeignKey("staff.id"), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("from_agreed_at", Instant),
    Column("to_agreed_at", Instant),
    Column("decided_by", ForeignKey("staff.id")),
    Column("decided_at", Instant),
    Column("remark", Lines, nullable=False, server_default=""),
    Index(None, "duty_id"),
    Index(None, "state"),
)
"""Swaps, substitutions and cancellations of published duties, from being asked for to being decided."""

handovers = table(
    "handovers",
    Column("day", Day, nullable=False),
    Column("from_id", ForeignKey("staff.id"), nullable=False),
    Column("to_id", ForeignKey("staff.id"), nullable=False),
    Column("cash", Integer, nullable=False),
    Column("items", Lines, nullable=False),
    Column("note", Lines, nullable=False),
    Column("waiting", Json, nullable=False),
    Column("from_signed_at", Instant, nullable=False),
    Column("to_signed_at", Instant, nullable=False),
    Column("incidents", Json, nullable=False, server_default="[]"),
    Index(None, "day"),
    CheckConstraint("from_id <> to_id", name="two_people"),
)
"""``cash`` in fen; ``items`` are keys and things handed on; ``waiting`` are the cases open at that moment,
``incidents`` the numbers of what was still going on.
"""

points = table(
    "open_points",
    Column("words", Lines, nullable=False),
    Column("raised_by", ForeignKey("staff.id"), nullable=False),
    Column("raised_at", Instant, nullable=False),
    Column("handover_id", ForeignKey("handovers.id")),
    Column("closed_by", ForeignKey("staff.id")),
    Column("closed_at", Instant),
    Column("outcome", Lines, nullable=False, server_default=""),
    Index(None, "handover_id"),
)
"""Open matters; they carry on from hand-over to hand-over until closed. ``handover_id`` is where it first stood."""

Index("ix_open_points_open", points.c.id, sqlite_where=points.c.closed_at.is_(None))
