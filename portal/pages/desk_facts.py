"""Gathers how things stand for somebody of staff, for the list of what waits."""

from collections.abc import Iterable
from datetime import date

from portal import clock
from portal.amnesty import models as statements
from portal.drafting import models as drafts
from portal.drafting import signing
from portal.editions import actions as editions
from portal.guide import citing, published
from portal.guide import models as guide
from portal.guide.wording import spoken
from portal.moderation import models as moderation
from portal.pages.desk import SOON, Facts, Session
from portal.practices import models as practices
from portal.practices.rules import State
from portal.search import reading
from portal.search.card import Card
from portal.showme import models as show_mes
from portal.showme.rules import Stage
from portal.showme.wording import clock_time
from portal.staff import actions as staff
from portal.staff.models import StaffMember
from portal.staff.roles import SIDES, Permission, Role, may
from portal.trials import weighing

_NAMES = {Role.CURRICULUM: "Curriculum staff", Role.UNION: "The union"}


def of(member: StaffMember) -> Facts:
    """Give the facts that this person's role has to do with."""
    if member.role not in SIDES:
        taken = staff.union_seats().taken
        return Facts(union_seats=None if taken else 0)
    issue = guide.latest()
    proposal = statements.pending()
    refusals = {refusal.side for refusal in signing.refusals().standing}
    tray = moderation.tray()
    answered = tuple(practice.id for practice in tray.practices if practice.question)
    cards = _cited()
    return Facts(
        serious=_named(card for card in cards if "serious" in card.reports.doubts),
        review_by=issue.review_by if issue else "",
        days_left=(date.fromisoformat(issue.review_by) - clock.today()).days if issue else SOON + 1,
        amnestied=bool(proposal or statements.in_force()),
        amnesty=proposal.number if proposal and member.role not in proposal.sides else 0,
        guide_signed=_only_mine_is_missing(member.role) and member.role not in refusals,
        refused_by=", ".join(_NAMES[side] for side in refusals - {member.role}),
        sessions=_sessions_today(),
        untold=_untold_sessions(),
        problems=len(tray.problems),
        answered=answered,
        tray=tray.left - len(tray.problems) - len(answered),
        ready=0 if editions.refusal_today() else practices.count(State.POOL),
        reopened=tuple(line.heading for line in drafts.all_lines() if drafts.reopened(line)),
        lapsing=_named(card for card in cards if weighing.soon_old(card, clock.today())),
        unclear=tuple(published.found_unclear()),
        union_seats=staff.union_seats().taken if may(member.role, Permission.GRANT_UNION) else None,
    )


def _only_mine_is_missing(mine: Role) -> bool:
    signed = {signature.side for signature in drafts.signatures()}
    return bool(signed) and mine not in signed


def _sessions_today() -> tuple[Session, ...]:
    today = clock.today().isoformat()
    found = [each for each in show_mes.in_stage(Stage.PLANNED, Stage.LIVE) if each.on == today]
    return tuple(
        Session(each.id, each.title, clock_time(each.at), each.place, each.stage is Stage.LIVE)
        for each in sorted(found, key=lambda each: each.at)
    )


def _untold_sessions() -> tuple[Session, ...]:
    found = [each for each in show_mes.in_stage(Stage.HELD, Stage.OVER) if each.took_place and not each.told_on]
    return tuple(Session(each.id, each.title, spoken(each.on)) for each in sorted(found, key=lambda each: each.on))


def _cited() -> list[Card]:
    """Give the public practices that the issue in force or the draft of the next one rests on, by title."""
    found = [card for key in drafts.content().cited() | citing.in_force() if (card := reading.maybe_card(key))]
    return sorted(found, key=lambda card: (card.title.casefold(), card.id))


def _named(cards: Iterable[Card]) -> tuple[tuple[str, str], ...]:
    return tuple((card.id, card.title) for card in cards)
