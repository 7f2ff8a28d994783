"""Doing a follow-up 办理: taken on, done with proof, a remark, and an extension asked for before the day."""

from __future__ import annotations

from datetime import date

from desk.books.follow_ups import photos, queries, rules
from desk.books.follow_ups.model import FollowUp, FollowUpAct, FollowUpState
from desk.books.follow_ups.moves import as_seen, change_state, record_move
from desk.core.calendar import full_date_words
from desk.core.errors import Refused, refuse_wrong
from desk.core.permissions import May
from desk.core.plain_text import prose
from desk.core.words import _, on_record, whole_sentences
from desk.core.work import Work
from desk.models.follow_ups import follow_up_extensions, follow_ups


def begin(work: Work, id: int, version: int, remark: str = "") -> FollowUp:
    """Take it on 开始办理. Raises ``Refused``, ``Invalid``."""
    work.require(May.SERVE)
    item = as_seen(work, id, version)
    rules.require(work, item, FollowUpAct.BEGIN)
    refuse_wrong([_not_too_long("remark", remark)])
    return change_state(work, item, FollowUpState.DOING, remark)


def finish(work: Work, id: int, version: int, result: str) -> FollowUp:
    """Report that it is done 办结: in words, or with a photo that was added since it was opened or returned last.

    Raises ``Refused``, ``Invalid``.
    """
    work.require(May.SERVE)
    item = as_seen(work, id, version)
    rules.require(work, item, FollowUpAct.FINISH)
    missing = not prose(result) and not photos.proving(work, id)
    needed = _("Please say what was done, or add a photo that shows it.")
    refuse_wrong([("result", missing, needed), _not_too_long("result", result)])
    return change_state(work, item, FollowUpState.DONE, result)


def remark(work: Work, id: int, text: str) -> None:
    """A line in its history that changes nothing else. Raises ``Invalid``, ``Refused``."""
    work.require(May.SERVE)
    item = queries.find(work, id)
    refuse_wrong(rules.text_rules("text", text, rules.LONGEST_REMARK, _("Please enter the remark.")))
    record_move(work, id, item.state, item.state, text)
    work.audit("follow_up.remark", f"follow_ups:{id}")


def ask_extension(work: Work, id: int, version: int, wanted_on: date | None, reason: str) -> FollowUp:
    """Ask for a later day 申请延期. Raises ``Refused`` from the day on and for one too many, ``Invalid``."""
    work.require(May.SERVE)
    item = as_seen(work, id, version)
    rules.require(work, item, FollowUpAct.ASK_EXTENSION)
    refuse_wrong(
        [
            *rules.day_rules(work, "wanted_on", wanted_on, after=item.due_on),
            *rules.text_rules("reason", reason, rules.LONGEST_REMARK, _("Please enter the reason.")),
        ]
    )
    assert wanted_on is not None
    values = {
        "follow_up_id": id,
        "wanted_on": wanted_on,
        "reason": reason.strip(),
        "asked_by": work.actor.id,
        "asked_at": work.now,
    }
    extension = work.add(follow_up_extensions, values)
    with on_record():
        sentence = _("Extension until {day} asked for: {reason}", day=full_date_words(wanted_on), reason=reason.strip())
    _note(work, item, sentence)
    audited = {"extension": extension, "wanted_on": wanted_on}
    work.audit("follow_up.ask_extension", f"follow_ups:{id}", after=audited)
    return queries.find(work, id)


def decide_extension(work: Work, extension_id: int, granted: bool, remark: str = "") -> FollowUp:
    """The leader's yes or no to an extension; a no needs its reason. Nobody decides on their own.

    Raises ``Refused`` when it was decided already or the item is done, ``Invalid``, ``NotAllowed``.
    """
    work.require(May.SUPERVISE)
    asked = next((each for each in queries.to_decide(work) if each.id == extension_id), None)
    if asked is None:
        raise Refused(_("This extension was decided on already, or what it is for is done."))
    item = queries.find(work, asked.follow_up_id)
    if refusal := rules.why_not_decide(work, item, asked):
        raise Refused(refusal)
    too_late = granted and asked.wanted_on < work.today
    refuse_wrong(
        [
            ("granted", too_late, _("The day that was asked for is over: it can only be declined.")),
            ("remark", not granted and not prose(remark), _("Please enter the reason.")),
            _not_too_long("remark", remark),
        ]
    )
    values = {"decided_by": work.actor.id, "decided_at": work.now, "granted": granted}
    work.change(follow_up_extensions, extension_id, values)
    if granted:
        _extend(work, item, asked.wanted_on, remark)
    else:
        with on_record():
            day = full_date_words(asked.wanted_on)
            sentence = _("Extension until {day} declined: {reason}", day=day, reason=remark.strip())
        _note(work, item, sentence)
    audited = {"extension": extension_id, "granted": granted}
    work.audit("follow_up.decide_extension", f"follow_ups:{item.id}", after=audited)
    return queries.find(work, item.id)


def _extend(work: Work, item: FollowUp, until: date, remark: str) -> None:
    values = {"due_on": until, "extended": item.extended + 1, "version": item.version + 1}
    work.change(follow_ups, item.id, values)
    with on_record():
        sentence = _("Extended from {was} until {day}.", was=full_date_words(item.due_on), day=full_date_words(until))
        sentence = whole_sentences(filter(None, (sentence, remark.strip())))
    record_move(work, item.id, item.state, item.state, sentence, due_on=until)


def _note(work: Work, item: FollowUp, sentence: str) -> None:
    """A line in its history, after which whoever saw it before looks again."""
    work.change(follow_ups, item.id, {"version": item.version + 1})
    record_move(work, item.id, item.state, item.state, sentence)


def _not_too_long(field: str, text: str) -> tuple[str, object, str]:
    most = rules.LONGEST_REMARK
    return field, len(text.strip()) > most, _("This has at most {n} characters.", n=most)
