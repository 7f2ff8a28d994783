"""Two records of one organisation become one, and nothing is of the dropped one afterwards."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from desk.books.activities import planning
from desk.books.activities.model import OrganiserKind
from desk.books.follow_ups import opening
from desk.books.follow_ups.model import FollowUpOwner, NewFollowUp, OwnerKind
from desk.books.organisations import invariants, linking, merging, organisations, pairings, queries, tie_queries
from desk.books.organisations.model import Organisation, OrganisationRole
from desk.books.registry import find_book
from desk.core.errors import Invalid, Refused
from desk.core.permissions import Role
from desk.core.work import Work
from desk.models import metadata
from desk.models.follow_ups import follow_ups
from desk.models.organisations import organisations as table
from desk.services.session import Desk
from tests.support.activities import DECEMBER, plan
from tests.support.demo import trial_in
from tests.support.follow_ups import as_, hire
from tests.support.organisations import CLINIC, SCHOOL, code, organisation, pairing

BOOK = find_book("organisations")
NAMES = (SCHOOL, CLINIC, "月亮湾中学", "海湾物业", "海湾社工")


def test_all_that_is_of_the_dropped_record_is_the_kept_one_s(desk: Desk) -> None:
    with desk.write() as work:
        keep = organisation(work, liaison="陈老师")
        drop = organisation(
            work,
            "月亮湾实小",
            credit_code=code(3),
            liaison="林老师",
            address="海滨路8号",
            roles=tuple(OrganisationRole),
        )
        organisations.remember_alias(work, drop.id, "月小")
        agreed = pairing(work, drop.id)
        held = _activity(work, "月小")
        owed = _owed(work, drop)
        merged = merging.merge(work, keep.id, drop.id)
        assert (merged.id, merged.name, merged.credit_code) == (keep.id, SCHOOL, code(3))
        assert (merged.liaison, merged.address) == ("陈老师", "海滨路8号"), "gaps are filled, what is there stays"
        assert (set(merged.aliases), merged.roles) == ({"月小", "月亮湾实小"}, tuple(OrganisationRole))
        assert pairings.as_seen(work, agreed.id, agreed.version).organisation_id == keep.id
        assert [each.id for each in tie_queries.activities_of(work, keep.id, 9)] == [held]
        assert [each.id for each in tie_queries.owed_by(work, keep.id)] == [owed]
        assert queries.find(work, drop.id) == merged, "who still has the old id gets the kept record"
        assert list(BOOK.problems(work)) == []


def _activity(work: Work, organiser: str, **more: Any) -> int:
    return planning.add(work, plan(None, organiser_kind=OrganiserKind.PARTNER, organiser=organiser, **more))


def _owed(work: Work, owner: Organisation) -> int:
    crew = hire(work)
    asked = NewFollowUp(
        "派两名志愿者", FollowUpOwner(OwnerKind.OUTSIDE, owner.name), subject=f"organisations:{owner.id}"
    )
    id = opening.open_item(as_(work, crew.leader), asked).id
    values = {"owner_kind": OwnerKind.ORGANISATION.value, "owner_id": owner.id}
    work.connection.execute(update(follow_ups).where(follow_ups.c.id == id).values(values))
    return id


def test_two_codes_or_two_agreements_for_one_time_are_two_organisations(desk: Desk) -> None:
    with desk.write() as work:
        first, second = organisation(work, credit_code=code(1)), organisation(work, CLINIC, credit_code=code(2))
        with pytest.raises(Refused, match="是两个单位"):
            merging.merge(work, first.id, second.id)
        organisations.edit(work, replace(second, credit_code=""), second)
        pairing(work, first.id)
        other = pairing(work, second.id, 10, 20)
        with pytest.raises(Refused, match="GJ2026-001与GJ2026-002期限重叠"):
            merging.merge(work, first.id, second.id)
        pairings.end(work, other.id, other.version, "重复登记")
        assert merging.merge(work, first.id, second.id).aliases == (CLINIC,)
        with pytest.raises(Refused, match="同一"):
            merging.merge(work, first.id, second.id)
        with pytest.raises(Refused):
            merging.merge(replace(work, actor=replace(work.actor, role=Role.CLERK)), first.id, second.id)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    (
        ("泉州市海湾物业管理有限公司", "海湾物业", True),
        ("泉岸市职业技术学校", "职业技术学校", True),
        ("示例镇卫生院", "镇卫生院", True),
        ("凤亭社区居民委员会", "凤亭社区", True),
        ("海湾物业", "海湾社工", False),
        ("永辉超市", "永新超市", False),
        ("实验小学", "实验中学", False),
    ),
)
def test_records_that_differ_in_noise_only_are_proposed(desk: Desk, first: str, second: str, same: bool) -> None:
    with desk.write() as work:
        kept, other = organisation(work, first), organisation(work, second)
        proposed = [(each.keep.id, each.drop.id) for each in merging.likely_same(work)]
        assert proposed == ([(kept.id, other.id)] if same else [])
        coded = organisations.edit(work, replace(kept, credit_code=code(1)), kept)
        organisations.edit(work, replace(other, credit_code=code(2)), other)
        assert merging.likely_same(work) == [], "two codes are two organisations"
        assert [each.id for each in merging.alike(work, replace(coded, credit_code=""), coded.id)] == (
            [other.id] if same else []
        )


Merges = list[tuple[int, int]]
PLACES = st.integers(0, len(NAMES) - 1)


@given(
    held=st.lists(PLACES, max_size=6),
    paired=st.sets(PLACES),
    merges=st.lists(st.tuples(PLACES, PLACES), min_size=1, max_size=4),
)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_merges_nothing_is_of_a_dropped_record_and_sums_stay(
    desk: Desk, held: list[int], paired: set[int], merges: Merges
) -> None:
    for work in trial_in(desk):
        ids = [organisation(work, name).id for name in NAMES]
        for n, place in enumerate(held):
            _activity(work, NAMES[place], begins=480 + n, ends=500 + n)
        for place in paired:
            pairing(work, ids[place], 400 * place, 400 * place + 300)
        before = _sums(work)
        for keep, drop in merges:
            kept, dropped = queries.find(work, ids[keep]), queries.find(work, ids[drop])
            if kept.id != dropped.id:
                merging.merge(work, kept.id, dropped.id)
        assert _sums(work) == before
        assert list(invariants.rows_of_merged(work)) == [] and list(BOOK.problems(work)) == []
        gone = set(work.connection.scalars(select(table.c.id).where(table.c.merged_into.is_not(None))))
        assert not gone & {id for each in _referring(work).values() for id in each}
        assert {queries.by_name(work, name) is not None for name in NAMES} == {True}, "each old name leads somewhere"


def _referring(work: Work) -> dict[str, list[int]]:
    """By column, every id of an organisation in the data file, but for the record itself."""
    columns = [
        column
        for each in metadata.sorted_tables
        for column in each.columns
        if column.references(table.c.id) and each.name not in ("organisations", "organisation_aliases")
    ]
    return {str(column): [id for id in work.connection.scalars(select(column)) if id is not None] for column in columns}


def _sums(work: Work) -> Counter[str]:
    """How many rows of each kind are of any organisation; its roles are united, so they are not added up."""
    return Counter({name: len(ids) for name, ids in _referring(work).items() if "roles" not in name})


def test_an_organiser_s_text_is_linked_once_for_all_and_known_from_then_on(desk: Desk) -> None:
    with desk.write() as work:
        clinic = organisation(work, "示例镇卫生院")
        texts = ("镇卫生院", "镇卫生院", "海边书店")
        ids = [_activity(work, text, begins=540 + n, ends=600 + n) for n, text in enumerate(texts)]
        own = planning.add(
            work, plan(None, begins=700, ends=720, organiser_kind=OrganiserKind.TEAM, organiser="邻里志愿队")
        )
        shown = [(each.text, each.activities, each.proposed) for each in linking.unlinked(work)]
        assert shown == [("镇卫生院", 2, "示例镇卫生院"), ("海边书店", 1, "")]
        assert linking.link(work, "镇卫生院", clinic.id) == 2
        linked = [each.id for each in tie_queries.activities_of(work, clinic.id, 9)]
        assert sorted(linked) == ids[:2] and own not in linked
        later = _activity(work, "镇卫生院", day=DECEMBER.replace(day=9))
        assert later in [each.id for each in tie_queries.activities_of(work, clinic.id, 9)]
        assert [each.text for each in linking.unlinked(work)] == ["海边书店"]
        school = organisation(work)
        with pytest.raises(Invalid, match="别名"):
            linking.link(work, "镇卫生院", school.id)
