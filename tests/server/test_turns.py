"""Addresses take turns: who asks much waits for others and for nobody else, and who holds much is told to come back."""

from __future__ import annotations

import asyncio
import time
from contextlib import ExitStack

import pytest

from server.rerun_limits import RERUNS_AT_ONCE, Bucket, Sockets, TooManySockets
from server.turns import AT_ONCE, LONGEST_WAIT_S, Turns
from server.visitor_address import visitor
from tests.kit.coroutines import run


async def _draw(turns: Turns, address: str, seconds: float) -> float:
    """Seconds from asking to the end of a page that takes so long to draw."""
    began = time.monotonic()
    turn = await turns.take(address)
    await asyncio.sleep(seconds)
    turns.end(turn)
    return time.monotonic() - began


async def _beside_a_flood(turns: Turns, socket_count: int) -> float:
    """The longest that another address waits for a page of 20 ms, while one draws pages of 20 ms over that many sockets."""

    async def flood() -> None:
        while True:
            await _draw(turns, "192.0.2.66", 0.02)

    floods = [asyncio.create_task(flood()) for _ in range(socket_count)]
    # So long that most of its sockets have waited longer than the longest wait of an address.
    await asyncio.sleep(LONGEST_WAIT_S + 0.5)
    waits = []
    for _ in range(20):
        waits.append(await _draw(turns, "192.0.2.1", 0.02))
        await asyncio.sleep(0.03)
    for task in floods:
        task.cancel()
    await asyncio.gather(*floods, return_exceptions=True)
    return sorted(waits)[-2]


@pytest.mark.slow
@pytest.mark.parametrize("socket_count", [1, 20, 60])
def test_one_address_delays_another_by_one_page_at_most_however_many_sockets_it_has(socket_count: int) -> None:
    # A busy machine can only make it longer, so the first try that holds is the proof.
    assert any(run(_beside_a_flood(Turns(), socket_count)) < 0.02 * 3 for _ in range(6))


@pytest.mark.slow
def test_while_a_page_of_another_is_drawn_none_is_of_the_address_that_had_much_however_long_its_questions_wait() -> None:
    async def begun_beside() -> int:
        turns, begun = Turns(), list[float]()

        async def flood() -> None:
            while True:
                turn = await turns.take("192.0.2.66")
                begun.append(time.monotonic())
                await asyncio.sleep(0.05)
                turns.end(turn)

        floods = [asyncio.create_task(flood()) for _ in range(200)]
        await asyncio.sleep(LONGEST_WAIT_S + 1)
        mine = await turns.take("192.0.2.1")
        before = len(begun)
        await asyncio.sleep(0.5)
        beside = len(begun) - before
        turns.end(mine)
        for task in floods:
            task.cancel()
        await asyncio.gather(*floods, return_exceptions=True)
        return beside

    assert run(begun_beside()) == 0


@pytest.mark.slow
def test_who_is_alone_waits_for_nothing_but_the_pages_drawn_at_once() -> None:
    async def alone() -> float:
        turns, began = Turns(), time.monotonic()
        await asyncio.gather(*(_draw(turns, "192.0.2.1", 0.02) for _ in range(60)))
        return time.monotonic() - began

    # As above: a busy machine can only make it longer.
    assert any(run(alone()) < 60 * 0.02 / AT_ONCE * 2 for _ in range(6))


@pytest.mark.slow
def test_an_address_that_asks_much_still_has_its_turn_within_seconds() -> None:
    async def patient() -> float:
        turns = Turns()

        async def crowd() -> None:
            while True:
                await asyncio.gather(*(_draw(turns, f"198.51.100.{n}", 0.01) for n in range(20)))

        for _ in range(40):
            await _draw(turns, "192.0.2.66", 0.02)
        others = asyncio.create_task(crowd())
        await asyncio.sleep(0.1)
        waited = await _draw(turns, "192.0.2.66", 0.02)
        others.cancel()
        return waited

    assert run(patient()) < 4


def test_who_leaves_while_waiting_holds_no_turn() -> None:
    async def leaving() -> None:
        turns = Turns()
        held = [await turns.take(f"192.0.2.{n}") for n in range(AT_ONCE)]
        gone = asyncio.create_task(turns.take("192.0.2.9"))
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.gather(gone, return_exceptions=True)
        for turn in held:
            turns.end(turn)
            turns.end(turn)
        for n in range(AT_ONCE):
            await asyncio.wait_for(turns.take(f"192.0.2.{n}"), 1)

    run(leaving())


@pytest.mark.slow
def test_a_socket_asks_as_fast_as_a_human_clicks_and_no_faster() -> None:
    async def taken(count: int) -> float:
        bucket, began = Bucket(), time.monotonic()
        for _ in range(count):
            await bucket.take()
        return time.monotonic() - began

    assert run(taken(RERUNS_AT_ONCE)) < 0.1
    assert run(taken(RERUNS_AT_ONCE + 5)) > 0.8


def test_an_address_holds_so_many_sockets_and_no_more() -> None:
    sockets = Sockets(at_most=2)
    with ExitStack() as held:
        for address in ("192.0.2.1", "192.0.2.1", "192.0.2.2"):
            held.enter_context(sockets.one_of(address))
        with pytest.raises(TooManySockets):
            held.enter_context(sockets.one_of("192.0.2.1"))
    with sockets.one_of("192.0.2.1"), sockets.one_of("192.0.2.1"):
        pass


@pytest.mark.parametrize(
    ("client", "name"),
    [(("192.0.2.1", 5), "192.0.2.1"), (("2001:db8:1:2:3::9", 5), "2001:db8:1:2::/64"), (("::ffff:192.0.2.1", 5), "192.0.2.1"),
     (("127.0.0.1", 5), "connection 5"), (("::1", 6), "connection 6"), (("unix", 7), "connection 7")],
)  # fmt: skip
def test_a_visitor_is_an_address_or_a_network_and_on_this_machine_a_connection(client: tuple[str, int], name: str) -> None:
    assert visitor({"type": "http", "client": client}) == name
