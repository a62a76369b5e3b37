"""One address of every route that a portal has, for walks over all of them: a new route is walked before anyone writes a test."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from starlette.routing import BaseRoute, Mount, Route

# What stands for each part of a path that a route leaves open.
OPEN_PARTS = {"{slug}": "baltimore-md", "{file}": "cities.csv", "{name}": "awards.csv", "{snapshot}": "none", "{kind}": "growth"}


OF_PICTURES = {"{name}": "growth"}


def addresses_of(routes: Sequence[BaseRoute], before: str = "") -> Iterator[str]:
    """One address of every route, those of mounted ones too; where a list has several formats, two of them."""
    for route in routes:
        if isinstance(route, Mount):
            yield from addresses_of(route.routes, before + route.path)
        elif isinstance(route, Route) and not route.path.endswith((".parquet", ".xlsx", ".zip", ".geojson")):
            path = re.sub(r":\w+}", "}", before + route.path)
            for part, value in (OPEN_PARTS | OF_PICTURES if path.startswith(("/embed/", "/cards/")) else OPEN_PARTS).items():
                path = path.replace(part, value)
            yield path
