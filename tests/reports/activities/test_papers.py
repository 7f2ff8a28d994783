"""The calendar on paper: read back, looked at as pictures, and compared with how it looked before."""

from __future__ import annotations

import io
import os
from datetime import date, timedelta
from pathlib import Path
from random import Random

import icalendar
import openpyxl
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat
from sqlalchemy import update

from desk.books import centre
from desk.books.activities import ideas, planning, publishing, queries, results, signups, transitions
from desk.books.activities.model import ActivityDraft, ActivityKind, OrganiserKind
from desk.books.activities.results import ActivityResult
from desk.books.centre import PRESET_VENUES
from desk.core.errors import Invalid, Refused
from desk.core.month import Month
from desk.core.work import Work
from desk.models.activities import activities
from desk.reports.activities import (
    calendar_ics,
    calendar_pdf,
    calendar_png,
    calendar_text,
    calendar_workbook,
    view_model,
)
from desk.reports.activities import signup_list as sign_list
from desk.reports.activities.formats import CalendarStyle, PaperSize, TextLength
from desk.services.session import Desk
from desk.storage import data_file_id
from tests.support.activities import HALL, add, set_up
from tests.support.pdf_text import words_of

SNAPSHOTS = Path(__file__).with_name("snapshots")
MONTHS = {4: Month(2027, 2), 5: Month(2026, 12), 6: Month(2027, 5)}


def fill(work: Work, month: Month, many: int) -> list[int]:
    """The same activities every time."""
    venues = [centre.add_venue(work, venue) for venue in PRESET_VENUES]
    dice, made = Random(7), list[int]()
    while len(made) < many:
        idea = dice.choice(ideas.all_ideas())
        day = month.first + timedelta(days=dice.randrange(month.last.day))
        begins, venue = dice.choice((510, 570, 870, 960, 1140)), dice.choice([*venues, None])
        plan = ActivityDraft(
            idea.title,
            idea.kind,
            day,
            begins,
            begins + idea.minutes,
            venue,
            "" if venue else "村口广场",
            OrganiserKind.PARTNER,
            dice.choice(("镇卫生院", "凤亭小学")),
            idea.audience,
            idea.capacity,
            bool(idea.capacity),
        )
        try:
            made.append(planning.add(work, plan))
        except Invalid:
            continue
    transitions.approve(work, made)
    return made


@pytest.mark.parametrize("weeks", MONTHS)
@pytest.mark.parametrize("many", [0, 25, 120])
@pytest.mark.parametrize("style", list(CalendarStyle))
def test_whole_pages_hold_everything_and_look_as_before(
    desk: Desk, weeks: int, many: int, style: CalendarStyle
) -> None:
    month = MONTHS[weeks]
    assert len(month.weeks) == weeks * 7
    with desk.write() as work:
        fill(work, month, many)
        found = queries.of_month(work, month)
        for size in PaperSize:
            pdf = calendar_pdf.pdf(work, month, size, style)
            words = words_of(pdf)
            for title in {one.title for one in found}:
                assert words.count(title) >= sum(one.title == title for one in found), (title, size)
            for place in {one.where for one in found}:
                assert place in words
            if size is PaperSize.A4:
                compare(pdf, f"{style}-{weeks}-{many}")


def compare(pdf: bytes, name: str) -> None:
    """The first page at 40 dpi against the picture kept; DESK_SNAPSHOTS=new draws the pictures anew."""
    document = pypdfium2.PdfDocument(pdf)
    image = document[0].render(scale=40 / 72).to_pil().convert("L")
    document.close()
    file = SNAPSHOTS / f"{name}.png"
    if os.environ.get("DESK_SNAPSHOTS") == "new":
        file.parent.mkdir(exist_ok=True)
        image.save(file, optimize=True)
    with Image.open(file) as before:
        assert before.size == image.size
        assert ImageStat.Stat(ImageChops.difference(before, image)).mean[0] < 1.0, name


def test_overfull_days_point_to_the_list_and_normal_months_need_one_page(desk: Desk) -> None:
    with desk.write() as work:
        fill(work, MONTHS[5], 120)
        pdf = calendar_pdf.pdf(work, MONTHS[5])
    assert "项，见附页" in words_of(pdf)
    assert len(pypdfium2.PdfDocument(pdf)) > 1


