"""What an officer found, through the window: written down, accepted, mended by a clerk, sent back by the officer's word
on the telephone, mended again, closed by their word in person, and on the ledger.
"""

from __future__ import annotations

from PySide6.QtCore import Qt

from desk.books.findings import queries
from desk.books.findings.model import FindingSeverity, FindingView
from desk.books.follow_ups.model import FollowUp, FollowUpState, OfficerMeans
from desk.demo.tour import Hands
from desk.services.session import Desk
from desk.ui.findings.card import FindingCard
from desk.ui.findings.findings_page import FindingsPage
from desk.ui.findings.forms import AcceptFinding, ReportFinding
from desk.ui.follow_ups.forms import CheckAnswer, CheckItem
from desk.ui.shell.preview import Preview
from tests.support.findings import mended, officer
from tests.support.follow_ups import crew
from tests.support.roster_tab import dialog, in_dialog
from tests.support.tabs import desk_of, reach

Key = Qt.Key


def item_of(desk: Desk, id: int) -> FollowUp:
    with desk.read() as work:
        item = queries.find_tracked(work, id).item
    assert item is not None
    return item


def mend(desk: Desk, id: int, result: str) -> None:
    """The clerk, at another hour."""
    with desk.write() as work:
        mended(work, crew(work), item_of(desk, id), result)


def say(page: FindingsPage, id: int, answer: CheckAnswer, means: OfficerMeans, remark: str = "") -> None:
    """C: what the officer said."""

    def fill_in() -> None:
        form = dialog(CheckItem)
        form.answer.choose(answer)
        form.means.choose(means)
        form.remark.setPlainText(remark)
        form.ok.click()

    page.show_view(FindingView.TO_CHECK)
    assert page.list.choose(id)
    in_dialog(fill_in)
    page.check()


def test_an_officers_finding_is_mended_in_the_officers_eyes(manager: Hands) -> None:
    desk = desk_of(manager)
    with desk.write() as work:
        who = officer(work)
    page = reach(manager, FindingsPage)

    def write_down() -> None:
        form = dialog(ReportFinding)
        form.description.setPlainText("电梯口指示牌字太小，老人看不清")
        form.officer.choose(who)
        form.severity.choose(FindingSeverity.URGENT)
        form.ok.click()

    in_dialog(write_down)
    manager.press(Key.Key_F2)
    row = page.list.current()
    assert row is not None and row.tracked is not None and row.state == "待认定"
    id = row.tracked.finding.id

    def accept() -> None:
        form = dialog(AcceptFinding)
        form.owner.setCurrentIndex(form.owner.findText("林小芳"))
        form.ok.click()

    in_dialog(accept)
    page.accept()
    assert item_of(desk, id).urgent and item_of(desk, id).officer_id == who
    mend(desk, id, "已更换")
    say(page, id, CheckAnswer.RETURNED, OfficerMeans.TELEPHONE, "还是小字")
    assert item_of(desk, id).returned == 1
    mend(desk, id, "重新制作，移到视线高度")
    say(page, id, CheckAnswer.FIXED, OfficerMeans.IN_PERSON)
    assert item_of(desk, id).state is FollowUpState.CLOSED
    seen: list[str] = []

    def look() -> None:
        card = dialog(FindingCard)
        seen.extend(card.story.item(n).text() for n in range(card.story.count()))
        card.reject()

    in_dialog(look)
    page.open_card(id)
    assert [line.split("\u3000")[1] for line in seen] == [
        "登记",
        "交办",
        "报办结",
        "退回",
        "报办结",
        "已销号（已解决）",
    ]
    assert "体验官（电话）" in seen[3] and "体验官（当面）" in seen[-1]

    def ledger() -> None:
        shown = dialog(Preview)
        seen.append(shown.windowTitle())
        shown.reject()

    in_dialog(ledger)
    page.print_list()
    assert "整改台账" in seen[-1]
