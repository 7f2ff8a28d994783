"""A record is made of a row by the names of its columns, whatever their order."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from sqlalchemy import create_engine, text

from desk.books.activities.model import ActivityKind
from desk.core.records import record_of, records


@dataclass(frozen=True)
class Planned:
    title: str
    kind: ActivityKind
    capacity: int | None = None


def read(query: str) -> list[Planned]:
    with create_engine("sqlite://").connect() as connection:
        return records(connection.execute(text(query)), Planned, kind=ActivityKind)


def test_a_row_becomes_the_record_that_its_constructor_would_make() -> None:
    [planned] = read("SELECT 20 AS capacity, 'health' AS kind, '义诊' AS title")
    assert planned == Planned("义诊", ActivityKind.HEALTH, 20)
    assert replace(planned, capacity=None) == Planned("义诊", ActivityKind.HEALTH)


def test_a_field_with_a_default_may_have_no_column() -> None:
    [planned] = read("SELECT 'health' AS kind, '义诊' AS title")
    assert planned == Planned("义诊", ActivityKind.HEALTH) and planned.capacity is None


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("SELECT 'health' AS kind, 20 AS capacity", "title"),
        ("SELECT 20 AS capacity, 'health' AS kind, '义诊' AS title, 1 AS place", "place"),
    ],
)
def test_a_query_that_does_not_fit_its_record_is_named(query: str, named: str) -> None:
    with pytest.raises(TypeError, match=named):
        read(query)


def test_a_record_of_values_is_the_one_that_its_constructor_makes() -> None:
    made = record_of(Planned, title="义诊", kind=ActivityKind.HEALTH)
    assert made == Planned("义诊", ActivityKind.HEALTH) and vars(made) == vars(Planned("义诊", ActivityKind.HEALTH))
    for wrong in ({"title": "义诊"}, {"title": "义诊", "kind": ActivityKind.HEALTH, "room": 1}):
        with pytest.raises(TypeError):
            record_of(Planned, **wrong)
