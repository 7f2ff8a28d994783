"""The fields of a person are those of the book's table, whatever comes to stand in it."""

from __future__ import annotations

from dataclasses import asdict

from desk.books.residents import FIELDS, TEXTS
from desk.demo.tour import Hands
from desk.ui.residents.page import ResidentsPage
from desk.ui.visits.person_line import details_of, plain
from tests.support.people import person
from tests.support.tabs import reach


def test_every_field_has_a_place_of_its_own_and_every_text_is_taken_as_typed(clerk: Hands) -> None:
    page = reach(clerk, ResidentsPage)
    page.new()
    form = page.details
    typed = {name: f"{name} {number}" for number, name in enumerate(TEXTS) if name != "id_number"}
    for name, text in typed.items():
        form.lines[name].setText(text)
    details = asdict(form.details())
    assert {name: details[name] for name in typed} == typed
    places = {name: field.geometry().getRect() for name, field in form.fields.items() if field.isVisible()}
    assert places.keys() == FIELDS.keys() and len(set(places.values())) == len(FIELDS)


def test_a_draft_of_an_earlier_version_comes_back_without_what_it_did_not_know() -> None:
    draft = plain(person())
    del draft["note"]
    assert details_of(draft) == person()
