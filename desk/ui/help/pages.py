"""Which topic of the manual belongs to which page, and the keys that stand at its end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from desk.core import manual
from desk.core.words import _
from desk.core.work import Actor
from desk.ui.shell.commands import Command, sorted_keys, told_keys
from desk.ui.shell.page import Page
from desk.ui.shell.paged_tab import PagedTab
from desk.ui.shell.stand_in import table_of
from desk.ui.shell.tab import TabDeclaration

WINDOW = "start"
"""The topic at whose end the keys of the window stand."""
EMERGENCY = "emergency"
"""The topic of the window of an incident, which is no page."""
Place = tuple[int, type[Page]]
"""The number of a tab, and the page in it or the tab itself."""


def topic_of(kind: type[Page]) -> str:
    """The name of a page's topic: ``roster-month`` of ``RosterMonthPage``."""
    name = re.sub(r"(Page|Section|Tab)$", "", kind.__name__)
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def topic_in_sight(page: Page) -> manual.Topic:
    """The topic of a tab as it is now: that of the page in it, else its own. Raises ``KeyError`` where neither has one,
    which a test does not let happen."""
    for part in page.parts():
        try:
            return manual.topic(topic_of(type(part)))
        except KeyError:
            continue
    return manual.topic(topic_of(type(page)))


def places(declared: Sequence[TabDeclaration], actor: Actor) -> Mapping[str, Place]:
    """Where each topic's page is in the window of this person, by the name of the topic. A tab that only holds pages is
    none itself.
    """
    made: dict[str, Place] = {}
    for place, tab in enumerate(declared):
        kind = tab.load()
        if not issubclass(kind, PagedTab):
            made[topic_of(kind)] = (place, kind)
        made |= {topic_of(page): (place, page) for page in kind.places(actor)}
    return made


def commands_of(kind: type[Page], actor: Actor) -> list[Command]:
    """What this person may do on a page that may not be there yet."""
    kinds = (kind, *kind.PARTS)
    return [each for part in kinds for each in table_of(part) if each.may is None or actor.may(each.may)]


def emergency_keys() -> list[tuple[str, str]]:
    """The keys of the window of an incident."""
    from desk.ui.incidents.window import KEYS

    return [(key, _(purpose)) for key, purpose in KEYS]


def key_lines(commands: Iterable[Command]) -> list[tuple[str, str]]:
    """Keys and what they do, as the manual tells them; the buttons without a key after them."""
    commands = list(commands)
    lines = [(key, _(purpose)) for key, purpose in told_keys(sorted_keys(commands))]
    return lines + [("", each.name) for each in commands if not each.key]
