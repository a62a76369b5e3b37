"""Practice scores where a file brings them: right medians, editions apart, and a text for every case without a picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median, quantiles

import pytest

from etl.build import Order, build
from queries.filters import Filters
from queries.snapshot import Snapshot, current
from tests.opened import opened, text
from tests.record_files import csv_file
from tests.score_files import NAMES_2018, cities_of, scored, written

FILE_2018 = scored(cities_of("2018", 20), "2018")
FILE_2022 = scored(cities_of("2022", 6), "2022", seed=2)


@pytest.fixture(scope="module")
def staff(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A staff snapshot of the record with a file of 2018 scores for 20 cities and one of 2022 scores beside it."""
    out = tmp_path_factory.mktemp("staff")
    files = [written(out / "scores-2018.csv", FILE_2018), written(out / "scores-2022.csv", FILE_2022)]
    build(Order(records=files, audience="staff", out=out / "snapshots"))
    return out / "snapshots"


@pytest.fixture
def served(staff: Path, monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(staff))
    return current()


@pytest.fixture
def scores_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Snapshot]:
    """Serves a staff snapshot of the record with these lines of scores alone."""

    def serve(*lines: str) -> Snapshot:
        build(Order(records=[csv_file(tmp_path / "few.csv", *lines)], audience="staff", out=tmp_path / "snapshots"))
        monkeypatch.setenv("PORTAL_SNAPSHOTS", str(tmp_path / "snapshots"))
        return current()

    return serve


def given(practice: str, level: str | None = None) -> list[float]:
    """The scores of the file of 2018 in one practice."""
    column = next(column for column, name in NAMES_2018.items() if name == practice)
    return [float(row[column]) for row in FILE_2018 if row[column] and level in (None, row["level"])]


def city_of(row: dict[str, str]) -> str:
    return f"{row['city']}, {row['state']}"


def test_the_file_holds_twenty_cities_of_2018() -> None:
    assert len(FILE_2018) == 20
    assert list(FILE_2018[0])[:5] == ["city", "state", "population", "level", "year"]


def test_every_score_of_the_file_is_on_the_map_and_nothing_else(served: Snapshot) -> None:
    rows = served.ask("practice_scores").query("edition == '2018'")
    found = {
        (r["city"], r["state"], r["practice_name"]): r["score_pct"] for r in rows.dropna(subset=["score_pct"]).to_dict("records")
    }
    expected = {
        (r["city"], r["state"], name): float(r[column]) for r in FILE_2018 for column, name in NAMES_2018.items() if r[column]
    }
    assert found == expected
    assert rows["score_pct"].isna().sum() == 1


def test_medians_of_each_level_are_those_of_the_file(served: Snapshot) -> None:
    cities = served.ask("scored_cities").query("edition == '2018' and assessed_practice_count > 0")["city_id"].tolist()
    profile = served.ask("score_profile", city=cities).query("edition == '2018'")
    assert len(profile) == 19 * 8
    for row in profile.to_dict("records"):
        scores = given(row["practice_name"], row["level"])
        assert row["level_city_count"] == len(scores)
        assert row["level_median_pct"] == pytest.approx(median(scores))


def test_medians_of_cities_of_a_size_are_those_of_the_file(served: Snapshot) -> None:
    profile = served.ask("score_profile", city=served.ask("scored_cities")["city_id"].tolist()).query("edition == '2018'")
    by_size = defaultdict(list)
    for row in profile.dropna(subset=["score_pct"]).to_dict("records"):
        by_size[row["size_band"], row["practice_name"]].append(row["score_pct"])
    for row in profile.to_dict("records"):
        scores = by_size[row["size_band"], row["practice_name"]]
        assert (row["size_city_count"], row["size_median_pct"]) == (len(scores), pytest.approx(median(scores)))


def test_the_spread_and_the_ranking_are_those_of_the_file(served: Snapshot) -> None:
    spread = served.ask("score_spread_by_practice").query("edition == '2018'").set_index("practice_name")
    ranking = served.ask("score_ranking_by_practice").query("edition == '2018'")
    for name in NAMES_2018.values():
        scores, row = given(name), spread.loc[name]
        lower, middle, upper = quantiles(scores, n=4, method="inclusive")
        assert (row["assessed_count"], row["assessed_count"] + row["not_assessed_count"]) == (len(scores), 19)
        assert [row["lower_quartile_pct"], row["median_pct"], row["upper_quartile_pct"]] == pytest.approx([lower, middle, upper])
        assert (row["lowest_pct"], row["highest_pct"]) == (min(scores), max(scores))
        ranked = ranking[(ranking["practice_name"] == name) & ranking["rank"].notna()]
        assert {(r["score_pct"], r["rank"]) for r in ranked.to_dict("records")} == {
            (s, 1 + sum(o > s for o in scores)) for s in scores
        }


