"""After the lock: who it was that opened an incident from the lock screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desk.books.incidents import log
from desk.books.incidents.model import Incident
from desk.core.words import _
from desk.services.session import Desk
from desk.ui.widgets.form_dialog import ask


def ask_who(parent: QWidget, desk: Desk, unnamed: Sequence[Incident]) -> list[int]:
    """Ask about each of them; whoever goes back is asked again next time. The ids of those still going on."""
    for incident in unnamed:

        def act(texts: dict[str, str], id: int = incident.id) -> None:
            with desk.write() as work:
                log.name(work, id, texts["who"])

        title = _(
            "{number} {kind} was opened from the lock screen: who was it?",
            number=incident.number,
            kind=incident.kind.label,
        )
        ask(parent, title, {"who": _("Who answered the call")}, act, {"who": desk.actor.name})
    return [incident.id for incident in unnamed if not incident.is_over]
