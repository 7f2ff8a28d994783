"""Certificates of voluntary service 志愿服务证明: hours of settled orders, looked up by number or hash.

The hash is SHA-256 over what the paper says, in one fixed writing (``canonical``): who holds the paper can have it
looked up by number or hash, and a figure changed on the paper or in the data file no longer gives it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk.books.points import order_queries, queries
from desk.books.points.model import Certificate, CertificateStanding
from desk.core.errors import Refused, refuse_wrong
from desk.core.permissions import May
from desk.core.words import _
from desk.core.work import Work
from desk.models.points import certificates
from desk.storage import numbering

SHORTEST_HASH = 12
"""Hexadecimal digits by which a certificate is looked up at least; all are 64."""
GROUP = 4
"""Digits that are printed together."""
AUDITED = ("number", "minutes", "hash")
"""What the audit chain keeps of a certificate: nothing that names anybody."""
EDITION = 1
"""Of the writing that is hashed."""


@dataclass(frozen=True)
class Verified:
    """A certificate that was looked up, and what is to be said of it."""

    certificate: Certificate
    standing: CertificateStanding
    minutes_today: int
    """What the orders of its days add up to now: less where a complaint was upheld since."""


def issue(work: Work, member_id: int, first_on: date, last_on: date) -> Certificate:
    """Give out a certificate for the service of these days. Raises ``Invalid`` for a span that is none or lies ahead,
    ``Refused`` where nothing was served.
    """
    work.require(May.KEEP_POINTS)
    refuse_wrong(
        [
            ("last_on", last_on < first_on, _("The last day is before the first one.")),
            ("last_on", last_on > work.today, _("The last day is still to come.")),
        ]
    )
    holder = queries.find_holder(work, member_id)
    served = order_queries.service_time(work, member_id, first_on, last_on)
    if not served.minutes:
        raise Refused(_("There is no settled service of this member in these days."))
    number = _next_number(work)
    said = {
        "number": number,
        "member_number": holder.number,
        "name": holder.name,
        "first_on": first_on,
        "last_on": last_on,
        "orders": served.orders,
        "minutes": served.minutes,
    }
    row = {name: value for name, value in said.items() if name != "member_number"}
    row |= {"member_id": member_id, "hash": hash_of(said), "staff_id": work.actor.id, "at": work.now}
    id = work.add(certificates, row)
    work.audit(queries.ISSUED, f"service_certificates:{id}", after={name: row[name] for name in AUDITED})
    return next(each for each in queries.certificates_by(work, number, "") if each.id == id)


def _next_number(work: Work) -> str:
    """FW2026-0007: the year in which it is given out, and a number that begins again each year."""
    prefix = f"FW{work.today.year}-"
    return f"{prefix}{numbering.last(work, 'service_certificates', prefix) + 1:04d}"


def hash_of(said: dict[str, Any]) -> str:
    """SHA-256 over what a certificate says, in hexadecimal."""
    return hashlib.sha256(canonical(said).encode()).hexdigest()


def canonical(said: dict[str, Any]) -> str:
    """The one writing of it: JSON without spaces, names sorted, days as 2026-11-30, text in UTF-8 as it is."""
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items()}
    return json.dumps({"edition": EDITION, **plain}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def said_by(certificate: Certificate) -> dict[str, Any]:
    """What a certificate says that was given out."""
    names = ("number", "member_number", "name", "first_on", "last_on", "orders", "minutes")
    return {name: getattr(certificate, name) for name in names}


def is_altered(certificate: Certificate, issued: Mapping[str, Any] | None) -> bool:
    """Does it no longer say what was given out? By its hash, which nobody can reckon once the name is no longer kept;
    and by what the audit chain says was ``issued``, as whoever writes into the data file can reckon the hash anew.
    """
    is_as_issued = issued == {name: getattr(certificate, name) for name in AUDITED}
    return not is_as_issued or bool(certificate.name and hash_of(said_by(certificate)) != certificate.hash)


def grouped(hash: str) -> str:
    """As it is printed: 3f2a 90c1 … in upper case."""
    return " ".join(hash[at : at + GROUP] for at in range(0, len(hash), GROUP)).upper()


def verify(work: Work, typed: str) -> Verified:
    """Look a certificate up by its number, by its hash or at least the first twelve digits of it, or by what its code
    says (number and hash). Raises ``Refused`` where there is none.
    """
    number, digits = _parts(typed)
    fitting = queries.certificates_by(work, number, digits)
    if number and digits:
        fitting = [each for each in fitting if each.number == number and each.hash == digits]
    if len(fitting) != 1:
        raise Refused(
            _("No certificate has this number or hash. Please check it; what is not in the data file is not genuine.")
        )
    [certificate] = fitting
    today = order_queries.service_time(work, certificate.member_id, certificate.first_on, certificate.last_on)
    standing = CertificateStanding.GENUINE
    if is_altered(certificate, queries.certificates_issued(work, certificate.id).get(certificate.id)):
        standing = CertificateStanding.ALTERED
    elif today.minutes < certificate.minutes:
        standing = CertificateStanding.OUTDATED
    return Verified(certificate, standing, today.minutes)


def _parts(typed: str) -> tuple[str, str]:
    """Number and hash of what was typed or scanned; a code says both, and both have to fit."""
    said = "".join(typed.split()).upper()
    number, _slash, rest = said.partition("/")
    if rest:
        return number, rest.lower()
    is_hash = len(said) >= SHORTEST_HASH and set(said) <= set("0123456789ABCDEF")
    return ("", said.lower()) if is_hash else (number, "")


def code_of(certificate: Certificate) -> str:
    """What its code says: number and hash."""
    return f"{certificate.number}/{certificate.hash}"
