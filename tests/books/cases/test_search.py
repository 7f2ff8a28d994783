"""What finds a case in the list."""

import pytest

from desk.books import sample, visits
from desk.books.cases import CaseState, NewCase, case_queries
from desk.books.cases.case_queries import CaseFilter
from desk.books.visits import Registration
from desk.services.session import Desk
from tests.support.people import id_number, person


@pytest.mark.parametrize(
    "typed", ["202611240002", "20261124", "0002", "40002", "11240002", f"李四 {id_number(serial=7)}"]
)
def test_a_case_is_found_by_its_number_the_end_of_it_and_by_name_with_id(desk: Desk, typed: str) -> None:
    with desk.write() as work:
        item = next(i for i in sample.take_in_catalogue(work) if i.code == "LL01")
        new = NewCase(item.id, CaseState.FORWARDED)
        visits.register(work, Registration(person("张三丰"), (new,)))
        visits.register(work, Registration(person("李四", serial=7, telephone="13900009999"), (new,)))
        found = [line.number for line in case_queries.page(work, CaseFilter(text=typed))]
    assert found[0] == "202611240002"
    assert len(found) == (2 if typed == "20261124" else 1)


@pytest.mark.parametrize("typed", ["0009", "002", "%0002", "0002_"])
def test_what_ends_no_number_finds_no_case(desk: Desk, typed: str) -> None:
    with desk.write() as work:
        item = next(i for i in sample.take_in_catalogue(work) if i.code == "LL01")
        visits.register(work, Registration(person("张三丰"), (NewCase(item.id, CaseState.FORWARDED),)))
        assert case_queries.page(work, CaseFilter(text=typed)) == []
