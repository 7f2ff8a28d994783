"""取号小票, read back: what stands on it, and how large its paper is."""

from __future__ import annotations

import pypdfium2
import pytest

from desk.books import visits
from desk.books.visits import QueueKind
from desk.core.errors import Refused
from desk.reports.visits import ticket
from desk.reports.visits.ticket_size import TicketSize
from desk.services.session import Desk
from tests.support.pdf_text import words_of

POINTS_OF_A_MM = 72 / 25.4


def size_in_mm(pdf: bytes) -> tuple[int, int]:
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1, "a ticket is one page"
    width, height = document.get_page_size(0)
    document.close()
    return round(width / POINTS_OF_A_MM), round(height / POINTS_OF_A_MM)


@pytest.mark.parametrize("size", TicketSize)
def test_a_ticket_says_number_kind_people_before_time_and_hours(desk: Desk, size: TicketSize) -> None:
    with desk.write() as work:
        for _n in range(2):
            visits.take_number(work)
        taken = visits.take_number(work, queue=visits.letter_of(work, QueueKind.BOOKED))
        text = words_of(ticket.pdf(work, taken.id, size))
    for wanted in (
        "示例邻里中心",
        "预约",
        "B001",
        "您前面还有2人",
        "预计等候约20分钟",
        "2026年11月24日09:00",
        "周一至周五08:00—12:00、14:30—17:30",
        "过号请告知工作人员",
    ):
        assert wanted in text, wanted


def test_the_roll_is_as_wide_as_the_printer_and_as_long_as_the_ticket(desk: Desk) -> None:
    with desk.write() as work:
        taken = visits.take_number(work)
        width, height = size_in_mm(ticket.pdf(work, taken.id))
        assert width == 80 and 80 < height < 140
        assert size_in_mm(ticket.pdf(work, taken.id, TicketSize.A5)) == (148, 210)
        assert "下一位就是您" in words_of(ticket.pdf(work, taken.id))


def test_who_was_called_already_has_nobody_before_them_and_a_number_that_is_none_has_no_ticket(desk: Desk) -> None:
    with desk.write() as work:
        first, second = (visits.take_number(work) for _n in range(2))
        visits.call(work, second.id)
        text = words_of(ticket.pdf(work, second.id))
        assert "A002" in text and "您前面" not in text and "下一位" not in text
        with pytest.raises(Refused):
            ticket.pdf(work, first.id + 99)
