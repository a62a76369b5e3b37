"""The programs that people use accept what the portal gives: data packages, maps, spreadsheets, tables, feeds, API clients."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import feedparser
import frictionless
import geopandas
import pandas as pd
import pytest

from tests.kit import local, record
from tests.kit.tiers import long

FEW = ("--phases", "examples,fuzzing", "--max-examples", "2")
MANY = ("--phases", "examples,coverage,fuzzing", "--max-examples", "260")


@pytest.fixture(scope="module")
def package(snapshots: Path) -> Path:
    return next(snapshots.glob("portal-*.downloads")) / "datapackage.json"


@pytest.mark.slow
def test_frictionless_finds_nothing_wrong_with_the_data_package(package: Path) -> None:
    report = frictionless.validate(str(package))
    assert report.valid, report.flatten(["resource", "rowNumber", "fieldName", "message"])
    assert {task.name for task in report.tasks} >= {"awards", "cities", "certified_cities", "data_dictionary"}


@pytest.mark.parametrize("path", ["/api/v1/cities.geojson", "/downloads/certified_cities.geojson"])
def test_geopandas_reads_the_cities_as_points(site: str, tmp_path: Path, path: str) -> None:
    (tmp_path / "cities.geojson").write_bytes(local.get(site + path).content)
    cities = geopandas.read_file(tmp_path / "cities.geojson")
    assert len(cities) == record.named()
    assert cities.crs.to_epsg() == 4326
    assert set(cities.geometry.dropna().geom_type) == {"Point"}


def test_pandas_and_duckdb_read_the_parquet_file_with_real_dates(site: str, tmp_path: Path) -> None:
    (tmp_path / "awards.parquet").write_bytes(local.get(f"{site}/api/v1/awards.parquet").content)
    with_pandas = pd.read_parquet(tmp_path / "awards.parquet")
    with_duckdb = duckdb.sql(f"select max(announced_on), typeof(max(announced_on)) from '{tmp_path}/awards.parquet'").fetchall()
    assert len(with_pandas) == len(record.rows("awards"))
    assert with_pandas.attrs["as_of"] == "2026-01-14"
    assert with_duckdb == [(with_pandas["announced_on"].max(), "DATE")]


OLD_DUCKDB = """
import json, sys, duckdb
con = duckdb.connect(sys.argv[1], read_only=True)
names = [name for (name,) in con.execute(
    "select table_name from duckdb_tables() union all select view_name from duckdb_views() where not internal").fetchall()]
rows = {name: len(con.execute(f'select * from "{name}"').fetchall()) for name in names}
then = con.execute("select count(*) from standing_as_of(date '2021-12-15') where is_certified").fetchone()[0]
print(json.dumps({"version": duckdb.__version__, "rows": rows, "then": then}))
"""


def in_an_environment_of_its_own(folder: Path, *packages: str) -> Path:
    """The folder with the programs of an environment that has these packages and nothing of the portal's."""
    uv = str(Path(sys.executable).with_name("uv"))
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, str(folder)], check=True)
    subprocess.run([uv, "pip", "install", "--quiet", "--python", str(folder / "bin/python"), *packages], check=True)
    return folder / "bin"


