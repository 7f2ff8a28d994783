"""A catalogue of three items, one of each mode."""

from __future__ import annotations

import pytest

from desk.books import catalogue
from desk.books.catalogue import ServiceItem, ServiceMode
from desk.services.session import Desk

ITEMS = (
    ServiceItem("A1", "医保参保登记", "医保局", ServiceMode.ON_THE_SPOT, 0, ("身份证", "户口簿")),
    ServiceItem("B1", "高龄津贴申请", "民政局", ServiceMode.NEARBY, 10, ("身份证", "银行卡")),
    ServiceItem("C1", "养老资格认证", "人社局", ServiceMode.BY_PHONE, 0, (), on_behalf=False),
)


@pytest.fixture
def items(desk: Desk) -> tuple[ServiceItem, ...]:
    with desk.write() as work:
        return tuple(catalogue.add(work, item) for item in ITEMS)
