"""What the privacy tests start from, reached through the actions because a hundred of them do."""

import pytest
from flask import Flask
from privacy.stories import let_all_out, share


@pytest.fixture
def public(app: Flask) -> dict[str, str]:
    """Five practices that are public, with their receipts by title; a week has passed."""
    client = app.test_client(use_cookies=False)
    receipts = {
        title: share(app, client, kind, title=title)
        for kind, title in (
            ("prompt", "Exit ticket in two minutes"),
            ("prompt", "Three reading levels"),
            ("workflow", "From drafts to a lesson"),
            ("caught", "A key with a wrong sign"),
            ("caught", "A quote nobody said"),
        )
    }
    let_all_out(app)
    return receipts
