"""Joint meetings 党建联席会议: who was there, what was on the agenda, what was decided and who does it by when."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, UniqueConstraint

from desk.models.base import Day, Instant, Lines, Words, table

meetings = table(
    "meetings",
    Column("number", Words, nullable=False, unique=True),
    Column("title", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("year", Integer, nullable=False),
    Column("quarter", Integer, nullable=False),
    Column("day", Day, nullable=False),
    Column("begins", Integer, nullable=False),
    Column("ends", Integer, nullable=False),
    Column("venue_id", ForeignKey("venues.id")),
    Column("place", Words, nullable=False, server_default=""),
    Column("chair", Words, nullable=False, info={"personal": "name"}),
    Column("keeper_id", ForeignKey("staff.id"), nullable=False),
    Column("state", Words, nullable=False),
    Column("notified_on", Day),
    Column("reported_on", Day),
    Column("held_at", Instant),
    Column("minutes_due_on", Day),
    Column("issued_at", Instant),
    Column("minutes_number", Integer),
    Column("remark", Lines, nullable=False, server_default="", info={"personal": "text"}),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("made_by", ForeignKey("staff.id"), nullable=False),
    Column("made_at", Instant, nullable=False),
    CheckConstraint("quarter between 1 and 4", name="quarter"),
    CheckConstraint("0 <= begins and begins < ends and ends <= 1440", name="in_a_day"),
    UniqueConstraint("year", "minutes_number"),
    Index(None, "year", "quarter"),
    Index(None, "day"),
    Index(None, "state", "day"),
    Index(None, "venue_id", "day"),
)
"""``begins`` and ``ends`` in minutes since midnight. ``keeper_id`` takes the minutes 记录人, which are to be out by
``minutes_due_on`` once it was held; ``reported_on`` is the day on which the agenda went to the leadership 会前报告,
``minutes_number`` the number of the minutes in their year 〔2026〕4号, once they are issued."""
Index(
    "uq_meetings_quarterly",
    meetings.c.year,
    meetings.c.quarter,
    unique=True,
    sqlite_where=(meetings.c.kind == "quarterly") & (meetings.c.state != "cancelled"),
)

meeting_moves = table(
    "meeting_moves",
    Column("meeting_id", ForeignKey("meetings.id"), nullable=False),
    Column("was", Words),
    Column("state", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("remark", Lines, nullable=False, server_default="", info={"personal": "text"}),
    Index(None, "meeting_id"),
    Index(None, "at"),
)

meeting_people = table(
    "meeting_people",
    Column("meeting_id", ForeignKey("meetings.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("organisation_id", ForeignKey("organisations.id")),
    Column("staff_id", ForeignKey("staff.id")),
    Column("name", Words, nullable=False, server_default="", info={"personal": "name"}),
    Column("position", Words, nullable=False, server_default=""),
    Column("telephone", Words, nullable=False, server_default="", info={"personal": "telephone"}),
    Column("presence", Words, nullable=False),
    Column("proxy", Words, nullable=False, server_default="", info={"personal": "name"}),
    Column("signed_at", Instant),
    UniqueConstraint("meeting_id", "n"),
    Index(None, "organisation_id"),
    Index(None, "staff_id"),
)
"""Who was asked to come, and whether they did; ``proxy`` came in their place."""

meeting_items = table(
    "meeting_items",
    Column("meeting_id", ForeignKey("meetings.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("kind", Words, nullable=False),
    Column("text", Lines, nullable=False, info={"personal": "text"}),
    Column("need_id", ForeignKey("needs.id")),
    Column("offering_id", ForeignKey("offerings.id")),
    Column("match_id", ForeignKey("matches.id")),
    Column("follow_up_id", ForeignKey("follow_ups.id")),
    Column("decision", Lines, nullable=False, server_default="", info={"personal": "text"}),
    UniqueConstraint("meeting_id", "n"),
    Index(None, "need_id"),
    Index(None, "offering_id"),
    Index(None, "match_id"),
    Index(None, "follow_up_id"),
)
"""The agenda 议程 in its order. The first item is what is still open from last time: one row for each resolution, with
its ``follow_up_id``. ``decision`` is what was said of it, ``meeting_resolutions`` who does what."""

meeting_resolutions = table(
    "meeting_resolutions",
    Column("meeting_id", ForeignKey("meetings.id"), nullable=False),
    Column("item_id", ForeignKey("meeting_items.id")),
    Column("n", Integer, nullable=False),
    Column("description", Lines, nullable=False, info={"personal": "text"}),
    Column("owner_name", Words, nullable=False),
    Column("due_on", Day, nullable=False),
    Column("follow_up_id", ForeignKey("follow_ups.id"), nullable=False, unique=True),
    Column("taken_back_at", Instant),
    UniqueConstraint("meeting_id", "n"),
    Index(None, "item_id"),
)
"""A resolution 决议事项, as it stands in the minutes; its follow-up says what became of it. One that was taken back
before the minutes were issued stays, with ``taken_back_at``: the minutes leave it out."""
