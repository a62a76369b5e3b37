"""A record for staff is served on this machine alone, or behind sign-in; a server that would do otherwise does not start."""

from __future__ import annotations

import settings
from queries.snapshot import POINTER, SHELF, Unfit, audience_of, published
from server import sign_in_settings
from server.known_hosts import is_loopback

STAFF = "staff"


def is_staff() -> bool:
    """Whether the setting PORTAL_SNAPSHOTS names a record for staff now."""
    try:
        return audience_of(published(settings.current().snapshots / POINTER)) == STAFF
    except Unfit:
        return False


def keep_to_it() -> bool:
    """Has this server show records of the present audience alone from now on; whether that is staff."""
    is_closed = is_staff()
    SHELF.keep_to(STAFF if is_closed else "public")
    return is_closed


def refuse_to_be_open(host: str, what: str) -> None:
    """Ends the program where `what` would listen at `host` for anybody."""
    if is_loopback(host) or sign_in_settings.is_set():
        return
    raise SystemExit(
        f"{what} cannot start on {host}: it is for staff, so it listens on 127.0.0.1 alone, or behind sign-in. "
        "Leave --host out, or set PORTAL_SIGN_IN and what goes with it (README.md, “Settings”)."
    )
