"""The board as facilitators lay it out: one form, so that whatever is pressed in it, what was chosen is kept."""

from werkzeug.datastructures import MultiDict

from portal.showme import boarding, finding, models
from portal.showme.models import ShowMe
from portal.showme.rules import MOST_NUMBER
from portal.staff.models import StaffMember
from portal.web.fields import whole
from portal.web.markup import plain


def press(show_me_id: str, form: MultiDict[str, str], *, by: StaffMember) -> str:
    """Do what the button says, then keep what was changed; give the id of the place on the page that it stands at."""
    do, _, what = form.get("do", "").partition(" ")
    number = whole(what, MOST_NUMBER) or 0
    match do:
        case "hide":
            boarding.hide(show_me_id, number, by=by)
        case "show":
            boarding.show_again(show_me_id, number)
        case "hide-round":
            boarding.hide_round(show_me_id, number, by=by)
        case "drop":
            boarding.drop_theme(show_me_id, what)
    show_me = finding.by_id(show_me_id)
    numbers = [slip.number for slip in models.on_table(show_me)]
    _name_themes(show_me, form)
    _group(show_me_id, numbers, form)
    _tag(show_me_id, numbers, form)
    return f"slip-{number}" if do in {"hide", "show"} else "board"


def _name_themes(show_me: ShowMe, form: MultiDict[str, str]) -> None:
    """Give themes the names that were typed: two of one name become one theme."""
    key = show_me.id
    typed = {
        theme.id: (form.get(f"was-name-{theme.id}"), plain(form.get(f"name-{theme.id}", "")))
        for theme in models.themes(show_me)
    }
    for theme_id, (was, name) in typed.items():
        if was is not None and was != name:
            boarding.name_theme(key, name, theme_id=theme_id)
    another = plain(form.get("another", ""))
    if another:
        boarding.name_theme(key, another)


def _group(show_me_id: str, numbers: list[int], form: MultiDict[str, str]) -> None:
    chosen = {number: form[f"theme-{number}"] for number in numbers if f"theme-{number}" in form}
    was = {number: form.get(f"was-theme-{number}", "") for number in chosen}
    if chosen != was:
        boarding.group(show_me_id, chosen, was=was)


def _tag(show_me_id: str, numbers: list[int], form: MultiDict[str, str]) -> None:
    for number in numbers:
        was, ticked = form.get(f"was-cautions-{number}"), form.getlist(f"cautions-{number}")
        if was is not None and sorted(ticked) != was.split():
            boarding.tag(show_me_id, number, ticked, was=was.split())
