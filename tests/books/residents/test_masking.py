"""What is marked as personal is masked wherever it is told before somebody asks for it.

Masks were once kept by hand beside the marks: whoever added a column marked it, believed the guide that it was masked
from then on, and an address and a birth date stood in the clear in the message about two people's corrections.
Lists and cards are looked at in ``tests/ui/shell/test_masked_by_default.py``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Column, select

from desk.books import residents, visits
from desk.books.cases import NewCase, case_export
from desk.books.catalogue import ServiceItem
from desk.books.residents import FIELDS, ResidentDetails
from desk.books.residents.personal import personal_columns
from desk.books.visits import Registration
from desk.core.edit_conflicts import EditConflict, plain
from desk.core.identity import IdKind
from desk.core.masking import IN_SIGHT, audit_mask_of, mask_of
from desk.models import metadata
from desk.models.audit import audit
from desk.models.residents import residents as residents_table
from desk.services.session import Desk
from tests.support.people import person

SEEN = {
    "residents.marks": "whoever stands at the counter has to see who goes first, and who needs help",
    "bookings.party": "an organisation or a team: whoever looks at the board has to see whose the room is",
    "visits.agent_relation": "whoever reads a case or a receipt has to see what the agent is to the person",
}
"""Personal columns that stay in sight while somebody is masked, and why."""
FULL = replace(
    person("欧阳小重", date(1946, 3, 7), 561, "13700001234"),
    birth=date(1946, 3, 7),
    address="东门街8号",
    note="家属电话13700001234",
    marks=("disabled",),
)
OTHER = replace(
    person("欧阳大重", date(1951, 8, 9), 565, "13900005678"),
    birth=date(1951, 8, 9),
    address="西门街9号",
    note="家属电话13900005678",
    marks=("alone",),
)
CLEAR = {name: plain(getattr(FULL, name)) for name in FIELDS if residents_table.c[name].info.get("personal")}
COLUMNS = [column for table in metadata.sorted_tables for column in personal_columns(table)]


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_a_personal_column_is_masked_or_says_why_it_stays_in_sight(column: Column[Any]) -> None:
    if column.info["personal"] == IN_SIGHT:
        assert str(column) in SEEN
        return
    told = mask_of(column)("13700001234")
    assert told and "13700001234" not in told
    assert "13700001234" not in audit_mask_of(column)("13700001234")


def test_a_column_that_says_no_more_than_personal_is_hidden_altogether() -> None:
    fresh: Column[Any] = Column("e_mail", info={"personal": True})
    assert (mask_of(fresh)("a@example.cn"), mask_of(fresh)("")) == ("***", "")


@pytest.mark.parametrize("name", [name for name in CLEAR if name != "marks"])
def test_two_people_who_correct_a_field_differently_read_it_masked(desk: Desk, name: str) -> None:
    bare = ResidentDetails("陈小明", IdKind.NONE)
    mine, theirs = (
        replace(bare, **({"id_kind": each.id_kind} if name == "id_number" else {}), **{name: getattr(each, name)})
        for each in (FULL, OTHER)
    )
    with desk.write() as work:
        id = residents.add(work, bare).id
        residents.edit(work, id, theirs, read=bare)
        with pytest.raises(EditConflict) as conflict:
            residents.edit(work, id, mine, read=bare)
    told = conflict.value.message + "".join(problem.message for problem in conflict.value.problems)
    for each in (FULL, OTHER):
        assert plain(getattr(each, name)) not in told


def test_the_audit_holds_nothing_personal_of_whom_it_names(desk: Desk) -> None:
    with desk.write() as work:
        id = residents.add(work, FULL).id
        residents.edit(work, id, OTHER)
        residents.edit(work, id, FULL)
        residents.merge(work, residents.add(work, ResidentDetails("欧阳小重")).id, id)
        lines = work.connection.execute(select(audit.c.before, audit.c.after).where(audit.c.subject.like("residents%")))
        kept = "".join(f"{line.before} {line.after}" for line in lines)
    assert "欧**重" in kept
    assert [name for name, value in CLEAR.items() if value in kept] + re.findall("disabled|alone", kept) == []


def test_an_export_that_nobody_gave_a_purpose_for_masks_every_personal_column(
    desk: Desk, items: tuple[ServiceItem, ...]
) -> None:
    with desk.write() as work:
        visits.register(work, Registration(FULL, (NewCase(items[0].id),)))
        (row,) = case_export.rows(work, work.today, work.today)
    assert "欧**重" in row
    assert [name for name, value in CLEAR.items() if value in map(str, row)] == []
