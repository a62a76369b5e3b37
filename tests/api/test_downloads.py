"""The bulk downloads hold the whole record, describe themselves, match their checksums and leave with their snapshot."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import openpyxl
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from etl.answer_columns import ANSWERS
from etl.publishing import downloads, snapshot_files
from etl.schema import TABLES
from server import readiness
from tests.kit import record
from tests.kit.api_client import client
from tests.kit.record_files import REFERENCE

STARTS = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture(scope="module")
def folder(snapshots: Path) -> Path:
    """The downloads of the public snapshot."""
    return next(snapshots.glob("portal-*.downloads"))


def test_every_table_of_the_record_is_there_as_csv_and_parquet_with_the_same_rows(folder: Path) -> None:
    given = set(downloads.contents(REFERENCE.facts))
    assert given == set(TABLES) - downloads.NOT_RECORDS | {"certified_cities"}
    for name in given:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert duckdb.sql(f"select count(*) from '{folder / name}.parquet'").fetchall() == [(len(rows),)], name
    with (folder / "awards.csv").open(encoding="utf-8", newline="") as file:
        assert sum(1 for _ in csv.reader(file)) == len(record.rows("awards")) + 1


def test_the_certified_cities_are_the_rows_that_the_api_gives(folder: Path, portal: object) -> None:
    with (folder / "certified_cities.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    features = json.loads((folder / "certified_cities.geojson").read_text(encoding="utf-8"))["features"]
    assert rows == list(csv.DictReader(client().get("/api/v1/cities.csv").text.splitlines()))
    assert [feature["id"] for feature in features] == [row["city_id"] for row in rows]


def test_the_package_describes_every_csv_as_it_is(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert {resource["path"] for resource in package["resources"]} == {path.name for path in folder.glob("*.csv")}
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        table = TABLES.get(resource["name"]) or ANSWERS["cities"]
        header = next(csv.reader(content.decode("utf-8").splitlines()))
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert [field["description"] for field in resource["schema"]["fields"]] == [table.column(c).description for c in header]
        assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")


@pytest.mark.slow
def test_what_is_served_matches_the_checksums_database_included(folder: Path, portal: object) -> None:
    reader = client()
    sums = dict(reversed(line.split("  ")) for line in reader.get("/downloads/SHA256SUMS").text.splitlines())
    assert set(sums) == {path.name for path in folder.iterdir()} - {"SHA256SUMS"}
    assert "certified-cities.duckdb" in sums
    for name, sha256 in sums.items():
        assert hashlib.sha256(reader.get(f"/downloads/{name}").content).hexdigest() == sha256, name
    listed = reader.get("/downloads/").text
    assert not [name for name in sums if f'href="{name}"' not in listed]


def test_the_database_that_people_download_opens_and_answers(portal: object, tmp_path: Path) -> None:
    (tmp_path / "c.duckdb").write_bytes(client().get("/downloads/certified-cities.duckdb").content)
    with duckdb.connect(str(tmp_path / "c.duckdb"), read_only=True) as con:
        assert con.execute("select count(*) filter (is_certified) from certified_cities").fetchone() == (record.named(),)


def test_a_download_can_be_asked_for_in_parts_and_is_not_sent_twice(portal: object) -> None:
    reader = client()
    whole = reader.get("/downloads/awards.parquet")
    part = reader.get("/downloads/awards.parquet", headers={"Range": "bytes=-8"})
    again = reader.get("/downloads/awards.parquet", headers={"If-None-Match": whole.headers["etag"]})
    assert (part.status_code, part.content) == (206, whole.content[-8:])
    assert again.status_code == 304
    assert reader.head("/downloads/awards.parquet").status_code == 200


@pytest.mark.parametrize("name", ["nothing.csv", "..%2Fcurrent.json", "%2e%2e/current.json", ".lock"])
def test_nothing_but_the_downloads_can_be_downloaded(portal: object, name: str) -> None:
    assert client().get(f"/downloads/{name}").status_code == 404


@pytest.mark.slow
def test_no_cell_of_the_workbook_acts_as_a_formula(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "certified-cities.xlsx", read_only=True)
    assert set(book.sheetnames) == {"about", *downloads.contents(REFERENCE.facts)}
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert not [cell.value for cell in cells if isinstance(cell.value, str) and cell.value.startswith(STARTS)]


@pytest.mark.slow
def test_a_large_table_is_written_in_its_order_and_not_into_the_workbook(
    tmp_path: Path, snapshots: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(downloads, "MOST_ROWS_OF_A_SHEET", 100)
    current = json.loads((snapshots / "current.json").read_text(encoding="utf-8"))["snapshot"]
    shutil.copy(snapshots / current, tmp_path / "large.duckdb")
    with duckdb.connect(str(tmp_path / "large.duckdb")) as con:
        con.execute("create or replace table benchmarks as select * replace (n as year) from benchmarks, range(5_000) as r(n)")
        asked = con.execute("select year from benchmarks").fetchall()
        downloads.write(con, tmp_path / "files")
    with (tmp_path / "files" / "benchmarks.csv").open(encoding="utf-8", newline="") as file:
        assert [(int(row["year"]),) for row in csv.DictReader(file)] == asked
    assert duckdb.sql(f"select year from '{tmp_path}/files/benchmarks.parquet'").fetchall() == asked
    sheet = openpyxl.load_workbook(tmp_path / "files" / "certified-cities.xlsx", read_only=True)["benchmarks"]
    _, *rows = sheet.iter_rows(values_only=True)
    assert [row[0] for row in rows] == [
        f"{len(asked):,} rows are too many for a sheet: they are in benchmarks.csv and benchmarks.parquet."
    ]


def test_the_zip_holds_every_csv_and_its_description(folder: Path) -> None:
    with zipfile.ZipFile(folder / "certified-cities.zip") as archive:
        assert set(archive.namelist()) == {path.name for path in folder.glob("*.csv")} | {"datapackage.json"}
        assert archive.testzip() is None


def test_downloads_leave_with_their_snapshot(snapshots: Path, tmp_path: Path) -> None:
    newest = json.loads((snapshots / "current.json").read_text(encoding="utf-8"))
    stem = Path(newest["snapshot"]).stem
    for year in ("2025", "2026"):
        for suffix in (".duckdb", ".json"):
            shutil.copy(snapshots / f"{stem}{suffix}", tmp_path / f"portal-{year}{suffix}")
        shutil.copytree(snapshots / f"{stem}.downloads", tmp_path / f"portal-{year}.downloads")
    (tmp_path / "current.json").write_text(json.dumps(newest | {"snapshot": "portal-2026.duckdb"}), encoding="utf-8")
    assert snapshot_files.retain(tmp_path, keep=1) == ["portal-2025.duckdb"]
    assert sorted(path.name for path in tmp_path.glob("portal-*")) == [
        "portal-2026.downloads",
        "portal-2026.duckdb",
        "portal-2026.json",
    ]


def test_what_a_killed_build_left_is_removed_folders_too(tmp_path: Path) -> None:
    (tmp_path / ".building.downloads").mkdir()
    (tmp_path / ".building.downloads" / "awards.csv").write_text("half", encoding="utf-8")
    with snapshot_files.building(tmp_path):
        assert not list(tmp_path.glob(".building*"))


@pytest.mark.slow
def test_downloads_are_in_place_before_the_pointer_moves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader who follows the pointer finds them; a build that fails on them has changed nothing."""
    from etl.publishing.build import Order, build

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(downloads, "write", full)
    with pytest.raises(OSError, match="no space left"):
        build(Order(out=tmp_path, known_on=datetime.now(UTC).date()))
    assert not (tmp_path / "current.json").exists()


