"""What can be done with a follow-up, from the list and from its card alike. Each act tells what came of it, in words
for a toast; nothing where somebody went back.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desk.books.follow_ups import doing, photos, queries, rules
from desk.books.follow_ups.model import Extension, FollowUp, FollowUpAct, FollowUpState
from desk.core.errors import Refused
from desk.core.words import P_, _
from desk.core.work import Work
from desk.services.session import Desk
from desk.ui.follow_ups.forms import AskExtension, CheckItem, DecideExtension, LookAgain, ReopenItem, ReportDone
from desk.ui.widgets.documents import documents
from desk.ui.widgets.form_dialog import FormDialog, ask
from desk.ui.widgets.gallery import ENDINGS, PhotoShelf, add_pictures

Act = Callable[[QWidget, Desk, FollowUp], str]


def require(desk: Desk, item: FollowUp, act: FollowUpAct) -> None:
    """Raises ``Refused`` before a form opens that could not be stored."""
    with desk.read() as work:
        rules.require(work, queries.find(work, item.id), act)


def _asked(form: FormDialog, sentence: str) -> str:
    said = sentence if form.exec() else ""
    form.deleteLater()
    return said


def offered(work: Work, item: FollowUp) -> list[tuple[str, str, Act]]:
    """What the signed-in person can do with an item now: its words, the key that it has in lists, and the act."""

    def can(act: FollowUpAct) -> bool:
        return not rules.why_not(work, item, act)

    asked = next((each for each in queries.to_decide(work) if each.follow_up_id == item.id), None)
    decides = asked is not None and not rules.why_not_decide(work, item, asked)
    acts: tuple[tuple[bool, str, str, Act], ...] = (
        (can(FollowUpAct.BEGIN), P_("follow-up", "Take on"), "N", begin),
        (can(FollowUpAct.FINISH), P_("follow-up", "Report as done…"), "", finish),
        (can(FollowUpAct.ASK_EXTENSION), P_("follow-up", "Ask for an extension…"), "X", extend),
        (decides, P_("follow-up", "Decide on the extension…"), "X", extend),
        (can(FollowUpAct.CLOSE), _check_words(item), "C", check),
        (can(FollowUpAct.LOOK_AGAIN), P_("follow-up", "Look again…"), "C", check),
        (can(FollowUpAct.REOPEN), P_("follow-up", "Reopen…"), "", reopen),
        (True, P_("follow-up", "Add a remark…"), "", remark),
    )
    return [(caption, key, act) for is_offered, caption, key, act in acts if is_offered]


def _check_words(item: FollowUp) -> str:
    if item.state is not FollowUpState.DONE:
        return P_("follow-up", "Close without a result…")
    return P_("follow-up", "Word of the officer…") if item.officer_id else P_("follow-up", "Check…")


def begin(_parent: QWidget, desk: Desk, item: FollowUp) -> str:
    """开始办理."""
    with desk.write() as work:
        doing.begin(work, item.id, item.version)
    return _("{number} is taken on.", number=item.number)


def finish(parent: QWidget, desk: Desk, item: FollowUp) -> str:
    """报办结."""
    require(desk, item, FollowUpAct.FINISH)
    sentence = _("{number} is reported as done; {checker} checks it.", number=item.number, checker=item.checked_by)
    return _asked(ReportDone(parent, desk, item), sentence)


def go_on(parent: QWidget, desk: Desk, item: FollowUp) -> str:
    """The next state: taken on, reported as done, checked."""
    if item.state is FollowUpState.OPEN:
        return begin(parent, desk, item)
    return finish(parent, desk, item) if item.state is FollowUpState.DOING else check(parent, desk, item)


def open_extension(desk: Desk, item: FollowUp) -> Extension | None:
    """The one that waits for the leader in charge."""
    with desk.read() as work:
        return next((each for each in queries.to_decide(work) if each.follow_up_id == item.id), None)


def extend(parent: QWidget, desk: Desk, item: FollowUp) -> str:
    """延期: decided on where one was asked for and the signed-in person may, else asked for."""
    asked = open_extension(desk, item)
    if asked is not None:
        with desk.read() as work:
            refusal = rules.why_not_decide(work, item, asked)
        if refusal:
            raise Refused(refusal)
        sentence = _("The extension of {number} is decided on.", number=item.number)
        return _asked(DecideExtension(parent, desk, item, asked), sentence)
    require(desk, item, FollowUpAct.ASK_EXTENSION)
    sentence = _("The leader in charge decides on the extension of {number}.", number=item.number)
    return _asked(AskExtension(parent, desk, item), sentence)


def check(parent: QWidget, desk: Desk, item: FollowUp) -> str:
    """验收; of what was closed unsolved 回头看."""
    if item.state is FollowUpState.CLOSED:
        require(desk, item, FollowUpAct.LOOK_AGAIN)
        return _asked(LookAgain(parent, desk, item), _("The look at {number} is noted.", number=item.number))
    require(desk, item, FollowUpAct.CLOSE)
    with desk.read() as work:
        done = [each for each in queries.moves_of(work, item.id) if each.state is FollowUpState.DONE]
    form = CheckItem(parent, desk, item, done[-1].remark if done else "")
    if not _asked(form, "checked"):
        return ""
    with desk.read() as work:
        now = queries.find(work, item.id)
    return _("{number} is now “{state}”.", number=now.number, state=now.state_words)


def reopen(parent: QWidget, desk: Desk, item: FollowUp) -> str:
    """重开."""
    require(desk, item, FollowUpAct.REOPEN)
    return _asked(ReopenItem(parent, desk, item), _("{number} is open again.", number=item.number))


def remark(parent: QWidget, desk: Desk, item: FollowUp) -> str:
    """备注, which changes nothing else."""

    def act(typed: dict[str, str]) -> None:
        with desk.write() as work:
            doing.remark(work, item.id, typed["text"])

    title = _("Remark on {number}", number=item.number)
    return _("The remark is in the history.") if ask(parent, title, {"text": _("Remark")}, act) else ""


def add_photos(parent: QWidget, desk: Desk, item: FollowUp) -> str:
    """添加佐证照片: ask for files, one or many."""
    require(desk, item, FollowUpAct.ADD_PHOTO)
    paths, _kind = QFileDialog.getOpenFileNames(parent, _("Add photos…"), documents(), ENDINGS)
    return store_photos(desk, item, [Path(path) for path in paths])


def store_photos(desk: Desk, item: FollowUp, paths: list[Path]) -> str:
    """Those that can be taken are. Raises ``Refused`` with why not, of the others."""
    stored = add_pictures(desk, shelf_of(item.id), paths)
    return _("{n} photos added to {number}.", n=stored, number=item.number) if stored else ""


def shelf_of(id: int) -> PhotoShelf:
    """Where the photos that prove an item are."""
    return PhotoShelf(
        lambda work: photos.of(work, id),
        lambda work, file, seen: photos.add(work, id, file, seen.name, seen.width, seen.height),
        lambda work, photo: photos.remove(work, id, photo),
    )
