"""The letter and the sheet of experience officers, read back: one page each, and what the book says on them."""

from __future__ import annotations

import pytest

from desk.books import centre
from desk.books.officers import visit_queries
from desk.books.officers.model import VisitWay
from desk.books.registry import find_book
from desk.core.clock import start_of
from desk.core.errors import Refused
from desk.core.work import Work
from desk.reports import registry
from desk.reports.kit.declaration import Format
from desk.services.session import Desk
from tests.support.officers import DAY, ZONES, scores, serving, three_zones, visited
from tests.support.pdf_text import pages_of, words_of


def made(work: Work, identifier: str, **values: object) -> bytes:
    return registry.paper(identifier).make(work, Format.PDF, values, None)  # type: ignore[arg-type]


def test_the_letter_names_officer_term_and_number_on_one_page(desk: Desk) -> None:
    with desk.write() as work:
        officer = serving(work)
        letter = made(work, "officer-letter", letter=officer.letter)
        text, house = words_of(letter), centre.get(work).name
        assert len(pages_of(letter)) == 1
        for wanted in ("聘书", officer.letter, "欧阳明珠同志", "2026年10月25日至2027年10月24日", house, "（盖章）"):
            assert wanted in text, wanted
        with pytest.raises(Refused, match="聘〔2026〕99号"):
            made(work, "officer-letter", letter="聘〔2026〕99号")


def test_a_name_that_is_no_longer_kept_is_on_no_letter(desk: Desk) -> None:
    with desk.write() as work:
        officer = serving(work, first=work.today - 900 * DAY, last=work.today - 800 * DAY)
        find_book("officers").forget(work, start_of(work.today - 700 * DAY))
        with pytest.raises(Refused, match="匿名化"):
            made(work, "officer-letter", letter=officer.letter)


def test_the_sheet_of_a_visit_has_its_scores_and_the_empty_one_room_for_them(desk: Desk) -> None:
    with desk.write() as work:
        hall, _reading, care = three_zones(work)
        officer = serving(work, telephone="13800001111")
        more = {"way": VisitWay.ACCOMPANIED, "companion_id": work.actor.id, "begins": 8 * 60 + 30}
        remark = "接待热情，回访13800001111"
        visit = visited(work, officer.id, *scores(hall, 5, 4, 0, 2, 1), *scores(care, 3), remark=remark, **more)
        filled, empty = made(work, "officer-visit", number=visit.number.lower()), made(work, "officer-visit")
        for sheet in (filled, empty):
            assert len(pages_of(sheet)) == 1 and all(zone in words_of(sheet) for zone in ZONES)
        text = words_of(filled)
        for wanted in (visit.number, "欧阳明珠", "2026年11月24日08:30", f"陪同体验（{work.actor.name}）", "接待热情"):
            assert wanted in text, wanted
        assert "13800001111" not in text
        assert "5421" in text, "the scores of the hall beside each other, the one that was not seen left out"
        assert "欧阳明珠" not in words_of(empty) and "□集中体验" in words_of(empty)
        with pytest.raises(Refused, match="TY99"):
            made(work, "officer-visit", number="TY99")
        assert visit_queries.find_visit(work, visit.id) == visit
