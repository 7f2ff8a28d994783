"""The rules of follow-ups 督办 that the district may set otherwise, each with room for the paper that it comes from.

Read in public rules of 12345 hotlines: an extension is asked for before the day, at most twice, and the leader in
charge decides. The others are our own proposal; no paper with them was found.
"""

from __future__ import annotations

from desk.core.setting import Setting, rule_setting
from desk.core.words import N_, NP_

GROUP = NP_("rules", "Follow-ups")
DAYS, WORKDAYS = NP_("unit of a rule", "days"), NP_("unit of a rule", "working days")
TIMES = NP_("unit of a rule", "times")

SETTINGS: tuple[Setting, ...] = (
    rule_setting("follow_up_days", GROUP, N_("Due after, unless another day is set"), 5, WORKDAYS, 1, 60),
    rule_setting("follow_up_extensions", GROUP, N_("Extended at most"), 2, TIMES, 0, 5),
    rule_setting("follow_up_reopen_days", GROUP, N_("Reopened until so long after it was closed"), 30, DAYS, 1, 365),
    rule_setting(
        "follow_up_stead_days", GROUP, N_("Officer not reached: checked in their stead after"), 5, WORKDAYS, 1, 60
    ),
    rule_setting(
        "follow_up_escalate_days", GROUP, N_("Overdue so long: the leader in charge is told"), 5, WORKDAYS, 1, 60
    ),
)
