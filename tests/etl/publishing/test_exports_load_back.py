"""What the portal exports loads back: unchanged it changes nothing, edited it changes what was edited."""

import json
from pathlib import Path

import pytest

from tests.kit.api_client import client
from tests.kit.record_files import found, loaded
from tests.kit.tiers import first_of

pytestmark = pytest.mark.slow

# The files of the page /records, with the columns its table shows, and the answers of the API with all of theirs.
ASKED = [
    "/api/v1/awards.xlsx?column=city&column=state_name&column=country_name&column=date_words&column=year&column=award&column=level"
    "&column=source_url",
    "/api/v1/awards.csv?column=city&column=state_name&column=country_name&column=date_words&column=year&column=award&column=level",
    "/api/v1/awards.csv",
    "/api/v1/awards.json",
    "/api/v1/awards.geojson",
    "/api/v1/awards.xlsx",
    "/api/v1/awards.parquet",
]


def unchanged(path: Path) -> None:
    intake = loaded(path)
    assert intake.outcomes == {"added": 0, "updated": 0, "unchanged": len(intake.awards)}


@pytest.mark.parametrize("address", first_of(ASKED, 3))
def test_an_answer_of_the_api_changes_nothing_when_it_is_loaded_back(tmp_path: Path, portal: Path, address: str) -> None:
    answer = client().get(address)
    assert answer.status_code == 200
    path = tmp_path / address.split("?")[0].rpartition("/")[2]
    path.write_bytes(answer.content)
    unchanged(path)


@pytest.mark.parametrize("name", first_of(["certified-cities.xlsx", "awards.csv", "awards.parquet"], 1))
def test_a_bulk_download_changes_nothing_when_it_is_loaded_back(snapshots: Path, name: str) -> None:
    [path] = snapshots.glob(f"portal-*.downloads/{name}")
    unchanged(path)


def test_a_list_of_cities_is_told_from_a_list_of_awards(snapshots: Path) -> None:
    [path] = snapshots.glob("portal-*.downloads/certified_cities.geojson")
    [finding] = [finding for finding in found(path) if finding.blocks]
    assert finding.rule == "list_of_awards"
    assert "/api/v1/awards.csv" in finding.mend


def test_an_edited_export_changes_what_was_edited(tmp_path: Path, portal: Path) -> None:
    answer = client().get("/api/v1/awards.json?city=toledo-oh&city=austin-tx").json()
    row = answer["rows"][0] | {"note": "Read in the morning."}
    (tmp_path / "a.json").write_text(json.dumps(answer | {"rows": [row]}), encoding="utf-8")
    assert loaded(tmp_path / "a.json").outcomes == {"added": 0, "updated": 1, "unchanged": 0}
