"""What the demo centre has written for the report of its last whole month, which is not handed in yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from desk.books import own_figures
from desk.books.submissions import answers, remarks
from desk.core.book import SampleLife
from desk.core.clock import start_of
from desk.core.month import Month
from desk.core.period import named_period
from desk.core.permissions import May
from desk.core.work import Work

REMARKS = (
    "一、本月增设周三夜间延时服务，上班族办理社保、医保业务明显增多。\n"
    "二、重阳节前后集中开展上门走访，行动不便老人由网格员帮办代办。"
)
NOT_ENTERED = "供电公司尚未出账，下月补填。"


def fill(work: Work, life: SampleLife) -> None:
    """The remarks, and why a figure entered by hand is missing."""
    work.require(May.EDIT_CENTRE)
    month = Month.of(life.until).previous
    period = named_period(month.name)
    at = replace(work, now=min(start_of(month.next.first) + timedelta(days=1, hours=15), work.now))
    remarks.save(at, period, REMARKS)
    for code, value in own_figures.values(work, period).items():
        if value.missing:
            answers.save(at, period, f"own:{code}", NOT_ENTERED)
