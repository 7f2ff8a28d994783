"""A catalogue of three items, one of each mode."""

from __future__ import annotations

import pytest

from desk.books import services
from desk.books.services import Mode, ServiceItem
from desk.session import Desk

ITEMS = (
    ServiceItem("A1", "医保参保登记", "医保局", Mode.ON_THE_SPOT, 0, ("身份证", "户口簿")),
    ServiceItem("B1", "高龄津贴申请", "民政局", Mode.NEARBY, 10, ("身份证", "银行卡")),
    ServiceItem("C1", "养老资格认证", "人社局", Mode.BY_PHONE, 0, (), on_behalf=False),
)


@pytest.fixture
def items(desk: Desk) -> tuple[ServiceItem, ...]:
    with desk.write() as work:
        return tuple(services.add(work, item) for item in ITEMS)
