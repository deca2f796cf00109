"""Whether the pool may be released, and if not, why."""

from portal.anonymity import pools


def why_not(
    pooled: int, authored: int, *, smallest: int, last_week: str, this_week: str, strict: bool, weekly: bool
) -> str:
    """Say in one sentence why the pool may not be released; an empty sentence means that it may.

    `authored` counts those that teachers shared here. Rows brought in from a file hide nobody: everybody can tell
    them apart. So where it is `strict`, teachers' texts are enough among themselves, or there are none.
    """
    if not pools.large_enough(pooled, smallest=smallest):
        least = max(smallest, pools.MINIMUM)
        return (
            f"The pool holds {pooled} of the {least} practices a release needs, so that none stands out. "
            "Clear more, or wait."
        )
    if strict and authored and not pools.large_enough(authored, smallest=smallest):
        return (
            f"Only {authored} of these {pooled} were shared by teachers here; the others came from files and "
            f"hide nobody. Wait until there are {max(smallest, pools.MINIMUM)}."
        )
    if weekly and not pools.new_week(last_week=last_week, this_week=this_week):
        return "There was a release this week. Wait for Monday, so that the day tells nothing about who wrote what."
    return ""
