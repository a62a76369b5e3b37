"""A staff member with a private workbook sees scores; a public build of the same file holds none of them, in any byte."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import urlopen

import duckdb
import pandas as pd
import pytest

import queries
from etl.build import Order, build
from queries.snapshot import current
from tests.opened import opened, text
from tests.record_files import workbook

PLANTED = 73.421875  # exact in binary, so that every writer writes it alike
SHOWN = "73.42"
PARTS = ("City by city", "In numbers", "One practice", "Side by side", "The standard", "Scores")
CITY = {"city": "Tempe", "state": "AZ", "population": 190114, "level": "Gold", "year": 2020}
PRIVATE = CITY | {"open_data": PLANTED, "evaluations": PLANTED, "repurposing": PLANTED}
HREF = re.compile(r'href="([\w.-]+)"')


@pytest.fixture(scope="module")
def private_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workbook(tmp_path_factory.mktemp("private") / "scores.xlsx", [PRIVATE])


@pytest.fixture(scope="module")
def public(private_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Directory of a public build of the private file."""
    out = tmp_path_factory.mktemp("public")
    assert build(Order(records=[private_file], out=out)).intake.withheld_scores == 3
    return out


@pytest.fixture(scope="module")
def staff(private_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Directory of a staff build of the private file."""
    out = tmp_path_factory.mktemp("staff")
    build(Order(records=[private_file], audience="staff", out=out))
    return out


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


def tables(path: Path) -> bytes:
    """Every table of a snapshot, as text: the file itself packs its numbers."""
    with duckdb.connect(str(path), read_only=True) as con:
        names = [name for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()]
        return "".join(con.execute(f'select * from "{name}"').df().to_csv() for name in names).encode()


def fetched(url: str) -> bytes:
    """The answer of an address; that of a refusal too."""
    try:
        with urlopen(url, timeout=60) as answer:
            return answer.read()
    except HTTPError as refused:
        return refused.read()


def said(part: str) -> str:
    """Text, tables and pictures of one part of the page."""
    app = opened("practices", part=part, classified="true", compare=["Tempe, AZ", "Boston, MA"])
    pictures = [chart.proto.spec for chart in app.get("plotly_chart")]
    return "\n".join([text(app), *pictures, *(table.value.to_csv() for table in app.dataframe)])


def test_the_search_finds_the_score_where_it_is(private_file: Path, staff: Path) -> None:
    assert holds(private_file.read_bytes())
    assert holds(tables(next(staff.glob("portal-*.duckdb"))))


def test_staff_sees_the_scores(staff: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(staff))
    shown = said("Scores")
    assert SHOWN in shown
    assert "Scores under the 2018 edition are loaded for 1 city of this selection" in shown


def test_no_file_of_a_public_build_holds_a_private_score(public: Path) -> None:
    files = [path for path in public.rglob("*") if path.is_file()]
    assert len(files) >= 3
    assert not [path.name for path in files if holds(path.read_bytes())]
    assert not holds(tables(next(public.glob("portal-*.duckdb"))))


def test_a_public_build_is_the_same_with_and_without_the_private_scores(public: Path, tmp_path: Path) -> None:
    build(Order(records=[workbook(tmp_path / "scores.xlsx", [CITY])], out=tmp_path / "without"))
    hashes = [next(folder.glob("portal-*.duckdb")).stem.rsplit("-", 1)[1] for folder in (public, tmp_path / "without")]
    assert hashes[0] == hashes[1]


def test_no_page_of_a_public_portal_shows_a_private_score(public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(public))
    assert current().ask("practice_scores").empty
    for part in PARTS:
        assert SHOWN not in said(part)
    assert SHOWN not in text(opened("city", city="tempe-az"))


def test_no_answer_and_no_download_of_a_public_portal_holds_a_private_score(public: Path, serve: Callable[[Path], str]) -> None:
    site = serve(public)
    listed = fetched(f"{site}/downloads/").decode()
    addresses = [f"{site}/api/v1/answers/{name}.{form}?city=tempe-az" for name in queries.names() for form in ("csv", "json")]
    addresses += [
        f"{site}/api/v1/{name}.{form}" for name in ("cities", "awards", "practices", "announcements") for form in ("csv", "json")
    ]
    addresses += [urljoin(f"{site}/downloads/", name) for name in HREF.findall(listed)]
    addresses += [f"{site}/{path}" for path in ("cities/tempe-az", "feed.atom", "sitemap.xml", "healthz", "api/v1/openapi.json")]
    assert len(HREF.findall(listed)) > 5
    assert not [address for address in addresses if holds(fetched(address))]


def test_a_public_row_publishes_its_scores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = workbook(tmp_path / "published.xlsx", [PRIVATE | {"publish_scores": "yes"}])
    build(Order(records=[file], out=tmp_path / "out"))
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(tmp_path / "out"))
    assert current().ask("practice_scores")["score_pct"].dropna().tolist() == [PLANTED] * 3
