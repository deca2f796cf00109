"""What the privacy tests start from, reached through the actions because a hundred of them do."""

import pytest
from flask import Flask
from people import FIVE
from privacy.stories import let_all_out, share


@pytest.fixture
def public(app: Flask) -> dict[str, str]:
    """Five practices that are public, with their receipts by title; a week has passed."""
    client = app.test_client(use_cookies=False)
    receipts = {title: share(app, client, kind, title=title) for kind, title in FIVE}
    let_all_out(app)
    return receipts
