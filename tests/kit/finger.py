"""A finger on a phone's screen: touches sent to the browser itself, so that it decides by itself what scrolls."""

from __future__ import annotations

from playwright.sync_api import Browser, CDPSession, Page, WebSocket
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.kit.addresses import PATIENCE_MS

PHONE = {"width": 375, "height": 667}
_MOVES, _PAUSE_MS = 8, 16
_SCROLLED = "document.querySelector('[data-testid=\"stMain\"]').scrollTop"


class Finger:
    """One page of a phone with touch. Positions are in pixels of its window."""

    def __init__(self, browser: Browser) -> None:
        self.context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
        self.context.set_default_timeout(30_000)
        self.page: Page = self.context.new_page()
        self._runs = 0
        self.page.on("websocket", self._listen)
        self._browser: CDPSession = self.context.new_cdp_session(self.page)

    def tap(self, x: float, y: float) -> None:
        """Touches one point and lets go."""
        self.page.touchscreen.tap(x, y)

    def tap_and_wait(self, x: float, y: float) -> None:
        """Touches a chart that can be clicked and waits for the answer. Raises AssertionError if there is none."""
        runs = self._runs
        self.tap(x, y)
        for _ in range(PATIENCE_MS // _PAUSE_MS):
            if self._runs > runs:
                return
            self.page.wait_for_timeout(_PAUSE_MS)
        raise AssertionError(f"no answer to a tap at {x}, {y}")

    def scrolled(self) -> float:
        """How far down the page is, in pixels."""
        return self.page.evaluate(_SCROLLED)

    def swipe(self, x: float, y: float, up: float) -> float:
        """Touches a point and moves up by so many pixels; how far the page has moved then."""
        before = self.scrolled()
        self._send("touchStart", [{"x": x, "y": y}])
        for move in range(1, _MOVES + 1):
            self._send("touchMove", [{"x": x, "y": y - up * move / _MOVES}])
            self.page.wait_for_timeout(_PAUSE_MS)
        self._send("touchEnd", [])
        self.page.wait_for_timeout(300)
        return self.scrolled() - before

    def _listen(self, line: WebSocket) -> None:
        line.on("framereceived", self._count)

    def _count(self, message: bytes | str) -> None:
        self._runs += isinstance(message, bytes) and ForwardMsg.FromString(message).WhichOneof("type") == "script_finished"

    def _send(self, kind: str, points: list[dict[str, float]]) -> None:
        self._browser.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
