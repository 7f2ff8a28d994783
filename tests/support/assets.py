"""A centre with rooms, people and a few things in its ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from desk.books import centre, residents, staff
from desk.books.assets import cards
from desk.books.assets.model import AssetCard
from desk.books.centre import Venue
from desk.books.residents import ResidentDetails
from desk.core.permissions import Role
from desk.core.work import Actor, Work

HALL, ROOM, DAYROOM = "便民服务大厅", "图书阅览室", "日间照料室"
BOUGHT = date(2024, 3, 15)


def set_up(work: Work) -> dict[str, int]:
    """Three rooms in three zones, two clerks, a resident; ids by name."""
    ids = {
        HALL: centre.add_venue(work, Venue(HALL, "便民服务区", 30)),
        ROOM: centre.add_venue(work, Venue(ROOM, "文体活动区", 24)),
        DAYROOM: centre.add_venue(work, Venue(DAYROOM, "助老服务区", 20)),
    }
    for name in ("林小芳", "黄志强"):
        ids[name] = staff.add(work, name, Role.CLERK).id
    ids["居民"] = residents.add(work, ResidentDetails("蔡示例", telephone="13000000001")).id
    return ids


def card(**more: Any) -> AssetCard:
    return replace(AssetCard("激光打印机", "A020210", BOUGHT, unit="台", life_months=72, value=360_000), **more)


def chairs(**more: Any) -> AssetCard:
    return card(name="折叠椅", class_code="A050103", unit="把", life_months=180, quantity=40, value=320_001, **more)


def add(work: Work, made: AssetCard | None = None, **more: Any) -> int:
    return cards.add(work, replace(made or card(), **more))


def clerk(work: Work, id: int) -> Work:
    return replace(work, actor=Actor(id, "林小芳", Role.CLERK))
