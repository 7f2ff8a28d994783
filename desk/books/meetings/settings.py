"""The rules of joint meetings 联席会议 that the district may set otherwise, each with room for the paper it comes from.

Read in public papers of other places: a meeting each quarter, topics a week before, a report two days before. In how
many days minutes are out, and from when on a quarter without its meeting is told, are our own proposal.
"""

from __future__ import annotations

from desk.core.setting import Setting, rule_setting
from desk.core.words import N_, NP_

GROUP = NP_("rules", "Joint meetings")
DAYS, WORKDAYS = NP_("unit of a rule", "days"), NP_("unit of a rule", "working days")

SETTINGS: tuple[Setting, ...] = (
    rule_setting(
        "meeting_quarter_days", GROUP, N_("No meeting yet: told so long before the quarter ends"), 30, DAYS, 1, 80
    ),
    rule_setting("meeting_notice_days", GROUP, N_("The notice is out so long before"), 7, DAYS, 1, 30),
    rule_setting("meeting_report_days", GROUP, N_("The agenda is reported so long before"), 2, DAYS, 0, 30),
    rule_setting("meeting_minutes_workdays", GROUP, N_("The minutes are out within"), 5, WORKDAYS, 1, 30),
)
