"""The server opens every page before anybody asks, collects what ended sessions leave, and sends what was compressed ahead."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from servestatic.cli import main as servestatic
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from queries.page_list import BY_ADDRESS
from server import lifespan, static_files
from server.warm_up import open_pages
from tests.kit.coroutines import run

SCRIPT = "const finding = 'the same words again and again';\n" * 200
ADDRESS = "/static/index.Abc123.js"


def test_every_page_is_opened_ahead_of_visitors_by_a_name_that_the_portal_answers_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_HOSTS", "*.example.org")
    opened: list[str] = []

    async def streamlit_itself(scope: dict, receive: Callable, send: Callable) -> None:
        assert (b"host", b"www.example.org") in scope["headers"]
        await receive()
        while (message := await receive())["type"] == "websocket.receive":
            opened.append(BackMsg.FromString(message["bytes"]).rerun_script.page_name)
            ended = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)
            await send({"type": "websocket.send", "bytes": ended.SerializeToString()})

    assert run(open_pages(streamlit_itself, BackMsg, ForwardMsg)) == len(BY_ADDRESS)
    assert {f"/{name}" for name in opened} == BY_ADDRESS.keys()


class _Session:
    """Refers to itself, as an ended session of Streamlit does."""

    def __init__(self) -> None:
        self.own = self


@pytest.mark.slow
def test_what_ended_sessions_leave_is_collected_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lifespan, "LOOK_EVERY_S", 0.001)
    monkeypatch.setattr(lifespan, "_follow", _nothing_new)
    gc.disable()
    try:
        ended = weakref.ref(_Session())
        run(_for_a_moment(lifespan._keep(_no_app, None, None)))
        assert ended() is None
    finally:
        gc.enable()


def test_while_it_serves_full_collections_come_by_the_clock_unless_that_is_left_out(
    portal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def settings() -> tuple[tuple[int, int, int], int]:
        return gc.get_threshold(), gc.get_freeze_count()

    async def served() -> tuple[tuple[int, int, int], int]:
        async with lifespan.lifespan(lambda: None, None, None)(_no_app):
            return settings()

    before = settings()
    thresholds, frozen = run(served())
    assert thresholds == lifespan.THRESHOLDS
    assert frozen > before[1]
    assert settings() == before
    monkeypatch.setenv("PORTAL_WITHOUT", "collection")
    assert run(served()) == before


async def _nothing_new(*given: object) -> str:
    return "portal-1"


async def _no_app(*given: object) -> None:
    raise AssertionError("nothing is asked of it")


async def _for_a_moment(keeping: object) -> None:
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(keeping, 0.5)


@pytest.fixture
def compressed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A client of a server whose /static/ is one script, compressed as `make static` does it."""
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "index.Abc123.js").write_text(SCRIPT, encoding="utf-8")
    servestatic(["--quiet", "--clear", "--compress", "--no-zstd", str(tmp_path / "theirs"), str(tmp_path / "made")])
    monkeypatch.setenv("PORTAL_STATIC", str(tmp_path / "made"))
    return TestClient(Starlette(middleware=static_files.middleware()))


@pytest.mark.parametrize(("accepted", "most_bytes"), [("br", 100), ("gzip", 200), ("identity", len(SCRIPT))])
def test_a_script_is_sent_compressed_and_never_asked_for_again(compressed: TestClient, accepted: str, most_bytes: int) -> None:
    script = compressed.get(ADDRESS, headers={"Accept-Encoding": accepted})
    assert script.text == SCRIPT
    assert script.headers.get("content-encoding", "identity") == accepted
    assert int(script.headers["content-length"]) <= most_bytes
    assert "immutable" in script.headers["cache-control"] and script.headers["vary"] == "Accept-Encoding"
    again = compressed.get(ADDRESS, headers={"If-None-Match": script.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_where_nothing_was_compressed_streamlit_sends_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_STATIC", str(tmp_path / "missing"))
    assert static_files.middleware() == []
