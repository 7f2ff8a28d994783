"""What can be set of zones 功能区: the zone of the counter, and the rules that the district may set otherwise.

No paper that says from when on a zone is low was found: the numbers are our own proposal, with room for the paper.
"""

from __future__ import annotations

from desk.core.setting import Setting, rule_setting
from desk.core.words import N_, NP_

GROUP = NP_("rules", "Zones")
MONTHS, PERCENT = NP_("unit of a rule", "months"), NP_("unit of a rule", "%")
ANSWERS, TIMES = NP_("unit of a rule", "answers"), NP_("unit of a rule", "times")

SETTINGS: tuple[Setting, ...] = (
    Setting("counter_zone", 0, int, N_("Zone of the counter")),
    rule_setting("zone_low_percent", GROUP, N_("Low under so much of the median"), 50, PERCENT, 10, 100),
    rule_setting("zone_satisfied_percent", GROUP, N_("Satisfaction, lower bound at least"), 80, PERCENT, 10, 100),
    rule_setting("zone_least_answers", GROUP, N_("Judged from so many answers or rounds on"), 10, ANSWERS, 1, 200),
    rule_setting("zone_rounds", GROUP, N_("Rounds a day"), 2, TIMES, 0, 8),
)
