"""What facilitators do with the board: hide a slip, put slips into themes, say what can go wrong with one."""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from portal.db import commit, db, lock
from portal.errors import NotFoundError, PortalError, RefusedError
from portal.showme import finding, models
from portal.showme.finding import NoSuchShowMeError
from portal.showme.models import ShowMe, Slip, Theme
from portal.showme.rules import Stage, same
from portal.staff import audit
from portal.staff.models import StaffMember
from portal.vocabulary import words

NAME = 80
"""Longest name of a theme, in characters."""


class BoardError(PortalError):
    """The board can't be laid out like this."""

    status = 422


def hide(show_me_id: str, number: int, *, by: StaffMember) -> None:
    """Take a slip off the board. It is not deleted: a moderator reads it later, and its author keeps the receipt."""
    show_me = _open(show_me_id)
    _slip(show_me, number).hidden = True
    audit.record(by, "hid a slip on the board of a show-me session")
    _tell(show_me)


def hide_round(show_me_id: str, number: int, *, by: StaffMember) -> None:
    """Take every slip of a round off the board, when one person flooded it; the good ones can be put back."""
    show_me = _open(show_me_id)
    for slip in models.on_table(show_me):
        if slip.round == number:
            slip.hidden = True
    audit.record(by, "hid a round of slips on the board of a show-me session")
    _tell(show_me)


def show_again(show_me_id: str, number: int) -> None:
    """Put a slip back on the board."""
    show_me = _open(show_me_id)
    _slip(show_me, number).hidden = False
    _tell(show_me)


def name_theme(show_me_id: str, name: str, *, theme_id: str = "") -> None:
    """Name a new theme, or give one another name. One with the same name as another becomes part of it."""
    show_me = _open(show_me_id)
    if not name:
        raise BoardError("Give the theme a name: what the slips have in common, in a few words.")
    if len(name) > NAME:
        raise BoardError(f"Make the name shorter by {len(name) - NAME}: {NAME} characters is the most.")
    twin = next((theme for theme in models.themes(show_me) if same(theme.name) == same(name)), None)
    if not theme_id:
        if twin is None:
            db.session.add(Theme(show_me_id=show_me.id, name=name))
    else:
        theme = _theme(show_me, theme_id)
        if twin is None or twin is theme:
            theme.name = name
        else:
            for slip in db.session.scalars(select(Slip).where(Slip.theme_id == theme.id)):
                slip.theme_id = twin.id
            twin.words = "\n".join(filter(None, (twin.words, theme.words)))
            twin.cautions = sorted({*twin.cautions, *theme.cautions})
            db.session.delete(theme)
    _tell(show_me)


def drop_theme(show_me_id: str, theme_id: str) -> None:
    """Take a theme away; its slips stand alone again."""
    show_me = _open(show_me_id)
    db.session.delete(_theme(show_me, theme_id))
    _tell(show_me)


def group(show_me_id: str, themes: Mapping[int, str], *, was: Mapping[int, str]) -> None:
    """Put slips, by number, into themes, by key; an empty key takes one out.

    `was` is what the page showed: only what was changed there is changed here, so two who group do not undo each
    other.
    """
    show_me = _open(show_me_id)
    changed = {number: theme for number, theme in themes.items() if theme != was.get(number, "")}
    if set(changed.values()) - {theme.id for theme in models.themes(show_me)} - {""}:
        raise NotFoundError("A colleague took this theme away. Choose another one.")
    for slip in models.on_table(show_me):
        if slip.number in changed:
            slip.theme_id = changed[slip.number] or None
    _tell(show_me)


def tag(show_me_id: str, number: int, cautions: Collection[str], *, was: Collection[str] = ()) -> None:
    """Say what the room thinks can go wrong with a slip, by codes of the vocabulary.

    `was` is what the page showed: what a colleague ticked meanwhile stays.
    """
    show_me = _open(show_me_id)
    slip = _slip(show_me, number)
    wanted = {*slip.cautions} - ({*was} - {*cautions}) | {*cautions} - {*was}
    if wanted - set(words.current().codes("wrong")):
        raise BoardError("Choose from the list. One of these is not on it any more.")
    slip.cautions = sorted(wanted)
    _tell(show_me)


def _open(show_me_id: str) -> ShowMe:
    """Find a session whose slips are still there."""
    lock()
    show_me = finding.by_id(show_me_id)
    if show_me.stage is Stage.OVER:
        raise NoSuchShowMeError("The slips of this session have gone on to the tray. Its digest holds the themes now.")
    if show_me.told_on:
        raise RefusedError("The room has the digest already. Change its themes there.")
    return show_me


def _slip(show_me: ShowMe, number: int) -> Slip:
    slip = models.slip_numbered(show_me, number)
    if slip is None:
        raise NotFoundError("This slip is gone: its author took it back.")
    return slip


def _theme(show_me: ShowMe, theme_id: str) -> Theme:
    theme = db.session.get(Theme, theme_id)
    if theme is None or theme.show_me_id != show_me.id:
        raise NotFoundError("A colleague took this theme away.")
    return theme


def _tell(show_me: ShowMe) -> None:
    show_me.news += 1
    commit()
