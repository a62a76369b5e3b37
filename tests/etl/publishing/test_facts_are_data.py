"""A level, an edition, a color: rows of data alone, and the build, the files and the portal's reader go by them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import openpyxl
import pytest

from etl.checking.record_check import findings_of
from etl.marts.assemble import row_counts
from etl.publishing import snapshot_files, template
from etl.publishing.build import Order, Result, build
from etl.reading.reference import load
from queries.address_parser import parse
from queries.snapshot import Shelf, Snapshot
from tests.kit.data_copy import append, copied, replace
from tests.kit.record_files import KNOWN_ON, csv_file, loaded

pytestmark = pytest.mark.slow

DIAMOND = {"level": "Diamond", "level_rank": 4, "mark": "✦", "symbol": "hexagram", "color": "#2f8f83", "color_dark": "#4fb3a6"}
RISES_TO_DIAMOND = "Austin,TX,,Diamond,2026-01-20"
RISES = "city,state,population,level,announced_on"
NINE = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return copied(tmp_path / "data")


def opened(out: Path) -> Snapshot:
    """What a portal shows of that directory."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PORTAL_SNAPSHOTS", str(out))
        return Shelf().current()


def rows(out: Path, sql: str) -> list[tuple]:
    """What the newest snapshot answers."""
    with duckdb.connect(str(out / snapshot_files.current(out)["snapshot"]), read_only=True) as con:
        return con.execute(sql).fetchall()


@pytest.fixture
def with_diamond(data: Path, tmp_path: Path) -> tuple[Path, Result]:
    """The record with a level above the highest, in data alone, and one city that rises to it."""
    append(data / "levels.csv", DIAMOND)
    append(data / "level_bands.csv", {"edition_id": "2022", "level": "Diamond", "minimum_pct": 95})
    file = csv_file(tmp_path / "new.csv", RISES, RISES_TO_DIAMOND)
    return tmp_path / "out", build(Order([file], out=tmp_path / "out", data=data))


def test_a_level_above_the_highest_is_two_rows_of_data(with_diamond: tuple[Path, Result], data: Path) -> None:
    out, result = with_diamond
    assert "austin-tx 2026: no award given; leveled_up, Diamond after Gold" in result.intake.guesses
    assert rows(out, "select level, level_year from certified_cities where city_id = 'austin-tx'") == [("Diamond", 2026)]
    bands = "select level, criteria_least, criteria_most from level_bands where edition_id = '2022'"
    assert rows(out, bands) == [("Silver", 22, 28), ("Gold", 30, 36), ("Platinum", 37, 40), ("Diamond", 41, 43)]
    allowed = "select allowed_values from data_dictionary where table_name = 'awards' and column_name = 'level'"
    assert rows(out, allowed) == [("Silver | Gold | Platinum | Diamond",)]
    template.write(out / "records.xlsx", load(data), loaded().awards)
    validations = openpyxl.load_workbook(out / "records.xlsx")["records"].data_validations.dataValidation
    assert '"Silver,Gold,Platinum,Diamond"' in {rule.formula1 for rule in validations}


def test_no_city_is_lost_by_a_new_level(with_diamond: tuple[Path, Result]) -> None:
    snapshot = opened(with_diamond[0])
    by_level = snapshot.ask("city_count_by_level")
    assert by_level["city_count"].sum() == snapshot.row("city_count")["city_count"]
    assert by_level.set_index("level")["city_count"]["Diamond"] == 1
    assert snapshot.words.levels[-2:] == ("Diamond", "Not stated")
    asked = parse([("level", "diamond")], snapshot.words)[0]
    assert snapshot.row("city_count", asked)["city_count"] == 1
    assert snapshot.ask("cities", asked)["city_id"].tolist() == ["austin-tx"]
    assert by_level["level"].iloc[[0, -1]].tolist() == ["Diamond", "Not stated"]
    rise = snapshot.ask("level_rises", asked).iloc[-1]
    assert (rise["city"], rise["from_level"], rise["level"]) == ("Austin", "Gold", "Diamond")
    flows = snapshot.ask("city_count_by_first_and_latest_level")
    assert flows[flows["level"] == "Diamond"][["first_level", "city_count"]].to_numpy().tolist() == [["Gold", 1]]


@pytest.mark.proof
def test_a_fall_from_a_new_level_is_no_rise(data: Path, tmp_path: Path) -> None:
    append(data / "levels.csv", DIAMOND)
    file = csv_file(tmp_path / "new.csv", RISES, "Austin,TX,,Diamond,2025-12-20", "Austin,TX,,Platinum,2026-02-20")
    result = build(Order([file], out=tmp_path / "out", data=data))
    assert "austin-tx 2026: no award given; recertified, no higher level is stated" in result.intake.guesses


