"""What makes a centre of the district right. Form, import and actions ask the same."""

from __future__ import annotations

import base64
import binascii
import re

from desk.books.district import queries
from desk.books.district.model import NewCentre
from desk.core.errors import Rule
from desk.core.plain_text import one_line, tidy
from desk.core.words import _
from desk.core.work import Work

LONGEST_CODE, LONGEST_NAME = 30, 60
MOST_PEOPLE = 10_000_000
KEY_BYTES = 32
"""Of an Ed25519 public key (RFC 8032)."""
CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._/-]*")


def tidied(new: NewCentre) -> NewCentre:
    """As it is kept."""
    return NewCentre(
        tidy(new.code).replace(" ", ""),
        one_line(new.name),
        one_line(new.likeness),
        new.population,
        "".join(tidy(new.public_key).split()),
        new.active,
    )


def key_in(text: str) -> bytes | None:
    """The public key that is typed in base64; None where nothing is typed. Raises ``ValueError`` for what is none."""
    if not text:
        return None
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(text) from error
    if len(key) != KEY_BYTES:
        raise ValueError(text)
    return key


def _is_key(text: str) -> bool:
    try:
        key_in(text)
    except ValueError:
        return False
    return True


def centre_rules(work: Work, new: NewCentre, id: int = 0) -> list[Rule]:
    """What is wrong with what was entered of a centre, tidied; ``id`` is its own where it is there already."""
    others = {each.code for each in queries.centres(work) if each.id != id}
    too_long = _("Please enter at most {n} characters.", n=LONGEST_NAME)
    people = _("1 to {n}, or leave the field empty.", n=f"{MOST_PEOPLE:,}")
    return [
        ("code", not new.code, _("Please enter the centre's code.")),
        ("code", len(new.code) > LONGEST_CODE, _("The code has more than {n} characters.", n=LONGEST_CODE)),
        ("code", not CODE.fullmatch(new.code), _("The code consists of digits, letters, -, . and /.")),
        ("code", new.code in others, lambda: _("There is a centre with the code {code} already.", code=new.code)),
        ("name", not new.name, _("Please enter the centre's name.")),
        ("name", len(new.name) > LONGEST_NAME, too_long),
        ("likeness", len(new.likeness) > LONGEST_NAME, too_long),
        ("population", new.population is not None and not 0 < new.population <= MOST_PEOPLE, people),
        (
            "public_key",
            not _is_key(new.public_key),
            _("A public key has 44 characters, as it is printed on the report. Please copy it whole."),
        ),
    ]
