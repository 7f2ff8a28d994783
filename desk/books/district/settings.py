"""What can be set of the district's PC 区级汇总: what is ranked, and the rules of comparing.

No paper with the district's own rules was found: the numbers are our proposal, with room for the paper.
"""

from __future__ import annotations

from desk.core.setting import Setting, rule_setting
from desk.core.words import N_, NP_

GROUP = NP_("rules", "District's merge")
DAY, CASES = NP_("unit of a rule", "of the next month"), NP_("unit of a rule", "cases")
TIMES, CENTRES = NP_("unit of a rule", "MAD"), NP_("unit of a rule", "centres")
KEY_FIGURES = (
    "visits",
    "cases",
    "in_time_percent",
    "satisfaction_percent",
    "activities_held",
    "activities_people",
    "orders_done",
    "orders_satisfied_percent",
    "offerings_delivered",
    "findings_in_time_percent",
)
"""Those that are ranked until somebody chooses others."""

SETTINGS: tuple[Setting, ...] = (
    Setting("district_key_figures", list(KEY_FIGURES), list, N_("Figures that are ranked")),
    rule_setting("district_deadline_day", GROUP, N_("In time until the day"), 5, DAY, 1, 28),
    rule_setting("district_least_cases", GROUP, N_("Shares are ranked from"), 10, CASES, 1, 1000),
    rule_setting("district_outlier_mad", GROUP, N_("An outlier is farther from the median than"), 5, TIMES, 2, 50),
    rule_setting("district_outlier_centres", GROUP, N_("Outliers are looked for from"), 8, CENTRES, 4, 200),
)
