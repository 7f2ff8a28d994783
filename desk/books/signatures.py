"""What a signature is: the proof that somebody has just given their password, for that one action.

Being signed in is not signing. Only ``desk.services.session`` makes a ``Signature``, after it has checked the password
(a house test holds that); what is signed takes the proof and never a bare number. The person who sits at the desk needs
none for what is their own doing: to ask for a change of their own duty and to agree to one, to hand over what they had.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from desk.books import staff
from desk.books.staff import Person
from desk.core.errors import Refused
from desk.core.words import _
from desk.core.work import Work

LASTS = timedelta(minutes=5)
"""A signature belongs to the action for which the password was given; it cannot be kept for later."""


@dataclass(frozen=True)
class Signature:
    """``staff_id`` gave their password at ``at``."""

    staff_id: int
    at: datetime


def signer(work: Work, signature: Signature) -> Person:
    """Who signed, as the book knows them now. Raises ``Refused`` for somebody disabled meanwhile, or a proof grown
    old.
    """
    person = staff.find(work, signature.staff_id)
    if not person.active:
        raise Refused(_("{name} can no longer sign. Please ask the manager.", name=person.name))
    if abs(work.now - signature.at) > LASTS:
        raise Refused(_("The password was given too long ago. Please sign again."))
    return person
