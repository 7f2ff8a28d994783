"""The rules of bookings that the district may set otherwise, each with room for the paper that it comes from.

Read in public rules of other centres: ``booking_cancel_hours`` (two hours before), ``booking_per_day`` (one a day, in
the person's own name) and ``booking_room_hours`` (20 a month). Days ahead differ from centre to centre. The others are
our own proposal: no centre's numbers were found for the share left to walk-ins or for what follows a missed booking.
"""

from __future__ import annotations

from desk.core.setting import Setting, rule_setting
from desk.core.words import N_, NP_

GROUP = NP_("rules", "Bookings")
DAYS, HOURS = NP_("unit of a rule", "days"), NP_("unit of a rule", "hours")
TIMES, PERCENT = NP_("unit of a rule", "times"), NP_("unit of a rule", "%")

SETTINGS: tuple[Setting, ...] = (
    rule_setting("booking_days_ahead", GROUP, N_("Counter: days ahead"), 7, DAYS, 1, 90),
    rule_setting("booking_per_day", GROUP, N_("Counter: bookings of one person a day"), 1, TIMES, 1, 10),
    rule_setting("booking_share", GROUP, N_("Share of places for bookings"), 60, PERCENT, 10, 100),
    rule_setting("booking_cancel_hours", GROUP, N_("Cancelled in time until so long before"), 2, HOURS, 0, 72),
    rule_setting("booking_held_hours", GROUP, N_("A place from the waiting list is kept for"), 24, HOURS, 1, 168),
    rule_setting("booking_misses", GROUP, N_("Missed so often: the leader in charge agrees"), 3, TIMES, 1, 20),
    rule_setting("booking_misses_days", GROUP, N_("Missed bookings count for"), 90, DAYS, 1, 400),
    rule_setting("booking_room_days_ahead", GROUP, N_("Rooms: days ahead"), 60, DAYS, 1, 365),
    rule_setting("booking_room_hours", GROUP, N_("Rooms: hours of one person a month"), 20, HOURS, 1, 200),
)
