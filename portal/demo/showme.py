"""Three rooms of the invented district: two of the last weeks, told and looked back on; one today, ready to begin."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from flask import current_app

from portal import clock
from portal.anonymity import labels
from portal.clock import Clock
from portal.demo import seeds
from portal.demo.practices import draft_of
from portal.demo.seeds import Row
from portal.drafting import asked
from portal.editions import actions as editions
from portal.practices import actions as practices
from portal.practices.draft import Draft
from portal.showme import asking, boarding, digest_sheet, digesting, models, planning, room, running, worked
from portal.showme.digest_wording import ThemeWords, Wording
from portal.showme.digesting import Change
from portal.showme.models import ShowMe
from portal.showme.planning import Plan
from portal.showme.rules import ASKED_AFTER_DAYS, Worked
from portal.showme.runsheet import Screen
from portal.staff.models import StaffMember
from portal.web import limits, tokens


def hold_all(*, by: StaffMember) -> dict[str, str]:
    """Hold the sessions of the last weeks from plan to digest; give the keys of their practices by title."""
    return {title: key for seed in seeds.whole("showme")["held"] for title, key in _hold(seed, by=by).items()}


def answer_asks(*, by: StaffMember) -> None:
    """Say what became of what the room asked of the guide, as far as anything did."""
    decided = {line["words"]: line for seed in seeds.whole("showme")["held"] for line in seed["asks"]}
    for each in asked.still_open():
        line = decided.get(each.words, {})
        if line.get("taken"):
            asked.take_up(each.key, line["taken"], by=by)
        elif line.get("left"):
            asked.leave(each.key, line["left"], by=by)


def today(*, by: StaffMember) -> None:
    """Plan a session for today, for which some have written at home."""
    seed = seeds.whole("showme")["today"]
    show_me = _plan(seed["plan"], by=by)
    for row in seed["slips"]:
        _hand_in(show_me, row)


def _hold(seed: Row, *, by: StaffMember) -> dict[str, str]:
    ago = 7 * seed["weeks_ago"]
    with _days_ago(ago):
        editions.turn_the_day()
        show_me = _plan(seed["plan"], by=by)
        receipts = {row["title"]: _hand_in(show_me, row) for row in seed["slips"]}
        _run(show_me, seed, by=by)
        finished = {row["title"]: row for row in seeds.batch("practices", seed["batch"])}
        for row in seed["slips"]:
            practices.correct(receipts[row["title"]][1], draft_of(finished[row["becomes"]]))
    for days in (1, 2):
        with _days_ago(ago - days):
            editions.turn_the_day()
    with _days_ago(ago - 3):
        _tell(show_me, seed, by=by)
    if seed["worked"]:
        _look_back(show_me, seed["worked"], days_ago=ago - ASKED_AFTER_DAYS)
    return {row["becomes"]: receipts[row["title"]][0] for row in seed["slips"]}


def _run(show_me: ShowMe, seed: Row, *, by: StaffMember) -> None:
    running.begin(show_me.id, by=by)
    _go_to(show_me, Screen.BOARD)
    _lay_out(show_me, seed["themes"])
    _go_to(show_me, Screen.VOTE)
    _vote(show_me, seed["ballots"])
    _go_to(show_me, Screen.ASKS)
    for line in seed["asks"]:
        asking.write_down(show_me.id, line["words"], by=by)
    running.close(show_me.id, by=by)


def _look_back(show_me: ShowMe, said: list[Row], *, days_ago: int) -> None:
    """Let people say whether it worked; the next day counts them."""
    with _days_ago(days_ago):
        editions.turn_the_day()
        themes = {theme.name: theme.id for theme in models.themes(show_me)}
        for each in said:
            answers = {themes[name]: Worked(outcome) for name, outcome in each.items()}
            worked.answer(show_me.code, answers, nonce=secrets.token_urlsafe(16))
    with _days_ago(days_ago - 1):
        editions.turn_the_day()


def _plan(plan: Row, *, by: StaffMember) -> ShowMe:
    series = seeds.whole("showme")["series"]
    return planning.plan(Plan(**plan, on=clock.today().isoformat(), series=series), by=by)


def _hand_in(show_me: ShowMe, row: Row) -> tuple[str, str]:
    nonce = secrets.token_urlsafe(16)
    draft = Draft(
        kind="workflow",
        title=row["title"],
        words={"steps": row["steps"], "checks": row["checks"], "discarded": ""},
        subjects=[labels.ANY_SUBJECT],
        grades=[labels.ANY_GRADE],
    )
    receipt = room.hand_in(show_me.code, draft, nonce=nonce, bits=limits.MOST_BITS, amnesty=show_me.amnesty).receipt
    return tokens.key("practice", nonce), receipt


def _go_to(show_me: ShowMe, screen: Screen) -> None:
    while show_me.now().screen is not screen:
        running.go_on(show_me.id, show_me.place_in_it)


def _lay_out(show_me: ShowMe, themes: list[Row]) -> None:
    numbers = _numbers(show_me)
    for theme in themes:
        boarding.name_theme(show_me.id, theme["name"])
    keys = {theme.name: theme.id for theme in models.themes(show_me)}
    placed = {numbers[title]: keys[theme["name"]] for theme in themes for title in theme["slips"]}
    boarding.group(show_me.id, placed, was={})


def _vote(show_me: ShowMe, ballots: list[Row]) -> None:
    numbers = _numbers(show_me)
    for ballot in ballots:
        tries, worries = ([numbers[title] for title in ballot[name]] for name in ("try", "worry"))
        room.vote(show_me.code, tries, worries, number=show_me.votes, nonce=secrets.token_urlsafe(16))


def _numbers(show_me: ShowMe) -> dict[str, int]:
    return {slip.practice.title: slip.number for slip in models.board(show_me)}


def _tell(show_me: ShowMe, seed: Row, *, by: StaffMember) -> None:
    was = digest_sheet.wording(show_me)
    said = {theme["name"]: theme for theme in seed["themes"]}
    themes = {
        key: ThemeWords(theme.name, said[theme.name]["words"], tuple(said[theme.name]["cautions"]))
        for key, theme in was.themes.items()
    }
    mine = Wording(heard=seed["heard"], themes=themes)
    digesting.tell(show_me.id, Change(was, mine, ThemeWords(), ask="", struck=()), by=by)


@contextmanager
def _days_ago(days: int) -> Iterator[None]:
    """Let the district's clock show an earlier day: what happened then keeps its dates and weeks."""
    present: Clock = current_app.extensions["clock"]
    current_app.extensions["clock"] = Clock(present.zone, present.now() - timedelta(days=days))
    try:
        yield
    finally:
        current_app.extensions["clock"] = present
