"""How the portal is served: event loop, websocket protocol, limits and what is logged, said once for `certified-cities serve`.

`uvicorn app:app` serves it as well, with uvicorn's own settings.
"""

from __future__ import annotations

from pathlib import Path

import uvicorn

import settings
from server import closed_record

ROOT = Path(__file__).resolve().parent.parent
# What a visitor sends is small; 64 KB is some hundred times the state of every filter.
LARGEST_FRAME_BYTES = 65_536
# A page that is being drawn is sent to its end; a service manager kills after five seconds.
LAST_WORDS_S = 3


def serve(host: str = "127.0.0.1", port: int = 8501, app: str = "app:app") -> None:
    """Serves until the process is told to end. No address, question or version is written down or sent.

    Raises SystemExit where a setting means nothing, or the record is for staff and others than this machine could ask.
    """
    settings.meant()
    if closed_record.is_staff():
        closed_record.refuse_to_be_open(host, "A portal on a record for staff")
    listen(host, port, app)


def listen(host: str, port: int, app: str, http: str = "LimitedHttp") -> None:
    """The same for any application of this repository, which has asked already whether it may."""
    uvicorn.run(
        app,
        host=host,
        port=port,
        app_dir=str(ROOT),
        loop="uvloop",
        ws="websockets-sansio",
        http=f"server.http_limits:{http}",
        ws_max_size=LARGEST_FRAME_BYTES,
        timeout_graceful_shutdown=LAST_WORDS_S,
        access_log=False,
        server_header=False,
    )
