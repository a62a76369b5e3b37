"""A websocket's small messages leave together, in their order, and none is lost when it closes."""

from __future__ import annotations

import asyncio
import inspect
import re
from collections.abc import Callable

import pytest
from uvicorn.protocols.websockets import websockets_sansio_impl

from server.websocket_buffer import GATHERED_S, Gathering
from tests.kit.coroutines import run


class Transport:
    """Remembers what was written to it, and whether it was closed."""

    def __init__(self) -> None:
        self.written: list[bytes] = []
        self.is_closed = self.has_ended = False

    def write(self, piece: bytes) -> None:
        self.written.append(piece)

    def close(self) -> None:
        self.is_closed = True

    def write_eof(self) -> None:
        self.has_ended = True

    def abort(self) -> None:
        self.is_closed = True

    def get_write_buffer_size(self) -> int:
        return 5

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


# All by which an asyncio transport writes or ends, and what of it the gathering one has no reason to mind.
WAYS_OUT = {"write", "writelines", "write_eof", "close", "abort", "get_write_buffer_size"}
LEFT_ALONE = {
    "can_write_eof", "get_extra_info", "get_protocol", "get_write_buffer_limits", "is_closing", "is_reading", "pause_reading",
    "resume_reading", "set_protocol", "set_write_buffer_limits",
}  # fmt: skip


async def ended(how: Callable[[Gathering], None]) -> Transport:
    """The transport after one piece was gathered and `how` was done, and a moment more."""
    transport = Transport()
    gathering = Gathering(transport, asyncio.get_running_loop())  # type: ignore[arg-type]
    gathering.write(b"first")
    how(gathering)
    await asyncio.sleep(5 * GATHERED_S)
    return transport


def test_lines_never_overtake_what_was_gathered_before_them() -> None:
    def lines_and_more(gathering: Gathering) -> None:
        gathering.writelines([b" second", b" third"])
        gathering.write(b" last")

    assert b"".join(run(ended(lines_and_more)).written) == b"first second third last"


def test_the_end_of_writing_never_overtakes_what_was_gathered() -> None:
    async def work() -> tuple[list[bytes], bool]:
        transport = Transport()
        gathering = Gathering(transport, asyncio.get_running_loop())  # type: ignore[arg-type]
        gathering.write(b"first")
        gathering.write_eof()
        return transport.written, transport.has_ended

    assert run(work()) == ([b"first"], True)


def test_what_is_broken_off_sends_nothing_more() -> None:
    transport = run(ended(Gathering.abort))
    assert transport.is_closed and not transport.written


def test_what_was_gathered_counts_as_not_yet_written() -> None:
    sizes: list[int] = []
    run(ended(lambda gathering: sizes.append(gathering.get_write_buffer_size())))
    assert sizes == [len(b"first") + 5]


@pytest.mark.parametrize("kind", [asyncio.Transport, asyncio.WriteTransport])
def test_every_way_out_that_a_transport_of_python_has_is_minded(kind: type) -> None:
    public = {name for name, _ in inspect.getmembers(kind, inspect.isfunction) if not name.startswith("_")}
    assert public <= WAYS_OUT | LEFT_ALONE
    assert vars(Gathering).keys() >= WAYS_OUT


def test_uvicorn_uses_its_transport_only_in_ways_that_are_minded_or_left_alone() -> None:
    used = set(re.findall(r"\btransport\.(\w+)\(", inspect.getsource(websockets_sansio_impl)))
    assert {"write", "close"} <= used <= WAYS_OUT | LEFT_ALONE
    assert "self.transport = transport" in inspect.getsource(websockets_sansio_impl.WebSocketsSansIOProtocol.connection_made)
