"""The only door out: turns a stored practice into the card that the public sees."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from sqlalchemy import select, update

from portal import config
from portal.anonymity import labels
from portal.anonymity.labels import Label
from portal.db import db
from portal.practices.draft import Draft
from portal.practices.models import Practice, in_state
from portal.practices.rules import State
from portal.search.card import Card, Cited
from portal.vocabulary import roster, words


def label(subjects: Iterable[str], grades: Iterable[str]) -> Label:
    """Give the finest label that these subjects and grades may stand under today."""
    return labels.safe(
        subjects,
        grades,
        bands=words.current().bands,
        roster=roster.current(),
        least=config.current().district.label_minimum,
    )


def preview(draft: Draft) -> Card:
    """Lay a draft out as the card that readers would see, before anything is stored."""
    today = label(draft.subjects, draft.grades)
    labelled = replace(draft, subjects=list(today.subjects), grades=[today.place])
    return _card(labelled, "", Practice(imported=False, edition=0))


def widen_labels() -> None:
    """Widen every label under which too few teachers stand by now; none is ever narrowed. The caller commits."""
    released = Practice.state == State.RELEASED
    for subjects, grades in db.session.execute(select(Practice.subjects, Practice.grades).where(released).distinct()):
        today = label(subjects, grades)
        if (subjects, grades) != (list(today.subjects), [today.place]):
            db.session.execute(
                update(Practice)
                .where(released, Practice.subjects == subjects, Practice.grades == grades)
                .values(subjects=list(today.subjects), grades=[today.place])
            )


def cards(*, cited: Mapping[str, Cited], not_taken: Mapping[str, str], left_out: Collection[str]) -> list[Card]:
    """Give the cards of every released practice, by key: what it says, and what became of it in the guide.

    A tool or a language that few practices share could point at its author, and is left off the card.
    """
    released = [practice for practice in in_state(State.RELEASED) if practice.id not in left_out]
    tools = labels.shared_widely(Counter(code for practice in released for code in practice.tools))
    languages = labels.shared_widely(Counter(practice.language for practice in released))
    return [
        _card(
            practice.draft(),
            practice.id,
            practice,
            tools=tools,
            languages=languages,
            cited=cited.get(practice.id),
            not_taken=not_taken.get(practice.id, ""),
        )
        for practice in released
    ]


def _card(
    draft: Draft,
    practice_id: str,
    practice: Practice,
    *,
    tools: Iterable[str] | None = None,
    languages: Collection[str] | None = None,
    cited: Cited | None = None,
    not_taken: str = "",
) -> Card:
    return Card(
        id=practice_id,
        kind=draft.kind,
        title=draft.title,
        words=dict(draft.words),
        subject=tuple(draft.subjects),
        grade=tuple(draft.grades),
        task=draft.task,
        tool=tuple(code for code in draft.tools if tools is None or code in tools),
        language=draft.language if languages is None or draft.language in languages else "",
        minutes=draft.minutes,
        picks={name: tuple(codes) for name, codes in draft.picks.items()},
        guide=cited is not None and cited.in_force,
        imported=practice.imported,
        edition=practice.edition,
        cited=cited,
        not_taken=not_taken,
    )