@pytest.mark.proof
@pytest.mark.parametrize("release", ["1.1.3", "1.4.4"])
def test_an_older_duckdb_opens_the_database_and_reads_every_table_and_view(site: str, tmp_path: Path, release: str) -> None:
    (tmp_path / "record.duckdb").write_bytes(local.get(f"{site}/downloads/certified-cities.duckdb").content)
    python = in_an_environment_of_its_own(tmp_path / "old", f"duckdb=={release}") / "python"
    run = subprocess.run([python, "-c", OLD_DUCKDB, tmp_path / "record.duckdb"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert found["version"] == release
    assert found["rows"]["awards"] == len(record.rows("awards"))
    assert found["rows"]["certified_cities"] == record.named()
    assert found["then"] == 45


POLARS = """
import sys, polars
site = sys.argv[1]
print(polars.read_parquet(site + "/api/v1/awards.parquet").height)
print(polars.scan_parquet(site + "/downloads/awards.parquet").collect().height)
print(polars.read_csv(site + "/files/awards.csv").height, polars.read_csv(site + "/api/v1/awards.csv").columns[0])
"""


@pytest.mark.proof
def test_polars_reads_an_answer_and_a_file_by_ranges(site: str, tmp_path: Path) -> None:
    python = in_an_environment_of_its_own(tmp_path / "polars", "polars==2.1.0") / "python"
    run = subprocess.run([python, "-c", POLARS, site], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    count = str(len(record.rows("awards")))
    assert run.stdout.split() == [count, count, count, "city_id"]


USE_OF_THE_CLIENT = """
import sys
sys.path.insert(0, sys.argv[1])
from {package} import Client
from {package}.api.awards import awards_json
from {package}.models.awards_json_level_item import AwardsJsonLevelItem
found = awards_json.sync(client=Client(base_url=sys.argv[2]), level=[AwardsJsonLevelItem.GOLD], state=["Texas"])
print(found.meta.row_count, {{row.state for row in found.rows}})
"""


@pytest.mark.proof
def test_a_typed_client_is_generated_with_every_list_and_reads_awards(site: str, tmp_path: Path) -> None:
    tools = in_an_environment_of_its_own(tmp_path / "generator", "openapi-python-client==0.29.1")
    made = subprocess.run(
        [tools / "openapi-python-client", "generate", "--url", f"{site}/api/v1/openapi.json", "--meta", "none",
         "--output-path", "certified_cities_client"],
        cwd=tmp_path, capture_output=True, text=True, check=False, env=os.environ | {"PATH": f"{tools}:{os.environ['PATH']}"},
    )  # fmt: skip
    said = made.stdout + made.stderr
    assert made.returncode == 0, said[-3000:]
    # It takes no answer that is neither text nor JSON; of those it says so, and of nothing else.
    assert said.count("WARNING") == said.count("Unsupported content_type application/"), said[-6000:]
    use = USE_OF_THE_CLIENT.format(package="certified_cities_client")
    run = subprocess.run([tools / "python", "-c", use, tmp_path, site], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    texan = [row for row in record.rows("awards") if (row["state"], row["level"]) == ("TX", "Gold")]
    assert run.stdout.split()[0] == str(len(texan))


@pytest.mark.proof
@pytest.mark.skipif(not shutil.which("npx"), reason="there is no npx to run Lighthouse")
@pytest.mark.parametrize("path", ["/", "/map", "/growth", "/records", "/cities/boston-ma", "/embed/growth", "/embed/count"])
def test_lighthouse_finds_nothing_to_mend_for_readers_browsers_and_search_engines(site: str, tmp_path: Path, path: str) -> None:
    report = tmp_path / "report.json"
    subprocess.run(
        ["npx", "--yes", "lighthouse@12.8.2", f"{site}{path}", "--quiet", "--output=json", f"--output-path={report}",
         "--only-categories=accessibility,best-practices,seo", "--chrome-flags=--headless --no-sandbox"],
        check=True, capture_output=True, env=os.environ | {"CHROME_PATH": os.environ["CHROMIUM"]},
    )  # fmt: skip
    scores = {name: found["score"] for name, found in json.loads(report.read_text(encoding="utf-8"))["categories"].items()}
    assert scores == {"accessibility": 1, "best-practices": 1, "seo": 1}


def test_the_database_is_written_in_the_oldest_form_that_holds_it(package: Path) -> None:
    with duckdb.connect() as con:
        con.execute(f"attach '{package.with_name('certified-cities.duckdb')}' as record (read_only)")
        tags = con.execute("select tags['storage_version'] from duckdb_databases() where database_name = 'record'").fetchone()
    assert tags is not None
    assert tags[0].startswith("v1.0.0")


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_the_workbook_and_finds_text_as_text(site: str, tmp_path: Path) -> None:
    (tmp_path / "awards.xlsx").write_bytes(local.get(f"{site}/api/v1/awards.xlsx?state=TX").content)
    as_utf8 = "csv:Text - txt - csv (StarCalc):44,34,76"
    convert = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", as_utf8]
    subprocess.run([*convert, "awards.xlsx"], cwd=tmp_path, check=True, capture_output=True, timeout=180)
    rows = pd.read_csv(tmp_path / "awards.csv")
    assert len(rows) == 10
    assert set(rows["state"]) == {"TX"}
    assert rows["announced_on"].str.fullmatch(r"\d{4}-\d\d-\d\d").all()


def test_feedparser_reads_every_entry_of_the_feed(site: str) -> None:
    feed = feedparser.parse(local.get(f"{site}/feed.atom").content)
    assert not feed.bozo
    assert feed.version == "atom10"
    assert len({entry.id for entry in feed.entries}) == len(record.rows("awards"))
    assert all(entry.title and entry.link and entry.updated_parsed for entry in feed.entries)


@pytest.mark.parametrize("invented", [FEW, long(MANY)], ids=["few", "many"])
def test_stock_schemathesis_finds_no_answer_that_differs_from_the_description(
    site: str, tmp_path: Path, invented: tuple[str, ...]
) -> None:
    """All checks on every operation, without a hook of ours; SCHEMATHESIS_ARGS asks for others."""
    more = os.environ.get("SCHEMATHESIS_ARGS", "").split() or invented
    program = str(Path(sys.executable).with_name("schemathesis"))
    command = [program, "run", f"{site}/api/v1/openapi.json", "--checks", "all", "--no-color", "--seed", "1", *more]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-6000:]
    cases = re.search(r"([\d,]+) generated", run.stdout)
    assert cases
    assert int(cases[1].replace(",", "")) >= (10_000 if invented == MANY and more == MANY else 100), run.stdout[-2000:]
