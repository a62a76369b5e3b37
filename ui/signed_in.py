"""Who is signed in, read from the cookie of Streamlit's own sign-in before any page is run."""

from __future__ import annotations

import json
import time

from starlette.requests import HTTPConnection
from starlette.types import Scope
from streamlit.auth_util import encode_provider_token, get_origin_from_redirect_uri
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

# A working day; Streamlit's cookie alone would be good for a month.
LONGEST_S = 12 * 3600
PROVIDER = "default"


def person(scope: Scope) -> str | None:
    """The mail address of who signed in at this server within the last hours; None where nobody did, or it is not verified."""
    said = _get_signed_cookie_with_chunks(dict(HTTPConnection(scope).cookies), USER_COOKIE_NAME)
    try:
        claims = json.loads(said or b"{}")
    except ValueError:
        return None
    is_ours = claims.get("is_logged_in") is True and claims.get("origin") == get_origin_from_redirect_uri()
    is_fresh = time.time() - float(claims.get("iat") or 0) < LONGEST_S
    mail = claims.get("email")
    return mail if is_ours and is_fresh and isinstance(mail, str) and claims.get("email_verified") is not False else None


def login_address() -> str:
    """The address of Streamlit's own that begins a sign-in; good for two minutes."""
    return f"/auth/login?provider={encode_provider_token(PROVIDER)}"
