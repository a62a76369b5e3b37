"""Which names this portal answers to: those of the setting; without one, its own machine's and numbers, which nobody can rent.

A page of a stranger whose name is made to lead here (DNS rebinding) comes with that stranger's name, and is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

# For the machine that watches, which asks by number or as localhost, whatever the public names are.
FOR_THE_WATCH = frozenset({"/readyz", "/healthz", "/_stcore/health"})
NOT_FOR_YOU = 1008
REFUSAL = "This portal does not answer to that name. Whoever runs it names its hosts in PORTAL_HOSTS.\n"


class KnownHosts:
    """Passes on what was asked of a name of this portal, websockets too; anything else is a 400."""

    def __init__(self, app: ASGIApp, names: Iterable[str] = (), address: str = "") -> None:
        self.app = app
        own = urlsplit(address).hostname if address else None
        self.named = tuple(name.lower().rstrip(".") for name in names)
        self.names = (*self.named, *([own] if own else []))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or self.answers(host_of(scope), scope["path"]):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": NOT_FOR_YOU})
        else:
            await PlainTextResponse(REFUSAL, 400)(scope, receive, send)

    def answers(self, host: str | None, path: str) -> bool:
        """Whether a request for the path may come by that name."""
        if host is None:
            return False
        if any(_fits(host, name) for name in self.names):
            return True
        return (not self.named or path in FOR_THE_WATCH) and is_own(host)


def host_of(scope: Scope) -> str | None:
    """The name that the request is for, in small letters without port; None where there is none, two, or one that is no name."""
    given = Headers(scope=scope).getlist("host")
    if len(given) != 1:
        return None
    try:
        parts = urlsplit(f"//{given[0]}")
        _ = parts.port
    except ValueError:
        return None
    is_plain = parts.hostname and parts.netloc == given[0] and "@" not in given[0]
    return parts.hostname.rstrip(".") if is_plain and parts.hostname else None


def is_own(host: str) -> bool:
    """Whether the name is one that no stranger's page can have: a number, or localhost."""
    try:
        ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    return True


def is_loopback(host: str) -> bool:
    """Whether the name or number means this machine itself."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _fits(host: str, name: str) -> bool:
    return name in ("*", host) or (name.startswith("*.") and host.endswith(name[1:]))


def middleware(names: Iterable[str], address: str) -> list[Middleware]:
    """To stand outside of everything that answers; `names` and `address` are the settings PORTAL_HOSTS and PORTAL_URL."""
    return [Middleware(KnownHosts, names=tuple(names), address=address)]
