"""The portal's list of awards against datasette on the same table."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from benchmarks.http_load import asked
from benchmarks.peers import datasette, fetched
from benchmarks.rounds import Effort, Figure, Samples, compared, interleaved, ms, per_s, percentile
from benchmarks.served import at_rest, serve
from benchmarks.session import WrongAnswer

CONNECTIONS = 10
# Both say how many rows there are and name the columns of each; neither guesses what else one might ask.
PATHS = {
    "portal": "/api/v1/awards.json?level=Gold",
    "datasette": "/awards/awards.json?level=Gold&_size=max&_shape=objects&_nofacet=1&_nosuggest=1",
}


async def awards(snapshots: Path, effort: Effort) -> dict[str, Figure]:
    """Requests per second and p99 over connections that stay open."""
    p99: Samples = {name: [] for name in PATHS}
    with tempfile.TemporaryDirectory() as name, at_rest(serve(snapshots)) as portal:
        records = fetched(portal, "/api/v1/awards.csv", Path(name) / "awards.csv")
        with datasette(records, Path(name)) as peer:
            sites = {"portal": portal.site, "datasette": peer.site}
            await _same_answer(sites)
            rate = await interleaved(
                effort.rounds, {name: _rate(name, site, effort.seconds / 5, p99) for name, site in sites.items()}
            )
    return {"rate": compared(rate, "portal", "datasette", per_s), "p99": compared(p99, "portal", "datasette", ms)}


async def _same_answer(sites: dict[str, str]) -> None:
    """Both name the same awards; and both are warm."""
    found = {}
    for name, site in sites.items():
        rows = json.loads((await asked(site, PATHS[name], CONNECTIONS, 1)).body)["rows"]
        found[name] = sorted((row["city_id"], row["announced_on"]) for row in rows)
    if found["portal"] != found["datasette"] or not found["portal"]:
        raise WrongAnswer("the portal and datasette do not name the same awards")


def _rate(name: str, site: str, seconds: float, p99: Samples) -> Callable[[], Awaitable[float]]:
    async def measured() -> float:
        answered = await asked(site, PATHS[name], CONNECTIONS, seconds)
        p99[name].append(percentile(answered.seconds, 0.99))
        return len(answered.seconds) / answered.took_s

    return measured
