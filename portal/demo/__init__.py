"""The invented district, built through the same actions that people use; everything in it is made up and says so."""

from collections.abc import Callable

from portal import config
from portal.amnesty import actions as amnesty
from portal.amnesty import models as statements
from portal.demo import guide, judgements, practices, seeds, showme
from portal.editions import actions as editions
from portal.editions import builder
from portal.errors import RefusedError
from portal.moderation import actions as moderation
from portal.staff import actions as staff
from portal.staff.models import StaffMember
from portal.staff.passwords import four_words
from portal.staff.roles import Role

BEFORE_THE_GUIDE = 4
"""Releases before the first issue; one more follows the second."""

STEPS = BEFORE_THE_GUIDE + 5
"""How often `tick` is called while the district is built."""

_PEOPLE = (
    (Role.CURRICULUM, "curriculum", "Rosa Delgado (invented)"),
    (Role.UNION, "union", "Tom Achebe (invented)"),
    (Role.ADMIN, "admin", "Kim Larsen (invented)"),
)


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
    keys = showme.hold_all(by=curriculum)
    tick()
    for number in range(1, BEFORE_THE_GUIDE + 1):
        _release(number, keys, by=curriculum)
        tick()
    guide.first_issue(keys, curriculum=curriculum, union=union)
    builder.build()
    tick()
    judgements.judge(keys, by=curriculum)
    judgements.note_settled_changes(by=union)
    guide.second_issue(keys, curriculum=curriculum, union=union)
    builder.build()
    tick()
    judgements.press()
    _release(BEFORE_THE_GUIDE + 1, keys, by=curriculum)
    tick()
    judgements.note_open_changes(by=curriculum)
    guide.begin_third(curriculum=curriculum, union=union)
    showme.answer_asks(by=curriculum)
    showme.today(by=curriculum)
    accounts.append(("receipt", "of a practice with a question", practices.fill_tray(by=curriculum)))
    builder.build()
    tick()
    return accounts


def _release(number: int, keys: dict[str, str], *, by: StaffMember) -> None:
    practices.report(seeds.batch("trials", number), keys, by=by)
    for row in seeds.batch("practices", number):
        if row["title"] not in keys:
            keys[row["title"]] = practices.share(row)[0]
        moderation.clear(keys[row["title"]], by=by)
    editions.release(by=by)
    builder.build()


def _sign_amnesty(*, curriculum: StaffMember, union: StaffMember) -> None:
    amnesty.propose(seeds.text("amnesty.md"), by=union)
    proposal = statements.pending()
    if proposal:
        amnesty.sign(proposal.number, proposal.content_hash, by=curriculum)
        amnesty.sign(proposal.number, proposal.content_hash, by=union)
