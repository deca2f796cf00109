"""A digest as a file to print or to take away."""

from collections.abc import Callable
from functools import lru_cache

from flask import Response

from portal.errors import NotFoundError
from portal.guide.rendering import MEDIA_TYPES
from portal.showme import digest_docx, digest_pdf
from portal.showme.digest import Digest

_RENDERERS: dict[str, Callable[[Digest], bytes]] = {
    "pdf": lambda digest: digest_pdf.render(digest)[0],
    "docx": digest_docx.render,
}


@lru_cache(maxsize=16)
def render(digest: Digest, ending: str) -> bytes:
    """Render a digest as PDF or Word; the same digest gives the same bytes."""
    return _RENDERERS[ending](digest)


@lru_cache(maxsize=16)
def pages(digest: Digest) -> int:
    """Count the pages that a digest fills on paper."""
    return digest_pdf.render(digest)[1]


def answer(digest: Digest, ending: str) -> Response:
    """Give a digest as a file that a browser opens or keeps."""
    if ending not in _RENDERERS:
        raise NotFoundError("The digest comes as .pdf and .docx.")
    given = Response(render(digest, ending), content_type=MEDIA_TYPES[ending])
    given.headers["Content-Disposition"] = f'inline; filename="digest-{digest.on}.{ending}"'
    return given
