"""Refusals: a status, and words the reader can act on."""


class PortalError(Exception):
    """Something the portal will not do, said in a sentence that tells what to do instead."""

    status = 400
    message = "That did not work. Go back and try again."
    hands_back = True
    """Whether the page that says so holds what was typed, ready to be sent again."""

    def __init__(self, message: str | None = None) -> None:
        """Take the sentence to show, or the class's own."""
        super().__init__(message or self.message)
        self.message = message or self.message


class NotFoundError(PortalError):
    """Nothing is there."""

    status = 404
    message = "There is nothing here. It may have been taken back by its author."


class NotAllowedError(PortalError):
    """The person may not do this."""

    status = 403
    message = "Your role does not do this. Ask the colleague whose role it is."


class StaleError(PortalError):
    """Somebody else changed it first."""

    status = 409
    message = "Somebody changed this while you wrote. Look at it again; your words are still below."


class RefusedError(PortalError):
    """A rule of the portal says no for now."""

    status = 409


class CannotWriteError(PortalError):
    """The database cannot be written."""

    status = 503
    message = "We can't keep anything right now. Nothing is lost: wait a minute, then press the button again."
