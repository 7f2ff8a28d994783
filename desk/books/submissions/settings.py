"""By when a report is handed in, as the district may set it otherwise."""

from __future__ import annotations

from desk.core.setting import Setting, rule_setting
from desk.core.words import N_, NP_

GROUP = NP_("rules", "Reports to the district")
DAY = NP_("unit of a rule", "th day of the month after")
DEADLINE = "report_day"

SETTINGS: tuple[Setting, ...] = (rule_setting(DEADLINE, GROUP, N_("Reports are handed in by the"), 5, DAY, 1, 28),)
