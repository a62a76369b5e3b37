"""A provider of sign-ins as a process of its own, and how somebody signs in there, in a program or with a browser."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import MagicMock

import httpx
from starlette.routing import Route, WebSocketRoute
from streamlit.web.server.starlette.starlette_app import create_streamlit_routes

from benchmarks import served

ANA, BEN = "ana@staff.example", "ben@elsewhere.example"
UNVERIFIED = "mallory@staff.example"
WELL_KNOWN = "/.well-known/openid-configuration"
SIGNED_WITH = "a secret that only tests of this repository sign with"
OPEN = "/_stcore/health"  # says "ok" to anybody


def _of_streamlit() -> tuple[str, ...]:
    """One address of every route that Streamlit brings, and what it serves as files."""
    routes = [route.path for route in create_streamlit_routes(MagicMock()) if isinstance(route, Route | WebSocketRoute)]
    filled = [re.sub(r"{\w+:path}", "a/b.csv", path) for path in routes if path != OPEN]
    return tuple(dict.fromkeys(["/", "/index.html", "/static/index.html", *(re.sub(r"{\w+}", "a", path) for path in filled)]))


OF_STREAMLIT = _of_streamlit()


def start() -> served.Portal:
    """The provider, which knows Ana, Ben and somebody whose address it has not verified."""
    port = served.free_port()
    people = [{"sub": mail, "email": mail, "email_verified": mail != UNVERIFIED} for mail in (ANA, BEN, UNVERIFIED)]
    known = [word for person in people for word in ("--user-claims", json.dumps(person))]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), *known]
    return served.start(command, port, WELL_KNOWN)


def settings(provider: served.Portal, port: int, staff: str = "staff.example") -> dict[str, str]:
    """The environment of a server on that port whose people sign in at the provider."""
    return {
        "PORTAL_SIGN_IN": f"{provider.site}{WELL_KNOWN}",
        "PORTAL_SIGN_IN_CLIENT": "certified-cities",
        "PORTAL_SIGN_IN_SECRET": "any",
        "PORTAL_COOKIE_SECRET": SIGNED_WITH,
        "PORTAL_STAFF": staff,
        "PORTAL_URL": f"http://127.0.0.1:{port}",
    }


@contextmanager
def signed_in(site: str, mail: str) -> Iterator[httpx.Client]:
    """A client whose cookies say that this person signed in at the provider."""
    with httpx.Client(base_url=site, follow_redirects=True, timeout=30, headers={"Accept": "text/html"}) as person:
        form = person.get("/sign-in")
        assert "Authorize Client" in form.text, form.text
        person.post(str(form.url), data={"sub": mail})
        yield person


def log(folder: Path) -> Path:
    """Where a server of a test says what it has to say."""
    return folder / "server.log"


def stranger(site: str) -> httpx.Client:
    """A client that signed in nowhere and reads each answer itself."""
    return httpx.Client(base_url=site, timeout=30, headers={"Accept": "text/html"})
