"""The scripts, styles and fonts of every page, sent as they were compressed ahead of time by `make static`."""

from __future__ import annotations

import os
from pathlib import Path

from servestatic import ServeStaticASGI
from starlette.middleware import Middleware

DEFAULT = Path(__file__).resolve().parent.parent / "build" / "static"


def folder() -> Path:
    """Where the compressed copies are: the setting PORTAL_STATIC, else build/static."""
    return Path(os.environ.get("PORTAL_STATIC") or DEFAULT)


def middleware() -> list[Middleware]:
    """Answers for /static/ where there are compressed copies; without them Streamlit sends its own, uncompressed."""
    if not folder().is_dir():
        return []
    # Every name carries a hash of its content, so what a browser has once it never asks for again.
    return [Middleware(ServeStaticASGI, root=folder(), prefix="static", immutable_file_test=".", allow_all_origins=False)]


MIDDLEWARE = middleware()
