"""The reference tables people edit in `data/`, read as text, corrected by rows and typed by the schema."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pandera.errors

from etl.findings import Blocked, Finding
from etl.reading.place_spelling import city_id
from etl.schema import TABLES

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
THE_STANDARD = ("editions", "practices", "criteria")
ALWAYS = ("cities", "eligible_places", *THE_STANDARD, "benchmarks", "partners", "record_facts", "corrections")
RECORDS = ("announcements", "practice_evidence", "stories", "wanted")
KEYS = {
    "cities": ["city", "state", "country"],
    "eligible_places": ["geoid"],
    "announcements": ["announced_on"],
    "awards": ["city", "state", "country", "announced_on", "award"],
    "practice_evidence": ["evidence_id"],
    "stories": ["city", "state", "country", "headline"],
    "editions": ["edition_id"],
    "practices": ["edition_id", "practice_code"],
    "criteria": ["edition_id", "criterion_code"],
    "benchmarks": ["year", "practice_or_measure", "statistic", "value"],
    "partners": ["partner", "what_it_offers"],
    "wanted": ["kind", "place", "wanted"],
}
# A column of a file whose name the schema has for something else: what it is called in the tables.
RENAMED = {"wanted": {"kind": "wanted_kind"}, "partners": {"url": "source_url", "basis": "note"}}
SIZE_EDGES = (30_000, 100_000, 250_000, 500_000)


@dataclass
class Reference:
    """Typed tables by name (`cities`, `eligible_places`, `states`, `countries`, …) and the files they came from."""

    tables: dict[str, pd.DataFrame]
    files: list[Path] = field(default_factory=list)
    data: Path = DATA

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self.tables[name]


def read_text(path: Path) -> pd.DataFrame:
    """A CSV as text, blanks as missing. Raises Blocked where the file is empty: a table without rows keeps its header."""
    try:
        return pd.read_csv(path, dtype="string", keep_default_na=False, na_values=[""], encoding="utf-8")
    except pd.errors.EmptyDataError:
        mend = "Write the names of its columns as the first line"
        raise Blocked([Finding(f"data/{path.name}", 1, "", "", "has_a_header", "the file is empty", mend)]) from None


def size_band(population: pd.Series) -> pd.Series:
    """Populations (people) as the bands of the `size` filter; blank and below 30,000 are `unknown`."""
    bands = pd.cut(
        population.astype("Float64").astype("float64"),
        [*SIZE_EDGES, float("inf")],
        right=False,
        labels=list(TABLES["cities"].column("size_band").allowed[:4]),
    )
    return bands.astype("string").fillna("unknown")


def typed(name: str, frame: pd.DataFrame, file: str = "") -> pd.DataFrame:
    """`frame` as table `name` of the schema. Raises Blocked with one finding per value that does not fit."""
    table = TABLES[name]
    frame = frame.reindex(columns=list(table.columns))
    try:
        return table.pandera(name).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        raise Blocked([_as_finding(case, file or name) for case in error.failure_cases.to_dict("records")]) from None


def _as_finding(case: dict, file: str) -> Finding:
    index = case.get("index")
    line = 0 if index is None or pd.isna(index) else int(index) + 2
    column = str(case.get("column") or "")
    column = {ours: written for written, ours in RENAMED.get(Path(file).stem, {}).items()}.get(column, column)
    return Finding(
        file, line, column, str(case.get("failure_case")), str(case.get("check")),
        f"{column} does not meet the rule {case.get('check')}",
        f"Correct the value in {file}, or add a row to data/corrections.csv",
    )  # fmt: skip


def load(data: Path = DATA, only: bool = False) -> Reference:
    """The reference tables of `data`. With `only`, none that hold a city's record: those come from the given files."""
    files = [data / f"{name}.csv" for name in (ALWAYS if only else ALWAYS + RECORDS)]
    raw = {file.stem: read_text(file) for file in files}
    corrections = raw["corrections"]
    _refuse_unknown_tables(corrections)
    raw = {name: corrected(name, frame, corrections) for name, frame in raw.items()}
    tables = {"states": _states(data), "countries": _countries(data)}
    tables["eligible_places"] = _places(raw["eligible_places"], tables["states"])
    tables["cities"] = _cities(raw["cities"], tables)
    for name in ("practice_evidence", "stories"):
        if name in raw:
            raw[name] = _of_a_city(name, raw[name], tables["cities"])
    if "wanted" in raw:
        raw["wanted"] = raw["wanted"].assign(wanted_id=range(1, len(raw["wanted"]) + 1))
    for name in [name for name in ALWAYS + RECORDS if name not in tables]:
        tables[name] = typed(name, raw.get(name, pd.DataFrame()).rename(columns=RENAMED.get(name, {})), f"data/{name}.csv")
    return Reference(tables, files + [data / "geo" / "us_states.geojson", data / "geo" / "americas_countries.geojson"], data)


