"""One record for each organisation: its code, its names, and what is wrong with either."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from stdnum.cn import uscc

from desk.books.organisations import contacts, credit_codes, lookup, organisations, queries
from desk.books.organisations.model import Organisation, OrganisationRole
from desk.core.edit_conflicts import EditConflict
from desk.core.errors import Invalid, NotAllowed
from desk.core.permissions import Role
from desk.models.audit import audit, lookups
from desk.services.session import Desk
from tests.support.organisations import CLINIC, SCHOOL, code, organisation
from tests.support.teams import as_role


def wrong_fields(act: object, *args: object) -> dict[str, str]:
    with pytest.raises(Invalid) as wrong:
        act(*args)  # type: ignore[operator]
    return {problem.field: problem.message for problem in wrong.value.problems}


def test_what_is_typed_is_tidied_and_kept(desk: Desk) -> None:
    with desk.write() as work:
        typed = code(1).lower()
        kept = organisation(
            work,
            f" {SCHOOL}\n",
            credit_code=f"{typed[:8]} {typed[8:]}".replace("9", "９"),
            telephone="0595 8700 0000",
            roles=(OrganisationRole.TENANT, OrganisationRole.PARTNER),
        )
        assert (kept.name, kept.credit_code, kept.telephone) == (SCHOOL, code(1), "059587000000")
        assert kept.roles == (OrganisationRole.PARTNER, OrganisationRole.TENANT), "in the order in which they stand"
        assert queries.by_credit_code(work, code(1)) == queries.by_name(work, SCHOOL) == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    (
        ("9135", "统一社会信用代码应为18位，现有4位。"),
        ("91350599MAO0000018", "第11位“O”有误"),
        ("9135X599MA00000018", "第5位“X”有误"),
        (code(1)[:-1] + ("0" if code(1)[-1] != "0" else "1"), f"按前17位推算应为“{code(1)[-1]}”"),
    ),
)
def test_a_wrong_code_is_told_by_what_is_wrong_with_it(typed: str, sentence: str) -> None:
    assert sentence in credit_codes.problem(credit_codes.tidied(typed))


@given(st.text("0123456789", min_size=14, max_size=14), st.integers(2, 16), st.sampled_from("0123456789"))
def test_a_code_with_one_digit_mistyped_is_not_taken(digits: str, place: int, other: str) -> None:
    body = f"91{digits}0"
    right = body + uscc.calc_check_digit(body)
    assert credit_codes.problem(right) == ""
    mistyped = right[:place] + other + right[place + 1 :]
    assert (credit_codes.problem(mistyped) == "") is (mistyped == right)


def test_name_and_code_are_nobody_elses_also_not_as_another_name(desk: Desk) -> None:
    with desk.write() as work:
        school = organisation(work, credit_code=code(1))
        organisations.remember_alias(work, school.id, "月小")
        assert wrong_fields(organisation, work, SCHOOL) == {"name": f"已有“{SCHOOL}”，请核对。"}
        assert wrong_fields(organisation, work, "月小") == {"name": f"“月小”是“{SCHOOL}”的别名，请核对。"}
        clinic = organisation(work, CLINIC)
        taken = replace(clinic, credit_code=code(1))
        assert wrong_fields(organisations.edit, work, taken, clinic) == {
            "credit_code": f"该代码属于“{SCHOOL}”，请核对。"
        }
        assert set(wrong_fields(organisation, work, " ")) == {"name"}
        with pytest.raises(Invalid, match="别名"):
            organisations.remember_alias(work, clinic.id, "月小")


def test_a_renamed_organisation_is_known_by_its_old_name_too(desk: Desk) -> None:
    with desk.write() as work:
        school = organisation(work)
        renamed = organisations.edit(work, replace(school, name="月亮湾第一小学"), school)
        assert (renamed.aliases, queries.by_name(work, SCHOOL)) == ((SCHOOL,), renamed)
        back = organisations.edit(work, replace(renamed, name=SCHOOL), renamed)
        assert (back.name, back.aliases) == (SCHOOL, ("月亮湾第一小学",))


def test_two_people_who_edit_one_organisation_lose_nothing(desk: Desk) -> None:
    with desk.write() as work:
        read = organisation(work)
        organisations.edit(work, replace(read, address="海滨路8号"), read)
        both = organisations.edit(
            work, replace(read, liaison="陈老师", roles=(*read.roles, OrganisationRole.TENANT)), read
        )
        assert (both.address, both.liaison, both.version) == ("海滨路8号", "陈老师", 3)
        assert both.roles == (OrganisationRole.PARTNER, OrganisationRole.TENANT)
        with pytest.raises(EditConflict):
            organisations.edit(work, replace(read, address="海滨路9号"), read)


def test_the_audit_keeps_nobody_s_name_or_number(desk: Desk) -> None:
    with desk.write() as work:
        read = organisation(work, liaison="陈小明", telephone="13800002601")
        organisations.edit(work, replace(read, liaison="林大海", telephone="13800002602"), read)
        lines = work.connection.execute(select(audit.c.after, audit.c.before)).all()
        assert not [
            line for line in lines if "138000026" in str(line) or "陈小明" in str(line) or "林大海" in str(line)
        ]


def test_whoever_rings_up_is_logged(desk: Desk) -> None:
    with desk.write() as work:
        kept = organisation(work, liaison="陈小明", telephone="13800002601")
        logged = select(func.count()).select_from(lookups)
        before = work.connection.scalar(logged)
        clerk = as_role(work, Role.CLERK)
        assert contacts.look_up(clerk, kept.id, "联系共建单位").telephone == "13800002601"
        assert work.connection.scalar(logged) == (before or 0) + 1
        for act in (lambda: organisation(clerk, CLINIC), lambda: organisations.set_active(clerk, kept.id, False)):
            with pytest.raises(NotAllowed):
                act()


def test_it_is_found_by_part_initials_other_name_and_code_and_without_its_liaison(desk: Desk) -> None:
    with desk.write() as work:
        kept = organisation(work, credit_code=code(7), liaison="陈小明")
        organisations.remember_alias(work, kept.id, "实小")
        organisation(work, CLINIC)
        for typed in ("实验小学", "ylwsy", "实小", code(7)[:6].lower()):
            [hit] = lookup.find(work, typed, 9)
            assert (hit.text, hit.about, hit.leads_to) == (SCHOOL, kept.id, "organisations.organisation"), typed
            assert "陈小明" not in hit.text + hit.details
        assert list(lookup.find(work, "小", 9)) == []


def test_one_out_of_use_is_offered_in_no_form(desk: Desk) -> None:
    with desk.write() as work:
        school, clinic = organisation(work), organisation(work, CLINIC, roles=(OrganisationRole.PROVIDER,))
        assert {each.name for each in queries.names(work)} == {SCHOOL, CLINIC}
        assert [each.id for each in queries.names(work, OrganisationRole.PROVIDER)] == [clinic.id]
        organisations.set_active(work, school.id, False)
        assert [each.id for each in queries.names(work)] == [clinic.id]
        assert isinstance(queries.find(work, school.id), Organisation) and school.id in queries.names_of(
            work, [school.id]
        )
