"""The reference tables people edit in `data/`, read as text, corrected by rows and typed by the schema."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path

import pandas as pd

from etl.facts import Facts
from etl.findings import Blocked, Finding
from etl.reading.corrections import corrected, refuse_unknown_tables
from etl.reading.data_files import check_header, read_table
from etl.reading.fact_tables import check_facts
from etl.reading.place_spelling import city_id
from etl.reading.sound_tables import sound
from etl.schema import FACT_TABLES, FILES_WITHOUT_TABLE, TABLES, WEB_ADDRESS, WHOLE_ADDRESS

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
ALWAYS = (*FACT_TABLES, "cities", "eligible_places", "criteria", "benchmarks", "partners", "record_facts", "corrections")
RECORDS = ("announcements", "practice_evidence", "stories", "wanted")
FOR_READERS = ("renamed_cities", "place_aliases", "search_words", "map_regions", "place_words")  # read where they are used
# A column of a file whose name the schema has for something else: what it is called in the tables.
RENAMED = {"wanted": {"kind": "wanted_kind"}, "partners": {"url": "source_url", "basis": "note"}}
FILES = {"edition_levels": "level_bands"}  # where a file is not called as its table is
TRUTHS = {"true": True, "false": False}  # as CSV files write them


@dataclass
class Reference:
    """Typed tables by name (`cities`, `eligible_places`, `states`, `countries`, …) and the files they came from."""

    tables: dict[str, pd.DataFrame]
    files: list[Path] = field(default_factory=list)
    data: Path = DATA

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self.tables[name]

    @cached_property
    def facts(self) -> Facts:
        """The levels, size bands, kinds of award, editions and practices of these tables."""
        return Facts(self.tables)


def size_band(population: pd.Series, bands: pd.DataFrame) -> pd.Series:
    """Populations (people) as the bands of the table `size_bands`; what is in no band is of the last one, `unknown`."""
    *known, unknown = bands.sort_values("size_rank").to_dict("records")
    edges = [*(band["least_people"] for band in known), float("inf")]
    people = population.astype("Float64").astype("float64")
    found = pd.cut(people, edges, right=False, labels=[band["size_band"] for band in known])
    return found.astype("string").fillna(unknown["size_band"])


def typed(name: str, frame: pd.DataFrame, file: str = "", facts: Facts | None = None) -> pd.DataFrame:
    """`frame` as table `name` of the schema. Raises Blocked with one finding per value that does not fit.

    `facts` are needed where a column holds only values that a table of facts enumerates.
    """
    table = TABLES[name]
    frame = frame.reindex(columns=list(table.columns))
    for column in [c for c in table.columns if table.column(c).kind == "boolean" and frame[c].dtype == "string"]:
        frame[column] = frame[column].astype(object).map(lambda cell: TRUTHS.get(cell, cell))
    if (found := sound(table, frame, facts)) is not None:
        return found
    from etl.reading import table_faults  # which imports pandera

    frame, cases = table_faults.judged(table, frame, facts)
    if cases:
        allowed = {column: table.column(column).known(facts).allowed for column in table.columns}
        raise Blocked([_as_finding(case, file or name, allowed.get(case["column"], ())) for case in cases])
    return frame


def _as_finding(case: dict, file: str, allowed: tuple[str, ...]) -> Finding:
    index = case.get("index")
    line = 0 if index is None or pd.isna(index) else int(index) + 2
    column, rule, value = str(case.get("column") or ""), str(case.get("check")), str(case.get("failure_case"))
    column = {ours: written for written, ours in RENAMED.get(Path(file).stem, {}).items()}.get(column, column)
    message, mend = f"{column} does not meet the rule {rule}", f"Correct the value in {file}"
    if rule.startswith("isin"):
        message, mend = f"“{value}” is not a value of {column}", f"Write one of: {', '.join(allowed)}"
    if rule == WEB_ADDRESS:
        message, mend = f"“{value}” is not the address of a page", WHOLE_ADDRESS
    return Finding(file, line, column, value, rule, message, f"{mend}, or add a row to data/corrections.csv")


def load(data: Path = DATA, only: bool = False) -> Reference:
    """The reference tables of `data`. With `only`, none that hold a city's record: those come from the given files.

    Read once while the files are the same: a load builds and checks the record several times.
    """
    found = sorted([*data.glob("*.csv"), *data.glob("geo/*.geojson")])
    read = _read(data, only, tuple((path, sha256(path.read_bytes()).digest()) for path in found))
    return Reference({name: table.copy() for name, table in read.tables.items()}, list(read.files), data)


@lru_cache(maxsize=4)
def _read(data: Path, only: bool, _content: tuple[tuple[Path, bytes], ...]) -> Reference:
    names, others = (ALWAYS, FOR_READERS) if only else (ALWAYS + RECORDS, (*FOR_READERS, "awards"))
    files = [data / f"{FILES.get(name, name)}.csv" for name in names]
    raw = _uncorrected(dict(zip(names, files, strict=True)), [data / f"{name}.csv" for name in others])
    corrections = raw["corrections"]
    refuse_unknown_tables(corrections)
    raw = {name: corrected(FILES.get(name, name), frame, corrections) for name, frame in raw.items()}
    tables = _fact_tables(raw) | {"states": _states(data), "countries": _countries(data)}
    facts = Facts(tables)
    tables["eligible_places"] = _places(raw["eligible_places"], tables["states"])
    tables["cities"] = _cities(raw["cities"], tables, facts)
    for name in ("practice_evidence", "stories"):
        if name in raw:
            raw[name] = _of_a_city(raw[name], tables["cities"])
    if "wanted" in raw:
        raw["wanted"] = raw["wanted"].assign(wanted_id=range(1, len(raw["wanted"]) + 1))
    for name in [name for name in ALWAYS + RECORDS if name not in tables]:
        frame = raw.get(name, pd.DataFrame()).rename(columns=RENAMED.get(name, {}))
        tables[name] = typed(name, frame, f"data/{name}.csv", facts)
    return Reference(tables, files + [data / "geo" / "us_states.geojson", data / "geo" / "americas_countries.geojson"], data)


def _uncorrected(files: dict[str, Path], others: list[Path]) -> dict[str, pd.DataFrame]:
    """Each table as its file has it. Raises Blocked with what is wrong in any file, with the header alone in `others`."""
    tables, findings = {}, []
    for name, path in [*files.items(), *((path.stem, path) for path in others)]:
        try:
            if path in others:
                check_header(path, FILES_WITHOUT_TABLE.get(name) or TABLES[name].in_file)
            else:
                tables[name] = read_table(path, TABLES[name].in_file)
        except Blocked as blocked:
            findings.extend(blocked.findings)
    if findings:
        raise Blocked(findings)
    return tables


def _fact_tables(raw: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables of facts; a later one may name what an earlier one enumerates."""
    tables: dict[str, pd.DataFrame] = {}
    for name in FACT_TABLES:
        tables[name] = typed(name, raw[name], f"data/{FILES.get(name, name)}.csv", Facts(tables))
    check_facts(tables)
    return tables


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


