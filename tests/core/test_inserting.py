"""New rows go to the driver by position, whatever mark it has for a place."""

from __future__ import annotations

import pytest
from sqlalchemy.dialects import postgresql

from desk.core import inserting
from desk.models.cases import moves


def test_another_engine_that_binds_by_position_gets_its_own_marks() -> None:
    statement, columns = inserting._make(postgresql.dialect(paramstyle="format"), moves, ("remark", "case_id"), True)  # type: ignore[no-untyped-call]
    assert statement.count("%s") == 2 and "?" not in statement and "RETURNING" in statement
    assert {name for name, _process in columns} == {"case_id", "remark"}


def test_an_engine_that_binds_by_name_is_told_what_it_needs() -> None:
    with pytest.raises(TypeError, match="paramstyle"):
        inserting._make(postgresql.dialect(paramstyle="pyformat"), moves, ("remark", "case_id"), False)  # type: ignore[no-untyped-call]
