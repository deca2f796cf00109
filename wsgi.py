"""The application for a WSGI server."""

from portal.app import create_app
from portal.keeping import in_use

app = create_app()
with app.app_context():
    app.extensions["held"] = in_use.hold(app.extensions["settings"].data)
