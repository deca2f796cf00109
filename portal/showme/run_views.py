"""The facilitator's page while a room is there, and the projector's screen."""

from flask import Blueprint

blueprint = Blueprint("showme_run", __name__)
