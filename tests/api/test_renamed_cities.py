"""A city keeps its links when its name changes: old addresses lead to the one of today, on pages, in the API and to files."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.findings import Blocked
from etl.publishing.build import Order, build
from etl.reading import renamed_cities
from queries.snapshot import current
from server.page_requests import public_query
from tests.kit import data_copy
from tests.kit.api_client import client


@pytest.mark.parametrize(("asked", "leads_to"), [("Austin-TX", "austin-tx"), ("BOGOTA-CO", "bogota-co")])
def test_capitals_in_an_address_lead_to_the_city(portal: Path, asked: str, leads_to: str) -> None:
    answer = client().get(f"/cities/{asked}?as_of=2022-01-01", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (301, f"./{leads_to}?as_of=2022-01-01")
    assert public_query(f"city={asked}", current().words) == f"city={leads_to}"
    assert client().get(f"/api/v1/awards?city={asked}").json()["meta"]["filters"] == {"city": [leads_to]}


@pytest.mark.slow
def test_the_old_name_of_a_city_leads_to_its_page_its_awards_and_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = data_copy.copied(tmp_path / "data")
    data_copy.append(data / "renamed_cities.csv", {"old_city_id": "waterloo-tx", "city_id": "austin-tx"})
    build(Order(data=data, out=tmp_path / "snapshots"))
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(tmp_path / "snapshots"))
    assert client().get("/cities/waterloo-tx").text == client().get("/cities/austin-tx").text
    assert client().get("/embed/city/waterloo-tx").text == client().get("/embed/city/austin-tx").text
    assert public_query("city=waterloo-tx&as_of=2022-01-01", current().words) == "city=austin-tx&as_of=2022-01-01"
    for suffix in ("json", "csv", "geojson"):
        old, today = (client().get(f"/api/v1/awards.{suffix}?city={slug}") for slug in ("waterloo-tx", "austin-tx"))
        assert old.status_code == 200 and old.text == today.text


@pytest.mark.parametrize(
    ("row", "column"),
    [("boston-ma,austin-tx,,", "old_city_id"), ("waterloo-tx,atlantis-tx,,", "city_id")],
)
def test_an_old_address_that_hides_a_city_or_leads_nowhere_is_refused(tmp_path: Path, row: str, column: str) -> None:
    (tmp_path / "renamed_cities.csv").write_text(f"old_city_id,city_id,note,source_url\n{row}\n", encoding="utf-8")
    with pytest.raises(Blocked) as blocked:
        renamed_cities.read(tmp_path, {"boston-ma", "austin-tx"})
    assert [(finding.line, finding.column) for finding in blocked.value.findings] == [(2, column)]