@pytest.fixture
def damaged(snapshots: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory of snapshots of this test's own, for spoiling its files."""
    out = Path(shutil.copytree(snapshots, tmp_path / "snapshots"))
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(out))
    return out


def names_of_downloads(out: Path) -> list[str]:
    """The names of all files that can be taken away."""
    return sorted(path.name for path in next(out.glob("*.downloads")).iterdir() if path.name != "SHA256SUMS")


def file_of(out: Path, name: str) -> Path:
    """Where a download is on the disk."""
    return next(out.glob("*.downloads")) / name


@pytest.mark.slow
def test_no_file_is_handed_out_that_was_changed_on_the_disk_even_with_its_old_date(damaged: Path) -> None:
    asking = client()
    for name in names_of_downloads(damaged):
        assert asking.get(f"/downloads/{name}").status_code == 200, name
        path = file_of(damaged, name)
        before = path.stat()
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 0xFF
        path.write_bytes(content)
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        answer = asking.get(f"/downloads/{name}")
        assert (answer.status_code, answer.json()["error"]["value"]) == (503, name)


@pytest.mark.slow
def test_a_file_that_is_gone_is_no_failure_of_ours_but_not_there(damaged: Path) -> None:
    asking = client()
    assert asking.get("/downloads/").status_code == 200
    for name in names_of_downloads(damaged):
        file_of(damaged, name).unlink()
        assert asking.get(f"/downloads/{name}").status_code == 404, name
        assert f'<td><a href="{name}">' not in asking.get("/downloads/").text
    next(damaged.glob("*.downloads")).joinpath("SHA256SUMS").write_bytes(b"\xff nonsense")
    assert asking.get("/downloads/").status_code == 200


def test_readiness_knows_that_the_open_snapshot_was_damaged(damaged: Path) -> None:
    ready = TestClient(Starlette(routes=readiness.ROUTES))
    assert ready.get("/readyz").status_code == 200
    path = next(damaged.glob("*.duckdb"))
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 0xFF]))
    said = ready.get("/readyz")
    assert said.status_code == 503
    assert "is damaged" in said.json()["problem"]
    path.unlink()
    assert "is missing" in ready.get("/readyz").json()["problem"]
