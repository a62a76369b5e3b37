"""The sample of fictional cities: plainly fictional, fitting its levels, and never among the real records."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from etl.publishing import sample_build, sample_records, snapshot_files
from queries.filters import Filters
from queries.sample_snapshot import NOTE
from queries.sample_snapshot import current as fictional
from queries.snapshot import NoSnapshot, Shelf, Snapshot, current
from tests.kit import local, record
from tests.kit.opened import opened, text
from tests.kit.pictures import pictures
from tests.kit.snapshot_cache import kept
from ui.practices.score_source import Sample

SCORES_2018 = ("data_governance", "evaluations", "general_management", "open_data", "performance_and_analytics", "repurposing",
               "results_driven_contracting", "stakeholder_engagement")  # fmt: skip
CRITERIA_2022 = {"data_management": 9, "rigorous_evaluations": 4, "leadership_and_capacity": 7, "open_data": 4,
                 "performance_and_analytics": 5, "data_driven_budget_and_finance": 3, "results_driven_contracting": 8,
                 "community_impact": 3}  # fmt: skip
LEAST = {(row["edition_id"], row["level"]): row["minimum_pct"] for row in record.rows("level_bands")}
NEXT = {"Silver": "Gold", "Gold": "Platinum"}


@pytest.fixture(scope="module")
def sample() -> Path:
    return kept("sample", [], sample_build.build)


@pytest.fixture
def served(sample: Path, portal: Path, monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    """The sample beside the real records."""
    monkeypatch.setenv("PORTAL_SAMPLE", str(sample))
    return fictional()


def rows() -> list[dict[str, str]]:
    with sample_records.RECORDS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_file_is_the_one_that_its_script_writes(tmp_path: Path) -> None:
    assert sample_records.write(tmp_path / "again.csv").read_bytes() == sample_records.RECORDS.read_bytes()


def test_every_city_is_plainly_fictional_and_in_no_real_place() -> None:
    known = {c["country"] for c in record.rows("cities")} | {"US"}
    assert len({row["city"] for row in rows()}) == 40
    for row in rows():
        assert row["city"].startswith("Sample City ")
        assert row["state"] == "Sample State"
        assert row["country"] not in known
        assert "fictional" in row["note"]


def test_scores_fit_the_level_of_their_award() -> None:
    for row in rows():
        columns = SCORES_2018 if row["edition"] == "2018" else tuple(CRITERIA_2022)
        if not row["level"] or not all(row[column] for column in columns):
            continue
        if row["edition"] == "2022":
            met = sum(float(row[column]) * count / 100 for column, count in CRITERIA_2022.items())
            share = 100 * round(met) / sum(CRITERIA_2022.values())
            assert met == pytest.approx(round(met), abs=0.02)
        else:
            share = sum(float(row[column]) for column in columns) / len(columns)
        edition, level = row["edition"], row["level"]
        assert float(LEAST[edition, level]) <= share
        assert level == "Platinum" or share <= float(LEAST[edition, NEXT[level]] or 101) - 1


def test_the_sample_is_built_without_a_real_place_and_the_record_without_a_sample(served: Snapshot) -> None:
    assert set(served.ask("cities")["country"]) == {sample_records.COUNTRY}
    assert not any(city.startswith("sample-city") for city in current().words.options["city"])
    for query in ("cities", "awards", "practice_scores"):
        assert not current().ask(query).astype(str).apply(lambda column: column.str.contains("Sample City")).any(axis=None)


def test_no_setting_serves_the_sample_as_the_record(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(sample))
    with pytest.raises(NoSnapshot):
        Shelf().current()
    assert not snapshot_files.snapshots(sample)


def test_the_sample_is_never_built_where_the_record_is(snapshots: Path) -> None:
    with pytest.raises(sample_build.OccupiedDirectory):
        sample_build.build(snapshots)


def test_a_snapshot_of_the_record_is_never_read_as_the_sample(snapshots: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SAMPLE", str(snapshots))
    with pytest.raises(NoSnapshot):
        fictional()


@pytest.fixture(scope="module")
def site_with_sample(serve: Callable[..., str], snapshots: Path, sample: Path) -> str:
    """Address of the portal with the sample beside the record."""
    return serve(snapshots, PORTAL_SAMPLE=str(sample))


@pytest.mark.parametrize("edition", ["2018", "2022"])
def test_every_picture_table_and_file_of_the_sample_says_what_it_is(served: Snapshot, edition: str) -> None:
    app = opened("practices", sample="1", edition=edition, scores_of="Sample City 01, Sample Country")
    assert not app.exception
    shown = pictures(app)
    assert len(shown) == len(app.get("download_button")) >= 4
    for picture in shown:
        assert NOTE in picture.spec.casefold()
        assert picture.alt.casefold().startswith(NOTE)
        assert any(char.isdigit() for char in picture.alt)
        assert (picture.table["Data"] == NOTE).all()
        assert picture.address == ""
    assert NOTE.capitalize() in text(app)
    assert not [m for m in app.markdown if "/api/" in m.value]


@pytest.mark.proof
@pytest.mark.browser
def test_a_picture_and_a_file_that_a_reader_saves_from_the_sample_say_what_they_are(page: Page, site_with_sample: str) -> None:
    page.goto(f"{site_with_sample}/practices?sample=1")
    expect(page.get_by_text("Independent record, not run by").first).to_be_visible()
    picture = page.locator(".js-plotly-plot").first
    picture.hover()
    with page.expect_download() as saved:
        picture.locator(".modebar-btn[data-title='Download plot']").click()
    assert saved.value.suggested_filename == "sample-practice_scores.svg"
    assert NOTE in saved.value.path().read_text(encoding="utf-8").casefold()
    page.get_by_text("Table and data").first.click()
    with page.expect_download() as saved:
        page.get_by_text("Download this table as CSV").first.click()
    assert saved.value.suggested_filename == "sample-practice_scores.csv"
    lines = list(csv.DictReader(saved.value.path().read_text(encoding="utf-8").splitlines()))
    assert len(lines) > 100
    assert {line["data"] for line in lines} == {NOTE}


def test_the_sample_is_not_indexed_and_the_record_is(site_with_sample: str) -> None:
    hidden, shown = (local.get(f"{site_with_sample}/practices{query}") for query in ("?part=Scores&sample=1", "?part=Scores"))
    assert hidden.headers["x-robots-tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in hidden.text
    assert 'rel="canonical"' not in hidden.text
    assert "x-robots-tag" not in shown.headers
    assert "noindex" not in shown.text
    assert local.head(f"{site_with_sample}/practices?sample=1").headers["x-robots-tag"] == "noindex"
    assert "sample" not in local.get(f"{site_with_sample}/sitemap.xml").text


def test_every_row_of_a_file_made_from_the_sample_says_what_it_is(served: Snapshot) -> None:
    found = Sample(Filters(), served).ask("practice_scores")
    assert (found["data"] == NOTE).all()
    assert len(found)


def test_the_sample_is_asked_for_at_its_own_address_only(served: Snapshot) -> None:
    said = text(opened("practices"))
    assert "Sample City" not in said
    assert "The eight practices" in said


def test_a_portal_without_the_sample_says_so(portal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_SAMPLE", str(tmp_path))
    assert "The sample cannot be shown" in text(opened("practices", sample="1"))
