"""What is prepared before an emergency and what follows one: plans, whom to call, drills, measures to be taken."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Text, UniqueConstraint

from desk.models.base import Day, Instant, Json, table

plans = table(
    "emergency_plans",
    Column("kind", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("steps", Json, nullable=False),
    Column("calls", Json, nullable=False),
    Column("materials", Json, nullable=False),
    Column("drill_months", Integer, nullable=False),
    Column("note", Text, nullable=False, server_default=""),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
    UniqueConstraint("kind", "version"),
)
"""One version of the plan for a kind of incident; never changed, only followed by the next version. The newest holds unless it is
withdrawn; a kind without any has the sample of ``resources/plans``. ``note`` says what changed."""

contacts = table(
    "emergency_contacts",
    Column("circle", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("person", Text, nullable=False, server_default=""),
    Column("telephone", Text, nullable=False),
    Column("other_telephone", Text, nullable=False, server_default=""),
    Column("note", Text, nullable=False, server_default=""),
    Column("told_by", Text, nullable=False, server_default=""),
    Column("checked_on", Day, nullable=False),
    Column("removed_at", Instant),
)
"""Whom to call, by circle, and who of the centre rings them. ``checked_on`` is the day on which somebody last made sure that the number answers."""

drills = table(
    "emergency_drills",
    Column("kind", Text, nullable=False),
    Column("planned_on", Day, nullable=False),
    Column("place", Text, nullable=False),
    Column("participants", Text, nullable=False, server_default=""),
    Column("incident_id", ForeignKey("incidents.id"), unique=True),
    Column("cancelled", Text, nullable=False, server_default=""),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "planned_on"),
)
"""Planned rehearsals. ``incident_id`` is the log of the one that was run; ``cancelled`` says why one was not."""

measures = table(
    "incident_measures",
    Column("incident_id", ForeignKey("incidents.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("due_on", Day, nullable=False),
    Column("done_on", Day),
    UniqueConstraint("incident_id", "n"),
    Index(None, "done_on"),
)
"""What a review decided to do, as its entries say; here for the list of what is due."""
