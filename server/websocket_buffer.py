"""Websockets that gather what they write: a page is dozens of small messages, and each write is a system call and a packet.

For uvicorn: `--ws server.websocket_buffer:GatheredWebSockets`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

# As long as a page is drawn, its messages come one by one; the last of them waits this long at most.
GATHERED_S = 0.001


class GatheredWebSockets(WebSocketsSansIOProtocol):
    """uvicorn's own protocol on a transport that gathers what is written to it."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(cast(asyncio.Transport, Gathering(cast(asyncio.Transport, transport), self.loop)))


class Gathering:
    """A transport that hands over in one piece what was written within a moment, in its order; all else is the transport's.

    Whatever writes or ends has to stand here: by the transport's own it would overtake what is gathered.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport, self._loop = transport, loop
        self._pieces: list[bytes] = []

    def write(self, piece: bytes) -> None:
        if not self._pieces:
            self._loop.call_later(GATHERED_S, self._hand_over)
        self._pieces.append(piece)

    def writelines(self, pieces: Iterable[bytes]) -> None:
        self.write(b"".join(pieces))

    def write_eof(self) -> None:
        self._hand_over()
        self._transport.write_eof()

    def get_write_buffer_size(self) -> int:
        return sum(map(len, self._pieces)) + self._transport.get_write_buffer_size()

    def abort(self) -> None:
        self._pieces.clear()
        self._transport.abort()

    def close(self) -> None:
        self._hand_over()
        self._transport.close()

    def _hand_over(self) -> None:
        if self._pieces:
            pieces, self._pieces = self._pieces, []
            if not self._transport.is_closing():
                self._transport.write(b"".join(pieces))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)
