"""The build: reference tables and record files in, one published snapshot out, or nothing at all."""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pandas as pd

from etl.checking import quality
from etl.checking.intake import Intake, take_in
from etl.findings import Finding
from etl.marts import assemble, map_geometry
from etl.publishing import downloads, record_changes, snapshot_files
from etl.reading import aliases, place_words
from etl.reading.reference import DATA, Reference, load

SNAPSHOTS = {"public": DATA / "snapshots", "staff": DATA / "snapshots-staff"}
Progress = Callable[[str], None]


@dataclass
class Order:
    """What to build from and for whom. `out` None = the audience's own directory; `known_on` = the latest day of an award."""

    records: list[Path] = field(default_factory=list)
    only: bool = False
    audience: str = "public"
    out: Path | None = None
    data: Path = DATA
    known_on: date = field(default_factory=lambda: datetime.now(UTC).date())
    keep: int = 10
    accept_loss: bool = False

    @property
    def directory(self) -> Path:
        return self.out or SNAPSHOTS[self.audience]

    @property
    def base(self) -> Path | None:
        return None if self.only else self.data / "awards.csv"


@dataclass
class Result:
    """What a build did. `published` is None when the content is that of the present snapshot; `intake` is without its tables."""

    manifest: dict
    published: Path | None
    changes: pd.DataFrame
    intake: Intake
    findings: list[Finding]
    removed: list[str]


def build(order: Order, progress: Progress = lambda step: None) -> Result:
    """Builds and publishes. Raises Blocked with every problem of the input; then nothing has changed."""
    tables, intake, findings = checked_tables(order, progress)
    with snapshot_files.building(order.directory) as path, duckdb.connect(str(path)) as con:
        progress("Writing tables and deriving the marts")
        assemble.write_tables(con, tables)
        tables.clear()
        intake.release()
        assemble.derive(con)
        before = snapshot_files.current(order.directory)
        progress("Comparing with the present snapshot")
        changed = compared(con, order.directory, before)
        log = logged_before(order.directory, before)
        manifest = _manifest(con, order, intake)
        if before and before["content_sha256"] == manifest["content_sha256"]:
            return Result(before, None, changed, intake, findings, [])
        built_at = datetime.now(UTC)
        _write_build_tables(con, manifest, changed, built_at)
        assemble.write_table(con, "change_log", record_changes.logged(log, changed, built_at))
        manifest["rows"] = assemble.row_counts(con)
        if before and not (order.only or order.accept_loss):
            snapshot_files.refuse_loss(before, manifest["rows"])
        progress("Writing the downloads")
        downloads.write(con, path.with_suffix(snapshot_files.DOWNLOADS))
        con.close()
        progress("Checking the snapshot and publishing it")
        published = snapshot_files.publish(path, order.directory, manifest, built_at)
        removed = snapshot_files.retain(order.directory, order.keep)
        return Result(snapshot_files.current(order.directory) or manifest, published, changed, intake, findings, removed)


def preview(order: Order, progress: Progress = lambda step: None) -> pd.DataFrame:
    """What publishing this order would change (table `changes`); publishes nothing."""
    tables, _, _ = checked_tables(order, progress)
    return previewed(order, tables)


def previewed(order: Order, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """What publishing these tables of `checked_tables` would change (table `changes`)."""
    with duckdb.connect() as con:
        assemble.assemble(con, tables)
        return compared(con, order.directory, snapshot_files.current(order.directory))


def checked_tables(order: Order, progress: Progress) -> tuple[dict[str, pd.DataFrame], Intake, list[Finding]]:
    """Every table that is not derived, what the intake made of the record files, and the findings that do not block."""
    progress("Reading the reference tables")
    reference = load(order.data, order.only)
    reference.files += [*map_geometry.files(order.data), aliases.path(order.data), place_words.path(order.data)]
    progress("Reading and checking the record files")
    intake = take_in(order.records, reference, order.known_on, order.audience, order.base)
    tables = reference.tables | {
        "cities": intake.cities,
        "awards": intake.awards,
        "practice_scores": intake.scores,
        "build_inputs": _inputs(reference, order, intake),
        "place_aliases": aliases.read(order.data),
    }
    progress("Drawing the maps")
    tables |= map_geometry.drawn(intake.cities, order.data)
    progress("Checking points against outlines")
    findings = [*intake.quality, *quality.geography(tables, order.data)]
    tables["quality_findings"] = quality.as_table(findings)
    return tables, intake, findings


def compared(con: duckdb.DuckDBPyConnection, directory: Path, before: dict | None) -> pd.DataFrame:
    """The changes of the record on `con` against the snapshot that `before` names."""
    return record_changes.between(directory / before["snapshot"] if before else None, con)


def logged_before(directory: Path, before: dict | None) -> pd.DataFrame:
    """The change log of the snapshot that `before` names; empty where there is no snapshot."""
    if before is None:
        return pd.DataFrame()
    with duckdb.connect(str(directory / before["snapshot"]), read_only=True) as old:
        return record_changes.log_of(old)


def _inputs(reference: Reference, order: Order, intake: Intake) -> pd.DataFrame:
    base = [order.base] if order.base else []
    rows = [(f"data/{p.relative_to(order.data).as_posix()}", p) for p in [*reference.files, *base]]
    rows += [(p.name, p) for p in order.records]
    counts = {f"data/{name}.csv": len(frame) for name, frame in reference.tables.items()}
    counts |= {str(file): int(rows) for file, rows in intake.awards["record_file"].value_counts().items()}
    frame = pd.DataFrame(
        [(name, snapshot_files.sha256_of(path), counts.get(name)) for name, path in rows],
        columns=["record_file", "sha256", "row_count"],
    )
    return frame.drop_duplicates("record_file", keep="last")


def _manifest(con: duckdb.DuckDBPyConnection, order: Order, intake: Intake) -> dict:
    fingerprints = assemble.fingerprint(con)
    return {
        "content_sha256": snapshot_files.content_hash(fingerprints),
        "audience": order.audience,
        "known_on": order.known_on.isoformat(),
        "withheld_scores": intake.withheld_scores,
        "inputs": dict(con.execute("select record_file, sha256 from build_inputs").fetchall()),
        "tables": fingerprints,
    }


def _write_build_tables(con: duckdb.DuckDBPyConnection, manifest: dict, changed: pd.DataFrame, built_at: datetime) -> None:
    facts = {
        "content_sha256": manifest["content_sha256"],
        "built_at": built_at.isoformat(timespec="seconds"),
        "audience": manifest["audience"],
        "known_on": manifest["known_on"],
        "withheld_scores": str(manifest["withheld_scores"]),
        "schema_version": str(snapshot_files.SCHEMA_VERSION),
        "python_version": platform.python_version(),
        "duckdb_version": duckdb.__version__,
        "pandas_version": pd.__version__,
    }
    assemble.write_table(con, "build_info", pd.DataFrame(facts.items(), columns=["fact", "fact_value"]))
    assemble.write_table(con, "changes", changed)
