"""What the core needs to know of the emergency log 应急日志."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.books.incidents.permissions import PERMISSIONS
from desk.books.own_function import functions_of
from desk.books.usual_figures import usual_figures, usual_line
from desk.core.book import Attention, Book, Concern, SampleLife, tables_of
from desk.core.setting import Setting
from desk.core.tone import Tone
from desk.core.words import N_, NP_, _, clauses
from desk.core.work import Work
from desk.models import incidents

if TYPE_CHECKING:
    from desk.books.incidents.attention import IncidentAttention


def _problems(work: Work) -> Iterable[str]:
    """The chain first: what hangs on a broken one is not worth asking."""
    from desk.books.incidents import chain, review

    fault = chain.first_fault(work)
    return [fault.sentence] if fault else review.problems(work)


def _attachments(work: Work) -> Iterable[str]:
    """Photos in the log."""
    from desk.books.incidents.model import EntryKind

    photos = select(incidents.entries.c.fields).where(incidents.entries.c.kind == EntryKind.PHOTO.value)
    return [fields["photo"]["file"] for fields in work.connection.execute(photos).scalars() if "photo" in fields]


def _attention(work: Work) -> Iterable[Attention]:
    """What can wait until morning; what is going on; reports upwards, red when one is late."""
    from desk.books.incidents import attention

    owed = attention.attention(work)
    parts = (
        (owed.measures, _("{n} measures", n=owed.measures)),
        (owed.reviews, _("{n} to be reviewed", n=owed.reviews)),
        (owed.drills, _("{n} drills overdue", n=owed.drills)),
        (owed.contacts, _("{n} numbers to be checked", n=owed.contacts)),
    )
    yield Attention(
        "to_do",
        Concern.HOUSE,
        owed.to_do,
        _("Emergency to-do {n}", n=owed.to_do),
        _("to do {n}", n=owed.to_do),
        "incidents.attention",
        Tone.OVERDUE if owed.late_measures else Tone.WAITING,
        clauses(label for n, label in parts if n),
    )
    yield Attention(
        "going_on",
        Concern.EMERGENCY,
        owed.going_on,
        _("Incidents going on {n}", n=owed.going_on),
        _("incidents {n}", n=owed.going_on),
        "incidents.list",
        Tone.DANGER,
    )
    yield _reports(owed)


def _reports(owed: IncidentAttention) -> Attention:
    """Late ones; else those that are due soon."""
    late, soon = len(owed.late), len(owed.soon)
    return Attention(
        "reports",
        Concern.EMERGENCY,
        late or soon,
        _("Reports overdue {n}", n=late) if late else _("Reports due {n}", n=soon),
        _("reports {n}", n=late or soon),
        "incidents.attention",
        Tone.OVERDUE if late else Tone.DUE_SOON,
        due=min((each.owed.due_at for each in owed.late or owed.soon), default=None),
    )


def _fill(work: Work, life: SampleLife) -> None:
    from desk.books.incidents import sample

    sample.fill(work, life.until)


OWN = functions_of("incidents")
SETTINGS = (Setting("incident_report_rules", {}, dict),)
LINE = usual_line("incidents", N_("Emergencies"), "incidents.month", OWN("statistics.seal"))
BOOK = Book(
    name="incidents",
    tables=tables_of(incidents),
    permissions=PERMISSIONS,
    find_records=OWN("lookup.find_records"),
    find_texts=OWN("lookup.find_texts"),
    settings=SETTINGS,
    problems=_problems,
    attachments=_attachments,
    figures=usual_figures("incidents", NP_("page of figures", "Emergencies"), LINE),
    attention=_attention,
    owed=OWN("attention.owed"),
    attention_modules=("desk.books.incidents.attention",),
    sample=_fill,
)
