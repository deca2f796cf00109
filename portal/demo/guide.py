"""How the invented district comes to its guide: promoted, written, signed by both sides."""

from datetime import timedelta

from portal import clock
from portal.demo import seeds
from portal.demo.seeds import Row
from portal.drafting import actions as drafting
from portal.drafting import models as drafts
from portal.drafting.models import Part
from portal.guide.content import Advice, Frame, hash_of
from portal.guide.document import Answer, Question
from portal.staff.models import StaffMember


def publish(keys: dict[str, str], *, curriculum: StaffMember, union: StaffMember) -> None:
    """Publish the first issue."""
    data = seeds.whole("guide")
    for part, name in ((Part.WORKS, "recommendations"), (Part.CAUGHT, "cautions")):
        for line in data[name]:
            drafting.recommend(part, _advice(line, keys), by=curriculum)
    questions = tuple(Question(q["number"], q["text"], Answer(**q["yes"]), Answer(**q["no"])) for q in data["tree"])
    review_by = clock.today() + timedelta(days=30 * data["review_months"])
    drafting.change_frame(
        Frame(
            audience=data["audience"],
            sentence=data["sentence"],
            tree=questions,
            never_paste=tuple(data["never_paste"]),
            promise=tuple(data["promise"]),
            made=data["made"],
            contact=data["contact"],
            change=data["change"],
            review_by=review_by.isoformat(),
        ),
        revision=drafts.draft().revision,
        by=union,
    )
    content_hash = hash_of(drafts.content())
    drafting.sign(content_hash, by=curriculum)
    drafting.sign(content_hash, by=union)


def start_next(keys: dict[str, str], *, by: StaffMember) -> None:
    """Begin the next issue."""
    data = seeds.whole("draft")
    for line in data["recommendations"]:
        weakest = drafts.lines(Part.WORKS)[-1]
        drafting.change_line(weakest.id, _advice(line, keys), revision=drafts.draft().revision, by=by)
    draft = drafts.draft()
    drafting.change_frame(
        Frame(
            audience=draft.audience,
            sentence=data["sentence"],
            tree=draft.questions(),
            never_paste=tuple(draft.never_paste),
            promise=tuple(draft.promise),
            made=draft.made,
            contact=draft.contact,
            change=data["change"],
            review_by="",
        ),
        revision=draft.revision,
        by=by,
    )


def _advice(line: Row, keys: dict[str, str]) -> Advice:
    return Advice(
        heading=line["heading"],
        when=line["when"],
        do=line["do"],
        check=line["check"],
        practices=tuple(keys[title] for title in line["practices"]),
        task=line.get("task", ""),
        reason=line.get("reason", ""),
    )
