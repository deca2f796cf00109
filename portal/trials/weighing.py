"""Lays onto each card what colleagues reported, what staff said of it, and the level it stands at."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from portal import clock, config
from portal.register import models as register
from portal.search.card import Card
from portal.trials import evidence, levels, models
from portal.trials.cautions import cautions
from portal.trials.levels import Thresholds
from portal.trials.rules import Said
from portal.vocabulary import words


def weigh(cards: Iterable[Card], *, weeks: Mapping[int, str], changes_seen: int) -> list[Card]:
    """Give the cards with their reports and levels.

    `weeks` tells the week of each release, `changes_seen` the newest tool change that the guide in force was signed
    after: both sides knew of these when they cited a practice.
    """
    changes = register.changes()
    changed = {change.tool: change.edition for change in reversed(changes)}
    changed_since_signed = {change.tool: change.edition for change in reversed(changes) if change.number > changes_seen}
    said, checks, rulings = models.said(), models.checks(), models.rulings()
    limits, serious = thresholds(), words.current().serious
    fresh_from = clock.week_of(clock.today() - levels.YEAR)

    def weighed(card: Card, of_it: list[Said]) -> Card:
        found = cautions(of_it, checks.get(card.id, {}), serious=serious)
        week = weeks.get(max((each.counted for each in of_it), default=0), "")
        told = changed_since_signed if card.guide else changed
        doubts = levels.doubts(
            of_it,
            found,
            # Whoever shared it later knew the tool as it is now.
            changed=max((told[tool] for tool in card.tool if told.get(tool, 0) > card.edition), default=0),
            week=week,
            fresh_from=fresh_from,
        )
        earned = levels.earned(of_it, limits)
        ruling = rulings.get(card.id)
        return replace(
            card,
            level=ruling.level if ruling else levels.level("official" if card.guide else earned, doubts),
            ruling=ruling.reason if ruling else "",
            reports=replace(
                evidence.add_up(of_it),
                cautions=found,
                last_week=week,
                earned=earned,
                missing=levels.missing(of_it, limits),
                doubts=doubts,
            ),
        )

    return [
        weighed(card, said.get(card.id, [])) if card.id in said or card.guide or card.id in rulings else card
        for card in cards
    ]


def soon_old(card: Card, on: date) -> bool:
    """Say whether the last report of a practice is too old on a day, or will be within a month."""
    week = card.reports.last_week
    # Weeks are written so that they sort as they follow each other.
    return bool(week) and week < clock.week_of(on - levels.NEARLY_A_YEAR)


def thresholds() -> Thresholds:
    """Give the thresholds that this district has set."""
    district = config.current().district
    return Thresholds(district.tried_trials, district.tried_occasions, district.holding_trials, district.holding_share)
