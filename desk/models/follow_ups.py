"""Follow-ups 督办: what somebody has been told to do, by when, who checks it, and what became of it."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, UniqueConstraint

from desk.models.base import Day, Flag, Instant, Lines, Words, table

follow_ups = table(
    "follow_ups",
    Column("number", Words, nullable=False, unique=True),
    Column("kind", Words, nullable=False),
    Column("subject", Words, nullable=False, server_default=""),
    Column("description", Lines, nullable=False, info={"personal": "text"}),
    Column("owner_kind", Words, nullable=False),
    Column("owner_id", Integer),
    Column("owner_name", Words, nullable=False),
    Column("checker_id", ForeignKey("staff.id"), nullable=False),
    Column("officer_id", ForeignKey("officers.id")),
    Column("first_due_on", Day, nullable=False),
    Column("due_on", Day, nullable=False),
    Column("urgent", Flag, nullable=False, server_default="0"),
    Column("state", Words, nullable=False),
    Column("returned", Integer, nullable=False, server_default="0"),
    Column("extended", Integer, nullable=False, server_default="0"),
    Column("outcome", Words, nullable=False, server_default=""),
    Column("same_as_id", ForeignKey("follow_ups.id")),
    Column("look_again_on", Day),
    Column("opened_by", ForeignKey("staff.id"), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("version", Integer, nullable=False, server_default="1"),
    CheckConstraint("first_due_on <= due_on", name="extended_not_shortened"),
    CheckConstraint("(outcome = 'same_as') = (same_as_id is not null)", name="same_as_names_another"),
    Index(None, "state", "due_on"),
    Index(None, "opened_at"),
    Index(None, "closed_at"),
    Index(None, "subject"),
    Index(None, "officer_id"),
)
"""``subject`` is what it came from, ``table:id``, or empty. ``owner_name`` is kept as it was; ``owner_id`` is that of
staff, of a team or of an organisation by ``owner_kind``, none for somebody outside. Where ``officer_id`` is set the
experience officer 体验官 who found it checks it, and ``checker_id`` is who asks them. In time is reckoned by
``first_due_on``."""

follow_up_moves = table(
    "follow_up_moves",
    Column("follow_up_id", ForeignKey("follow_ups.id"), nullable=False),
    Column("was", Words),
    Column("state", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("remark", Lines, nullable=False, server_default="", info={"personal": "text"}),
    Column("due_on", Day),
    Column("outcome", Words, nullable=False, server_default=""),
    Column("in_stead_of", ForeignKey("staff.id")),
    Column("officer_id", ForeignKey("officers.id")),
    Column("officer_means", Words, nullable=False, server_default=""),
    Index(None, "follow_up_id"),
    Index(None, "at"),
)
"""Each state it came to; a state twice running is a remark or another due day. ``outcome`` says how it was closed, and
``in_stead_of`` is the checker, where a leader in charge checked in their stead. ``officer_id`` is the officer whose
word it was and ``officer_means`` how they gave it, or that the leader in charge checked in their stead 代复核."""

follow_up_extensions = table(
    "follow_up_extensions",
    Column("follow_up_id", ForeignKey("follow_ups.id"), nullable=False),
    Column("wanted_on", Day, nullable=False),
    Column("reason", Lines, nullable=False, info={"personal": "text"}),
    Column("asked_by", ForeignKey("staff.id"), nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("decided_by", ForeignKey("staff.id")),
    Column("decided_at", Instant),
    Column("granted", Flag),
    Index(None, "follow_up_id"),
)
"""An extension 延期 that was asked for; ``granted`` once the leader in charge has decided."""
Index(
    "ix_follow_up_extensions_open", follow_up_extensions.c.id, sqlite_where=follow_up_extensions.c.decided_at.is_(None)
)

follow_up_photos = table(
    "follow_up_photos",
    Column("follow_up_id", ForeignKey("follow_ups.id"), nullable=False),
    Column("file", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("follow_up_id", "file"),
)
"""Proof that it was done. ``file`` names the encrypted file beside the book."""
