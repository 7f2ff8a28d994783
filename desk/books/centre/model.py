"""What a centre is: its name, its hours, its venues."""

from __future__ import annotations

from dataclasses import dataclass

HOTLINE = "12345"
"""政务服务便民热线: asked and complained to where the centre has no number of its own."""


@dataclass(frozen=True)
class Centre:
    """The one centre that this installation serves."""

    name: str
    district: str
    town: str = ""
    address: str = ""
    telephone: str = ""
    pledge: str = ""
    complaints: str = HOTLINE
    """监督投诉电话: where somebody complains of the centre."""
    code: str = ""
    """中心编码: what the district calls it in its tables."""
    population: int | None = None
    """服务人口: the people whom it serves."""
    area: int | None = None
    """建筑面积, in square metres."""


@dataclass(frozen=True)
class OpeningSpan:
    """One span of opening hours: weekday 0 (Monday) to 6, minutes since midnight."""

    weekday: int
    opens: int
    closes: int


@dataclass(frozen=True)
class Venue:
    """A bookable room in a zone. ``opens`` and ``closes`` only where its hours are not the centre's."""

    name: str
    zone: str
    capacity: int
    opens: int | None = None
    closes: int | None = None
    active: bool = True
    id: int = 0


WEEK = tuple(OpeningSpan(day, *span) for day in range(5) for span in ((8 * 60, 12 * 60), (14 * 60 + 30, 17 * 60 + 30)))
"""The usual office hours, Monday to Friday."""


PRESET_VENUES = (
    Venue("便民服务大厅", "便民服务区", 30),
    Venue("党群议事室", "党群活动区", 20),
    Venue("多功能厅", "文体活动区", 80),
    Venue("图书阅览室", "文体活动区", 24),
    Venue("儿童课堂", "儿童服务区", 25),
    Venue("日间照料室", "助老服务区", 20),
    Venue("长者食堂", "助老服务区", 40),
)
"""What most centres have; the set-up wizard offers it for editing."""