def _cities(raw: pd.DataFrame, tables: dict[str, pd.DataFrame], facts: Facts) -> pd.DataFrame:
    taken = set(tables["eligible_places"]["city_id"])
    ids = []
    for city, state, country in raw[["city", "state", "country"]].itertuples(index=False):
        ids.append(city_id(city, state, country, taken))
        taken.add(ids[-1]) if country != "US" else None
    return typed("cities", named(raw.assign(city_id=ids), tables), "data/cities.csv", facts)


def named(frame: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """`frame` (city, state, country, population) with the names of state and country and the size band beside them."""
    us = dict(zip(tables["states"]["state"], tables["states"]["state_name"], strict=True))
    countries = dict(zip(tables["countries"]["country"], tables["countries"]["country_name"], strict=True))
    state_names = [us.get(s, s) if c == "US" else s for s, c in zip(frame["state"], frame["country"], strict=True)]
    return frame.assign(
        state_name=state_names,
        country_name=[countries.get(c) for c in frame["country"]],
        size_band=size_band(frame["population"], tables["size_bands"]),
    )


def _of_a_city(raw: pd.DataFrame, cities: pd.DataFrame) -> pd.DataFrame:
    places = cities[["city_id", "city", "state", "state_name", "country", "country_name"]]
    return raw.merge(places, on=["city", "state", "country"], how="left", validate="many_to_one")