def _refuse_unknown_tables(corrections: pd.DataFrame) -> None:
    unknown = corrections[~corrections["table_name"].isin(list(KEYS))]
    findings = [
        Finding(
            "data/corrections.csv", int(line) + 2, "table_name", str(row["table_name"]), "correction_names_a_table",
            f"no table {row['table_name']!r} can be corrected", f"Write one of: {', '.join(KEYS)}",
        )
        for line, row in unknown.iterrows()
    ]  # fmt: skip
    if findings:
        raise Blocked(findings)


def corrected(name: str, frame: pd.DataFrame, corrections: pd.DataFrame) -> pd.DataFrame:
    """`frame` with the rows of corrections.csv for table `name` laid over it; a correction must find its old value."""
    mine = corrections[corrections["table_name"] == name] if len(corrections) else corrections
    if not len(mine):
        return frame
    keys = frame[KEYS[name]].fillna("").agg("|".join, axis=1)
    frame, findings = frame.copy(), []
    for line, row in mine.iterrows():
        at = keys.index[keys == row["row_key"]]
        column = row["column_name"]
        found = frame.loc[at, column].fillna("").tolist() if column in frame else []
        if found != [row["was"] if pd.notna(row["was"]) else ""]:
            findings.append(_stale_correction(int(line) + 2, row, found))
        else:
            frame.loc[at, column] = row["becomes"]
    if findings:
        raise Blocked(findings)
    return frame


def _stale_correction(line: int, row: pd.Series, found: list) -> Finding:
    return Finding(
        "data/corrections.csv", line, "was", str(row["was"]), "correction_finds_its_value",
        f"{row['table_name']} has {found or 'no such row'} at {row['row_key']}, column {row['column_name']}",
        "Write the key, the column and the old value as they stand in the table",
    )  # fmt: skip


def _properties(path: Path) -> pd.DataFrame:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return pd.DataFrame([f["properties"] for f in features], dtype="string")


def _states(data: Path) -> pd.DataFrame:
    frame = _properties(data / "geo" / "us_states.geojson").rename(columns={"usps": "state", "name": "state_name"})
    return typed("states", frame.sort_values("state", ignore_index=True), "data/geo/us_states.geojson")


def _countries(data: Path) -> pd.DataFrame:
    frame = _properties(data / "geo" / "americas_countries.geojson")
    frame = frame.rename(columns={"iso_a2": "country", "name": "country_name"})
    return typed("countries", frame.sort_values("country", ignore_index=True), "data/geo/americas_countries.geojson")


def _places(raw: pd.DataFrame, states: pd.DataFrame) -> pd.DataFrame:
    frame = raw.merge(states[["state", "state_name"]], on="state", how="left")
    frame["city_id"] = [city_id(c, s, "US") for c, s in zip(frame["city"], frame["state"], strict=True)]
    return typed("eligible_places", frame, "data/eligible_places.csv")


def _cities(raw: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    taken = set(tables["eligible_places"]["city_id"])
    ids = []
    for city, state, country in raw[["city", "state", "country"]].itertuples(index=False):
        ids.append(city_id(city, state, country, taken))
        taken.add(ids[-1]) if country != "US" else None
    return typed("cities", named(raw.assign(city_id=ids), tables), "data/cities.csv")


def named(frame: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """`frame` (city, state, country, population) with the names of state and country and the size band beside them."""
    us = dict(zip(tables["states"]["state"], tables["states"]["state_name"], strict=True))
    countries = dict(zip(tables["countries"]["country"], tables["countries"]["country_name"], strict=True))
    state_names = [us.get(s, s) if c == "US" else s for s, c in zip(frame["state"], frame["country"], strict=True)]
    return frame.assign(
        state_name=state_names,
        country_name=[countries.get(c) for c in frame["country"]],
        size_band=size_band(frame["population"]),
    )


def _of_a_city(name: str, raw: pd.DataFrame, cities: pd.DataFrame) -> pd.DataFrame:
    places = cities[["city_id", "city", "state", "state_name", "country", "country_name"]]
    frame = raw.merge(places, on=["city", "state", "country"], how="left", validate="many_to_one")
    return typed(name, frame, f"data/{name}.csv")
