"""Static files under names that change with their content, so that they may be kept for ever and never asked about."""

import hashlib
from pathlib import Path
from wsgiref.types import WSGIApplication

from whitenoise import WhiteNoise

_STATIC = Path(__file__).resolve().parent.parent / "static"


def names() -> dict[str, str]:
    """Map each static file, such as css/base.css, to its address."""
    found = {}
    for path in sorted(_STATIC.rglob("*.*")):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        name = path.relative_to(_STATIC).as_posix()
        stem, _, ending = name.rpartition(".")
        found[name] = f"/static/{stem}.{digest}.{ending}"
    return found


def serve(app: WSGIApplication, addresses: dict[str, str]) -> WSGIApplication:
    """Serve the static files in front of the application."""
    files = WhiteNoise(app, max_age=365 * 24 * 60 * 60, allow_all_origins=False)
    for name, address in addresses.items():
        files.add_file_to_dictionary(address, str(_STATIC / name))
    wrapped: WSGIApplication = files
    return wrapped
