"""What no book can know and is entered by hand 自填指标, and what the manager aims at 目标."""

from sqlalchemy import REAL, CheckConstraint, Column, ForeignKey, Index, UniqueConstraint

from desk.models.base import Flag, Instant, Lines, Words, table

own_figures = table(
    "own_figures",
    Column("code", Words, nullable=False, unique=True),
    Column("title", Words, nullable=False, unique=True),
    Column("unit", Words, nullable=False),
    Column("shared", Flag, nullable=False, server_default="0"),
    Column("better", Words, nullable=False, server_default="neither"),
    Column("definition", Lines, nullable=False, server_default=""),
    Column("active", Flag, nullable=False, server_default="1"),
)
"""``code`` begins with ``own.`` and never changes; ``unit`` is what is typed. ``shared`` ones are a part of a whole and
have a numerator and a denominator."""

own_figure_values = table(
    "own_figure_values",
    Column("own_figure_id", ForeignKey("own_figures.id"), nullable=False),
    Column("month", Words, nullable=False),
    Column("numerator", REAL, nullable=False),
    Column("denominator", REAL, CheckConstraint("denominator > 0")),
    Column("at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    UniqueConstraint("own_figure_id", "month"),
    Index(None, "month"),
)
"""Of a month ``YYYY-MM``: the number, or of a shared figure the part and the whole; who entered it last, and when."""

figure_targets = table(
    "figure_targets",
    Column("code", Words, nullable=False, unique=True),
    Column("value", REAL, nullable=False),
    Column("at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
)
"""What the manager aims at 目标: of a figure that is counted or added up, a month; of a share or a time, any period."""
