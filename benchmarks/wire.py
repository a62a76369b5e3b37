"""The client's end of a websocket, as cheap as it can be: the load shares two cores with the server that it measures."""

from __future__ import annotations

import asyncio
import base64
import os
from collections.abc import Callable
from urllib.parse import urlsplit

BINARY, CLOSE, PING, PONG = 2, 8, 9, 10
LONG = 126


class Broken(Exception):
    """The server refused or ended the connection, or said something that is no whole frame."""


class Wire(asyncio.Protocol):
    """One websocket without compression; each frame of the server is handed to `hear` as it comes."""

    def __init__(self, hear: Callable[[bytes], None]) -> None:
        self.hear = hear
        self.transport: asyncio.Transport | None = None
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def connection_lost(self, error: Exception | None) -> None:
        self._end(str(error or "closed"))

    def data_received(self, data: bytes) -> None:
        self._rest += data
        if not self.opened.done() and not self._greeted():
            return
        start = 0
        while (part := frame_at(self._rest, start)) is not None:
            code, body, end = part
            payload = self._rest[body:end]
            start = end
            if code == BINARY:
                self.hear(payload)
            elif code == PING:
                self.say(payload, PONG)
            elif code == CLOSE:
                self._end(f"closed with code {int.from_bytes(payload[:2], 'big')}")
        self._rest = self._rest[start:]

    def say(self, payload: bytes, code: int = BINARY) -> None:
        """Sends one frame, masked with zeros, which leave it as it is."""
        assert self.transport is not None
        size = len(payload)
        length = bytes([0x80 | size]) if size < LONG else bytes([0x80 | LONG]) + size.to_bytes(2, "big")
        self.transport.write(bytes([0x80 | code]) + length + b"\0\0\0\0" + payload)

    def _greeted(self) -> bool:
        head, divider, rest = self._rest.partition(b"\r\n\r\n")
        if not divider:
            return False
        if not head.startswith(b"HTTP/1.1 101"):
            self._end(head.split(b"\r\n")[0].decode("latin-1"))
            return False
        self._rest = rest
        self.opened.set_result(None)
        return True

    def _end(self, why: str) -> None:
        if not self.opened.done():
            self.opened.set_exception(Broken(why))
        if not self.ended.done():
            self.ended.set_result(why)


def frame_at(data: bytes, start: int) -> tuple[int, int, int] | None:
    """Its code, where its payload starts and where it ends; None where the frame has not come whole."""
    if len(data) < start + 2:
        return None
    code, size, body = data[start] & 15, data[start + 1], start + 2
    if not data[start] & 0x80:
        raise Broken("a frame in parts, which Streamlit's servers never sent")
    if size >= LONG:
        body += 2 if size == LONG else 8
        size = int.from_bytes(data[start + 2 : body], "big")
    end = body + size
    return None if len(data) < end else (code, body, end)


async def connected(site: str, hear: Callable[[bytes], None], cookie: str = "") -> Wire:
    """An open websocket to the Streamlit server at `site`; raises Broken where it is refused."""
    place = urlsplit(site)
    key = base64.b64encode(os.urandom(16)).decode("ascii")
    lines = [
        "GET /_stcore/stream HTTP/1.1", f"Host: {place.netloc}", f"Origin: {site}", "Connection: Upgrade", "Upgrade: websocket",
        "Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Protocol: streamlit",
        *([f"Cookie: {cookie}"] if cookie else []),
    ]  # fmt: skip
    transport, wire = await asyncio.get_running_loop().create_connection(
        lambda: Wire(hear), place.hostname or "127.0.0.1", place.port or 80
    )
    transport.write("\r\n".join([*lines, "", ""]).encode("latin-1"))
    await wire.opened
    return wire
