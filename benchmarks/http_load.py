"""Requests over connections that stay open, read no further than a status and a length: the same client for both sides."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass
class Answered:
    """Seconds of each answer, and the first body, to look at."""

    seconds: list[float] = field(default_factory=list)
    body: bytes = b""
    took_s: float = 0


async def asked(site: str, path: str, connection_count: int, seconds: float) -> Answered:
    """Asks on every connection again and again until the time is over. Raises OSError at an answer that is not 200."""
    answered, began = Answered(), time.perf_counter()
    await asyncio.gather(*(_again(site, path, began + seconds, answered) for _ in range(connection_count)))
    answered.took_s = time.perf_counter() - began
    return answered


async def _again(site: str, path: str, end: float, answered: Answered) -> None:
    place = urlsplit(site)
    reader, writer = await asyncio.open_connection(place.hostname, place.port, limit=2**22)
    request = f"GET {path} HTTP/1.1\r\nHost: {place.netloc}\r\nAccept: application/json\r\n\r\n".encode("ascii")
    while time.perf_counter() < end:
        began = time.perf_counter()
        writer.write(request)
        body = await _body(reader)
        answered.seconds.append(time.perf_counter() - began)
        answered.body = answered.body or body
    writer.close()
    await writer.wait_closed()


async def _body(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise OSError(head.split(b"\r\n")[0].decode("latin-1"))
    _, _, length = head.lower().partition(b"content-length:")
    if length:
        return await reader.readexactly(int(length.split(b"\r\n")[0]))
    parts = []
    while size := int(await reader.readline(), 16):
        parts.append(await reader.readexactly(size))
        await reader.readline()
    await reader.readline()
    return b"".join(parts)
