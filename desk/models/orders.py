"""Orders 点单: what residents wish for, to whom it was sent, who came, and what the resident said of it."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, UniqueConstraint

from desk.models.base import Day, Flag, Instant, Lines, Words, table

orders = table(
    "orders",
    Column("number", Words, nullable=False, unique=True),
    Column("kind", Words, nullable=False),
    Column("description", Lines, nullable=False, info={"personal": "text"}),
    Column("place", Words, nullable=False, server_default="", info={"personal": "text"}),
    Column("village_group", Words, nullable=False, server_default=""),
    Column("resident_id", ForeignKey("residents.id")),
    Column("asker", Words, nullable=False, server_default="", info={"personal": "name"}),
    Column("told_by", Words, nullable=False, server_default="", info={"personal": "name"}),
    Column("telephone", Words, nullable=False, server_default="", info={"personal": "telephone"}),
    Column("channel", Words, nullable=False),
    Column("wanted_from", Instant),
    Column("wanted_by", Instant),
    Column("people", Integer, CheckConstraint("people > 0"), nullable=False, server_default="1"),
    Column("urgency", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("team_id", ForeignKey("teams.id")),
    Column("member_id", ForeignKey("team_members.id")),
    Column("refused_times", Integer, nullable=False, server_default="0"),
    Column("review_by", Instant, nullable=False),
    Column("accept_by", Instant),
    Column("first_due_at", Instant),
    Column("due_at", Instant),
    Column("freed", Flag, nullable=False, server_default="0"),
    Column("result", Lines, nullable=False, server_default="", info={"personal": "text"}),
    Column("minutes", Integer, CheckConstraint("minutes > 0")),
    Column("redone", Flag, nullable=False, server_default="0"),
    Column("complaint", Words, nullable=False, server_default=""),
    Column("became", Words, nullable=False, server_default=""),
    Column("visit_id", ForeignKey("visits.id")),
    Column("organisation_id", ForeignKey("organisations.id")),
    Column("placed_by", ForeignKey("staff.id"), nullable=False),
    Column("placed_at", Instant, nullable=False),
    Column("first_done_at", Instant),
    Column("done_at", Instant),
    Column("call_back_on", Day),
    Column("rate_by", Instant),
    Column("settled_at", Instant),
    Column("version", Integer, nullable=False, server_default="1"),
    Index(None, "state", "due_at"),
    Index(None, "complaint"),
    Index(None, "placed_at"),
    Index(None, "first_done_at"),
    Index(None, "done_at"),
    Index(None, "settled_at"),
    Index(None, "resident_id"),
    Index(None, "member_id", "state"),
    Index(None, "team_id", "state"),
    Index(None, "visit_id"),
    Index(None, "organisation_id"),
)
"""``asker`` where the person has no record. ``team_id`` and ``member_id`` are who has it now: those of the last
dispatch that was not declined. ``refused_times`` counts dispatches that were declined or not answered; ``freed``:
whoever had it left their team, and nobody has it yet. ``due_at`` is by when it is to be done now, ``first_due_at``
what was promised first; ``done_at`` is when it was done last, ``first_done_at`` when it first was: figures go by
the first. Until ``rate_by`` the asker may say what they think of it. ``complaint`` is whether somebody complained
and was right. ``organisation_id`` is the organisation that does it, where one was asked to help. ``became`` is what
it was turned into, ``table:id`` or the hotline. ``settled_at``: it was rated, or the time for that is over, so that
points can be given."""

order_moves = table(
    "order_moves",
    Column("order_id", ForeignKey("orders.id"), nullable=False),
    Column("was", Words),
    Column("state", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("remark", Lines, nullable=False, server_default="", info={"personal": "text"}),
    Index(None, "order_id"),
)
"""Each state that an order came to; a state twice running is a remark."""

dispatches = table(
    "dispatches",
    Column("order_id", ForeignKey("orders.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("team_id", ForeignKey("teams.id"), nullable=False),
    Column("member_id", ForeignKey("team_members.id")),
    Column("offered_at", Instant, nullable=False),
    Column("accept_by", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("answer", Words, nullable=False, server_default=""),
    Column("answered_at", Instant),
    Column("reason", Lines, nullable=False, server_default="", info={"personal": "text"}),
    UniqueConstraint("order_id", "n"),
    Index(None, "team_id", "offered_at"),
    Index(None, "member_id", "offered_at"),
    Index(None, "answered_at"),
)
"""To whom an order was sent 派单, in turn; without a member it went to the team, and ``member_id`` is filled with who
takes it. A row is answered once and never changed afterwards."""
Index("ix_dispatches_open", dispatches.c.accept_by, sqlite_where=dispatches.c.answered_at.is_(None))
Index("uq_dispatches_open", dispatches.c.order_id, unique=True, sqlite_where=dispatches.c.answered_at.is_(None))

order_people = table(
    "order_people",
    Column("order_id", ForeignKey("orders.id"), nullable=False),
    Column("member_id", ForeignKey("team_members.id"), nullable=False),
    Column("minutes", Integer, CheckConstraint("minutes > 0"), nullable=False),
    UniqueConstraint("order_id", "member_id"),
    Index(None, "member_id"),
)
"""Who did it, and how long each was there, of the doing that was last: what a certificate of voluntary service
志愿服务证明 adds up."""

ratings = table(
    "order_ratings",
    Column("order_id", ForeignKey("orders.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("level", Words, nullable=False),
    Column("reason", Lines, nullable=False, server_default="", info={"personal": "text"}),
    Column("means", Words, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("order_id", "n"),
    Index(None, "at"),
)
"""What the asker said 群众评价: once, and again after it was done anew. ``means``: telephone, paper, in person."""

photos = table(
    "order_photos",
    Column("order_id", ForeignKey("orders.id"), nullable=False),
    Column("file", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("order_id", "file"),
)
"""Proof that it was done. ``file`` names the encrypted file beside the book."""
