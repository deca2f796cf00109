"""A district of invented practices, made as a district is: shared, released together, and built by the builder."""

from collections.abc import Iterable

from flask import Flask
from flask_migrate import upgrade

from portal import clock
from portal.db import commit, db, lock
from portal.editions import actions as editions
from portal.editions import builder
from portal.practices import models
from portal.practices.draft import Draft
from portal.practices.rules import State
from portal.search.card import Card


def settle(app: Flask, cards: Iterable[Card]) -> None:
    """Set up an empty district, take these practices as read, and release them; the builder is left to be run."""
    with app.app_context():
        upgrade()
        builder.build(anew=True)
        editions.turn_the_day()
        lock()
        week = clock.week()
        for number, card in enumerate(cards):
            practice = models.new(_draft(card), key=card.id, week=week)
            practice.enter(at_once=True)
            practice.move_to(State.POOL)
            practice.imported = True
            db.session.add(practice)
            if number % 1000 == 0:
                db.session.flush()
        commit()
        editions.release(by="bench")
        leave()


def build(app: Flask) -> None:
    """Run the builder once."""
    with app.app_context():
        builder.build()
        leave()


def leave() -> None:
    """Let go of the database: what a process holds open, the next one may not change."""
    db.session.remove()
    db.engine.dispose()


def _draft(card: Card) -> Draft:
    return Draft(
        kind=card.kind,
        title=card.title,
        words=card.words,
        subjects=list(card.subject),
        grades=list(card.grade),
        task=card.task,
        tools=list(card.tool),
        language=card.language,
        minutes=card.minutes,
    )
