"""The rules of experience officers 体验官 that the district may set otherwise, each with room for its paper.

All of them are our own proposal: terms of a year are read of other towns, for this one no paper was found.
"""

from __future__ import annotations

from desk.core.setting import Setting, rule_setting
from desk.core.words import N_, NP_

GROUP = NP_("rules", "Experience officers")
DAYS, MONTHS = NP_("unit of a rule", "days"), NP_("unit of a rule", "months")

SETTINGS: tuple[Setting, ...] = (
    rule_setting("officer_term_months", GROUP, N_("A term lasts, unless another last day is set"), 12, MONTHS, 1, 60),
    rule_setting("officer_visit_months", GROUP, N_("Each comes at least once in so many months"), 3, MONTHS, 1, 12),
    rule_setting("officer_expiry_days", GROUP, N_("A term that ends is told so long before"), 30, DAYS, 1, 180),
)
