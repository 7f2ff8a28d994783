"""The rules of findings 问题整改 that the district may set otherwise, each with room for the paper that it comes from.

All are our own proposal: the district's own rules were not found.
"""

from __future__ import annotations

from desk.core.setting import Setting, rule_setting
from desk.core.words import N_, NP_

GROUP = NP_("rules", "Findings")
DAYS, WORKDAYS = NP_("unit of a rule", "days"), NP_("unit of a rule", "working days")
ORDERS, PERCENT, MINUTES = NP_("unit of a rule", "orders"), NP_("unit of a rule", "%"), NP_("unit of a rule", "minutes")

SETTINGS: tuple[Setting, ...] = (
    rule_setting("finding_urgent_days", GROUP, N_("At once: mended within"), 5, WORKDAYS, 1, 30),
    rule_setting("finding_ordinary_days", GROUP, N_("Ordinary: mended within"), 15, WORKDAYS, 1, 90),
    rule_setting("finding_long_days", GROUP, N_("Takes time: mended within"), 30, WORKDAYS, 1, 200),
    rule_setting("finding_look_back_days", GROUP, N_("Proposed from what happened in the last"), 30, DAYS, 7, 120),
    rule_setting("finding_orders", GROUP, N_("Proposed from so many orders of one kind"), 3, ORDERS, 2, 50),
    rule_setting(
        "finding_satisfied_percent", GROUP, N_("Proposed from an activity with fewer satisfied"), 80, PERCENT, 1, 100
    ),
    rule_setting(
        "finding_wait_minutes", GROUP, N_("Proposed from an hour with a longer median wait"), 20, MINUTES, 1, 240
    ),
)
