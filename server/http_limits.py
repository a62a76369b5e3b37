"""HTTP connections that end: who takes too long over a request, or sends a head too large, is not waited for.

For uvicorn: `--http server.http_limits:LimitedHttp`. nginx does the same in front; this is for a portal that stands alone.
"""

from __future__ import annotations

import asyncio
from typing import cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from server.security_headers import OF_ANY_ANSWER, UNFRAMED

LONGEST_REQUEST_S = 10.0
LARGEST_HEAD_BYTES = 32 * 1024
END_OF_HEAD = b"\r\n\r\n"
# A file that staff upload over a slow line.
LONGEST_UPLOAD_S = 120.0
# Of the answers that the application never sees.
HEADERS = {
    **OF_ANY_ANSWER,
    **UNFRAMED,
    "Content-Security-Policy": "default-src 'none'",
    "Content-Type": "text/plain; charset=utf-8",
    "Cache-Control": "no-store",
    "Connection": "close",
}


class LimitedHttp(HttpToolsProtocol):
    """uvicorn's own protocol; a request has ten seconds and its head 32 KB."""

    longest_s = LONGEST_REQUEST_S
    _late: asyncio.TimerHandle | None = None
    _head_bytes = 0
    _is_in_head = True

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(cast(asyncio.Transport, transport))
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        self._arrived()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._is_in_head:
            # What follows the head in the same piece is a body, which has bounds of its own.
            end = data.find(END_OF_HEAD)
            self._head_bytes += len(data) if end < 0 else end
            if self._head_bytes > LARGEST_HEAD_BYTES:
                self._refuse(b"431 Request Header Fields Too Large", b"The head of this request is too large.")
                return
        if self._late is None and (self.cycle is None or self.cycle.response_complete):
            self._expect()
        super().data_received(data)

    def on_message_begin(self) -> None:
        self._is_in_head = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._is_in_head, self._head_bytes = False, 0
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._is_in_head = True
        self._arrived()
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002
        self._refuse(b"400 Bad Request", b"This is not a request that can be read.")

    def _expect(self) -> None:
        self._late = self.loop.call_later(self.longest_s, self._end)

    def _arrived(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _end(self) -> None:
        self._late = None
        self._refuse(b"408 Request Timeout", b"This request took too long to arrive.")

    def _refuse(self, status: bytes, said: bytes) -> None:
        self._arrived()
        if not self.transport.is_closing():
            headers = "".join(f"{name}: {value}\r\n" for name, value in {**HEADERS, "Content-Length": len(said)}.items())
            self.transport.write(b"HTTP/1.1 " + status + b"\r\n" + headers.encode("ascii") + b"\r\n" + said)
            self.transport.close()


class PatientHttp(LimitedHttp):
    """The same for the desk, which takes files: a request has two minutes."""

    longest_s = LONGEST_UPLOAD_S
