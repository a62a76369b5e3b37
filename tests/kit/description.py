"""`python -m tests.kit.description` prints the API's description, made from the snapshot for tests, for the linters of it."""

from __future__ import annotations

import json

from api.openapi import document
from queries.snapshot import POINTER, open_snapshot, published
from tests.kit.snapshot_cache import snapshots_of

ADDRESS = "https://portal.test"


def description() -> str:
    """The OpenAPI document as JSON text."""
    folder = snapshots_of()
    return json.dumps(document(open_snapshot(folder / published(folder / POINTER)["snapshot"]), ADDRESS))


if __name__ == "__main__":
    print(description())
