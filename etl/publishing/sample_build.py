"""The sample snapshot: fictional cities in a directory, under a pointer and by file names of their own.

The portal's own reader follows `current.json` to a `portal-*.duckdb`; here there is only `sample.json` and a
`sample-*.duckdb`, so no setting can serve the sample as the record, and `rollback` cannot find it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pandas as pd

from etl.checking.intake import Intake, take_in
from etl.marts import assemble
from etl.publishing import snapshot_files
from etl.publishing.sample_records import COUNTRY, RECORDS
from etl.reading.reference import DATA, Reference, load, typed
from etl.schema import FACT_TABLES, TABLES

DIRECTORY = DATA / "snapshots-sample"
POINTER = "sample.json"
AUDIENCE = "sample"
KNOWN_ON = date(2026, 11, 22)
STANDARD = (*FACT_TABLES, "criteria")


class OccupiedDirectory(Exception):
    """A directory that holds snapshots of the record."""


def reference() -> Reference:
    """The real standard and a fictional country alone, so that the rules for real files need no exception."""
    real = load()
    country = typed("countries", pd.DataFrame({"country": [COUNTRY], "country_name": ["Sample Country"]}))
    empty = {name: typed(name, pd.DataFrame(), facts=real.facts) for name in TABLES if not TABLES[name].derived}
    return Reference(empty | {name: real[name] for name in STANDARD} | {"countries": country})


def build(out: Path = DIRECTORY, records: Path = RECORDS) -> Path:
    """Builds the sample and moves its pointer. Returns the file; raises Blocked as any build does."""
    if (out / snapshot_files.POINTER).exists():
        raise OccupiedDirectory(f"{out.name} holds snapshots of the record; the sample needs a directory of its own")
    known = reference()
    intake = take_in([records], known, KNOWN_ON, "public", None)
    with snapshot_files.building(out) as path:
        content = write(path, known, intake)
        final = out / f"sample-{content[:8]}.duckdb"
        path.replace(final)
    manifest = {
        "snapshot": final.name,
        "schema_version": snapshot_files.SCHEMA_VERSION,
        "audience": AUDIENCE,
        "content_sha256": content,
    }
    manifest |= {"sha256": snapshot_files.sha256_of(final)}
    snapshot_files.verify(final, manifest)
    snapshot_files.write_json(out / POINTER, manifest)
    for older in out.glob("sample-*.duckdb"):
        if older != final:
            older.unlink()
    return final


def write(path: Path, known: Reference, intake: Intake) -> str:
    """Writes all tables of the sample into a new file; returns the hash of their content."""
    tables = known.tables | {"cities": intake.cities, "awards": intake.awards, "practice_scores": intake.scores}
    with duckdb.connect(str(path)) as con:
        assemble.assemble(con, tables)
        content = snapshot_files.content_hash(assemble.fingerprint(con))
        built_at = datetime.now(UTC).isoformat(timespec="seconds")
        facts = {"audience": AUDIENCE, "content_sha256": content, "built_at": built_at}
        assemble.write_table(con, "build_info", pd.DataFrame(facts.items(), columns=["fact", "fact_value"]))
        return content
