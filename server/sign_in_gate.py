"""The gate before everything that is for staff: no request and no websocket passes that is not of somebody on the list.

Where no provider is set, who sits at this machine passes, and nobody else.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server import sign_in_settings
from server.known_hosts import host_of, is_loopback
from server.warm_up import OWN_VISITOR
from server.websocket_filter import is_from_here

SIGN_IN = "/sign-in"
# Streamlit's own routes of the sign-in; and the one by which a watch sees that the process lives, which says “ok”.
OF_THE_SIGN_IN = frozenset({"/auth/login", "/auth/logout", sign_in_settings.CALLBACK})
ALIVE = "/_stcore/health"
NOT_FOR_YOU = 1008
# A proxy on this machine writes one of these for whom it asks, and that is not who sits here.
OF_A_PROXY = ("x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via")
ELSEWHERE = (
    "This is for staff and answers on its own machine alone. Whoever runs it opens it to others by sign-in (PORTAL_SIGN_IN).\n"
)
PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1rem/1.6 sans-serif; max-width: 36rem; margin: 15vh auto 0; padding: 0 1.25rem; }}
h1 {{ font-size: 1.6rem; line-height: 1.2; }}
</style>
<h1>{title}</h1>
<p>{said}</p>
<p><a href="{href}">{way_on}</a></p>
</html>
"""

# The mail address of who is signed in by the cookie of the request; None where nobody is, or the address is not verified.
PersonOf = Callable[[Scope], str | None]


class SignInGate:
    """Passes what somebody on the list asks. `person_of` reads the cookie; `login_address` begins a sign-in."""

    def __init__(self, app: ASGIApp, person_of: PersonOf, login_address: Callable[[], str]) -> None:
        self.app, self.person_of, self.login_address = app, person_of, login_address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        elif scope["type"] != "http" or self._is_open(scope):
            await self.app(scope, receive, send)
        else:
            await self._answer(scope)(scope, receive, send)

    def _is_open(self, scope: Scope) -> bool:
        is_of_sign_in = scope["path"] in OF_THE_SIGN_IN and sign_in_settings.is_set()
        return scope["path"] == ALIVE or is_of_sign_in or self._may_pass(scope)

    def _may_pass(self, scope: Scope) -> bool:
        if not sign_in_settings.is_set():
            return is_local(scope)
        mail = self.person_of(scope)
        return mail is not None and sign_in_settings.may_enter(mail)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("state", {}).get("visitor") is OWN_VISITOR:
            await self.app(scope, receive, send)
            return
        if not is_from_here(scope) or not self._may_pass(scope):
            await send({"type": "websocket.close", "code": NOT_FOR_YOU})
            return

        async def asked() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive" and not self._may_pass(scope):
                await send({"type": "websocket.close", "code": NOT_FOR_YOU})
                return {"type": "websocket.disconnect", "code": NOT_FOR_YOU}
            return message

        await self.app(scope, asked, send)

    def _answer(self, scope: Scope) -> Response:
        """What somebody sees who may not pass; a page where a person reads it, else a line."""
        if not sign_in_settings.is_set():
            return PlainTextResponse(ELSEWHERE, 403)
        mail = self.person_of(scope)
        if mail is None and scope["path"] == SIGN_IN:
            return RedirectResponse(self.login_address(), 303)
        status = 401 if mail is None else 403
        if scope["method"] not in ("GET", "HEAD") or "text/html" not in Headers(scope=scope).get("accept", ""):
            return PlainTextResponse("Sign in first.\n" if mail is None else "You are not on the list of staff.\n", status)
        return HTMLResponse(for_strangers() if mail is None else for_others(mail), status)


def for_strangers() -> str:
    """The page of who is not signed in."""
    said = "Certified cities: the pages of the staff. Everybody else reads the public portal."
    return PAGE.format(title="Sign in", said=said, href=SIGN_IN, way_on="Sign in")


def for_others(mail: str) -> str:
    """The page of who is signed in and not on the list."""
    said = f"You are signed in as {escape(mail)}, and that address is not on the list of staff. Whoever runs this keeps the list."
    return PAGE.format(title="You may not enter", said=said, href="/auth/logout", way_on="Sign out")


def is_local(scope: Scope) -> bool:
    """Whether who asks sits at this machine: by address, by the name asked for, and by no proxy."""
    headers = Headers(scope=scope)
    ends = [scope.get("client"), scope.get("server")]
    return (
        all(end is not None and is_loopback(end[0]) for end in ends)
        and is_loopback(host_of(scope) or "")
        and not any(name in headers for name in OF_A_PROXY)
    )


def middleware(person_of: PersonOf, login_address: Callable[[], str]) -> list[Middleware]:
    """To stand outside of everything that answers; the two functions know Streamlit's sign-in, which this layer does not."""
    return [Middleware(SignInGate, person_of=person_of, login_address=login_address)]
