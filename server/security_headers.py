"""The headers of every answer: what a browser may load, run and frame; and whether the request was for this portal at all."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import settings
from server import known_hosts

INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
EMBEDS = "/embed/"
EMBEDDED = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors *"
)
HSTS = "max-age=31536000"
# What an answer has whoever gives it; `deploy/nginx.conf` says the same of those of nginx.
OF_ANY_ANSWER = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "strict-origin-when-cross-origin"}
UNFRAMED = {"X-Frame-Options": "SAMEORIGIN"}
PERMISSIONS = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), "
    "payment=(), usb=(), clipboard-write=(self), fullscreen=(self)"
)


def static_folder() -> Path:
    """The browser's part of the installed Streamlit, found without loading Streamlit."""
    found = find_spec("streamlit")
    if found is None or found.origin is None:
        raise RuntimeError("Streamlit is not installed")
    return Path(found.origin).parent / "static"


def script_hashes(html: str) -> list[str]:
    """CSP sources that allow the inline scripts of `html` and no others."""
    digests = [hashlib.sha256(script.encode()).digest() for script in INLINE_SCRIPT.findall(html)]
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def policy(html: str, may_frame: Sequence[str]) -> str:
    """The content security policy: everything from here, styles set by scripts, no inline script but Streamlit's own."""
    sources = {
        "default-src": ["'none'"],
        # Streamlit's scripts compile one small WebAssembly module of theirs for 64-bit numbers; text is never run as a script.
        # The click on a map point follows its link by a small component, which Streamlit loads from a blob of the page's own.
        "script-src": ["'self'", "blob:", "'wasm-unsafe-eval'", *script_hashes(html)],
        # Streamlit and Plotly write their styles into the page while they draw it.
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "media-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'", "blob:"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'", *may_frame],
    }
    return "; ".join(f"{name} {' '.join(words)}" for name, words in sources.items())


def headers(may_frame: Sequence[str]) -> dict[str, str]:
    """The headers that every answer carries."""
    html = (static_folder() / "index.html").read_text(encoding="utf-8")
    always = {
        "Content-Security-Policy": policy(html, may_frame),
        **OF_ANY_ANSWER,
        "Permissions-Policy": PERMISSIONS,
        "Cross-Origin-Opener-Policy": "same-origin",
        "X-Permitted-Cross-Domain-Policies": "none",
    }
    return always if may_frame else always | UNFRAMED


def headers_of_embeds(may_frame: Sequence[str]) -> dict[str, str]:
    """The same for what is made to be framed by any site: it runs no script; a checker within it may read `/robots.txt`."""
    always = {name: value for name, value in headers(may_frame).items() if name != "X-Frame-Options"}
    return always | {"Content-Security-Policy": EMBEDDED}


class SafeHeaders:
    """Sets the headers on every answer, errors too; HSTS only where the visitor came over TLS."""

    def __init__(self, app: ASGIApp, may_frame: Sequence[str]) -> None:
        self.app, self.headers, self.of_embeds = app, headers(may_frame), headers_of_embeds(may_frame)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        over_tls = scope["scheme"] == "https"
        ours = self.of_embeds if scope["path"].startswith(EMBEDS) else self.headers

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(ours | ({"Strict-Transport-Security": HSTS} if over_tls else {}))
            await send(message)

        await self.app(scope, receive, with_headers)


def middleware() -> list[Middleware]:
    """Outermost first; the settings name the hosts that are answered for and the sites that may embed pages."""
    chosen = settings.current()
    return [
        Middleware(SafeHeaders, may_frame=chosen.frames),
        *known_hosts.middleware(chosen.hosts, chosen.url),
    ]
