"""The scripts, styles and fonts of every page, sent as they were compressed ahead of time by `make static`."""

from __future__ import annotations

from servestatic import ServeStaticASGI
from starlette.middleware import Middleware

import settings


def middleware() -> list[Middleware]:
    """Answers for /static/ where there are compressed copies; without them Streamlit sends its own, uncompressed."""
    folder = settings.current().static
    if not folder.is_dir():
        return []
    # Every name carries a hash of its content, so what a browser has once it never asks for again.
    return [Middleware(ServeStaticASGI, root=folder, prefix="static", immutable_file_test=".", allow_all_origins=False)]