def test_the_grid_says_until_when_and_what_its_code_is_for(desk: Desk) -> None:
    with desk.write() as work:
        fill(work, MONTHS[5], 8)
        centre.save_setting(work, "calendar_account", "https://example.cn/a")
        found = queries.of_month(work, MONTHS[5])
        words = words_of(calendar_pdf.pdf(work, MONTHS[5]))
    assert "扫码查看详情" in words and found
    assert [one.times for one in found if one.times not in words] == []
    assert words.index("活动月历") < words.index("示例邻里中心")


def test_a_list_of_an_ordinary_month_is_one_page(desk: Desk) -> None:
    """Its second page was once half empty; the letters become a little smaller instead."""
    with desk.write() as work:
        fill(work, MONTHS[5], 18)
        content = calendar_pdf.pdf(work, MONTHS[5], style=CalendarStyle.LIST)
    assert calendar_pdf.pages_of(content) == 1


def test_a_normal_month_is_one_page(desk: Desk) -> None:
    with desk.write() as work:
        fill(work, MONTHS[5], 25)
        for size in PaperSize:
            assert len(pypdfium2.PdfDocument(calendar_pdf.pdf(work, MONTHS[5], size))) == 1


def test_the_longest_title_is_never_cut(desk: Desk) -> None:
    with desk.write() as work:
        ids = set_up(work)
        title = "一二三四五六七八九十" * 4
        transitions.approve(work, [add(work, ids[HALL], title=title)])
        for style in CalendarStyle:
            assert title in words_of(calendar_pdf.pdf(work, MONTHS[5], style=style))


def test_changes_are_marked_and_both_dates_of_a_postponed_one_shown(desk: Desk) -> None:
    month = MONTHS[5]
    with desk.write() as work:
        fill(work, month, 12)
        publishing.record(work, month, "微信群", work.today)
        made = [one.id for one in queries.of_month(work, month)]
        transitions.postpone(work, made[0], month.last, 1200, "台风")
        transitions.cancel(work, made[1], "讲师生病")
        words = words_of(calendar_pdf.pdf(work, month))
        text = calendar_text.text_of(view_model.sheet(work, month), TextLength.MEDIUM)
    assert words.count("【延期】") == 2 and words.count("【取消】") == 1
    assert "改至12月31日" in words and "【取消】" in text


def test_pictures_are_1080_wide_and_hold_everything(desk: Desk) -> None:
    with desk.write() as work:
        fill(work, MONTHS[5], 40)
        for style in CalendarStyle:
            image = Image.open(io.BytesIO(calendar_png.png(work, MONTHS[5], style)))
            assert image.width == 1080 and image.height > 800
            page = calendar_png.picture_page(view_model.sheet(work, MONTHS[5]), style)
            assert len(pypdfium2.PdfDocument(page)) == 1
            words = words_of(page)
            assert all(one.title in words for one in queries.of_month(work, MONTHS[5]))


def test_the_calendar_file_is_valid_and_its_sequence_grows(desk: Desk) -> None:
    month = MONTHS[5]
    with desk.write() as work:
        made = fill(work, month, 10)
        publishing.record(work, month, "微信群", work.today)
        first = events(calendar_ics.ics(work, month))
        one = queries.find(work, made[0])
        planning.move_to(work, one.id, month.last, 1200)
        transitions.cancel(work, made[1], "台风")
        second = events(calendar_ics.ics(work, month))
    assert first.keys() == second.keys()
    moved, before = second[one.uid], first[one.uid]
    assert moved["sequence"] == before["sequence"] + 1
    assert moved.decoded("dtstart").strftime("%Y-%m-%d %H:%M %z") == "2026-12-31 20:00 +0800"
    assert moved["dtstart"].params["TZID"] == "Asia/Shanghai"
    assert [event["status"] for event in second.values()].count("CANCELLED") == 1


def events(content: bytes) -> dict[str, icalendar.Event]:
    parsed = icalendar.Calendar.from_ical(content)
    assert not parsed.errors and parsed["version"] == "2.0" and len(parsed.walk("VTIMEZONE")) == 1
    return {str(event["uid"]): event for event in parsed.walk("VEVENT")}


def test_the_texts_grow_with_their_length_and_name_everything(desk: Desk) -> None:
    with desk.write() as work:
        fill(work, MONTHS[5], 25)
        sheet = view_model.sheet(work, MONTHS[5])
        texts = [calendar_text.text_of(sheet, length) for length in TextLength]
        assert len(texts[0]) < len(texts[1]) < len(texts[2])
        for text in texts:
            assert all(one.title in text for one in queries.of_month(work, MONTHS[5]))
            assert "本月共有25场" in text
        with pytest.raises(Refused):
            calendar_text.news(work, MONTHS[5], "")


