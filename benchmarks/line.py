"""A line to a server that counts what passes and can be slow, for websockets too, which a browser's own brake leaves alone."""

from __future__ import annotations

import asyncio
import contextlib
import time
from urllib.parse import urlsplit

CHUNK_BYTES = 16_384


class Line:
    """A relay on a port of this machine. `mbit_s` of all connections together each way; `delay_s` there and back; 0 = none."""

    def __init__(self, site: str, mbit_s: float = 0, delay_s: float = 0) -> None:
        self.place, self.bytes_s, self.one_way_s = urlsplit(site), mbit_s * 125_000, delay_s / 2
        self.down_bytes = 0
        self._free_at = {"up": 0.0, "down": 0.0}

    async def __aenter__(self) -> Line:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1")
        self.site = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *error: object) -> None:
        self._server.close()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(2 * self.one_way_s)  # the handshake of a new connection
        theirs, to_them = await asyncio.open_connection(self.place.hostname, self.place.port)
        await asyncio.gather(self._pass(reader, to_them, "up"), self._pass(theirs, writer, "down"))

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: str) -> None:
        """Reads as fast as the line is, and hands each piece on after its time on the way."""
        under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        arriving = asyncio.create_task(self._arrive(under_way, writer))
        with contextlib.suppress(ConnectionError):
            while piece := await reader.read(CHUNK_BYTES):
                self.down_bytes += len(piece) if way == "down" else 0
                under_way.put_nowait((await self._sent(len(piece), way) + self.one_way_s, piece))
        under_way.put_nowait((0, b""))
        await arriving

    async def _sent(self, size: int, way: str) -> float:
        """When the last byte of a piece is on the line: the pieces of all connections go one after the other."""
        now = time.monotonic()
        if not self.bytes_s:
            return now
        self._free_at[way] = max(now, self._free_at[way]) + size / self.bytes_s
        await asyncio.sleep(self._free_at[way] - now)
        return self._free_at[way]

    @staticmethod
    async def _arrive(under_way: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while True:
                due, piece = await under_way.get()
                if not piece:
                    break
                await asyncio.sleep(max(0, due - time.monotonic()))
                writer.write(piece)
                await writer.drain()
        writer.close()
