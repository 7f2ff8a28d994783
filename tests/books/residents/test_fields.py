"""What is known of a person stands in one table: form, import, list of cases, corrections and merging follow it."""

from __future__ import annotations

from dataclasses import fields

from desk.books import residents
from desk.books.residents import FIELDS, TEXTS, ResidentDetails, importing
from desk.services.session import Desk


def test_every_field_of_a_person_stands_in_the_table() -> None:
    """One that does not would be neither typed, nor merged, nor kept when two people correct a card at once."""
    assert set(FIELDS) == {field.name for field in fields(ResidentDetails)}


def test_a_spreadsheet_may_call_a_field_as_the_program_does(desk: Desk) -> None:
    with desk.read() as work:
        given = importing.read(dict.fromkeys(FIELDS, "") | {"name": "陈小明", "address": "东街1号"}, work)
    assert (given.name, given.address) == ("陈小明", "东街1号")
    assert all(name in words for name, words in importing.SPEC.headers.items())


def test_a_gap_in_any_text_is_filled_from_the_other_record(desk: Desk) -> None:
    kept = ResidentDetails("陈小明")
    full = ResidentDetails("陈小明", **{name: "13800001234" for name in TEXTS if name not in ("name", "id_number")})
    with desk.write() as work:
        keep, drop = residents.insert(work, kept).id, residents.insert(work, full).id
        merged = residents.merge(work, keep, drop)
    assert all(getattr(merged, name) == "13800001234" for name in TEXTS if name not in ("name", "id_number"))
