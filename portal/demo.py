"""The invented district, built through the same actions that people use; everything in it is made up and says so."""

import json
import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from portal import clock, config
from portal.amnesty import actions as amnesty
from portal.amnesty import models as statements
from portal.district import ROOT
from portal.drafting import actions as drafting
from portal.drafting import models as drafts
from portal.drafting.models import Part
from portal.editions import actions as editions
from portal.editions import builder
from portal.errors import RefusedError
from portal.guide.content import Advice, Frame, hash_of
from portal.guide.document import Answer, Question
from portal.moderation import actions as moderation
from portal.moderation import models as tray
from portal.practices import actions as practices
from portal.practices.draft import Draft
from portal.practices.kinds import KINDS
from portal.staff import actions as staff
from portal.staff.models import StaffMember
from portal.staff.passwords import four_words
from portal.staff.roles import Role
from portal.trials import actions as trials
from portal.trials.actions import Report
from portal.trials.rules import Outcome
from portal.web import limits, tokens

RELEASES = 4
STEPS = RELEASES + 2
"""How often `tick` is called while the district is built."""

_PEOPLE = (
    (Role.CURRICULUM, "curriculum", "Rosa Delgado (invented)"),
    (Role.UNION, "union", "Tom Achebe (invented)"),
    (Role.ADMIN, "admin", "Kim Larsen (invented)"),
)

Row = dict[str, Any]


def build(tick: Callable[[], None]) -> list[tuple[str, str, str]]:
    """Build the district once and give its accounts as (role, e-mail, password), and a receipt to try."""
    district = config.current().district
    if not district.invented or not district.at_once:
        raise RefusedError(
            'The demo is for an invented district: its file says invented = true and intake = "at once". '
            "Start without PORTAL_DISTRICT to see it."
        )
    emails = {role: f"{name}@{district.staff_domain}" for role, name, _ in _PEOPLE}
    if {member.email for member in staff.everyone()} & set(emails.values()):
        raise RefusedError(
            f"The invented district in {config.current().data} was stopped half way. Delete it, then start again."
        )
    accounts: list[tuple[str, str, str]] = []
    people: dict[Role, StaffMember] = {}
    for role, _, shown_name in _PEOPLE:
        password = four_words()
        people[role] = staff.add(emails[role], role, password, name=shown_name, by="demo")
        accounts.append((role.value, emails[role], password))

    curriculum, union = people[Role.CURRICULUM], people[Role.UNION]
    _sign_amnesty(curriculum=curriculum, union=union)
    keys: dict[str, str] = {}
    for number in range(1, RELEASES + 1):
        _report(_rows("trials", number), keys, by=curriculum)
        for row in _rows("practices", number):
            keys[row["title"]] = _share(row)[0]
            moderation.clear(keys[row["title"]], by=curriculum)
        editions.release(by=curriculum)
        builder.build()
        tick()
    _publish_guide(keys, curriculum=curriculum, union=union)
    builder.build()
    tick()
    _start_next_issue(keys, by=union)
    accounts.append(("receipt", "of a practice with a question", _fill_tray(by=curriculum)))
    builder.build()
    tick()
    return accounts


def _sign_amnesty(*, curriculum: StaffMember, union: StaffMember) -> None:
    amnesty.propose((ROOT / "seed" / "amnesty.md").read_text(encoding="utf-8").strip(), by=union)
    proposal = statements.pending()
    if proposal:
        amnesty.sign(proposal.number, proposal.content_hash, by=curriculum)
        amnesty.sign(proposal.number, proposal.content_hash, by=union)


def _rows(name: str, batch: int) -> list[Row]:
    lines = (ROOT / "seed" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["batch"] == batch]


def _share(row: Row) -> tuple[str, str]:
    nonce = secrets.token_urlsafe(16)
    shared = practices.share(_draft(row), nonce=nonce, bits=limits.MOST_BITS, amnesty=statements.newest())
    return tokens.key("practice", nonce), shared.receipt


def _draft(row: Row) -> Draft:
    kind = KINDS[row["kind"]]
    return Draft(
        kind=kind.code,
        title=row["title"],
        words={part.name: row.get(part.name, "") for part in kind.parts},
        picks={pick.name: row[pick.name] if pick.many else [row[pick.name]] for pick in kind.picks},
        subjects=row["subject"],
        grades=row["grade"],
        task=row["task"],
        tools=row["tool"],
        language=row["language"],
        minutes=row["minutes"],
        allowed=row["allowed"],
    )


def _report(rows: list[Row], keys: dict[str, str], *, by: StaffMember) -> None:
    for row in rows:
        said = Report(
            outcome=Outcome(row["outcome"]),
            subject=row["subject"],
            grade=row["grade"],
            minutes=row["minutes"],
            wrong=tuple(row["wrong"]),
            reach=row["reach"],
            checks=row["checks"],
            note=row["note"],
        )
        trials.report(keys[row["practice"]], said, nonce=secrets.token_urlsafe(16), bits=limits.MOST_BITS)
    for trial in tray.tray().trials:
        moderation.clear(trial.id, by=by)


def _publish_guide(keys: dict[str, str], *, curriculum: StaffMember, union: StaffMember) -> None:
    data = json.loads((ROOT / "seed" / "guide.json").read_text(encoding="utf-8"))
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


def _start_next_issue(keys: dict[str, str], *, by: StaffMember) -> None:
    data = json.loads((ROOT / "seed" / "draft.json").read_text(encoding="utf-8"))
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


def _fill_tray(*, by: StaffMember) -> str:
    """Leave work in the tray, and give the receipt of a practice whose author was asked something."""
    asked = ""
    for line in (ROOT / "seed" / "tray.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        key, receipt = _share(row)
        if row["state"] == "pool":
            moderation.clear(key, by=by)
        elif row["state"] == "declined":
            moderation.decline(key, row["reason"], by=by)
        elif row["state"] == "asked":
            moderation.ask(key, row["question"], by=by)
            asked = receipt
    return asked
