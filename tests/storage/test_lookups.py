"""What is asked for every row of a file is found by an index, however many rows the table has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Select
from sqlalchemy.dialects import sqlite

from desk.books.assets import cards, classes
from desk.books.centre import Centre
from desk.books.residents import queries
from desk.services import new_data_file
from desk.services.session import Desk
from tests.conftest import CHEAP, PASSWORD


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made, _key = new_data_file.create(tmp_path / "book", Centre("甲", "示例区"), "管理员", PASSWORD, cost=CHEAP)
    yield made
    made.close()


@pytest.mark.parametrize("asked", [queries.BY_NUMBER, cards.OF_NUMBER, cards.OF_SERIAL, classes.IS_ACTIVE])
def test_a_number_is_not_looked_for_in_the_whole_table(desk: Desk, asked: Select[Any]) -> None:
    query = asked.compile(dialect=sqlite.dialect(paramstyle="qmark"))  # type: ignore[no-untyped-call]
    with desk.read() as work:
        steps = [row[-1] for row in work.rows(f"EXPLAIN QUERY PLAN {query}", *[""] * len(query.positiontup or ()))]
    assert steps and all(step.startswith("SEARCH") for step in steps), steps
