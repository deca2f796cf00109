"""The pages of people in the room: join with a code, hand in a slip, vote. No cookie, no account, no script."""

from flask import Blueprint

blueprint = Blueprint("showme_room", __name__)
