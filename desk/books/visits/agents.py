"""What makes the entry of an agent 代办人 right."""

from __future__ import annotations

import re

from desk.books.visits.model import Agent
from desk.core import identity
from desk.core.errors import refuse_wrong
from desk.core.words import _

LONGEST_RELATION = 20
TAIL = re.compile(r"\d{3}[\dX]")


def checked(agent: Agent) -> Agent:
    """Tidied: full-width digits and a small x of the ID's tail as they are kept.

    Raises ``Invalid`` for ``agent`` (the name), ``agent_relation`` and ``agent_id_tail``.
    """
    name = identity.tidy_name(agent.name)
    relation, tail = agent.relation.strip(), identity.tidy_number(identity.tidy(agent.id_tail))
    if tail[3:] and tail[3:] in identity.LIKE_X:
        tail = tail[:3] + "X"
    wrong_name = identity.name_problem(name) if name else None
    refuse_wrong(
        [
            ("agent", not name and bool(relation or tail), lambda: _("Please enter who came for the person.")),
            ("agent", wrong_name, wrong_name or ""),
            (
                "agent_relation",
                len(relation) > LONGEST_RELATION,
                lambda: _("{n} characters are too many; {most} is the most.", n=len(relation), most=LONGEST_RELATION),
            ),
            (
                "agent_id_tail",
                bool(tail) and not TAIL.fullmatch(tail),
                lambda: _("The last four places of the ID, please: digits, perhaps X at the end."),
            ),
        ]
    )
    return Agent(name, relation, tail)
