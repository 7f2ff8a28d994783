"""The rules of orders that the district may set otherwise, each with room for the paper that it comes from.

Read in public rules of other places: 24 hours for what is urgent and three to five working days for the rest, and a
call-back on the next working day. The hours for reviewing and accepting, and what follows a poor rating or none, are
our own proposal: no rule was found.
"""

from __future__ import annotations

from desk.core.setting import Setting, rule_setting
from desk.core.words import N_, NP_

GROUP = NP_("rules", "Orders")
DAYS, HOURS = NP_("unit of a rule", "days"), NP_("unit of a rule", "hours")
OPEN_HOURS = NP_("unit of a rule", "hours of opening")
WORKDAYS, TIMES = NP_("unit of a rule", "workdays"), NP_("unit of a rule", "times")

SETTINGS: tuple[Setting, ...] = (
    rule_setting("order_review_hours", GROUP, N_("Reviewed within"), 4, OPEN_HOURS, 1, 40),
    rule_setting("order_accept_hours", GROUP, N_("Answered within"), 24, HOURS, 1, 168),
    rule_setting("order_urgent_accept_hours", GROUP, N_("Urgent: answered within"), 2, HOURS, 1, 48),
    rule_setting("order_urgent_hours", GROUP, N_("Urgent: done within"), 24, HOURS, 1, 168),
    rule_setting("order_days", GROUP, N_("Ordinary: done within"), 5, WORKDAYS, 1, 60),
    rule_setting("order_complex_days", GROUP, N_("Complex: done within"), 15, WORKDAYS, 1, 90),
    rule_setting("order_redo_days", GROUP, N_("Done again within"), 5, WORKDAYS, 1, 60),
    rule_setting("order_call_back_days", GROUP, N_("Called back after"), 1, WORKDAYS, 1, 10),
    rule_setting("order_rating_days", GROUP, N_("Rated within"), 7, DAYS, 1, 60),
    rule_setting("order_refusals", GROUP, N_("Came back so often: the leader in charge sends it"), 2, TIMES, 1, 10),
)
