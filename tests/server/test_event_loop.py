"""The server's loop does everything that is asked of it, in order, and stays open to the world while it is busy."""

from __future__ import annotations

import asyncio
import contextvars
import threading
from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from server import event_loop
from tests.kit.coroutines import run


def from_a_page(say: Callable[[], None]) -> None:
    """Says it from a thread named as those that draw pages."""
    thread = threading.Thread(target=say, name=event_loop.PAGE_THREAD)
    thread.start()
    thread.join()


def test_what_a_page_says_is_heard_in_its_order_and_at_one_time() -> None:
    async def work() -> None:
        loop, heard = asyncio.get_running_loop(), list[int | str]()

        def hear(number: int) -> None:
            if number == 0:
                loop.call_soon(heard.append, "the next round")
            heard.append(number)

        def say() -> None:
            for number in range(200):
                loop.call_soon_threadsafe(hear, number)

        from_a_page(say)
        assert not heard
        await asyncio.sleep(20 * event_loop.MOMENT_S)
        assert heard == [*range(200), "the next round"]

    run(work(), event_loop.GatheringLoop)


def test_what_a_page_says_later_is_heard_too() -> None:
    async def work() -> None:
        loop, heard = asyncio.get_running_loop(), list[str]()
        for word in ("first", "second"):
            from_a_page(lambda word=word: loop.call_soon_threadsafe(heard.append, word))  # type: ignore[misc]
            await asyncio.sleep(20 * event_loop.MOMENT_S)
        assert heard == ["first", "second"]

    run(work(), event_loop.GatheringLoop)


def test_another_thread_is_heard_at_once() -> None:
    async def work() -> None:
        assert await asyncio.get_running_loop().run_in_executor(None, lambda: 7) == 7

    run(work(), event_loop.GatheringLoop)


def test_what_is_ready_is_done_in_its_order_and_not_after_it_was_called_off() -> None:
    async def work() -> None:
        loop, done = asyncio.get_running_loop(), list[str]()
        loop.call_soon(done.append, "first")
        loop.call_soon(done.append, "called off").cancel()
        loop.call_soon(lambda: loop.call_soon(done.append, "last"))
        loop.call_soon(done.append, "second")
        await asyncio.sleep(0.01)
        assert done == ["first", "second", "last"]

    run(work(), event_loop.GatheringLoop)


def test_a_loop_that_is_never_done_still_minds_its_clock() -> None:
    async def work() -> None:
        loop, done = asyncio.get_running_loop(), asyncio.Event()

        def again() -> None:
            if not done.is_set():
                loop.call_soon(again)

        again()
        loop.call_later(0.02, done.set)
        await asyncio.wait_for(done.wait(), 30)

    run(work(), event_loop.GatheringLoop)


def test_a_failing_callback_is_reported_and_the_next_one_done() -> None:
    async def work() -> None:
        loop, done, failures = asyncio.get_running_loop(), list[str](), list[str]()
        loop.set_exception_handler(lambda loop, context: failures.append(str(context["exception"])))
        loop.call_soon(int, "no number")
        loop.call_soon(done.append, "next")
        await asyncio.sleep(0.01)
        assert done == ["next"]
        assert failures == ["invalid literal for int() with base 10: 'no number'"]

    run(work(), event_loop.GatheringLoop)


def test_a_callback_runs_in_the_context_that_it_was_given() -> None:
    reader = contextvars.ContextVar("reader", default="nobody")

    async def work() -> None:
        loop, seen = asyncio.get_running_loop(), list[str]()
        told = contextvars.copy_context()
        told.run(reader.set, "Ada")

        def look() -> None:
            seen.append(reader.get())

        loop.call_soon(look, context=told)
        from_a_page(lambda: loop.call_soon_threadsafe(look, context=told))
        loop.call_soon(look)
        await asyncio.sleep(20 * event_loop.MOMENT_S)
        assert sorted(seen) == ["Ada", "Ada", "nobody"]

    run(work(), event_loop.GatheringLoop)


def test_streamlit_draws_pages_in_threads_of_the_name_that_the_loop_knows() -> None:
    def page() -> None:
        import threading

        import streamlit as st

        st.text(threading.current_thread().name)

    assert [text.value for text in AppTest.from_function(page).run().text] == [event_loop.PAGE_THREAD]
