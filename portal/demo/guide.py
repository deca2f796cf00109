"""How the invented district comes to its guide: promoted, written, signed by both sides, and begun again."""

from dataclasses import replace
from datetime import timedelta

from portal import clock
from portal.demo import seeds
from portal.demo.seeds import Row
from portal.drafting import actions as drafting
from portal.drafting import models as drafts
from portal.drafting.frame import frame_of
from portal.drafting.models import Part, Recommendation
from portal.guide.content import Advice, Frame, hash_of
from portal.guide.document import Answer, Question
from portal.staff.models import StaffMember

MONTH = timedelta(days=30)


def first_issue(keys: dict[str, str], *, curriculum: StaffMember, union: StaffMember) -> None:
    """Publish the first issue."""
    data = seeds.whole("guide")
    for part, name in ((Part.WORKS, "recommendations"), (Part.CAUGHT, "cautions")):
        for line in data[name]:
            drafting.recommend(part, _advice(line, keys), by=curriculum)
    questions = tuple(Question(q["number"], q["text"], Answer(**q["yes"]), Answer(**q["no"])) for q in data["tree"])
    frame = Frame(
        audience=data["audience"],
        sentence=data["sentence"],
        tree=questions,
        never_paste=tuple(data["never_paste"]),
        promise=tuple(data["promise"]),
        made=data["made"],
        contact=data["contact"],
        change=data["change"],
        review_by=_in(data["review_months"]),
    )
    _change(frame, by=union)
    _sign(curriculum, union)


def second_issue(keys: dict[str, str], *, curriculum: StaffMember, union: StaffMember) -> None:
    """Publish the next one, with a line in the place of the last."""
    data = seeds.whole("second")
    for line in data["recommendations"]:
        _put(drafts.lines(Part.WORKS)[-1], _advice(line, keys), by=union)
    changed = replace(_frame(), sentence=data["sentence"], change=data["change"], review_by=_in(data["review_months"]))
    _change(changed, by=union)
    _sign(curriculum, union)


def begin_third(*, curriculum: StaffMember, union: StaffMember) -> None:
    """Begin one more, which the union does not sign as it stands."""
    data = seeds.whole("draft")
    line = next(line for line in drafts.lines(Part.WORKS) if line.heading == data["line"]["heading"])
    _put(line, replace(line.advice(), do=data["line"]["do"]), by=curriculum)
    _change(replace(_frame(), change=data["change"]), by=curriculum)
    drafting.refuse(hash_of(drafts.content()), data["refusal"], by=union)


def _put(line: Recommendation, advice: Advice, *, by: StaffMember) -> None:
    drafting.change_line(line.id, advice, revision=drafts.draft().revision, by=by)


def _change(frame: Frame, *, by: StaffMember) -> None:
    drafting.change_frame(frame, revision=drafts.draft().revision, by=by)


def _frame() -> Frame:
    return frame_of(drafts.content())


def _sign(*sides: StaffMember) -> None:
    content_hash = hash_of(drafts.content())
    for side in sides:
        drafting.sign(content_hash, by=side)


def _in(months: int) -> str:
    return (clock.today() + months * MONTH).isoformat()


def _advice(line: Row, keys: dict[str, str]) -> Advice:
    return Advice(
        heading=line["heading"],
        when=line["when"],
        do=line["do"],
        check=line["check"],
        practices=tuple(keys[title] for title in line["practices"]),
        task=line.get("task", ""),
        reason=line["reason"],
    )
