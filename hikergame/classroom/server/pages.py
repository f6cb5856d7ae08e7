"""The pages: plain files of this package, read once, served with their tags.

A name that is no file of ours is not found, whatever it looks like: nothing is looked up
on the disk while serving.
"""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from hikergame.classroom.messages.walking import Why
from hikergame.classroom.server.wire import Refusal

WEB = Path(__file__).parent.parent / "web"

PAGES: Mapping[str, str] = {
    "/": "index.html",
    "/play": "play/index.html",
    "/board": "board/index.html",
    "/docs": "docs/index.html",
}
"""The file of each page."""

_TYPES: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
"""What is served; a file of any other kind is not."""


@dataclass(frozen=True)
class File:
    """A file as it is served."""

    content: bytes
    media: str
    tag: str
    """Its ETag."""
    packed: bytes
    """The content as gzip packs it: a class on one Wi-Fi loads a third of it."""


@lru_cache(maxsize=4)
def files(folder: Path) -> Mapping[str, File]:
    """Return the files under a folder by their path from there, with slashes."""
    found = {}
    for path in sorted(folder.rglob("*")):
        media = _TYPES.get(path.suffix)
        if media is not None and path.is_file():
            content = path.read_bytes()
            tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
            packed = gzip.compress(content, mtime=0)
            found[path.relative_to(folder).as_posix()] = File(content, media, tag, packed)
    return found


def page(name: str, request: Request) -> Response:
    """Return a file; "not modified" to whoever has it. Refusal where there is none."""
    file = files(WEB).get(name)
    if file is None:
        raise Refusal(Why.NOT_FOUND, "There is no such page.")
    headers = {"etag": file.tag, "cache-control": "no-cache", "vary": "accept-encoding"}
    if request.headers.get("if-none-match") == file.tag:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        return Response(file.packed, media_type=file.media, headers=headers)
    return Response(file.content, media_type=file.media, headers=headers)
