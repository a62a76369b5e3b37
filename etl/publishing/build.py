"""The build: reference tables and record files in, one published snapshot out, or nothing at all."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas as pd

from etl.checking import quality, quality_rules
from etl.checking.intake import Intake, take_in
from etl.findings import Finding
from etl.loading import ledger
from etl.marts import assemble, map_geometry
from etl.publishing import build_tables, downloads, loss_guard, record_changes, snapshot_files, versions
from etl.publishing.order import Order
from etl.publishing.record_summary import Summary, summary_of, summary_of_file
from etl.reading import aliases, place_words, renamed_cities
from etl.reading.reference import load

Progress = Callable[[str], None]
OF_THE_CONTENT = ("content_sha256", "look_sha256")
OF_THE_LEDGER = ("step",)


@dataclass
class Result:
    """What a build did. `published` is None when nothing differs from the present snapshot; `intake` is without its tables.

    `is_look_only`: the record is that of the present snapshot, and the file is new only for how levels look. `before` (None where
    there was no snapshot) and `after`: where the record stood and stands.
    """

    manifest: dict
    published: Path | None
    changes: pd.DataFrame
    intake: Intake
    findings: list[Finding]
    removed: list[str]
    is_look_only: bool
    before: Summary | None
    after: Summary


@dataclass
class Prepared:
    """A snapshot of an order, complete and checked, that nobody sees before `publish`; `path` None = nothing has changed."""

    order: Order
    path: Path | None
    result: Result

    def publish(self) -> Result:
        """Shows it; nothing is left to fail but the disk."""
        directory = self.order.directory
        if self.path is None:
            if snapshot_files.pointed(directory) != self.result.manifest:
                snapshot_files.point(directory, self.result.manifest)
            return self.result
        published = snapshot_files.show(self.path, directory, self.result.manifest)
        versions.keep(directory, self.result.manifest)
        removed = snapshot_files.retain(directory, self.order.keep)
        return replace(self.result, published=published, removed=removed)


def build(order: Order, progress: Progress = lambda _: None) -> Result:
    """Builds and publishes. Raises Blocked with every problem of the input; then nothing has changed."""
    with ledger.locked(order.loads_directory), prepared(order, progress) as new:
        return new.publish()


@contextlib.contextmanager
def prepared(order: Order, progress: Progress = lambda step: None) -> Iterator[Prepared]:
    """Builds all of a snapshot beside the published one. Raises Blocked with every problem of the input."""
    tables, intake, findings = checked_tables(order, progress)
    with snapshot_files.building(order.directory) as path:
        with duckdb.connect(str(path)) as con:
            progress("Writing tables and deriving the marts")
            assemble.write_tables(con, tables)
            tables.clear()
            intake.release()
            assemble.derive(con)
            progress("Comparing with the present snapshot")
            before = snapshot_files.current(order.directory)
            result = _compared(con, order, intake, findings, before)
            is_new = before is None or any(before.get(name) != result.manifest[name] for name in OF_THE_CONTENT)
            if is_new:
                result.manifest = _finished(con, path, order, result, before, progress)
            elif before:
                result.manifest = before | {name: result.manifest[name] for name in OF_THE_LEDGER}
                result.is_look_only = False
        yield Prepared(order, path if is_new else None, result)


def _compared(
    con: duckdb.DuckDBPyConnection, order: Order, intake: Intake, findings: list[Finding], before: dict | None
) -> Result:
    """The record on `con` beside the snapshot that `before` names. Raises LossOfRecords where it lacks what it may not lack."""
    changed = compared(con, order.directory, before)
    manifest = build_tables.manifest_of(con, order, intake)
    is_same = before is not None and before["content_sha256"] == manifest["content_sha256"]
    if before and not is_same:
        loss_guard.refuse(con, order.directory / before["snapshot"], before, assemble.row_counts(con), order.permission)
    present = summary_of_file(order.directory / before["snapshot"]) if before else None
    return Result(manifest, None, changed, intake, findings, [], is_same, present, summary_of(con))


def _finished(
    con: duckdb.DuckDBPyConnection, path: Path, order: Order, result: Result, before: dict | None, progress: Progress
) -> dict:
    """Writes what is about the build itself and the downloads, closes the file and checks it. Returns the whole manifest."""
    built_at = _free_moment(order.directory, result.manifest["content_sha256"])
    if before and result.is_look_only:
        build_tables.take_over(con, order.directory / before["snapshot"])
    else:
        told = order.told(result.intake.files) if order.told else ""
        changed = record_changes.with_step(result.changes, told) if told else result.changes
        build_tables.write(con, result.manifest, changed, built_at)
        log = logged_before(order.directory, before)
        assemble.write_table(con, "change_log", record_changes.logged(log, changed, built_at))
    manifest = result.manifest | {"rows": assemble.row_counts(con)}
    progress("Writing the downloads")
    downloads.write(con, path.with_suffix(snapshot_files.DOWNLOADS))
    con.close()
    progress("Checking the snapshot")
    return snapshot_files.sealed(path, manifest, built_at)


def _free_moment(directory: Path, content_sha256: str) -> datetime:
    """Now; a second snapshot of the same content within one second would have the name of the first, so it waits."""
    while (directory / snapshot_files.name_of(datetime.now(UTC), content_sha256)).exists():
        time.sleep(0.05)
    return datetime.now(UTC)


def preview(order: Order, progress: Progress = lambda _: None) -> pd.DataFrame:
    """What publishing this order would change (table `changes`); publishes nothing."""
    return foreseen(order, progress).changes


def foreseen(order: Order, progress: Progress = lambda step: None, database: Path | None = None) -> Result:
    """What publishing this order would do, of which nothing is done. Raises Blocked, and LossOfRecords as the build would.

    `database`: a new file for the record as it would be, to be asked like a snapshot.
    """
    tables, intake, findings = checked_tables(order, progress)
    progress("Comparing with the present snapshot")
    with duckdb.connect(str(database or ":memory:")) as con:
        assemble.assemble(con, tables)
        result = _compared(con, order, intake, findings, snapshot_files.current(order.directory))
        if database:
            build_tables.write(con, result.manifest, result.changes, datetime.now(UTC))
        return result


def checked_tables(order: Order, progress: Progress) -> tuple[dict[str, pd.DataFrame], Intake, list[Finding]]:
    """Every table that is not derived, what the intake made of the record files, and the findings that do not block."""
    progress("Reading the reference tables")
    reference = load(order.data, order.only)
    reference.files += [*map_geometry.files(order.data), aliases.path(order.data), aliases.words_path(order.data)]
    reference.files += [place_words.path(order.data), renamed_cities.path(order.data)]
    progress("Reading and checking the record files")
    intake = take_in(order.sources, reference, order.known_on, order.audience, order.base)
    tables = reference.tables | {
        "cities": intake.cities,
        "awards": intake.awards,
        "practice_scores": intake.scores,
        "announcements": intake.announcements,
        "build_inputs": build_tables.inputs(reference, order, intake),
        "place_aliases": aliases.read(order.data),
        "search_words": aliases.read_words(order.data, reference.facts),
        "renamed_cities": renamed_cities.read(order.data, {*intake.cities["city_id"], *reference["eligible_places"]["city_id"]}),
    }
    progress("Drawing the maps")
    tables |= map_geometry.drawn(intake.cities, order.data)
    progress("Checking points against outlines")
    findings = [*intake.quality, *quality.geography(tables, order.data)]
    tables["quality_findings"] = quality.as_table(findings)
    tables["quality_rules"] = quality_rules.as_table(tables, intake.rules, findings)
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
