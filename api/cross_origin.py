"""Who may read the open API, the feeds, the catalogs and the files: anybody's script, from any page."""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

# A conditional request and one for a part are the only ones that a browser asks about first.
OPEN = Middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_methods=["GET", "HEAD"],
    allow_headers=["If-None-Match", "Range"],
    expose_headers=["ETag", "Link", "Content-Disposition", "Content-Range", "Accept-Ranges"],
)