def test_the_districts_workbook_adds_up(desk: Desk) -> None:
    month = Month(2026, 11)
    with desk.write() as work:
        ids = set_up(work)
        for n in range(3):
            day = date(2026, 11, 3 + n)
            plan = ActivityDraft(
                "=义诊",
                ActivityKind.HEALTH,
                day,
                540,
                600,
                ids[HALL],
                organiser_kind=OrganiserKind.PARTNER,
                organiser="镇卫生院",
            )
            made = planning.add(work, plan, held=True)
            if n:
                results.save(work, made, ActivityResult(10 * n, "很好", 5000, (4, 3, 1, 1, 1)))
        content = calendar_workbook.xlsx(work, month)
    sheets = openpyxl.load_workbook(io.BytesIO(content))
    assert [name for name in sheets.sheetnames if not name.startswith("_")] == [
        "活动计划",
        "举办情况",
        "按类型",
        "按主办单位",
        "发布情况",
    ]
    plan_rows = list(sheets["活动计划"].iter_rows(min_row=5, values_only=True))
    assert [row[3] for row in plan_rows] == ["=义诊"] * 3 and plan_rows[0][0].date() == date(2026, 11, 3)
    assert sheets["活动计划"]["D5"].data_type == "s"
    assert list(sheets["按类型"].iter_rows(min_row=5, values_only=True))[-1] == ("合计", 3, 3, 0, 30, 100, 0.8)
    assert "尚未填写" in str(next(sheets["举办情况"].iter_rows(min_row=5, values_only=True))[-1])
    figures = dict(list(sheets["_figures"].iter_rows(values_only=True)))
    assert figures["activities.held"] == 3 and figures["publishing.days_late"] is None


def test_the_list_to_sign_masks_telephones(desk: Desk) -> None:
    from desk.books import residents
    from tests.support.people import person

    with desk.write() as work:
        ids = set_up(work)
        activity = add(work, ids[HALL], sign_up=True, capacity=1)
        for n, name in enumerate(("张三丰", "李四")):
            signups.sign_up(work, activity, residents.add(work, person(name, serial=300 + n)).id)
        words = words_of(sign_list.pdf(work, activity))
    assert "张三丰" in words and "李四" in words and "138****5678" in words and "13800005678" not in words


def test_an_empty_month_says_so(desk: Desk) -> None:
    with desk.read() as work:
        assert "暂未安排" in words_of(calendar_pdf.pdf(work, MONTHS[5], style=CalendarStyle.LIST))


def test_the_code_holds_the_account_or_a_short_calendar(desk: Desk) -> None:
    from desk.reports.activities.footer import MOST_BYTES, code_content

    with desk.write() as work:
        made = fill(work, MONTHS[5], 4)
        short = code_content(view_model.sheet(work, MONTHS[5]))
        assert icalendar.Calendar.from_ical(short).walk("VEVENT") and len(short.encode()) <= MOST_BYTES and made
        centre.save_setting(work, "calendar_account", "https://example.cn/a")
        assert code_content(view_model.sheet(work, MONTHS[5])) == "https://example.cn/a"


def test_the_short_calendar_keeps_a_title_of_several_lines_whole(desk: Desk) -> None:
    """A line break or a semicolon once ended a title, or the whole event, in the telephone that scanned it."""
    from desk.reports.activities.footer import code_content

    awkward = "送春联，迎新春;第二场, 请带\\笔"
    with desk.write() as work:
        ids = set_up(work)
        add(work, ids[HALL], title=awkward, day=date(2026, 12, 8))
        work.connection.execute(update(activities).values(title=f"{awkward}\n名额有限"))
    with desk.read() as work:
        short = code_content(view_model.sheet(work, MONTHS[5]))
        (uid,) = events(calendar_ics.ics(work, MONTHS[5]))
    calendar = icalendar.Calendar.from_ical(short)
    (event,) = calendar.walk("VEVENT")
    assert str(event["summary"]) == f"{awkward} 名额有限", "a title is one line from the gate on"
    assert str(calendar["prodid"]) and event.decoded("dtstamp").utcoffset() == timedelta(0)
    assert event["uid"] == uid


def test_the_uid_of_an_activity_says_of_which_book_it_is(desk: Desk) -> None:
    with desk.write() as work:
        ids = set_up(work)
        for day in (8, 9):
            add(work, ids[HALL], day=date(2026, 12, day))
        uids = events(calendar_ics.ics(work, MONTHS[5])).keys()
        book = data_file_id.book_id(work.connection)
    assert len(uids) == 2 and all(uid.endswith(f"@{book}") for uid in uids)
