"""Bookings 预约: what can be booked and when, who booked what, the waiting list, and whom to ring up about it."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer

from desk.models.base import Day, Flag, Instant, Json, Lines, Words, table

resources = table(
    "resources",
    Column("kind", Words, nullable=False),
    Column("name", Words, nullable=False, unique=True),
    Column("venue_id", ForeignKey("venues.id")),
    Column("service_id", ForeignKey("services.id")),
    Column("capacity", Integer, CheckConstraint("capacity > 0"), nullable=False),
    Column("shared", Flag, nullable=False, server_default="0"),
    Column("active", Flag, nullable=False, server_default="1"),
    Index(None, "venue_id"),
)
"""``capacity`` in people; of a desk the most in one slot, whatever the roster gives. ``shared``: several parties at one
time, as long as all of them together fit; without it whoever has the room has it alone. ``service_id`` where a desk
takes one item only."""

slot_rules = table(
    "slot_rules",
    Column("resource_id", ForeignKey("resources.id"), nullable=False),
    Column("days", Json, nullable=False),
    Column("begins", Integer, nullable=False),
    Column("ends", Integer, nullable=False),
    Column("minutes", Integer, CheckConstraint("minutes > 0"), nullable=False),
    Column("places", Integer, CheckConstraint("places > 0")),
    Column("first_on", Day),
    Column("last_on", Day),
    CheckConstraint("0 <= begins and begins < ends and ends <= 1440", name="in_a_day"),
    Index(None, "resource_id"),
)
"""``begins`` and ``ends`` in minutes since midnight, cut into slots of ``minutes``; ``days`` as those of a shift. A
desk's rule without ``places`` takes them from the duty roster."""

closures = table(
    "closures",
    Column("resource_id", ForeignKey("resources.id")),
    Column("begins_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("reason", Words, nullable=False),
    Column("lifted_at", Instant),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    CheckConstraint("begins_at < ends_at", name="not_backwards"),
    Index(None, "resource_id"),
)
"""Without a resource the whole centre is closed. ``lifted_at``: it is open again after all."""

bookings = table(
    "bookings",
    Column("number", Words, nullable=False, unique=True),
    Column("resource_id", ForeignKey("resources.id"), nullable=False),
    Column("begins_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("people", Integer, CheckConstraint("people > 0"), nullable=False, server_default="1"),
    Column("resident_id", ForeignKey("residents.id")),
    Column("party", Words, nullable=False, server_default="", info={"personal": "in sight"}),
    Column("contact", Words, nullable=False, server_default="", info={"personal": "name"}),
    Column("telephone", Words, nullable=False, server_default="", info={"personal": "telephone"}),
    Column("guardian", Words, nullable=False, server_default="", info={"personal": "name"}),
    Column("guardian_telephone", Words, nullable=False, server_default="", info={"personal": "telephone"}),
    Column("purpose", Lines, nullable=False, server_default="", info={"personal": "text"}),
    Column("service_id", ForeignKey("services.id")),
    Column("channel", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("cancelled", Words, nullable=False, server_default=""),
    Column("series_id", ForeignKey("bookings.id")),
    Column("visit_id", ForeignKey("visits.id")),
    Column("came_at", Instant),
    Column("left_at", Instant),
    Column("held_until", Instant),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("made_by", ForeignKey("staff.id"), nullable=False),
    Column("made_at", Instant, nullable=False),
    CheckConstraint("begins_at < ends_at and ends_at - begins_at <= 86400000", name="within_a_day"),
    Index(None, "resource_id", "begins_at"),
    Index(None, "begins_at"),
    Index(None, "state", "ends_at"),
    Index(None, "resident_id"),
    Index(None, "series_id"),
    Index(None, "visit_id"),
)
"""``party`` is a team or an organisation that books a room, ``contact`` who speaks for it; of somebody's own booking
``resident_id``. ``cancelled`` says how, of one that is; ``held_until`` is how long a place that came free is kept for
somebody who has not said yes yet. None is longer than a day, so that an index by its begin finds whatever overlaps."""

booking_moves = table(
    "booking_moves",
    Column("booking_id", ForeignKey("bookings.id"), nullable=False),
    Column("state", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("remark", Lines, nullable=False, server_default="", info={"personal": "text"}),
    Index(None, "booking_id"),
)
"""Each state that a booking came to; a state twice running says why nothing changed, as when somebody who waits was
passed over because the party is too large."""

booking_calls = table(
    "booking_calls",
    Column("booking_id", ForeignKey("bookings.id"), nullable=False),
    Column("reason", Words, nullable=False),
    Column("details", Lines, nullable=False, server_default="", info={"personal": "text"}),
    Column("at", Instant, nullable=False),
    Column("rung_at", Instant),
    Column("rung_by", ForeignKey("staff.id")),
    Column("outcome", Lines, nullable=False, server_default="", info={"personal": "text"}),
    Index(None, "booking_id"),
)
"""Whom to ring up 电话告知, and why; open until somebody has."""
Index("ix_booking_calls_open", booking_calls.c.id, sqlite_where=booking_calls.c.rung_at.is_(None))

unmet_requests = table(
    "unmet_requests",
    Column("resource_id", ForeignKey("resources.id")),
    Column("service_id", ForeignKey("services.id")),
    Column("day", Day, nullable=False),
    Column("begins", Integer),
    Column("people", Integer, nullable=False, server_default="1"),
    Column("reason", Words, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "day"),
)
"""Asked but no place 想约未约上: what was wanted and why there was nothing. Nobody is named."""
