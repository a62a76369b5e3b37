"""The HTTP routes of the portal without its pages, for asking them in the same process."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.testclient import TestClient

from api.routes import ROUTES
from server import errors

ADDRESS = "http://portal.test"


def client(address: str = ADDRESS) -> TestClient:
    """A client of the routes, as they answer under `address`."""
    return TestClient(Starlette(routes=ROUTES, exception_handlers=errors.HANDLERS), base_url=address)
