"""Staff's pages before a session: all sessions, the plan, the run-sheet, the invitation and the poster."""

from flask import Blueprint

blueprint = Blueprint("showme_plan", __name__)
