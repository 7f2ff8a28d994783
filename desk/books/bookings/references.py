"""What somebody calls a booking, a resource, an item or a person, made out: for the command line, the papers and lists
that are taken in.
"""

from __future__ import annotations

from desk.books import catalogue, residents
from desk.books.bookings import queries
from desk.books.bookings.model import Booking, Resource
from desk.core import identity
from desk.core.errors import Invalid, Problem, Refused
from desk.core.identity import CHOOSABLE
from desk.core.words import _, listed
from desk.core.work import Work

MOST_NAMED = 8
"""Of what can be booked, so much is named where nothing has the name that was said."""
MOST_OF_ONE_NAME = 20


def booking_of(work: Work, number: str) -> Booking:
    """The booking with this number 预约号. Raises ``Refused``."""
    booking = queries.by_number(work, number.strip().upper())
    if booking is None:
        raise Refused(_("There is no booking with the number {number}.", number=number.strip()[:30]))
    return booking


def resource_of(work: Work, name: str) -> Resource:
    """The counter or room with this name. Raises ``Invalid`` for ``resource_id``, naming what there is."""
    offered = queries.all_resources(work)
    wanted = identity.one_line(name)
    resource = next((each for each in offered if each.name == wanted), None)
    if resource is not None:
        return resource
    if not offered:
        raise Invalid(Problem("resource_id", _("Nothing can be booked yet. Please set up what can be booked first.")))
    choices = listed(each.name for each in offered[:MOST_NAMED])
    sentence = _("“{name}” cannot be booked. Please enter one of: {choices}.", name=wanted[:30], choices=choices)
    raise Invalid(Problem("resource_id", sentence))


def item_of(work: Work, name: str) -> int:
    """The service item with this name or code. Raises ``Invalid`` for ``service_id``."""
    wanted = identity.one_line(name)
    items = [each for each in catalogue.all_items(work) if wanted in (each.code, each.name)]
    if not items:
        sentence = _("There is no service item “{name}”. Please enter its name or code.", name=wanted[:60])
        raise Invalid(Problem("service_id", sentence))
    return next((each.id for each in items if each.offered_on(work.today)), items[0].id)


def person_of(work: Work, name: str, number: str = "", telephone: str = "") -> int:
    """Who is meant by a name, or by the number of their papers where that is known; a telephone tells people of one
    name apart. Raises ``Invalid`` for ``resident_id`` or ``id_number``; nobody is named in full by it.
    """
    name, number = identity.tidy_name(name), identity.tidy_number(number)
    if number:
        return _by_number(work, name, number)
    telephone = identity.tidy_telephone(telephone)
    hits = residents.search(work, f"{name} {telephone}".strip(), MOST_OF_ONE_NAME)
    namesakes = [hit for hit in hits if hit.name == name]
    if len(namesakes) == 1:
        return namesakes[0].id
    if namesakes:
        sentence = _("{n} people are called so. Please give the ID number as well.", n=len(namesakes))
        raise Invalid(Problem("resident_id", sentence))
    raise Invalid(Problem("resident_id", _unknown(name, telephone)))


def _unknown(name: str, telephone: str) -> str:
    """That nobody is meant by a name; one who is known by another telephone may be somebody else."""
    shown = identity.mask_name(identity.mask_text(name[:30]))
    if telephone:
        return _(
            "“{name}” with this telephone is not among the residents. Please give the ID number, or enter the person "
            "there first.",
            name=shown,
        )
    return _("“{name}” is not among the residents. Please enter the person there first.", name=shown)


def _by_number(work: Work, name: str, number: str) -> int:
    person = next(filter(None, (residents.by_number(work, kind, number) for kind in CHOOSABLE)), None)
    if person is None:
        sentence = _("Nobody among the residents has this ID number. Please enter the person there first.")
        raise Invalid(Problem("id_number", sentence))
    if name and person.name != name:
        raise Invalid(Problem("resident_id", _("The ID number is somebody else's. Please check name and number.")))
    return person.id
