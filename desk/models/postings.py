"""The double-entry book 复式记账: accounts, and postings whose legs sum to nothing. Points now, money later."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, UniqueConstraint

from desk.models.base import Big, Day, Flag, Instant, Words, table

accounts = table(
    "accounts",
    Column("unit", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("code", Words, nullable=False),
    Column("owner", Words, nullable=False, server_default=""),
    Column("may_be_negative", Flag, nullable=False),
    Column("opened_at", Instant, nullable=False),
    UniqueConstraint("unit", "code"),
    Index(None, "owner"),
)
"""``unit`` is what is counted: points, or fen. ``owner`` is whose it is, ``table:id``, empty for the centre's own.
Nobody's name is kept here."""

postings = table(
    "postings",
    Column("unit", Words, nullable=False),
    Column("day", Day, nullable=False),
    Column("kind", Words, nullable=False),
    Column("source", Words),
    Column("remark", Words, nullable=False, server_default="", info={"personal": "text"}),
    Column("paper", Words, nullable=False, server_default=""),
    Column("reverses_id", ForeignKey("postings.id"), unique=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("source", "kind"),
    Index(None, "day"),
)
"""One event. ``source`` is what it comes from, ``table:id``, with ``kind`` unique: nothing is posted twice; none for
what is entered by hand and for what expires.
``reverses_id``: it takes all legs of another one back. Never changed, never removed."""

legs = table(
    "legs",
    Column("posting_id", ForeignKey("postings.id"), nullable=False),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("amount", Big, CheckConstraint("amount <> 0"), nullable=False),
    Column("expires_on", Day),
    Index(None, "posting_id"),
    Index(None, "account_id", "amount"),
)
"""What a posting adds to an account, or takes from it; all of one posting sum to nothing. ``expires_on`` is the first
day on which what was added counts no more, none where it never expires; of what is taken it says that just this has
expired, or is taken back."""
Index(
    "ix_legs_expires_on",
    legs.c.expires_on,
    legs.c.account_id,
    legs.c.amount,
    sqlite_where=legs.c.expires_on.is_not(None),
)
