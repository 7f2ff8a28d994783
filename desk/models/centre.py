"""The centre itself: its name, hours, zones, venues, settings and the days off that the manager entered."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer

from desk.models.base import Day, Flag, Json, Lines, Words, table

centres = table(
    "centres",
    Column("name", Words, nullable=False),
    Column("district", Words, nullable=False),
    Column("town", Words, nullable=False, server_default=""),
    Column("address", Words, nullable=False, server_default=""),
    Column("telephone", Words, nullable=False, server_default=""),
    Column("complaints", Words, nullable=False, server_default="12345"),
    Column("pledge", Lines, nullable=False, server_default=""),
    Column("code", Words, nullable=False, server_default=""),
    Column("population", Integer, CheckConstraint("population > 0")),
    Column("area", Integer, CheckConstraint("area > 0")),
    CheckConstraint("id = 1", name="only_one"),
)
"""``code`` is the centre's among the district's 中心编码, ``population`` whom it serves 服务人口, ``area`` its size in
square metres 建筑面积."""

openings = table(
    "openings",
    Column("weekday", Integer, nullable=False),
    Column("opens", Integer, nullable=False),
    Column("closes", Integer, nullable=False),
    CheckConstraint("weekday between 0 and 6 and 0 <= opens and opens < closes and closes <= 1440", name="in_a_day"),
)

zones = table(
    "zones",
    Column("name", Words, nullable=False, unique=True),
    Column("purpose", Words, nullable=False, server_default=""),
    Column("area", Integer, CheckConstraint("area > 0")),
    Column("seats", Integer, CheckConstraint("seats > 0")),
    Column("opens", Integer),
    Column("closes", Integer),
    Column("footfall", Words, nullable=False, server_default="derived"),
    Column("active", Flag, nullable=False, server_default="1"),
)
"""``area`` in square metres; ``opens`` and ``closes`` in minutes since midnight where a zone has hours of its own.
``footfall`` is how its people are known: from the books, or by rounds on which they are counted."""

venues = table(
    "venues",
    Column("zone_id", ForeignKey("zones.id"), nullable=False),
    Column("name", Words, nullable=False, unique=True),
    Column("capacity", Integer, CheckConstraint("capacity > 0"), nullable=False),
    Column("opens", Integer),
    Column("closes", Integer),
    Column("active", Flag, nullable=False, server_default="1"),
)
"""``opens`` and ``closes`` in minutes since midnight where a venue has hours of its own."""

settings = table("settings", Column("value", Json, nullable=False), key=lambda: Column("name", Words, primary_key=True))

day_marks = table(
    "day_marks",
    Column("working", Integer, nullable=False),
    Column("name", Words, nullable=False),
    key=lambda: Column("day", Day, primary_key=True),
)
"""Official days off and make-up workdays entered by the manager for years not announced in the library."""
