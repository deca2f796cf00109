"""The portal with three addresses more, for bench/serve.py: a page from a ready answer, and an empty view beside it.

`/bench/prime?…` answers as /practices does and keeps what its template was given. `/bench/ready?…` renders the same
template from what was kept: all that a page of results costs but the finding. `/bench/empty` is a Flask application of
its own with one empty view, on the same server.
"""

import sys
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask, render_template, request, template_rendered
from flask.typing import ResponseReturnValue
from jinja2 import Template

from portal import app as portal
from portal import config, serving
from portal.web.pages import pure

EMPTY = "/bench/empty"

_SEARCH = "/practices"


def create_app() -> Flask:
    """Build the portal and what is measured beside it."""
    app = portal.create_app()
    kept: dict[bytes, tuple[str, dict[str, Any]]] = {}
    name, _ = app.url_map.bind("localhost").match(_SEARCH)
    search = app.view_functions[name]

    @app.get("/bench/prime")
    def prime() -> ResponseReturnValue:
        def keep(_: Flask, template: Template, context: dict[str, Any], **__: object) -> None:
            kept[request.query_string] = str(template.name), context

        with template_rendered.connected_to(keep, app):
            return search()

    @app.get("/bench/ready")
    @pure  # so that it is compressed and kept as the page is; it is asked for once
    def ready() -> ResponseReturnValue:
        template, context = kept[request.query_string]
        return render_template(template, **context)

    bare, inner = _bare().wsgi_app, app.wsgi_app

    def by_address(environ: WSGIEnvironment, start_response: StartResponse) -> Any:  # noqa: ANN401 - whatever WSGI gives
        return (bare if environ["PATH_INFO"] == EMPTY else inner)(environ, start_response)

    app.wsgi_app = by_address  # type: ignore[method-assign]
    return app


def _bare() -> Flask:
    bare = Flask("bare", static_folder=None)
    bare.add_url_rule(EMPTY, view_func=lambda: "", endpoint="empty")
    return bare


if __name__ == "__main__":
    with portal.create_app().app_context():
        serving.serve(config.current(), f"bench.serve_app:{create_app.__name__}")
    sys.exit()
