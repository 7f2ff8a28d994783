"""A record is made of a row by the names of its columns, whatever their order."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from sqlalchemy import create_engine, text

from desk.books.activities.model import ActivityKind
from desk.core.rows import RowMapper


@dataclass(frozen=True)
class Planned:
    title: str
    kind: ActivityKind
    capacity: int | None = None


PLANNED = RowMapper(Planned, {"kind": ActivityKind})


def read(query: str) -> list[Planned]:
    with create_engine("sqlite://").connect() as connection:
        return PLANNED.all(connection.execute(text(query)))


def test_a_row_becomes_the_record_that_its_constructor_would_make() -> None:
    [planned] = read("SELECT 20 AS capacity, 'health' AS kind, '义诊' AS title")
    assert planned == Planned("义诊", ActivityKind.HEALTH, 20)
    assert replace(planned, capacity=None) == Planned("义诊", ActivityKind.HEALTH)


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("SELECT 'health' AS kind, '义诊' AS title", "capacity"),
        ("SELECT 20 AS capacity, 'health' AS kind, '义诊' AS title, 1 AS place", "place"),
    ],
)
def test_a_query_that_does_not_fit_its_record_is_named(query: str, named: str) -> None:
    with pytest.raises(TypeError, match=named):
        read(query)
