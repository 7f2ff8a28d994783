"""The papers of the activities 活动: the month's calendar in every form, and the list to sign."""

from __future__ import annotations

from desk.books.activities import queries
from desk.core.month import Month
from desk.core.words import N_
from desk.core.work import Work
from desk.reports.activities.formats import CalendarStyle, PaperSize, TextLength
from desk.reports.kit.declaration import Format, Input, InputKind, Maker, Paper


def next_month(work: Work) -> Month:
    """The month whose calendar goes out now."""
    return Month.of(work.today).next


def one_with_sign_up(work: Work) -> int:
    """The first activity of this month to which people sign up."""
    month = Month.of(work.today)
    return next(activity.id for activity in queries.of_month(work, month) if activity.sign_up)


PAPERS = (
    Paper(
        "calendar",
        N_("Activity calendar"),
        "The activity calendar: for the wall, as a picture, as text, as a calendar, for the district.",
        {
            Format.PDF: Maker("desk.reports.activities.calendar_pdf:pdf"),
            Format.PNG: Maker("desk.reports.activities.calendar_png:png"),
            Format.ICS: Maker("desk.reports.activities.calendar_ics:ics"),
            Format.TXT: Maker("desk.reports.activities.calendar_text:text"),
            Format.XLSX: Maker("desk.reports.activities.calendar_workbook:xlsx"),
        },
        takes=(
            Input("month", InputKind.MONTH, sample=next_month),
            Input(
                "paper",
                InputKind.CHOICE,
                "The size of the paper (.pdf).",
                default=PaperSize.A4,
                choices=PaperSize,
                only=(Format.PDF,),
            ),
            Input(
                "style",
                InputKind.CHOICE,
                "A month grid or a list (.pdf, .png).",
                default=CalendarStyle.GRID,
                choices=CalendarStyle,
                only=(Format.PDF, Format.PNG),
            ),
            Input(
                "length",
                InputKind.CHOICE,
                "How much the text tells (.txt).",
                default=TextLength.MEDIUM,
                choices=TextLength,
                only=(Format.TXT,),
            ),
        ),
    ),
    Paper(
        "sign-ups",
        N_("Sign-up and attendance list"),
        "The list to sign at the door of an activity.",
        {Format.PDF: Maker("desk.reports.activities.signup_list:pdf")},
        takes=(Input("id", InputKind.ID, sample=one_with_sign_up),),
        command=False,
    ),
)
