"""Organisations and pairings as tests want them; whatever is invented bears a region that nobody has."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from stdnum.cn import uscc

from desk.books.organisations import organisations, pairings
from desk.books.organisations.model import (
    NewOrganisation,
    NewPairing,
    Organisation,
    OrganisationKind,
    OrganisationRole,
    Pairing,
)
from desk.core.work import Work

SCHOOL, CLINIC = "月亮湾实验小学", "月亮湾镇卫生院"
DAY = timedelta(days=1)


def code(n: int, office: str = "91") -> str:
    """A credit code with its own check character."""
    body = f"{office}350599MA000{n:04d}"
    return body + uscc.calc_check_digit(body)


def organisation(work: Work, name: str = SCHOOL, **more: Any) -> Organisation:
    """A partner with a name only, unless more is given."""
    new = NewOrganisation(name, OrganisationKind.SCHOOL, roles=(OrganisationRole.PARTNER,))
    return organisations.add(work, replace(new, **more))


def pairing(work: Work, organisation_id: int, first: int = -30, last: int = 300, **more: Any) -> Pairing:
    """Signed on its first day, or today where that is still to come; the days are reckoned from today."""
    day = work.today + first * DAY
    new = NewPairing(organisation_id, day, work.today + last * DAY, "每季度开展一次服务", "", min(day, work.today))
    return pairings.add(work, replace(new, **more))
