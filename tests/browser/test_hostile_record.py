"""A record whose every text is a script or a formula runs nothing, adds no element, is neutral in files and reads back equal."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import httpx
import openpyxl
import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from etl.findings import Blocked
from etl.publishing import snapshot_files
from etl.publishing.build import Order, build
from queries.page_list import BY_ADDRESS
from tests.kit.snapshot_cache import kept
from tests.kit.tiers import long

ROOT = Path(__file__).resolve().parents[2]
FREE_TEXTS = {"note", "title", "source_title", "headline", "description", "summary", "wanted", "lead"}
MARKUP = (
    "<script>window.harmed=1</script><img src=x onerror=window.harmed=1>[Go](https://evil.example/)"
    "![](https://evil.example/x.png) **harm** _harm_ www.evil.example"
)
FORMULA = '=HYPERLINK("https://evil.example/","Go")'
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def harm(number: int, may_be_formula: bool) -> str:
    """The hostile text of one row; no two are equal."""
    return f"{FORMULA}&{number}" if may_be_formula and number % 2 else f"{MARKUP} {number}"


def a_hostile_copy(data: Path) -> Path:
    """The reference tables with a hostile text wherever one was free; a formula only where the build takes it."""
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("snapshots*"))
    for path in data.glob("*.csv"):
        frame = pd.read_csv(path, dtype="string", keep_default_na=False)
        for column in FREE_TEXTS & set(frame):
            texts = [harm(number, path.name != "awards.csv") if text else text for number, text in enumerate(frame[column])]
            frame[column] = pd.Series(texts, dtype="string")
        (frame.iloc[:0] if path.name == "corrections.csv" else frame).to_csv(path, index=False)
    return data


@pytest.fixture(scope="module")
def hostile_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Directory with the public snapshot of that record."""
    data = a_hostile_copy(tmp_path_factory.mktemp("hostile") / "data")
    return kept("hostile", sorted(data.glob("*.csv")), lambda out: build(Order(out=out, data=data)))


@pytest.mark.slow
def test_a_formula_among_the_awards_is_refused_and_named(tmp_path: Path) -> None:
    data = a_hostile_copy(tmp_path / "data")
    awards = pd.read_csv(data / "awards.csv", dtype="string", keep_default_na=False)
    awards.assign(note=FORMULA).to_csv(data / "awards.csv", index=False)
    with pytest.raises(Blocked) as blocked:
        build(Order(out=tmp_path / "snapshots", data=data))
    assert {(f.column, f.rule) for f in blocked.value.findings} == {("note", "no_formula")}
    assert len(blocked.value.findings) == len(awards)


def cells_of(path: Path) -> Iterator[str]:
    """Every text in a file that a spreadsheet opens."""
    if path.suffix == ".csv":
        for row in csv.reader(io.StringIO(path.read_bytes().decode("utf-8"), newline="")):
            yield from row
    elif path.suffix == ".xlsx":
        for sheet in openpyxl.load_workbook(path).worksheets:
            yield from (str(cell.value) for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str))
            assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"], sheet.title


def test_every_file_is_neutral_and_every_text_reads_back_as_it_went_in(hostile_record: Path) -> None:
    name = snapshot_files.current(hostile_record)["snapshot"]
    with duckdb.connect(str(hostile_record / name), read_only=True) as con:
        headlines = {row[0] for row in con.execute("select headline from stories").fetchall()}
    assert {MARKUP in text or FORMULA in text for text in headlines} == {True}
    folder = (hostile_record / name).with_suffix(snapshot_files.DOWNLOADS)
    for path in [*folder.glob("*.csv"), *folder.glob("*.xlsx")]:
        assert not [cell for cell in cells_of(path) if cell.startswith(STARTS) and not _is_number(cell)], path.name
    stories = pd.read_csv(folder / "stories.csv", dtype="string")
    assert set(stories["headline"].str.removeprefix("'")) == headlines
    assert set(pd.read_parquet(folder / "stories.parquet")["headline"]) == headlines
    with zipfile.ZipFile(next(folder.glob("*.zip"))) as archive:
        assert archive.read("stories.csv") == (folder / "stories.csv").read_bytes()


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


@pytest.fixture(scope="module")
def hostile_site(serve: Callable[[Path], str], hostile_record: Path) -> str:
    """Address of the portal on that record."""
    return serve(hostile_record)


def test_what_the_server_draws_itself_holds_no_script_of_the_record(hostile_site: str) -> None:
    with httpx.Client(base_url=hostile_site) as client:
        cities = client.get("/api/v1/cities.json").json()["rows"]
        for city in cities[:25]:
            page = client.get(f"/cities/{city['city_id']}")
            assert page.status_code == 200
            assert "<script>window" not in page.text and "<img src=x" not in page.text and 'href="https://evil' not in page.text
        slug = cities[0]["city_id"]
        drawn = [
            *BY_ADDRESS,
            f"/city?city={slug}",
            "/cities/",
            *(f"/embed/city/{slug}{form}" for form in ("", ".svg")),
            "/embed/map",
        ]
        for address in drawn:
            text = client.get(address).text
            assert "<script>window" not in text, address
            assert "<img src=x" not in text, address
        feed = client.get("/feed.atom")
        assert feed.status_code == 200
        assert "<script>window" not in feed.text
        for row in csv.reader(io.StringIO(client.get("/api/v1/awards.csv").text)):
            assert not [cell for cell in row if cell.startswith(STARTS) and not _is_number(cell)]
        assert MARKUP in json.dumps(client.get("/api/v1/awards.json").json(), ensure_ascii=False)


PAGES = ("/city?city=baltimore-md", "/cities/baltimore-md", "/embed/city/baltimore-md")


@pytest.mark.browser
@pytest.mark.parametrize(
    "addresses", [("/tracking", *PAGES), long([*sorted(BY_ADDRESS.keys() - {"/city"}), *PAGES])], ids=["texts", "every page"]
)
def test_no_page_runs_or_draws_anything_of_the_record_s_texts(page: Page, hostile_site: str, addresses: list[str]) -> None:
    drawn: dict[str, str] = {}
    for address in addresses:
        page.goto(hostile_site + address)
        if not address.startswith(("/cities/", "/embed/")):
            expect(page.get_by_text("Independent record, not run by").first).to_be_visible(timeout=30_000)
            page.wait_for_load_state("networkidle")
        assert page.evaluate("window.harmed") is None, address
        found = page.locator("a[href*='evil.example'], img[src*='evil.example'], img[src='x'], :is(strong, em):text-is('harm')")
        if found.count():
            drawn[address] = found.first.evaluate("element => element.parentElement.innerText")
    assert drawn == {}
