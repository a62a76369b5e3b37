"""A private score and the name of the file that it came in, planted; and the search for both in everything that is handed out."""

from __future__ import annotations

import io
import re
import shutil
import struct
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import pandas as pd
from starlette.routing import BaseRoute, Mount, Route

import queries
from api.routes import ROUTES
from queries.endpoints import ENDPOINTS, GROUPS, PREFIX
from queries.snapshot import current
from tests.kit.api_client import client
from tests.kit.record_files import workbook
from tests.kit.route_addresses import addresses_of
from tests.kit.tiers import is_proof

PLANTED = 73.421875  # exact in binary, so that every writer writes it alike
SHOWN = "73.42"
NAME = "withheld-for-tempe"
CITY = {"city": "Tempe", "state": "AZ", "population": 190114, "level": "Gold", "year": 2020}
PRIVATE = CITY | {"open_data": PLANTED, "evaluations": PLANTED, "repurposing": PLANTED}
PUBLISHED = 61.75
PUBLIC = {"city": "Boston", "state": "MA", "population": 675647, "level": "Gold", "year": 2024, "community_impact": PUBLISHED,
          "publish_scores": "yes"}  # fmt: skip
# What is asked of one city holds its scores if anything does; before a release every question is asked of all cities too.
FILTERS = ("?city=tempe-az", "") if is_proof() else ("?city=tempe-az",)
TRACES = (NAME.encode(), str(PLANTED).encode(), f"{PLANTED:g}".encode(), struct.pack("<d", PLANTED), struct.pack(">d", PLANTED))
HREF = re.compile(r'href="([\w.-]+)"')


def private_workbook(folder: Path) -> Path:
    """A workbook with three scores that are not public and one that is."""
    return workbook(folder / f"{NAME}.xlsx", [PRIVATE, PUBLIC])


def holds(content: bytes) -> bool:
    """Whether bytes hold the planted score, as text or as a number in either order, or its file's name; inside archives too."""
    plain = any(trace in content for trace in TRACES)
    return plain or any(holds(part) for part in parts(content))


def parts(content: bytes) -> Iterator[bytes]:
    """What an archive or a Parquet file holds, unpacked."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    elif content.startswith(b"PAR1"):
        yield pd.read_parquet(io.BytesIO(content)).to_csv().encode()
    elif content[8:12] == b"DUCK":
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "fetched.duckdb"
            path.write_bytes(content)
            yield tables(path)


def tables(path: Path) -> bytes:
    """Every table of a snapshot, as text: the file itself packs its numbers."""
    # A copy: what is open in this process already is open with settings of its own.
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(shutil.copy(path, folder), read_only=True) as con:
        names = [name for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()]
        return "".join(con.execute(f'select * from "{name}"').df().to_csv() for name in names).encode()


def addresses() -> Iterator[str]:
    """Every address that answers with data: API, its answers to each question, pages without JavaScript, feeds, downloads."""
    for filters in FILTERS:
        for name in queries.names():
            yield from (f"{PREFIX}/answers/{name}.{form}{filters}" for form in ("csv", "json"))
        for endpoint in ENDPOINTS:
            yield f"{PREFIX}/{endpoint.name}{filters}"
            yield from (f"{PREFIX}/{endpoint.name}.{form}{filters}" for form in endpoint.formats)
    yield from (f"{PREFIX}/counts.{form}?by={by}" for form in ("csv", "json") for by in GROUPS)
    yield from ("/downloads", PREFIX, f"{PREFIX}/openapi.json", "/healthz", "/robots.txt", "/sitemap.xml")
    yield from ("/cities/tempe-az", "/cities/boston-ma", "/feed.atom", "/changes.atom")
    yield from ("/cities", "/cities/", "/first-answer.js", "/cards/map.png", "/cards/city/tempe-az.png")
    yield from ("/embed/count", "/embed/levels.svg", "/embed/map.png", "/embed/city/tempe-az")
    versions = "/downloads/versions"
    yield from (f"{versions}/", f"{versions}/{current().name}/", f"{versions}/{current().name}/practice_scores.csv")
    yield from addresses_of(ROUTES)
    yield from downloads()


def downloads() -> Iterator[str]:
    """The list of downloads, and every file that it names."""
    names = HREF.findall(client().get("/downloads/").text)
    assert len(names) > 5
    yield from ("/downloads/", *(f"/downloads/{name}" for name in names))


def paths(routes: Sequence[BaseRoute], prefix: str = "") -> Iterator[str]:
    """The path of every route, with those below a mount."""
    for route in routes:
        if isinstance(route, Route):
            yield prefix + route.path
        elif isinstance(route, Mount):
            yield from paths(route.routes, prefix + route.path)
