"""A new person in one line of typing: 张三丰 350599... 138... becomes name, number and telephone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from datetime import date
from typing import Any

from desk.books import residents
from desk.books.residents import Resident, ResidentDetails, ResidentHit, Sex
from desk.core import identity, name_search
from desk.core.id_card_text import IdCard
from desk.core.identity import IdKind
from desk.core.words import _, clauses


def person_in(line: str) -> ResidentDetails | None:
    """The details in a typed line; None when it holds no name that could be one."""
    name: list[str] = []
    kind, number, telephone = IdKind.NONE, "", ""
    for word in name_search.put_together(identity.tidy(line).split()):
        tidy, called = identity.tidy_number(word), identity.tidy_telephone(word)
        if re.fullmatch(r"1\d{10}|0\d{9,11}|\+\d{7,15}", called):
            telephone = called
        elif re.fullmatch(r"\d{15}|\d{17}[\dX]", tidy):
            kind, number = identity.card_kind(tidy), tidy
        elif re.fullmatch(r"[HM]\d{8,10}", tidy):
            kind, number = IdKind.HK_MACAO, tidy
        else:
            name.append(word)
    full = identity.tidy_name(" ".join(name))
    if not full and not number:
        return None
    if full and identity.name_problem(full):
        return None
    return ResidentDetails(full, kind, number, telephone=telephone)


def in_words(hit: ResidentHit, typed: str = "") -> str:
    """One line that tells a person from another of the same name, who is named as far as whoever ``typed`` did it."""
    return "　".join(filter(None, [name_in(hit.name, typed), kind_of(hit), hit.number, hit.telephone]))


def name_in(name: str, typed: str) -> str:
    """Masked, unless the whole of it stands in what was typed: then it tells nobody anything."""
    own = name_search.squeezed(name)
    return name if own and own in name_search.squeezed(typed) else identity.mask_name(name)


def kind_of(hit: ResidentHit) -> str:
    """Sex, age and village group, which stay in sight whether somebody is masked or not."""
    age = _("{n} years", n=hit.age) if hit.age is not None else ""
    sex = Sex(hit.sex).label if hit.sex else ""
    return "　".join(filter(None, [f"{sex} {age}".strip(), hit.village_group]))


def masked_words(person: Resident, today: date) -> str:
    """A person nobody has looked up: who, then papers and telephone, in the lines in which ``in_full`` has them."""
    hit = residents.mask(person, today)
    return _lines([hit.name, kind_of(hit)], [person.id_kind.label, *_told(person, masked=True)])


def in_full(person: Resident, today: date) -> str:
    """A person who was looked up: who, then papers and telephone, then where they live."""
    kind = kind_of(replace(residents.mask(person, today), village_group=person.village_group))
    return _lines([person.name, kind], [person.id_kind.label, *_told(person)], [person.address])


def _told(person: Resident, *, masked: bool = False) -> list[str]:
    """Number, telephone and whatever else tells who somebody is, beside the name."""
    values = {name: getattr(person, name) for name in residents.TOLD if name != "name"}
    return [residents.FIELDS[name].shown(value) if masked else value for name, value in values.items()]


def _lines(*lines: list[str]) -> str:
    return "\n".join(filter(None, ("　".join(filter(None, parts)) for parts in lines)))


def card_words(card: IdCard, known: Resident | None) -> tuple[str, str]:
    """What is told of an ID card that was read, and its kind: a warning where the card says something else."""
    read = _("ID card read: {name}", name=identity.mask_name(card.name))
    warnings = {
        "birth": _("The birth date that was read differs from the number, which counts."),
        "sex": _("The sex that was read differs from the number, which counts."),
    }
    differing = [sentence for name, sentence in warnings.items() if name in card.differs]
    if known is not None and known.name != card.name:
        differing.append(_("The resident with this number has another name here. Please check it."))
    return clauses([read, *differing]) if differing else read, "warning" if differing else "good"


def plain(details: ResidentDetails) -> dict[str, Any]:
    """Details as a draft keeps them."""
    birth = details.birth.isoformat() if details.birth else None
    return asdict(details) | {"id_kind": details.id_kind.value, "birth": birth}


def details_of(plain: Mapping[str, Any]) -> ResidentDetails:
    """What ``plain`` made of them; a draft may be from a version that did not know some of the fields."""
    birth = date.fromisoformat(plain["birth"]) if plain["birth"] else None
    given = {**plain, "id_kind": IdKind(plain["id_kind"]), "birth": birth, "marks": tuple(plain["marks"])}
    known = (field.name for field in fields(ResidentDetails))
    return ResidentDetails(**{name: given[name] for name in known if name in given})
