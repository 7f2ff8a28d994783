"""The rules of needs and offerings 需求与服务 that the district may set otherwise.

How long a need stands on the list and how soon a partner delivers was found nowhere: our own proposal.
"""

from __future__ import annotations

from desk.core.setting import Setting, rule_setting
from desk.core.words import N_, NP_

GROUP = NP_("rules", "Needs and offerings")
DAYS = NP_("unit of a rule", "days")

SETTINGS: tuple[Setting, ...] = (
    rule_setting("need_days", GROUP, N_("A need stands on the list for"), 90, DAYS, 7, 730),
    rule_setting("match_silent_days", GROUP, N_("Claimed so long without a delivery: to be asked"), 30, DAYS, 7, 365),
    rule_setting("offering_end_days", GROUP, N_("Term ends within, promises open: to be asked"), 30, DAYS, 7, 365),
)
"""By their names in the data file."""
