"""When a pool of practices may be released together."""

MINIMUM = 5
"""The fewest that may ever go out together; a district may ask for more, never for fewer."""


def large_enough(pooled: int, *, smallest: int) -> bool:
    """Say whether the pool is large enough to hide in."""
    return pooled >= max(smallest, MINIMUM)


def new_week(*, last_week: str, this_week: str) -> bool:
    """Say whether an ISO week has begun since the last release, so that its day points at no one's lesson."""
    return this_week > last_week
