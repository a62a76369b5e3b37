"""A visitor's websocket takes the few kinds of messages that a page needs, and says nothing about the server."""

from __future__ import annotations

import platform
from pathlib import Path

import pytest
import streamlit
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed

from benchmarks.visitor import Visitor
from server import websocket_filter
from tests.kit.coroutines import run

KINDS = [field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields]
OPERATIONS = [field.name for field in BackendOperationRequest.DESCRIPTOR.oneofs_by_name["payload"].fields]


def message_of(kind: str) -> BackMsg:
    """A message of that kind with nothing in it, or True."""
    message = BackMsg()
    if BackMsg.DESCRIPTOR.fields_by_name[kind].message_type:
        getattr(message, kind).SetInParent()
    else:
        setattr(message, kind, True)
    return message


def heard(*frames: bytes) -> list[bytes]:
    """Which of `frames` reach Streamlit through the filter."""
    waiting = [{"type": "websocket.receive", "bytes": frame} for frame in frames] + [{"type": "websocket.disconnect"}]
    passed: list[bytes] = []

    async def streamlit_itself(scope: object, receive: object, send: object) -> None:
        while (message := await receive())["type"] == "websocket.receive":  # type: ignore[operator]
            passed.append(message["bytes"])

    async def receive() -> dict:
        return waiting.pop(0)

    async def send(message: object) -> None:
        pass

    rules = websocket_filter.VisitorMessages(streamlit_itself, BackMsg, ForwardMsg)
    run(rules({"type": "websocket", "path": websocket_filter.STREAM, "headers": []}, receive, send))
    return passed


def test_every_kind_of_message_that_streamlit_knows_is_judged() -> None:
    assert set(KINDS) == websocket_filter.PASSED | websocket_filter.REFUSED
    assert set(OPERATIONS) == websocket_filter.PASSED_OPERATIONS | websocket_filter.REFUSED_OPERATIONS


@pytest.mark.parametrize("kind", [k for k in KINDS if k != "backend_operation_request"])
def test_only_a_kind_that_a_page_needs_reaches_streamlit(kind: str) -> None:
    frame = message_of(kind).SerializeToString()
    assert heard(frame) == ([frame] if kind in {"rerun_script", "stop_script", "app_heartbeat"} else [])


@pytest.mark.parametrize("operation", OPERATIONS)
def test_only_an_operation_that_a_page_needs_reaches_streamlit(operation: str) -> None:
    message = message_of("backend_operation_request")
    getattr(message.backend_operation_request, operation).SetInParent()
    frame = message.SerializeToString()
    assert heard(frame) == ([frame] if operation in {"deferred_file", "dataframe_chunk"} else [])


def test_of_two_kinds_in_one_frame_the_one_that_streamlit_would_obey_is_judged() -> None:
    page, operator = message_of("rerun_script").SerializeToString(), message_of("clear_cache").SerializeToString()
    assert heard(page + operator) == []
    assert heard(operator + page) == [operator + page]
    assert heard(b"") == []


@pytest.mark.parametrize(
    ("frame", "code"),
    [(b"\xff" * 10, 1002), (b"\x5a\xff\xff\xff\xff\x0f", 1002), (b"noise" * 9, 1002),
     (bytes(websocket_filter.LARGEST_BYTES + 1), 1009)],
    ids=["no message", "a length that lies", "noise", "too big"],
)  # fmt: skip
def test_a_frame_that_is_no_message_ends_the_connection_and_nothing_else(site: str, frame: bytes, code: int) -> None:
    with Visitor(site) as stranger, Visitor(site) as neighbor:
        assert neighbor.open().finished
        stranger.say(frame)
        with pytest.raises(ConnectionClosed) as closed:
            stranger.read()
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == code
        assert not neighbor.open().failed


def test_a_text_frame_ends_the_connection(site: str) -> None:
    with Visitor(site) as stranger:
        stranger.socket.send("hello")
        with pytest.raises(ConnectionClosed):
            stranger.read()


def test_an_operator_message_is_ignored_and_the_page_goes_on(site: str) -> None:
    with Visitor(site) as visitor:
        for kind in websocket_filter.REFUSED:
            visitor.say(message_of(kind))
        drawn = visitor.open()
        assert not drawn.failed
        assert b"git_info" not in drawn.raw


def test_nothing_on_the_wire_names_a_path_a_version_or_the_machine(site: str) -> None:
    with Visitor(site) as visitor:
        said = visitor.open().raw
    for secret in (str(Path(__file__).parents[2]), streamlit.__version__, platform.python_version(), "frame.py", "linux"):
        assert secret.encode() not in said, secret


def test_an_upgrade_of_the_server_still_makes_the_browser_load_its_scripts_anew() -> None:
    rules = websocket_filter.VisitorMessages(None, BackMsg, ForwardMsg)  # type: ignore[arg-type]
    marks = set()
    for version in ("1.67.0", "1.68.0"):
        message = ForwardMsg()
        message.new_session.initialize.environment_info.streamlit_version = version
        told = ForwardMsg()
        told.ParseFromString(rules.discreet(message.SerializeToString()))
        marks.add(told.new_session.initialize.environment_info.streamlit_version)
    assert len(marks) == 2
