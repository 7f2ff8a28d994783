"""The rules of points that the district may set otherwise, each with room for the paper that it comes from.

Read in public rules: exchanged once a quarter (海林). The others are our own proposal; most places clear points at the
end of the year, or at the first exchange.
"""

from __future__ import annotations

from desk.core.setting import Setting, rule_setting
from desk.core.words import N_, NP_

GROUP = NP_("rules", "Red points")
MONTHS, DAYS = NP_("unit of a rule", "months"), NP_("unit of a rule", "days")
TIMES = NP_("unit of a rule", "times")
EXPIRED_UNTIL = "points_expired_until"
"""Up to which day what expired was taken out."""

SETTINGS: tuple[Setting, ...] = (
    rule_setting("points_expiry_months", GROUP, N_("Valid after the end of the year for"), 3, MONTHS, 0, 60),
    rule_setting("points_notice_days", GROUP, N_("Notice before points expire"), 30, DAYS, 1, 120),
    rule_setting("points_per_quarter", GROUP, N_("Exchanges of one person a quarter (0: no limit)"), 1, TIMES, 0, 50),
    Setting(EXPIRED_UNTIL, "", str, own=True),
)
