"""The emergency log: incidents, and entries that are only ever added, each chained to the one before it; what is
prepared before an emergency and what follows one: plans, whom to call, drills, measures to be taken.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, UniqueConstraint

from desk.models.base import Day, Flag, Instant, Json, Lines, Words, table

incidents = table(
    "incidents",
    Column("number", Words, nullable=False, unique=True),
    Column("drill", Flag, nullable=False),
    Column("kind", Words, nullable=False),
    Column("level", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("place", Words, nullable=False),
    Column("reported_by", Words, nullable=False, server_default=""),
    Column("heard_at", Instant, nullable=False),
    Column("affected", Integer, nullable=False, server_default="0"),
    Column("injured", Integer, nullable=False, server_default="0"),
    Column("dead", Integer, nullable=False, server_default="0"),
    Column("missing", Integer, nullable=False, server_default="0"),
    Column("same_as", Words, nullable=False, server_default=""),
    Column("opened_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Index(None, "opened_at"),
    Index(None, "state"),
)
"""How each incident stands. Nothing here is entered: every column is what its entries set."""

entries = table(
    "incident_entries",
    Column("incident_id", ForeignKey("incidents.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("kind", Words, nullable=False),
    Column("happened_at", Instant, nullable=False),
    Column("entered_at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("author", Words, nullable=False),
    Column("text", Lines, nullable=False),
    Column("fields", Json, nullable=False),
    Column("corrects", Integer),
    Column("previous", Words, nullable=False),
    Column("previous_in_book", Words, nullable=False),
    Column("hash", Words, nullable=False),
    UniqueConstraint("incident_id", "seq"),
)
"""``id`` is the place in the book, ``seq`` the place in the incident, both from 1 without gaps. ``corrects`` is the
``seq`` of the entry that this one puts right. The hashes are those of docs/incident-chain.md.
"""

plans = table(
    "emergency_plans",
    Column("kind", Words, nullable=False),
    Column("version", Integer, nullable=False),
    Column("title", Words, nullable=False),
    Column("steps", Json, nullable=False),
    Column("calls", Json, nullable=False),
    Column("materials", Json, nullable=False),
    Column("drill_months", Integer, nullable=False),
    Column("note", Lines, nullable=False, server_default=""),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("withdrawn_at", Instant),
    UniqueConstraint("kind", "version"),
)
"""One version of the plan for a kind of incident; never changed, only followed by the next version. The newest holds
unless it is withdrawn; a kind without any has the sample of ``resources/plans``. ``note`` says what changed.
"""

contacts = table(
    "emergency_contacts",
    Column("circle", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("person", Words, nullable=False, server_default=""),
    Column("telephone", Words, nullable=False),
    Column("other_telephone", Words, nullable=False, server_default=""),
    Column("note", Lines, nullable=False, server_default=""),
    Column("told_by", Words, nullable=False, server_default=""),
    Column("checked_on", Day),
    Column("removed_at", Instant),
)
"""Whom to call, by circle, and who of the centre rings them. ``checked_on`` is the day on which somebody last made sure
that the number answers; none for what a new data file begins with.
"""

drills = table(
    "emergency_drills",
    Column("kind", Words, nullable=False),
    Column("planned_on", Day, nullable=False),
    Column("place", Words, nullable=False),
    Column("participants", Words, nullable=False, server_default=""),
    Column("incident_id", ForeignKey("incidents.id"), unique=True),
    Column("cancelled", Words, nullable=False, server_default=""),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "planned_on"),
)
"""Planned rehearsals. ``incident_id`` is the log of the one that was run; ``cancelled`` says why one was not."""

measures = table(
    "incident_measures",
    Column("incident_id", ForeignKey("incidents.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("text", Lines, nullable=False),
    Column("owner", Words, nullable=False),
    Column("due_on", Day, nullable=False),
    Column("done_on", Day),
    UniqueConstraint("incident_id", "n"),
    Index(None, "done_on"),
)
"""What a review decided to do, as its entries say; here for the list of what is due."""
