"""The centre itself 中心: name, hours, zones and venues, and the manager's settings."""

from desk.books.centre.details import (
    LABELS,
    add_venue,
    edit_venue,
    retire_venue,
    save,
    save_opening_hours,
    spans_by_day,
    week_of,
)
from desk.books.centre.model import HOTLINE, PRESET_VENUES, WEEK, Centre, OpeningSpan, Venue
from desk.books.centre.queries import all_venues, get, opening_hours
from desk.books.centre.rule_settings import RuleValue, rule, rules, rules_now, save_rules
from desk.books.centre.settings import forget_own, keep_own, save_setting, save_settings, setting, settings_now

__all__ = [
    "HOTLINE",
    "LABELS",
    "PRESET_VENUES",
    "WEEK",
    "Centre",
    "OpeningSpan",
    "RuleValue",
    "Venue",
    "add_venue",
    "all_venues",
    "days_off",
    "edit_venue",
    "forget_own",
    "get",
    "keep_own",
    "opening_hours",
    "retire_venue",
    "rule",
    "rules",
    "rules_now",
    "save",
    "save_opening_hours",
    "save_rules",
    "save_setting",
    "save_settings",
    "setting",
    "settings_now",
    "spans_by_day",
    "week_of",
]
