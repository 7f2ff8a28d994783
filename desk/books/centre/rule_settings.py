"""Rules 规则 that the district may set otherwise, each a number with the paper it comes from 依据文件.

Which there are every book declares (``desk.core.setting.rule_setting``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from desk.books.centre.settings import save_setting, setting, settings_now
from desk.books.registry import settings as declared
from desk.core.edit_conflicts import EditedRecord, settled
from desk.core.errors import Rule, refuse_wrong
from desk.core.permissions import May
from desk.core.setting import Setting
from desk.core.words import _
from desk.core.work import Work

LONGEST_PAPER = 100
"""Characters in which a paper is named."""


class RuleValue(NamedTuple):
    """What holds, and by which paper; empty where nobody has named one."""

    value: int
    paper: str


def rules() -> list[Setting]:
    """The rules of all books, in the order of the books and of their declarations."""
    return [each for each in declared().values() if each.limits]


def rule(work: Work, name: str) -> int:
    """The number that holds now, in the unit of its declaration. Raises ``KeyError`` for one that is not declared."""
    return int(setting(work, name)["value"])


def rules_now(work: Work) -> dict[str, RuleValue]:
    """All rules as they hold, by their names."""
    read = settings_now(work, (each.name for each in rules()))
    return {name: RuleValue(int(stored["value"]), str(stored["paper"])) for name, stored in read.items()}


def save_rules(work: Work, wanted: Mapping[str, RuleValue], read: Mapping[str, RuleValue] | None = None) -> None:
    """Several rules that stand in one form, as they were ``read``; only those that differ are written.

    Raises ``Invalid`` by the rule's name for a number out of its limits or a paper whose name is too long,
    ``EditConflict`` as every edit does, ``NotAllowed``.
    """
    work.require(May.EDIT_CENTRE)
    known = {each.name: each for each in rules()}
    refuse_wrong([wrong for name, value in wanted.items() for wrong in _wrong(known[name], value)])
    now = rules_now(work)
    changed = next((name for name in wanted if read is not None and read[name] != now[name]), "")
    labels = {name: each.label for name, each in known.items()}
    record = EditedRecord(f"settings:{changed}", labels, _in_words)
    for name, value in settled(work, record, read, now, wanted).items():
        if value != now[name]:
            save_setting(work, name, {"value": value.value, "paper": value.paper.strip()})


def _in_words(_name: str, rule: RuleValue) -> str:
    return f"{rule.value} {rule.paper}".strip()


def _wrong(declared: Setting, given: RuleValue) -> list[Rule]:
    limits = declared.limits
    assert limits
    least, most, unit = limits.smallest, limits.largest, _(limits.unit)
    return [
        (
            declared.name,
            not least <= given.value <= most,
            lambda: _("{least} to {most} {unit}, please.", least=least, most=most, unit=unit),
        ),
        (
            declared.name,
            len(given.paper) > LONGEST_PAPER,
            lambda: _("The paper's name has more than {n} characters.", n=LONGEST_PAPER),
        ),
    ]
