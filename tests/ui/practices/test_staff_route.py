"""A staff member with a private workbook sees scores; a public build of the same file holds none of them, in any byte."""

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
import pytest
from starlette.routing import BaseRoute, Mount, Route, compile_path
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element

import queries
from api.routes import ROUTES
from etl.publishing import snapshot_files
from etl.publishing.build import Order, build
from queries.endpoints import ENDPOINTS, GROUPS, PREFIX
from queries.page_list import PAGES
from queries.snapshot import current
from tests.kit.api_client import client
from tests.kit.opened import opened
from tests.kit.record_files import workbook
from tests.kit.route_addresses import addresses_of
from tests.kit.snapshot_cache import snapshots_of

PLANTED = 73.421875  # exact in binary, so that every writer writes it alike
SHOWN = "73.42"
PARTS = ("City by city", "In numbers", "One practice", "Side by side", "The standard", "Scores")
CITY = {"city": "Tempe", "state": "AZ", "population": 190114, "level": "Gold", "year": 2020}
PRIVATE = CITY | {"open_data": PLANTED, "evaluations": PLANTED, "repurposing": PLANTED}
PUBLISHED = 61.75
PUBLIC = {"city": "Boston", "state": "MA", "population": 675647, "level": "Gold", "year": 2024, "community_impact": PUBLISHED,
          "publish_scores": "yes"}  # fmt: skip
FILTERS = ("", "?city=tempe-az")
HREF = re.compile(r'href="([\w.-]+)"')


@pytest.fixture(scope="module")
def private_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workbook(tmp_path_factory.mktemp("private") / "scores.xlsx", [PRIVATE, PUBLIC])


@pytest.fixture(scope="module")
def public(private_file: Path) -> Path:
    """Directory of a public build of the private file."""
    out = snapshots_of(private_file)
    assert snapshot_files.current(out)["withheld_scores"] == 3
    return out


@pytest.fixture(scope="module")
def staff(private_file: Path) -> Path:
    """Directory of a staff build of the private file."""
    return snapshots_of(private_file, audience="staff")


def holds(content: bytes) -> bool:
    """Whether bytes hold the planted score: as text, as a number in either order, or inside an archive or a table."""
    plain = any(
        trace in content
        for trace in (str(PLANTED).encode(), f"{PLANTED:g}".encode(), struct.pack("<d", PLANTED), struct.pack(">d", PLANTED))
    )
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
    with duckdb.connect(str(path), read_only=True) as con:
        names = [name for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()]
        return "".join(con.execute(f'select * from "{name}"').df().to_csv() for name in names).encode()


def drawn(app: AppTest) -> bytes:
    """Everything that a page sends to the browser, element by element."""
    assert not app.exception
    elements = [node for place in (app.main, app.sidebar) for node in place if isinstance(node, Element)]
    assert len(elements) > 5
    return b"".join(element.proto.SerializeToString() for element in elements)


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
    yield from addresses_of(ROUTES)
    yield from ("/cities/tempe-az", "/cities/boston-ma", "/feed.atom", "/changes.atom")
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


def test_the_search_finds_the_score_where_it_is(private_file: Path, staff: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(staff))
    assert holds(private_file.read_bytes())
    database = next(staff.glob("portal-*.duckdb"))
    assert holds(tables(database))
    assert holds(database.read_bytes())
    assert holds(client().get(f"{PREFIX}/answers/practice_scores.csv").content)
    found = [address for address in downloads() if holds(client().get(address).content)]
    assert {Path(address).suffix for address in found} >= {".csv", ".duckdb", ".parquet", ".xlsx", ".zip"}


def test_staff_sees_the_scores(staff: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(staff))
    app = opened("practices", part="Scores", edition="2018")
    assert holds(drawn(app))
    assert SHOWN in "".join(table.value.to_csv() for table in app.dataframe)
    assert any("Scores under the 2018 edition are loaded for 1 city of this selection" in m.value for m in app.markdown)


def test_no_file_of_a_public_build_holds_a_private_score(public: Path) -> None:
    files = [path for path in public.rglob("*") if path.is_file()]
    assert len(files) >= 3
    assert not [path.name for path in files if holds(path.read_bytes())]


@pytest.mark.slow
def test_a_public_build_says_the_same_of_every_city_with_and_without_the_private_scores(public: Path, tmp_path: Path) -> None:
    without = workbook(tmp_path / "scores.xlsx", [CITY, PUBLIC])
    out = Path(shutil.copytree(public, tmp_path / "snapshots"))
    assert build(Order(records=[without], out=out)).changes.empty  # the file's name differs: a private one is never named


@pytest.mark.slow
def test_no_page_of_a_public_portal_shows_a_private_score(public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(public))
    views = [("practices", {"part": part, "classified": "true", "compare": ["Tempe, AZ", "Boston, MA"]}) for part in PARTS]
    views += [(name, {}) for name in sorted(PAGES)] + [("city", {"city": ["tempe-az", "boston-ma"]})]
    for name, query in views:
        shown = drawn(opened(name, **query))
        assert not holds(shown), name
        assert SHOWN.encode() not in shown, name


@pytest.mark.slow
def test_no_answer_and_no_download_of_a_public_portal_holds_a_private_score(
    public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(public))
    asked = list(addresses())
    assert not [address for address in asked if holds(client().get(address).content)]
    bare = {address.partition("?")[0] for address in asked}
    for path in paths(ROUTES):
        assert any(compile_path(path)[0].match(address) for address in bare), f"{path} was never searched"


def test_a_row_that_says_so_publishes_its_scores(public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(public))
    assert current().ask("practice_scores")["score_pct"].dropna().tolist() == [PUBLISHED]
