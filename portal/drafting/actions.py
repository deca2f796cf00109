"""What staff do with the draft, each in a file of its own: lines, the frame around them, signing."""

from portal.drafting.frame import bring_back, change_frame, change_tree
from portal.drafting.lines import change_line, move_line, recommend, remove_line, still_right
from portal.drafting.signing import live, refuse, sign, void_signature

__all__ = [
    "bring_back",
    "change_frame",
    "change_line",
    "change_tree",
    "live",
    "move_line",
    "recommend",
    "refuse",
    "remove_line",
    "sign",
    "still_right",
    "void_signature",
]
