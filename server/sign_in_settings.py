"""Whether staff sign in here, and with which provider: the settings of it are all there and sound, or nothing starts."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import settings
from server.known_hosts import is_loopback
from settings import BadSetting, Settings

CALLBACK = "/oauth2callback"
SHORTEST_SECRET = 32
NEEDED = {
    "sign_in": "PORTAL_SIGN_IN",
    "sign_in_client": "PORTAL_SIGN_IN_CLIENT",
    "sign_in_secret": "PORTAL_SIGN_IN_SECRET",
    "cookie_secret": "PORTAL_COOKIE_SECRET",
    "staff": "PORTAL_STAFF",
    "url": "PORTAL_URL",
}


def is_set() -> bool:
    """Whether staff sign in at this server."""
    return bool(settings.current().sign_in)


def checked() -> Settings:
    """The settings, which name a provider and all that it needs, or no provider. Raises BadSetting."""
    found = settings.current()
    if not found.sign_in:
        return found
    missing = [variable for field, variable in NEEDED.items() if not getattr(found, field)]
    if missing:
        raise BadSetting(f"PORTAL_SIGN_IN is set, and sign-in needs {', '.join(missing)} as well.")
    if len(found.cookie_secret) < SHORTEST_SECRET:
        raise BadSetting(f"PORTAL_COOKIE_SECRET is too short to keep: give it {SHORTEST_SECRET} random characters or more.")
    for variable, address in (("PORTAL_SIGN_IN", found.sign_in), ("PORTAL_URL", found.url)):
        parts = urlsplit(address)
        if parts.scheme != "https" and not is_loopback(parts.hostname or ""):
            raise BadSetting(f"{variable} is “{address}”. Sign-in travels over https:// alone, except on this machine itself.")
    return found


def secrets() -> dict[str, Any]:
    """The settings as Streamlit's own sign-in reads them; empty where nobody signs in. Raises BadSetting."""
    found = checked()
    if not found.sign_in:
        return {}
    provider = {"client_id": found.sign_in_client, "client_secret": found.sign_in_secret, "server_metadata_url": found.sign_in}
    return {"auth": {"redirect_uri": f"{found.url}{CALLBACK}", "cookie_secret": found.cookie_secret, **provider}}


def at_start() -> dict[str, Any]:
    """The same, before anything is served; ends the program with what is wrong."""
    try:
        return secrets()
    except BadSetting as bad:
        raise SystemExit(f"Sign-in cannot start. {bad}") from None


def may_enter(mail: str) -> bool:
    """Whether the setting PORTAL_STAFF names the address or its domain."""
    mail = mail.casefold()
    domain = mail.rpartition("@")[2]
    return any(name.casefold() == (mail if "@" in name else domain) for name in settings.current().staff)
