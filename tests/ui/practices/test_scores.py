"""Practice scores where a file brings them: right medians, editions apart, and a text for every case without a picture."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from itertools import pairwise, takewhile
from pathlib import Path
from statistics import median, quantiles

import pandas as pd
import pytest

from charts.scores import STEPS, score_map, step_of
from queries.filters import Filters
from queries.snapshot import Snapshot, current
from tests.kit import record
from tests.kit.api_client import client
from tests.kit.opened import opened
from tests.kit.pictures import pictures, plain
from tests.kit.record_files import csv_file
from tests.kit.score_files import NAMES_2018, cities_of, scored, written
from tests.kit.snapshot_cache import snapshots_of

FILE_2018 = scored(cities_of("2018", 20), "2018")
FILE_2022 = scored(cities_of("2022", 6), "2022", seed=2)
# The criteria of each practice of 2022 that one city met, and how many there are.
MET = {"data_management": (7, 9), "rigorous_evaluations": (3, 4), "leadership_and_capacity": (6, 7), "open_data": (3, 4),
       "performance_and_analytics": (4, 5), "data_driven_budget_and_finance": (2, 3), "results_driven_contracting": (7, 8),
       "community_impact": (2, 3)}  # fmt: skip
FEW = (
    f"city,state,population,level,year,evaluations,repurposing,{','.join(MET)}",
    "Tempe,AZ,190114,Gold,2020,50,80,,,,40,,,,",
    "Tempe,AZ,190114,Gold,2021,,65,,,,70,,,,",
    "Tempe,AZ,190114,Platinum,2024,,,80,,,90,,,,",
    f"Boston,MA,675647,Gold,2024,,,{','.join(f'{100 * part / whole:.1f}' for part, whole in MET.values())}",
)


@pytest.fixture(scope="module")
def staff(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A staff snapshot of the record with a file of 2018 scores for 20 cities and one of 2022 scores beside it."""
    out = tmp_path_factory.mktemp("staff")
    files = [written(out / "scores-2018.csv", FILE_2018), written(out / "scores-2022.csv", FILE_2022)]
    return snapshots_of(*files, audience="staff")


@pytest.fixture
def served(staff: Path, monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(staff))
    return current()


