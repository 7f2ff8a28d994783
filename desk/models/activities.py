"""The activity calendar: activities with their states and changes, series, publications, sign-ups and results."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, UniqueConstraint

from desk.models.base import Big, Day, Flag, Instant, Json, Lines, Words, table

series = table(
    "activity_series",
    Column("rule", Json, nullable=False),
    Column("made_by", ForeignKey("staff.id"), nullable=False),
    Column("made_at", Instant, nullable=False),
)
"""A repetition as it was asked for; its activities stand on their own afterwards."""

activities = table(
    "activities",
    Column("title", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("day", Day, nullable=False),
    Column("begins", Integer, nullable=False),
    Column("ends", Integer, nullable=False),
    Column("venue_id", ForeignKey("venues.id")),
    Column("place", Words, nullable=False, server_default=""),
    Column("organiser_kind", Words, nullable=False),
    Column("organiser", Words, nullable=False, server_default=""),
    Column("organisation_id", ForeignKey("organisations.id")),
    Column("audience", Words, nullable=False, server_default=""),
    Column("capacity", Integer),
    Column("sign_up", Flag, nullable=False, server_default="0"),
    Column("responsible_id", ForeignKey("staff.id"), nullable=False),
    Column("contact", Words, nullable=False, server_default=""),
    Column("budget", Big, nullable=False, server_default="0"),
    Column("materials", Lines, nullable=False, server_default=""),
    Column("note", Lines, nullable=False, server_default=""),
    Column("series_id", ForeignKey("activity_series.id")),
    Column("was_day", Day),
    Column("was_begins", Integer),
    Column("mark", Words, nullable=False, server_default=""),
    Column("uid", Words, nullable=False, unique=True),
    Column("sequence", Integer, nullable=False, server_default="0"),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("changed_by", ForeignKey("staff.id"), nullable=False),
    Column("changed_at", Instant, nullable=False),
    CheckConstraint("0 <= begins and begins < ends and ends <= 1440", name="in_a_day"),
    CheckConstraint("capacity > 0", name="capacity"),
    Index(None, "day", "begins"),
    Index(None, "venue_id", "day"),
    Index(None, "responsible_id", "day"),
    Index(None, "series_id"),
    Index(None, "organisation_id", "day"),
)
"""``begins`` and ``ends`` in minutes since midnight, ``budget`` in fen. ``was_day`` and ``was_begins`` are the first
date of a postponed one. ``mark`` is how it differs from the calendar that went out, ``sequence`` what iCalendar
(RFC 5545, 3.8.7.4) counts, ``version`` what tells two people editing at once apart."""

moves = table(
    "activity_moves",
    Column("activity_id", ForeignKey("activities.id"), nullable=False),
    Column("state", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("remark", Lines, nullable=False, server_default=""),
    Index(None, "activity_id"),
)

changes = table(
    "activity_changes",
    Column("activity_id", ForeignKey("activities.id"), nullable=False),
    Column("kind", Words, nullable=False),
    Column("words", Lines, nullable=False),
    Column("at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("announced_at", Instant),
    Index(None, "activity_id"),
)
"""What changed after the month went out 变更, until and after it was announced."""

publications = table(
    "publications",
    Column("month", Words, nullable=False),
    Column("channel", Words, nullable=False),
    Column("day", Day, nullable=False),
    Column("link", Words, nullable=False, server_default=""),
    Column("photo", Words, nullable=False, server_default=""),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("month", "channel"),
)
"""On which day a month's calendar went out through which channel. Never changed: late stays late."""

sign_ups = table(
    "sign_ups",
    Column("activity_id", ForeignKey("activities.id"), nullable=False),
    Column("resident_id", ForeignKey("residents.id"), nullable=False),
    Column("state", Words, nullable=False),
    Column("guardian", Words, nullable=False, server_default="", info={"personal": "name"}),
    Column("guardian_telephone", Words, nullable=False, server_default="", info={"personal": "telephone"}),
    Column("walk_up", Flag, nullable=False, server_default="0"),
    Column("attended", Flag, nullable=False, server_default="0"),
    Column("at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Index(None, "resident_id"),
)
"""``state`` is confirmed, waiting or withdrawn; the waiting list is in the order of ``id``."""
Index(
    "uq_sign_ups_present",
    sign_ups.c.activity_id,
    sign_ups.c.resident_id,
    unique=True,
    sqlite_where=sign_ups.c.state != "withdrawn",
)

results = table(
    "activity_results",
    Column("people", Integer, nullable=False),
    Column("summary", Lines, nullable=False),
    Column("cost", Big, nullable=False),
    Column("satisfaction", Json, nullable=False),
    CheckConstraint("people >= 0 and cost >= 0", name="not_negative"),
    key=lambda: Column("activity_id", ForeignKey("activities.id"), primary_key=True),
)
"""``cost`` in fen; ``satisfaction`` is how many people gave each of the five levels, most satisfied first."""

photos = table(
    "activity_photos",
    Column("activity_id", ForeignKey("activities.id"), nullable=False),
    Column("file", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("activity_id", "file"),
)
"""``file`` names the encrypted file beside the book; pixels of what is kept."""
