"""A websocket's small messages leave together, in their order, and none is lost when it closes."""

from __future__ import annotations

import asyncio

from server.websocket_buffer import GATHERED_S, Gathering
from tests.kit.coroutines import run


class Transport:
    """Remembers what was written to it, and whether it was closed."""

    def __init__(self) -> None:
        self.written: list[bytes] = []
        self.is_closed = False

    def write(self, piece: bytes) -> None:
        self.written.append(piece)

    def close(self) -> None:
        self.is_closed = True

    def is_closing(self) -> bool:
        return self.is_closed

    def get_extra_info(self, name: str) -> str:
        return f"the {name}"


async def written(*moments: tuple[bytes, ...], closes: bool = False) -> Transport:
    """The transport after the pieces of each moment were written through the gathering one."""
    transport = Transport()
    gathering = Gathering(transport, asyncio.get_running_loop())  # type: ignore[arg-type]
    for pieces in moments:
        for piece in pieces:
            gathering.write(piece)
        if closes:
            gathering.close()
        else:
            await asyncio.sleep(5 * GATHERED_S)
    assert gathering.get_extra_info("peer") == "the peer"
    return transport


def test_what_is_written_within_a_moment_leaves_in_one_piece() -> None:
    assert run(written((b"a", b"b", b"c"), (b"d",))).written == [b"abc", b"d"]


def test_closing_sends_first_what_was_gathered() -> None:
    transport = run(written((b"a", b"b"), closes=True))
    assert transport.written == [b"ab"]
    assert transport.is_closed