@pytest.fixture(scope="module")
def of_few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A staff snapshot with the scores of two cities: one assessed twice in one edition, one in every practice."""
    out = tmp_path_factory.mktemp("few")
    return snapshots_of(csv_file(out / "few.csv", *FEW), audience="staff")


@pytest.fixture
def few(of_few: Path, monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    monkeypatch.setenv("PORTAL_SNAPSHOTS", str(of_few))
    return current()


def given(practice: str, level: str | None = None) -> list[float]:
    """The scores of the file of 2018 in one practice."""
    column = next(column for column, name in NAMES_2018.items() if name == practice)
    return [float(row[column]) for row in FILE_2018 if row[column] and level in (None, row["level"])]


def city_of(row: dict[str, str]) -> str:
    return f"{row['city']}, {row['state']}"


def of_the_commonest_level() -> dict[str, str]:
    """The first city of the level that most cities of the file of 2018 have."""
    level, _ = Counter(row["level"] for row in FILE_2018).most_common(1)[0]
    return next(row for row in FILE_2018 if row["level"] == level)


def listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


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
    profile = served.ask("score_profile", Filters(city=tuple(cities))).query("edition == '2018'")
    assert len(profile) == 19 * 8
    for row in profile.to_dict("records"):
        scores = given(row["practice_name"], row["level"])
        assert row["level_city_count"] == len(scores)
        assert row["level_median_pct"] == pytest.approx(median(scores))


def test_medians_of_cities_of_a_size_are_those_of_the_file(served: Snapshot) -> None:
    profile = served.ask("score_profile", Filters(city=tuple(served.ask("scored_cities")["city_id"]))).query("edition == '2018'")
    columns = {name: column for column, name in NAMES_2018.items()}
    for row in profile.to_dict("records"):
        of_size = [r for r in FILE_2018 if record.band(r["population"]) == row["size_band"]]
        scores = [float(r[columns[row["practice_name"]]]) for r in of_size if r[columns[row["practice_name"]]]]
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


def test_the_profile_of_a_city_shows_its_scores_beside_the_medians_of_its_level(served: Snapshot) -> None:
    row = of_the_commonest_level()
    table = pictures(opened("practices", part="Scores", edition="2018", scores_of=city_of(row)))[3].table.set_index("Practice")
    for column, name in NAMES_2018.items():
        scores = given(name, row["level"])
        shown = table.loc[name]
        assert shown["Score, percent"] == float(row[column])
        assert (shown[f"Median, {row['level']} cities"], shown["n"]) == (pytest.approx(median(scores)), len(scores))


def test_strengths_and_growth_areas_are_the_largest_differences_from_the_median(served: Snapshot) -> None:
    row = of_the_commonest_level()
    points = {name: round(float(row[column]) - median(given(name, row["level"])), 1) for column, name in NAMES_2018.items()}
    ordered = sorted(points, key=lambda name: points[name])
    strengths = [f"{name} ({points[name]:+g} points)" for name in reversed(ordered) if points[name] > 0][:3]
    growth = [f"{name} ({points[name]:+g} points)" for name in ordered if points[name] < 0][:3]
    said = plain(opened("practices", part="Scores", edition="2018", scores_of=city_of(row)))
    assert (
        f"Strengths, above the median of {row['level']} cities: {listed(strengths)}. Growth areas, below it: {listed(growth)}."
        in said
    )


def test_the_spread_and_the_ranking_are_told_in_words(served: Snapshot) -> None:
    medians = {name: median(given(name)) for name in NAMES_2018.values()}
    high, low = max(medians, key=lambda name: medians[name]), min(medians, key=lambda name: medians[name])
    said = plain(opened("practices", part="Scores", edition="2018", ranked="Open Data"))
    assert f"Highest median: {high}, {medians[high]:g} percent (n {len(given(high))})" in said
    assert f"lowest: {low}, {medians[low]:g} percent (n {len(given(low))})" in said
    best = max((row for row in FILE_2018 if row["open_data"]), key=lambda row: float(row["open_data"]))
    assert (
        f"Of 19 cities assessed in Open Data, {city_of(best)} has the highest score, {float(best['open_data']):g} percent."
        in said
    )


@pytest.mark.parametrize("edition", ["2018", "2022"])
def test_every_score_view_shows_the_file_with_its_table_its_file_and_its_text(served: Snapshot, edition: str) -> None:
    row = (FILE_2018 if edition == "2018" else FILE_2022)[0]
    app = opened("practices", part="Scores", edition=edition, scores_of=city_of(row))
    assert not app.exception
    shown = pictures(app)
    assert len(shown) == 4
    for picture in shown:
        assert any(char.isdigit() for char in picture.alt)
        assert len(picture.table) > 0
        assert client().get(picture.address).text.count("\n") > 1
    if edition == "2018":
        assert "Scores under the 2018 edition are loaded for 19 cities of this selection; 1 of 152 scores are missing" in plain(
            app
        )


def test_on_a_phone_the_map_of_scores_is_a_list_practice_by_practice(served: Snapshot) -> None:
    said = plain(opened("practices", part="Scores", edition="2018")).replace("\xa0", " ")
    for column, name in NAMES_2018.items():
        best = max((row for row in FILE_2018 if row[column]), key=lambda row: float(row[column]))
        of_practice = said.partition(f"**{name}**  \n- Median {median(given(name)):g} percent\n")[2].splitlines()
        lines = list(takewhile(lambda line: line.startswith("- ") and "Not assessed" not in line, of_practice))
        assert sum(line.count("; ") + 1 for line in lines) == len(given(name))
        assert lines[0].startswith(f"- {float(best[column]):g}: ")


def test_a_city_without_any_score_is_counted_says_so_and_is_not_zero(served: Snapshot) -> None:
    app = opened("practices", part="Scores", edition="2018", scores_of=city_of(FILE_2018[-1]))
    said = plain(app)
    assert f"No score of {city_of(FILE_2018[-1])} is loaded for the 2018 edition: no practice is assessed." in said
    cities = served.ask("scored_cities").query("edition == '2018'")
    without = int((cities["assessed_practice_count"] == 0).sum())
    assert f"Not assessed at all, as far as loaded: {without} cities with an award under this edition" in said
    assert pictures(app)[0].table.drop(columns=["City", "Level of the award"]).isin(["not assessed"]).sum().sum() == 1


def test_the_number_of_criteria_met_is_not_known_where_it_is_not_published(served: Snapshot) -> None:
    rows = served.ask("criteria_to_next_level").query("edition == '2018'")
    assert rows["criteria_met"].isna().all()
    assert "**Distance to the next level:** not known." in plain(opened("practices", part="Scores", edition="2018"))


@pytest.mark.slow
def test_without_scores_the_view_explains_itself_and_leads_to_the_sample(portal: Path) -> None:
    app = opened("practices", part="Scores")
    assert "No practice scores are loaded here." in plain(app)
    assert [b.label for b in app.button if b.label.startswith("Try")] == ["Try the score views with sample data"]
    assert not app.get("plotly_chart")


def test_a_selection_without_scores_says_so(served: Snapshot) -> None:
    assert "No city of this selection has a score loaded." in plain(opened("practices", part="Scores", country="Brazil"))


def test_one_city_has_no_spread_and_too_few_to_compare_with(few: Snapshot) -> None:
    app = opened("practices", part="Scores", edition="2018", scores_of="Tempe, AZ")
    assert not app.exception
    said = plain(app)
    assert "One city alone has no spread" in said
    assert "there are too few cities of its level to name strengths" in said
    assert "Fewer than five cities to compare with, too few to lean on: Gold cities (n 1) and" in said
    alone = plain(opened("practices", part="Scores", edition="2022", state="Arizona", scores_of="Tempe, AZ"))
    assert "Scores under the 2022 edition are loaded for 1 city of this selection" in alone


def test_a_practice_with_fewer_than_five_cities_is_flagged_in_the_spread(few: Snapshot) -> None:
    said = plain(opened("practices", part="Scores", edition="2022"))
    assert "Fewer than five cities, too few to lean on: " in said


def test_two_assessments_of_one_edition_show_their_change_and_two_editions_do_not(few: Snapshot) -> None:
    rows = few.ask("score_change").dropna(subset=["change_points"])
    assert rows[["edition", "practice_name", "change_points"]].values.tolist() == [
        ["2018", "Open Data", 30.0], ["2018", "Repurposing", -15.0],
    ]  # fmt: skip
    app = opened("practices", part="Scores", edition="2018", scores_of="Tempe, AZ")
    assert "1 of 2 scores rose, 1 fell; 6 cannot be compared, not being assessed both times." in plain(app)
    change = pictures(app)[-1]
    assert "1 of 2 scores rose" in change.alt
    table = change.table.set_index("Practice")
    assert table.loc["Open Data"].tolist() == [40, 70, 30]
    assert table.loc["Evaluations"].isna().tolist() == [False, True, True]
    assert "city=tempe-az" in change.address
    assert client().get(change.address).text.count("Tempe") == len(NAMES_2018)


def test_the_distance_to_the_next_level_counts_whole_criteria(few: Snapshot) -> None:
    row = few.ask("criteria_to_next_level").set_index("city").loc["Boston"]
    met = sum(part for part, _ in MET.values())
    assert (row["criteria_met"], row["next_level"], row["criteria_missing"]) == (met, "Platinum", 3)
    said = plain(opened("practices", part="Scores", edition="2022", scores_of="Boston, MA"))
    assert f"{met} of 43 criteria met; Platinum begins at 37, which is 3 criteria more." in said


def test_cities_near_the_next_level_are_listed_and_others_named_with_the_practice_that_is_missing(few: Snapshot) -> None:
    app = opened("practices", part="Scores", edition="2022")
    assert (
        "1 city is 3 criteria or fewer from the next level, of 1 where that is known. Of 1 more city it cannot be said."
        in plain(app)
    )
    table = next(t.value for t in app.dataframe if "Criteria to the next level" in t.value)
    assert table[["City", "Next level", "Criteria to the next level"]].values.tolist() == [["Boston, MA", "Platinum", 3]]
    missing = next(t.value for t in app.dataframe if list(t.value) == ["City", "Missing"]).set_index("City")["Missing"]
    assert "Data Management (not a score of whole criteria); " in missing["Tempe, AZ"]
    assert "Rigorous Evaluations (not assessed)" in missing["Tempe, AZ"]
    assert "Boston, MA" not in missing
    app.number_input(key="within").set_value(2).run()
    assert "0 cities are 2 criteria or fewer from the next level" in plain(app)


def test_strengths_of_levels_stand_side_by_side_with_how_many_cities_they_are_of(served: Snapshot) -> None:
    app = opened("practices", part="Scores", edition="2018")
    table = next(t.value for t in app.dataframe if "Practice" in t.value and "Silver" in t.value).set_index("Practice")
    for column, name in NAMES_2018.items():
        for level in table.columns:
            scores = given(name, level)
            few = ", few" if len(scores) < 5 else ""
            assert table.loc[name, level] == f"{round(median(scores), 6):g} (n {len(scores)}{few})", column
    regions = served.ask("score_medians_by_region").query("edition == '2018'")
    of_state = {row["state"] for row in FILE_2018[:-1]}
    assert regions["city_group"].nunique() == len(of_state)
    assert regions["assessed_count"].sum() == 19 * 8 - 1


def test_the_page_of_a_city_shows_its_scores_edition_beside_edition_with_the_break(few: Snapshot) -> None:
    app = opened("city", city="tempe-az")
    assert not app.exception
    said = plain(app)
    assert "Scores by practice" in said and "Nothing is compared across." in said
    shown = [picture for picture in pictures(app) if "Profile." in picture.alt]
    assert [picture.table.set_index("Practice")["Score, percent"].dropna().to_dict() for picture in shown] == [
        {"Open Data": 70, "Repurposing": 65},
        {"Data Management": 80, "Open Data": 90},
    ]
    signed = json.loads(shown[0].spec)["layout"]["title"]["subtitle"]["text"].replace("<br>", " ")
    assert "Staff: holds scores that are not public" in signed


def test_a_past_date_uses_only_assessments_announced_by_then(served: Snapshot) -> None:
    early = served.ask("practice_scores", Filters(as_of=date(2020, 1, 1)))
    assert set(early["year"]) <= {2018, 2019}
    assert len(early) < len(served.ask("practice_scores"))


def test_a_comparison_of_cities_shows_their_scores_where_they_are_loaded_and_what_is_not_assessed(few: Snapshot) -> None:
    app = opened("city", city=["boston-ma", "tempe-az"])
    table = next(table.value for table in app.table if "Community Impact" in table.value.index)
    assert table.loc["Open Data"].str.replace("\\", "").tolist() == ["75%", "90%"]
    assert table.loc["Community Impact"].str.replace("\\", "").tolist() == ["67%", "not assessed"]


def luminance(color: str) -> float:
    """Relative luminance of a color (#rrggbb), as WCAG has it."""
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_five_steps_of_scores_can_be_told_apart_and_the_number_on_each_can_be_read() -> None:
    colors = [color for color, _ in STEPS]
    assert [step_of(score) for score in (0, 19.9, 20, 59, 60, 79.9, 80, 100)] == [0, 0, 1, 2, 3, 3, 4, 4]
    assert all(contrast(color, letters) >= 4.5 for color, letters in STEPS)
    assert all(contrast(one, other) >= 1.25 for one, other in pairwise(colors)) and sorted(colors, key=luminance) == colors[::-1]


def test_the_map_of_scores_begins_with_medians_and_gives_what_was_not_assessed_no_color() -> None:
    scores = pd.DataFrame(
        {"place": ["A", "B", "C", "A"], "practice_name": ["One", "One", "One", "Two"], "score_pct": [10.0, 30.0, 80.0, None]}
    )
    tints, letters, crosses = score_map(scores, ["One", "Two"])["data"]
    assert (letters["y"][0], letters["x"][0], letters["text"][0]) == ("Median", "One", "30")
    assert list(zip(crosses["x"], crosses["y"], strict=True)) == [("Two", "A")]
    assert "Two" not in tints["x"]
