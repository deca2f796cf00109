"""What staff do with the draft: the verbs under one name, as in every feature, though each has a file of its own."""

from portal.drafting.asked import leave, put_back, take_up
from portal.drafting.frame import bring_back, change_frame, change_tree
from portal.drafting.lines import change_line, move_line, recommend, remove_line, still_right
from portal.drafting.signing import refuse, sign, void_signature
from portal.drafting.waivers import take_back_waiver, waive

__all__ = [
    "bring_back",
    "change_frame",
    "change_line",
    "change_tree",
    "leave",
    "move_line",
    "put_back",
    "recommend",
    "refuse",
    "remove_line",
    "sign",
    "still_right",
    "take_back_waiver",
    "take_up",
    "void_signature",
    "waive",
]