@pytest.mark.parametrize("query", ["practice_scores", "score_spread_by_practice", "score_ranking_by_practice"])
def test_a_file_of_another_edition_does_not_mix_in(served: Snapshot, query: str) -> None:
    rows = served.ask(query)
    assert set(rows.loc[rows["edition"] == "2018", "practice_name"]) == set(NAMES_2018.values())
    assert set(rows["edition"]) == {"2018", "2022"}
    if "city" in rows:
        assert set(rows.loc[rows["edition"] == "2022", "city"]) == {row["city"] for row in FILE_2022[:-1]}


def test_every_score_view_shows_the_file_with_its_table_its_file_and_its_text(served: Snapshot) -> None:
    app = opened("practices", part="Scores", edition="2018", scores_of=city_of(FILE_2018[0]))
    assert not app.exception
    pictures = app.get("plotly_chart")
    assert len(pictures) == 4
    assert all(any(char.isdigit() for char in picture.proto.alt) for picture in pictures)
    assert len([m for m in app.markdown if "/api/v1/answers/" in m.value]) == 4
    assert "Scores under the 2018 edition are loaded for 19 cities of this selection; 1 of 152 scores are missing" in text(app)


def test_a_city_without_any_score_says_so_and_is_not_zero(served: Snapshot) -> None:
    app = opened("practices", part="Scores", edition="2018", scores_of=city_of(FILE_2018[-1]))
    assert f"No score of {city_of(FILE_2018[-1])} is loaded for the 2018 edition: no practice is assessed." in text(app)


def test_the_number_of_criteria_met_is_not_known_where_it_is_not_published(served: Snapshot) -> None:
    rows = served.ask("criteria_to_next_level").query("edition == '2018'")
    assert rows["criteria_met"].isna().all()
    assert "**Distance to the next level:** not known." in text(opened("practices", part="Scores", edition="2018"))


def test_without_scores_the_view_explains_itself_and_leads_to_the_sample(portal: Path) -> None:
    app = opened("practices", part="Scores")
    assert "No practice scores are loaded here." in text(app)
    assert [b.label for b in app.button if b.label.startswith("Try")] == ["Try the score views with sample data"]
    assert not app.get("plotly_chart")


def test_a_selection_without_scores_says_so(served: Snapshot) -> None:
    assert "No city of this selection has a score loaded." in text(opened("practices", part="Scores", country="Brazil"))


def test_one_city_has_no_spread_and_too_few_to_compare_with(scores_of: Callable[..., Snapshot]) -> None:
    scores_of("city,state,population,level,year,open_data,evaluations", "Tempe,AZ,190114,Gold,2020,61,44")
    app = opened("practices", part="Scores")
    assert not app.exception
    assert "One city alone has no spread" in text(app)
    said = text(opened("practices", part="Scores", scores_of="Tempe, AZ"))
    assert "there are too few cities of its level to name strengths" in said
    assert "Fewer than five cities to compare with, too few to lean on: Gold cities (n 1) and" in said


def test_two_assessments_of_one_edition_show_their_change_and_two_editions_do_not(scores_of: Callable[..., Snapshot]) -> None:
    served = scores_of(
        "city,state,population,level,year,open_data,evaluations,data_management", "Tempe,AZ,190114,Gold,2020,40,50,",
        "Tempe,AZ,190114,Gold,2021,70,,", "Tempe,AZ,190114,Platinum,2024,90,,80",
    )  # fmt: skip
    rows = served.ask("score_change").dropna(subset=["change_points"])
    assert rows[["edition", "practice_name", "change_points"]].values.tolist() == [["2018", "Open Data", 30.0]]
    said = text(opened("practices", part="Scores", edition="2018", scores_of="Tempe, AZ"))
    assert "1 of 1 scores rose, 0 fell; 7 cannot be compared, not being assessed both times." in said


def test_the_distance_to_the_next_level_counts_whole_criteria(scores_of: Callable[..., Snapshot]) -> None:
    met = {"data_management": (7, 9), "rigorous_evaluations": (3, 4), "leadership_and_capacity": (6, 7), "open_data": (3, 4),
           "performance_and_analytics": (4, 5), "data_driven_budget_and_finance": (2, 3), "results_driven_contracting": (7, 8),
           "community_impact": (2, 3)}  # fmt: skip
    shares = ",".join(f"{100 * part / whole:.1f}" for part, whole in met.values())
    served = scores_of(f"city,state,population,level,year,{','.join(met)}", f"Boston,MA,675647,Gold,2024,{shares}")
    row = served.ask("criteria_to_next_level").iloc[0]
    assert (row["criteria_met"], row["next_level"], row["criteria_missing"]) == (
        sum(part for part, _ in met.values()),
        "Platinum",
        3,
    )
    said = text(opened("practices", part="Scores", scores_of="Boston, MA"))
    assert "34 of 43 criteria met; Platinum begins at 37, which is 3 criteria more." in said


def test_a_past_date_uses_only_assessments_announced_by_then(served: Snapshot) -> None:
    early = served.ask("practice_scores", Filters(as_of=date(2020, 1, 1)))
    assert set(early["year"]) <= {2018, 2019}
    assert len(early) < len(served.ask("practice_scores"))
