"""The rules of pairings 结对共建 that the district may set otherwise, each with room for the paper that it comes from.

How long before its end an agreement is to be renewed, and for how long one is usually made, is our own proposal: no
rule was found.
"""

from __future__ import annotations

from desk.core.setting import Setting, rule_setting
from desk.core.words import N_, NP_

GROUP = NP_("rules", "Red partners")
DAYS, MONTHS = NP_("unit of a rule", "days"), NP_("unit of a rule", "months")

SETTINGS: tuple[Setting, ...] = (
    rule_setting("pairing_warn_days", GROUP, N_("A pairing that ends so soon is to be renewed"), 30, DAYS, 1, 180),
    rule_setting("pairing_months", GROUP, N_("Usual term of a pairing"), 12, MONTHS, 1, 60),
)
