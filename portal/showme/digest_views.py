"""The pages after a session: what the room said, in staff's words, and weeks later whether it worked."""

from flask import Blueprint

blueprint = Blueprint("showme_digest", __name__)
