"""Needs 需求, offerings 下沉服务项目, which of them fit each other, and what was delivered of an offering."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, UniqueConstraint

from desk.models.base import Day, Instant, Json, Lines, Words, table

needs = table(
    "needs",
    Column("number", Words, nullable=False, unique=True),
    Column("description", Lines, nullable=False, info={"personal": "text"}),
    Column("kind", Words, nullable=False),
    Column("audience", Words, nullable=False, server_default=""),
    Column("zone_id", ForeignKey("zones.id")),
    Column("people", Integer, CheckConstraint("people > 0"), nullable=False, server_default="1"),
    Column("wanted_by", Day),
    Column("list_until", Day, nullable=False),
    Column("source", Words, nullable=False),
    Column("subject", Words, nullable=False, server_default=""),
    Column("state", Words, nullable=False),
    Column("raised_by", ForeignKey("staff.id"), nullable=False),
    Column("raised_at", Instant, nullable=False),
    Column("settled_at", Instant),
    Column("version", Integer, nullable=False, server_default="1"),
    Index(None, "state", "list_until"),
    Index(None, "kind"),
    Index(None, "raised_at"),
    Index(None, "settled_at"),
    Index(None, "subject"),
    Index(None, "zone_id"),
)
"""``kind`` is one of activities or of orders: "activity.health", "order.repair". ``subject`` is what it came from,
``table:id``, or empty. It stands on the list until ``list_until``; ``settled_at``: met, not met, or taken down."""

need_moves = table(
    "need_moves",
    Column("need_id", ForeignKey("needs.id"), nullable=False),
    Column("was", Words),
    Column("state", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("remark", Lines, nullable=False, server_default="", info={"personal": "text"}),
    Index(None, "need_id"),
    Index(None, "at"),
)

offerings = table(
    "offerings",
    Column("number", Words, nullable=False, unique=True),
    Column("organisation_id", ForeignKey("organisations.id"), nullable=False),
    Column("title", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("audience", Words, nullable=False, server_default=""),
    Column("times", Json, nullable=False),
    Column("people_each", Integer, CheckConstraint("people_each > 0"), nullable=False),
    Column("requires", Words, nullable=False, server_default=""),
    Column("zone_id", ForeignKey("zones.id")),
    Column("first", Day, nullable=False),
    Column("last", Day, nullable=False),
    Column("promised", Integer, CheckConstraint("promised > 0"), nullable=False),
    Column("state", Words, nullable=False),
    Column("remark", Lines, nullable=False, server_default="", info={"personal": "text"}),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("made_by", ForeignKey("staff.id"), nullable=False),
    Column("made_at", Instant, nullable=False),
    CheckConstraint("first <= last", name="in_order"),
    Index(None, "organisation_id"),
    Index(None, "state", "last"),
    Index(None, "kind"),
    Index(None, "zone_id"),
)
"""What an organisation brings down to the centre: ``promised`` times between two days, for ``people_each`` each time;
``times`` lists the half days of the week on which it can be, as those of members of teams; ``requires`` says what
room and equipment it takes."""

matches = table(
    "matches",
    Column("need_id", ForeignKey("needs.id"), nullable=False),
    Column("offering_id", ForeignKey("offerings.id"), nullable=False),
    Column("state", Words, nullable=False),
    Column("score", Integer, nullable=False, server_default="0"),
    Column("reasons", Json, nullable=False),
    Column("way", Words, nullable=False),
    Column("made_by", ForeignKey("staff.id"), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("settled_at", Instant),
    Column("version", Integer, nullable=False, server_default="1"),
    Index(None, "need_id"),
    Index(None, "offering_id", "state"),
    Index(None, "state"),
)
"""``reasons`` are why it was proposed, as codes; ``way``: by hand, by the list or by the plan. A need and an offering
are matched once at a time."""
Index(
    "uq_matches_open",
    matches.c.need_id,
    matches.c.offering_id,
    unique=True,
    sqlite_where=matches.c.settled_at.is_(None),
)

match_moves = table(
    "match_moves",
    Column("match_id", ForeignKey("matches.id"), nullable=False),
    Column("was", Words),
    Column("state", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("remark", Lines, nullable=False, server_default="", info={"personal": "text"}),
    Index(None, "match_id"),
    Index(None, "at"),
)

deliveries = table(
    "deliveries",
    Column("offering_id", ForeignKey("offerings.id"), nullable=False),
    Column("match_id", ForeignKey("matches.id")),
    Column("activity_id", ForeignKey("activities.id")),
    Column("order_id", ForeignKey("orders.id")),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    CheckConstraint("(activity_id is null) <> (order_id is null)", name="activity_or_order"),
    UniqueConstraint("offering_id", "activity_id"),
    UniqueConstraint("offering_id", "order_id"),
    Index(None, "match_id"),
    Index(None, "activity_id"),
    Index(None, "order_id"),
)
"""The activity or the order by which an offering was, or is to be, delivered. It counts as delivered once that was held
or done with its people counted: nothing is typed here."""