def new_edition(data: Path) -> None:
    """An edition with nine practices since June 2026: rows in three files."""
    replace(data / "editions.csv", "2022 edition,2022-08-01,month,,", "2022 edition,2022-08-01,month,2026-06-01,")
    edition = {"edition_id": "2026", "name": "Fourth edition", "short_name": "2026 edition", "valid_from": "2026-06-01"}
    append(data / "editions.csv", edition | {"valid_from_precision": "day", "criteria_count": 50})
    for level, least in (("Silver", 60), ("Gold", 80)):
        append(data / "level_bands.csv", {"edition_id": "2026", "level": level, "minimum_pct": least})
    practices = [{"practice_code": name[:3].upper(), "practice_name": f"Practice {name}", "score_column": name} for name in NINE]
    append(data / "practices.csv", *({"edition_id": "2026"} | practice for practice in practices))


def test_an_edition_with_nine_practices_is_rows_of_three_files(data: Path, tmp_path: Path) -> None:
    new_edition(data)
    scores = ",".join(NINE)
    file = csv_file(
        tmp_path / "new.csv",
        f"{RISES},publish_scores,{scores}",
        f"Omaha,NE,,Gold,2026-07-01,yes,{','.join(map(str, range(10, 100, 10)))}",
    )
    out = tmp_path / "out"
    result = build(Order([file], out=out, data=data))
    assert "omaha-ne 2026: no edition given; 2026 by its date" in result.intake.guesses
    assert rows(out, "select edition, standard from awards where city_id = 'omaha-ne'") == [("2026", "Present")]
    assert rows(out, "select distinct standard from awards where edition <> '2026'") == [("Earlier",)]
    given = rows(out, "select practice_name, score_pct from practice_scores order by score_pct")
    assert given == [(f"Practice {name}", 10.0 * score) for score, name in enumerate(NINE, start=1)]
    assert {f"Practice {name}" for name in NINE} <= set(load(data).facts.later_practices)
    assert load(data).facts.record_columns[-9:] == NINE


def test_scores_of_another_edition_are_refused_by_the_practices_of_data(data: Path, tmp_path: Path) -> None:
    new_edition(data)
    file = csv_file(tmp_path / "new.csv", f"{RISES},open_data", "Omaha,NE,,Gold,2026-07-01,50")
    (found,) = [f for f in findings_of([file], load(data), KNOWN_ON, data / "awards.csv") if f.blocks]
    assert (found.line, found.column, found.rule) == (2, "open_data", "score_of_its_edition")
    assert found.message == "the edition of this award is 2026; open_data is of 2018 and 2022"


@pytest.mark.proof
def test_a_new_color_is_shown_and_is_no_publication(data: Path, tmp_path: Path, snapshots: Path) -> None:
    out = Path(shutil.copytree(snapshots, tmp_path / "snapshots"))
    before = snapshot_files.current(out)
    said = "select fact, fact_value from build_info order by fact"
    was, log = rows(out, said), rows(out, "from change_log")
    replace(data / "levels.csv", "diamond,#b97f0b,#b97f0b", "diamond,#a87000,#d9a441")
    result = build(Order(out=out, data=data))
    now = snapshot_files.current(out)
    assert (result.is_look_only, len(result.changes)) == (True, 0)
    assert now["snapshot"] != before["snapshot"] and now["content_sha256"] == before["content_sha256"]
    assert (rows(out, said), rows(out, "from change_log")) == (was, log)
    colors = opened(out).con.execute("select color, color_dark from levels where level = 'Gold'").fetchall()
    assert colors == [("#a87000", "#d9a441")]
    folders = [out / Path(one["snapshot"]).with_suffix(".downloads") for one in (before, now)]
    old, new = ({path.name: path.read_bytes() for path in folder.glob("*.csv")} for folder in folders)
    assert old == new
    assert build(Order(out=out, data=data)).published is None


def test_the_look_of_levels_is_in_the_snapshot_and_in_no_download(snapshots: Path) -> None:
    folder = next(snapshots.glob("portal-*.downloads"))
    assert (folder / "levels.csv").read_text(encoding="utf-8").splitlines()[0] == "level,level_rank"
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    levels = next(resource for resource in package["resources"] if resource["name"] == "levels")
    assert [field["name"] for field in levels["schema"]["fields"]] == ["level", "level_rank"]
    assert row_counts(opened(snapshots).con)["levels"] == 4
