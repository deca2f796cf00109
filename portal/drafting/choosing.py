"""Which version of the draft a form was opened at, and what its editor could know of."""

import re

from flask import request


def opened_at() -> int:
    """Give the revision that the form was opened at."""
    typed = request.form.get("revision", "")
    return int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else -1


def knew() -> int:
    """Give the number of the newest tool change when the form was opened; 0 where it does not say."""
    typed = request.form.get("changes", "")
    return int(typed) if re.fullmatch(r"[0-9]{1,9}", typed) else 0
