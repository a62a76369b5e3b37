"""`python -m benchmarks.bad_neighbor SITE SOCKETS`: one address at its worst within the limits, in a process of its own.

Each socket asks for the next page as soon as one is drawn, with a filter never seen. It reads a line from its input to begin,
and another to pause, in turn; it says how many pages it got at the end of its input.
"""

from __future__ import annotations

import itertools
import sys
import threading
import time

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException

from benchmarks.visitor import Visitor

ADDRESS = "203.0.113.66"
PAGES = ("", "map", "growth", "records", "tracking")
# What says that a page is drawn is a few bytes; nothing else is worth reading to who only wants to be in the way.
END_BYTES = 200


def never_seen(number: int) -> str:
    """A filter that nobody asked for before: a day of its own."""
    year, rest = 2018 + number % 8, number // 8
    return f"as_of={year}-{rest % 12 + 1:02}-{rest // 12 % 28 + 1:02}&since={2017 + number % 3}"


class Neighbor:
    """So many sockets of one address, asking for as long as `awake` is set."""

    def __init__(self, site: str, socket_count: int) -> None:
        self.site, self.awake, self.drawn = site, threading.Event(), 0
        for number in range(socket_count):
            threading.Thread(target=self._live, args=(number,), daemon=True).start()

    def _live(self, number: int) -> None:
        turns = itertools.count(number * 10_000)
        while True:
            try:
                with Visitor(self.site, address=ADDRESS, seconds=120) as visitor:
                    self._ask(visitor, turns)
            except (OSError, TimeoutError, WebSocketException):
                time.sleep(0.5)

    def _ask(self, visitor: Visitor, turns: itertools.count[int]) -> None:
        for turn in turns:
            self.awake.wait()
            message = BackMsg()
            message.rerun_script.page_name, message.rerun_script.query_string = PAGES[turn % len(PAGES)], never_seen(turn)
            visitor.say(message)
            while not is_the_end(visitor.socket.recv(120, decode=False)):
                pass
            self.drawn += 1


def is_the_end(frame: bytes) -> bool:
    """Whether a page is drawn."""
    if len(frame) > END_BYTES:
        return False
    message = ForwardMsg()
    message.ParseFromString(frame)
    return message.WhichOneof("type") == "script_finished"


if __name__ == "__main__":
    neighbor = Neighbor(sys.argv[1], int(sys.argv[2]))
    for _ in sys.stdin:
        (neighbor.awake.clear if neighbor.awake.is_set() else neighbor.awake.set)()
    print(neighbor.drawn)
