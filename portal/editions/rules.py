"""Whether the pool may be released, and if not, why."""

from portal.anonymity import pools


def why_not(pooled: int, *, smallest: int, last_week: str, this_week: str, weekly: bool) -> str:
    """Say in one sentence why the pool may not be released; an empty sentence means that it may."""
    if not pools.large_enough(pooled, smallest=smallest):
        least = max(smallest, pools.MINIMUM)
        return (
            f"The pool holds {pooled} of the {least} practices a release needs, so that none stands out. "
            "Clear more, or wait."
        )
    if weekly and not pools.new_week(last_week=last_week, this_week=this_week):
        return "There was a release this week. Wait for Monday, so that the day tells nothing about who wrote what."
    return ""
